"""A panel beside the map that exists once per session and that QGIS's users dock, float or tab as they like."""

from __future__ import annotations

from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal

from .message import Message

NARROWEST = 320
"""Width in pixels at which a panel is still usable."""


class SessionDock(QgsDockWidget):
    """A panel whose work continues while it is closed.

    Args:
        iface: Interface of QGIS Desktop.
        name: Object name, under which QGIS keeps place and size.
        title: Title of the panel.

    Attributes:
        ended: Emitted at the end of a task, with the panel's message about it.
    """

    ended = pyqtSignal(Message)

    def __init__(self, iface: QgisInterface, name: str, title: str) -> None:
        super().__init__(title, iface.mainWindow())
        self.setObjectName(name)

    def place(self, width: int, beside: str) -> None:
        """Put the panel where it was in the last session; otherwise to the right of the map.

        Args:
            width: Width in pixels, unless it has one already.
            beside: Object name of a panel that shares its place, as a tab.
        """
        window = self.parent()
        if window.restoreDockWidget(self):
            return
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        other = window.findChild(QgsDockWidget, beside)
        if other is not None and other.isVisible() and not other.isFloating():
            window.tabifyDockWidget(other, self)
        else:
            window.resizeDocks([self], [width], Qt.Orientation.Horizontal)

    def stop(self) -> None:
        """Stop all work for good."""
        raise AssertionError(f"{type(self).__name__} does not stop what it started")
