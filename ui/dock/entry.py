"""Where QGIS's window leads to the dock."""

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
    """Owns the dock, and the action that shows and hides it.

    Args:
        iface: QGIS's interface.
        set_up: Opens the set-up dialog.
        open_algorithm: Opens the dialog of an algorithm, by its id.
    """

    def __init__(self, iface: QgisInterface, set_up: Callable[[], None], open_algorithm: Callable[[str], None]) -> None:
        self._iface = iface
        self.dock = Dock(iface, set_up, open_algorithm)
        self.action = QAction(QIcon(str(ICONS / "onemetre.svg")), tr("OneMetre Dock"), iface.mainWindow())
        self.action.setObjectName("onemetre_dock")
        self.action.setToolTip(tr("Map cities at one metre: area, imagery, model, run"))
        # Before it is put into the window: then QGIS shows it where, and if, the session before left it.
        self.dock.setToggleVisibilityAction(self.action)
        window = iface.mainWindow()
        if not window.restoreDockWidget(self.dock):
            iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
            self.dock.hide()

    def remove(self) -> None:
        """Take the dock out of the window."""
        if sip.isdeleted(self.dock):
            return
        self.dock.remove()
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
