"""A feedback that also carries figures from the engine and the user's commands to it."""

from __future__ import annotations

from collections import deque
from typing import Literal

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import pyqtSignal

from ...contract.redaction import redact

Control = Literal["pause", "resume", "keep-best"]


class EngineFeedback(QgsProcessingFeedback):
    """Feedback of a run that a dialog or the dock watches; its signals reach the GUI thread from the algorithm's.

    Attributes:
        metric: Figures of a training: a dictionary with "step", "loss" and others, see
            :mod:`onemetre.contract.requests`.
        preview: Preview images of a training, a dictionary.
        done: Finished ground of a mapping run: a dictionary with "crs" (WKT) and "extents" (lists of xmin, ymin, xmax,
            ymax) since the last one.
        step: Name of a step when it begins.
        status: Text of the step whenever a figure in it changes, such as the rate or the remaining time.
        line: Level ("info", "warning" or "error") and text of a log line.
    """

    metric = pyqtSignal(dict)
    preview = pyqtSignal(dict)
    done = pyqtSignal(dict)
    step = pyqtSignal(str)
    status = pyqtSignal(str)
    line = pyqtSignal(str, str)

    def __init__(self) -> None:
        super().__init__(logFeedback=False)
        self.failure = ""
        self._controls: deque[Control] = deque()

    def control(self, control: Control) -> None:
        """Tell the engine to pause, to resume, or to stop training and keep the best weights; from any thread."""
        self._controls.append(control)

    def take_controls(self) -> list[Control]:
        """Controls sent since the last call."""
        return [self._controls.popleft() for _ in range(len(self._controls))]

    def setProgressText(self, text: str) -> None:
        """Report the start of a step."""
        self.step.emit(text)

    def pushInfo(self, info: str) -> None:
        """Log a message."""
        self.line.emit("info", redact(info))

    def pushWarning(self, warning: str) -> None:
        """Log a warning."""
        self.line.emit("warning", redact(warning))

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """Log an error and keep it as the reason of the failure; the first reason counts."""
        error = redact(error)
        self.line.emit("error", error)
        if fatalError or not self.failure:
            self.failure = error
