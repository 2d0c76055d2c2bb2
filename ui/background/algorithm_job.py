"""A background run of an algorithm for a dialog or the dock, which therefore do nothing that a script cannot."""

from __future__ import annotations

import threading
import time
from typing import Any, ClassVar

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProject, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...contract.errors import RequestError
from ...processing.app.i18n import tr
from ...processing.client.feedback import EngineFeedback
from ...processing.layers.presentation import PresentLayer

_STOP_SECONDS = 20.0
_LOOK_SECONDS = 0.02


class AlgorithmJob(QObject):
    """One run of a OneMetre algorithm in QGIS's task manager.

    Args:
        algorithm: Name of the algorithm, without the provider's prefix.
        parameters: Parameters of the algorithm. :meth:`load` loads outputs that are given as a
            QgsProcessingOutputLayerDefinition with a project.

    Attributes:
        ended: Emitted in the GUI thread at the end of the run; then read :attr:`results` and :attr:`failure`.
        feedback: Progress, log and metrics of the run; accepts controls such as pause.
        results: Outputs of the algorithm; None until it succeeds.
        failure: Reason of the failure in plain words; empty = not failed, or cancelled.
        cancelled: Whether the user cancelled the run.
    """

    ended = pyqtSignal()

    # The task manager does not keep the Python half of what belongs to a task.
    _running: ClassVar[set[AlgorithmJob]] = set()

    def __init__(self, algorithm: str, parameters: dict[str, Any]) -> None:
        super().__init__()
        registry = QgsApplication.processingRegistry()
        self.algorithm = registry.createAlgorithmById(f"onemetre:{algorithm}")
        self.parameters = parameters
        self.feedback = EngineFeedback()
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.context.setFeedback(self.feedback)
        self.results: dict[str, Any] | None = None
        self.failure = ""
        self._task: QgsProcessingAlgRunnerTask | None = None

    @property
    def busy(self) -> bool:
        """Whether the algorithm is running."""
        return self._task is not None

    @property
    def cancelled(self) -> bool:
        """Whether the user cancelled the run."""
        return bool(self.feedback.isCanceled())

    def start(self) -> None:
        """Check the parameters and start the run.

        Raises:
            EngineError: A parameter is invalid, or nothing can run at all.
        """
        for possible, reason in (
            self.algorithm.canExecute(),
            self.algorithm.checkParameterValues(self.parameters, self.context),
        ):
            if not possible:
                raise RequestError(str(reason))
        # Silent: the dialog or the dock says how the run ended, QGIS need not repeat it.
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent
        self._task = QgsProcessingAlgRunnerTask(self.algorithm, self.parameters, self.context, self.feedback, flags)
        self._task.executed.connect(self._executed)
        self._running.add(self)
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Request cancellation; the run ends within seconds."""
        self.feedback.cancel()

    def stop(self) -> None:
        """Cancel without further signals, and wait until neither a process nor Python code of the run is active."""
        task = self._task
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.cancel()
        if task is None or task.status() != QgsTask.TaskStatus.Running:
            return
        since, pause = time.monotonic(), threading.Event()
        # Not waitForFinished, which keeps Python's lock from the thread that it waits for.
        while task.status() == QgsTask.TaskStatus.Running and time.monotonic() - since < _STOP_SECONDS:
            pause.wait(_LOOK_SECONDS)

    def load(self, group: str = "") -> None:
        """Load the output layers into the project; call it in the GUI thread.

        Args:
            group: Layer tree group, created if it is missing; empty = QGIS's default place. The layers get the names
                that they have in the group of their run.
        """
        # The Processing plugin of QGIS, not a module of OneMetre.
        from processing.gui.Postprocessing import handleAlgorithmResults

        for path in self.context.layersToLoadOnCompletion():
            details = self.context.layerToLoadOnCompletionDetails(path)
            details.groupName = group
            if isinstance(look := details.postProcessor(), PresentLayer):
                look.grouped = bool(group)
        handleAlgorithmResults(self.algorithm, self.context, self.feedback, self.parameters)

    def _executed(self, successful: bool, results: dict[str, Any]) -> None:
        self._task = None
        if successful:
            self.results = results
        elif not self.cancelled:
            self.failure = self.feedback.failure or tr("The run failed without a reason; QGIS's log may contain more.")
        self.ended.emit()
        self._running.discard(self)
