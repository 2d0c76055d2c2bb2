"""The last messages of this session, for the diagnostics."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from qgis.core import Qgis, QgsApplication, QgsMessageLog

from ...contract.redaction import redact

TAG = "OneMetre"
_KEPT = 20


class SessionLog:
    """Keeps the last messages that QGIS's log receives under OneMetre's tag.

    Attributes:
        messages: Time and text, the oldest first.
    """

    def __init__(self) -> None:
        self.messages: deque[str] = deque(maxlen=_KEPT)
        QgsApplication.messageLog().messageReceived.connect(self._keep)

    def close(self) -> None:
        """Stop listening."""
        QgsApplication.messageLog().messageReceived.disconnect(self._keep)

    def _keep(self, message: str, tag: str, _level: Qgis.MessageLevel) -> None:
        if tag == TAG:
            self.messages.append(f"{datetime.now().astimezone():%H:%M:%S} {message}")


def log_message(text: str, level: Qgis.MessageLevel, *, notify: bool = False) -> None:
    """Write a text without its secrets to QGIS's log, under OneMetre's tag; from any thread."""
    QgsMessageLog.logMessage(redact(text), TAG, level, notifyUser=notify)


def note_failure(algorithm: str, message: str) -> None:
    """Log the failure of an algorithm in QGIS's log; from any thread."""
    log_message(f"{algorithm}: {message}", Qgis.MessageLevel.Warning)
