"""Fourth page: progress of the running adaptation."""

from __future__ import annotations

import base64
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...widgets.labels import in_labels
from ...widgets.line_plot import Curves
from ...widgets.log_box import LogBox
from ...widgets.picture import PictureLabel
from ...widgets.small import button, text_label
from .words import of_figures, of_stage, time_text


class RunPage(QWidget):
    """Displays the adaptation; the dialog handles the buttons.

    Attributes:
        pause: Emitted when the user presses Pause or Resume.
        keep_best, cancel: Emitted when the user presses the button.
    """

    pause = pyqtSignal()
    keep_best = pyqtSignal()
    cancel = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._step = text_label("step")
        self._paused = False
        self._left = QLabel()
        self._left.setObjectName("time_left")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress")
        self._loss = Curves(tr("Loss"), tr("step"))
        self._loss.setObjectName("loss")
        self._f1 = Curves(tr("F1, percent"), tr("step"))
        self._f1.setObjectName("f1")
        self._figures = text_label("figures")
        self._pictures = {
            "image": PictureLabel(tr("Image")),
            "before": PictureLabel(tr("Before")),
            "now": PictureLabel(tr("Now")),
        }
        self._log = LogBox()
        self._pause = button("pause", tr("&Pause"))
        self._keep = button("keep_best", tr("&Stop and Keep Best"))
        self._cancel = button("cancel", tr("&Cancel"))
        for pressed, signal in ((self._pause, self.pause), (self._keep, self.keep_best), (self._cancel, self.cancel)):
            pressed.clicked.connect(signal)
        self._lay_out()

    def begin(self) -> None:
        """Clear the page for a new run, with a busy progress bar until the first progress report."""
        for curves in (self._loss, self._f1):
            curves.clear()
        for picture in self._pictures.values():
            picture.clear()
        self._log.clear()
        self._figures.clear()
        self._left.clear()
        self._bar.setRange(0, 0)
        self._step.setText(tr("Starting"))
        self.show_paused(paused=False)
        for pressed in (self._pause, self._keep, self._cancel):
            pressed.setEnabled(True)

    def show_paused(self, *, paused: bool) -> None:
        """Show whether the adaptation is paused."""
        self._paused = paused
        self._pause.setText(tr("&Resume") if paused else tr("&Pause"))
        if paused:
            self._left.setText(tr("Paused"))

    def show_leaving(self, text: str) -> None:
        """Show that the adaptation is about to end."""
        self._step.setText(text)
        for pressed in (self._pause, self._keep, self._cancel):
            pressed.setEnabled(False)

    def show_status(self, text: str) -> None:
        """Show the current activity with its figures."""
        self._step.setText(text)

    def add_step(self, text: str) -> None:
        """Show a new step."""
        self._step.setText(in_labels(text))
        self._log.add_line(text)

    def add_line(self, _level: str, line: str) -> None:
        """Add a line to the log."""
        self._log.add_line(line)

    def show_progress(self, percent: float, seconds_left: float | None) -> None:
        """Show the progress and the remaining time."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(percent))
        # Progress that was under way when the user paused may arrive later.
        if seconds_left is not None and not self._paused:
            self._left.setText(tr("{} left in total").format(time_text(seconds_left)))

    def add_metric(self, metric: dict[str, Any]) -> None:
        """Add the metrics of a training step to the curves."""
        line = of_stage(metric["stage"])
        self._loss.add(line, metric["step"], metric["loss"])
        if metric.get("f1_now") is not None:
            self._f1.add(line, metric["step"], 100 * metric["f1_now"])
        self._figures.setText(of_figures(metric))

    def show_preview(self, preview: dict[str, Any]) -> None:
        """Show the sample place: its image, its map before, and its map now."""
        for name, picture in self._pictures.items():
            pixmap = QPixmap()
            pixmap.loadFromData(base64.b64decode(preview.get(name, "")))
            picture.show_picture(pixmap)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._step, 1)
        head.addWidget(self._left, 0, Qt.AlignmentFlag.AlignTop)
        curves = QHBoxLayout()
        curves.addWidget(self._loss)
        curves.addWidget(self._f1)
        pictures = QHBoxLayout()
        for picture in self._pictures.values():
            pictures.addWidget(picture)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for pressed in (self._pause, self._keep, self._cancel):
            buttons.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addLayout(buttons)
        layout.addLayout(curves, 2)
        layout.addWidget(self._figures)
        layout.addLayout(pictures, 3)
        layout.addWidget(self._log, 1)
