"""Adds OneMetre's page to QGIS's options, and opens it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis, QgsApplication
from qgis.gui import QgisInterface, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QApplication, QDialog, QWidget

from ...processing.app.i18n import tr
from ...processing.bases.algorithm import ICONS
from .page import PAGE, OptionsPage


class Options(QgsOptionsWidgetFactory):
    """Registers the page with QGIS until it is removed.

    Args:
        iface: Interface of QGIS Desktop.
        set_up: Callback that opens the set-up dialog.
    """

    def __init__(self, iface: QgisInterface, set_up: Callable[[], None]) -> None:
        super().__init__("OneMetre", QIcon(str(ICONS / "onemetre.svg")), PAGE)
        self._iface = iface
        self._set_up = set_up
        iface.registerOptionsWidgetFactory(self)

    def createWidget(self, parent: QWidget | None) -> QgsOptionsPageWidget:
        """Create the page for an options dialog."""
        page = OptionsPage(parent, self._leave_for_set_up)
        page.applied.connect(self._applied)
        return page

    def open(self) -> None:
        """Open QGIS's options at this page."""
        self._iface.showOptionsDialog(self._iface.mainWindow(), PAGE)

    def remove(self) -> None:
        """Remove the page from QGIS's options."""
        self._iface.unregisterOptionsWidgetFactory(self)

    def _leave_for_set_up(self) -> None:
        """Close the modal options dialog as its Cancel button does, and open the set-up dialog."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()
        QTimer.singleShot(0, self._set_up)

    def _applied(self, problems: list[str]) -> None:
        # The toolbox and the model designer keep algorithms with the old list of models.
        provider = QgsApplication.processingRegistry().providerById("onemetre")
        if provider is not None:
            provider.refreshAlgorithms()
        if problems:
            text = " ".join([tr("Not saved:"), *problems])
            self._iface.messageBar().pushMessage("OneMetre", text, Qgis.MessageLevel.Warning)
