"""The swipe between any two years of a series."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QHBoxLayout

from ....processing.app.i18n import tr
from ...dynamics.project_series import YearSeries
from ...swipe.held_swipe import HeldSwipe
from ...swipe.swipe import Swipe
from ...widgets.small import button, choice

_FEW_LETTERS = 4


class YearSwipe(HeldSwipe):
    """The swipe between the years of its sides.

    A side shows the map of its year, and no other map of the series.

    Args:
        canvas: Map canvas of QGIS.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(
            button("swipe_years", tr("Swipe"), tr("Compare two years of the series with a movable divider"))
        )
        self._canvas = canvas
        self._layers: dict[int, str] = {}
        self.years = (choice("swipe_first_year"), choice("swipe_last_year"))
        for box, title in zip(self.years, (tr("Year on the left"), tr("Year on the right")), strict=True):
            box.setAccessibleName(title)
            box.setMinimumContentsLength(_FEW_LETTERS)
            box.activated.connect(self._changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.years[0], 1)
        row.addWidget(self.button)
        row.addWidget(self.years[1], 1)

    def show_series(self, series: YearSeries | None) -> None:
        """Offer the years of a series: at first the first and the last one; a year that was chosen stays."""
        layers = dict(series.layers) if series is not None else {}
        self.setVisible(bool(layers))
        if layers == self._layers:
            return
        self.end()
        self._layers = layers
        for box, usual in zip(self.years, (0, len(layers) - 1), strict=True):
            before = box.currentText()
            box.clear()
            for year in layers:
                box.addItem(str(year), year)
            at = box.findText(before)
            box.setCurrentIndex(at if at >= 0 else usual)
        if self.years[0].currentIndex() == self.years[1].currentIndex():
            self.years[0].setCurrentIndex(0)
            self.years[1].setCurrentIndex(len(layers) - 1)

    def make_swipe(self) -> Swipe | None:
        """Put a swipe between the two years on the map; None = it is one year, or a map is gone."""
        left, right = (self._layer(box.currentData()) for box in self.years)
        if left is None or right is None or left is right:
            return None
        titles = (self.years[0].currentText(), self.years[1].currentText())
        known = QgsProject.instance().mapLayers()
        hidden = [known[name] for name in self._layers.values() if name in known]
        return Swipe(self._canvas, [left], [right], titles, hidden=hidden)

    def _layer(self, year: int | None) -> QgsMapLayer | None:
        return None if year is None else QgsProject.instance().mapLayer(self._layers[year])
