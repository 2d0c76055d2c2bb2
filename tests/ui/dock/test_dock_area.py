"""The dock's area: each kind of it, as the settings have it, on the map, and in the file of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from algorithms import BANDS, IMPERVIOUS, algorithm, context_of, run
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QMetaType, QPoint, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QSignalSpy
from rasterio.transform import from_origin
from rasters import write_raster

from onemetre.contract.errors import AreaError
from onemetre.contract.requests import EstimateResult
from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.processing.client.run_request import run_request
from onemetre.ui.dock.parts.area_section import AreaSection
from onemetre.ui.dock.parts.area_shape import square_kilometres, write_polygons
from onemetre.ui.dock.parts.estimator import cost_text
from onemetre.ui.dock.state.planned_runs import planned_runs
from onemetre.ui.dock.state.settings import ImageChoice, OutputChoice
from onemetre.ui.dock.state.state import DockState

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SQUARE = "Polygon ((600000 5000000, 601000 5000000, 601000 5001000, 600000 5001000, 600000 5000000))"
TRIANGLE = "Polygon ((602000 5000000, 603000 5000000, 602000 5001000, 602000 5000000))"


@pytest.fixture
def layer() -> Iterator[QgsVectorLayer]:
    """Two polygons of the project."""
    made = QgsVectorLayer("Polygon?crs=EPSG:32632", "districts", "memory")
    features = []
    for text in (SQUARE, TRIANGLE):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    made.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(made)
    yield made
    QgsProject.instance().clear()


@pytest.fixture
def canvas(layer: QgsVectorLayer) -> QgsMapCanvas:
    """A map of 4 x 3 km."""
    made = QgsMapCanvas()
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    made.setLayers([layer])
    made.setExtent(QgsRectangle(599_500, 4_999_500, 603_500, 5_002_500))
    return made


@pytest.fixture
def section(canvas: QgsMapCanvas) -> Iterator[AreaSection]:
    """The part of the dock over the map."""
    state = DockState()
    made = AreaSection(state, canvas)
    yield made
    made.close_section()
    state.close()


def choose(section: AreaSection, kind: str) -> None:
    """Choose a kind of area as a click in the list does."""
    section.kind.setCurrentIndex(section.kind.findData(kind))
    section.kind.activated.emit(section.kind.currentIndex())


def mouse(tool: QgsMapTool, x: int, y: int, button: Qt.MouseButton = LEFT, kind: str = "Release") -> None:
    """An event at a place in units of 10 m from the map's top-left corner."""
    place = tool.canvas().getCoordinateTransform().transform(599_500 + 10 * x, 5_002_500 - 10 * y)
    kinds = {"Press": QEvent.Type.MouseButtonPress, "Release": QEvent.Type.MouseButtonRelease}
    event = QgsMapMouseEvent(
        tool.canvas(),
        kinds.get(kind, QEvent.Type.MouseMove),
        QPoint(round(place.x()), round(place.y())),
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    getattr(tool, f"canvas{kind}Event")(event)


def test_a_rectangle_is_dragged_and_measured_on_the_way(section: AreaSection, canvas: QgsMapCanvas) -> None:
    choose(section, "drawn")
    tool, seen = canvas.mapTool(), []
    tool.measured.connect(seen.append)
    mouse(tool, 100, 100, kind="Press")
    mouse(tool, 150, 180, kind="Move")
    mouse(tool, 200, 200)
    # Corners lie on whole pixels of the screen.
    assert seen[0] == pytest.approx(0.4, rel=2e-2)
    assert section.shape().km2() == pytest.approx(1.0, rel=2e-2)
    assert section.size.text().endswith("km²") and canvas.mapTool() is not tool


def test_a_polygon_is_clicked_and_its_last_corner_taken_back(section: AreaSection, canvas: QgsMapCanvas) -> None:
    choose(section, "drawn")
    section.polygon.click()
    tool = canvas.mapTool()
    for x, y in ((100, 100), (200, 100), (50, 50)):
        mouse(tool, x, y)
    back = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    tool.keyPressEvent(back)
    mouse(tool, 100, 200)
    mouse(tool, 0, 0, RIGHT)
    assert section.shape().km2() == pytest.approx(0.5, rel=2e-2)
    section.polygon.click()
    mouse(tool, 10, 10)
    mouse(tool, 0, 0, RIGHT)
    assert section.shape().km2() == pytest.approx(0.5, rel=2e-2)


def test_one_feature_is_picked(section: AreaSection, canvas: QgsMapCanvas) -> None:
    choose(section, "feature")
    tool = canvas.mapTool()
    mouse(tool, 390, 10)
    assert "No polygon" in section.size.text()
    mouse(tool, 100, 200)
    assert section.shape().km2() == pytest.approx(1.0, rel=5e-3)
    assert section.state.settings.area.name.startswith("districts ")


def test_a_feature_is_called_as_its_layer_shows_it(
    section: AreaSection, canvas: QgsMapCanvas, layer: QgsVectorLayer
) -> None:
    layer.dataProvider().addAttributes([QgsField("name", QMetaType.Type.QString)])
    layer.updateFields()
    layer.dataProvider().changeAttributeValues({1: {0: "Old town"}})
    choose(section, "feature")
    mouse(canvas.mapTool(), 100, 200)
    assert section.state.settings.area.name == "Old town" and section.size.text().startswith("Old town: ")


@pytest.mark.parametrize("kind", ["drawn", "feature", "layer"])
def test_dock_cost_and_run_have_the_area_of_the_polygons(
    section: AreaSection, canvas: QgsMapCanvas, tmp_path: Path, kind: str
) -> None:
    # Two strips far apart: their bounding box is many times larger.
    strips = ["Polygon ((599600 4999700, 602400 5002400, 602450 5002400, 599650 4999700, 599600 4999700))"]
    strips += ["Polygon ((603300 4999600, 603350 4999600, 603350 4999700, 603300 4999700, 603300 4999600))"]
    place = from_origin(599_500.0, 5_002_500.0, 10.0, 10.0)
    image = write_raster(tmp_path / "image.tif", np.full((3, 300, 400), 900, np.uint16), transform=place)
    made = QgsVectorLayer("Polygon?crs=EPSG:32632", "strips", "memory")
    for text in strips if kind == "layer" else strips[:1]:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        made.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(made)
    choose(section, kind)
    if kind == "layer":
        section.layer.setLayer(made)
    elif kind == "feature":
        canvas.setLayers([made])
        mouse(canvas.mapTool(), 11 + 140, 280 - 135)
    else:
        section.polygon.click()
        for x, y in ((10, 280), (290, 10), (295, 10), (15, 280)):
            mouse(canvas.mapTool(), x, y)
        mouse(canvas.mapTool(), 0, 0, RIGHT)
    shape = section.shape()
    outputs = OutputChoice(folder=str(tmp_path), probability=False)
    images = (ImageChoice(source=str(image), bands=BANDS, chosen=True),)
    section.state.update(images=images, model=IMPERVIOUS, outputs=outputs)
    card = live_catalogue().get(IMPERVIOUS).card
    (planned,) = planned_runs(section.state.settings, card, write_polygons(shape, str(tmp_path)))
    request = algorithm(planned.algorithm).estimate_request(planned.parameters, context_of(QgsProject.instance()))
    cost = run_request(request, EstimateResult, QgsProcessingFeedback())
    results = run(planned.algorithm, planned.parameters)
    # The map plane differs from the ellipsoid by less than a thousandth here.
    assert 0.1 < shape.km2() < 0.2
    assert cost.km2 == pytest.approx(shape.km2(), rel=2e-3)
    assert cost.pixels == pytest.approx(1e6 * shape.km2(), rel=2e-3)
    assert results["COVERED_KM2"] == pytest.approx(shape.km2(), rel=1e-2)
    text = cost_text([planned], [cost])
    assert text.startswith(f"{section.size.text().rpartition(': ')[2]}, {cost.pixels / 1e6:.1f} million pixels")


def test_a_layer_follows_its_selection_and_its_end(section: AreaSection, layer: QgsVectorLayer) -> None:
    choose(section, "layer")
    assert section.state.settings.area.layer == layer.id()
    assert section.shape().km2() == pytest.approx(1.5, rel=5e-3)
    section.selected.setChecked(True)
    with pytest.raises(AreaError, match="selected"):
        section.shape()
    layer.selectByIds([2])
    assert section.shape().km2() == pytest.approx(0.5, rel=5e-3)
    assert "0.5" in section.size.text()
    QgsProject.instance().removeMapLayer(layer)
    section.render()
    with pytest.raises(AreaError, match="No polygon layer"):
        section.shape()


def test_what_is_on_the_screen_follows_the_map(section: AreaSection, canvas: QgsMapCanvas) -> None:
    assert section.state.settings.area.extent == pytest.approx((599_500, 4_999_500, 603_500, 5_002_500), abs=10)
    changed = QSignalSpy(section.state.changed)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    assert changed.wait(10_000)
    area = section.state.settings.area
    assert area.crs == "EPSG:3857" and area.extent is not None and area.extent[0] < 2e6


def test_the_same_area_is_the_same_file(section: AreaSection, layer: QgsVectorLayer, tmp_path: Path) -> None:
    choose(section, "layer")
    path = write_polygons(section.shape(), str(tmp_path))
    assert write_polygons(section.shape(), str(tmp_path)) == path
    layer.selectByIds([1])
    section.selected.setChecked(True)
    other = write_polygons(section.shape(), str(tmp_path))
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted({Path(path).name, Path(other).name})
    written = QgsVectorLayer(path, "aoi")
    geometries = [feature.geometry() for feature in written.getFeatures()]
    assert square_kilometres(geometries, written.crs()) == pytest.approx(section.shape().km2() + 0.5, rel=5e-3)
