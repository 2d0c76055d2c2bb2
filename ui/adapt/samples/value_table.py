"""A class for each value of the class field that the model does not know."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from ....contract.card import CardClass
from ....processing.app.i18n import tr
from ...widgets.small import swatch

_MOST = 50
_ROWS = 4


class ValueTable(QTableWidget):
    """Table with a row per unknown value and the classes to choose from; hidden while empty.

    Attributes:
        changed: Emitted when the user chooses a class.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setObjectName("values")
        self.setHorizontalHeaderLabels([tr("Field value"), tr("Class")])
        self.setAccessibleName(tr("Classes of the field values"))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMaximumHeight(round((_ROWS + 1) * 1.7 * self.fontMetrics().height()))
        self._boxes: list[QComboBox] = []
        self.hide()

    def forget(self) -> None:
        """Clear the table for another field or model."""
        self.setRowCount(0)
        self._boxes.clear()
        self.hide()

    def add(self, values: Iterable[str], classes: tuple[CardClass, ...]) -> None:
        """Ask for the class of more values."""
        for value in sorted(set(values) - set(self._texts()) - {""})[: _MOST - self.rowCount()]:
            row = self.rowCount()
            self.insertRow(row)
            item = QTableWidgetItem(value)
            self.setItem(row, 0, item)
            combo = QComboBox()
            combo.setAccessibleName(tr("Class of {}").format(value))
            combo.addItem(tr("None: skip"), None)
            for entry in classes:
                combo.addItem(swatch(entry.color), tr(entry.title), entry.value)
            combo.currentIndexChanged.connect(self.changed)
            self.setCellWidget(row, 1, combo)
            self._boxes.append(combo)
        self.setVisible(self.rowCount() > 0)

    def chosen(self) -> dict[str, int]:
        """The user's choices: value in the field -> value of the class."""
        chosen = {text: box.currentData() for text, box in zip(self._texts(), self._boxes, strict=True)}
        return {text: value for text, value in chosen.items() if value is not None}

    def _texts(self) -> list[str]:
        return [self.item(row, 0).text() for row in range(self.rowCount())]
