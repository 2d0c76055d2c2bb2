"""The search for places where a model is least certain: maps, evaluates the probabilities, adds a point layer."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....contract.card import ModelCard
from ....contract.errors import EngineError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import said
from ...background.algorithm_job import AlgorithmJob
from ...background.background_task import BackgroundTask
from ...background.side_map import mapping_job
from .doubt import CELL_M, Doubt, find_doubts

PLACES = 20
_AROUND = 4 * CELL_M


class DoubtSearch(QObject):
    """Runs one search at a time, and owns the layer of the last one.

    Attributes:
        changed: Emitted when a search starts or ends, or the current place changes.
        progress: Emitted with the progress of the mapping, percent.
        failed: Emitted with the reason when a search finds nothing.
    """

    changed = pyqtSignal()
    progress = pyqtSignal(float)
    failed = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job: AlgorithmJob | None = None
        self._task: BackgroundTask | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._card: ModelCard | None = None
        self._probability = ""
        self._layer = ""
        self._at = -1
        QgsProject.instance().layersRemoved.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether a search is running."""
        return self._job is not None or self._task is not None

    @property
    def layer(self) -> QgsVectorLayer | None:
        """Layer of the places; None = no places, or the layer was removed."""
        return QgsProject.instance().mapLayer(self._layer)

    @property
    def place(self) -> tuple[int, int, float] | None:
        """Number of the current place from 1, number of places, and certainty of the model there in percent."""
        layer = self.layer
        if layer is None or self._at < 0:
            return None
        feature = self._features(layer)[self._at]
        return self._at + 1, layer.featureCount(), 100 - feature["doubt"]

    def start(
        self, card: ModelCard, images: Sequence[str], reading: dict[str, Any], part: QgsReferencedRectangle
    ) -> None:
        """Search in a part of the images with these sources.

        Raises:
            EngineError: The mapping cannot start.
        """
        self.stop()
        self._folder = tempfile.TemporaryDirectory(prefix="onemetre-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        probability = str(folder / "probability.tif")
        outputs = {"OUTPUT": str(folder / "map.tif"), "PROBABILITY": probability}
        job = mapping_job(card, images, reading, EXTENT=part, **outputs)
        self._card, self._probability = card, probability
        job.ended.connect(self._mapped)
        job.feedback.progressChanged.connect(self.progress)
        job.start()
        self._job = job
        self.changed.emit()

    def stop(self, *, wait: bool = False) -> None:
        """Cancel the search. With ``wait``, return after all work has ended."""
        job, self._job = self._job, None
        task, self._task = self._task, None
        if job is not None:
            job.ended.disconnect(self._mapped)
            (job.stop if wait else job.cancel)()
        if task is not None:
            task.on_end = None
            (task.stop if wait else task.cancel)()
        self._clean()
        self.changed.emit()

    def go_on(self, canvas: QgsMapCanvas) -> None:
        """Move to the next place, and from the last one to the first."""
        layer = self.layer
        if layer is None:
            return
        features = self._features(layer)
        self._at = (self._at + 1) % len(features)
        transform = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
        around = features[self._at].geometry().buffer(_AROUND, 8).boundingBox()
        canvas.setExtent(transform.transformBoundingBox(around))
        canvas.refresh()
        self.changed.emit()

    @staticmethod
    def _features(layer: QgsVectorLayer) -> list[QgsFeature]:
        return sorted(layer.getFeatures(), key=lambda feature: feature["rank"])

    def _look(self) -> None:
        if self._layer and self.layer is None:
            self._layer, self._at = "", -1
            self.changed.emit()

    def _mapped(self) -> None:
        job, card, probability = self._job, self._card, self._probability
        self._job = None
        if job is None or card is None:
            return
        if job.results is None:
            if job.failure:
                self.failed.emit(job.failure)
            self._clean()
            self.changed.emit()
            return
        # With several classes, an even share is the least that the chosen class can have.
        threshold = card.threshold if card.is_binary else math.ceil(100 / len(card.classes))
        self._task = task = BackgroundTask(
            tr("Searching for doubtful places"),
            lambda feedback: find_doubts(probability, threshold, PLACES, feedback.isCanceled),
            hidden=True,
        )
        task.on_end = self._found
        task.start()

    def _found(self) -> None:
        task, self._task = self._task, None
        if task is None:
            return
        doubts: list[Doubt] = task.result or []
        if isinstance(task.error, EngineError):
            self.failed.emit(said(task.error.message))
        elif doubts:
            self._show(doubts, QgsRasterLayer(self._probability).crs())
        else:
            self.failed.emit(tr("The model is certain everywhere in this view. Try another part of the image."))
        self._clean()
        self.changed.emit()

    def _clean(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _show(self, doubts: Sequence[Doubt], crs: QgsCoordinateReferenceSystem) -> None:
        project = QgsProject.instance()
        if self.layer is not None:
            project.removeMapLayer(self._layer)
        layer = QgsVectorLayer("Point?field=rank:integer&field=doubt:double", tr("Where to label next"), "memory")
        layer.setCrs(crs)
        features = []
        for rank, doubt in enumerate(doubts, 1):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(doubt.point))
            feature.setAttributes([rank, round(doubt.percent, 1)])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        ring = {"name": "circle", "color": "0,0,0,0", "outline_color": "#ff00c8", "outline_width": "0.6", "size": "6"}
        layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(ring)))
        project.addMapLayer(layer)
        self._layer, self._at = layer.id(), -1
