"""The texts of the parameters CLASSES and CLASS_VALUES."""

from __future__ import annotations

from ..engine.errors import RequestError
from .i18n import tr


def parse_classes(text: str, example: str) -> dict[str, str]:
    """Value -> name of a class, from "0=other,1=green"; an empty text gives none.

    Args:
        text: As it was given.
        example: Of what should have been given.

    Raises:
        RequestError: The text has another form.
    """
    pairs = [item.partition("=") for item in text.split(",") if item.strip()]
    if wrong := [value for value, _, name in pairs if not name.strip() or not value.strip().isdecimal()]:
        raise RequestError(
            tr("CLASSES cannot be read at {}.").format(wrong[0].strip()), tr("For example: {}.").format(example)
        )
    return {value.strip(): name.strip() for value, _, name in pairs}


def parse_class_values(text: str, example: str) -> dict[str, str]:
    """What stands in a field -> class, from "tree=green,roof=other"; an empty text gives none.

    Args and errors as for :func:`parse_classes`.
    """
    pairs = [item.rpartition("=") for item in text.split(",") if item.strip()]
    if wrong := [name or value for value, _, name in pairs if not name.strip() or not value.strip()]:
        raise RequestError(
            tr("CLASS_VALUES cannot be read at {}.").format(wrong[0].strip()), tr("For example: {}.").format(example)
        )
    return {value.strip(): name.strip() for value, _, name in pairs}
