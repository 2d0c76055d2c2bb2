"""The engine as a QProcess: starts it, reads its events and explains its sudden end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QProcess

from ...contract.errors import CrashError, EngineError, RuntimeMissingError, UnexpectedError, error_of_kind
from ...contract.redaction import redact
from ...contract.requests import Request, dump_request
from ..app.i18n import tr
from ..app.session_log import log_message
from .environment import PYTHON_OPTIONS, engine_environment
from .interpreter import Interpreter

# Not resolved: the engine finds the package by the name of this folder, and the folder may be a link.
BOOT = Path(__file__).absolute().parents[2] / "engine" / "boot.py"
_FIRST_OF_WINDOWS = 0x40000000
_SHORT_OF_MEMORY = {9, 0xC0000017, 0xC000012D}
"""Signal of Linux's and macOS's kernel for the largest process, and codes of Windows for memory that ran out."""


def start_engine(process: QProcess, interpreter: Interpreter, request: Request) -> None:
    """Start an engine with a request; returns at once, before the engine runs."""
    process.setProcessEnvironment(engine_environment(interpreter))
    process.start(interpreter.path, [*PYTHON_OPTIONS, str(BOOT)])
    process.write(dump_request(request).encode() + b"\n")


def read_event(process: QProcess) -> tuple[str, dict[str, Any]]:
    """Read the next line: name and fields of an event.

    Output of a library has the name "" and the field "line"; the engine itself writes only events.
    """
    line = process.readLine().data().decode(errors="replace").strip()
    try:
        event = json.loads(line)
        return str(event.pop("event")), event
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return "", {"line": redact(line)}


def error_of(event: dict[str, Any]) -> EngineError:
    """Error that an event reports."""
    return error_of_kind(str(event.get("kind", "")), str(event.get("message", "")), str(event.get("hint", "")))


def error_of_start(process: QProcess, interpreter: Interpreter) -> EngineError:
    """Why an engine did not start."""
    return RuntimeMissingError(
        tr("The Python interpreter {} cannot be started.").format(interpreter.path), process.errorString()
    )


def error_of_end(process: QProcess) -> EngineError:
    """Why an engine ended without a result or an error."""
    code = process.exitCode()
    if process.exitStatus() == QProcess.ExitStatus.CrashExit:
        return crash_of(code)
    return UnexpectedError(
        tr("The engine ended without a result (exit code {}).").format(code),
        tr("The log messages panel shows its last output, under OneMetre."),
    )


def log_last_words(lines: list[str]) -> None:
    """Copy the standard error of an engine to QGIS's log."""
    if lines:
        log_message("\n".join(lines), Qgis.MessageLevel.Info)


def crash_of(code: int) -> CrashError:
    """The error for an engine that was ended from outside, from its signal or its code of Windows."""
    # A code of Windows, which Qt gives as a negative number.
    code &= 0xFFFFFFFF
    signal = code if code < _FIRST_OF_WINDOWS else f"0x{code:08X}"
    if code in _SHORT_OF_MEMORY:
        hint = tr("If nobody ended it, it ran out of memory: map a smaller area, or set BATCH and THREADS to 1.")
    else:
        hint = tr("The log messages panel shows its last output, under OneMetre.")
    return CrashError(tr("The engine process was ended from outside or crashed (signal {}).").format(signal), hint)
