"""Parses the parameters CLASSES and CLASS_VALUES: pairs separated by commas; quotes protect a comma."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from ...contract.errors import RequestError
from ..app.i18n import tr


def parse_classes(text: str, example: str) -> dict[str, str]:
    """Parse "0=other,1=green" into value -> class name; an empty text has no classes.

    Args:
        text: Text of the parameter, as given.
        example: Valid text for the error message.

    Raises:
        RequestError: The text is malformed.
    """
    pairs = [item.partition("=") for item in _items("CLASSES", text, example)]
    if wrong := [value for value, _, name in pairs if not name.strip() or not value.strip().isdecimal()]:
        raise _unreadable("CLASSES", wrong[0], example)
    return {value.strip(): name.strip() for value, _, name in pairs}


def parse_class_values(text: str, example: str) -> dict[str, str]:
    """Parse 'tree=green,"roof, red"=other' into field value -> class; an empty text has no classes.

    Arguments and errors are those of :func:`parse_classes`.
    """
    pairs = [item.rpartition("=") for item in _items("CLASS_VALUES", text, example)]
    if wrong := [name or value for value, _, name in pairs if not name.strip() or not value.strip()]:
        raise _unreadable("CLASS_VALUES", wrong[0], example)
    return {value.strip(): name.strip() for value, _, name in pairs}


def class_values_text(classes: Mapping[str, object]) -> str:
    """Format field value -> class as the text that :func:`parse_class_values` reads."""
    return ",".join(f"{_quoted(text)}={one}" for text, one in classes.items())


def _items(parameter: str, text: str, example: str) -> list[str]:
    # An unclosed quote would swallow the rest of the text.
    if text.count('"') % 2:
        raise _unreadable(parameter, text[text.rindex('"') :], example)
    return [
        item for row in csv.reader(io.StringIO(text, newline=""), skipinitialspace=True) for item in row if item.strip()
    ]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


def _unreadable(parameter: str, at: str, example: str) -> RequestError:
    problem = tr("{} cannot be read at {}.").format(parameter, at.strip())
    return RequestError(problem, tr("For example: {}.").format(example))
