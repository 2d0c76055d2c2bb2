"""The dock's section Result: the report of the last runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import GREEN
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices

from onemetre.ui.dock.parts.result_section import ResultSection
from onemetre.ui.dock.state.planned_runs import PlannedRun
from onemetre.ui.dock.state.state import DockState


class Desktop(QObject):
    """Takes the files that would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    taking = Desktop()
    QDesktopServices.setUrlHandler("file", taking, "take")
    yield taking
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def result() -> Iterator[ResultSection]:
    state, canvas = DockState(), QgsMapCanvas()
    section = ResultSection(state, canvas)
    yield section
    section.close_section()
    state.close()
    canvas.close()


def add(section: ResultSection, folder: Path, year: int, *, report: bool) -> str:
    """A finished run; returns the path of its report."""
    path = folder / f"{year}.html"
    if report:
        path.write_text("<html></html>")
    parameters = {"OUTPUT": str(folder / f"{year}.tif"), "REPORT": str(path)}
    section.add(PlannedRun("greenspace", parameters, year, GREEN), {"AREA_KM2": 1.0, "COVERED_KM2": 2.0})
    return str(path)


def test_the_reports_of_finished_runs_are_opened(result: ResultSection, desktop: Desktop, tmp_path: Path) -> None:
    # Removed in the meantime, or not wanted.
    add(result, tmp_path, 2020, report=False)
    assert result.report.isHidden()
    wanted = [add(result, tmp_path, year, report=True) for year in (2021, 2022)]
    assert not result.report.isHidden()
    result.report.click()
    assert desktop.opened == wanted
    result.begin()
    assert result.report.isHidden()
