"""The heading of a page: an icon, a sentence and its explanation."""

from __future__ import annotations

from html import escape

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QStyle, QWidget

from .labels import in_labels
from .message import Message
from .small import text_label

_ICONS = {
    Qgis.MessageLevel.Info: "mIconInfo.svg",
    Qgis.MessageLevel.Success: "mIconSuccess.svg",
    Qgis.MessageLevel.Warning: "mIconWarning.svg",
    Qgis.MessageLevel.Critical: "mIconCritical.svg",
}


class Heading(QWidget):
    """Shows a message with its icon."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._title = text_label("title")
        self._text = text_label("text")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._text, 1, 1)
        grid.setColumnStretch(1, 1)

    def show_words(self, words: Message) -> None:
        """Show a message."""
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_LargeIconSize)
        self._icon.setPixmap(QgsApplication.getThemeIcon(_ICONS[words.level]).pixmap(size, size))
        self._title.setText(f"<b>{escape(in_labels(words.title))}</b>")
        self._text.setText(in_labels(words.text))
        self._text.setVisible(bool(words.text))
