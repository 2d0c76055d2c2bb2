"""What happens to a map when QGIS loads it as a layer: style, name, temporal range, metadata."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..models.card import ModelCard
from .i18n import tr
from .styles import PolygonStyle, Style


@dataclass(frozen=True)
class Presentation:
    """How a loaded map presents itself.

    Attributes:
        title: Name of the layer; empty = as QGIS names it.
        style: Its style; None = as QGIS styles it.
        year: The layer shows only in this year when the temporal controller is on; None = always.
        card: Card of the model that made it, for the metadata.
        rank: Layers of a run with a larger one lie above the others.
    """

    title: str
    style: Style | PolygonStyle | None
    year: int | None
    card: ModelCard
    rank: int = 0


class PresentLayer(QgsProcessingLayerPostProcessorInterface):
    """Applies a presentation; QGIS calls it in the GUI thread after loading."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,  # noqa: ARG002 - QGIS passes it
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> None:
        """Apply the presentation to a layer that was loaded."""
        wanted = self._presentation
        if isinstance(layer, QgsVectorLayer) and isinstance(wanted.style, PolygonStyle):
            layer.setRenderer(wanted.style.renderer())
        elif isinstance(layer, QgsRasterLayer) and not isinstance(wanted.style, PolygonStyle):
            if wanted.style is not None:
                layer.setRenderer(wanted.style.renderer(layer.dataProvider()))
        else:
            return
        if wanted.title:
            layer.setName(wanted.title)
        if wanted.year is not None:
            _set_year(layer, wanted.year)
        _set_metadata(layer, wanted)
        layer.triggerRepaint()


# QGIS keeps no reference of its own: a processor that only the algorithm holds is gone before the layer is loaded.
_kept: list[PresentLayer] = []


def present_on_load(context: QgsProcessingContext, path: str, presentation: Presentation) -> None:
    """Have a map presented when, and if, QGIS loads it after the algorithm; called in the algorithm's thread."""
    if context.willLoadLayerOnCompletion(path):
        processor = PresentLayer(presentation)
        _kept.append(processor)
        details = context.layerToLoadOnCompletionDetails(path)
        details.setPostProcessor(processor)
        details.layerSortKey = presentation.rank


def _set_year(layer: QgsRasterLayer | QgsVectorLayer, year: int) -> None:
    # In UTC like the temporal controller; in local time the last hours of a year would show in the next one.
    first = QDateTime(QDate(year, 1, 1), QTime(0, 0), Qt.TimeSpec.UTC)
    last = QDateTime(QDate(year, 12, 31), QTime(23, 59, 59, 999), Qt.TimeSpec.UTC)
    temporal = layer.temporalProperties()
    modes = Qgis.RasterTemporalMode if isinstance(layer, QgsRasterLayer) else Qgis.VectorTemporalMode
    temporal.setMode(modes.FixedTemporalRange)
    temporal.setFixedTemporalRange(QgsDateTimeRange(first, last))
    temporal.setIsActive(True)


def _set_metadata(layer: QgsRasterLayer | QgsVectorLayer, wanted: Presentation) -> None:
    card = wanted.card
    metadata = layer.metadata()
    metadata.setTitle(wanted.title or layer.name())
    metadata.setAbstract(
        tr("Made by OneMetre with the model {} ({}). {}").format(card.title, card.name, card.description).strip()
    )
    if card.licence:
        metadata.setLicenses([card.licence])
    metadata.setHistory([tr("Model {}, trained on: {}").format(card.name, card.training_data)])
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)
