"""Small widgets that the parts of the dock are made of; all of them bear a width of 320 pixels."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from .dock_state import DockState

_FEW_LETTERS = 8


class Section(QgsCollapsibleGroupBox):
    """A part of the dock: shows its part of the settings, and puts a changed one in their place.

    Args:
        name: Object name; QGIS remembers by it whether the part is folded.
        title: What people read.
        state: The dock's.
    """

    def __init__(self, name: str, title: str, state: DockState) -> None:
        super().__init__(title)
        self.setObjectName(f"onemetre_{name}")
        self.setSettingGroup("onemetre_dock")
        self.state = state
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 4, 4, 4)
        state.changed.connect(self.render)

    def render(self) -> None:
        """Show the settings."""
        raise AssertionError(f"{type(self).__name__} does not show the settings")

    def close_section(self) -> None:
        """Let go of what lies outside the dock."""


def note(name: str) -> QLabel:
    """A text that wraps, whose words can be copied."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # A long path must not make the dock wide.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def show_text(label: QLabel, text: str) -> None:
    """Set a text; an empty one takes no room."""
    label.setText(text)
    label.setVisible(bool(text))


def button(name: str, text: str, tip: str = "") -> QPushButton:
    """A push button."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setToolTip(tip)
    return made


def choice(name: str) -> QComboBox:
    """A combo box that may be narrower than its entries."""
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_FEW_LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
