"""A message in QGIS's window with a button that leads to a dialog of ours."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton

from .small import button


class Notice:
    """One message at a time.

    Args:
        iface: QGIS's interface.
        name: Of the button.
        show: What the button does.
    """

    def __init__(self, iface: QgisInterface, name: str, show: Callable[[], object]) -> None:
        self._iface = iface
        self._name = name
        self._show = show
        self._message: object = None

    def tell(self, text: str, action: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Say something, instead of what was said before."""
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
        """Take it away, if the user has not."""
        if self._message is not None and not sip.isdeleted(self._message):
            self._iface.messageBar().popWidget(self._message)
        self._message = None
