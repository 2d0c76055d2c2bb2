"""The table of the figures of a place by year."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from ...processing.app.i18n import tr
from .figures import YearFigures, unit_of

_MOST_ROWS = 8
_CELL_ROOM = 6


class FiguresTable(QTableWidget):
    """A row a year, as high as its rows; never wider than its window."""

    def __init__(self) -> None:
        super().__init__(0, 6)
        self.setObjectName("series_table")
        self.setAccessibleName(tr("Figures by year"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        # The Tab key leaves the table.
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _CELL_ROOM)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[YearFigures, ...]) -> None:
        """Show the figures."""
        unit = unit_of(rows)
        heads = {
            tr("Year"): "",
            unit.name: tr("Area of the class"),
            "%": tr("Share of the class in the ground that is known in this year"),
            tr("Gained"): tr("Area that became the class since the year before"),
            tr("Lost"): tr("Area that ceased to be the class since the year before"),
            tr("Known"): tr("Share of the place that is known in this year, percent"),
        }
        self.setRowCount(len(rows))
        for column, (title, tip) in enumerate(heads.items()):
            head = QTableWidgetItem(title)
            head.setToolTip(tip)
            self.setHorizontalHeaderItem(column, head)
        for number, row in enumerate(rows):
            texts = (
                str(row.year),
                unit.text(row.class_ha),
                _percent(row.class_pct),
                unit.text(row.gain_ha),
                unit.text(row.loss_ha),
                _percent(row.observed_pct),
            )
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                if column:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(number, column, cell)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the head and the rows, up to some; more scroll."""
        rows = min(self.rowCount(), _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + 4)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
