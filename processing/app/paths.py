"""Paths as people type them, and those of OneMetre in the profile."""

from __future__ import annotations

import os
import re
from pathlib import Path

from qgis.core import QgsApplication

# "name://", GDAL's virtual file systems, inline XML, and GDAL's connection strings such as NETCDF:"file":variable.
# One letter before the colon is a Windows drive.
_CONNECTION = re.compile(r"\s*(<|/vsi|[a-z][a-z0-9+.\-_]*://|[a-z][a-z0-9_]+:)", re.IGNORECASE)


def is_plain_path(text: str) -> bool:
    """Whether a text can only be a path of this machine's file system, so that reading it opens no connection."""
    return _CONNECTION.match(text) is None


def absolute(text: str) -> str:
    """The absolute path, without ``..`` but with its links; the engine's working folder may be another one."""
    return os.path.normpath(Path(text).expanduser().absolute())


def profile_folder(name: str) -> Path:
    """A folder of OneMetre's in the user's profile; it may not be there yet."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "onemetre" / name
