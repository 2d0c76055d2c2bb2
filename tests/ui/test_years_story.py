"""From an empty project to mapped years by mouse: an area, two years of a service, Run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from headless import make_profile
from imagery_server import ImageryServer
from numpy.typing import NDArray
from scenes import EARTH_SEARCH, Scene, collection, publish
from stac_server import StacServer

from onemetre.tools.qgis_window import QgisWindow, missing_programs, save_picture

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "demo_sentinel2.tif"
DOCK = "widget(name='OneMetreDock')"
SECTION = f"{DOCK}.scenes"
VISIBLE = """
dock = widget(name='OneMetreDock')
dock._scroll.ensureWidgetVisible(dock.findChild(QWidget, {name!r}))
"""
PLACE = """
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
# Otherwise QGIS shows its welcome page.
iface.newProject()
project = QgsProject.instance()
project.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
iface.mapCanvas().setExtent(QgsRectangle(640000, 5203000, 641000, 5204000))
"""
TREE = """
root = QgsProject.instance().layerTreeRoot()
return [[group.name(), [layer.name() for layer in group.children()]] for group in root.findGroups()]
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}"),
]


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[StacServer, ImageryServer]]:
    """A service with one scene in 2018 and two in 2022 of the demo's place; in 2018 a third of it was dark."""
    with rasterio.open(DEMO) as raster:
        demo = dict(zip(raster.descriptions, raster.read(), strict=True))

    def ground(band: str, date: str) -> NDArray[Any]:
        if band == "scl":
            return np.full((50, 50), 5, np.uint8)
        pixels = demo[band].copy()
        if date.startswith("2018"):
            pixels[:, :30] = {"red": 300, "green": 500, "blue": 300, "nir": 4000}[band]
        return pixels

    (tmp_path / "pixels").mkdir()
    scenes = [Scene("2018-06-10", "02.14", cloud=3.0), Scene("2022-05-01", cloud=12.0), Scene("2022-07-20", cloud=1.0)]
    with ImageryServer(tmp_path / "pixels") as pixels:
        items = publish(tmp_path / "pixels", pixels.url, EARTH_SEARCH, scenes, ground)
        with StacServer(tmp_path / "stac", [collection(EARTH_SEARCH)], items) as stac:
            yield stac, pixels


def click(qgis: QgisWindow, name: str) -> None:
    """Scroll to a widget of the dock, and click it."""
    qgis.ask(VISIBLE.format(name=name))
    qgis.click(f"widget(name={name!r})")


def read(path: Path) -> NDArray[np.uint8]:
    with rasterio.open(path) as raster:
        found: NDArray[np.uint8] = raster.read(1)
    return found


def look(qgis: QgisWindow, name: str) -> None:
    """Keep a picture of the screen, if somebody wants to look at it."""
    if folder := os.environ.get("ONEMETRE_PICTURES"):
        save_picture(Path(folder) / f"years_{name}.png", qgis.picture())


def test_from_an_empty_project_to_two_mapped_years(servers: tuple[StacServer, ImageryServer], tmp_path: Path) -> None:
    stac, pixels = servers
    profile, out = make_profile(tmp_path / "profile", tmp_path).folder, tmp_path / "maps"
    with QgisWindow(profile, {"ONEMETRE_PYTHON": sys.executable}) as qgis:
        qgis.click("widget('QToolBar', 'OneMetreToolBar').actions()[0]")
        qgis.wait(DOCK)
        qgis.ask(PLACE)

        # The area.
        click(qgis, "area_kind")
        qgis.press("Down")
        qgis.press("Return")
        qgis.wait("widget(name='draw_rectangle').isChecked()")
        qgis.drag("iface.mapCanvas()", (0.4, 0.3), (0.6, 0.6))
        qgis.wait(f"{DOCK}.state.settings.area.wkt")

        # Two years of a service.
        qgis.ask(VISIBLE.format(name="onemetre_sentinel2"))
        qgis.click(f"{SECTION}.findChild(QWidget, 'collapseButton')")
        click(qgis, "search_service")
        qgis.press("ctrl+a")
        qgis.type(f"{stac.url}\t")
        qgis.wait(f"{DOCK}.state.settings.search.service == {stac.url!r}")
        click(qgis, "search_years")
        for year in (2022, 2018):
            qgis.click(f"row({SECTION}.years.view(), '{year}')")
        qgis.press("Escape")
        qgis.wait(f"{DOCK}.state.settings.search.years == (2018, 2022)")
        click(qgis, "find_scenes")
        qgis.wait(f"{SECTION}.table.topLevelItemCount() == 3")
        found = qgis.ask(f"return {SECTION}.status.text()")
        row = qgis.ask(f"return [{SECTION}.table.topLevelItem(1).text(column) for column in range(4)]")
        title = qgis.ask(f"return {SECTION}.title()")
        look(qgis, "found")

        # The rest is as it is; the cost of what has to be fetched is told.
        qgis.ask(f"{DOCK}.outputs.folder.setFilePath({str(out)!r})")
        cost = qgis.wait(f"'2018, 2022' in {DOCK}.foot.cost.text() and {DOCK}.foot.cost.text()")
        names = qgis.ask(f"return {DOCK}.outputs.names.text()")
        qgis.click("widget(name='run')")
        qgis.wait(f"{DOCK}.runner.busy")
        qgis.wait(f"not {DOCK}.runner.busy")
        message = qgis.ask(f"return {DOCK}.messages.currentItem().findChild(QWidget, 'message').text()")
        tree = qgis.ask(TREE)
        areas = qgis.ask(f"return {DOCK}.result.areas.text()")
        jobs = qgis.ask(f"return [[job.run.algorithm, job.status] for job in {DOCK}.runner.store.jobs]")
        look(qgis, "mapped")

        # The same again: the images are used again, which is said, and nothing is fetched.
        pixels.forget()
        qgis.ask(VISIBLE.format(name="search_status"))
        again = qgis.ask(f"return {SECTION}.status.text()")
        kept = qgis.ask(f"return {SECTION}.kept.words.text()")
        estimate = qgis.wait(f"'million' in {DOCK}.foot.cost.text() and {DOCK}.foot.cost.text()")
        look(qgis, "kept")
        qgis.click("widget(name='run')")
        qgis.wait(f"{DOCK}.runner.busy")
        qgis.wait(f"not {DOCK}.runner.busy")
        second = qgis.ask(TREE)
        fetched = pixels.bytes_sent

        # Without the project that shows them, they can be removed.
        click(qgis, "empty_composites")
        shown = qgis.ask(f"return {SECTION}.kept.words.text()")
        qgis.ask("QgsProject.instance().clear()")
        qgis.ask(f"{SECTION}.kept.remove_all()")
        left = qgis.ask(f"return {SECTION}.kept.isVisible()")

    assert found.splitlines() == ["2018: 1 found, up to 1 MB to fetch", "2022: 2 found, up to 1 MB to fetch"]
    assert row == ["2022-05-01", "32TPS", "12 %", "100 %"]
    assert title == "Find Sentinel-2 (2018, 2022)"
    assert cost.startswith("Sentinel-2 of 2018, 2022 is fetched first")
    assert names.splitlines() == ["jointseg.s2rgbn_v3_2018_drawn.tif", "jointseg.s2rgbn_v3_2022_drawn.tif"]
    assert message == "The map is ready."
    assert dict(tree) == {
        "Impervious surface, drawn, 2018": ["2018 map", "2018 probability"],
        "Impervious surface, drawn, 2022": ["2022 map", "2022 probability"],
        "Sentinel-2 imagery": ["Sentinel-2, 2022-05-01/2022-07-20", "Sentinel-2, 2018-06-10"],
    }
    assert [line.partition(":")[0] for line in areas.splitlines()] == ["2018", "2022"]
    assert sorted(jobs) == 2 * [["impervioussurface", "done"]] + 2 * [["sentinel2composite", "done"]]
    assert [line.partition(" (")[0].split(": ")[1][:12] for line in again.splitlines()] == 2 * ["the image of"]
    assert kept.startswith("Images kept to be used again: 2,") and kept == shown
    assert estimate.startswith("2 maps: ")
    assert dict(second).keys() == dict(tree).keys() | {f"Impervious surface, drawn, {y} (2)" for y in (2018, 2022)}
    assert fetched == 0
    assert not left
    before, after = (read(out / f"jointseg.s2rgbn_v3_{year}_drawn.tif") for year in (2018, 2022))
    assert before.shape == after.shape and (before != after).any()
