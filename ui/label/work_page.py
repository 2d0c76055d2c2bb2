"""The page on which points are labelled."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ...processing.app.i18n import tr
from ..widgets.small import button, note, show_text
from .class_keys import ClassKeys, add_key
from .place_view import PlaceView
from .session import Session

_NEAR_M, _WIDE_M = 60.0, 300.0


class WorkPage(QWidget):
    """Shows the current point twice, with a button and a key for each class.

    Attributes:
        labelled: Emitted with the value of a class, or not sure.
        undo: Emitted to take back the last label.
        step: Emitted with 1 or -1 to go to the next or previous point.
        back: Emitted to go back to the choice of points.
        measure: Emitted to measure the accuracy.
    """

    labelled = pyqtSignal(int)
    undo = pyqtSignal()
    step = pyqtSignal(int)
    back = pyqtSignal()
    measure = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._where, self._count = note("where"), note("labels_count")
        self._bar = QProgressBar()
        self._bar.setObjectName("labels_bar")
        self._bar.setTextVisible(False)
        self.near = PlaceView("near", tr("Ne&ar, {:.0f} m").format(_NEAR_M), _NEAR_M, image_first=True)
        self.wide = PlaceView("wide", tr("W&ide, {:.0f} m").format(_WIDE_M), _WIDE_M, image_first=False)
        self.classes = ClassKeys()
        self._undo = button("undo", tr("&Undo"), tr("Take back the last label (Backspace)"))
        self._previous = button("previous", tr("Previous Point"), tr("Go to the point before (Page Up)"))
        self._next = button("next_point", tr("&Next Point"), tr("Go to the next point without labelling (Page Down)"))
        self._back = button("back_to_points", tr("&Back"))
        self._measure = button("measure", tr("Measure Accurac&y"))
        self._result = note("label_result")
        self._lay_out()
        self.classes.chosen.connect(self.labelled)
        self._undo.clicked.connect(self.undo)
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(self.back)
        self._measure.clicked.connect(self.measure)
        add_key(self, "key_undo", ["Backspace"], self._take_back)
        add_key(self, "key_previous", ["PgUp"], self._go_back)
        add_key(self, "key_next", ["PgDown"], self._go_on)
        self.show_result("")

    @property
    def views(self) -> tuple[PlaceView, PlaceView]:
        """The two maps."""
        return self.near, self.wide

    def offer(self, points: QgsVectorLayer) -> None:
        """Offer what the project has to look at."""
        for view in self.views:
            view.offer(points)

    def begin(self, session: Session) -> None:
        """Show the beginning of a session."""
        self.classes.show_classes(session.points.classes, self.wide.shown)
        self.offer(session.points.layer)
        self.show_session(session)
        self.setFocus()

    def show_session(self, session: Session) -> None:
        """Show the current point and how far the labelling is."""
        point, progress = session.current, session.progress
        if point is None:
            self._where.setText(tr("No points are left."))
            for view in self.views:
                view.clear()
        else:
            self._where.setText(
                tr("Point {} of {}. Interpreter: {}").format(session.at + 1, progress.total, session.interpreter)
            )
            for view in self.views:
                view.go_to(session.points.layer, point)
        words = tr("{} of {} labelled, {} not sure").format(progress.done, progress.total, progress.unsure)
        self._count.setText(words)
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        self._bar.setAccessibleName(words)
        self.classes.show_label(session.label)
        self.classes.setEnabled(point is not None)
        self._undo.setEnabled(session.can_undo)
        for pressed in (self._previous, self._next):
            pressed.setEnabled(progress.total > 1)

    def show_measuring(self, *, busy: bool, possible: bool) -> None:
        """Show whether the accuracy is being measured, and whether it can be."""
        self._measure.setEnabled(possible and not busy)

    def show_result(self, text: str) -> None:
        """Show accuracy or agreement; empty = neither."""
        show_text(self._result, text)

    def stop(self) -> None:
        """Draw no more."""
        for view in self.views:
            view.stop()

    def _take_back(self) -> None:
        self.undo.emit()

    def _go_back(self) -> None:
        self.step.emit(-1)

    def _go_on(self) -> None:
        self.step.emit(1)

    def _lay_out(self) -> None:
        maps = QHBoxLayout()
        for view in self.views:
            maps.addWidget(view, 1)
        ways = QHBoxLayout()
        for pressed in (self._undo, self._previous, self._next):
            ways.addWidget(pressed)
        last = QHBoxLayout()
        last.addWidget(self._back)
        last.addStretch()
        last.addWidget(self._measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._where)
        column.addLayout(maps, 1)
        column.addWidget(self.classes)
        column.addWidget(self._count)
        column.addWidget(self._bar)
        column.addLayout(ways)
        column.addWidget(self._result)
        column.addLayout(last)
