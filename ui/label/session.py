"""One interpreter's way through the points: the order, the current one, and what was done."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QDateTime, QObject, pyqtSignal

from ...contract.errors import RequestError
from ...contract.requests import NOT_SURE
from ...processing.app.i18n import tr
from .opinion import FIRST, SECOND, Opinion
from .points import LabelPoints, Point, PointGoneError

SHARE = 20
"""Usual share of a second opinion, percent."""


@dataclass(frozen=True)
class Progress:
    """How far the labelling is.

    Attributes:
        total: Points to label.
        done: Points with a label, those that are not sure included.
        unsure: Points that are not sure.
    """

    total: int
    done: int
    unsure: int


class Session(QObject):
    """Goes through the points in their random order.

    Args:
        points: Points to label.
        interpreter: Who labels.
        second: Share of the points, percent, of a second opinion; None = the first labels.

    Attributes:
        opinion: Fields that are written.
        current: The current point; None = there are no points any more.
        changed: Emitted when points or labels were changed by something else.

    Raises:
        EngineError: The layer cannot be edited, or no point is left for this interpreter.
    """

    changed = pyqtSignal()

    def __init__(self, points: LabelPoints, interpreter: str, second: float | None = None) -> None:
        super().__init__()
        self.points, self.interpreter = points, interpreter
        self.opinion: Opinion = FIRST if second is None else SECOND
        points.prepare(FIRST)
        if second is not None:
            points.prepare(SECOND)
        self._order = list(points.points) if second is None else _of_others(points, interpreter, second)
        self._undo: list[tuple[int, dict[str, Any]]] = []
        if not self._order:
            raise RequestError(
                tr("No point is left to label."),
                tr("A second opinion needs points that another interpreter has labelled.") if second else "",
            )
        self._at = self._open_from(0)
        points.changed.connect(self._follow)

    @property
    def current(self) -> Point | None:
        """The current point."""
        return self.points.points[self._order[self._at]] if self._order else None

    @property
    def label(self) -> int | None:
        """Label of the current point in this opinion; None = not labelled."""
        return self._label(self._order[self._at]) if self._order else None

    @property
    def at(self) -> int:
        """Place of the current point in the order, from 0."""
        return self._at

    @property
    def can_undo(self) -> bool:
        """Whether a label of this session can be taken back."""
        return bool(self._undo)

    @property
    def progress(self) -> Progress:
        """How far the labelling is."""
        labels = [self._label(point) for point in self._order]
        done = [label for label in labels if label is not None]
        return Progress(len(labels), len(done), done.count(NOT_SURE))

    def put(self, value: int) -> None:
        """Store a label of the current point, and go on to the next open one.

        Raises:
            EngineError: It cannot be stored; the current point stays, unless it is gone.
        """
        if not self._order:
            raise PointGoneError(tr("There are no points any more."))
        point, opinion = self._order[self._at], self.opinion
        before = self.points.read(point, opinion)
        values = {
            opinion.label: value,
            opinion.interpreter: self.interpreter,
            opinion.time: QDateTime.currentDateTimeUtc(),
        }
        self.points.write(point, values)
        self._undo.append((point, before))
        self._at = self._open_from(self._at)

    def undo(self) -> None:
        """Take back the last label of this session, and go back to its point.

        Raises:
            EngineError: It cannot be taken back.
        """
        if self._undo:
            point, before = self._undo[-1]
            self.points.write(point, before)
            self._undo.pop()
            self._at = self._order.index(point)

    def step(self, by: int) -> None:
        """Go to another point; the ends of the order are met."""
        self._at = (self._at + by) % len(self._order) if self._order else 0

    def _label(self, point: int) -> int | None:
        return self.points.points[point].labels.get(self.opinion.label)

    def _open_from(self, start: int) -> int:
        """Place of the first point without a label, from a place on and round; without one, the place itself."""
        count = len(self._order)
        around = [(start + step) % count for step in range(count)]
        return next((at for at in around if self._label(self._order[at]) is None), start)

    def _follow(self) -> None:
        """Keep to the points that are still there."""
        there = self.points.points
        ahead = [point for point in self._order[self._at :] if point in there]
        self._order = [point for point in self._order if point in there]
        self._undo = [step for step in self._undo if step[0] in there]
        self._at = self._order.index(ahead[0]) if ahead else 0
        self.changed.emit()


def _of_others(points: LabelPoints, interpreter: str, share: float) -> list[int]:
    """A random share of the points, without those that this interpreter labelled first.

    It is the same at each opening, since it follows from the seed of the sample.
    """
    seed = points.design.seed

    def lot(point: int) -> bytes:
        return hashlib.sha256(f"{seed} {points.points[point].number}".encode()).digest()

    order = sorted(points.points, key=lot)
    chosen = order[: math.ceil(len(order) * share / 100)]
    return [point for point in chosen if points.points[point].interpreters.get(FIRST.label) != interpreter]
