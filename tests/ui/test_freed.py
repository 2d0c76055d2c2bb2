"""Windows are freed as soon as they are closed and dropped, not by the garbage collector.

The collector runs in whatever thread allocates just then, and Qt does not survive that a window ends in another thread
than its own. So nothing of ours may wait for it.
"""

from __future__ import annotations

import ast
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from bare_machine import wait_until
from desktop import run_in_qgis
from freed import nothing_left_in_cycles, settle
from headless import make_profile
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QDialog, QMainWindow
from rasters import write_raster
from toy_models import write_toy

import onemetre
from onemetre.ui.adapt.dock import AdaptDock
from onemetre.ui.background.side_map import seen_part
from onemetre.ui.dock.dock import Dock
from onemetre.ui.dock.state.settings import AreaChoice
from onemetre.ui.options.entry import Options
from onemetre.ui.preview.live_preview import LivePreview, LivePreviewSettings, PreviewState
from onemetre.ui.setup.dialog import SetupDialog
from onemetre.ui.swipe.swipe import Swipe

MODEL = "toy.green_v1"
UI = Path(__file__).parents[2] / "ui"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("models"), MODEL)


@pytest.fixture(scope="module", autouse=True)
def plugin(qgis_processing: None, model: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONEMETRE_MODELS", str(model.parent))
        patch.setenv("ONEMETRE_PYTHON", sys.executable)
        registry = QgsApplication.processingRegistry()
        # Tests of another folder may have loaded the plugin for the whole session.
        loaded = None if registry.providerById("onemetre") else onemetre.classFactory(None)
        if loaded:
            loaded.initProcessing()
        yield
        if loaded:
            loaded.unload()


@pytest.fixture
def layer(tmp_path: Path) -> Iterator[QgsRasterLayer]:
    """In the project, as the upper one of two."""
    project = QgsProject.instance()
    for name in ("other", "city"):
        path = write_raster(tmp_path / f"{name}.tif", np.full((3, 60, 60), 90, np.uint8))
        layer = QgsRasterLayer(str(path), name)
        project.addMapLayer(layer)
    yield layer
    project.clear()


class Desktop:
    """QGIS's interface, as far as our windows use it: a real window with a real canvas."""

    def __init__(self, layer: QgsRasterLayer) -> None:
        self._layer = layer
        self._window = QMainWindow()
        self._canvas = QgsMapCanvas()
        self._canvas.setDestinationCrs(layer.crs())
        self._canvas.setLayers([layer])
        self._canvas.setExtent(layer.extent())
        self._window.setCentralWidget(self._canvas)
        self._window.show()

    def mainWindow(self) -> QMainWindow:  # noqa: N802 - QGIS's name
        return self._window

    def mapCanvas(self) -> QgsMapCanvas:  # noqa: N802 - QGIS's name
        return self._canvas

    def activeLayer(self) -> QgsRasterLayer:  # noqa: N802 - QGIS's name
        return self._layer

    def registerOptionsWidgetFactory(self, _factory: object) -> None:  # noqa: N802 - QGIS's name
        """There are no options here to put a page into."""

    def unregisterOptionsWidgetFactory(self, _factory: object) -> None:  # noqa: N802 - QGIS's name
        """As above."""


@pytest.fixture
def desktop(layer: QgsRasterLayer) -> Desktop:
    return Desktop(layer)


def check_freed(use: Callable[[], QObject]) -> None:
    """Fails unless what ``use`` makes, uses, closes and returns goes with its last reference, and all that it had."""
    with nothing_left_in_cycles():
        window = weakref.ref(use())
        settle()
        assert window() is None, f"{window()} is still there"


def ignore(*_: object) -> None:
    """What our windows are given to call."""


def test_what_is_left_in_a_cycle_is_found(desktop: Desktop) -> None:
    def use() -> QObject:
        dialog = QDialog()
        dialog.finished.connect(lambda _: dialog.hide())
        return dialog

    with pytest.raises(AssertionError, match="QDialog"), nothing_left_in_cycles():
        use()
    with pytest.raises(AssertionError, match="still there"):
        check_freed(use)


def test_the_dock_with_a_run_its_log_the_card_the_preview_and_the_swipe(desktop: Desktop, tmp_path: Path) -> None:
    def use() -> QObject:
        window = desktop.mainWindow()
        dock = Dock(desktop, ignore, ignore)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.show()
        wait_until(lambda: not dock.device.busy)
        state, outputs = dock.state, dock.outputs
        state.update(area=AreaChoice(kind="raster"), model=MODEL, device="cpu", threshold=40)
        outputs.folder.setFilePath(str(tmp_path))
        dock.area.choose("drawn")
        dock.area.choose("raster")
        dock.preview.button.click()
        dock.foot.run.click()
        assert dock.runner.busy, "nothing was started"
        wait_until(lambda: not dock.runner.busy)
        assert [job.status for job in dock.jobs.selected()] == ["done"]
        dock.jobs.actions_by_name["log"].trigger()
        dock.model.details.click()
        dock.result.compare.button.click()
        settle()
        for dialog in dock.findChildren(QDialog):
            dialog.close()
        dock.remove()
        window.removeDockWidget(dock)
        dock.deleteLater()
        return dock

    check_freed(use)


def test_a_dock_that_is_dropped_before_it_was_shown(desktop: Desktop) -> None:
    def use() -> QObject:
        dock = Dock(desktop, ignore, ignore)
        dock.remove()
        dock.deleteLater()
        return dock

    check_freed(use)


def test_the_adaptation_dialog_with_a_search_and_a_comparison(desktop: Desktop, layer: QgsRasterLayer) -> None:
    def use() -> QObject:
        dialog = AdaptDock(desktop)
        dialog.show()
        settle()
        dialog.model.model.setCurrentIndex(dialog.model.model.findData(MODEL))
        card = dialog.model.card
        assert card is not None
        images, part = [layer.source()], seen_part(desktop.mapCanvas(), [layer.source()])
        search, comparison = dialog.samples.doubts.search, dialog.comparison
        search.start(card, images, {}, part)
        wait_until(lambda: not search.busy)
        search.start(card, images, {}, part)
        comparison.start((card, card), images, {}, part)
        dialog.stop()
        dialog.close()
        dialog.deleteLater()
        return dialog

    check_freed(use)


def test_the_set_up_dialog(desktop: Desktop) -> None:
    def use() -> QObject:
        dialog = SetupDialog(desktop.mainWindow())
        dialog.show()
        wait_until(lambda: not dialog.busy)
        dialog.page.choices.choose_profile("train")
        settle()
        dialog.stop()
        dialog.close()
        dialog.deleteLater()
        return dialog

    check_freed(use)


def test_the_set_up_dialog_that_has_nothing_to_show_but_why(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEMETRE_PYTHON", "/no/such/python")

    def use() -> QObject:
        dialog = SetupDialog(desktop.mainWindow())
        dialog.show()
        settle()
        dialog.stop()
        dialog.close()
        dialog.deleteLater()
        return dialog

    check_freed(use)


def test_the_options_page(desktop: Desktop) -> None:
    def use() -> QObject:
        options = Options(desktop, ignore)
        page = options.createWidget(desktop.mainWindow())
        page.show()
        page.apply()
        page.close()
        page.deleteLater()
        options.remove()
        return page

    check_freed(use)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_swipe(desktop: Desktop, at_once: bool) -> None:
    def use() -> QObject:
        left, right = QgsProject.instance().mapLayers().values()
        swipe = Swipe(desktop.mapCanvas(), [left], [right])
        settle()
        if not at_once:
            wait_until(lambda: not swipe.drawing)
        swipe.end()
        return swipe

    check_freed(use)


def test_a_live_preview(desktop: Desktop, layer: QgsRasterLayer, model: Path) -> None:
    def use() -> QObject:
        preview = LivePreview(desktop.mapCanvas())
        preview.show(LivePreviewSettings(layers=[layer.id()], model=str(model), device="cpu"))
        wait_until(lambda: preview.state not in {PreviewState.STARTING, PreviewState.WORKING})
        assert preview.state is PreviewState.SHOWN, preview.text
        preview.close()
        return preview

    check_freed(use)


def test_the_whole_plugin_when_qgis_unloads_it(tmp_path: Path, model: Path) -> None:
    story = """
    import gc
    from collections import Counter
    from qgis.core import QgsProject, QgsRasterLayer
    from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject
    from qgis.PyQt.QtWidgets import QGraphicsItem
    from qgis.utils import unloadPlugin

    def settle():
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def use():
        menu = plugins["onemetre"].menu
        menu.dock.action.trigger()
        for name in ("adapt", "label", "setupruntime", "greenspace", "diagnostics"):
            [action] = [one for one in menu._actions if one.objectName() == f"onemetre_{name}"]
            action.trigger()
            settle()

    settle()
    gc.collect()
    gc.disable()
    use()
    unloadPlugin("onemetre")
    settle()
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    ours = [one for one in gc.garbage if isinstance(one, QObject | QGraphicsItem)]
    return {"left": Counter(f"{type(one).__module__}.{type(one).__name__}" for one in ours)}
    """
    profile = make_profile(tmp_path / "profile", model.parent).folder
    assert run_in_qgis(profile, tmp_path, story)["left"] == {}


def kept_by_slots(source: str) -> list[int]:
    """Lines where a signal is connected to a lambda or a partial that keeps the object whose method this is."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    connections = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "connect"]
    return [
        call.lineno
        for call in connections
        for slot in call.args
        if isinstance(slot, ast.Lambda)
        or (isinstance(slot, ast.Call) and isinstance(slot.func, ast.Name) and slot.func.id == "partial")
        for node in ast.walk(slot)
        if isinstance(node, ast.Name) and node.id == "self"
    ]


def test_no_slot_keeps_its_window() -> None:
    seeded = "self.a.clicked.connect(lambda: self.b())\nself.a.clicked.connect(self.b)\nc.connect(partial(self.d, 1))\n"
    assert kept_by_slots(seeded) == [1, 3]
    found = {path.name: kept_by_slots(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")}
    assert not {name: lines for name, lines in found.items() if lines}
