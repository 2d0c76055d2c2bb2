"""The texts of the parameters CLASSES and CLASS_VALUES: pairs with commas between them, in quotes what has a comma."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from ...contract.errors import RequestError
from ..app.i18n import tr


def parse_classes(text: str, example: str) -> dict[str, str]:
    """Value -> name of a class, from "0=other,1=green"; an empty text gives none.

    Args:
        text: As it was given.
        example: Of what should have been given.

    Raises:
        RequestError: The text has another form.
    """
    pairs = [item.partition("=") for item in _items("CLASSES", text, example)]
    if wrong := [value for value, _, name in pairs if not name.strip() or not value.strip().isdecimal()]:
        raise _unreadable("CLASSES", wrong[0], example)
    return {value.strip(): name.strip() for value, _, name in pairs}


def parse_class_values(text: str, example: str) -> dict[str, str]:
    """What stands in a field -> class, from 'tree=green,"roof, red"=other'; an empty text gives none.

    Args and errors as for :func:`parse_classes`.
    """
    pairs = [item.rpartition("=") for item in _items("CLASS_VALUES", text, example)]
    if wrong := [name or value for value, _, name in pairs if not name.strip() or not value.strip()]:
        raise _unreadable("CLASS_VALUES", wrong[0], example)
    return {value.strip(): name.strip() for value, _, name in pairs}


def class_values_text(classes: Mapping[str, object]) -> str:
    """What :func:`parse_class_values` reads, from what stands in a field -> class."""
    return ",".join(f"{_quoted(text)}={one}" for text, one in classes.items())


def _items(parameter: str, text: str, example: str) -> list[str]:
    # Quotes that are not closed would take in all that follows.
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
