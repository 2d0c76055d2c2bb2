"""The dock by keyboard: the Tab key goes from top to bottom, every field has a name, and no two keys are the same."""

from __future__ import annotations

import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from bare_machine import wait_until
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollBar,
    QToolButton,
    QWidget,
)
from rasters import half_bright, write_raster

from onemetre.plugin import OneMetrePlugin
from onemetre.ui.dock.dock import Dock
from onemetre.ui.dock.parts.section import Section
from onemetre.ui.dock.state.planned_runs import PlannedRun
from onemetre.ui.dock.state.settings import AreaChoice

MODEL = "toy.green_v1"
# Alt and these open menus of QGIS's window, of which the dock is a part.
OF_QGIS = set("JEVLSPORDWMCH")
FIELDS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QLineEdit)


class Desktop:
    """QGIS's interface, as far as the dock uses it."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self.window, self._canvas = QMainWindow(), canvas
        self.window.setCentralWidget(canvas)

    def mainWindow(self) -> QMainWindow:  # noqa: N802 - QGIS's name
        return self.window

    def mapCanvas(self) -> QgsMapCanvas:  # noqa: N802 - QGIS's name
        return self._canvas


@pytest.fixture
def dock(plugin: OneMetrePlugin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dock]:
    """With imagery, all that a model may have, and results of two years."""
    monkeypatch.setenv("ONEMETRE_PYTHON", sys.executable)
    layer = QgsRasterLayer(str(write_raster(tmp_path / "a_2022.tif", half_bright(60, 60, 200))), "a 2022")
    QgsProject.instance().addMapLayer(layer)
    canvas = QgsMapCanvas()
    canvas.setDestinationCrs(layer.crs())
    canvas.setExtent(layer.extent())
    desktop = Desktop(canvas)
    dock = Dock(desktop, lambda: None, lambda _: None)
    desktop.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    desktop.window.resize(800, 900)
    desktop.window.show()
    desktop.window.activateWindow()
    wait_until(lambda: not dock.device.busy)
    dock.state.update(area=AreaChoice(kind="drawn"), model=MODEL, device="cpu")
    (tmp_path / "r.html").write_text("")
    for year in (2020, 2022):
        parameters = {"INPUT": [layer.source()], "OUTPUT": "a", "PROBABILITY": "b", "REPORT": str(tmp_path / "r.html")}
        dock.result.add(PlannedRun("greenspace", parameters, year, MODEL), {"AREA_KM2": 1, "COVERED_KM2": 2})
    dock.imagery.panel.values.setCollapsed(False)
    yield dock
    dock.remove()
    desktop.window.close()
    QgsProject.instance().clear()


def walk(dock: Dock) -> list[QWidget]:
    """Widgets of the dock that the Tab key reaches, in its order, from the first one until it leaves or repeats."""
    first = dock.area.findChild(QAbstractButton, "collapseButton")
    first.setFocus()
    wait_until(lambda: QApplication.focusWidget() is first)
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in reached and dock.isAncestorOf(focused):
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def is_below(one: QWidget, other: QWidget, dock: Dock) -> bool:
    """Whether the other one comes later for a reader: further right in the same line, else further down."""

    def lines(widget: QWidget) -> tuple[int, int, int]:
        corner = widget.mapTo(dock.widget(), QPoint(0, 0))
        return corner.x(), corner.y(), corner.y() + widget.height()

    (x, top, bottom), (other_x, other_top, other_bottom) = lines(one), lines(other)
    middle = (other_top + other_bottom) / 2
    return other_x > x if top <= middle <= bottom else middle > bottom


def test_the_tab_key_goes_through_the_whole_dock_from_top_to_bottom(dock: Dock) -> None:
    reached = walk(dock)
    names = [widget.objectName() for widget in reached]
    wanted = ["area_kind", "imagery_tree", "year", "band_red", "band_blue", "scale", "model", "details", "pattern"]
    wanted += ["output_report", "device", "open_report", "threshold", "swipe", "jobs", "preview", "run"]
    assert [name for name in names if name in wanted] == wanted, names
    # The view of a scroll area moves, so places are compared within each.
    for part in (dock.imagery, dock.model, dock.outputs, dock.device, dock.result, dock.foot):
        inside = [widget for widget in reached if part.isAncestorOf(widget)]
        for one, other in itertools.pairwise(inside):
            assert is_below(one, other, dock), (one.objectName(), other.objectName())


def test_every_field_has_a_name_and_every_label_of_a_field_leads_to_it(dock: Dock) -> None:
    buddies = {label.buddy() for label in dock.findChildren(QLabel) if label.buddy() is not None}

    def is_named(widget: QWidget) -> bool:
        owner: QWidget | None = widget
        while owner is not None and owner is not dock:
            # Inside a spin box, a list or a file widget, the name is that of the whole.
            if owner in buddies or (owner.accessibleName() and not isinstance(owner, Section)):
                return True
            owner = owner.parentWidget()
        return False

    fields = [widget for kind in FIELDS for widget in dock.findChildren(kind) if widget.isVisibleTo(dock)]
    fields = [widget for widget in fields if not isinstance(widget, QScrollBar)]
    assert len(fields) > 10
    assert [(type(widget), widget.objectName()) for widget in fields if not is_named(widget)] == []
    buttons = [button for button in dock.findChildren(QAbstractButton) if button.isVisibleTo(dock)]
    # QGIS's buttons that clear a line.
    buttons = [button for button in buttons if not isinstance(button.parentWidget(), QLineEdit)]
    dumb = [button for button in buttons if not (button.text() or button.toolTip() or button.accessibleName())]
    assert [(type(button.parentWidget()), button.objectName()) for button in dumb] == []


def test_keys_are_different_and_none_is_a_menu_of_qgis(dock: Dock) -> None:
    texts = [w.text() for kind in (QLabel, QAbstractButton) for w in dock.findChildren(kind)]
    keys = Counter(found[1].upper() for text in texts if (found := re.search(r"&(\w)", text)))
    assert len(keys) >= 8
    assert [key for key, count in keys.items() if count > 1] == []
    assert not OF_QGIS & set(keys)


def test_a_key_leads_to_its_field(dock: Dock) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    wait_until(dock.imagery.panel.year.hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: dock.outputs.folder.isAncestorOf(QApplication.focusWidget()))


def test_no_tool_tip_repeats_what_stands_on_the_widget_or_elsewhere(dock: Dock) -> None:
    # The tool tip of an action's button is its text, unless there is more to say.
    shown = [w for w in dock.findChildren(QWidget) if w.objectName() and w.isVisibleTo(dock)]
    tips = [(w, w.toolTip()) for w in shown if w.toolTip() and not isinstance(w, QToolButton)]
    assert len(tips) > 5
    for widget, tip in tips:
        text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        assert tip != text.replace("&", ""), widget.objectName()
    assert [tip for tip, count in Counter(tip for _, tip in tips).items() if count > 1] == []
