"""Runs what was planned, one run after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject
from qgis.PyQt.QtCore import QElapsedTimer, QEventLoop, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication

from ..engine.errors import EngineError
from ..processing.engine_words import error_text
from .algorithm_job import AlgorithmJob
from .dock_runs import LAYERS, PlannedRun

STOP_MS = 15_000
"""Longest wait for a run that was cancelled; the engine is ended after 5 seconds."""

_TURN_MS = 100


class Runner(QObject):
    """The runs of the dock.

    Attributes:
        began: A run begins; its number from 1, and how many there are.
        progressed: Percent of the run.
        told: What is being done now: rate and time left.
        succeeded: A run, its algorithm's outputs, and whether they are in the project: what was begun for another
            project is not.
        failed: A run and why, in the user's words.
        idle: Nothing runs any more; True = all runs succeeded.
    """

    began = pyqtSignal(int, int)
    progressed = pyqtSignal(float)
    told = pyqtSignal(str)
    succeeded = pyqtSignal(object, dict, bool)
    failed = pyqtSignal(object, str)
    idle = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[PlannedRun] = deque()
        self._total = 0
        self._run: PlannedRun | None = None
        self._job: AlgorithmJob | None = None
        self._into_project = True

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._job is not None

    def start(self, runs: Sequence[PlannedRun]) -> None:
        """Run these, now; what fails ends the rest."""
        self._waiting = deque(runs)
        self._total = len(runs)
        self._into_project = True
        QgsProject.instance().cleared.connect(self._project_left)
        self._next()

    def cancel(self) -> None:
        """End what runs, and forget what waits."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Cancel, and wait for the end: nothing of a plugin that is unloaded may go on."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.cancel()
        since = QElapsedTimer()
        since.start()
        # The task tells of its end through this thread.
        while self.busy and since.elapsed() < STOP_MS:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, _TURN_MS)

    def _next(self) -> None:
        self._run = self._waiting.popleft()
        self.began.emit(self._total - len(self._waiting), self._total)
        parameters = {name: _destination(name, value) for name, value in self._run.parameters.items()}
        job = AlgorithmJob(self._run.algorithm, parameters)
        job.feedback.progressChanged.connect(self.progressed)
        job.feedback.status.connect(self.told)
        job.ended.connect(self._ended)
        try:
            job.start()
        except EngineError as error:
            self._fail(self._run, error_text(error))
            return
        self._job = job

    def _ended(self) -> None:
        job, run, self._job = self._job, self._run, None
        if job is None or run is None:
            return
        if job.results is None:
            self._fail(run, job.failure)
            return
        if self._into_project:
            job.load(self._group(run))
        self.succeeded.emit(run, job.results, self._into_project)
        if self._waiting:
            self._next()
        else:
            self._rest(succeeded=True)

    def _fail(self, run: PlannedRun, why: str) -> None:
        self._waiting.clear()
        self.failed.emit(run, why)
        self._rest(succeeded=False)

    def _rest(self, *, succeeded: bool) -> None:
        QgsProject.instance().cleared.disconnect(self._project_left)
        self.idle.emit(succeeded)

    def _project_left(self) -> None:
        # What was begun for one project is no part of the next one.
        self._into_project = False

    @staticmethod
    def _group(run: PlannedRun) -> str:
        return run.model


def _destination(name: str, value: Any) -> Any:
    """An output that is loaded as a layer, where it is one."""
    return QgsProcessingOutputLayerDefinition(value, QgsProject.instance()) if name in LAYERS else value
