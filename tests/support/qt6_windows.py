"""Windows of OneMetre under PyQt6: built, used with mouse and keys, and painted; prints what happened as JSON.

A process of its own, since PyQt5 and PyQt6 cannot be loaded together: ``PYTHONPATH=tests/support/qt6 python
tests/support/qt6_windows.py FOLDER``. Pictures go to the folder. What a slot raises and Qt warns of is printed too.
"""

from __future__ import annotations

import base64
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QBuffer, QIODevice, QPoint, Qt, QtMsgType, qInstallMessageHandler, qVersion
from qgis.PyQt.QtGui import QColor, QPixmap
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QTableView,
    QWidget,
)

from onemetre.contract.card import CardClass
from onemetre.ui.adapt.learning.page import RunPage
from onemetre.ui.adapt.result.page import ResultPage
from onemetre.ui.adapt.samples.class_table import ClassTable
from onemetre.ui.adapt.samples.count import ClassCount, Count
from onemetre.ui.adapt.samples.value_table import ValueTable
from onemetre.ui.adapt.steps import Steps
from onemetre.ui.dock.jobs.job import Job
from onemetre.ui.dock.jobs.log_window import JobLog
from onemetre.ui.dock.jobs.store import JobStore
from onemetre.ui.dock.jobs.table_model import STATUS, JobModel
from onemetre.ui.dock.parts.opacity_panel import OpacityPanel
from onemetre.ui.dock.parts.run_panel import RunPanel
from onemetre.ui.dock.state.planned_runs import PlannedRun
from onemetre.ui.setup.page import SetupPage
from onemetre.ui.swipe.divider import Divider
from onemetre.ui.widgets.live_box import LiveBox
from onemetre.ui.widgets.message import Message
from onemetre.ui.widgets.small import button

# Of the platform without a screen, and of QTest about a release that the press already answered.
_HARMLESS = ("propagateSizeHints", "not accepted by receiving widget")

CLASSES = (
    CardClass(value=0, name="other", title="Other", color="#808080"),
    CardClass(value=1, name="impervious", title="Impervious surface", color="#d03030"),
)
PLAN = {"algorithm": "impervioussurface", "year": 2022, "model": "toy"}


class Session:
    """What was clicked, painted and complained about."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: dict[str, Any] = {}
        self.complaints: list[str] = []

    def paint(self, name: str, window: QWidget) -> None:
        window.show()
        assert QTest.qWaitForWindowExposed(window.window())
        picture = window.grab()
        assert picture.save(str(self.folder / f"{name}.png"))
        image = picture.toImage()
        colors = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
        self.seen[name] = {"size": [image.width(), image.height()], "colors": len(colors)}

    def note(self, name: str, **facts: Any) -> None:
        self.seen.setdefault(name, {}).update(facts)


def click(window: QWidget, name: str) -> None:
    pressed = window.findChild(QAbstractButton, name)
    assert pressed is not None and pressed.isVisible() and pressed.isEnabled(), name
    at = QPoint(12, pressed.height() // 2)
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def heard(signal: Any) -> list[Any]:
    """A list that the arguments of a signal are added to."""
    got: list[Any] = []
    signal.connect(lambda *arguments: got.append(list(arguments)))
    return got


def png() -> str:
    picture = QPixmap(20, 10)
    picture.fill(QColor("#2060a0"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.data().data()).decode()


def setup_page(session: Session) -> None:
    window = QWidget()
    page = SetupPage(window)
    window.resize(520, 480)
    page.resize(window.size())
    changes = heard(page.choices.changed)
    page.show_words(Message(Qgis.MessageLevel.Warning, "Nothing is installed", "It takes 3 minutes."))
    page.show_plan(["A step.", "", "Another."], failed=False)
    page.show_busy(False)
    session.paint("setup", window)
    purpose = page.findChild(QComboBox, "purpose")
    QTest.keyClick(purpose, Qt.Key.Key_Down)
    page.show_busy(True)
    page.show_start("Installing")
    page.show_step("numpy")
    page.show_progress(40.4)
    page.add_line("Collecting numpy")
    session.paint("setup_busy", window)
    page.show_busy(False)
    click(page, "use")
    page.choices.choose_python("C:/Python/python.exe")
    session.note(
        "setup",
        changes=len(changes),
        profile=page.choices.profile,
        existing=page.choices.existing,
        python=page.choices.python,
    )


def result_page(session: Session) -> None:
    page = ResultPage()
    page.resize(480, 300)
    got = {name: heard(getattr(page, name)) for name in ("compare", "swipe", "report", "map_with")}
    page.show_verdict(Message(Qgis.MessageLevel.Success, "Better", "F1 71 % to 78 %."), "71 % -> 78 %", usable=True)
    page.show_comparison(busy=False, possible=True, swiping=False)
    session.paint("result", page)
    for name in ("compare", "swipe", "swipe", "report", "map_with"):
        click(page, name)
    session.note("result", **got)


def run_page(session: Session) -> None:
    page = RunPage()
    page.resize(640, 700)
    got = {name: heard(getattr(page, name)) for name in ("pause", "keep_best", "cancel")}
    page.begin()
    page.add_step("Learning from all samples")
    page.show_progress(12.5, 90.0)
    for step, loss in ((1, 0.7), (50, 0.4), (100, 0.3)):
        page.add_metric(
            {
                "stage": "samples",
                "step": step,
                "loss": loss,
                "f1_now": 1 - loss,
                "f1_before": 0.5,
                "best_step": step,
                "lr": 1e-4,
                "steps": 100,
            }
        )
    page.show_preview({"image": png(), "before": png(), "now": png()})
    session.paint("learning", page)
    for name in ("pause", "keep_best", "cancel"):
        click(page, name)
    page.show_paused(paused=True)
    page.show_leaving("Ends")
    session.note("learning", **got)


def sample_tables(session: Session) -> None:
    table = ClassTable()
    table.resize(400, 160)
    chosen = heard(table.chosen)
    table.show_classes(CLASSES)
    table.show_count(Count(classes={1: ClassCount(7, 12_345.0)}))
    session.paint("classes", table)
    first = table.visualItemRect(table.topLevelItem(0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
    texts = [table.topLevelItem(1).text(column) for column in range(3)]
    session.note("classes", chosen=chosen, value=table.value, texts=texts)

    values = ValueTable()
    values.resize(400, 160)
    changed = heard(values.changed)
    values.add(["roof", "lawn"], CLASSES)
    session.paint("values", values)
    QTest.keyClick(values.cellWidget(1, 1), Qt.Key.Key_End)
    session.note("values", changed=len(changed), chosen=values.chosen())


def steps(session: Session) -> None:
    window = Steps()
    window.resize(400, 200)
    for title in ("Model", "Samples & classes"):
        window.add(title, LiveBox(title, title, 6))
    window.go_to(1)
    session.paint("steps", window)
    box = window.findChild(LiveBox, "Samples & classes")
    opened = heard(box.opened)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    box.hidePopup()
    session.note("steps", at=window.at, opened=len(opened))


def run_panel(session: Session) -> None:
    panel = RunPanel(button("preview", "Preview"))
    panel.resize(320, 160)
    pressed = {name: heard(getattr(panel, name).clicked) for name in ("run", "cancel", "rest")}
    panel.show_preview("The nearest tiles", 30.0)
    panel.show_cost("0.5 km², about 12 seconds")
    session.paint("run", panel)
    click(panel, "run")
    click(panel, "preview_rest")
    panel.show_busy(busy=True)
    panel.show_status("2022: 40 %")
    panel.show_progress(40.0)
    session.paint("run_busy", panel)
    click(panel, "cancel")
    session.note("run", **{name: len(times) for name, times in pressed.items()})

    opacity = OpacityPanel()
    opacity.resize(300, 40)
    opacity.show_runs([PlannedRun(parameters={}, **PLAN)])
    session.paint("opacity", opacity)
    session.note("opacity", value=opacity.slider.value())


def jobs(session: Session) -> None:
    store = JobStore(session.folder / "jobs")
    job = Job(
        id="20220612T000000000000-0000-abcdef",
        run=PlannedRun(parameters={"OUTPUT": "/maps/bolzano.tif"}, **PLAN),
        status="done",
        seconds=75.0,
        results={"COVERED_KM2": 23.4},
    )
    store.add(job.with_line("Tile 1 of 2"))
    view = QTableView()
    model = JobModel(store)
    view.setModel(model)
    view.resize(480, 160)
    session.paint("jobs", view)
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    log = JobLog(store, job.id, view)
    session.paint("job_log", log)
    store.put(store.get(job.id).changed(status="failed").with_line("Tile 2 of 2"))
    session.note("jobs", cells=cells, status=model.index(0, STATUS).data(), log=log.text.toPlainText().splitlines())
    QTest.keyClick(log, Qt.Key.Key_Escape)


def divider(session: Session) -> None:
    canvas = QAbstractScrollArea()  # what a map canvas is to its divider
    canvas.resize(300, 200)
    canvas.show()
    line = Divider(canvas, "2018", "2022")
    moved, left = heard(line.moved), heard(line.left)
    session.paint("divider", canvas)
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    start = line.rect().center()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(line, start + QPoint(-60, 0))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    canvas.resize(400, 200)
    session.note(
        "divider",
        moved=[round(position, 2) for [position] in moved],
        left=len(left),
        middle=line.geometry().center().x(),
    )


WINDOWS: tuple[Callable[[Session], None], ...] = (
    setup_page,
    result_page,
    run_page,
    sample_tables,
    steps,
    run_panel,
    jobs,
    divider,
)


def main(app: QApplication) -> None:
    session = Session(Path(sys.argv[1]))
    sys.excepthook = lambda kind, error, trace: session.complaints.extend(
        traceback.format_exception(kind, error, trace)
    )

    def hear(kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(known in text for known in _HARMLESS):
            session.complaints.append(text)

    qInstallMessageHandler(hear)
    for window in WINDOWS:
        try:
            window(session)
        except Exception:  # noqa: BLE001
            session.complaints.append(traceback.format_exc())
    app.processEvents()
    qInstallMessageHandler(None)
    json.dump({"qt": qVersion(), "seen": session.seen, "complaints": session.complaints}, sys.stdout)


if __name__ == "__main__":
    main(QApplication(sys.argv[:1]))
