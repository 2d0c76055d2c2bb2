"""The group Where to label next on the second page, which asks the model itself."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QHBoxLayout, QProgressBar, QVBoxLayout

from ....processing.app.i18n import tr
from ...widgets.small import button, text_label
from .doubt_search import DoubtSearch


class DoubtBox(QGroupBox):
    """Shows a search for doubtful places.

    Attributes:
        search: Search to show.
        wanted, go_on: Emitted when the user presses the button.
    """

    wanted = pyqtSignal()
    go_on = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(tr("Where to label next"))
        self.search = DoubtSearch()
        self._text = text_label("doubts")
        self._bar = QProgressBar()
        self._bar.setObjectName("doubts_progress")
        self._find = button("find_doubts", tr("&Find Places"))
        self._next = button("next_doubt", tr("Ne&xt Place"))
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addStretch()
        row.addWidget(self._find)
        row.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.addWidget(self._text)
        layout.addLayout(row)
        self._find.clicked.connect(self.wanted)
        self._next.clicked.connect(self.go_on)
        self.search.progress.connect(self._advance)
        self.search.changed.connect(self._render)
        self._render()

    def _advance(self, percent: float) -> None:
        self._bar.setValue(round(percent))

    def _render(self) -> None:
        busy, place = self.search.busy, self.search.place
        self._bar.setVisible(busy)
        self._find.setEnabled(not busy)
        self._next.setEnabled(not busy and self.search.layer is not None)
        if busy:
            self._text.setText(tr("Mapping the visible part of the image..."))
        elif place is not None:
            number, places, certain = place
            self._text.setText(
                tr("Place {} of {}: the model is {:.0f} % certain here.").format(number, places, certain)
            )
        elif self.search.layer is not None:
            self._text.setText(tr("{} places are marked.").format(self.search.layer.featureCount()))
        else:
            self._text.setText(
                tr("Finds the places where the model is least certain, in the visible part of the image.")
            )
