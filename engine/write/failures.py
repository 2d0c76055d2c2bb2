"""States why a file cannot be written: the disk is said to be full only if it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ...contract.errors import EngineError, OutputError, SpaceError

_FREE = "Free some space and start the same run again; it resumes where it stopped."
_OPEN_ELSEWHERE = {32, 33, 1224}
"""Numbers of Windows for a file that another program has open, has locked, or has mapped into its memory."""

_PROBE = 4 * 2**20
"""Bytes that a disk must still accept not to be called full: more than GDAL writes at a time."""


def writing_failed(path: Path, error: OSError) -> EngineError:
    """The error for a file that cannot be written in the middle of a run.

    Args:
        path: File or folder that was being written.
        error: Error of the operating system.
    """
    name = error.strerror or str(error)
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return OutputError(
            f"{path} is open in another program.",
            "Close it there, or let the virus scanner skip this folder, and start the same run again; it resumes where "
            "it stopped.",
        )
    match error.errno:
        case errno.ENOSPC:
            return SpaceError(f"The disk of {path} is full.", _FREE)
        case errno.EDQUOT:
            return SpaceError(f"Your quota on the disk of {path} is used up.", _FREE)
        case errno.EIO:
            return OutputError(
                f"The disk of {path} is damaged or was disconnected: {name}.",
                "Check the disk and start the same run again; it resumes where it stopped.",
            )
        case errno.EFBIG:
            return OutputError(
                f"{path} becomes larger than a file may be on this disk or for this user.",
                "Choose a folder on another disk (FAT32 allows files up to 4 GB), or map a smaller area.",
            )
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return OutputError(
                f"{path} cannot be written: {name}.",
                "Restore the permission to write there and start the same run again; it resumes where it stopped.",
            )
        case errno.EMFILE | errno.ENFILE:
            return OutputError(
                f"{path} cannot be written: {name}.",
                "Close other programs and start the same run again; it resumes where it stopped.",
            )
        case _:
            return OutputError(
                f"{path} cannot be written: {name}.",
                "Make sure that the disk is connected and start the same run again; it resumes where it stopped.",
            )


def incomplete(draft: Path, what: str, cause: str) -> EngineError:
    """The error for a file that a library could not write completely; libraries often do not report why.

    Args:
        draft: The unfinished file, as the library left it; a few bytes are appended to learn what the disk answers.
        what: Name of the output for the message.
        cause: The library's own message; empty = it reported none.
    """
    try:
        with open(draft, "ab") as file:
            file.write(bytes(_PROBE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        told = writing_failed(draft, error)
        return type(told)(f"{what} could not be written completely. {told.message}", told.hint)
    if cause:
        return OutputError(
            f"{what} could not be written completely: {cause.rstrip('.')}.",
            "Choose another folder for the output, or report the problem.",
        )
    return OutputError(
        f"{what} does not read back as it was written: the disk or the memory of this computer is faulty.",
        "Choose a folder on another disk, or start the same run again; it resumes where it stopped.",
    )
