"""Renames files and folders that a virus scanner or an indexer may hold open for a moment, as on Windows."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

# Windows renames nothing that anybody has open, and scanners open what has just been written.
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()


def insist(action: Callable[[], T], waits: Sequence[float] = _WAITS) -> T:
    """Carry out an action, and repeat it while the system denies it.

    Args:
        action: Action that raises a PermissionError while a file is open elsewhere.
        waits: Seconds to wait before each further attempt; by default none, except on Windows.

    Raises:
        PermissionError: The last attempt was denied, too.
    """
    for seconds in waits:
        try:
            return action()
        except PermissionError:
            time.sleep(seconds)
    return action()


def replace(source: Path, target: Path) -> None:
    """Rename a file, replacing the target in one step.

    Raises:
        OSError: The file cannot be renamed.
    """
    insist(lambda: source.replace(target))


def rename(source: Path, target: Path) -> None:
    """Rename a file or a folder to a name that is free.

    Raises:
        OSError: It cannot be renamed.
    """
    insist(lambda: source.rename(target))
