"""Where QGIS's window leads to the dialog, and where it leads to from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgisInterface

from ..widgets.session_dialog import DialogEntry
from .dialog import AdaptDialog


class AdaptEntry(DialogEntry):
    """Owns the dialog.

    Args:
        iface: QGIS's interface.
        open_algorithm: Opens the dialog of an algorithm, by its id, with parameters filled in.
    """

    def __init__(self, iface: QgisInterface, open_algorithm: Callable[[str, dict[str, Any]], None]) -> None:
        super().__init__(iface, "onemetre_show_adaptation")
        self._open_algorithm = open_algorithm

    def make(self) -> AdaptDialog:
        """The dialog, connected."""
        dialog = AdaptDialog(self._iface)
        dialog.map_wanted.connect(self._open_algorithm)
        return dialog
