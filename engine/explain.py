"""Translates any exception into one error in the user's words."""

from __future__ import annotations

import errno
import re
import sys
import traceback

from ..contract.errors import (
    EngineError,
    OutputError,
    RequestError,
    RuntimeMissingError,
    SourceError,
    SpaceError,
    UnexpectedError,
)
from ..contract.redaction import redact

_TRAINING = ("torch", "safetensors", "onnxscript")
"""Packages that only the runtime profile for training installs."""

_NO_THREAD = re.compile("start.new.thread")

_UNSAID = re.compile("without exception set")
"""Python's words for a function in C that failed and says no more: it got no memory for its words."""

_NO_ROOM = re.compile("failed to map segment|Cannot allocate memory|paging file is too small")
"""How the loaders of Linux and Windows say that a library does not fit into memory."""


def explain(error: Exception) -> EngineError:
    """The error itself if it is an :class:`EngineError`, else a fitting one, with the traceback on standard error."""
    if isinstance(error, EngineError):
        return error
    _tell_developers(error)
    if isinstance(error, ModuleNotFoundError) and error.name in _TRAINING:
        return RuntimeMissingError(
            f"The engine's Python environment lacks the package {error.name}, which training needs.",
            "Run Set up the runtime with the profile train.",
        )
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith(str(__package__)):
        return RuntimeMissingError(
            f"The engine's Python environment lacks the package {error.name}.",
            f"Install it for {sys.executable}, or choose another environment.",
        )
    if isinstance(error, ImportError) and _lacks_memory(error):
        return _out_of_memory()
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        return RuntimeMissingError(
            f"A package in the engine's Python environment is broken: {error}.",
            f"Reinstall it for {sys.executable}, or choose another environment.",
        )
    if isinstance(error, MemoryError) or (isinstance(error, SystemError) and _UNSAID.search(str(error))):
        return _out_of_memory()
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SpaceError(
            "The disk is full.", "Free some space and start the same run again; it resumes where it stopped."
        )
    if isinstance(error, OSError) and error.errno == errno.EIO:
        return OutputError(
            f"A disk is damaged or was disconnected: {error.strerror}.",
            "Check the disk and start the same run again; it resumes where it stopped.",
        )
    if isinstance(error, RuntimeError) and _NO_THREAD.search(str(error)):
        return SpaceError(
            "The system allows OneMetre no further thread: memory or the number of processes is limited.",
            "Close other programs, set THREADS to 1, or raise the limit.",
        )
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return RequestError("A name is longer than this system allows.", "Choose shorter names of files and folders.")
    if isinstance(error, UnicodeDecodeError):
        return SourceError(
            "A file has names or tags that are no text: it is damaged, or in another encoding than UTF-8.",
            "Copy it again, or convert it with the tool Translate.",
        )
    return UnexpectedError(
        f"OneMetre encountered an unexpected problem: {type(error).__name__}: {error}.",
        "Please report the details, which are in the log.",
    )


def _tell_developers(error: Exception) -> None:
    """Write the traceback for the parent's log, beside the user's sentence, if there is memory left for it."""
    try:
        sys.stderr.write(redact("".join(traceback.format_exception(error))))
    except (MemoryError, SystemError):
        error.__traceback__ = None


def _out_of_memory() -> SpaceError:
    return SpaceError("OneMetre ran out of memory.", "Close other programs or choose a smaller batch.")


def _lacks_memory(error: BaseException | None) -> bool:
    """Whether a library could not be loaded for want of memory; packages such as numpy reword it as they pass it on."""
    while error is not None:
        if _NO_ROOM.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False
