"""The foot of the dock: estimate, progress, and the buttons that start and cancel a run."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...widgets.small import button, note, show_text
from .estimator import duration_text


class RunPanel(QWidget):
    """Displays the run; the dock handles the buttons.

    Args:
        preview: Button of the live preview.
    """

    def __init__(self, preview: QPushButton) -> None:
        super().__init__()
        self.preview = note("preview_state")
        self.rest = button("preview_rest", "", tr("Map the rest of the view too"))
        self.cost = note("cost")
        self.status = note("status")
        self.bar = QProgressBar()
        self.bar.setObjectName("progress")
        self.bar.setRange(0, 100)
        self.run = button("run", tr("R&un"))
        self.run.setDefault(True)
        self.cancel = button("cancel", tr("C&ancel"))
        # Nothing takes the place of a button: the second click of a double click hits what the first one did.
        progress, buttons = QHBoxLayout(), QHBoxLayout()
        progress.addWidget(self.bar, 1)
        progress.addWidget(self.cancel)
        buttons.addWidget(preview)
        buttons.addStretch(1)
        buttons.addWidget(self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        for part in (self.preview, self.rest, self.cost, self.status):
            column.addWidget(part)
        column.addLayout(progress)
        column.addLayout(buttons)
        self.show_preview("")
        self.show_cost("")
        self.show_busy(busy=False)

    def show_busy(self, *, busy: bool) -> None:
        """Show whether a run is in progress."""
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy)
        self.run.setEnabled(not busy)
        show_text(self.status, tr("Starting...") if busy else "")
        if busy:
            self.bar.setValue(0)

    def show_preview(self, text: str, rest_seconds: float = 0.0) -> None:
        """Show the state of the live preview, and offer to map the rest of a view if that takes any time."""
        show_text(self.preview, text)
        self.rest.setText(tr("Map the Rest ({})").format(duration_text(rest_seconds)))
        self.rest.setVisible(rest_seconds > 0)

    def show_cost(self, text: str) -> None:
        """Show the estimate of the run; it stays while the run is in progress."""
        show_text(self.cost, text)

    def show_status(self, text: str) -> None:
        """Show the current activity."""
        show_text(self.status, text)

    def show_progress(self, percent: float) -> None:
        """Show the progress in percent."""
        self.bar.setValue(round(percent))
