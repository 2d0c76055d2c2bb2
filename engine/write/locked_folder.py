"""A folder that one run at a time writes to."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from ...contract.errors import OutputError
from ...contract.file_lock import FileLock, LockingError


class LockedFolder:
    """The folder; a context manager that keeps other runs out of it.

    Args:
        folder: Absolute path; the folder is made if its parent exists.
        lock: Name of the lock file.

    Attributes:
        folder: Path of the folder.

    Raises:
        OutputError: The folder cannot be made or written to, or another run is writing to it.
    """

    def __init__(self, folder: Path, lock: str) -> None:
        self.folder = folder
        self._lock = FileLock(folder / lock)
        try:
            folder.mkdir(exist_ok=True)
            held = self._lock.acquire()
        except LockingError as error:
            raise OutputError(
                f"Files in {folder} cannot be locked: {error.strerror}.", "Choose a folder on a local disk."
            ) from None
        except FileExistsError:
            raise OutputError(f"{folder} is a file, not a folder.", "Choose another name.") from None
        except OSError as error:
            raise OutputError(
                f"The folder {folder} cannot be made or written to: {error.strerror}.", "Choose another folder."
            ) from None
        if not held:
            raise OutputError(
                f"Another run is writing to {folder}.", "Wait until it finishes, or choose another folder."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()
