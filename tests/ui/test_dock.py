"""The dock in a real QGIS: whatever is removed, changed or reloaded at whatever stage, nothing is left behind."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from desktop import run_in_qgis
from headless import make_profile
from rasters import write_raster
from toy_models import write_toy

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "demo_sentinel2.tif"

HELP = """
import dataclasses, os
from pathlib import Path
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import reloadPlugin, unloadPlugin

def dock():
    return plugins["onemetre"].menu.dock.dock

def engines():
    # Processes of the engine that this QGIS has started.
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if int(parent) == os.getpid() and b"boot.py" in (entry / "cmdline").read_bytes():
                found.append(entry.name)
        except OSError:
            pass
    return found

def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()

def open_scene(path):
    layer = QgsRasterLayer(path, "scene 2022")
    QgsProject.instance().addMapLayer(layer)
    iface.mapCanvas().setExtent(layer.extent())
    QgsProject.instance().setCrs(layer.crs())
    return layer

def set_outputs(folder, **fields):
    state = dock().state
    state.update(outputs=dataclasses.replace(state.settings.outputs, folder=folder, **fields), device="cpu")

def use_toy(models):
    os.environ["ONEMETRE_MODELS"] = models
    dock().state.read_models()
    dock().state.update(model="toy.impervious_v1")

def whole():
    from onemetre.ui.dock.state.settings import AreaChoice
    dock().state.update(area=AreaChoice(kind="raster"))

def begin():
    dock().run()
    assert dock().runner.busy, message()
    until(lambda: engines())

def until_something_is_done(output):
    # The engine of the run, and not one of an estimate that nobody waits for.
    journal = Path(output + ".part", "journal")
    until(lambda: journal.exists() and journal.read_bytes().count(b"\\n") >= 2)
    return [int(engine) for engine in engines()]

def job():
    section = dock().jobs
    return [section.selected()[0].status, message(), section.actions_by_name["resume"].isEnabled()]

def message():
    from qgis.PyQt.QtWidgets import QLabel
    item = dock().messages.currentItem()
    return item.findChild(QLabel, "message").text() if item else ""
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profile")
    return make_profile(folder, folder).folder


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that is as fast as one can be."""
    folder = tmp_path_factory.mktemp("models")
    shape = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "tile": 32, "halo": 4}
    write_toy(folder, "toy.impervious_v1", task="impervious-surface", **shape)
    return folder


def tiled(path: Path, rows: int, columns: int) -> Path:
    """The demo scene several times below and beside itself: several rows of tiles."""
    with rasterio.open(DEMO) as demo:
        write_raster(path, np.tile(demo.read(), (1, rows, columns)), pixel=10.0)
        with rasterio.open(path, "r+") as raster:
            raster.descriptions = demo.descriptions
    return path


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """A scene that is soon mapped."""
    return tiled(tmp_path / "scene.tif", 2, 2)


@pytest.fixture
def long_scene(tmp_path: Path) -> Path:
    """A scene that is not mapped before something has happened to it."""
    return tiled(tmp_path / "long.tif", 40, 1)


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    """An environment with all packages, that can be removed."""
    folder = tmp_path / "runtime"
    packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    packages.mkdir(parents=True)
    for path in (Path(entry) for entry in sys.path if Path(entry).name == "site-packages"):
        for package in path.iterdir():
            if package.suffix != ".pth" and not (packages / package.name).exists():
                (packages / package.name).symlink_to(package)
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    (folder / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).resolve().parent}\n")
    return folder


def test_nothing_is_left_whatever_happens_at_whatever_stage(
    profile: Path, toys: Path, scene: Path, long_scene: Path, tmp_path: Path
) -> None:
    seen = run_in_qgis(
        profile,
        tmp_path,
        HELP
        + f"""
scene, long_scene, folder = {str(scene)!r}, {str(long_scene)!r}, {str(tmp_path)!r}
seen = {{}}
project = QgsProject.instance()

# Reloaded while the device is looked at, and while a polygon is drawn.
plugins["onemetre"].menu.dock.action.trigger()
until(lambda: engines())
before = engines()
reloadPlugin("onemetre")
# The dock is shown again, and looks again.
seen["device"] = [engine for engine in engines() if engine in before]
seen["visible"] = dock().isVisible()
open_scene(scene)
dock().area.choose("drawn")
assert iface.mapCanvas().mapTool() is dock().area._tools["rectangle"]
reloadPlugin("onemetre")
settle()
seen["tool"] = iface.mapCanvas().mapTool() is None or type(iface.mapCanvas().mapTool()).__name__

use_toy({str(toys)!r})

# The layer is removed while it is mapped: the run goes on.
whole()
set_outputs(folder, pattern="removed", probability=False)
begin()
project.removeMapLayer(project.mapLayersByName("scene 2022")[0])
until(lambda: not dock().runner.busy)
seen["removed"] = [message(), [layer.name() for layer in project.mapLayers().values()]]
seen["images"] = len(dock().state.settings.images)

# Another project while it runs: the file is there, the project has nothing of it.
project.clear()
seen["new"] = dock().state.settings.model
use_toy({str(toys)!r})
open_scene(scene)
whole()
set_outputs(folder, pattern="changed", probability=False)
begin()
project.clear()
until(lambda: not dock().runner.busy)
seen["changed"] = [message(), [layer.name() for layer in project.mapLayers().values()]]

# The engine is killed: a message, and what is done is kept.
use_toy({str(toys)!r})
open_scene(long_scene)
whole()
set_outputs(folder, pattern="killed", probability=False)
begin()
for engine in until_something_is_done(folder + "/killed.tif"):
    os.kill(engine, 9)
until(lambda: not dock().runner.busy)
seen["killed"] = job()

# Reloaded, then unloaded, while it runs.
set_outputs(folder, pattern="reloaded", probability=False)
begin()
before = engines()
reloadPlugin("onemetre")
seen["reloaded"] = [engine for engine in engines() if engine in before]
seen["model"] = dock().state.settings.model
whole()
set_outputs(folder, pattern="unloaded", probability=False)
begin()
unloadPlugin("onemetre")
settle()
seen["unloaded"] = engines()
seen["docks"] = len(iface.mainWindow().findChildren(QDockWidget, "OneMetreDock"))
seen["tasks"] = len([t for t in QgsApplication.taskManager().tasks() if t.isActive()])
return seen
""",
    )
    assert seen["device"] == [] and seen["visible"]
    assert seen["tool"] is not None
    said, layers = seen["removed"]
    assert said == "The map is ready." and layers == ["2022 map"]
    assert seen["images"] == 0 and seen["new"] == "auto"
    said, layers = seen["changed"]
    assert "changed.tif" in said and layers == []
    status, said, resumable = seen["killed"]
    assert status == "failed" and "signal 9" in said and resumable
    assert (tmp_path / "killed.tif.part" / "journal").is_file()
    assert seen["model"] == "toy.impervious_v1"
    assert seen["reloaded"] == [] and seen["unloaded"] == []
    assert seen["docks"] == 0 and seen["tasks"] == 0
    assert (tmp_path / "removed.tif").is_file() and (tmp_path / "changed.tif").is_file()


def test_what_cannot_be_run_is_said_in_the_dock(
    profile: Path, toys: Path, scene: Path, long_scene: Path, runtime: Path, tmp_path: Path
) -> None:
    other = write_raster(tmp_path / "one.tif", np.full((1, 50, 50), 900, np.uint16), pixel=10.0)
    seen = run_in_qgis(
        profile,
        tmp_path,
        HELP
        + f"""
scene, other, folder = {str(scene)!r}, {str(other)!r}, {str(tmp_path)!r}
seen = {{}}

def attempt(name):
    dock().run()
    until(lambda: not dock().runner.busy)
    seen[name] = message()

plugins["onemetre"].menu.dock.action.trigger()
attempt("no layer")
layer = open_scene(scene)
set_outputs(folder, pattern="{{model}} {{year}}")
from onemetre.ui.dock.state.settings import AreaChoice
dock().state.update(area=AreaChoice(kind="drawn"))
attempt("no area")
far = "Polygon ((0 0, 0 1, 1 1, 1 0, 0 0))"
dock().state.update(area=AreaChoice(kind="drawn", wkt=(far,), crs="EPSG:4326"))
attempt("outside")
whole()
set_outputs(folder, pattern="a/b")
attempt("pattern")
set_outputs("/proc/nowhere", pattern="{{year}}")
attempt("folder")
QgsProject.instance().removeMapLayer(layer)
QgsProject.instance().addMapLayer(QgsRasterLayer(other, "one band"))
set_outputs(folder)
attempt("bands")
seen["misfit"] = dock().model.misfit.text()

# One job, into a file that another run is making; then the disk is full; then the runtime is removed.
import resource, shutil
from onemetre.contract.file_lock import FileLock
os.environ["ONEMETRE_PYTHON"] = {str(runtime / "bin" / "python")!r}
QgsProject.instance().clear()
use_toy({str(toys)!r})
open_scene({str(long_scene)!r})
whole()
output = folder + "/map.tif"

# The cost is looked up when the device is known, and not beside it.
until(lambda: not engines())
dock().foot.show_cost("")
dock().device.check()
set_outputs(folder, pattern="map", probability=False, replace=True)
counted = []
until(lambda: counted.append(len(engines())) or not dock().device.busy)
seen["engines"] = max(counted)
until(lambda: "million" in dock().foot.cost.text())

lock = FileLock(Path(output + ".part", "lock"))
Path(output + ".part").mkdir()
assert lock.acquire()
dock().run()
until(lambda: not dock().runner.busy)
seen["two"] = job()
lock.release()
dock().jobs.actions_by_name["resume"].trigger()
for engine in until_something_is_done(output):
    resource.prlimit(engine, resource.RLIMIT_FSIZE, (1000, 1000))
until(lambda: not dock().runner.busy)
seen["full"] = job()
dock().jobs.actions_by_name["resume"].trigger()
begun = Path(output + ".part", "journal").stat().st_size
until(lambda: Path(output + ".part", "journal").stat().st_size > begun)
shutil.rmtree({str(runtime)!r})
for engine in engines():
    os.kill(int(engine), 9)
until(lambda: not dock().runner.busy)
seen["removed"] = job()
seen["log"] = dock().jobs.selected()[0].log
QgsProject.instance().removeAllMapLayers()
open_scene(scene)
attempt("runtime")
return seen
""",
    )
    assert "Add a raster" in seen["no layer"]
    assert "Draw one on the map" in seen["no area"]
    assert "outside the input" in seen["outside"]
    assert "file names cannot have" in seen["pattern"]
    assert "Choose another folder" in seen["folder"]
    assert "red, green, blue" in seen["bands"] and "one band" in seen["bands"]
    assert "red, green, blue" in seen["misfit"]
    assert seen["engines"] == 1
    status, said, resumable = seen["two"]
    assert status == "failed" and "another run" in said and "map_2.tif is free" in said and resumable
    status, said, resumable = seen["full"]
    assert status == "failed" and "larger than a file may be" in said and "Choose a folder" in said and resumable
    status, said, resumable = seen["removed"]
    assert status == "failed" and str(runtime) in said and "Correct it or remove it" in said and resumable
    assert any("Resuming an earlier run" in line for line in seen["log"]) and "signal 9" in seen["log"][-1]
    assert str(runtime) in seen["runtime"] and not (tmp_path / "map.tif").exists()
