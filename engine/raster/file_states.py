"""Notices files that change while they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...contract.errors import SourceError

FileStates = dict[str, list[int]]
"""Path -> size, times of change and inode; an empty list = the file does not exist."""


class InputChangedError(SourceError):
    """The input is no longer the one whose pixels were read."""


def states_of(files: Iterable[Path]) -> FileStates:
    """State of files as the file system records it; any write changes it, and so may a harmless touch."""
    return {str(path): _state(path) for path in files}


def changed_files(before: FileStates, after: FileStates) -> list[str]:
    """Names of the files whose states differ, without their folders."""
    return sorted({Path(path).name for path in before.keys() | after.keys() if before.get(path) != after.get(path)})


def changed_meanwhile(names: Sequence[str]) -> InputChangedError:
    """The error for an input that changed during the run.

    Args:
        names: Names of the changed files.
    """
    return InputChangedError(
        f"The input changed while it was being mapped ({', '.join(names)}), so the map would mix two versions of it.",
        "Run again once no other program writes to the input.",
    )


def changed_since(names: Sequence[str], folder: Path) -> InputChangedError:
    """The error for an input that changed after a run into the same output was interrupted.

    Args:
        names: Names of the changed files.
        folder: Working folder with the finished part of the interrupted run.
    """
    return InputChangedError(
        f"The input has changed since the run into this output was interrupted ({', '.join(names)}), so the map would "
        "mix two versions of it.",
        f"Restore the input to resume, or delete {folder} to start anew.",
    )


def _state(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return []
    # On POSIX no program can set back the time of the last change of content or properties. On Windows this field is
    # the time of creation.
    changed = [] if sys.platform == "win32" else [found.st_ctime_ns]
    return [found.st_size, found.st_mtime_ns, found.st_ino, *changed]
