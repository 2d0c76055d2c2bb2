"""The pages of the dialog, with a heading that shows the current step."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ...processing.app.i18n import tr


class Steps(QWidget):
    """Shows one page at a time below the titles of all pages."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[str] = []
        self._head = QLabel()
        self._head.setObjectName("steps")
        self._head.setWordWrap(True)
        self._head.setTextFormat(Qt.TextFormat.RichText)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    @property
    def at(self) -> int:
        """Number of the current page, from 0."""
        return self._stack.currentIndex()

    def add(self, title: str, page: QWidget) -> None:
        """Add a page; a page that is too high gets a scroll bar."""
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidget(page)
        self._titles.append(title)
        self._stack.addWidget(scrolled)

    def go_to(self, number: int) -> None:
        """Show a page."""
        self._stack.setCurrentIndex(number)
        # A line breaks between steps only.
        texts = [f"{index} {escape(title)}".replace(" ", "&nbsp;") for index, title in enumerate(self._titles, 1)]
        texts[number] = f"<b>{texts[number]}</b>"
        self._head.setText("&nbsp;&rsaquo; ".join(texts))
        self._head.setAccessibleName(tr("Step {} of {}: {}").format(number + 1, len(texts), self._titles[number]))
