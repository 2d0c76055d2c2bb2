"""The panel Label Points: by mouse and keys from a finished map to its accuracy; and what may happen meanwhile."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
import rasterio
from algorithms import GREEN, run
from bare_machine import wait_until
from freed import nothing_left_in_cycles, settle
from numpy.typing import NDArray
from qgis.core import NULL, QgsProject, QgsRasterLayer, QgsVectorLayer, edit
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, Qt, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QPushButton, QRadioButton
from rasters import write_raster
from referenced import write_city

from onemetre.engine.report.accuracy_place import naming, reliability_place, section_place
from onemetre.plugin import OneMetrePlugin
from onemetre.processing.app.settings import settings
from onemetre.ui.dock.parts.result_section import ResultSection
from onemetre.ui.dock.state.planned_run import PlannedRun
from onemetre.ui.dock.state.state import DockState
from onemetre.ui.label.dock import LabelDock
from onemetre.ui.label.entry import LabelEntry

# Alt and these open menus of QGIS's window.
OF_QGIS = set("JEVLSPORDWMCH")


class Opened(QObject):
    """Takes the files that would be opened with programs of the desktop.

    Attributes:
        paths: Their paths.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        """Called by Qt."""
        self.paths.append(url.toLocalFile())


@pytest.fixture
def opened() -> Iterator[Opened]:
    taking = Opened()
    QDesktopServices.setUrlHandler("file", taking, "take")
    yield taking
    QDesktopServices.unsetUrlHandler("file")


class Desktop:
    """QGIS's interface, as far as the panel uses it."""

    def __init__(self) -> None:
        self.window, self.canvas = QMainWindow(), QgsMapCanvas()
        self.window.setCentralWidget(self.canvas)
        self.window.resize(1200, 900)
        self.window.show()
        self.window.activateWindow()

    def mainWindow(self) -> QMainWindow:  # noqa: N802 - QGIS's name
        return self.window

    def mapCanvas(self) -> QgsMapCanvas:  # noqa: N802 - QGIS's name
        return self.canvas

    def activeLayer(self) -> None:  # noqa: N802 - QGIS's name
        """None is active."""

    def removeDockWidget(self, dock: LabelDock) -> None:  # noqa: N802 - QGIS's name
        self.window.removeDockWidget(dock)


@pytest.fixture(scope="module")
def city(plugin: OneMetrePlugin, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, NDArray[np.uint8]]:
    """A map, the truth, and an image beside it; all tests draw their points anew, or use those of the map."""
    folder = tmp_path_factory.mktemp("city")
    path, truth = write_city(folder, 100, 120)
    write_raster(folder / "image.tif", np.stack([truth * 200] * 3))
    return path, truth


@pytest.fixture(scope="module")
def drawn(city: tuple[Path, NDArray[np.uint8]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve points that nobody has labelled."""
    path = tmp_path_factory.mktemp("drawn") / "points.gpkg"
    run("samplepoints", {"INPUT": str(city[0]), "NUMBER": 12, "MINIMUM": 2, "OUTPUT": str(path)})
    return path


@pytest.fixture
def points(drawn: Path, tmp_path: Path) -> QgsVectorLayer:
    """A layer of the project with a copy of the points."""
    path = tmp_path / "points.gpkg"
    path.write_bytes(drawn.read_bytes())
    layer = QgsVectorLayer(str(path), "points", "ogr")
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    yield made
    made.window.close()
    QgsProject.instance().clear()
    settings().interpreter.remove()


@pytest.fixture
def entry(city: tuple[Path, NDArray[np.uint8]], desktop: Desktop) -> Iterator[LabelEntry]:
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(city[0].with_name("image.tif")), "image"))
    asked: list[str] = []
    entry = LabelEntry(desktop, lambda name, _: asked.append(name))
    entry.open()
    yield entry
    entry.remove()


@pytest.fixture
def dock(entry: LabelEntry) -> LabelDock:
    return panel(entry)


def panel(entry: LabelEntry) -> LabelDock:
    found = entry.dialog
    assert isinstance(found, LabelDock)
    return found


def begin(dock: LabelDock, layer: QgsVectorLayer, name: str = "Ada", *, second: int = 0) -> None:
    """Choose points and interpreter, and press Start."""
    dock.start.points.setLayer(layer)
    dock.start.interpreter.setText(name)
    dock.findChild(QRadioButton, "second_opinion" if second else "first_opinion").setChecked(True)
    dock.start.share.setValue(second or 20)
    QTest.mouseClick(dock.findChild(QPushButton, "start_labelling"), Qt.MouseButton.LeftButton)


def press(dock: LabelDock, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or dock.work, key)


def labels(layer: QgsVectorLayer, field: str = "label") -> list[object]:
    """What the file has, in the order of the numbers."""
    stored = QgsVectorLayer(layer.source(), "stored", "ogr")
    found = sorted(stored.getFeatures(), key=lambda one: one["number"])
    return [None if one[field] == NULL else one[field] for one in found]


def told(dock: LabelDock) -> str:
    item = dock.messages.currentItem()
    return item.findChild(QLabel, "message").text() if item is not None else ""


def words(dock: LabelDock, name: str) -> str:
    return str(dock.findChild(QLabel, name).text())


def test_from_a_finished_map_to_its_accuracy_by_mouse_and_keys(
    city: tuple[Path, NDArray[np.uint8]], desktop: Desktop, entry: LabelEntry, dock: LabelDock, opened: Opened
) -> None:
    path, truth = city
    project = QgsProject.instance()
    project.addMapLayers([QgsRasterLayer(str(path), "map")])
    state = DockState()
    result = ResultSection(state, desktop.canvas)
    result.accuracy.wanted.connect(entry.check)
    result.add(PlannedRun("greenspace", {"OUTPUT": str(path)}, 2022, GREEN), {"AREA_KM2": 1.0, "COVERED_KM2": 2.0})
    # pytest-qgis's window has no real layer tree, which QGIS 3.44 asks for.
    with patch("processing.gui.Postprocessing.iface", None):
        QTest.mouseClick(result.accuracy.button, Qt.MouseButton.LeftButton)
        wait_until(lambda: not dock.drawing.busy)
    result.close_section()
    state.close()
    layer = dock.start.layer
    assert layer is not None and Path(layer.source().partition("|")[0]) == path.with_name("map_points.gpkg")
    # A name is asked for once.
    QTest.keyClicks(dock.start.interpreter, "Ada")
    QTest.keyClick(dock.start.interpreter, Qt.Key.Key_Return)
    session = dock.session
    assert session is not None and session.progress.total == layer.featureCount() == 143
    # The interpreter sees the image, and cannot choose the map.
    near, wide = dock.work.views
    offered = [near.shown.itemText(row) for row in range(near.shown.count())]
    assert offered == ["Visible layers", "image"]
    assert [[one.name() for one in view.layers] for view in (near, wide)] == [["image"], ["image"]]
    assert round(near.canvas.extent().height()) == 60 or round(near.canvas.extent().width()) == 60
    for _ in range(60):
        at = session.current
        assert at is not None
        press(dock, Qt.Key.Key_2 if truth[int(5_000_000 - at.place.y()), int(at.place.x() - 600_000)] else Qt.Key.Key_1)
    assert words(dock, "labels_count") == "60 of 143 labelled, 0 not sure"
    assert Counter(labels(layer, "interpreter")) == {"Ada": 60, None: 83} and all(labels(layer, "labelled_at")[:60])
    # The report that the run has made, and below that of an earlier map of this name.
    page = path.with_suffix(".html")
    with rasterio.open(path) as map_:
        page.write_text(naming(map_) + reliability_place("unknown") + section_place(), encoding="utf-8")
    QTest.mouseClick(dock.findChild(QPushButton, "measure"), Qt.MouseButton.LeftButton)
    wait_until(lambda: not dock.measuring.busy)
    report = path.with_name("map_points_accuracy.html")
    assert "The report of the map has it, too" in words(dock, "label_result")
    filled = page.read_text(encoding="utf-8")
    assert "unknown" not in filled and "95 %" in filled
    assert opened.paths == [str(report)] and report.stat().st_size > 1000
    assert re.match(r"Overall accuracy \d+\.\d % \(95 % interval .*\), from 60 points\.", words(dock, "label_result"))
    page.write_text(re.sub(r"onemetre-map \w{64}", f"onemetre-map {64 * '0'}", filled), encoding="utf-8")
    QTest.mouseClick(dock.findChild(QPushButton, "measure"), Qt.MouseButton.LeftButton)
    wait_until(lambda: not dock.measuring.busy)
    assert "another map" in words(dock, "label_result") and "from 60 points" in words(dock, "label_result")
    # The same map again: its points are there already, and the name is known.
    entry.check(str(path))
    assert dock.session is not None and dock.session.progress.done == 60


def test_labels_are_stored_at_once_taken_back_and_gone_on_with(dock: LabelDock, points: QgsVectorLayer) -> None:
    begin(dock, points)
    press(dock, Qt.Key.Key_1)
    press(dock, Qt.Key.Key_N)
    press(dock, Qt.Key.Key_2)
    assert labels(points)[:4] == [0, -1, 1, None] and not points.isEditable()
    assert words(dock, "labels_count") == "3 of 12 labelled, 1 not sure"
    press(dock, Qt.Key.Key_Backspace)
    assert labels(points)[:3] == [0, -1, None] and labels(points, "interpreter")[2] is None
    assert words(dock, "where") == "Point 3 of 12. Interpreter: Ada"
    # One further back, which is corrected; then on to the next open one.
    press(dock, Qt.Key.Key_PageUp)
    press(dock, Qt.Key.Key_2)
    assert labels(points)[:3] == [0, 1, None]
    assert words(dock, "where") == "Point 3 of 12. Interpreter: Ada"
    press(dock, Qt.Key.Key_Backspace)
    assert labels(points)[:3] == [0, -1, None]
    # Another day.
    QTest.mouseClick(dock.findChild(QPushButton, "back_to_points"), Qt.MouseButton.LeftButton)
    dock.close()
    dock.show()
    begin(dock, points, "Ben")
    assert words(dock, "where") == "Point 3 of 12. Interpreter: Ben"
    assert not dock.findChild(QPushButton, "undo").isEnabled()
    assert settings().interpreter.value() == "Ben"


def test_a_second_opinion_does_not_see_the_first_and_the_agreement_is_told(
    city: tuple[Path, NDArray[np.uint8]], dock: LabelDock, points: QgsVectorLayer
) -> None:
    begin(dock, points)
    for number in range(12):
        press(dock, Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2)
    first = labels(points)
    assert told(dock) == "All points are labelled."
    QTest.mouseClick(dock.findChild(QPushButton, "back_to_points"), Qt.MouseButton.LeftButton)
    begin(dock, points, "Ada", second=50)
    assert "needs points that another interpreter has labelled" in told(dock)
    begin(dock, points, "Ben", second=50)
    session = dock.session
    assert session is not None and session.progress.total == 6
    agreed = 0
    for number in range(6):
        buttons = dock.work.classes.findChildren(QPushButton)
        assert not any(button.isChecked() for button in buttons if button.isVisible())
        at = session.current
        assert at is not None and not words(dock, "label_result")
        value = at.labels["label"]
        if number == 5:
            press(dock, Qt.Key.Key_0)
        else:
            # The other class at the first point, the same elsewhere.
            agreed += number > 0
            press(dock, Qt.Key.Key_1 if value == (1 if number == 0 else 0) else Qt.Key.Key_2)
    assert labels(points) == first
    assert Counter(labels(points, "second_interpreter")) == {"Ben": 6, None: 6}
    said = words(dock, "label_result").splitlines()
    assert said[0] == "Agreement: 4 of 5 points (80 %), 1 not sure."
    assert [line.partition(":")[0] for line in said[1:]] == ["Other", "Impervious surface"]
    # The algorithm takes the first label, whatever else is in the table.
    result = run("accuracy", {"INPUT": str(city[0]), "REFERENCE": points, "REPORT": "TEMPORARY_OUTPUT"})
    assert result["COUNTED"] == 12


def test_points_that_are_deleted_meanwhile_are_left_out(dock: LabelDock, points: QgsVectorLayer) -> None:
    begin(dock, points)
    press(dock, Qt.Key.Key_1)
    session = dock.session
    assert session is not None
    first, second, third = list(session.points.points)[:3]
    with edit(points):
        points.deleteFeatures([first, second])
    assert session.current is not None and session.current.id == third
    assert session.progress.total == 10 and not session.can_undo
    # By another program.
    other = QgsVectorLayer(points.source(), "other", "ogr")
    assert other.dataProvider().deleteFeatures([third])
    press(dock, Qt.Key.Key_2)
    assert told(dock) == "This point was deleted. The next one is shown."
    assert session.progress.total == 9 and session.progress.done == 0
    QgsProject.instance().removeMapLayer(points.id())
    assert "was removed from the project" in told(dock) and dock.session is None


def test_what_cannot_be_labelled_is_one_sentence(dock: LabelDock, points: QgsVectorLayer) -> None:
    plain = QgsVectorLayer("Point?crs=EPSG:32632&field=label:int&field=number:int", "plain", "memory")
    QgsProject.instance().addMapLayer(plain)
    begin(dock, plain)
    assert told(dock) == (
        "plain does not say how its points were drawn. Choose points that were made by Draw points to label."
    )
    points.setReadOnly(True)
    begin(dock, points)
    assert told(dock).startswith("points cannot be edited. Save a copy")
    points.setReadOnly(False)
    points.startEditing()
    begin(dock, points)
    assert told(dock) == "points is being edited. Save or cancel these edits before you label."
    points.rollBack()
    begin(dock, points)
    points.startEditing()
    press(dock, Qt.Key.Key_1)
    assert told(dock).startswith("points is being edited.") and labels(points)[0] is None
    points.rollBack()
    press(dock, Qt.Key.Key_1)
    assert labels(points)[0] == 0


def test_keys_and_the_order_of_the_tab_key(dock: LabelDock, points: QgsVectorLayer) -> None:
    begin(dock, points)
    for page in (dock.start, dock.work):
        texts = [one.text() for kind in (QLabel, QAbstractButton) for one in page.findChildren(kind)]
        keys = [found[1].upper() for text in texts if (found := re.search(r"&(\w)", text))]
        assert len(keys) >= 5 and len(set(keys)) == len(keys) and not OF_QGIS & set(keys)
    order = []
    widget = dock.work.nextInFocusChain()
    while widget is not dock.work:
        if dock.work.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget.objectName())
        widget = widget.nextInFocusChain()
    wanted = ["near", "wide", "class_0", "class_1", "class_-1", "undo", "previous", "next_point", "back_to_points"]
    assert [name for name in order if name in wanted] == wanted
    assert all(one.y() <= other.y() for one, other in itertools.pairwise(dock.work.classes.findChildren(QPushButton)))


def test_the_panel_is_freed(desktop: Desktop, points: QgsVectorLayer) -> None:
    def use() -> None:
        entry = LabelEntry(desktop, lambda *_: None)
        entry.open()
        dock = panel(entry)
        begin(dock, points)
        press(dock, Qt.Key.Key_1)
        settle()
        entry.remove()

    with nothing_left_in_cycles():
        use()
