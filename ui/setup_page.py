"""The widgets of the set-up dialog."""

from __future__ import annotations

from html import escape

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ..processing.i18n import tr
from .setup_choices import SetupChoices
from .setup_words import Words

_LOG_LINES = 5000
_ICONS = {
    Qgis.MessageLevel.Info: "mIconInfo.svg",
    Qgis.MessageLevel.Success: "mIconSuccess.svg",
    Qgis.MessageLevel.Warning: "mIconWarning.svg",
    Qgis.MessageLevel.Critical: "mIconCritical.svg",
}


class SetupPage(QWidget):
    """Everything that the dialog shows; what is pressed is the dialog's business."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices = SetupChoices(self)
        self.primary = _button("primary", tr("Install"))
        self.check = _button("check", tr("Check"))
        self.remove = _button("remove", tr("Remove..."))
        self.cancel = _button("cancel", tr("Cancel"))
        self.first_map = _button("first_map", tr("Make a First Map"))
        self.leave = _button("close", tr("Close"))
        self._icon = QLabel()
        self._title = _label("title")
        self._text = _label("text")
        self._plan = _label("plan")
        self._plan_box = QGroupBox(tr("What will be done"))
        self._step = _label("step")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress")
        self._log = QPlainTextEdit()
        self._log.setObjectName("log")
        self._lay_out()

    def show_words(self, words: Words) -> None:
        """What there is, or what has happened."""
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_LargeIconSize)
        self._icon.setPixmap(QgsApplication.getThemeIcon(_ICONS[words.level]).pixmap(size, size))
        self._title.setText(f"<b>{escape(words.title)}</b>")
        self._text.setText(words.text)
        self._text.setVisible(bool(words.text))

    def show_plan(self, sentences: list[str], *, failed: bool) -> None:
        """What would be done, or why it cannot be."""
        self._plan_box.setTitle(tr("What is in the way") if failed else tr("What will be done"))
        self._plan.setText("\n".join(sentence for sentence in sentences if sentence))

    def show_busy(self, busy: bool) -> None:
        """Something runs, or nothing does."""
        self._bar.setVisible(busy)
        self._step.setVisible(busy)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(busy)
        self.choices.setVisible(not busy)

    def show_start(self, title: str) -> None:
        """A log of its own for each run; how long its first step takes is not known."""
        self._log.clear()
        self._step.setText(title)
        self._bar.setRange(0, 0)

    def show_step(self, text: str) -> None:
        """What is being done now."""
        self._step.setText(text)

    def show_progress(self, percent: float) -> None:
        """How far it is."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(percent))

    def add_line(self, line: str) -> None:
        """For those who want to know."""
        self._log.appendPlainText(line)

    def _lay_out(self) -> None:
        words = QGridLayout()
        words.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._title, 0, 1)
        words.addWidget(self._text, 1, 1)
        words.setColumnStretch(1, 1)
        QVBoxLayout(self._plan_box).addWidget(self._plan)
        log_box = QgsCollapsibleGroupBox(tr("Log"))
        log_box.setObjectName("log_box")
        log_box.setCollapsed(True)
        QVBoxLayout(log_box).addWidget(self._log)
        self._log.setReadOnly(True)
        self._log.setMaximumBlockCount(_LOG_LINES)
        self._log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        run = QHBoxLayout()
        run.addWidget(self._bar, 1)
        run.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.addLayout(words)
        layout.addWidget(self.choices)
        layout.addWidget(self._plan_box)
        layout.addWidget(self._step)
        layout.addLayout(run)
        # The log takes what room there is; folded, it leaves it empty.
        layout.addWidget(log_box, 1)
        layout.addStretch()
        layout.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        buttons = QDialogButtonBox()
        for button, role in (
            (self.primary, QDialogButtonBox.ButtonRole.ActionRole),
            (self.first_map, QDialogButtonBox.ButtonRole.ActionRole),
            (self.check, QDialogButtonBox.ButtonRole.ActionRole),
            (self.remove, QDialogButtonBox.ButtonRole.ActionRole),
            (self.leave, QDialogButtonBox.ButtonRole.RejectRole),
        ):
            buttons.addButton(button, role)
        return buttons


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
