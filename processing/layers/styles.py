"""Styles of the maps: the same for the .qml beside the file (also headless) and for the loaded layer."""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterDataProvider,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ...contract.card import CardClass, ModelCard
from ..app.i18n import tr, translatable
from ..app.units import km2_text

_OTHER = CardClass(value=0, name="other", title=translatable("Other"), color="#d9d9d9")
_UNLIKELY = "#f7f7f7"
OPACITY = 0.65
"""Opacity of new maps: the image below stays visible."""
_BACKGROUND = ("other", "background")
"""Names of classes that are not drawn."""
# Element of a style file that only vector layers have.
_OF_VECTORS = b"<renderer-v2"


class Style(Protocol):
    """Style of a raster."""

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""


class VectorStyle(ABC):
    """Style of a vector layer.

    For the loaded layer only: a .qml beside a GeoPackage would apply to a raster with the same name.
    """

    @abstractmethod
    def renderer(self) -> QgsFeatureRenderer:
        """Build the renderer for a layer of polygons."""


@dataclass(frozen=True)
class ClassStyle:
    """Paletted by class, half transparent; "other" and nodata are not drawn.

    Attributes:
        classes: Classes, ordered by value.
        km2: Area of each class by name, for the legend; empty = a legend without areas.
    """

    classes: tuple[CardClass, ...]
    km2: Mapping[str, float] = field(default_factory=dict)

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        entries = [QgsPalettedRasterRenderer.Class(c.value, _drawn(c), self._label(c)) for c in self.classes]
        renderer = QgsPalettedRasterRenderer(provider, 1, entries)
        renderer.setOpacity(OPACITY)
        return renderer

    def _label(self, entry: CardClass) -> str:
        return f"{entry.title}: {km2_text(self.km2[entry.name])}" if entry.name in self.km2 else entry.title


@dataclass(frozen=True)
class ProbabilityStyle:
    """A ramp over 0-100 percent, from nearly white to the colour of the class.

    Attributes:
        color: Colour of the class.
        band: Number of the band to draw, from 1.
    """

    color: str
    band: int = 1

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        ramp = QgsColorRampShader(0, 100, None, Qgis.ShaderInterpolationMethod.Linear)
        ramp.setColorRampItemList(
            [
                QgsColorRampShader.ColorRampItem(0, QColor(_UNLIKELY), "0 %"),
                QgsColorRampShader.ColorRampItem(100, QColor(self.color), "100 %"),
            ]
        )
        shader = QgsRasterShader(0, 100)
        shader.setRasterShaderFunction(ramp)
        renderer = QgsSingleBandPseudoColorRenderer(provider, self.band, shader)
        renderer.setClassificationMin(0)
        renderer.setClassificationMax(100)
        return renderer


@dataclass(frozen=True)
class ThresholdStyle:
    """Probability as the classes that result from a threshold, drawn like them.

    Attributes:
        color: Colour of the class.
        percent: Lowest probability of a pixel of the class, percent.
    """

    color: str
    percent: int

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        item, other = QgsColorRampShader.ColorRampItem, tr(_OTHER.title)
        ramp = QgsColorRampShader(0, 100, None, Qgis.ShaderInterpolationMethod.Discrete)
        ramp.setColorRampItemList(
            [
                item(self.percent - 0.5, _drawn(_OTHER), other),
                item(100, QColor(self.color), tr("{} % or more").format(self.percent)),
            ]
        )
        shader = QgsRasterShader(0, 100)
        shader.setRasterShaderFunction(ramp)
        renderer = QgsSingleBandPseudoColorRenderer(provider, 1, shader)
        renderer.setOpacity(OPACITY)
        return renderer


@dataclass(frozen=True)
class ImageStyle:
    """Natural colours.

    Attributes:
        bands: Numbers of the red, green and blue band, from 1.
        white: Physical value that is drawn white; 0 is black. QGIS applies the scale and the offset of the file
            before it draws.
    """

    bands: tuple[int, int, int]
    white: float

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        renderer = QgsMultiBandColorRenderer(provider, *self.bands)
        set_stretch = (
            renderer.setRedContrastEnhancement,
            renderer.setGreenContrastEnhancement,
            renderer.setBlueContrastEnhancement,
        )
        for stretch in set_stretch:
            contrast = QgsContrastEnhancement(Qgis.DataType.Float32)
            contrast.setMinimumValue(0)
            contrast.setMaximumValue(self.white)
            contrast.setContrastEnhancementAlgorithm(
                QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
            )
            stretch(contrast)
        return renderer


@dataclass(frozen=True)
class PolygonStyle(VectorStyle):
    """Polygons in the colours of their classes."""

    classes: tuple[CardClass, ...]

    def renderer(self) -> QgsFeatureRenderer:
        """Build the renderer for a layer of polygons."""
        categories = [QgsRendererCategory(c.value, _fill(c.color), c.title) for c in self.classes if c.value]
        return QgsCategorizedSymbolRenderer("value", categories)


@dataclass(frozen=True)
class DifferenceStyle:
    """Differences in percent: blue below 0, nearly white at 0, red above."""

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        ramp = QgsColorRampShader(-100, 100, None, Qgis.ShaderInterpolationMethod.Linear)
        colors = ((-100, "#2166ac"), (0, _UNLIKELY), (100, "#b2182b"))
        ramp.setColorRampItemList(
            [QgsColorRampShader.ColorRampItem(value, QColor(color), f"{value:+d} %") for value, color in colors]
        )
        shader = QgsRasterShader(-100, 100)
        shader.setRasterShaderFunction(ramp)
        renderer = QgsSingleBandPseudoColorRenderer(provider, 1, shader)
        renderer.setClassificationMin(-100)
        renderer.setClassificationMax(100)
        return renderer


def classes_of(card: ModelCard, target: str) -> tuple[CardClass, ...]:
    """Classes in the raster of a request with this target: all of the card, or other (0) and the target (1).

    Titles of bundled models are in the language of QGIS.
    """
    classes = card.classes
    if target and not card.is_binary:
        wanted = _named(card.classes, target)
        classes = (_OTHER, CardClass(value=1, name=wanted.name, title=wanted.title, color=wanted.color))
    return tuple(replace(one, title=tr(one.title)) for one in classes)


def target_color(card: ModelCard, target: str) -> str:
    """Colour of the target, or of the last class if there is no target."""
    return _named(card.classes, target).color if target else card.classes[-1].color


def image_style(card: ModelCard) -> ImageStyle | None:
    """Natural colours for the super-resolved image of a model; None = it lacks a red, green or blue band."""
    if not {"red", "green", "blue"} <= set(card.roles):
        return None
    red, green, blue = (card.roles.index(role) + 1 for role in ("red", "green", "blue"))
    # Reflectance of land lies below 0.3; the 8-bit image of a camera uses its whole range.
    return ImageStyle((red, green, blue), white=1.0 if card.data_type == "uint8" else 0.3)


def write_sidecar(raster: str, style: Style) -> None:
    """Write the .qml beside a raster, so that QGIS opens it in this style.

    Written without a layer, since loading one computes statistics and writes them beside the raster.

    Raises:
        OSError: The file cannot be written, or belongs to a vector layer of the same name.
    """
    path = Path(raster).with_suffix(".qml")
    if path.is_file() and _OF_VECTORS in path.read_bytes():
        raise FileExistsError(errno.EEXIST, tr("it holds the style of a vector layer"))
    document = QDomDocument("qgis")
    root = document.createElement("qgis")
    root.setAttribute("version", Qgis.version())
    root.setAttribute("styleCategories", "Symbology")
    document.appendChild(root)
    pipe = document.createElement("pipe")
    root.appendChild(pipe)
    style.renderer(None).writeXml(document, pipe)
    path.write_text(document.toString(2), encoding="utf-8")


def _fill(color: str) -> QgsFillSymbol:
    # An outline in the darker colour of the class, and nothing inside: the map is drawn by the raster.
    return QgsFillSymbol.createSimple(
        {"color": color, "style": "no", "outline_color": QColor(color).darker().name(), "outline_width": "0.4"}
    )


def _drawn(entry: CardClass) -> QColor:
    color = QColor(entry.color)
    if entry.name in _BACKGROUND:
        color.setAlpha(0)
    return color


def _named(classes: Iterable[CardClass], name: str) -> CardClass:
    return next(c for c in classes if c.name == name)
