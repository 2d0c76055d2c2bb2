"""Maps of the visible area before and after the adaptation, and the swipe between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsReferencedRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....contract.card import ModelCard
from ....contract.errors import EngineError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import said
from ...background.algorithm_job import AlgorithmJob
from ...background.side_map import mapping_job
from ...swipe.swipe import Swipe


class Comparison(QObject):
    """Maps with one model, then with the other, loads both maps, and swipes between them.

    Args:
        canvas: Map canvas for the swipe.

    Attributes:
        changed: Emitted when a map or the swipe starts or ends.
        progress: Emitted with the progress of both maps, percent.
        failed: Emitted with the reason when a map fails.
    """

    changed = pyqtSignal()
    progress = pyqtSignal(float)
    failed = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._jobs: list[AlgorithmJob] = []
        self._maps: list[str] = []
        self._swipe: Swipe | None = None
        project = QgsProject.instance()
        # Maps of one project do not belong in another.
        project.cleared.connect(self._leave)
        project.layersRemoved.connect(self.changed)

    @property
    def busy(self) -> bool:
        """Whether a map is being computed."""
        return bool(self._jobs)

    @property
    def possible(self) -> bool:
        """Whether both maps are in the project."""
        return not self.busy and len(self._layers()) == 2

    @property
    def swiping(self) -> bool:
        """Whether the swipe is on the canvas."""
        return self._swipe is not None and self._swipe.active

    @property
    def drawing(self) -> bool:
        """Whether the swipe is still being rendered."""
        return self._swipe is not None and self._swipe.drawing

    def start(
        self,
        models: tuple[ModelCard, ModelCard],
        images: Sequence[str],
        reading: dict[str, Any],
        part: QgsReferencedRectangle,
    ) -> None:
        """Start to map with both models.

        Args:
            models: Parent model and adapted model.
            images: Sources of the images.
            reading: Parameters that state how to read them: BANDS, SCALE, OFFSET.
            part: Part of the images to map.

        Raises:
            EngineError: The mapping cannot start.
        """
        self.stop()
        for card, title in zip(models, (tr("Before: {}"), tr("After: {}")), strict=True):
            output = QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())
            output.destinationName = title.format(card.name)
            job = mapping_job(card, images, reading, EXTENT=part, OUTPUT=output)
            job.feedback.progressChanged.connect(self._advance)
            job.ended.connect(self._mapped)
            self._jobs.append(job)
        try:
            self._jobs[0].start()
        except EngineError:
            self._jobs = []
            raise
        self.changed.emit()

    def stop(self, *, wait: bool = False) -> None:
        """Cancel the mapping and end the swipe; the maps stay. With ``wait``, return after all work has ended."""
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            job.feedback.progressChanged.disconnect(self._advance)
            job.ended.disconnect(self._mapped)
            (job.stop if wait else job.cancel)()
        self._maps = []
        if self._swipe is not None:
            self._swipe.end()
        self.changed.emit()

    def swipe(self, *, on: bool) -> None:
        """Start or end the swipe."""
        if self._swipe is not None:
            self._swipe.end()
        if on and self.possible:
            before, after = self._layers()
            self._swipe = Swipe(self._canvas, [before], [after])
            self._swipe.ended.connect(self.changed)
        self.changed.emit()

    def _leave(self) -> None:
        self.stop()

    def _layers(self) -> list[QgsMapLayer]:
        by_source = {layer.source(): layer for layer in QgsProject.instance().mapLayers().values()}
        return [by_source[source] for source in self._maps if source in by_source]

    def _advance(self, percent: float) -> None:
        self.progress.emit(50 * len(self._maps) + percent / 2)

    def _mapped(self) -> None:
        # The second map follows the first.
        job = self._jobs[len(self._maps)]
        if job.results is None:
            self._jobs = []
            if job.failure:
                self.failed.emit(job.failure)
            self.changed.emit()
            return
        job.load()
        self._maps.append(job.results["OUTPUT"])
        if job is self._jobs[0]:
            try:
                self._jobs[1].start()
            except EngineError as error:
                self._jobs = []
                self.failed.emit(said(error.message))
            return
        self._jobs = []
        self.swipe(on=True)
