"""Where QGIS's window leads to the dialog, and where it leads to from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgisInterface
from qgis.PyQt import sip

from ...processing.i18n import tr
from ..notice import Notice
from ..setup_words import Words
from .dialog import AdaptDialog


class AdaptEntry:
    """Owns the dialog.

    Args:
        iface: QGIS's interface.
        open_algorithm: Opens the dialog of an algorithm, by its id, with parameters filled in.
    """

    def __init__(self, iface: QgisInterface, open_algorithm: Callable[[str, dict[str, Any]], None]) -> None:
        self._iface = iface
        self._open_algorithm = open_algorithm
        self._dialog: AdaptDialog | None = None
        self._notice = Notice(iface, "onemetre_show_adaptation", self.open)

    def open(self) -> None:
        """Show the dialog; the one that is there, if one is."""
        if self._dialog is None:
            self._dialog = AdaptDialog(self._iface)
            self._dialog.map_wanted.connect(self._open_algorithm)
            self._dialog.ended.connect(self._tell_of_end)
        self._notice.dismiss()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def remove(self) -> None:
        """End what runs and take everything out of the window."""
        self._notice.dismiss()
        if self._dialog is not None:
            self._dialog.stop()
            if not sip.isdeleted(self._dialog):
                self._dialog.close()
                self._dialog.deleteLater()
            self._dialog = None

    def _tell_of_end(self, words: Words) -> None:
        """Where the dialog was closed meanwhile."""
        if self._dialog is not None and not self._dialog.isVisible():
            self._notice.tell(words.title, tr("Show..."), words.level)
