"""File locks that the system releases when the process ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """A lock with one holder at a time, across all processes.

    Args:
        path: Lock file, created when the lock is acquired and removed when it is released.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Try to acquire the lock, without waiting; True if it is held now.

        Raises:
            OSError: The file cannot be created, or its file system does not support locks.
        """
        while self._file is None:
            file = open(self._path, "ab")  # noqa: SIM115 - kept open
            if not _hold(file):
                file.close()
                return False
            # The previous holder may have removed the file since it was opened: then nobody else would see this lock.
            if _is_still(self._path, file):
                self._file = file
            else:
                file.close()
        return True

    def release(self) -> None:
        """Release the lock and remove the file."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if sys.platform == "win32":
            file.close()  # Windows cannot remove an open file
        with contextlib.suppress(OSError):
            self._path.unlink()
        file.close()


def is_locked(path: Path) -> bool:
    """Whether any process holds the lock of a file."""
    try:
        file = open(path, "r+b")  # noqa: SIM115 - closed below
    except OSError:
        return False
    with file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return True
    return False


def _hold(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
