"""An engine process that serves the live preview, for the GUI thread: it never waits and answers with signals."""

from __future__ import annotations

from collections import deque
from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QElapsedTimer, QObject, QProcess, QTimer, pyqtSignal

from ...contract.errors import EngineError
from ...contract.requests import Preview, ServeRequest, dump_control
from ..app.session_log import log_message
from .engine_process import error_of, error_of_end, error_of_start, log_last_words, read_event, start_engine
from .engine_words import said
from .interpreter import Interpreter, find_interpreter

_SLICE_MS = 15
"""Longest time to handle events in one go; the window then gets its turn before the rest."""

_STOPPED = "onemetre_stopped_engine"
_KILLED_MS = 5000


def wait_for_stopped_engines() -> None:
    """Wait until all stopped engines have ended, some milliseconds; for the end of the plugin."""
    for process in QgsApplication.instance().findChildren(QProcess, _STOPPED):
        process.waitForFinished(_KILLED_MS)


class PreviewEngine(QObject):
    """One engine process from its start to its end.

    Attributes:
        told: Name and fields of an event of the engine, see :mod:`onemetre.engine.requests.serve`; errors and the
            end are not included, and warnings go to QGIS's log.
        died: The process ended or failed by itself; the :class:`EngineError` states the reason. No signal follows.
    """

    told = pyqtSignal(str, dict)
    died = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._process: QProcess | None = None
        self._interpreter: Interpreter | None = None
        self._stderr: deque[str] = deque(maxlen=200)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read)

    def start(self, request: ServeRequest) -> None:
        """Start the process; the event ``ready`` reports that it accepts previews.

        Raises:
            RuntimeMissingError: No environment for the engine exists.
        """
        self._interpreter = find_interpreter()
        # Owned by Qt: it is released in slots of its own signals, and outlives this object until the process has ended.
        process = self._process = QProcess(QgsApplication.instance())
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_words)
        process.errorOccurred.connect(self._failed)
        process.finished.connect(self._finished)
        start_engine(process, self._interpreter, request)

    def ask(self, preview: Preview) -> None:
        """Request a view; it replaces the previous one."""
        self._send(dump_control(preview))

    def drop(self) -> None:
        """Cancel the current view."""
        self._send('{"control": "cancel-preview"}')

    def stop(self) -> None:
        """Kill the process, which has nothing to save; no further signal is emitted."""
        process, self._process = self._process, None
        self._rest.stop()
        if process is None or sip.isdeleted(process):
            return
        for signal in (
            process.readyReadStandardOutput,
            process.readyReadStandardError,
            process.errorOccurred,
            process.finished,
        ):
            signal.disconnect()
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        process.finished.connect(process.deleteLater)
        process.setObjectName(_STOPPED)
        process.kill()

    def _send(self, line: str) -> None:
        if self._process is not None:
            self._process.write(line.encode() + b"\n")

    def _read(self) -> None:
        time = QElapsedTimer()
        time.start()
        while self._process is not None and self._process.canReadLine():
            if time.elapsed() > _SLICE_MS:
                self._rest.start(0)
                return
            self._handle(*read_event(self._process))

    def _handle(self, name: str, fields: dict[str, Any]) -> None:
        match name:
            case "":
                self._stderr.append(fields["line"])
            case "log":
                if fields.get("level") == "warning":
                    warning = said(str(fields.get("message", "")))
                    log_message(warning, Qgis.MessageLevel.Warning)
            case "error":
                self._die(error_of(fields))
            case _:
                self.told.emit(name, fields)

    def _read_words(self) -> None:
        if self._process is not None:
            words = self._process.readAllStandardError().data().decode(errors="replace")
            self._stderr.extend(words.splitlines())

    def _failed(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by the signal ``finished``.
        if error == QProcess.ProcessError.FailedToStart and self._process is not None and self._interpreter is not None:
            self._die(error_of_start(self._process, self._interpreter))

    def _finished(self, _code: int, _status: QProcess.ExitStatus) -> None:
        # The remaining events may state the reason.
        while self._process is not None and self._process.canReadLine():
            self._handle(*read_event(self._process))
        if self._process is not None:
            self._die(error_of_end(self._process))

    def _die(self, error: EngineError) -> None:
        self._read_words()
        log_last_words(list(self._stderr))
        self.stop()
        self.died.emit(error)
