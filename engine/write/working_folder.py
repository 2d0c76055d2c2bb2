"""The working folder of a run: tells OneMetre's own folder from anybody else's, and removes nothing but its files."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ...contract.errors import OutputError

LOCK, JOB, JOURNAL = "lock", "job.json", "journal"

_RECORDS = re.compile(rf"({LOCK}|{re.escape(JOB)}|{JOURNAL})(\.new)?")
_BANDS = re.compile(r"(class|probability|superresolved)-\d{6,}\.tif(\.new)?")
_DRAFTS = re.compile(r"(class|probability|superresolved)\.vrt|final-.+\.(tiff?|gpkg|html?|csv)(-\w+|\.\w+)*")
# Files that systems put into every folder: .DS_Store, .nfs0000..., Thumbs.db. They stay where they are.
_OF_THE_SYSTEM = re.compile(r"\..*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_MARK = "onemetre"


def working_folder(output: Path) -> Path:
    """Working folder of a run that writes to a path."""
    return output.with_name(output.name + ".part")


def refuse_foreign(folder: Path) -> None:
    """Check that a folder is OneMetre's own, empty, or missing.

    Raises:
        OutputError: The folder holds anything that OneMetre did not put there; the message names it.
        OSError: The folder cannot be read.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _foreign(folder, "it is not a folder")
    if not folder.exists():
        return
    names = [path.name for path in folder.iterdir()]
    for name in sorted(names):
        plain = not (folder / name).is_symlink() and (folder / name).is_file()
        if not _OF_THE_SYSTEM.fullmatch(name) and not (plain and _is_own(name)):
            raise _foreign(folder, f"it contains {name}")
    own = [name for name in names if _is_own(name)]
    if own and not any(_RECORDS.fullmatch(name) or _BANDS.fullmatch(name) for name in own):
        raise _foreign(folder, f"it contains {min(own)}")
    if JOB in names and _is_of_another_program(folder / JOB):
        raise _foreign(folder, f"it contains another program's {JOB}")


def empty(folder: Path, *, leave_open: bool = False) -> None:
    """Remove OneMetre's files from a folder, except the lock.

    Args:
        folder: Working folder of a run.
        leave_open: Whether files that cannot be removed may stay: on Windows those that a program has open.

    Raises:
        OSError: A file cannot be removed.
    """
    for path in list(folder.iterdir()):
        if _is_own(path.name) and path.name != LOCK:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                if not leave_open:
                    raise


def rows_with_bands(folder: Path) -> set[int]:
    """Rows of tiles of which the folder holds the band of any product.

    Raises:
        OSError: The folder cannot be read.
    """
    names = [path.name for path in folder.iterdir() if _BANDS.fullmatch(path.name)]
    return {int(name.partition("-")[2].partition(".")[0]) for name in names}


def _is_own(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_RECORDS, _BANDS, _DRAFTS))


def _is_of_another_program(job: Path) -> bool:
    """Whether a job file is intact JSON without OneMetre's mark, rather than a damaged file of OneMetre."""
    content = job.read_bytes()
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return _MARK.encode() not in content.lower()


def _foreign(folder: Path, why: str) -> OutputError:
    return OutputError(
        f"{folder} is needed as the working folder of this run, but was not made by OneMetre: {why}.",
        "Move or rename it, or choose another name for the output.",
    )
