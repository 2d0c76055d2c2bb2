"""By mouse: a polygon layer, one of its features, the same again from the list of jobs; and a batch of three years."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from headless import make_profile
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType
from rasters import write_raster
from toy_models import write_toy

from onemetre.tools.qgis_window import QgisWindow, missing_programs

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "demo_sentinel2.tif"
DOCK = "widget(name='OneMetreDock')"
DIALOG = "inside=widget('BatchAlgorithmDialog')"
VISIBLE = """
dock = widget(name='OneMetreDock')
dock._scroll.ensureWidgetVisible(dock.findChild(QWidget, {name!r}))
"""
GROUPS = """
groups = QgsProject.instance().layerTreeRoot().findGroups()
return {group.name(): [node.name() for node in group.children()] for group in groups}
"""
# Of the features, in metres from the corner of the scene: their areas are 0.16, 0.02 and 0.01 km².
DISTRICTS = {"Gries": (100, 100, 500, 500), "Centre": (1200, 700, 1400, 800), "Rencio": (1600, 1600, 1700, 1700)}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}"),
]


def scene(path: Path, side: int) -> Path:
    """The demo scene with its names, as many times beside and below itself."""
    with rasterio.open(DEMO) as demo:
        write_raster(path, np.tile(demo.read(), (1, side, side)), pixel=10.0)
        with rasterio.open(path, "r+") as raster:
            raster.descriptions = demo.descriptions
    return path


def districts(path: Path) -> Path:
    """A GeoPackage with named polygons over the scene."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632", "districts", "memory")
    layer.dataProvider().addAttributes([QgsField("name", QMetaType.Type.QString)])
    layer.updateFields()
    for name, (left, top, right, bottom) in DISTRICTS.items():
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        box = QgsRectangle(600_000 + left, 5_000_000 - bottom, 600_000 + right, 5_000_000 - top)
        feature.setGeometry(QgsGeometry.fromRect(box))
        layer.dataProvider().addFeature(feature)
    options = QgsVectorFileWriter.SaveVectorOptions()
    done = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    assert done[0] == QgsVectorFileWriter.WriterError.NoError, done
    return path


def click(qgis: QgisWindow, name: str) -> None:
    """Scroll to a widget of the dock, and click it."""
    qgis.ask(VISIBLE.format(name=name))
    qgis.click(f"widget(name={name!r})")


def choose_area(qgis: QgisWindow, steps: int) -> None:
    """Choose a kind of area, so many entries further down its list."""
    click(qgis, "area_kind")
    qgis.wait(f"{DOCK}.area.kind.view().isVisible()")
    for _ in range(steps):
        qgis.press("Down")
    qgis.press("Return")


def map_it(qgis: QgisWindow) -> None:
    qgis.click("widget(name='run')")
    qgis.wait(f"{DOCK}.runner.busy")
    qgis.wait(f"not {DOCK}.runner.busy")


def test_a_layer_a_feature_and_the_same_again_by_mouse(tmp_path: Path) -> None:
    profile, out = make_profile(tmp_path / "profile", tmp_path).folder, tmp_path / "maps"
    shape = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "tile": 32, "halo": 4}
    write_toy(tmp_path, "toy.impervious_v1", task="impervious-surface", **shape)
    image, polygons = scene(tmp_path / "S2_20220612_bolzano.tif", 2), districts(tmp_path / "districts.gpkg")
    with QgisWindow(profile, {"ONEMETRE_PYTHON": sys.executable, "ONEMETRE_MODELS": str(tmp_path)}) as qgis:
        qgis.click("widget('QToolBar', 'OneMetreToolBar').actions()[0]")
        qgis.wait(DOCK)
        qgis.ask(f"iface.addRasterLayer({str(image)!r}, 'S2_20220612_bolzano')\niface.zoomToActiveLayer()")
        qgis.ask(f"iface.addVectorLayer({str(polygons)!r}, 'Districts', 'ogr')")
        qgis.ask(f"{DOCK}.outputs.folder.setFilePath({str(out)!r})")
        click(qgis, "model")
        qgis.click(f"row({DOCK}.model.box.view(), 'Toy')")
        click(qgis, "pattern")
        qgis.press("ctrl+a")
        qgis.type("{place} {date}\t")
        # The key scrolls to the next widget.
        qgis.wait(f"not {DOCK}.outputs.pattern.hasFocus()")

        # All polygons of a layer: the size is theirs, from the dock to the map.
        choose_area(qgis, 2)
        size = qgis.wait(f"'Districts' in {DOCK}.area.size.text() and {DOCK}.area.size.text()")
        cost = qgis.wait(f"'million' in {DOCK}.foot.cost.text() and {DOCK}.foot.cost.text()")
        map_it(qgis)
        layer_done = qgis.ask(f"return {DOCK}.jobs.model.index(0, 3).data()")

        # One of its features, clicked on the map.
        choose_area(qgis, 1)
        qgis.wait("widget(name='pick_feature').isChecked() and not iface.mapCanvas().isDrawing()")
        x, y = qgis.ask(
            """
            place = iface.mapCanvas().getCoordinateTransform().transform(600_300, 4_999_700)
            corner = iface.mapCanvas().mapToGlobal(iface.mapCanvas().rect().topLeft())
            return [round(corner.x() + place.x()), round(corner.y() + place.y())]
            """
        )
        qgis.click_at(x, y)
        picked = qgis.wait(f"{DOCK}.area.size.text().startswith('Gries') and {DOCK}.area.size.text()")
        map_it(qgis)
        names = qgis.ask(f"return {DOCK}.outputs.names.text()")

        # The first job again, from the list, in another project: what it needs comes back, and it gets a number.
        qgis.ask("QgsProject.instance().setDirty(False)\niface.newProject(False)")
        fresh = qgis.wait(f"{DOCK}.area.kind.currentText() == 'Current map view' and {DOCK}.model.box.currentText()")
        qgis.ask(VISIBLE.format(name="jobs"))
        qgis.click(f"row({DOCK}.jobs.tree, 'Districts')")
        details = qgis.wait(f"{DOCK}.jobs.details.text()")
        click(qgis, "job_more")
        qgis.click("entry('Duplicate')")
        qgis.wait(f"{DOCK}.area.size.text().startswith('Districts')")
        map_it(qgis)
        groups = qgis.ask(GROUPS)
        jobs = qgis.ask(f"return [{DOCK}.jobs.model.index(row, 0).data() for row in range(3)]")

    assert size == "Districts: 0.190 km²" and cost.startswith("0.190 km², 0.2 million pixels")
    assert layer_done == "0.190" and picked == "Gries: 0.160 km²"
    assert names == "Gries 2022-06-12_2.tif"
    assert fresh.startswith("Automatic")
    assert details.splitlines()[0] == "Impervious surface, Districts, 12 Jun 2022"
    assert groups == {"Impervious surface, Districts, 12 Jun 2022": ["2022 map", "2022 probability"]}
    assert jobs == ["Districts 2022-06-12_2", "Gries 2022-06-12", "Districts 2022-06-12"]


def test_a_batch_of_three_by_mouse(tmp_path: Path) -> None:
    profile, out = make_profile(tmp_path / "profile", tmp_path).folder, tmp_path / "maps"
    out.mkdir()
    years = (2020, 2021, 2022)
    scenes = [scene(tmp_path / f"town_{year}.tif", 1) for year in years]
    panel = "widget('BatchAlgorithmDialog').mainWidget()"
    place = f"{{}}, {panel}.parameter_to_column[{{!r}}]"
    cell = f"{panel}.tblParameters.cellWidget({place})"
    see = f"{panel}.tblParameters.scrollTo({panel}.tblParameters.model().index({place}))"
    with QgisWindow(profile, {"ONEMETRE_PYTHON": sys.executable}) as qgis:
        for path in reversed(scenes):
            qgis.ask(f"iface.addRasterLayer({str(path)!r}, {path.stem!r})")
        qgis.choose("Raster", "OneMetre", "Impervious surface...")
        qgis.click("widget('QPushButton', text='Run as Batch Process…', inside=widget('AlgorithmDialog'))")
        qgis.wait("widget('BatchAlgorithmDialog')")
        qgis.click(cell.format(0, "INPUT"))
        qgis.click("entry('Select from Open Layers…')")
        qgis.click("widget('QPushButton', text='Select All', inside=widget('MultipleInputDialog'))")
        qgis.click("widget('QPushButton', text='OK', inside=widget('MultipleInputDialog'))")
        qgis.wait(f"{panel}.batchRowCount() == 3")
        for number, year in enumerate(years, start=1):
            qgis.ask(see.format(number, "OUTPUT"))
            qgis.click(f"{cell.format(number, 'OUTPUT')}.text")
            qgis.type(f"{out / str(year)}.tif\t")
        # Only the box and its text take a click, not the rest of the widget.
        box = "widget('QCheckBox', 'checkLoadLayersOnCompletion', inside=widget('BatchAlgorithmDialog'))"
        x, y, _, height = qgis.wait(f"rectangle({box})")
        qgis.click_at(x + height // 2, y + height // 2)
        qgis.wait(f"{box}.isChecked()")
        qgis.click(f"widget('QPushButton', text='Run', {DIALOG})")
        qgis.wait("len(QgsProject.instance().mapLayers()) == 6")
        layers = qgis.ask(
            "return [(layer.name(), layer.source()) for layer in QgsProject.instance().mapLayers().values()]"
        )
    maps = {Path(source).stem: name for name, source in layers if str(out) in source}
    assert maps == {str(year): f"Impervious surface, town, {year}" for year in years}
    for path in out.glob("*.tif"):
        with rasterio.open(path) as raster:
            assert raster.tags()["ONEMETRE_MODEL"] == "jointseg.s2rgbn_v3"
