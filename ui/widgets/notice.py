"""A message in QGIS's main window with a button that opens one of OneMetre's dialogs."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from .small import button


class Notice:
    """Shows one message at a time.

    Args:
        iface: Interface of QGIS Desktop.
        name: Object name of the button.
        show: Called when the button is pressed.
    """

    def __init__(self, iface: QgisInterface, name: str, show: Callable[[], object]) -> None:
        self._iface = iface
        self._name = name
        self._show = show
        self._message: QWidget | None = None

    def tell(self, text: str, action: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Show a message in place of the previous one."""
        self.dismiss()
        bar = self._iface.messageBar()
        message = bar.createMessage("OneMetre", text)
        pressed: QPushButton = button(self._name, action)
        pressed.clicked.connect(self._pressed)
        message.layout().addWidget(pressed)
        self._message = bar.pushWidget(message, level)

    def _pressed(self) -> None:
        self._show()

    def dismiss(self) -> None:
        """Remove the message, unless the user has closed it."""
        if self._message is not None and not sip.isdeleted(self._message):
            self._iface.messageBar().popWidget(self._message)
        self._message = None
