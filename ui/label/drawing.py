"""Points beside a finished map: those that are there already, or new ones."""

from __future__ import annotations

import itertools
from pathlib import Path

from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...contract.system_paths import comparable
from ..background.algorithm_job import AlgorithmJob
from .points import is_sample
from .shown_layers import file_of

ERROR = 2.5
"""Standard error of the overall accuracy, percent, for which points are drawn: 144 where 90 % is expected."""


class Drawing(QObject):
    """Draws points of a map with the defaults of the algorithm, into a GeoPackage beside it.

    Attributes:
        progress: Emitted with the progress, percent.
        made: Emitted with the id of the layer of points, once it is in the project.
        ended: Emitted with the reason of a failure, empty if it was cancelled.
    """

    progress = pyqtSignal(float)
    made = pyqtSignal(str)
    ended = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._job: AlgorithmJob | None = None
        self._path = ""

    @property
    def busy(self) -> bool:
        """Whether points are being drawn."""
        return self._job is not None

    def start(self, source: str) -> None:
        """Find or draw the points of a map.

        Raises:
            EngineError: No points can be drawn.
        """
        path, layer = _place_of(Path(source))
        if layer is not None:
            self.made.emit(layer.id())
            return
        output = QgsProcessingOutputLayerDefinition(str(path), QgsProject.instance())
        output.destinationName = path.stem
        job = AlgorithmJob("samplepoints", {"INPUT": [source], "ERROR": ERROR, "OUTPUT": output})
        job.feedback.progressChanged.connect(self.progress)
        job.ended.connect(self._end)
        job.start()
        self._job, self._path = job, str(path)

    def stop(self) -> None:
        """Cancel without further signals."""
        job, self._job = self._job, None
        if job is not None:
            job.stop()

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        if job.results is None:
            self.ended.emit(job.failure)
            return
        job.load()
        layer = _in_project(Path(self._path))
        if layer is None:
            # Loaded into another project, which was opened meanwhile.
            layer = QgsVectorLayer(self._path, Path(self._path).stem, "ogr")
            QgsProject.instance().addMapLayer(layer)
        self.made.emit(layer.id())


def _place_of(source: Path) -> tuple[Path, QgsVectorLayer | None]:
    """Where the points of a map are, or will be, and their layer in the project; None = they are not drawn yet."""
    named = source.with_name(f"{source.stem}_points.gpkg")
    numbered = (named.with_stem(f"{named.stem}_{number}") for number in itertools.count(2))
    for path in itertools.chain([named], numbered):
        layer = _in_project(path)
        if layer is None and path.exists():
            layer = QgsVectorLayer(str(path), path.stem, "ogr")
            if is_sample(layer):
                QgsProject.instance().addMapLayer(layer)
        if is_sample(layer):
            return path, layer
        if layer is None:
            return path, None
    raise AssertionError("numbers do not end")


def _in_project(path: Path) -> QgsVectorLayer | None:
    for layer in QgsProject.instance().mapLayers().values():
        file = file_of(layer)
        if isinstance(layer, QgsVectorLayer) and file is not None and comparable(str(file)) == comparable(str(path)):
            return layer
    return None
