"""A button that stays pressed while a swipe is on the map."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QPushButton, QWidget

from .swipe import Swipe


class HeldSwipe(QWidget):
    """Base of widgets with such a button, and with choices for the sides of the swipe.

    Args:
        button: The button; what is around it is laid out by the widget.

    Attributes:
        button: The button.
    """

    def __init__(self, button: QPushButton) -> None:
        super().__init__()
        self._swipe: Swipe | None = None
        self.button = button
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)

    def make_swipe(self) -> Swipe | None:
        """Put a swipe between the chosen sides on the map; None = they are none to compare."""
        raise AssertionError("every widget has its own")

    def end(self) -> None:
        """Remove the swipe from the map."""
        if self._swipe is not None:
            self._swipe.end()

    def _changed(self) -> None:
        """Begin again with other sides."""
        if self._swipe is not None:
            self._swipe.end()
            self.button.setChecked(True)

    def _toggled(self, down: bool) -> None:
        if not down:
            self.end()
            return
        self._swipe = self.make_swipe()
        if self._swipe is None:
            self.button.setChecked(False)
        else:
            self._swipe.ended.connect(self._ended)

    def _ended(self) -> None:
        self._swipe = None
        self.button.setChecked(False)
