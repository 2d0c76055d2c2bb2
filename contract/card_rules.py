"""Rules that the fields of a model card obey; the error names the field, its value and the rule.

Standard library only. A card is untrusted input, read while QGIS builds its menus: whatever a value is, the only
exception is :class:`CardFieldError`, whose message is one line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any
from unicodedata import category

from .errors import ModelError

MISSING = object()
"""Value of a field that the card lacks."""

_LONGEST_LINE = 1000
_LONGEST_QUOTE = 60
_COLOR = re.compile(r"#[0-9a-f]{6}")
_HASH = re.compile(r"[0-9a-fA-F]{64}")
# Control characters, halves of surrogate pairs, and separators of lines and paragraphs.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class CardFieldError(ModelError):
    """A field of a card breaks a rule.

    Args:
        field: Name of the field in the card's JSON.
        value: Value of the field, or :data:`MISSING`.
        rule: What the value must be, as in "a number above 0".
        card: Path or place of the card; empty = unknown.
    """

    def __init__(self, field: str, value: object, rule: str, card: str = "") -> None:
        self._told = field, value, rule
        if card:
            super().__init__(f"The model card {card} is not valid: {field} is {quoted(value)}, but must be {rule}.")
        else:
            super().__init__(f"The model card is not valid: {field} is {quoted(value)}, but must be {rule}.")

    def of(self, card: str) -> CardFieldError:
        """The same fault, with the place of the card."""
        return CardFieldError(*self._told, card)


def quoted(value: object) -> str:
    """A value for a message: one short line, whatever it is."""
    if value is MISSING:
        return "missing"
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"
    text = repr(value[:_LONGEST_QUOTE] if isinstance(value, str) else value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."


def one_line(text: str) -> str:
    """A text for a card: control characters and line breaks become spaces, as file names may contain them."""
    return (
        text if text.isprintable() else "".join(" " if category(letter) in _UNPRINTABLE else letter for letter in text)
    )


def line(field: str, value: Any, *, empty: bool = True) -> str:
    """Check a text of one line, without control characters."""
    if not isinstance(value, str) or len(value) > _LONGEST_LINE or one_line(value) != value:
        raise CardFieldError(field, value, "one line of text")
    if not empty and not value.strip():
        raise CardFieldError(field, value, "a text that is not empty")
    return value


def prose(field: str, value: Any) -> str:
    """Check a text of any number of lines, without other control characters."""
    kept = re.sub(r"[\t\r\n]", "", value) if isinstance(value, str) else ""
    if not isinstance(value, str) or one_line(kept) != kept:
        raise CardFieldError(field, value, "text")
    return value


def number(field: str, value: Any, low: float, high: float) -> float:
    """Check a finite number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise CardFieldError(field, value, f"a number from {low:g} to {high:g}")
    return float(value)


def factor(field: str, value: Any, *, negative: bool) -> float:
    """Check a number to multiply with or divide by, neither 0 nor so small or large that float32 cannot hold it."""
    size = number(field, value, -1e12, 1e12)
    if abs(size) < 1e-12 or (size < 0 and not negative):
        raise CardFieldError(field, value, "a number other than 0" if negative else "a number above 0")
    return size


def whole(field: str, value: Any, low: int, high: int) -> int:
    """Check a whole number from ``low`` to ``high``; 64.0 counts as 64."""
    fits = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    if not fits or (isinstance(value, float) and not math.floor(value) == value):
        raise CardFieldError(field, value, f"a whole number from {low} to {high}")
    return int(value)


def flag(field: str, value: Any) -> bool:
    """Check a truth value."""
    if not isinstance(value, bool):
        raise CardFieldError(field, value, "true or false")
    return value


def choice(field: str, value: Any, choices: Sequence[str]) -> str:
    """Check one of several words."""
    if not isinstance(value, str) or value not in choices:
        raise CardFieldError(field, value, f"one of {', '.join(choices)}")
    return value


def color(field: str, value: Any) -> str:
    """Check a colour as #rrggbb, lower case."""
    text = value.lower() if isinstance(value, str) else ""
    if not _COLOR.fullmatch(text):
        raise CardFieldError(field, value, "a colour of six hexadecimal digits, such as 27AE60")
    return text


def checksum(field: str, value: Any) -> str:
    """Check a sha256 of 64 hexadecimal digits; empty = unknown."""
    if not isinstance(value, str) or (value and not _HASH.fullmatch(value)):
        raise CardFieldError(field, value, "a sha256 of 64 hexadecimal digits")
    return value


def many(field: str, value: Any, fewest: int, most: int) -> tuple[Any, ...]:
    """Check a list with a number of entries from ``fewest`` to ``most``."""
    if not isinstance(value, list | tuple) or not fewest <= len(value) <= most:
        length = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        raise CardFieldError(field, value, f"a list of {length} entries")
    return tuple(value)


def different(field: str, values: Sequence[object]) -> None:
    """Check that no value occurs twice."""
    seen = set()
    for value in values:
        if value in seen:
            raise CardFieldError(field, value, "different for each class")
        seen.add(value)


def record(field: str, value: Any) -> dict[str, Any]:
    """Check a JSON object."""
    if not isinstance(value, dict):
        raise CardFieldError(field, value, "an object")
    return value
