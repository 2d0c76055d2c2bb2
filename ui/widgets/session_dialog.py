"""A dialog or panel that exists once per session, wherever it is opened from."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from ...processing.app.i18n import tr
from .message import Message
from .notice import Notice
from .session_dock import SessionDock
from .weakly import weakly


class SessionDialog(QDialog):
    """A dialog whose work continues while it is closed.

    Attributes:
        ended: Emitted at the end of a task, with the dialog's message about it.
    """

    ended = pyqtSignal(Message)

    def stop(self) -> None:
        """Stop all work for good."""
        raise AssertionError(f"{type(self).__name__} does not stop what it started")


class DialogEntry:
    """Owns the dialog or panel and reports tasks that end while it is closed; a subclass creates it.

    Args:
        iface: Interface of QGIS Desktop.
        button: Object name of the button in the message.
    """

    def __init__(self, iface: QgisInterface, button: str) -> None:
        self._iface = iface
        self._dialog: SessionDialog | SessionDock | None = None
        self._notice = Notice(iface, button, weakly(self.open))

    @property
    def dialog(self) -> SessionDialog | SessionDock | None:
        """The dialog or panel; None = not opened yet."""
        return self._dialog

    def make(self) -> SessionDialog | SessionDock:
        """Create the dialog and connect its signals."""
        raise AssertionError(f"{type(self).__name__} does not make its dialog")

    def open(self) -> None:
        """Show the dialog; created on first use."""
        if self._dialog is None:
            self._dialog = self.make()
            self._dialog.ended.connect(self._tell_of_end)
        self._notice.dismiss()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def remove(self) -> None:
        """Stop all work and remove everything from QGIS's window."""
        self._notice.dismiss()
        if self._dialog is not None:
            self._dialog.stop()
            if not sip.isdeleted(self._dialog):
                self._dialog.close()
                if isinstance(self._dialog, SessionDock):
                    self._iface.removeDockWidget(self._dialog)
                self._dialog.deleteLater()
            self._dialog = None

    def _tell_of_end(self, words: Message) -> None:
        if self._dialog is not None and not self._dialog.isVisible():
            self._notice.tell(words.title, tr("Show..."), words.level)
