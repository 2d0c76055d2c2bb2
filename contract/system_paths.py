"""Paths by the rules of each system: which are equal, which Windows cannot have, and how SQLite is told one."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path, PurePath
from urllib.parse import quote

LONGEST_ON_WINDOWS = 259
"""Characters of the longest path that every program on Windows can open."""

_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ .]*(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')


def comparable(path: Path | str) -> str:
    """A path in the form in which all names of one file are equal texts; systems differ in what they ignore."""
    return folded(os.path.realpath(path))


def folded(text: str, platform: str = sys.platform) -> str:
    """A path without what a system ignores: the case of letters, the kind of slash, the composition of accents.

    Args:
        text: Absolute path without links.
        platform: Name of the system as in ``sys.platform``.
    """
    if platform == "win32":
        return text.replace("/", "\\").lower()
    return unicodedata.normalize("NFC", text).casefold() if platform == "darwin" else text


def is_device(name: str) -> bool:
    """Whether a file name means a device on Windows, whatever its extension: CON, nul.tif, com1."""
    return _DEVICE.fullmatch(name) is not None


def fault_on_windows(path: PurePath, *, long_paths: bool, reserve: int = 0) -> str:
    """Why Windows cannot have a file, as the end of a sentence; empty = it can.

    Args:
        path: Absolute path of the file.
        long_paths: Whether this Windows lets this program use longer paths than usual.
        reserve: Characters that names of temporary files beside it, or below it, are longer.
    """
    if is_device(path.name):
        return "is the name of a device on Windows"
    if path.name != path.name.rstrip(" ."):
        return "ends in a space or a dot, which Windows drops"
    if _FORBIDDEN.search(path.name):
        return "contains characters that file names on Windows cannot have"
    if not long_paths and len(str(path)) + reserve > LONGEST_ON_WINDOWS:
        return f"is too long for Windows: at most {LONGEST_ON_WINDOWS - reserve} characters are possible here"
    return ""


def is_on_another_server(path: PurePath, *here: PurePath) -> bool:
    """Whether a path names a server of Windows other than those of ``here``: just asking for it connects there."""
    return path.drive.startswith("\\\\") and path.drive.lower() not in {place.drive.lower() for place in here}


def sqlite_uri(path: PurePath, mode: str = "rw") -> str:
    """Address of a file for SQLite, which accepts no server's name between the slashes of an ordinary file address."""
    text = path.as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(text, safe='/:')}?mode={mode}"
