"""Ranges of the numbers and paths in requests: what a machine can do, not what is sensible."""

from __future__ import annotations

import math
from pathlib import PurePath
from typing import Any

from ..errors import RequestError

MOST = 2**53
"""Largest whole number that every program between a form and the engine keeps exactly."""


def refuse_outside(request: object, **limits: tuple[float, float]) -> None:
    """Check that fields of a request lie within limits; None is not checked.

    Args:
        request: Request to check.
        limits: Field -> smallest and largest number.

    Raises:
        RequestError: A field lies outside its limits, or is not a number.
    """
    for name, (low, high) in limits.items():
        value = getattr(request, name)
        # Tested as "not inside", since NaN is neither inside nor outside.
        if value is not None and not low <= value <= high:
            raise RequestError(f"{name} cannot be {value}.", f"Enter a number from {low:g} to {high:g}.")


def refuse_relative(request: object, *names: str) -> None:
    """Check that fields of a request name folders wherever the engine was started: it would create them there.

    Args:
        request: Request to check.
        names: Names of the fields.

    Raises:
        RequestError: A field is empty, a relative path, or nothing but the root of a file system.
    """
    for name in names:
        path = getattr(request, name)
        if not PurePath(path).is_absolute() or not PurePath(path).name or "\0" in path:
            raise RequestError(
                f"The folder {name} cannot be {path!r}: it is not an absolute path.",
                "Enter the full path.",
            )


def refuse_impossible_numbers(message: Any) -> None:
    """Check all numbers of a request, at any depth, before its fields are read.

    Raises:
        RequestError: A number is infinite, not a number, or too large.
    """
    found: list[tuple[str, Any]] = [("", message)]
    while found:
        where, value = found.pop()
        if isinstance(value, dict):
            found += [(f"{where}.{name}" if where else str(name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            found += [(where, inner) for inner in value]
        elif isinstance(value, float) and not math.isfinite(value):
            raise RequestError(f"{_field(where)} must be a finite number.", "Omit it, or enter a number.")
        elif isinstance(value, int) and abs(value) > MOST:
            raise RequestError(f"{_field(where)} cannot be a number of {len(str(abs(value))[:99])} digits.", "Omit it.")


def _field(where: str) -> str:
    return where.removeprefix("request.") or "The request"
