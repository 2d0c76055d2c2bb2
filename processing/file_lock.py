"""Locks that files are held by: the system lets go of them when the process ends, in whatever way it does."""

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
    """Has one holder at a time, in this process or another one.

    Args:
        path: The file, made when it is held and removed afterwards.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Hold it, without waiting; whether it is held now.

        Raises:
            OSError: The file cannot be made, or its disk knows no locks.
        """
        while self._file is None:
            file = open(self._path, "ab")  # noqa: SIM115 - kept open
            if not _hold(file):
                file.close()
                return False
            # Whoever held it before may have removed the file since it was opened: then nobody else sees this lock.
            if _is_still(self._path, file):
                self._file = file
            else:
                file.close()
        return True

    def release(self) -> None:
        """Let go of it, and remove the file."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if sys.platform == "win32":
            file.close()  # what is open cannot be removed there
        with contextlib.suppress(OSError):
            self._path.unlink()
        file.close()


def is_locked(path: Path) -> bool:
    """Whether somebody holds a lock on a file."""
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
