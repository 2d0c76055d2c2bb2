"""Opens the panel from QGIS's window, and from there the dialogs of algorithms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgisInterface

from ..widgets.session_dialog import DialogEntry
from .dock import AdaptDock


class AdaptEntry(DialogEntry):
    """Owns the panel.

    Args:
        iface: Interface of QGIS Desktop.
        open_algorithm: Opens an algorithm's dialog, given its id and parameters to fill in.
    """

    def __init__(self, iface: QgisInterface, open_algorithm: Callable[[str, dict[str, Any]], None]) -> None:
        super().__init__(iface, "onemetre_show_adaptation")
        self._open_algorithm = open_algorithm

    def make(self) -> AdaptDock:
        """Create the panel and connect its signals."""
        dock = AdaptDock(self._iface)
        dock.map_wanted.connect(self._open_algorithm)
        return dock
