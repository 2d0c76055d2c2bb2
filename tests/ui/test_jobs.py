"""The list of jobs in a real QGIS: run, have it all again, be killed in the middle, go on in the next session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from desktop import run_in_qgis
from headless import make_profile
from rasters import write_raster
from toy_models import write_toy

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "resources" / "demo" / "demo_sentinel2.tif"

HELP = """
import dataclasses, json, os, signal
from pathlib import Path
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.utils import unloadPlugin
from qgis.PyQt.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton
from onemetre.ui.dock.state.settings import AreaChoice

plugins["onemetre"].menu.dock.action.trigger()
dock = plugins["onemetre"].menu.dock.dock
section, queue, state = dock.jobs, dock.runner, dock.state

def do(name):
    action = section.actions_by_name[name]
    assert action.isEnabled(), name
    action.trigger()

def possible():
    return sorted(name for name, action in section.actions_by_name.items() if action.isEnabled())

def cells(row=0):
    return [section.model.index(row, column).data() for column in range(4)]

def layers():
    return [(layer.name(), layer.source()) for layer in QgsProject.instance().layerTreeRoot().layerOrder()]

def message():
    return dock.messages.currentItem().findChild(QLabel, "message").text()

def set_up(scene, pattern, **fields):
    QgsProject.instance().clear()
    QgsProject.instance().addMapLayer(QgsRasterLayer(scene, "scene 2022"))
    outputs = dataclasses.replace(state.settings.outputs, folder=str(Path(scene).parent), pattern=pattern, **fields)
    state.update(outputs=outputs, device="cpu", model="toy.impervious_v1", area=AreaChoice(kind="raster"))
"""


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    shape = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "tile": 32, "halo": 4}
    write_toy(folder, "toy.impervious_v1", task="impervious-surface", **shape)
    return folder


def scene(path: Path, rows: int) -> Path:
    """The demo scene several times below itself."""
    with rasterio.open(DEMO) as demo:
        write_raster(path, np.tile(demo.read(), (1, rows, 1)), pixel=10.0)
        with rasterio.open(path, "r+") as raster:
            raster.descriptions = demo.descriptions
    return path


def test_jobs_outlive_a_session_that_is_killed(toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = make_profile(tmp_path, toys).folder
    short, long = scene(tmp_path / "short.tif", 1), scene(tmp_path / "long.tif", 40)
    story = tmp_path / "story.json"
    first = run_in_qgis(
        profile,
        tmp_path,
        f"import os; os.environ['ONEMETRE_MODELS'] = {str(toys)!r}\n"
        + HELP
        + f"""
seen = {{"empty": section.isVisible()}}
set_up({str(short)!r}, "map_{{year}}", polygons=True, report=True)
dock.foot.run.click()
seen["running"], seen["can"] = cells()[0], possible()
until(lambda: not queue.busy)
seen["done"], seen["then"], seen["details"] = cells(), possible(), section.details.text()
seen["width"] = section.minimumSizeHint().width()
before = layers()
QgsProject.instance().clear()
do("load")
seen["again"] = layers() == before[:3], [name for name, _ in layers()]
loaded = QgsProject.instance().mapLayersByName("2022 map")[0]
seen["year"] = loaded.temporalProperties().fixedTemporalRange().begin().date().year()
seen["group"] = [node.name() for node in QgsProject.instance().layerTreeRoot().findGroups()]
do("accuracy")
panel = plugins["onemetre"].menu._label.dialog
until(lambda: not panel.drawing.busy)
seen["points"] = panel.start.layer.name(), panel.start.layer.customProperty("onemetre/map")
panel.close()
do("log")
log = dock.findChild(QDialog, "onemetre_job_log")
seen["log"] = log.findChild(QPlainTextEdit).toPlainText()
log.close()
do("command")
seen["command"] = QApplication.clipboard().text()

# Killed in the middle; the dock was closed meanwhile.
set_up({str(long)!r}, "cut", polygons=False, probability=False, report=False)
dock.foot.run.click()
dock.hide()
journal = Path({str(tmp_path / "cut.tif.part" / "journal")!r})
until(lambda: journal.exists() and journal.read_bytes().count(b"\\n") >= 2)
assert queue.busy
Path({str(story)!r}).write_text(json.dumps(seen))
os.kill(os.getpid(), signal.SIGKILL)
""",
    )
    assert not first["empty"]
    assert first["running"] == "map_2022"
    assert {"cancel", "log"} <= set(first["can"]) and not {"resume", "remove", "load"} & set(first["can"])
    name, status, time, area = first["done"]
    # On the ground; in the plane of UTM near its central meridian it is a square kilometre.
    assert (name, status, area) == ("map_2022", "done", "1.001") and time.startswith("0:")
    assert first["points"] == ["map_2022_points", "map_2022.tif"]
    assert first["then"] == ["accuracy", "command", "duplicate", "load", "log", "python", "remove", "report"]
    assert first["width"] <= 320
    assert first["details"].splitlines()[0] == "Impervious surface, scene, 2022"
    assert "toy.impervious_v1" in first["details"] and "CPU" in first["details"]
    assert first["again"][0], first["again"]
    assert first["year"] == 2022 and first["group"] == ["Impervious surface, scene, 2022"]
    assert "Writing map_2022.html" in first["log"]

    # What was copied, in a shell.
    (tmp_path / "map_2022.tif").unlink()
    variables = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "ONEMETRE_MODELS": str(toys),
        "ONEMETRE_PYTHON": sys.executable,
    }
    variables.pop("PYTHONPATH", None)
    done = subprocess.run(first["command"], shell=True, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "map_2022.tif").is_file()

    story.unlink()
    assert not (tmp_path / "cut.tif").exists()
    second = run_in_qgis(
        profile,
        tmp_path,
        f"import os; os.environ['ONEMETRE_MODELS'] = {str(toys)!r}\n"
        + HELP
        + f"profile, journal = {str(profile)!r}, Path({str(tmp_path / 'cut_2.tif.part' / 'journal')!r})"
        + """
seen = {"said": message(), "rows": [cells(0)[:2], cells(1)[:2]]}
dock.messages.currentItem().findChild(QPushButton, "message_action").click()
until(lambda: not queue.busy)
seen["resumed"], seen["log"] = cells(0), section.selected()[0].log
seen["layers"] = [name for name, _ in layers()]

# Another project: the settings come back, with the raster.
QgsProject.instance().clear()
do("duplicate")
seen["images"] = [(image.source, image.chosen) for image in state.settings.images]
seen["area"], seen["pattern"] = state.settings.area.kind, state.settings.outputs.pattern
section.select(section.model.index(1, 0).data(256))
do("remove")
seen["left"] = [cells(row)[0] for row in range(section.model.rowCount())]

# The map is there, though not in this project: the new one gets a number, and so does its name in the dock. Unloaded
# in the middle, with a log on the screen.
seen["names"] = dock.outputs.names.text()
dock.foot.run.click()
seen["there"] = queue.busy, cells(0)[0]
section.show_log()
until(lambda: journal.exists())
unloadPlugin("onemetre")
newest = max((Path(profile) / "profiles" / "default" / "onemetre" / "jobs").glob("*.json"))
seen["unloaded"] = json.loads(newest.read_text())["status"]
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
seen["windows"] = [type(w).__name__ for w in QApplication.topLevelWidgets() if w.objectName() == "onemetre_job_log"]
return seen
""",
    )
    assert second["said"].startswith("Interrupted jobs: 1.")
    assert second["rows"] == [["cut", "interrupted"], ["map_2022", "done"]]
    assert second["resumed"][:2] == ["cut", "done"] and second["resumed"][3] == "40.0"
    assert any("Resuming an earlier run" in line for line in second["log"])
    assert second["layers"] == ["2022 map"]
    assert second["images"] == [[str(long), True]]
    assert second["area"] == "raster" and second["pattern"] == "cut"
    assert second["left"] == ["cut"]
    assert second["names"] == "cut_2.tif" and second["there"] == [True, "cut_2"]
    assert second["unloaded"] == "interrupted" and second["windows"] == []
    files = (profile / "profiles" / "default" / "onemetre" / "jobs").iterdir()
    assert [path.suffix for path in files] == [".json", ".json"]
