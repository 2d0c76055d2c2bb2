"""The menu Raster > OneMetre and the toolbar, with entries for the dock and the dialogs."""

from __future__ import annotations

from typing import Any

import qgis
from qgis.core import Qgis, QgsApplication, QgsProcessingParameterMultipleLayers, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QAction, QDialog

from ..processing.app.i18n import tr
from .adapt.entry import AdaptEntry
from .diagnostics import Diagnostics
from .dock.entry import DockEntry
from .label.entry import LabelEntry
from .options.entry import Options
from .setup.entry import SetupEntry
from .widgets.weakly import weakly

MENU = "OneMetre"
TOOLBAR = "OneMetreToolBar"

LABEL = "label"
"""Entry of the panel for labelling, which is no algorithm."""

# Algorithm, and whether the toolbar has a button for it; None = a separator in the menu.
_ENTRIES: tuple[tuple[str, bool] | None, ...] = (
    ("impervioussurface", True),
    ("greenspace", True),
    ("segment", True),
    ("yearseries", False),
    ("dataframes", False),
    ("mapframes", False),
    ("importsentinel2", False),
    ("sentinel2composite", False),
    None,
    ("dynamics", False),
    ("samplepoints", False),
    (LABEL, False),
    ("accuracy", False),
    ("compareproducts", False),
    None,
    ("adapt", True),
    ("pretrain", False),
    ("evaluatemodel", False),
    None,
    ("importmodel", False),
    ("describemodel", False),
    None,
    ("setupruntime", False),
)


class Menu:
    """Adds menu and toolbar to QGIS's window when created; the provider must be registered before.

    Args:
        iface: Interface of QGIS Desktop.
    """

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._actions: list[QAction] = []
        self._dialogs: list[QDialog] = []
        self._setup = SetupEntry(iface, weakly(self._open))
        self._adapt = AdaptEntry(iface, weakly(self._open_with))
        self._label = LabelEntry(iface, weakly(self._open_with))
        self._toolbar = iface.addToolBar(MENU)
        self._toolbar.setObjectName(TOOLBAR)
        self._options = Options(iface, self._setup.open)
        self._diagnostics = Diagnostics(iface)
        self.dock = DockEntry(iface, self._setup.open, weakly(self._open))
        self.dock.dock.accuracy_wanted.connect(weakly(self._label.check))
        iface.addPluginToRasterMenu(MENU, self.dock.action)
        self._toolbar.addAction(self.dock.action)
        self._actions.append(self.dock.action)
        for entry in _ENTRIES:
            action = self._separator() if entry is None else self._action(entry[0])
            iface.addPluginToRasterMenu(MENU, action)
            if entry is not None and entry[1]:
                self._toolbar.addAction(action)
            self._actions.append(action)
        for name, title, do in (
            ("options", tr("Options..."), self._options.open),
            ("diagnostics", tr("Copy Diagnostics"), self._diagnostics.copy),
        ):
            action = QAction(title, iface.mainWindow())
            action.setObjectName(f"onemetre_{name}")
            action.triggered.connect(do)
            iface.addPluginToRasterMenu(MENU, action)
            self._actions.append(action)

    def remove(self) -> None:
        """Remove everything from QGIS's window."""
        self.dock.remove()
        self._setup.remove()
        self._adapt.remove()
        self._label.remove()
        self._options.remove()
        self._diagnostics.remove()
        for action in self._actions:
            # QGIS may delete the children of its window before it unloads the plugin.
            if not sip.isdeleted(action):
                self._iface.removePluginRasterMenu(MENU, action)
                action.deleteLater()
        self._actions.clear()
        for dialog in self._dialogs:
            if not sip.isdeleted(dialog):
                dialog.close()
        self._dialogs.clear()
        if not sip.isdeleted(self._toolbar):
            self._iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()

    def _separator(self) -> QAction:
        action = QAction(self._iface.mainWindow())
        action.setSeparator(True)
        return action

    def _action(self, name: str) -> QAction:
        if name == LABEL:
            action = QAction(tr("Label points..."), self._iface.mainWindow())
            action.setToolTip(tr("Labels the points of a sample one after the other, and measures the accuracy."))
            action.setObjectName("onemetre_label")
            action.triggered.connect(weakly(self._show_labelling))
            return action
        algorithm = QgsApplication.processingRegistry().algorithmById(f"onemetre:{name}")
        action = QAction(algorithm.icon(), f"{algorithm.displayName()}...", self._iface.mainWindow())
        action.setObjectName(f"onemetre_{name}")
        action.setToolTip(algorithm.shortDescription())
        action.triggered.connect(weakly(self._open, algorithm.id()))
        return action

    def _show_labelling(self, _checked: bool = False) -> None:
        self._label.open()

    def _open(self, algorithm: str, _checked: bool = False) -> None:
        if algorithm == "onemetre:setupruntime":
            self._setup.open()
        elif algorithm == "onemetre:adapt":
            self._adapt.open()
        else:
            self._open_with(algorithm, self._parameters(algorithm))

    def _open_with(self, algorithm: str, parameters: dict[str, Any]) -> None:
        # Not a module: QGIS's Processing sets this attribute when it is loaded.
        dialog = qgis.processing.createAlgorithmDialog(algorithm, parameters)
        # Without a reference the dialog's Python half is lost and its buttons do nothing. A closed dialog may still
        # have a background task, so each is kept until QGIS deletes it.
        self._dialogs = [old for old in self._dialogs if not sip.isdeleted(old)]
        self._dialogs.append(dialog)
        dialog.show()

    def _parameters(self, algorithm: str) -> dict[str, Any]:
        """The active raster layer for algorithms that take one; the algorithms choose the model."""
        layer = self._iface.activeLayer()
        found = QgsApplication.processingRegistry().algorithmById(algorithm)
        definition = found.parameterDefinition("INPUT")
        takes_rasters = (
            isinstance(definition, QgsProcessingParameterMultipleLayers)
            and definition.layerType() == Qgis.ProcessingSourceType.Raster
        )
        if not isinstance(layer, QgsRasterLayer) or not takes_rasters:
            return {}
        return {"INPUT": [layer.id()]}
