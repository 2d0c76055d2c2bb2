"""Writes a small file as a whole, or says why it cannot be written."""

from __future__ import annotations

from pathlib import Path

from .durable import write_durably
from .failures import writing_failed


def write_small_file(path: Path, content: bytes) -> None:
    """Replace a file's content in one step, see :func:`.write_durably`.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written for another reason.
    """
    try:
        write_durably(path, content)
    except OSError as error:
        raise writing_failed(path, error) from error
