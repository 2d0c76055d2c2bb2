"""Turns any exception into one sentence: an exception in a method that QGIS calls would end QGIS."""

from __future__ import annotations

import traceback

from qgis.core import Qgis

from ...contract.errors import EngineError, RequestError, UnexpectedError
from ..app.i18n import tr
from ..app.session_log import log_message


def explained(error: Exception) -> EngineError:
    """The error itself if it is an :class:`EngineError`, else a fitting one, with the traceback in QGIS's log."""
    if isinstance(error, EngineError):
        return error
    log_message("".join(traceback.format_exception(error)), Qgis.MessageLevel.Critical)
    if isinstance(error, OSError) and error.filename:
        return RequestError(tr("{} cannot be used: {}.").format(error.filename, error.strerror))
    return UnexpectedError(
        tr("OneMetre encountered an unexpected problem: {}.").format(f"{type(error).__name__}: {error}"),
        tr("Please report the details, which are in the log."),
    )
