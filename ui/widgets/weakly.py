"""Calls back without keeping who is called."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any


def weakly(method: Callable[..., object], *arguments: Any) -> Callable[..., None]:
    """What calls a method, and does nothing once its object is gone.

    Qt holds a bound method that a signal is connected to in this way by itself; a lambda or a partial it keeps, and so
    does an attribute. Where that leads back to a window, the window waits for the garbage collector, which runs in any
    thread.

    Args:
        method: A bound method.
        arguments: It gets them first, and then those of the call.
    """
    found = weakref.WeakMethod(method)

    def call(*more: Any) -> None:
        bound = found()
        if bound is not None:
            bound(*arguments, *more)

    return call
