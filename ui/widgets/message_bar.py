"""Messages in OneMetre's windows: one sentence, what to do, and at most one button."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from .labels import in_labels
from .small import button, note


class Messages(QgsMessageBar):
    """A message bar whose texts wrap, so that it fits a narrow window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("onemetre_messages")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def tell(
        self,
        text: str,
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        action: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Show a message in place of the previous one.

        Args:
            text: What went wrong or was done, and what to do next.
            level: Severity of the message.
            action: Text of the button; empty = no button.
            do: Called when the button is pressed.
        """
        self.clearWidgets()
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        label = note("message")
        label.setText(in_labels(text))
        column.addWidget(label)
        if do is not None:
            pressed = button("message_action", action)
            pressed.clicked.connect(do)
            column.addWidget(pressed)
        self.pushWidget(box, level)
