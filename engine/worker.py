"""One engine process: reads a request, does the job, says how it ended."""

from __future__ import annotations

import dataclasses
import errno
import importlib
import sys
import traceback
from collections.abc import Callable
from typing import Any

from .channel import Channel, claim_stdout, lines_of
from .errors import EngineError, RequestError, RuntimeMissingError, SpaceError, UnexpectedError
from .jobs import Request, load_request

# Request kind -> module with ``handle(request, channel) -> result``; imported only when it is asked for, so that
# describing a model needs no raster library and nothing here needs torch.
HANDLERS = {
    "map": ".mapping",
    "describe-model": ".describe",
    "check-runtime": ".runtime",
    "import-model": ".importing",
    "evaluate": ".evaluation",
    "pretrain": "..models.training.pretrain",
    "adapt": "..models.training.adapt",
}

_TRAINING = ("torch", "safetensors", "onnxscript")
"""Packages that only the runtime profile for training has."""


def main() -> int:
    """Do the one job that standard input asks for; returns the exit code, 0 for a result and 1 for an error."""
    events = claim_stdout()
    lines = lines_of(sys.stdin.fileno())
    line = next(lines, b"")
    channel = Channel(events, lines)
    try:
        request = load_request(line.decode("utf-8", errors="replace"))
        result = _handler(request)(request, channel)
    except Exception as error:  # noqa: BLE001 - whatever happens, the parent gets one event that says so
        channel.error(_explain(error))
        return 1
    channel.emit("result", **dataclasses.asdict(result))
    return 0


def _handler(request: Request) -> Callable[[Request, Channel], Any]:
    if request.kind not in HANDLERS:
        raise RequestError(f"This engine has no handler for {request.kind!r}.")
    module = importlib.import_module(HANDLERS[request.kind], __package__)
    handle: Callable[[Request, Channel], Any] = module.handle
    return handle


def _explain(error: Exception) -> EngineError:
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
