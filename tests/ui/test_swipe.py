"""The swipe on a canvas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from bare_machine import wait_until
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget
from rasters import write_raster

from onemetre.ui.swipe.swipe import Swipe, layers_of

RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"
WIDTH, HEIGHT = 300, 200


def plain(folder: Path, color: str) -> QgsRasterLayer:
    """A layer of one colour over all that is looked at."""
    pixels = np.ones((3, 100, 100), np.uint8) * np.array(QColor(color).getRgb()[:3], np.uint8)[:, None, None]
    layer = QgsRasterLayer(str(write_raster(folder / f"{color[1:]}.tif", pixels, pixel=10)), color)
    layer.setContrastEnhancement(0)
    return layer


@pytest.fixture
def layers(qgis_app: object, tmp_path: Path) -> Iterator[list[QgsRasterLayer]]:
    """Of the project, from the top down: red, green, blue."""
    layers = [plain(tmp_path, color) for color in (RED, GREEN, BLUE)]
    project = QgsProject.instance()
    for layer in reversed(layers):
        project.addMapLayer(layer)
    yield layers
    project.clear()


@pytest.fixture
def canvas(layers: list[QgsRasterLayer]) -> Iterator[QgsMapCanvas]:
    canvas = QgsMapCanvas()
    canvas.setCachingEnabled(True)
    canvas.resize(WIDTH, HEIGHT)
    canvas.setDestinationCrs(layers[0].crs())
    canvas.setLayers(layers)
    canvas.setExtent(layers[0].extent().buffered(-200))
    canvas.show()
    yield canvas
    canvas.close()


def colors(canvas: QgsMapCanvas, *places: int) -> list[str]:
    """What is seen at these distances from the left."""
    image = canvas.grab().toImage()
    return [image.pixelColor(x, 20).name() for x in places]


def until(canvas: QgsMapCanvas, wanted: dict[int, str]) -> None:
    wait_until(lambda: colors(canvas, *wanted) == list(wanted.values()))


def divider(canvas: QgsMapCanvas) -> QWidget:
    return canvas.findChild(QWidget, "onemetre_divider")


def test_each_side_shows_its_layer_and_the_line_moves(canvas: QgsMapCanvas, layers: list[QgsRasterLayer]) -> None:
    red, green, _ = layers
    swipe = Swipe(canvas, [red], [green])
    assert swipe.drawing
    wait_until(lambda: not swipe.drawing and not canvas.isDrawing())
    until(canvas, {20: RED, 130: RED, 170: GREEN, 280: GREEN})
    line = divider(canvas)
    QTest.mousePress(line, Qt.MouseButton.LeftButton)
    event = QPoint(line.width() // 2 + 100, 5)
    line.mouseMoveEvent(
        QMouseEvent(
            QMouseEvent.Type.MouseMove,
            event,
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    until(canvas, {20: RED, 230: RED, 280: GREEN})
    for _ in range(2):
        QTest.keyClick(line, Qt.Key.Key_PageUp)
    until(canvas, {20: RED, 170: RED, 210: GREEN})
    QTest.keyClick(line, Qt.Key.Key_Home)
    until(canvas, {20: GREEN, 280: GREEN})
    swipe.end()
    until(canvas, {20: RED, 280: RED})
    assert divider(canvas) is None or not divider(canvas).isVisible()


def test_layers_that_are_not_visible_and_groups_can_be_compared(
    canvas: QgsMapCanvas, layers: list[QgsRasterLayer]
) -> None:
    red, green, blue = layers
    root = QgsProject.instance().layerTreeRoot()
    group = root.addGroup("two")
    for layer in (red, green):
        group.addLayer(layer)
    canvas.setLayers([])
    assert layers_of(group) == [red, green]
    assert layers_of(root.findLayer(blue.id())) == [blue]
    swipe = Swipe(canvas, layers_of(group), [blue], ("both", ""))
    until(canvas, {20: RED, 280: BLUE})
    assert "both" in divider(canvas).accessibleName() and BLUE in divider(canvas).accessibleName()
    QgsProject.instance().removeMapLayer(red.id())
    until(canvas, {20: GREEN, 280: BLUE})
    assert swipe.active
    swipe.end()


def test_the_divider_keeps_its_place_when_the_canvas_grows(canvas: QgsMapCanvas, layers: list[QgsRasterLayer]) -> None:
    swipe = Swipe(canvas, [layers[0]], [layers[1]])
    line = divider(canvas)
    canvas.resize(2 * WIDTH, HEIGHT + 40)
    assert abs(line.geometry().center().x() - WIDTH) <= 1
    assert line.height() == canvas.viewport().height()
    swipe.end()


def test_it_follows_the_map(canvas: QgsMapCanvas, layers: list[QgsRasterLayer]) -> None:
    swipe = Swipe(canvas, [layers[0]], [layers[1]])
    until(canvas, {20: RED, 280: GREEN})
    # To where the layers have their left edge in the middle of the left half.
    extent = canvas.extent()
    extent.setXMinimum(layers[0].extent().xMinimum() - 200)
    extent.setXMaximum(layers[0].extent().xMinimum() + 600)
    canvas.setExtent(extent)
    canvas.refresh()
    until(canvas, {20: canvas.canvasColor().name(), 140: RED, 280: GREEN})
    canvas.setRotation(45)
    until(canvas, {140: RED, 170: GREEN})
    swipe.end()


@pytest.mark.parametrize("how", ["escape", "layer removed", "project changed"])
def test_it_ends_by_itself(canvas: QgsMapCanvas, layers: list[QgsRasterLayer], how: str) -> None:
    swipe = Swipe(canvas, [layers[0]], [layers[1]])
    ended: list[bool] = []
    swipe.ended.connect(lambda: ended.append(True))
    until(canvas, {20: RED, 280: GREEN})
    if how == "escape":
        QTest.keyClick(divider(canvas), Qt.Key.Key_Escape)
    elif how == "layer removed":
        QgsProject.instance().removeMapLayer(layers[1].id())
    else:
        canvas.setLayers([])
        QgsProject.instance().clear()
    assert ended == [True] and not swipe.active
    swipe.end()
    assert ended == [True]
    assert not [item for item in canvas.scene().items() if type(item).__name__ == "Picture"]


def test_it_may_end_while_it_draws(canvas: QgsMapCanvas, layers: list[QgsRasterLayer]) -> None:
    for _ in range(5):
        swipe = Swipe(canvas, [layers[0]], [layers[1]])
        QApplication.processEvents()
        swipe.end()
    until(canvas, {20: RED, 280: RED})
