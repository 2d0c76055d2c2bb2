"""Base class of the dock's sections, all of which fit into 320 pixels."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...widgets.small import name_collapsing
from ..state.state import DockState


class Section(QgsCollapsibleGroupBox):
    """A section of the dock: shows its part of the settings and replaces them when the user changes something.

    Args:
        name: Object name; QGIS stores under it whether the section is collapsed.
        title: Title of the section.
        state: State of the dock.
    """

    def __init__(self, name: str, title: str, state: DockState) -> None:
        super().__init__(title)
        self.setObjectName(f"onemetre_{name}")
        self.setSettingGroup("onemetre_dock")
        name_collapsing(self, title)
        self.state = state
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 4)
        # A box that expands shows all of its children, also those that were hidden on purpose: this one never is.
        content = QWidget()
        whole.addWidget(content)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        state.changed.connect(self.render)

    def render(self) -> None:
        """Show the settings."""
        raise AssertionError(f"{type(self).__name__} does not show the settings")

    def close_section(self) -> None:
        """Release everything outside the dock."""
