"""Small widgets that several windows use."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from .labels import in_labels

_SWATCH = 16
_FEW_LETTERS = 8
_LABEL_ROLE, _FIELD_ROLE = QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole


def text_label(name: str) -> QLabel:
    """A label that wraps its text and lets the user copy it."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def note(name: str) -> QLabel:
    """A text label that never widens its window, so that a long path does not stretch the dock."""
    label = text_label(name)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def show_text(label: QLabel, text: str) -> None:
    """Set the text of a label, with the labels of fields for parameter names; an empty text hides the label."""
    label.setText(in_labels(text))
    label.setVisible(bool(text))


def button(name: str, text: str, tip: str = "") -> QPushButton:
    """A button for mouse, space bar or its mnemonic; Return elsewhere in the window does not press it."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    return made


def name_collapsing(box: QgsCollapsibleGroupBoxBasic, title: str) -> None:
    """Leave the Tab key one stop at the head of a collapsible box: its button, under the title of the box."""
    box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    box.findChild(QToolButton, "collapseButton").setAccessibleName(title)


def lead_to_fields(form: QFormLayout) -> None:
    """Let the keys of a form's labels lead into their fields, also where a field is made of several widgets."""
    for row in range(form.rowCount()):
        label, field = (form.itemAt(row, role) for role in (_LABEL_ROLE, _FIELD_ROLE))
        if label is None or field is None or field.widget() is None:
            continue
        words = label.widget()
        if not isinstance(words, QLabel):
            continue
        parts = [field.widget(), *field.widget().findChildren(QWidget)]
        stops = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        words.setBuddy(stops[0] if stops else field.widget())


def choice(name: str) -> QComboBox:
    """A combo box that can be narrower than its entries."""
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_FEW_LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def swatch(color: str) -> QIcon:
    """A square icon in the colour of a class."""
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(color))
    return QIcon(pixmap)
