"""An algorithm that runs in the background for a dialog or the dock, so that these do nothing scripts cannot do."""

from __future__ import annotations

import threading
import time
from typing import Any, ClassVar

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProject, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...contract.errors import RequestError
from ...processing.app.i18n import tr
from ...processing.client.feedback import EngineFeedback

_STOP_SECONDS = 20.0
_LOOK_SECONDS = 0.02


class AlgorithmJob(QObject):
    """One run of an algorithm of ours in QGIS's task manager.

    Args:
        algorithm: Its name, without the provider's.
        parameters: Its parameters. Outputs that are QgsProcessingOutputLayerDefinition with a project are loaded by
            :meth:`load`.

    Attributes:
        ended: The run is over, in the GUI thread; look at :attr:`results` and :attr:`failure`.
        feedback: Progress, log, figures; takes controls.
        results: The algorithm's outputs; None until it has succeeded.
        failure: Why it failed, in the user's words; empty = it did not, or was cancelled.
        cancelled: Whether the user cancelled it.
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
        """Whether it runs."""
        return self._task is not None

    @property
    def cancelled(self) -> bool:
        """Whether the user cancelled it."""
        return bool(self.feedback.isCanceled())

    def start(self) -> None:
        """Check the parameters and run.

        Raises:
            EngineError: What is wrong with the parameters, or why nothing can be run at all.
        """
        for possible, reason in (
            self.algorithm.canExecute(),
            self.algorithm.checkParameterValues(self.parameters, self.context),
        ):
            if not possible:
                raise RequestError(str(reason))
        self._task = QgsProcessingAlgRunnerTask(self.algorithm, self.parameters, self.context, self.feedback)
        self._task.executed.connect(self._executed)
        self._running.add(self)
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Ask for the end; it comes within seconds."""
        self.feedback.cancel()

    def stop(self) -> None:
        """Cancel for good, nothing is emitted any more, and wait until no program and no line of Python of it runs."""
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
        """Load the layers that were made into the project, in the GUI thread.

        Args:
            group: Of the layer tree, made where it is not there; empty = where QGIS puts them.
        """
        # QGIS's own Processing, not ours.
        from processing.gui.Postprocessing import handleAlgorithmResults

        for path in self.context.layersToLoadOnCompletion():
            self.context.layerToLoadOnCompletionDetails(path).groupName = group
        handleAlgorithmResults(self.algorithm, self.context, self.feedback, self.parameters)

    def _executed(self, successful: bool, results: dict[str, Any]) -> None:
        self._task = None
        if successful:
            self.results = results
        elif not self.cancelled:
            self.failure = self.feedback.failure or tr("It failed without a reason; QGIS's log may say more.")
        self.ended.emit()
        self._running.discard(self)
