"""A function that runs in QGIS's task manager, and what it says on the way."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Any, ClassVar

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProcessingFeedback, QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ...contract.errors import EngineError, UnexpectedError
from ...processing.app.i18n import tr

STOP_SECONDS = 60.0
"""Longest wait for the end of a task: a virtual environment that is being made cannot be interrupted."""


class TaskFeedback(QgsProcessingFeedback):
    """Turns what is said in a background thread into signals, which Qt carries over to the GUI thread.

    Attributes:
        warnings: What was said as a warning; to be read when the work is done.
    """

    step = pyqtSignal(str)
    line = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(logFeedback=False)
        self.warnings: list[str] = []

    def setProgressText(self, text: str) -> None:
        """A step begins."""
        self.step.emit(text)
        self.line.emit(text)

    def pushInfo(self, info: str) -> None:
        """For the log."""
        self.line.emit(info)

    def pushDebugInfo(self, info: str) -> None:
        """For the log."""
        self.line.emit(info)

    def pushWarning(self, warning: str) -> None:
        """For the log."""
        self.warnings.append(warning)
        self.line.emit(warning)


class BackgroundTask(QgsTask):
    """Calls a function in the background.

    Args:
        title: In the task manager.
        work: Gets the feedback; what it returns is :attr:`result`.
        hidden: Whether the task manager leaves it out of its list.

    Attributes:
        on_end: Called once in the GUI thread, last.
        result: What the function returned; None after an error.
        error: What it raised.
    """

    # The task manager does not keep the Python half of a task. Nor may it be left to the garbage collector, which runs
    # in whatever thread it likes: what belongs to Qt has to end in the thread that it was made in.
    _running: ClassVar[set[BackgroundTask]] = set()

    def __init__(self, title: str, work: Callable[[TaskFeedback], Any], *, hidden: bool = False) -> None:
        # Silent: QGIS would call a task that was cancelled a failed one.
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent
        # What nobody sees nobody should be asked about when QGIS is closed.
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
        """Hand it to QGIS's task manager."""
        self._running.add(self)
        QgsApplication.taskManager().addTask(self)

    def run(self) -> bool:
        """Do it, in a thread of the task manager."""
        try:
            self.result = self._work(self.feedback)
        except EngineError as error:
            self.error = error.kept()
        except Exception:  # noqa: BLE001 - whatever it is, the dialog must not wait for ever
            QgsMessageLog.logMessage(traceback.format_exc(), "OneMetre", Qgis.MessageLevel.Critical, notifyUser=False)
            self.error = UnexpectedError(
                tr("OneMetre has a defect that stopped this."), tr("The log messages panel says more under OneMetre.")
            )
        finally:
            self._left.set()
        return self.error is None

    def finished(self, result: bool) -> None:  # noqa: ARG002 - QGIS passes it
        """Tell who waits."""
        self._running.discard(self)
        on_end, self.on_end = self.on_end, None
        if on_end is not None:
            on_end()

    def cancel(self) -> None:
        """Ask for the end; the function notices soon."""
        self.feedback.cancel()
        super().cancel()

    def stop(self) -> None:
        """Cancel, and wait until no program and no line of Python of this task runs any more."""
        began = self.status() == QgsTask.TaskStatus.Running
        self.cancel()
        # Not waitForFinished, which keeps Python's lock from the thread that it waits for.
        if began:
            self._left.wait(STOP_SECONDS)
