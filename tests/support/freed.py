"""What only the garbage collector would free: it runs in any thread, and Qt does not survive that."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject
from qgis.PyQt.QtWidgets import QGraphicsItem


def settle() -> None:
    """Let Qt delete what was to be deleted later."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def nothing_left_in_cycles() -> Iterator[None]:
    """Fails where something of Qt that was made and dropped meanwhile waits for the garbage collector.

    What is made inside has to be dropped inside: in a function of its own, whose variables end with it.
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
