"""Builds dataclasses from JSON objects, checking every type."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from typing import Any, TypeVar

from ..errors import RequestError
from .ranges import MOST

T = TypeVar("T")


def from_dict(cls: type[T], data: Any) -> T:
    """Build a dataclass of this module (or a model card) from the JSON object of its fields, checking every type.

    Raises:
        RequestError: A field is missing, unknown or of the wrong type.
    """
    if not isinstance(data, dict):
        raise RequestError(f"{cls.__name__}: expected an object, got {type(data).__name__}.")
    hints = _hints(cls)  # type: ignore[arg-type]
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    if unknown := sorted(set(data) - set(fields)):
        raise RequestError(f"{cls.__name__}: unknown field {', '.join(unknown)}.")
    values = {name: _convert(hints[name], value, f"{cls.__name__}.{name}") for name, value in data.items()}
    required = [
        f.name for f in fields.values() if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    if missing := sorted(set(required) - set(values)):
        raise RequestError(f"{cls.__name__}: missing field {', '.join(missing)}.")
    return cls(**values)


def from_json(cls: type[T], text: str) -> T:
    """Build a dataclass from JSON text, as :func:`from_dict` does from an object.

    Raises:
        RequestError: The text is not JSON, or its fields do not fit.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{cls.__name__}: not valid JSON: {error}.") from None
    return from_dict(cls, data)


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    """Types of the fields, cached: resolving them takes longer than everything else."""
    return typing.get_type_hints(cls)


def _convert(hint: Any, value: Any, where: str) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return value
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in args:
            return None
        (inner,) = [a for a in args if a is not type(None)]
        return _convert(inner, value, where)
    if origin is tuple:
        return _convert_tuple(args, value, where)
    if origin is dict:
        if not isinstance(value, dict):
            raise RequestError(f"{where}: expected an object, got {type(value).__name__}.")
        return {str(k): _convert(args[1], v, where) for k, v in value.items()}
    if dataclasses.is_dataclass(hint):
        return from_dict(hint, value)  # type: ignore[arg-type]
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > MOST:
            raise RequestError(f"{where}: the number is too large.")
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise RequestError(f"{where}: expected {hint.__name__}, got {type(value).__name__}.")
    return value


def _convert_tuple(items: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise RequestError(f"{where}: expected a list, got {type(value).__name__}.")
    if items[-1] is Ellipsis:
        return tuple(_convert(items[0], v, where) for v in value)
    if len(value) != len(items):
        raise RequestError(f"{where}: expected {len(items)} values, got {len(value)}.")
    return tuple(_convert(item, v, where) for item, v in zip(items, value, strict=True))
