"""Paths that users type, and OneMetre's own folders in the profile."""

from __future__ import annotations

import os
import re
from pathlib import Path

from qgis.core import QgsApplication

# "name://", GDAL's virtual file systems, inline XML, and GDAL's connection strings such as NETCDF:"file":variable.
# A single letter before the colon is a Windows drive.
_CONNECTION = re.compile(r"\s*(<|/vsi|[a-z][a-z0-9+.\-_]*://|[a-z][a-z0-9_]+:)", re.IGNORECASE)


def is_plain_path(text: str) -> bool:
    """Whether a text can only be a path of this machine's file system, so that reading it opens no connection."""
    return _CONNECTION.match(text) is None


def absolute(text: str) -> str:
    """Absolute path without ``..`` and with unresolved links; the engine's working folder may differ."""
    return os.path.normpath(with_home(text).absolute())


def with_home(text: str) -> Path:
    """A path whose ``~`` is replaced with the home folder; unchanged where the system knows no such user."""
    try:
        return Path(text).expanduser()
    except (RuntimeError, ValueError):
        return Path(text)


def profile_folder(name: str) -> Path:
    """A folder of OneMetre in the user's profile; it may not exist yet."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "onemetre" / name
