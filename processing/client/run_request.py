"""Runs one request in an engine process of its own and waits for its result.

For the thread of an algorithm, never the GUI thread: it waits. The protocol is that of
:mod:`onemetre.contract.requests`.
"""

from __future__ import annotations

import json
import re
from collections import deque
from typing import Any, Generic, TypeVar

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QElapsedTimer, QProcess

from ...contract.errors import CancelledError
from ...contract.requests import Request, Result, from_dict
from ..app.i18n import tr
from .engine_process import error_of, error_of_end, error_of_start, log_last_words, read_event, start_engine
from .engine_words import said
from .feedback import EngineFeedback
from .interpreter import Interpreter, find_interpreter

POLL_MS = 100
GRACE_MS = 5000
TEXT_MS = 20_000
_NUMBER = re.compile(r"[0-9.,]+")

R = TypeVar("R", bound=Result)


def run_request(
    request: Request, expected: type[R], feedback: QgsProcessingFeedback, interpreter: Interpreter | None = None
) -> R:
    """Run a request in the engine; progress, log and cancellation go through the feedback.

    Args:
        request: Request to run.
        expected: Type of the request's result.
        feedback: Receives progress and log, and reports a cancellation. An :class:`EngineFeedback` also receives
            figures and previews, and its controls are sent to the engine.
        interpreter: Interpreter of the engine; None = :func:`find_interpreter` chooses.

    Raises:
        EngineError: The engine reported an error; :class:`CrashError` if it ended without a result,
            :class:`CancelledError` after a cancellation, :class:`RuntimeMissingError` if it could not be started.
    """
    return _Run(request, expected, feedback, interpreter or find_interpreter()).wait()


class _Run(Generic[R]):
    """One engine process from its start to its end."""

    def __init__(
        self, request: Request, expected: type[R], feedback: QgsProcessingFeedback, interpreter: Interpreter
    ) -> None:
        self.request = request
        self.expected = expected
        self.feedback = feedback
        self.interpreter = interpreter
        self.process = QProcess()
        self.stderr: deque[str] = deque(maxlen=200)
        self.result: R | None = None
        # As it was told, and not as an error: one that is raised keeps all that its frames know, this object too.
        self.failure: dict[str, Any] | None = None
        self.wording = ""
        self.told = QElapsedTimer()

    def wait(self) -> R:
        try:
            self._start()
            self._follow()
        finally:
            self._kill()
        self._drain()
        log_last_words(list(self.stderr))
        return self._outcome()

    def _follow(self) -> None:
        """Handle events until the process ends; a process that overstays its grace time is left to :meth:`_kill`."""
        since = QElapsedTimer()
        while self.process.state() != QProcess.ProcessState.NotRunning:
            self.process.waitForReadyRead(POLL_MS)
            self._drain()
            if since.isValid():
                if since.elapsed() > GRACE_MS:
                    return
            elif self.feedback.isCanceled():
                since.start()
                self._send({"control": "cancel"})
            elif self.result is not None or self.failure is not None:
                since.start()
                self.process.closeWriteChannel()
            elif isinstance(self.feedback, EngineFeedback):
                for control in self.feedback.take_controls():
                    self._send({"control": control})

    def _kill(self) -> None:
        if self.process.state() != QProcess.ProcessState.NotRunning:
            self.process.kill()
            self.process.waitForFinished()

    def _start(self) -> None:
        start_engine(self.process, self.interpreter, self.request)
        if not self.process.waitForStarted():
            raise error_of_start(self.process, self.interpreter)

    def _send(self, message: dict[str, str]) -> None:
        self.process.write(json.dumps(message).encode() + b"\n")
        self.process.waitForBytesWritten(POLL_MS)

    def _drain(self) -> None:
        while self.process.canReadLine():
            self._handle(*read_event(self.process))
        self.stderr.extend(self.process.readAllStandardError().data().decode(errors="replace").splitlines())

    def _handle(self, name: str, event: dict[str, Any]) -> None:
        match name:
            case "":
                self.feedback.pushDebugInfo(event["line"])
            case "progress":
                self._progress(event)
            case "log":
                self._log(event)
            case "metric" | "preview":
                if isinstance(self.feedback, EngineFeedback):
                    getattr(self.feedback, name).emit(event)
            case "result":
                self.result = from_dict(self.expected, event)
            case "error":
                self.failure = event

    def _progress(self, event: dict[str, Any]) -> None:
        self.feedback.setProgress(100 * float(event.get("fraction", 0)))
        message = said(str(event.get("message", "")))
        if message and isinstance(self.feedback, EngineFeedback):
            self.feedback.status.emit(message)
        wording = _NUMBER.sub("", message)
        # QGIS logs every text: one in which only the numbers change gets a line now and then.
        if message and (wording != self.wording or self.told.elapsed() > TEXT_MS):
            self.wording = wording
            self.told.start()
            self.feedback.setProgressText(message)

    def _log(self, event: dict[str, Any]) -> None:
        push = {"warning": self.feedback.pushWarning, "debug": self.feedback.pushDebugInfo}
        push.get(str(event.get("level", "")), self.feedback.pushInfo)(said(str(event.get("message", ""))))

    def _outcome(self) -> R:
        if self.result is not None:
            return self.result
        if self.feedback.isCanceled():
            raise CancelledError(tr("Cancelled."))
        if self.failure is not None:
            raise error_of(self.failure)
        raise error_of_end(self.process)
