"""Checks the output paths of a request before any work begins."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from ...contract.errors import OutputError
from ...contract.system_paths import comparable, fault_on_windows

Suffixes = tuple[str, ...]

_RESERVE = 40
"""Characters that names in the working folder add to the path of an output: ".part/superresolved-000123.tif.new"."""

RASTER: tuple[str, Suffixes] = ("GeoTIFF", (".tif", ".tiff"))
TABLE: tuple[str, Suffixes] = ("CSV", (".csv",))
PAGE: tuple[str, Suffixes] = ("HTML", (".html", ".htm"))
PACKAGE: tuple[str, Suffixes] = ("GeoPackage", (".gpkg",))


def target_of(path: Path) -> Path:
    """The file that is written for an output: for a link the file that it points to, else the path itself."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def check_outputs(outputs: Iterable[tuple[str, str, Suffixes]]) -> None:
    """Reject outputs that cannot be written.

    Args:
        outputs: Path, name of the format and accepted suffixes; outputs with an empty path are skipped.

    Raises:
        OutputError: An output cannot be written; the message names it and the reason.
    """
    wanted = [output for output in outputs if output[0]]
    for text, kind, suffixes in wanted:
        path = Path(text)
        if not path.is_absolute():
            raise OutputError(f"The output path {text} is not absolute.")
        if path.suffix.lower() not in suffixes:
            raise OutputError(
                f"{path.name}: OneMetre writes {kind} here, not {path.suffix or 'files without an extension'}.",
                f"Choose a name that ends in {suffixes[0]}.",
            )
        if sys.platform == "win32":
            refuse_on_windows(path, long_paths=_has_long_paths())
        target = target_of(path)
        if target.is_symlink():
            raise OutputError(f"{path} is a link that leads in a circle.", "Remove it, or choose another name.")
        if not target.parent.is_dir():
            raise OutputError(f"The folder {target.parent} does not exist.", "Create it, or choose another one.")
        _refuse_existing(path, target)
        if not os.access(target.parent, os.W_OK):
            raise OutputError(f"The folder {target.parent} is not writable.", "Choose another folder for the output.")
    _refuse_twins([Path(text) for text, _, _ in wanted])


def refuse_on_windows(path: PurePath, *, long_paths: bool) -> None:
    """Reject a path that Windows cannot have.

    Args:
        path: Absolute path of an output.
        long_paths: Whether this Windows lets the engine use longer paths than usual.

    Raises:
        OutputError: The name is that of a device, ends in a dot, or is too long.
    """
    if fault := fault_on_windows(path, long_paths=long_paths, reserve=_RESERVE):
        raise OutputError(f"The output path {path} {fault}.", "Choose another name, or a folder nearer to the drive.")


def _has_long_paths() -> bool:
    if sys.platform == "win32":
        return bool(ctypes.WinDLL("ntdll").RtlAreLongPathsEnabled())
    return True


def _refuse_existing(path: Path, target: Path) -> None:
    """Reject a path at which something lies that must not be replaced."""
    if target.is_dir():
        raise OutputError(f"{path} is a folder.", "Enter a file name.")
    if not target.exists():
        return
    if not target.is_file():
        raise OutputError(f"{path} is no regular file.", "Choose another name.")
    # The mode rather than access(): replacing a file needs no permission to write to it, and root may do everything.
    if not target.stat().st_mode & 0o222 or not os.access(target, os.W_OK):
        raise OutputError(f"{path} is write-protected.", "Remove its write protection, or choose another name.")


def _refuse_twins(paths: list[Path]) -> None:
    """Reject outputs that would be written to one file, or into the working folder of another output."""
    found = [comparable(target_of(path)) for path in paths]
    if len(set(found)) < len(found):
        raise OutputError("Two outputs have the same path.", "Choose different names.")
    for path in paths:
        folders = {comparable(folder) for folder in target_of(path).parents}
        for other, name in zip(paths, found, strict=True):
            if f"{name}.part" in folders:
                raise OutputError(
                    f"{path} lies in the working folder of {other.name}, which is removed after the run.",
                    "Choose another folder.",
                )
