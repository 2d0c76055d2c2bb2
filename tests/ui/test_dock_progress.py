"""A run of two years by mouse: what the dock and the canvas say meanwhile, and the options of its outputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from desktop import run_in_qgis
from headless import make_profile
from rasters import write_raster
from toy_models import write_toy

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "demo_sentinel2.tif"


@pytest.fixture
def scenes(tmp_path: Path) -> list[Path]:
    """Two years of the demo scene, several times below itself."""
    paths = []
    for year in (2019, 2022):
        path = tmp_path / f"scene {year}.tif"
        with rasterio.open(DEMO) as demo:
            write_raster(path, np.tile(demo.read(), (1, 12, 1)), pixel=10.0)
            with rasterio.open(path, "r+") as raster:
                raster.descriptions = demo.descriptions
        paths.append(path)
    return paths


def test_a_run_says_place_and_year_and_shades_what_is_done(scenes: list[Path], tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    shape = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "tile": 32, "halo": 4}
    write_toy(models, "toy.impervious_v1", task="impervious-surface", **shape)
    profile = make_profile(tmp_path, models).folder
    seen = run_in_qgis(
        profile,
        tmp_path,
        f"import os; os.environ['ONEMETRE_MODELS'] = {str(models)!r}\nscenes = {list(map(str, scenes))!r}\n"
        f"folder = {str(tmp_path)!r}\n"
        """
import dataclasses
from pathlib import Path
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsTask
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel
from onemetre.ui.dock.state.settings import AreaChoice

plugins["onemetre"].menu.dock.action.trigger()
dock = plugins["onemetre"].menu.dock.dock
state, canvas, seen = dock.state, iface.mapCanvas(), {}
outputs = dataclasses.replace(state.settings.outputs, folder=folder, pattern="map {year}", polygons=True)
state.update(outputs=outputs, device="cpu", model="toy.impervious_v1", area=AreaChoice(kind="raster"))

def message():
    item = dock.messages.currentItem()
    return item.findChild(QLabel, "message").text() if item else ""

def bands():
    return sum(isinstance(item, QgsRubberBand) for item in canvas.scene().items())

def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, widget.height() // 2))

# A message goes with its cause.
click(dock.foot.run)
seen["refused"] = message()
for path in scenes:
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, Path(path).stem))
images = tuple(dataclasses.replace(image, chosen=True) for image in state.settings.images)
state.update(images=images)
seen["then"] = message()
QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))

# More, by mouse.
more = dock.outputs.more
seen["collapsed"] = more.isCollapsed()
more.setCollapsed(False)
dock._scroll.ensureWidgetVisible(more)
QApplication.processEvents()
click(more.every)
for name, text in (("right_angles_m", "25"), ("min_area_m2", "500")):
    box = more.numbers[name]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)
seen["width"] = dock.outputs.minimumSizeHint().width()
chosen = state.settings.outputs
seen["options"] = chosen.parameters()

statuses, shaded, flags = [], [], []
dock.runner.told.connect(lambda _: statuses.append(dock.foot.status.text()))
def note_ground(_):
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in dock.done_ground.extents)
    shaded.append([len(dock.done_ground.extents), area, bands() - before])
    flags.extend(bool(task.flags() & QgsTask.Flag.Silent) for task in QgsApplication.taskManager().activeTasks())
before = bands()
dock.runner.ground_done.connect(note_ground)
click(dock.foot.run)
assert dock.runner.busy, message()
until(lambda: not dock.runner.busy)
seen["statuses"], seen["shaded"], seen["silent"] = statuses, shaded, all(flags) and bool(flags)
seen["after"] = [len(dock.done_ground.extents), bands() - before, message()]

# The preview shows the pixels of the area alone.
whole = QgsProject.instance().mapLayersByName("scene 2022")[0].extent()
canvas.setDestinationCrs(QgsProject.instance().mapLayersByName("scene 2022")[0].crs())
canvas.setExtent(whole)
x, y = whole.center().x(), whole.center().y()
for name, shift in (("inside", 0), ("beside", 50_000)):
    wkt = f"Polygon (({x + shift} {y}, {x + shift + 300} {y}, {x + shift} {y + 300}, {x + shift} {y}))"
    state.update(area=AreaChoice(kind="drawn", wkt=(wkt,), crs="EPSG:32632"))
    if not dock.preview.preview.is_on:
        click(dock.preview.button)
    wanted = {"inside": "covers the current view", "beside": "outside the input"}[name]
    until(lambda: wanted in dock.foot.preview.text())
click(dock.preview.button)

# What a run reports after the project has gone is not drawn, nor anything after the dock has gone.
dock.done_ground.begin()
dock.done_ground.add({"crs": "EPSG:32632", "extents": [[600000, 4999000, 601000, 5000000]]})
seen["again"] = bands() - before
QgsProject.instance().clear()
dock.done_ground.add({"crs": "EPSG:32632", "extents": [[600000, 4999000, 601000, 5000000]]})
seen["cleared"] = [len(dock.done_ground.extents), bands() - before]
return seen
""",
    )
    assert "Add a raster" in seen["refused"] and seen["then"] == ""
    assert seen["collapsed"] and seen["width"] <= 320
    assert seen["options"] == {"EVERY_PROBABILITY": True, "RIGHT_ANGLES": 25.0, "MIN_AREA": 500.0}
    working = [status for status in seen["statuses"] if "km²/s" in status]
    assert any(status.startswith("all 2019 (1 of 2): ") for status in working)
    assert any(status.startswith("all 2022 (2 of 2): ") for status in working)
    assert all(" %, " in status for status in working)
    areas = [area for _, area, _ in seen["shaded"]]
    with rasterio.open(scenes[0]) as scene:
        whole = scene.width * scene.height * 100
    assert max(areas) == pytest.approx(whole) and areas.count(max(areas)) == 2
    assert min(areas) < whole and all(drawn == 1 for _, _, drawn in seen["shaded"])
    assert seen["silent"] and seen["after"] == [0, 0, "The map is ready."]
    assert seen["again"] == 1 and seen["cleared"] == [0, 0]
    for year in (2019, 2022):
        with rasterio.open(tmp_path / f"map {year}_probability.tif") as raster:
            assert raster.descriptions == ("probability of impervious", "probability of other")
        _, _, _, (_, _, areas_m2) = pyogrio.raw.read(tmp_path / f"map {year}_polygons.gpkg")
        assert areas_m2.size and areas_m2.min() > 450
