"""What a window says: one sentence, what is behind it, and how serious it is."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import Qgis


@dataclass(frozen=True)
class Message:
    """A message.

    Attributes:
        level: How serious it is.
        title: One sentence.
        text: What is behind it, or what to do; may be empty.
    """

    level: Qgis.MessageLevel
    title: str
    text: str = ""
