"""Small widgets that several windows have."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import QLabel, QPushButton

_SWATCH = 16


def text_label(name: str) -> QLabel:
    """Text in as many lines as it needs, which can be copied."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def button(name: str, text: str) -> QPushButton:
    """A button that is pressed by mouse, space or its letter, never by Return somewhere else."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    return made


def swatch(color: str) -> QIcon:
    """The colour of a class."""
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(color))
    return QIcon(pixmap)
