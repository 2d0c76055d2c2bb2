"""The flat hierarchy of errors, worded for the user.

Stdlib only: both processes import it. Every error carries one sentence that states the problem and a hint that
states the remedy; ``kind`` is its name on the wire and never changes.
"""

from __future__ import annotations

from typing import ClassVar, Self

from .redaction import sentence


class EngineError(Exception):
    """Base of all errors that the user sees as one message: in one line, and without secrets.

    Args:
        message: The problem, one sentence in the user's words.
        hint: The remedy, one sentence; may be empty.
    """

    kind: ClassVar[str] = "engine"

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = sentence(message)
        self.hint = sentence(hint)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def kept(self) -> Self:
        """The error without its cause, context and traceback, safe to store after it was caught.

        A traceback's frames hold the objects that their functions worked on, often the very one that stores the error.
        """
        self.__cause__ = self.__context__ = self.__traceback__ = None
        return self


class RequestError(EngineError):
    """The request is malformed, of an unknown kind, or of a newer protocol version."""

    kind = "request"


class SourceError(EngineError):
    """The input is missing, unreadable, damaged, refused, or has no data."""

    kind = "source"


class BandError(EngineError):
    """A role cannot be matched to a band, or a band does not exist."""

    kind = "band"


class GridError(EngineError):
    """The input has no coordinate system or a geometry that cannot be mapped."""

    kind = "grid"


class AreaError(EngineError):
    """The area of interest is empty, has no coordinate system, or lies outside the input."""

    kind = "area"


class ModelError(EngineError):
    """The model is unknown, damaged, unsafe, or does not fit the input."""

    kind = "model"


class DeviceError(EngineError):
    """The requested device does not exist or cannot run the model."""

    kind = "device"


class OutputError(EngineError):
    """The output cannot be written where or how it was asked for."""

    kind = "output"


class SpaceError(EngineError):
    """Too little disk space or memory."""

    kind = "space"


class RuntimeMissingError(EngineError):
    """The engine's Python environment is missing or lacks a package."""

    kind = "runtime"


class CancelledError(EngineError):
    """The user cancelled."""

    kind = "cancelled"


class CrashError(EngineError):
    """The engine process ended without a result."""

    kind = "crash"


class UnexpectedError(EngineError):
    """A defect in OneMetre: anything that is not one of the other errors."""

    kind = "unexpected"


_KINDS = {cls.kind: cls for cls in EngineError.__subclasses__()}


def error_of_kind(kind: str, message: str, hint: str = "") -> EngineError:
    """Rebuild an error that crossed the process boundary; an unknown kind becomes :class:`UnexpectedError`."""
    return _KINDS.get(kind, UnexpectedError)(message, hint)
