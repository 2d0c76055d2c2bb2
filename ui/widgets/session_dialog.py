"""A dialog of which there is one for the whole session, whatever it is asked for by."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from ...processing.app.i18n import tr
from .message import Message
from .notice import Notice
from .weakly import weakly


class SessionDialog(QDialog):
    """A dialog whose work goes on while it is closed.

    Attributes:
        ended: Something that was started is over; with what the dialog says about it.
    """

    ended = pyqtSignal(Message)

    def stop(self) -> None:
        """End everything, for good."""
        raise AssertionError(f"{type(self).__name__} does not stop what it started")


class DialogEntry:
    """Owns the dialog, and tells of what ended while it was closed. A subclass makes it.

    Args:
        iface: QGIS's interface.
        button: Name of the button in the message.
    """

    def __init__(self, iface: QgisInterface, button: str) -> None:
        self._iface = iface
        self._dialog: SessionDialog | None = None
        self._notice = Notice(iface, button, weakly(self.open))

    def make(self) -> SessionDialog:
        """The dialog, connected."""
        raise AssertionError(f"{type(self).__name__} does not make its dialog")

    def open(self) -> None:
        """Show the dialog; the one that is there, if one is."""
        if self._dialog is None:
            self._dialog = self.make()
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

    def _tell_of_end(self, words: Message) -> None:
        if self._dialog is not None and not self._dialog.isVisible():
            self._notice.tell(words.title, tr("Show..."), words.level)
