"""The widgets of the set-up dialog."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ...processing.app.i18n import tr
from ..widgets.heading import Heading
from ..widgets.log_box import LogBox
from ..widgets.message import Message
from ..widgets.small import button, text_label
from .choices import SetupChoices


class SetupPage(QWidget):
    """All widgets of the dialog; the dialog itself handles the buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = SetupChoices(self)
        self.primary = button("primary", tr("Install"))
        self.check = button("check", tr("Check"))
        self.remove = button("remove", tr("Remove..."))
        self.cancel = button("cancel", tr("Cancel"))
        self.first_map = button("first_map", tr("Make a First Map"))
        self.leave = button("close", tr("Close"))
        self._heading = Heading()
        self._plan = text_label("plan")
        self._plan_box = QGroupBox(tr("Plan"))
        self._step = text_label("step")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress")
        self._log = LogBox()
        self._lay_out()

    def show_words(self, words: Message) -> None:
        """Show a message about the runtime."""
        self._heading.show_words(words)

    def show_plan(self, sentences: list[str], *, failed: bool) -> None:
        """Show the plan, or why it cannot be carried out."""
        self._plan_box.setTitle(tr("Problem") if failed else tr("Plan"))
        self._plan.setText("\n".join(sentence for sentence in sentences if sentence))

    def show_busy(self, busy: bool) -> None:
        """Show whether a task is running."""
        self._bar.setVisible(busy)
        self._step.setVisible(busy)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy)
        self.choices.setVisible(not busy)

    def show_start(self, title: str) -> None:
        """Start a new log, with a busy progress bar until the first progress report."""
        self._log.clear()
        self._step.setText(title)
        self._bar.setRange(0, 0)

    def show_step(self, text: str) -> None:
        """Show the current step."""
        self._step.setText(text)

    def show_progress(self, percent: float) -> None:
        """Show the progress in percent."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(percent))

    def add_line(self, line: str) -> None:
        """Add a line to the log."""
        self._log.add_line(line)

    def _lay_out(self) -> None:
        QVBoxLayout(self._plan_box).addWidget(self._plan)
        run = QHBoxLayout()
        run.addWidget(self._bar, 1)
        run.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(self._heading)
        layout.addWidget(self.choices)
        layout.addWidget(self._plan_box)
        layout.addWidget(self._step)
        layout.addLayout(run)
        # The log fills the remaining space; collapsed, it leaves it empty.
        layout.addWidget(self._log, 1)
        layout.addStretch()
        layout.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        buttons = QDialogButtonBox()
        for choice, role in (
            (self.primary, QDialogButtonBox.ButtonRole.ActionRole),
            (self.first_map, QDialogButtonBox.ButtonRole.ActionRole),
            (self.check, QDialogButtonBox.ButtonRole.ActionRole),
            (self.remove, QDialogButtonBox.ButtonRole.ActionRole),
            (self.leave, QDialogButtonBox.ButtonRole.RejectRole),
        ):
            buttons.addButton(choice, role)
        return buttons
