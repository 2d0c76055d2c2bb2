"""The swipe of the dock: a side is what its run made, and nothing of another run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from bare_machine import wait_until
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QColor
from rasters import write_raster

from onemetre.ui.dock.parts.compare import Compare
from onemetre.ui.dock.parts.opacity_panel import OpacityPanel
from onemetre.ui.dock.state.planned_runs import PlannedRun

IMAGE, FIRST, PROBABILITY, SECOND, OTHER = "#404040", "#ff0000", "#00ff00", "#0000ff", "#ffff00"
WIDTH, HEIGHT = 300, 60


def add(folder: Path, color: str, rows: int) -> QgsRasterLayer:
    """A layer of the project in one colour that covers the uppermost rows of 100."""
    pixels = np.ones((3, rows, 600), np.uint8) * np.array(QColor(color).getRgb()[:3], np.uint8)[:, None, None]
    layer = QgsRasterLayer(str(write_raster(folder / f"{color[1:]}.tif", pixels, pixel=10)), color)
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def runs(qgis_app: object, tmp_path: Path) -> Iterator[list[PlannedRun]]:
    """Two years; the maps of the second cover less, so that the first would show below them."""
    image = add(tmp_path, IMAGE, 100)
    sources = {color: add(tmp_path, color, rows).source() for color, rows in ((PROBABILITY, 100), (FIRST, 100))}
    sources |= {SECOND: add(tmp_path, SECOND, 50).source()}
    first = {"INPUT": [image.source()], "OUTPUT": sources[FIRST], "PROBABILITY": sources[PROBABILITY]}
    second = {"INPUT": [image.source()], "OUTPUT": sources[SECOND]}
    yield [PlannedRun("greenspace", p, year, "m") for p, year in ((first, 2020), (second, 2022))]
    QgsProject.instance().clear()


@pytest.fixture
def canvas(runs: list[PlannedRun]) -> Iterator[QgsMapCanvas]:
    layers = QgsProject.instance().layerTreeRoot().layerOrder()
    canvas = QgsMapCanvas()
    canvas.resize(WIDTH, HEIGHT)
    canvas.setDestinationCrs(layers[0].crs())
    canvas.setLayers(layers)
    # The border between the upper and the lower half is in the middle.
    canvas.setExtent(next(layer for layer in layers if layer.name() == IMAGE).extent().buffered(-200))
    canvas.show()
    yield canvas
    canvas.close()


def corners(canvas: QgsMapCanvas) -> list[str]:
    """Left above and below, right above and below."""
    image = canvas.grab().toImage()
    return [image.pixelColor(x, y).name() for x in (20, WIDTH - 20) for y in (5, HEIGHT - 5)]


def until(canvas: QgsMapCanvas, *wanted: str) -> None:
    wait_until(lambda: corners(canvas) == list(wanted))


def test_two_years_show_one_year_each(runs: list[PlannedRun], canvas: QgsMapCanvas) -> None:
    compare = Compare(canvas)
    compare.show_runs(runs)
    assert [box.currentText() for box in compare.sides] == ["2020", "2022"]
    compare.button.click()
    # Below the second map lies the image, not the first map or its probability.
    until(canvas, FIRST, FIRST, SECOND, IMAGE)
    compare.sides[0].setCurrentText("Image")
    compare.sides[0].activated.emit(compare.sides[0].currentIndex())
    until(canvas, IMAGE, IMAGE, SECOND, IMAGE)
    assert compare.button.isChecked()
    compare.button.click()
    until(canvas, SECOND, FIRST, SECOND, FIRST)


def test_one_year_is_compared_with_its_image_and_with_any_layer(
    runs: list[PlannedRun], canvas: QgsMapCanvas, tmp_path: Path
) -> None:
    compare = Compare(canvas)
    compare.show_runs(runs[:1])
    assert [box.currentText() for box in compare.sides] == ["Image", "Map"]
    # The map of another run is a layer like any other.
    QgsProject.instance().layerTreeRoot().findLayer(canvas.layers()[0]).setItemVisibilityChecked(False)
    canvas.setLayers(canvas.layers()[1:])
    compare.button.click()
    until(canvas, IMAGE, IMAGE, FIRST, FIRST)
    compare.end()
    add(tmp_path, OTHER, 100)
    compare.sides[1].opened.emit()
    compare.sides[1].setCurrentText(OTHER)
    compare.button.click()
    until(canvas, IMAGE, IMAGE, OTHER, OTHER)
    compare.end()


def test_a_side_cannot_be_compared_with_itself(runs: list[PlannedRun], canvas: QgsMapCanvas) -> None:
    compare = Compare(canvas)
    compare.show_runs(runs)
    compare.sides[0].setCurrentIndex(1)
    compare.button.click()
    assert not compare.button.isChecked()


def test_the_opacity_of_the_maps(runs: list[PlannedRun], canvas: QgsMapCanvas) -> None:
    panel = OpacityPanel()
    panel.show_runs(runs)
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    panel.slider.setValue(30)
    assert [layers[color].opacity() for color in (FIRST, SECOND, PROBABILITY, IMAGE)] == [0.3, 0.3, 1.0, 1.0]
