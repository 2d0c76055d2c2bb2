"""The panel of the adaptation in a real QGIS: by mouse from drawing to the map; and what may happen meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from adaptable import NAME, write_adaptable, write_city
from desktop import run_in_qgis
from headless import make_profile

from onemetre.tools.qgis_window import QgisWindow, missing_programs

needs_window = pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}")
CHILD = "light.city_v1"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small network that has its weights beside it."""
    folder = tmp_path_factory.mktemp("models")
    write_adaptable(folder)
    return folder


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("image") / "city.tif")


@pytest.fixture
def window(models: Path, city: Path, tmp_path: Path) -> Iterator[QgisWindow]:
    """QGIS with the image of the city, zoomed to it."""
    profile = make_profile(tmp_path / "profile", models).folder
    with QgisWindow(profile, {"ONEMETRE_PYTHON": sys.executable, "ONEMETRE_MODELS": str(models)}) as qgis:
        qgis.ask(
            f"""
            from qgis.core import QgsRasterLayer
            layer = QgsRasterLayer({str(city)!r}, "city")
            QgsProject.instance().addMapLayer(layer)
            iface.setActiveLayer(layer)
            iface.zoomToActiveLayer()
            """
        )
        yield qgis


def press(qgis: QgisWindow, name: str) -> None:
    qgis.wait(f"widget('QPushButton', {name!r}).isEnabled()")
    qgis.click(f"widget('QPushButton', {name!r})")


def draw(qgis: QgisWindow, x: float, y: float, side: float = 14) -> None:
    """Click a square on the map with the tool that is active; x, y: metres from the corner of the image."""
    for dx, dy in ((0, 0), (side, 0), (side, side), (0, side)):
        place = qgis.ask(
            f"""
            canvas = iface.mapCanvas()
            point = canvas.getCoordinateTransform().transform({600_000 + x + dx}, {5_000_000 - y - dy})
            place = canvas.viewport().mapToGlobal(point.toQPointF().toPoint())
            return [place.x(), place.y()]
            """
        )
        qgis.click_at(*place)
    qgis.click_at(*place, button=3)


@needs_window
def test_from_drawing_to_a_map_by_mouse(window: QgisWindow, tmp_path: Path) -> None:
    qgis = window
    qgis.choose("Raster", "OneMetre", "Adapt a model...")
    qgis.click("widget('QComboBox', 'model')")
    qgis.type("Untrained")
    qgis.press("Return")
    press(qgis, "next")
    press(qgis, "new_layer")
    qgis.wait("widget('QFileDialog')")
    qgis.press("ctrl+a")
    qgis.type(str(tmp_path / "drawn.gpkg"))
    qgis.press("Return")
    qgis.wait("iface.activeLayer().isEditable() and iface.mapCanvas().mapTool().action() == iface.actionAddFeature()")
    # The right part of the image, which the dialog leaves free: bright stripes are green.
    green, other = 166, 134
    draw(qgis, green, 10)
    qgis.wait("iface.activeLayer().featureCount() == 1")
    draw(qgis, green, 60)
    qgis.click("row(widget(name='classes'), 'Other')")
    draw(qgis, other, 10)
    qgis.wait("iface.activeLayer().featureCount() == 3")
    draw(qgis, other, 60)
    counted = "row(widget(name='classes'), 'Other') and widget(name='classes').topLevelItem({}).text(1) == '2'"
    qgis.wait(f"{counted.format(0)} and {counted.format(1)}")
    assert "5 samples per class are a good start" in qgis.ask("return widget(name='hints').text()")

    press(qgis, "find_doubts")
    qgis.wait("widget('QPushButton', 'next_doubt').isEnabled()")
    press(qgis, "next_doubt")
    qgis.wait("'Place 1 of' in widget(name='doubts').text()")

    press(qgis, "next")
    assert qgis.ask("return widget(name='name').text()") == CHILD
    qgis.ask(
        """
        from qgis.gui import QgsSpinBox
        for name in ("BATCH", "THREADS"):
            widget(name="OneMetreAdapt").findChild(QgsSpinBox, name).setValue(1)
        widget(name="method_supervised").click()
        """
    )
    press(qgis, "next")
    qgis.wait("'Step' in widget(name='step').text()")
    press(qgis, "pause")
    qgis.wait("widget(name='time_left').text() == 'Paused'")
    press(qgis, "pause")
    press(qgis, "keep_best")
    qgis.wait("'step' in widget(name='figures').text()")
    qgis.wait("widget(name='title').isVisible()")
    assert "The adapted model is ready." in qgis.ask("return widget(name='title').text()")
    assert CHILD in qgis.ask("return widget(name='text').text()")

    qgis.ask("iface.zoomToActiveLayer()")
    press(qgis, "compare")
    qgis.wait("widget('QPushButton', 'swipe').isChecked()")
    seen = qgis.ask(
        """
        order = [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]
        samples, = [layer for layer in QgsProject.instance().mapLayers().values() if layer.name() == "drawn"]
        return {
            "layers": order,
            "classes": sorted(feature["class"] for feature in samples.getFeatures()),
            "saved": not samples.isModified(),
            "divider": widget(name="onemetre_divider").accessibleName(),
        }
        """
    )
    assert {f"Before: {NAME}", f"After: {CHILD}", "drawn", "city", "Where to label next"} == set(seen["layers"])
    assert seen["classes"] == [0, 0, 1, 1] and seen["saved"]
    assert NAME in seen["divider"] and CHILD in seen["divider"]
    press(qgis, "map_with")
    filled = qgis.wait("widget('AlgorithmDialog').createProcessingParameters()")
    assert filled["MODEL"] == CHILD and filled["INPUT"]


ADD_SAMPLES = """
    from qgis.core import QgsGeometry, QgsRectangle, QgsVectorLayerUtils
    dialog = widget("AdaptDock")
    dialog.sampling.make({path!r})
    layer = dialog.samples.layer
    for row in range(2):
        for number in (0, 1):
            x, y = 600010 + 32 * number, 4999990 - 40 * row
            square = QgsGeometry.fromRect(QgsRectangle(x, y - 12, x + 12, y))
            values = {{layer.fields().indexOf("class"): number}}
            layer.addFeature(QgsVectorLayerUtils.createFeature(layer, square, values))
"""
# Too slow to be better than the parent.
SLOWLY = """
    from qgis.gui import QgsDoubleSpinBox, QgsSpinBox
    from qgis.PyQt.QtWidgets import QCheckBox
    dialog = widget("AdaptDock")
    for name in ("BATCH", "THREADS"):
        dialog.findChild(QgsSpinBox, name).setValue(1)
    dialog.findChild(QgsDoubleSpinBox, "LEARNING_RATE").setValue(1e-6)
    dialog.findChild(QCheckBox, "FREEZE_ENCODER").setChecked(True)
    return dialog.method.values()["LEARNING_RATE"] < 1e-5 and "MINUTES" not in dialog.method.values()
"""


@needs_window
def test_an_unproven_model_is_looked_at_and_saved_anyway_by_mouse(
    window: QgisWindow, models: Path, tmp_path: Path
) -> None:
    qgis = window
    runs = tmp_path / "profile" / "profiles" / "default"
    qgis.choose("Raster", "OneMetre", "Adapt a model...")
    qgis.click("widget('QComboBox', 'model')")
    qgis.type("Untrained")
    qgis.press("Return")
    press(qgis, "next")
    qgis.ask(ADD_SAMPLES.format(path=str(tmp_path / "drawn.gpkg")))
    press(qgis, "next")
    assert qgis.ask(SLOWLY)
    press(qgis, "next")
    qgis.wait("'No model was saved' in widget(name='title').text()")
    told = qgis.ask("return widget(name='text').text()")
    assert "4 polygons" in told and "the model stays as it was" in told
    assert "until you close this panel" in qgis.ask("return widget(name='about_unsaved').text()")
    assert not qgis.ask("return widget('AdaptDock').findChild(QWidget, 'map_with').isVisible()")
    (unsaved,) = runs.rglob("unsaved/*.onnx")

    qgis.ask("iface.zoomToActiveLayer()")
    press(qgis, "compare")
    qgis.wait("widget('QPushButton', 'swipe').isChecked()")
    order = qgis.ask("return [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]")
    assert {f"Before: {NAME}", f"After: {CHILD}"} <= set(order)

    press(qgis, "save_anyway")
    qgis.wait("'The adapted model is saved' in widget(name='title').text()")
    assert not unsaved.exists()
    description = """
        from onemetre.processing.app.live_catalogue import live_catalogue
        return live_catalogue().get({name!r}).card.description
    """
    assert "Checked, not proven better than its parent: of 4 polygons" in qgis.ask(description.format(name=CHILD))
    press(qgis, "map_with")
    filled = qgis.wait("widget('AlgorithmDialog').createProcessingParameters()")
    assert filled["MODEL"] == CHILD and filled["INPUT"]
    qgis.ask("widget('AlgorithmDialog').close()")

    # The next one is not saved, and goes with the panel.
    press(qgis, "back")
    qgis.ask("widget('AdaptDock').method.name.setText('light.other_v1')")
    press(qgis, "next")
    qgis.wait("'No model was saved' in widget(name='title').text()")
    (unsaved,) = runs.rglob("unsaved/*.onnx")
    qgis.click("widget('QPushButton', 'close', inside=widget('AdaptDock'))")
    qgis.wait("not iface.mainWindow().findChild(QWidget, 'OneMetreAdapt').isVisible()")
    assert not unsaved.parents[1].exists()
    qgis.choose("Raster", "OneMetre", "Adapt a model...")
    assert "was deleted" in qgis.wait("widget(name='text').text()")
    assert not qgis.ask("return widget('AdaptDock').findChild(QWidget, 'save_anyway').isVisible()")


# What the parts of the story need: the dialog on its third page with samples, and waiting.
BEGIN = """
import os, time
from pathlib import Path
from qgis.core import QgsApplication, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayerUtils
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QRadioButton
from qgis.gui import QgsSpinBox
from qgis.utils import reloadPlugin, unloadPlugin

os.environ["ONEMETRE_MODELS"] = {models!r}
project, folder, seen = QgsProject.instance(), {folder!r}, {{}}

# Exceptions in slots, which QGIS shows and goes on.
errors = []
sys.excepthook = lambda *error: errors.append("".join(traceback.format_exception(*error)))

def wait_for(condition):
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: condition() and loop.exit(0))
    timer.start(20)
    QTimer.singleShot(int(PATIENCE * 1000), lambda: loop.exit(1))
    assert loop.exec() == 0, "It did not happen in time."

def add_image():
    image = QgsRasterLayer({city!r}, "city")
    project.addMapLayer(image)
    iface.setActiveLayer(image)
    iface.zoomToActiveLayer()
    return image

def add_samples(dialog, path):
    dialog.sampling.make(path)
    layer = dialog.samples.layer
    index = layer.fields().indexOf("class")
    for row in range(2):
        for number in (0, 1):
            x, y = 600010 + 32 * number, 4999990 - 40 * row
            square = QgsGeometry.fromRect(QgsRectangle(x, y - 12, x + 12, y))
            layer.addFeature(QgsVectorLayerUtils.createFeature(layer, square, {{index: number}}))
    # Else QGIS asks before it removes the layer.
    layer.commitChanges()
    wait_for(lambda: dialog.samples.counter.count.samples == 4)
    return layer

def open_dialog():
    plugins["onemetre"].menu._adapt.open()
    dialog = plugins["onemetre"].menu._adapt._dialog
    models = dialog.model.model
    models.setCurrentIndex(models.findData({name!r}))
    models.activated.emit(models.currentIndex())
    return dialog

def press(dialog, name):
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled() and button.isVisible(), name
    button.click()

def start(dialog, name):
    # The quickest method; it is ended early.
    dialog.findChild(QRadioButton, "method_supervised").click()
    for number in ("BATCH", "THREADS"):
        dialog.findChild(QgsSpinBox, number).setValue(1)
    dialog.method.name.setText(name)
    press(dialog, "next")

def by_tab(dialog, first):
    names, at = [], first
    while not names or at is not first:
        # The chain runs through all of QGIS's window.
        if dialog.isAncestorOf(at) and at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(at.objectName())
        at = at.nextInFocusChain()
    return names

def programs():
    return [c for f in Path("/proc/self/task").glob("*/children") for c in f.read_text().split()]

def messages(bar):
    return " ".join(label.text() for label in bar.findChildren(QLabel, "message"))
"""

LAYERS_LEAVE = """
image, found = add_image(), {}
dialog = open_dialog()
first = dialog.model.layer is image
project.removeMapLayer(image.id())
found["page 1"] = [dialog.model.layer is None, messages(dialog), dialog.findChild(QPushButton, "next").isEnabled()]
dialog.sampling.failed.emit("This is a long message, of many words. " * 9)
for _ in range(5):
    QApplication.processEvents()
found["bottom"] = dialog.frameGeometry().bottom()
dialog.model.image.setLayer(add_image())
press(dialog, "next")
samples = add_samples(dialog, folder + "/a.gpkg")
found["by Tab"] = by_tab(dialog, dialog.samples.samples)
project.removeMapLayer(samples.id())
wait_for(lambda: dialog.samples.counter.count.samples == 0)
found["page 2"] = [dialog.samples.layer is None, messages(dialog)]
samples = add_samples(dialog, folder + "/b.gpkg")
press(dialog, "next")
project.removeMapLayer(samples.id())
project.removeMapLayer(dialog.model.layer.id())
found["page 3"] = [dialog.findChild(QPushButton, "next").isEnabled(), dialog.method.values()["METHOD"]]
dialog.model.image.setLayer(add_image())
samples = add_samples(dialog, folder + "/c.gpkg")
start(dialog, "light.alone_v1")
wait_for(lambda: dialog.busy and "Step" in dialog.findChild(QLabel, "step").text())
project.removeMapLayer(samples.id())
project.removeMapLayer(dialog.model.layer.id())
press(dialog, "keep_best")
wait_for(lambda: not dialog.busy)
found["page 4"] = [dialog.steps.at, dialog.run.job.failure, dialog.run.images]
add_image()
press(dialog, "compare")
wait_for(lambda: not dialog.comparison.busy)
found["page 5"] = [messages(dialog), dialog.comparison.swiping, len(project.mapLayers())]
project.removeAllMapLayers()
found["end"] = [dialog.comparison.swiping, dialog.comparison.possible]
found["first"] = first
seen["layers leave"] = found
"""

THE_DIALOG_LEAVES = """
add_image()
dialog = open_dialog()
press(dialog, "next")
add_samples(dialog, folder + "/d.gpkg")
press(dialog, "next")
start(dialog, "light.elsewhere_v1")
dialog.close()
iface.newProject()
wait_for(lambda: "Step" in dialog.findChild(QLabel, "step").text())
again = open_dialog()
shown = [again is dialog, dialog.isVisible(), dialog.steps.at, dialog.busy]
press(dialog, "keep_best")
dialog.close()
wait_for(lambda: not dialog.busy)
iface.mainWindow().findChild(QPushButton, "onemetre_show_adaptation").click()
found = {"shown": shown, "at": dialog.steps.at, "visible": dialog.isVisible(),
    "published": dialog.run.job.results["PUBLISHED"]}

press(dialog, "back")
dialog.model.image.setLayer(add_image())
add_samples(dialog, folder + "/e.gpkg")
start(dialog, "light.nowhere_v1")
wait_for(lambda: "Step" in dialog.findChild(QLabel, "step").text())
during = len(programs())
unloadPlugin("onemetre")
after = len(programs())
for _ in range(50):
    QApplication.processEvents()
provider = QgsApplication.processingRegistry().providerById("onemetre")
left = [w.objectName() for w in QApplication.allWidgets() if w.objectName().startswith("onemetre") and w.isVisible()]
found |= {"programs": [during, after], "provider": provider is None, "left": left}
seen["the dialog leaves"] = found
return seen | {"errors": errors}
"""


@pytest.fixture(scope="module")
def told(models: Path, city: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen in one QGIS; the plugin is loaded again in between."""
    folder = tmp_path_factory.mktemp("story")
    begin = BEGIN.format(models=str(models), city=str(city), name=NAME, folder=str(folder))
    again = 'project.clear()\nreloadPlugin("onemetre")\n'
    profile = make_profile(folder / "profile", models).folder
    outcome = run_in_qgis(profile, folder, begin + LAYERS_LEAVE + again + THE_DIALOG_LEAVES)
    assert outcome.pop("errors") == []
    return outcome


def test_layers_may_leave_on_every_page(told: dict[str, Any], city: Path) -> None:
    seen = told["layers leave"]
    assert seen["first"]
    order = [name for name in seen["by Tab"] if name and not name.startswith("qt_")]
    assert order == ["samples", "new_layer", "field", "classes", "draw", "find_doubts", "back", "next", "close"]
    gone, message, possible = seen["page 1"]
    assert gone and "city was removed from the project" in message and not possible
    assert seen["bottom"] < 768
    assert seen["page 2"][0] and "was removed from the project" in seen["page 2"][1]
    assert seen["page 3"][0] is False
    assert seen["page 4"] == [4, "", [str(city)]]
    assert seen["page 5"][1:] == [True, 3]
    assert seen["end"] == [False, False]


def test_a_run_outlives_the_dialog_and_the_project_and_ends_with_the_plugin(told: dict[str, Any]) -> None:
    seen = dict(told["the dialog leaves"])
    assert seen.pop("shown") == [True, True, 3, True]
    assert seen.pop("programs") == [1, 0]
    assert seen == {"at": 4, "visible": True, "published": True, "provider": True, "left": []}


PLACES = """
main = plugins["onemetre"].menu.dock.dock
main.show()
add_image()
dialog = open_dialog()
window = iface.mainWindow()
found = {"tabbed": main in window.tabifiedDockWidgets(dialog), "modal": QApplication.activeModalWidget() is not None}
press(dialog, "next")
dialog.setFloating(True)
dialog.resize(420, 500)
for _ in range(50):
    QApplication.processEvents()
found["floating"] = [dialog.isWindow(), dialog.steps.at, dialog.width() <= 420, iface.mapCanvas().isEnabled()]
dialog.close()
again = open_dialog()
found["again"] = [again is dialog, dialog.isFloating(), dialog.steps.at]
dialog.setFloating(False)
unloadPlugin("onemetre")
for _ in range(50):
    QApplication.processEvents()
docks = [dock for dock in window.findChildren(QDockWidget) if "OneMetre" in dock.objectName()]
found["left"] = [dock.objectName() for dock in docks if dock.isVisible()]
return found | {"errors": errors}
"""


def test_the_panel_docks_floats_and_keeps_its_step(models: Path, city: Path, tmp_path: Path) -> None:
    begin = BEGIN.format(models=str(models), city=str(city), name=NAME, folder=str(tmp_path))
    docks = "from qgis.PyQt.QtWidgets import QDockWidget\n"
    seen = run_in_qgis(make_profile(tmp_path / "profile", models).folder, tmp_path, docks + begin + PLACES)
    assert seen == {
        "tabbed": True,
        "modal": False,
        "floating": [True, 1, True, True],
        "again": [True, True, 1],
        "left": [],
        "errors": [],
    }
