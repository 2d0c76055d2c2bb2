"""Takes the files that would be opened with programs of the desktop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices


class Desktop(QObject):
    """Takes the files.

    Attributes:
        paths: Their paths.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        """Called by Qt."""
        self.paths.append(url.toLocalFile())


@pytest.fixture
def opened() -> Iterator[Desktop]:
    """The files opened during a test."""
    taking = Desktop()
    QDesktopServices.setUrlHandler("file", taking, "take")
    yield taking
    QDesktopServices.unsetUrlHandler("file")
