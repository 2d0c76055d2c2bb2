"""Opens the dock from QGIS's window."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ...processing.app.i18n import tr
from ...processing.bases.algorithm import ICONS
from .dock import Dock


class DockEntry:
    """Owns the dock and the action that shows or hides it.

    Args:
        iface: Interface of QGIS Desktop.
        set_up: Callback that opens the set-up dialog.
        open_algorithm: Opens an algorithm's dialog, given its id.
    """

    def __init__(self, iface: QgisInterface, set_up: Callable[[], None], open_algorithm: Callable[[str], None]) -> None:
        self._iface = iface
        self.dock = Dock(iface, set_up, open_algorithm)
        self.action = QAction(QIcon(str(ICONS / "onemetre.svg")), tr("OneMetre Dock"), iface.mainWindow())
        self.action.setObjectName("onemetre_dock")
        self.action.setToolTip(tr("Map cities at one metre: area, imagery, model, run"))
        # Set before adding the dock, so that QGIS restores its place and visibility from the previous session.
        self.dock.setToggleVisibilityAction(self.action)
        window = iface.mainWindow()
        if not window.restoreDockWidget(self.dock):
            iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
            self.dock.hide()

    def remove(self) -> None:
        """Remove the dock from QGIS's window."""
        if sip.isdeleted(self.dock):
            return
        self.dock.remove()
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
