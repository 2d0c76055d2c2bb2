"""A feedback that carries more than QGIS's own: figures out of the engine, and the user's wishes into it."""

from __future__ import annotations

from collections import deque
from typing import Literal

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import pyqtSignal

Control = Literal["pause", "resume", "keep-best"]


class EngineFeedback(QgsProcessingFeedback):
    """For a run that a dialog or the dock watches. Its signals reach the GUI thread from the algorithm's.

    Attributes:
        metric: Figures of a training, a dictionary with "step", "loss" and others, see
            :mod:`onemetre.contract.requests`.
        preview: What there is to look at, a dictionary.
        step: What is being done now, when a step begins.
        status: The same whenever a figure in it changes, such as the rate and the time left.
        line: Level, "info", "warning" or "error", and a line for the log.
    """

    metric = pyqtSignal(dict)
    preview = pyqtSignal(dict)
    step = pyqtSignal(str)
    status = pyqtSignal(str)
    line = pyqtSignal(str, str)

    def __init__(self) -> None:
        super().__init__(logFeedback=False)
        self.failure = ""
        self._controls: deque[Control] = deque()

    def control(self, control: Control) -> None:
        """Tell the engine to pause, to go on, or to stop training and keep the best weights; from any thread."""
        self._controls.append(control)

    def take_controls(self) -> list[Control]:
        """What was asked for since the last call."""
        return [self._controls.popleft() for _ in range(len(self._controls))]

    def setProgressText(self, text: str) -> None:
        """A step begins."""
        self.step.emit(text)

    def pushInfo(self, info: str) -> None:
        """For the log."""
        self.line.emit("info", info)

    def pushWarning(self, warning: str) -> None:
        """For the log."""
        self.line.emit("warning", warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """Why the algorithm failed; the first reason counts."""
        self.line.emit("error", error)
        if fatalError or not self.failure:
            self.failure = error
