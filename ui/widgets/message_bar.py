"""Messages in a window of ours: one sentence, what to do, and at most one button."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from .small import button, note


class Messages(QgsMessageBar):
    """A message bar that is as narrow as its window: its texts wrap."""

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
        """Show a message in the place of the one before.

        Args:
            text: What is wrong or done, and what to do.
            level: How serious it is.
            action: Text of the button; empty = there is none.
            do: What the button does.
        """
        self.clearWidgets()
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        label = note("message")
        label.setText(text)
        column.addWidget(label)
        if do is not None:
            pressed = button("message_action", action)
            pressed.clicked.connect(do)
            column.addWidget(pressed)
        self.pushWidget(box, level)
