"""Writes files so that a power cut leaves either the old content or the new one."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from ...contract.patient_files import replace


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file's content in one step; :func:`sync_folder` makes the new name durable.

    Raises:
        OSError: The file cannot be written.
    """
    temporary = path.with_name(path.name + ".new")
    with open(temporary, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    replace(temporary, path)


def append_durably(path: Path, line: bytes) -> None:
    """Append a line to a file, and return once it is on the disk.

    Raises:
        OSError: The file cannot be written.
    """
    with open(path, "ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names of new and renamed files durable; without effect on systems that cannot sync a folder."""
    if sys.platform == "win32":
        return  # Windows opens no folder
    # Some network file systems do not sync folders; the checksums notice what is missing after a power cut.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
