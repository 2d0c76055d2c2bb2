"""Opens files with the programs of the desktop."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices


def open_files(paths: Iterable[str]) -> list[str]:
    """Open files with the programs that the desktop has for them.

    Returns:
        Paths of the files that no program can open.
    """
    return [path for path in paths if not QDesktopServices.openUrl(QUrl.fromLocalFile(path))]
