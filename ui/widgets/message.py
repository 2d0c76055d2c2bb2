"""A message to the user: one sentence, its explanation, and its severity."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import Qgis


@dataclass(frozen=True)
class Message:
    """A message to the user.

    Attributes:
        level: Severity of the message.
        title: The message in one sentence.
        text: Explanation, or what to do; may be empty.
    """

    level: Qgis.MessageLevel
    title: str
    text: str = ""
