"""Fifth page: what came of it."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...widgets.heading import Heading
from ...widgets.message import Message
from ...widgets.small import button, text_label


class ResultPage(QWidget):
    """Shows what it is told; what is pressed is the dialog's business.

    Attributes:
        compare: Map what is seen, with both models.
        swipe: Begin or end to swipe between the maps; with which of both.
        report: Open the report.
        map_with: Open the mapping algorithm with the model.
    """

    compare = pyqtSignal()
    swipe = pyqtSignal(bool)
    report = pyqtSignal()
    map_with = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._heading = Heading()
        self._figures = text_label("f1_figures")
        self._about = text_label("about_comparison")
        self._about.setText(tr("Maps what is seen of the image with the model before and with the adapted one."))
        self._bar = QProgressBar()
        self._bar.setObjectName("compare_progress")
        self._compare = button("compare", tr("&Compare on the Map"))
        self._swipe = button("swipe", tr("&Swipe"))
        self._swipe.setCheckable(True)
        self._report = button("report", tr("&Report"))
        self._map = button("map_with", tr("&Map with It..."))
        self._compare.clicked.connect(self.compare)
        self._swipe.clicked.connect(self.swipe)
        self._report.clicked.connect(self.report)
        self._map.clicked.connect(self.map_with)
        self._box = QGroupBox(tr("Before and after"))
        self._lay_out()
        self.show_comparison(busy=False, possible=False, swiping=False)

    def show_verdict(self, verdict: Message, figures: str, *, usable: bool) -> None:
        """What came of it.

        Args:
            verdict: In words.
            figures: Before and after; empty = there are none.
            usable: Whether there is a new model.
        """
        self._heading.show_words(verdict)
        self._figures.setText(figures)
        self._figures.setVisible(bool(figures))
        self._box.setVisible(usable)
        self._map.setVisible(usable)

    def show_comparison(self, *, busy: bool, possible: bool, swiping: bool) -> None:
        """Whether maps are being made, whether both are there, and whether they are swiped."""
        self._bar.setVisible(busy)
        self._compare.setEnabled(not busy)
        self._swipe.setEnabled(possible and not busy)
        self._swipe.setChecked(swiping)

    def show_progress(self, percent: float) -> None:
        """Of the maps."""
        self._bar.setValue(round(percent))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addStretch()
        row.addWidget(self._compare)
        row.addWidget(self._swipe)
        box = QVBoxLayout(self._box)
        box.addWidget(self._about)
        box.addLayout(row)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._report)
        last.addWidget(self._map)
        layout = QVBoxLayout(self)
        layout.addWidget(self._heading)
        layout.addWidget(self._figures)
        layout.addWidget(self._box)
        layout.addLayout(last)
        layout.addStretch()
