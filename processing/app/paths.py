"""Paths that users type, and OneMetre's own folders in the profile."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsApplication


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
