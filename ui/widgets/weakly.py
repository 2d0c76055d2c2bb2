"""Callbacks that do not keep their object alive."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any


def weakly(method: Callable[..., object], *arguments: Any) -> Callable[..., None]:
    """A callable that calls a method, and does nothing once the method's object is gone.

    Qt itself holds a connected bound method weakly, but keeps a lambda or a partial alive, and so does an attribute. If
    that refers back to a window, only the garbage collector frees the window, and it may run in any thread.

    Args:
        method: Bound method to call.
        arguments: Arguments passed before those of the call.
    """
    found = weakref.WeakMethod(method)

    def call(*more: Any) -> None:
        bound = found()
        if bound is not None:
            bound(*arguments, *more)

    return call
