"""What the parts of the dock have in common; all of them bear a width of 320 pixels."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QVBoxLayout

from ..state.state import DockState


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
