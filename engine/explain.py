"""Whatever was raised, as one error in the user's words."""

from __future__ import annotations

import errno
import sys
import traceback

from ..contract.errors import EngineError, RuntimeMissingError, SpaceError, UnexpectedError

_TRAINING = ("torch", "safetensors", "onnxscript")
"""Packages that only the runtime profile for training has."""


def explain(error: Exception) -> EngineError:
    """The error itself if it is one of ours, else the one that fits; its traceback then goes to standard error."""
    if isinstance(error, EngineError):
        return error
    # For the parent's log: the user gets one sentence, whoever mends it gets all of it.
    traceback.print_exception(error, file=sys.stderr)
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
    if isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError):
        return RuntimeMissingError(
            f"A package in the engine's Python environment is broken: {error}.",
            f"Install it again for {sys.executable}, or choose another environment.",
        )
    if isinstance(error, MemoryError):
        return SpaceError("There is not enough memory.", "Close other programs or choose a smaller batch.")
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SpaceError("The disk is full.", "Free some space and run the same again; it continues where it stopped.")
    return UnexpectedError(
        f"OneMetre met an unexpected problem: {type(error).__name__}: {error}.",
        "The log has the details; please report them.",
    )
