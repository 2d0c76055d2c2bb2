"""Recognises what looks like a file, but may block or never end when it is opened."""

from __future__ import annotations

import os
import stat


def is_special_file(path: str) -> bool:
    """Whether a path is a pipe, device or socket; never raises, and opens nothing."""
    try:
        kind = os.stat(path).st_mode  # noqa: PTH116 - Path fails for a path that has a zero byte
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))
