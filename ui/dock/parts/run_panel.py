"""The foot of the dock: what a run would cost, how far it is, and the buttons that begin and end it."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...widgets.small import button, note, show_text


class RunPanel(QWidget):
    """Shows; what is pressed is the dock's business.

    Args:
        preview: The button of the live preview.
    """

    def __init__(self, preview: QPushButton) -> None:
        super().__init__()
        self.preview = note("preview_state")
        self.cost = note("cost")
        self.status = note("status")
        self.bar = QProgressBar()
        self.bar.setObjectName("progress")
        self.bar.setRange(0, 100)
        self.run = button("run", tr("Run"))
        self.run.setDefault(True)
        self.cancel = button("cancel", tr("Cancel"))
        row = QHBoxLayout()
        row.addWidget(preview)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.preview)
        column.addWidget(self.cost)
        column.addWidget(self.status)
        column.addLayout(row)
        self.show_preview("")
        self.show_cost("")
        self.show_busy(busy=False)

    def show_busy(self, *, busy: bool) -> None:
        """Something runs, or nothing does."""
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy)
        self.run.setVisible(not busy)
        self.cost.setVisible(not busy and bool(self.cost.text()))
        show_text(self.status, tr("Starting...") if busy else "")
        if busy:
            self.bar.setValue(0)

    def show_preview(self, text: str) -> None:
        """What the live preview does."""
        show_text(self.preview, text)

    def show_cost(self, text: str) -> None:
        """What the run would take."""
        self.cost.setText(text)
        self.cost.setVisible(bool(text) and not self.cancel.isEnabled())

    def show_status(self, text: str) -> None:
        """What is being done now."""
        show_text(self.status, text)

    def show_progress(self, percent: float) -> None:
        """How far it is."""
        self.bar.setValue(round(percent))
