"""Small widgets that several windows have."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy

_SWATCH = 16
_FEW_LETTERS = 8


def text_label(name: str) -> QLabel:
    """Text in as many lines as it needs, which can be copied."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def note(name: str) -> QLabel:
    """The same, never wider than the room that it has: a long path does not make a dock wide."""
    label = text_label(name)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def show_text(label: QLabel, text: str) -> None:
    """Set a text; an empty one takes no room."""
    label.setText(text)
    label.setVisible(bool(text))


def button(name: str, text: str, tip: str = "") -> QPushButton:
    """A button that is pressed by mouse, space or its letter, never by Return somewhere else."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    return made


def choice(name: str) -> QComboBox:
    """A combo box that may be narrower than its entries."""
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_FEW_LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def swatch(color: str) -> QIcon:
    """The colour of a class."""
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(color))
    return QIcon(pixmap)
