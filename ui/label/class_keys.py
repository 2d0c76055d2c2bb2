"""Buttons and keys of the classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QGridLayout, QPushButton, QWidget

from ...contract.requests import NOT_SURE, ClassEntry
from ...processing.app.i18n import tr
from ..widgets.small import button, swatch
from ..widgets.weakly import weakly

_MOST_KEYS = 9
_COLUMNS = 2


def add_key(window: QWidget, name: str, keys: Sequence[str], do: Callable[..., object]) -> QAction:
    """Let keys do something wherever the focus is in a window; a key that is held down does it once."""
    action = QAction(window)
    action.setObjectName(name)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setAutoRepeat(False)
    action.triggered.connect(do)
    window.addAction(action)
    return action


class ClassKeys(QWidget):
    """A button with a key for each class, and one for not sure.

    Attributes:
        chosen: Emitted with the value of a class, or :data:`NOT_SURE`.
    """

    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[int, QPushButton] = {}
        self._actions: list[QAction] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_classes(self, classes: Sequence[ClassEntry], before: QWidget) -> None:
        """Offer other classes; their keys work in the parent of this widget.

        Args:
            classes: The classes.
            before: Widget from which the Tab key leads to the first of them.
        """
        window = self.parentWidget()
        for action in self._actions:
            window.removeAction(action)
            action.deleteLater()
        for old in self._buttons.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._actions, self._buttons = [], {}
        for number, one in enumerate(classes, 1):
            keys = [str(number)] if number <= _MOST_KEYS else []
            self._add(one.value, " ".join([*keys, "", tr(one.title)]), keys, window)
            self._buttons[one.value].setIcon(swatch(one.color))
        self._add(NOT_SURE, tr("0  Not sure"), ["0", "N"], window)
        for made in self._buttons.values():
            self.setTabOrder(before, made)
            before = made

    def show_label(self, label: int | None) -> None:
        """Mark the label of a point."""
        for value, pressed in self._buttons.items():
            pressed.setChecked(value == label)

    def _add(self, value: int, text: str, keys: Sequence[str], window: QWidget) -> None:
        made = button(f"class_{value}", text.strip().replace("&", "&&"))
        made.setCheckable(True)
        made.clicked.connect(weakly(self._choose, value))
        self._grid.addWidget(made, *divmod(len(self._buttons), _COLUMNS))
        self._buttons[value] = made
        if keys:
            self._actions.append(add_key(window, f"key_{value}", keys, weakly(self._choose, value)))

    def _choose(self, value: int, *_: object) -> None:
        self.chosen.emit(value)
