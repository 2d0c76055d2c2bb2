from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from qgis.core import Qgis, QgsDateTimeRange, QgsProject, QgsRasterLayer, QgsTemporalNavigationObject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
from rasters import write_raster

from onemetre.processing.layers.temporal import fit_project, forget_stale_range, range_of_years, set_years


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    project = QgsProject.instance()
    yield project
    project.clear()


def add(project: QgsProject, path: Path, year: int | None) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(write_raster(path, np.zeros((1, 4, 4), np.uint8))), path.stem)
    project.addMapLayer(layer)
    if year is not None:
        set_years(layer, year, year)
    return layer


def test_two_years_set_range_and_step_of_the_project(project: QgsProject, tmp_path: Path) -> None:
    add(project, tmp_path / "image.tif", None)
    add(project, tmp_path / "first.tif", 2019)
    fit_project(project)
    assert range_of_years(project) is None and project.timeSettings().temporalRange().isInfinite()
    add(project, tmp_path / "second.tif", 2023)
    fit_project(project)
    span = project.timeSettings().temporalRange()
    assert (span.begin().date().year(), span.end().date().year()) == (2019, 2023)
    assert project.timeSettings().timeStepUnit() == Qgis.TemporalUnit.Years
    assert project.timeSettings().timeStep() == 1


def test_a_month_is_no_year(project: QgsProject, tmp_path: Path) -> None:
    add(project, tmp_path / "year.tif", 2020)
    month = add(project, tmp_path / "month.tif", 2022).temporalProperties()
    june = [QDateTime(QDate(2022, 6, day), QTime(0, 0), Qt.TimeSpec.UTC) for day in (1, 30)]
    month.setFixedTemporalRange(QgsDateTimeRange(*june))
    assert range_of_years(project) is None


def test_a_stale_range_goes_while_the_controller_is_off(qgis_app: object) -> None:
    canvas, controller = QgsMapCanvas(), QgsTemporalNavigationObject()
    now = QDateTime.currentDateTimeUtc()
    hour = QgsDateTimeRange(now, now.addSecs(3600))
    canvas.setTemporalController(controller)
    controller.setNavigationMode(Qgis.TemporalNavigationMode.FixedRange)
    canvas.setTemporalRange(hour)
    forget_stale_range(canvas)
    assert canvas.temporalRange() == hour
    controller.setNavigationMode(Qgis.TemporalNavigationMode.Disabled)
    canvas.setTemporalRange(hour)
    forget_stale_range(canvas)
    assert canvas.temporalRange().isInfinite()
    canvas.close()
