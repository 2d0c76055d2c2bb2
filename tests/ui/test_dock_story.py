"""The whole way of the dock by mouse and keyboard: scene, area, year, model, run, cancel, run again, result, years."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from headless import make_profile
from rasters import write_raster
from toy_models import write_toy

from onemetre.tools.qgis_window import QgisWindow, missing_programs

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "demo_sentinel2.tif"
DOCK = "widget(name='OneMetreDock')"
VISIBLE = """
dock = widget(name='OneMetreDock')
dock._scroll.ensureWidgetVisible(dock.findChild(QWidget, {name!r}))
"""
CONTROLLER = """
controller = iface.mapCanvas().temporalController()
iface.played = []
controller.updateTemporalRange.connect(lambda frame: iface.played.append(frame.begin().date().year()))
"""
SETTINGS = """
times = QgsProject.instance().timeSettings()
range_ = times.temporalRange()
return [range_.begin().date().year(), range_.end().date().year(), times.timeStep(), int(times.timeStepUnit())]
"""
IN_FRAME = """
def is_shown(layer):
    times = layer.temporalProperties()
    return not times.isActive() or times.isVisibleInTemporalRange(iface.mapCanvas().temporalRange())
return [layer.name() for layer in iface.mapCanvas().layers(expandGroupLayers=True) if is_shown(layer)]
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}"),
]


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """The demo scene three times beside and below itself: several rows of tiles, so that it can be cancelled."""
    with rasterio.open(DEMO) as demo:
        path = write_raster(tmp_path / "scene.tif", np.tile(demo.read(), (1, 3, 3)), pixel=10.0)
        with rasterio.open(path, "r+") as raster:
            raster.descriptions = demo.descriptions
    return path


def click(qgis: QgisWindow, name: str) -> None:
    """Scroll to a widget of the dock, and click it."""
    qgis.ask(VISIBLE.format(name=name))
    qgis.click(f"widget(name={name!r})")


@contextlib.contextmanager
def stopped_engine(qgis: QgisWindow, journal: Path) -> Iterator[None]:
    """Hold the engine as soon as something is done, for as long as the mouse needs."""
    parent = qgis.ask("import os\nreturn os.getpid()")
    pause = threading.Event()
    while not journal.exists():
        pause.wait(0.002)
    engines = [int(e.name) for e in Path("/proc").glob("[0-9]*") if is_engine(e, parent)]
    for engine in engines:
        os.kill(engine, signal.SIGSTOP)
    try:
        yield
    finally:
        for engine in engines:
            os.kill(engine, signal.SIGCONT)


def is_engine(entry: Path, parent: int) -> bool:
    """Whether an entry of /proc is an engine that this QGIS has started."""
    try:
        ours = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent
        return ours and b"boot.py" in (entry / "cmdline").read_bytes()
    except OSError:
        return False


def test_from_a_scene_to_years_by_mouse(scene: Path, tmp_path: Path) -> None:
    profile, out = make_profile(tmp_path / "profile", tmp_path).folder, tmp_path / "maps"
    variables = {"ONEMETRE_PYTHON": sys.executable, "ONEMETRE_MODELS": str(tmp_path)}
    shape = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "tile": 32, "halo": 4}
    write_toy(tmp_path, "toy.impervious_v1", task="impervious-surface", **shape)
    with QgisWindow(profile, variables) as qgis:
        qgis.click("widget('QToolBar', 'OneMetreToolBar').actions()[0]")
        qgis.wait(DOCK)
        qgis.ask(f"iface.addRasterLayer({str(scene)!r}, 'scene')\niface.zoomToActiveLayer()")

        # The area: a rectangle that is drawn, with its size on the way.
        click(qgis, "area_kind")
        qgis.press("Down")
        qgis.press("Return")
        qgis.wait("widget(name='draw_rectangle').isChecked()")
        qgis.drag("iface.mapCanvas()", (0.3, 0.2), (0.7, 0.8))
        drawn = qgis.wait(f"{DOCK}.state.settings.area.wkt and {DOCK}.area.size.text()")

        # The year, the model, the outputs.
        automatic = qgis.ask(f"return {DOCK}.model.box.currentText()")
        click(qgis, "year")
        qgis.press("ctrl+a")
        qgis.type("2022\t")
        click(qgis, "model")
        qgis.click(f"row({DOCK}.model.box.view(), 'Toy')")
        qgis.wait(f"{DOCK}.state.settings.model == 'toy.impervious_v1'")
        click(qgis, "pattern")
        qgis.press("ctrl+a")
        qgis.type("map {year}\t")
        qgis.ask(f"{DOCK}.outputs.folder.setFilePath({str(out)!r})")
        cost = qgis.wait(f"'million' in {DOCK}.foot.cost.text() and {DOCK}.foot.cost.text()")

        # The second click of a double click does nothing. Cancelled when something is done; the same again goes on.
        qgis.click("widget(name='run')", times=2)
        with stopped_engine(qgis, out / "map 2022.tif.part" / "journal"):
            estimate = qgis.ask(f"return {DOCK}.foot.cost.isVisible() and {DOCK}.foot.cost.text()")
            qgis.click("widget(name='cancel')")
            qgis.wait(f"not widgets(name='cancel') or not {DOCK}.foot.cancel.isEnabled()")
        qgis.wait(f"not {DOCK}.runner.busy")
        said = qgis.ask(f"return {DOCK}.messages.currentItem().findChild(QWidget, 'message').text()")
        kept = sorted(path.name for path in out.iterdir())
        qgis.click("widget(name='run')")
        qgis.wait(f"{DOCK}.runner.busy")
        qgis.wait(f"not {DOCK}.runner.busy")
        names = qgis.ask("return [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]")
        legend = qgis.ask(
            "return [c.label for c in QgsProject.instance().layerTreeRoot().layerOrder()[0].renderer().classes()]"
        )
        areas = qgis.ask(f"return {DOCK}.result.areas.text()")

        # Another threshold: shown at once, then written. The swipe and the preview come and go.
        qgis.ask(f"{DOCK}.result.threshold.slider.setValue(10)")
        visible = qgis.ask("return [layer.name() for layer in iface.mapCanvas().layers(expandGroupLayers=True)]")
        click(qgis, "apply_threshold")
        qgis.wait(f"len(QgsProject.instance().mapLayers()) == 4 and not {DOCK}.runner.busy")
        thresholds = qgis.ask(f"return {DOCK}.result.areas.text()").splitlines()
        click(qgis, "swipe")
        qgis.wait(f"{DOCK}.result.compare._swipe is not None and {DOCK}.result.compare._swipe.active")
        qgis.click("widget(name='swipe')")
        qgis.wait(f"{DOCK}.result.compare._swipe is None")
        qgis.click("widget(name='preview')")
        qgis.wait(f"{DOCK}.preview.preview.state.value == 'shown'")
        qgis.click("widget(name='preview')")
        qgis.wait(f"{DOCK}.preview.preview.state.value == 'off'")

        # Run again: the map would get a number, unless the earlier one is to be replaced.
        numbered = qgis.ask(f"return {DOCK}.outputs.names.text()")
        click(qgis, "output_replace")
        replacing = qgis.wait(f"'replaces' in {DOCK}.outputs.names.text() and {DOCK}.outputs.names.text()")
        qgis.click("widget(name='run')")
        qgis.wait(f"{DOCK}.runner.busy")
        qgis.wait(f"not {DOCK}.runner.busy")
        again = qgis.ask("return len(QgsProject.instance().mapLayers())")

        # Another year, and the temporal controller steps and plays through both: each map shows in its own year only.
        click(qgis, "year")
        qgis.press("ctrl+a")
        qgis.type("2021\t")
        qgis.wait(f"{DOCK}.state.settings.years == (2021,)")
        qgis.click("widget(name='run')")
        qgis.wait(f"{DOCK}.runner.busy")
        qgis.wait(f"not {DOCK}.runner.busy")
        steps = qgis.ask(SETTINGS)
        groups = qgis.ask("return [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()]")
        qgis.ask(CONTROLLER)
        # The table of the series moves the button while it fills.
        qgis.wait(f"not {DOCK}.series.busy and {DOCK}.series.years.button.isVisible()")
        click(qgis, "play_years")
        # Again and again, from the first one on.
        played = qgis.wait("len(iface.played) > 4 and iface.played")
        qgis.ask("iface.mapCanvas().temporalController().pause()")
        frames, pictures = {}, {}
        for number, year in enumerate((2021, 2022)):
            qgis.ask(f"iface.mapCanvas().temporalController().setCurrentFrameNumber({number})")
            qgis.wait(f"iface.mapCanvas().temporalRange().begin().date().year() == {year}")
            frames[year] = qgis.ask(IN_FRAME)
            qgis.wait("not iface.mapCanvas().isDrawing()")
            x, y, width, height = qgis.ask("return rectangle(iface.mapCanvas())")
            pictures[year] = qgis.picture()[y : y + height, x : x + width].astype(int)
        click(qgis, "play_years")
        qgis.wait("iface.mapCanvas().temporalRange().isInfinite()")

    assert drawn.endswith("km²") and "km²" in cost and "MB of disk" in cost
    assert estimate == cost
    assert "resume" in said
    assert "map 2022.tif.part" in kept and "map 2022.tif" not in kept
    assert automatic == "Automatic (jointseg.s2rgbn_v3)"
    assert names == ["2022 map", "2022 probability", "scene"]
    assert numbered == "map 2022_2.tif" and replacing.startswith("map 2022.tif (")
    assert all("km²" in label for label in legend)
    assert areas.startswith("2022: ")
    assert frames == {2021: ["2021 map", "scene"], 2022: ["2022 map", "2022 map, 10 %", "scene"]}
    title = "Impervious surface, scene (drawn)"
    assert sorted(groups) == [f"{title}, 2021", f"{title}, 2022", f"{title}, 2022 (2)"]
    assert steps[:3] == [2021, 2022, 1]
    assert set(played) == {2021, 2022}
    assert np.abs(pictures[2021] - pictures[2022]).max(axis=2).mean() > 0
    assert visible == ["2022 probability", "scene"]
    assert len(thresholds) == 2 and thresholds[1].endswith("threshold 10 %")
    assert again == 4
    assert sorted(path.name for path in out.iterdir() if not path.name.startswith("aoi_")) == [
        "map 2021.qml",
        "map 2021.tif",
        "map 2021_probability.qml",
        "map 2021_probability.tif",
        "map 2022.qml",
        "map 2022.tif",
        "map 2022_10.qml",
        "map 2022_10.tif",
        "map 2022_probability.qml",
        "map 2022_probability.tif",
    ]
