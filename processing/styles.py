"""How the maps look: the same style as a .qml beside the file (also headless) and for the layer that is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsColorRampShader,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..models.card import CardClass, ModelCard

_OTHER = CardClass(value=0, name="other", title="Other", color="#d9d9d9")
_UNLIKELY = "#f7f7f7"


@dataclass(frozen=True)
class ClassStyle:
    """Paletted by class; what has no data stays transparent."""

    classes: tuple[CardClass, ...]

    def apply(self, layer: QgsRasterLayer) -> None:
        """Give a layer this style."""
        entries = [QgsPalettedRasterRenderer.Class(c.value, QColor(c.color), c.title) for c in self.classes]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, entries))


@dataclass(frozen=True)
class ProbabilityStyle:
    """A ramp over 0-100 percent, from nearly white to the colour of the class."""

    color: str

    def apply(self, layer: QgsRasterLayer) -> None:
        """Give a layer this style."""
        ramp = QgsColorRampShader(0, 100, None, QgsColorRampShader.Type.Interpolated)
        ramp.setColorRampItemList(
            [
                QgsColorRampShader.ColorRampItem(0, QColor(_UNLIKELY), "0 %"),
                QgsColorRampShader.ColorRampItem(100, QColor(self.color), "100 %"),
            ]
        )
        shader = QgsRasterShader(0, 100)
        shader.setRasterShaderFunction(ramp)
        renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
        renderer.setClassificationMin(0)
        renderer.setClassificationMax(100)
        layer.setRenderer(renderer)


Style = ClassStyle | ProbabilityStyle


def classes_of(card: ModelCard, target: str) -> tuple[CardClass, ...]:
    """Classes of the raster that a request with this target gives: all of the card, or other (0) and the target (1)."""
    if not target or card.is_binary:
        return card.classes
    wanted = _named(card.classes, target)
    return (_OTHER, CardClass(value=1, name=wanted.name, title=wanted.title, color=wanted.color))


def target_color(card: ModelCard, target: str) -> str:
    """Colour of the target; with no target that of the last class."""
    return _named(card.classes, target).color if target else card.classes[-1].color


def write_sidecar(raster: str, style: Style) -> bool:
    """Write the .qml beside a raster, by which QGIS opens it in this style; tells whether that worked."""
    options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsRasterLayer(raster, "", "gdal", options)
    if not layer.isValid():
        return False
    style.apply(layer)
    path = str(Path(raster).with_suffix(".qml"))
    _, written = layer.saveNamedStyle(path, QgsMapLayer.StyleCategory.Symbology)
    return bool(written)


def _named(classes: Iterable[CardClass], name: str) -> CardClass:
    return next(c for c in classes if c.name == name)
