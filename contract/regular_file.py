"""Tells files from what merely has a file's name."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def is_regular_file(path: Path | str) -> bool:
    """Whether a path is a file with content: not a folder, device or pipe, and not a name that the system refuses.

    Opening a pipe or reading a device may never end; ``Path.is_file`` fails for names that are too long.
    """
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def is_special_file(path: str) -> bool:
    """Whether a path is a pipe, device or socket; never raises, and opens nothing."""
    try:
        kind = os.stat(path).st_mode  # noqa: PTH116 - Path fails for a path that has a zero byte
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))
