"""The classes of a model with the number and area of their samples; the selected class is drawn next."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from ....contract.card import CardClass
from ....processing.app.i18n import tr
from ...widgets.small import swatch
from .count import ClassCount, Count
from .words import area_text

_ROWS = 5


class ClassTable(QTreeWidget):
    """Table with one row per class.

    Attributes:
        chosen: Emitted with the value of the class to draw next.
    """

    chosen = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("classes")
        self.setAccessibleName(tr("Class to draw"))
        self.setRootIsDecorated(False)
        self.setHeaderLabels([tr("Class to draw"), tr("Samples"), tr("Drawn area")])
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setTabKeyNavigation(False)
        self.setFixedHeight(round((_ROWS + 0.5) * 1.4 * self.fontMetrics().height()))
        self.currentItemChanged.connect(self._announce)

    @property
    def value(self) -> int | None:
        """Value of the class to draw; None = none."""
        item = self.currentItem()
        return None if item is None else item.data(0, Qt.ItemDataRole.UserRole)

    def show_classes(self, classes: tuple[CardClass, ...]) -> None:
        """Show the classes of another model; selects the last one, usually the mapped class."""
        self.clear()
        for entry in classes:
            item = QTreeWidgetItem([tr(entry.title), "", ""])
            item.setIcon(0, swatch(entry.color))
            item.setData(0, Qt.ItemDataRole.UserRole, entry.value)
            for column in (1, 2):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        self.setCurrentItem(self.topLevelItem(len(classes) - 1))
        self.show_count(Count())

    def show_count(self, count: Count) -> None:
        """Show the number and area of the samples per class."""
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            of_class = count.classes.get(item.data(0, Qt.ItemDataRole.UserRole), ClassCount())
            item.setText(1, str(of_class.samples))
            item.setText(2, area_text(of_class.area_m2))

    def _announce(self) -> None:
        if self.value is not None:
            self.chosen.emit(self.value)
