"""File locks that the system releases when the process ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# What a lock that somebody else holds is called, by the system.
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class LockingError(OSError):
    """The disk that a file lies on knows no locks."""


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
            LockingError: The file system does not support locks.
            OSError: The file cannot be created.
        """
        while self._file is None:
            file = open(self._path, "ab")  # noqa: SIM115 - kept open
            try:
                held = _hold(file)
            except OSError:
                file.close()
                raise
            if not held:
                file.close()
                return False
            # The previous holder may have removed the file since it was opened: then nobody else would see this lock.
            # Not on Windows, which removes no open file, and whose two ways to identify one need not agree.
            if sys.platform == "win32" or _is_still(self._path, file):
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
    """Whether any process holds the lock of a file.

    Raises:
        LockingError: The file system does not support locks.
    """
    try:
        file = open(path, "r+b")  # noqa: SIM115 - closed below
    except OSError:
        return False
    with file:
        return not _hold(file, shared=True)


def _hold(file: IO[bytes], *, shared: bool = False) -> bool:
    """Lock an open file until it is closed, without waiting; whether that went, or somebody else holds it.

    Args:
        file: Opened for writing.
        shared: Whether others may hold it in the same way; Windows has no such locks.

    Raises:
        LockingError: Its disk knows no locks.
    """
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise LockingError(error.errno, error.strerror) from error
    return True


def _is_still(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
