"""The dock's section Series: its figures are those of ``onemetre:dynamics``, of the view, a zone and a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import run
from bare_machine import wait_until
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QWidget
from years import CLASSES, write_map

from onemetre.processing.layers.temporal import frames_of_years, set_years
from onemetre.ui.dock.series.section import SeriesSection
from onemetre.ui.dock.state.state import DockState
from onemetre.ui.dynamics import counting
from onemetre.ui.dynamics.chart import ChartData, YearChart

WIDTH, HEIGHT = 400, 240
YEARS = (2018, 2020, 2023)


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """A block of houses that grows and loses a corner; a strip is not known in 2020."""
    folder = tmp_path_factory.mktemp("maps")
    first = np.zeros((120, 200), np.uint8)
    first[20:60, 20:80] = 1
    second = first.copy()
    second[20:60, 80:100] = 1
    third = second.copy()
    third[20:40, 20:30] = 0
    third[90:110, 150:190] = 1
    second[100:] = 255
    pixels = dict(zip(YEARS, (first, second, third), strict=True))
    return {year: str(write_map(folder / f"{year}.tif", one, year, percent=False)) for year, one in pixels.items()}


def add_series(maps: dict[int, str], name: str = "Impervious, town") -> None:
    """Add maps in a group of their own, as Year series does."""
    project = QgsProject.instance()
    group = project.layerTreeRoot().insertGroup(0, name)
    for year, path in maps.items():
        layer = QgsRasterLayer(path, f"{year} map")
        set_years(layer, year, year)
        project.addMapLayer(layer, addToLegend=False)
        group.addLayer(layer)


def districts() -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632&field=name:string", "districts", "memory")
    features = []
    for name, west, east in (("West", 0, 90.5), ("East", 90.5, 230)):
        feature = QgsFeature(layer.fields())
        box = QgsRectangle(600_000 + west, 4_999_880, 600_000 + east, 5_000_000)
        feature.setGeometry(QgsGeometry.fromRect(box))
        feature.setAttributes([name])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


@pytest.fixture
def canvas() -> Iterator[QgsMapCanvas]:
    QgsProject.instance().clear()
    canvas = QgsMapCanvas()
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    yield canvas
    canvas.close()
    QgsProject.instance().clear()


@pytest.fixture
def section(maps: dict[int, str], canvas: QgsMapCanvas) -> Iterator[SeriesSection]:
    """A section that shows three years of a town."""
    add_series(maps)
    layers = QgsProject.instance().layerTreeRoot().layerOrder()
    canvas.setDestinationCrs(layers[0].crs())
    canvas.setLayers(layers)
    canvas.setExtent(layers[0].extent().buffered(50))
    state = DockState()
    section = SeriesSection(state, canvas)
    section.resize(320, 700)
    section.setCollapsed(False)
    section.show()
    wait_until(lambda: not section.busy)
    yield section
    section.close_section()
    section.close()
    state.close()


def click_map(canvas: QgsMapCanvas, x: float, y: float) -> None:
    """Click at metres right of and below the corner of the maps."""
    place = canvas.getCoordinateTransform().transform(600_000 + x, 5_000_000 - y)
    point = QPoint(round(place.x()), round(place.y()))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def choose(section: SeriesSection, layer: QgsVectorLayer) -> None:
    section.place.layers.setLayer(layer)
    section.place.layers.activated.emit(section.place.layers.currentIndex())


def cells(section: SeriesSection) -> list[list[str]]:
    table = section.table
    return [[table.item(row, column).text() for column in range(6)] for row in range(table.rowCount())]


def test_figures_of_the_view_a_zone_and_a_table(
    section: SeriesSection, canvas: QgsMapCanvas, maps: dict[int, str], out: Path
) -> None:
    # The view: all of the maps, and nothing of the ground beside them.
    assert section.series.currentText() == "Impervious, town" and section.classes.isHidden()
    assert [row[0] for row in cells(section)] == ["2018", "2020", "2023"]
    assert [row[5] for row in cells(section)] == ["100.0", "83.3", "100.0"]
    assert [row[3] for row in cells(section)] == ["", "800", "400"]
    assert section.status.text().startswith("Every pixel is counted. Not all of the ground")
    # A zone that is clicked: the figures of the algorithm, to the millionth.
    zones = districts()
    QgsProject.instance().addMapLayer(zones)
    choose(section, zones)
    assert section.status.text() == "Click a zone of districts on the map." and section.place.pick.isChecked()
    table = out / "growth.gpkg"
    values = {"INPUTS": list(maps.values()), "ZONES": zones, "ZONE_NAME": "name", "OUTPUT": str(out / "y.tif")}
    run("dynamics", {**values, "TABLE": str(table)})
    exact = QgsVectorLayer(str(table), "growth")
    QgsProject.instance().addMapLayer(exact)
    found = {}
    for name, x in (("West", 40), ("East", 170)):
        click_map(canvas, x, 60)
        wait_until(lambda: not section.busy and section.figures is not None)
        found[name] = section.figures
        assert found[name].title == f"Impervious, {name}"
    # A table: read, not counted; at first all of the maps.
    choose(section, exact)
    assert section.figures.table == "growth" and section.figures.title not in ("West", "East")
    for name, x in (("West", 40), ("East", 170)):
        click_map(canvas, x, 60)
        assert (section.figures.title, section.figures.table) == (name, "growth")
        for counted, stated in zip(found[name].rows, section.figures.rows, strict=True):
            for field, value in vars(stated).items():
                same = value if value is None else pytest.approx(value, rel=2e-5, abs=1e-5)
                assert getattr(counted, field) == same, (name, field)
    click_map(canvas, 40, -20)
    assert "No zone here" in section.status.text()
    # Without the layer, the view again.
    QgsProject.instance().removeMapLayer(exact)
    wait_until(lambda: not section.busy)
    assert section.figures.title == "Impervious, map view" and section.place.pick.isHidden()


def test_it_follows_the_view_and_rests_while_it_is_collapsed(section: SeriesSection, canvas: QgsMapCanvas) -> None:
    whole = section.figures
    canvas.setExtent(QgsRectangle(600_025, 4_999_945, 600_075, 4_999_975))
    wait_until(lambda: not section.busy)
    assert [row.class_pct for row in section.figures.rows][:2] == [100.0, 100.0]
    section.setCollapsed(True)
    canvas.setExtent(QgsRectangle(600_000, 4_999_000, 600_200, 5_001_000))
    wait_until(lambda: not section.busy)
    assert section.figures.rows[0].class_pct == 100.0
    section.setCollapsed(False)
    wait_until(lambda: not section.busy)
    assert section.figures.rows == whole.rows
    # What was hidden on purpose stays hidden.
    assert section.classes.isHidden() and section.place.pick.isHidden() and section.table.isVisible()
    canvas.setExtent(QgsRectangle(700_000, 4_999_000, 700_200, 5_001_000))
    wait_until(lambda: not section.busy)
    assert section.figures is None and section.status.text() == "None of the maps lies here. Zoom to them."
    assert not section.save.isEnabled()


def test_many_pixels_are_an_estimate(
    section: SeriesSection, canvas: QgsMapCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = section.figures
    monkeypatch.setattr(counting, "MOST_PIXELS", 3000)
    canvas.setExtent(canvas.extent().buffered(1))
    wait_until(lambda: not section.busy)
    assert section.status.text().startswith("Estimate from the pixels on the screen: one of 9 is counted.")
    for one, other in zip(section.figures.rows, exact.rows, strict=True):
        assert one.class_ha == pytest.approx(other.class_ha, rel=0.1) and one.class_ha != other.class_ha


def test_swipe_play_and_export(section: SeriesSection, canvas: QgsMapCanvas, out: Path) -> None:
    swipe = section.swipe
    assert [box.currentText() for box in swipe.years] == ["2018", "2023"]
    swipe.button.click()
    assert swipe.button.isChecked()
    swipe.years[1].setCurrentIndex(0)
    swipe.years[1].activated.emit(0)
    assert not swipe.button.isChecked()
    swipe.years[1].setCurrentIndex(1)
    swipe.button.click()
    divider = canvas.findChildren(QWidget, "onemetre_divider")[-1]
    assert divider.accessibleName().endswith("2018 on the left, 2020 on the right")
    swipe.button.click()
    assert section.years.button.isVisible()
    frames = frames_of_years(QgsProject.instance())
    assert [(one.begin().date().year(), one.end().date().year()) for one in frames] == [(y, y) for y in YEARS]
    for ending in ("csv", "png", "svg"):
        section.export_to(out / f"town.{ending}")
    rows = list(csv.DictReader((out / "town.csv").open(encoding="utf-8")))
    assert [(row["year"], row["since"]) for row in rows] == [("2018", ""), ("2020", "2018"), ("2023", "2020")]
    assert float(rows[0]["class_ha"]) == pytest.approx(0.24, rel=1e-3) and rows[0]["one_pixel_of"] == "1"
    picture = QImage(str(out / "town.png"))
    assert picture.width() == 1920 and QColor(picture.pixel(5, 5)) == QColor("white")
    assert "2023" in (out / "town.svg").read_text(encoding="utf-8")
    assert sorted(path.name for path in out.iterdir()) == ["town.csv", "town.png", "town.svg"]
    told: list[str] = []
    section.failed.connect(told.append)
    section.export_to(out / "nowhere" / "town.csv")
    section.export_to(out / "town.doc")
    assert "cannot be written" in told[0] and "no table and no picture" in told[1]


def test_which_maps_are_a_series(maps: dict[int, str], canvas: QgsMapCanvas, tmp_path: Path) -> None:
    state = DockState()
    section = SeriesSection(state, canvas)
    assert section.isHidden()
    # The runs of the dock: a group each year. Probabilities and images are no maps of classes.
    for year in YEARS[:2]:
        add_series({year: maps[year]}, f"town {year}")
    add_series({2018: str(write_map(tmp_path / "p.tif", np.full((9, 9), 50, np.uint8), 2018))}, "probability")
    with rasterio.open(tmp_path / "p.tif", "r+") as raster:
        raster.update_tags(ONEMETRE_CLASSES="[1, {}]")
    wait_until(lambda: not section.busy)
    assert section.series.count() == 1 and section.series.currentText() == "Impervious, 2018-2020"
    assert not section.isHidden()
    # Maps of several classes are a series of their own, of which a class is chosen.
    three = [*CLASSES, {"value": 2, "name": "green", "title": "Green", "color": "#00ff00"}]
    pixels = np.full((60, 60), 2, np.uint8)
    many = {
        year: str(write_map(tmp_path / f"m{year}.tif", pixels, year, percent=False, classes=three)) for year in YEARS
    }
    add_series(many, "All classes")
    wait_until(lambda: section.series.count() == 2)
    section.series.setCurrentText("All classes")
    section.series.activated.emit(section.series.currentIndex())
    assert [section.classes.itemText(at) for at in range(3)] == ["Other", "Impervious", "Green"]
    assert not section.classes.isHidden()
    QgsProject.instance().clear()
    wait_until(section.isHidden)
    section.close_section()
    section.close()
    state.close()


def test_the_chart_is_legible_on_dark_ground(section: SeriesSection) -> None:
    chart = YearChart()
    chart.resize(300, 180)
    seen = []
    for ground, text in (("white", "black"), ("#202020", "#e0e0e0")):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(ground))
        palette.setColor(QPalette.ColorRole.Text, QColor(text))
        chart.setPalette(palette)
        chart.show_data(ChartData("Impervious", section.figures.rows, shares=True))
        image = chart.grab().toImage()
        colors = {image.pixel(x, y) for x in range(300) for y in range(180)}
        lightness = QColor(ground).lightnessF()
        seen.append(max(abs(QColor(one).lightnessF() - lightness) for one in colors))
    assert min(seen) > 0.5
    assert chart.accessibleDescription().startswith("2018: 10.0, 2020: ")
