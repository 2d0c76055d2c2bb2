"""Opens the panel from QGIS's window, and from there the dialogs of algorithms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgisInterface

from ..widgets.session_dialog import DialogEntry
from .dock import LabelDock


class LabelEntry(DialogEntry):
    """Owns the panel.

    Args:
        iface: Interface of QGIS Desktop.
        open_algorithm: Opens an algorithm's dialog, given its id and parameters to fill in.
    """

    def __init__(self, iface: QgisInterface, open_algorithm: Callable[[str, dict[str, Any]], None]) -> None:
        super().__init__(iface, "onemetre_show_labelling")
        self._open_algorithm = open_algorithm

    def make(self) -> LabelDock:
        """Create the panel and connect its signals."""
        dock = LabelDock(self._iface)
        dock.algorithm_wanted.connect(self._open_algorithm)
        return dock

    def check(self, source: str) -> None:
        """Open the panel with the points of a finished map."""
        self.open()
        if isinstance(self.dialog, LabelDock):
            self.dialog.check(source)
