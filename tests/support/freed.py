"""Checks for Qt objects in reference cycles: the garbage collector runs in any thread, and Qt does not survive that."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject
from qgis.PyQt.QtWidgets import QGraphicsItem


def settle() -> None:
    """Let Qt perform its deferred deletions."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def nothing_left_in_cycles() -> Iterator[None]:
    """Fail if a Qt object that was created and dropped meanwhile is left to the garbage collector.

    Objects made inside must be dropped inside: in a separate function, whose variables end with it.
    """
    gc.collect()
    gc.disable()
    try:
        yield
        settle()
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
    finally:
        gc.set_debug(0)
        left = Counter(type(one).__name__ for one in gc.garbage if isinstance(one, QObject | QGraphicsItem))
        gc.garbage.clear()
        gc.collect()
        gc.enable()
    assert not left, f"left in cycles: {dict(left)}"
