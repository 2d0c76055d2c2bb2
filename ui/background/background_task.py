"""A function that runs in QGIS's task manager, and its feedback."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Any, ClassVar

from qgis.core import Qgis, QgsApplication, QgsProcessingFeedback, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ...contract.errors import EngineError, UnexpectedError
from ...processing.app.i18n import tr
from ...processing.app.session_log import log_message

STOP_SECONDS = 60.0
"""Longest wait for the end of a task: creating a virtual environment cannot be interrupted."""


class TaskFeedback(QgsProcessingFeedback):
    """Turns the feedback of a background thread into signals, which Qt delivers in the GUI thread.

    Attributes:
        warnings: Warnings so far; read them when the work is done.
    """

    step = pyqtSignal(str)
    line = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(logFeedback=False)
        self.warnings: list[str] = []

    def setProgressText(self, text: str) -> None:
        """Announce a new step."""
        self.step.emit(text)
        self.line.emit(text)

    def pushInfo(self, info: str) -> None:
        """Add a line to the log."""
        self.line.emit(info)

    def pushDebugInfo(self, info: str) -> None:
        """Add a line to the log."""
        self.line.emit(info)

    def pushWarning(self, warning: str) -> None:
        """Add a line to the log."""
        self.warnings.append(warning)
        self.line.emit(warning)


class BackgroundTask(QgsTask):
    """Runs a function in the background.

    Args:
        title: Title in QGIS's task manager.
        work: Called with the feedback; its return value becomes :attr:`result`.
        hidden: Whether to hide the task from the task manager's list.

    Attributes:
        on_end: Called once in the GUI thread, after everything else.
        result: Return value of the function; None after an error.
        error: Error that the function raised; None = it succeeded.
    """

    # The task manager does not keep the Python half of a task alive. Nor may the garbage collector delete it: that runs
    # in any thread, while a Qt object must end in the thread that created it.
    _running: ClassVar[set[BackgroundTask]] = set()

    def __init__(self, title: str, work: Callable[[TaskFeedback], Any], *, hidden: bool = False) -> None:
        # Silent: otherwise QGIS reports a cancelled task as failed.
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent
        # A hidden task must not make QGIS ask the user on closing.
        unseen = QgsTask.Flag.Hidden | QgsTask.Flag.CancelWithoutPrompt
        super().__init__(title, flags | unseen if hidden else flags)
        self.feedback = TaskFeedback()
        self.feedback.progressChanged.connect(self.setProgress)
        self.on_end: Callable[[], object] | None = None
        self.result: Any = None
        self.error: EngineError | None = None
        self._work = work
        self._left = threading.Event()

    def start(self) -> None:
        """Hand the task to QGIS's task manager."""
        self._running.add(self)
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """Call the function; QGIS runs this in a thread of the task manager."""
        try:
            self.result = self._work(self.feedback)
        except EngineError as error:
            self.error = error.kept()
        except Exception:  # noqa: BLE001 - the dialog must not wait for ever, whatever went wrong
            log_message(traceback.format_exc(), Qgis.MessageLevel.Critical)
            self.error = UnexpectedError(
                tr("OneMetre stopped because of a defect."), tr("See OneMetre in the Log Messages panel.")
            )
        finally:
            self._left.set()
        return self.error is None

    def finished(self, result: bool) -> None:  # noqa: ARG002 - QGIS passes it
        """Call :attr:`on_end`."""
        self._running.discard(self)
        on_end, self.on_end = self.on_end, None
        if on_end is not None:
            on_end()

    def cancel(self) -> None:
        """Request cancellation; the function notices soon."""
        self.feedback.cancel()
        super().cancel()

    def stop(self) -> None:
        """Cancel, and wait until neither a process nor Python code of this task is active."""
        began = self.status() == QgsTask.TaskStatus.Running
        self.cancel()
        # Not waitForFinished, which holds Python's global lock that the awaited thread needs.
        if began:
            self._left.wait(STOP_SECONDS)
