"""The mark by which a map's report says that it has places for the accuracy of that map."""

from __future__ import annotations

from pathlib import Path

MAP_MARK = "onemetre-map"
_LARGEST = 256 * 2**20


def takes_accuracy(page: Path) -> bool:
    """Whether a file is a report that the accuracy of its map can be added to."""
    try:
        return page.stat().st_size <= _LARGEST and f"<!--{MAP_MARK} ".encode() in page.read_bytes()
    except OSError:
        return False
