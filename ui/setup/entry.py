"""Opens the set-up dialog from QGIS's window, and from there leads to a first map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QTimer

from ...processing.app.i18n import tr
from ...processing.runtime.situation import look
from ..widgets.session_dialog import DialogEntry
from .dialog import SetupDialog

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "demo_sentinel2.tif"
_TOLD = "onemetre_told_of_runtime"


class SetupEntry(DialogEntry):
    """Owns the dialog; reports a missing or outdated runtime once per session.

    Args:
        iface: Interface of QGIS Desktop.
        open_algorithm: Opens an algorithm's dialog, given its id, with the active layer filled in.
    """

    def __init__(self, iface: QgisInterface, open_algorithm: Callable[[str], None]) -> None:
        super().__init__(iface, "onemetre_set_up")
        self._open_algorithm = open_algorithm
        # Not before QGIS's window is shown, and not after the plugin is unloaded.
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell_once)
        self._timer.start(0)

    def make(self) -> SetupDialog:
        """Create the dialog and connect its signals."""
        dialog = SetupDialog(self._iface.mainWindow())
        dialog.first_map_wanted.connect(self._make_first_map)
        return dialog

    def remove(self) -> None:
        """Stop all work and remove everything from QGIS's window."""
        self._timer.stop()
        super().remove()

    def _tell_once(self) -> None:
        """Show a message if the runtime is missing or outdated; reloading the plugin does not repeat it."""
        application = QgsApplication.instance()
        situation = look()
        if application.property(_TOLD) or (situation.interpreter is not None and not situation.outdated):
            return
        application.setProperty(_TOLD, True)  # noqa: FBT003 - Qt's signature
        if situation.outdated:
            self._notice.tell(tr("The runtime was installed by another version of the plugin."), tr("Update..."))
        else:
            self._notice.tell(tr("OneMetre needs a Python environment before the first map."), tr("Set up..."))

    def _make_first_map(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
        project = QgsProject.instance()
        layers = [layer for layer in project.mapLayers().values() if layer.source() == str(DEMO)]
        layer = layers[0] if layers else QgsRasterLayer(str(DEMO), tr("Demo, Sentinel-2 at 10 m"))
        project.addMapLayer(layer)
        self._iface.setActiveLayer(layer)
        self._iface.zoomToActiveLayer()
        self._open_algorithm("onemetre:impervioussurface")
