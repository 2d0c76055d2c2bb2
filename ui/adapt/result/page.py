"""Fifth page: the result of the adaptation."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ....processing.app.i18n import tr
from ...widgets.heading import Heading
from ...widgets.message import Message
from ...widgets.small import button, text_label


class ResultPage(QWidget):
    """Displays the result; the dialog handles the buttons.

    Attributes:
        compare: Emitted to map the visible area with both models.
        swipe: Emitted to start (True) or end (False) the swipe between the maps.
        report: Emitted to open the report.
        map_with: Emitted to open the mapping algorithm with the adapted model.
        save: Emitted to save the adapted model that the check did not keep.
    """

    compare = pyqtSignal()
    swipe = pyqtSignal(bool)
    report = pyqtSignal()
    map_with = pyqtSignal()
    save = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._heading = Heading()
        self._figures = text_label("f1_figures")
        self._about = text_label("about_comparison")
        self._about.setText(tr("Maps the visible part of the image with the parent model and with the adapted one."))
        self._until = text_label("about_unsaved")
        self._until.setText(
            tr(
                "The adapted model is kept until you close this panel, and then deleted. Compare the maps, and save it "
                "anyway if you prefer its map: its card will state that it was not checked, or not proven better."
            )
        )
        self._bar = QProgressBar()
        self._bar.setObjectName("compare_progress")
        self._compare = button("compare", tr("&Compare on the Map"))
        self._swipe = button("swipe", tr("&Swipe"))
        self._swipe.setCheckable(True)
        self._report = button("report", tr("&Report"))
        self._map = button("map_with", tr("&Map with It..."))
        self._save = button("save_anyway", tr("Save &Anyway"))
        self._save.clicked.connect(self.save)
        self._compare.clicked.connect(self.compare)
        self._swipe.clicked.connect(self.swipe)
        self._report.clicked.connect(self.report)
        self._map.clicked.connect(self.map_with)
        self._box = QGroupBox(tr("Before and after"))
        self._lay_out()
        self.show_comparison(busy=False, possible=False, swiping=False)

    def show_verdict(self, verdict: Message, figures: str, *, usable: bool, unsaved: bool = False) -> None:
        """Show the result.

        Args:
            verdict: Result in plain words.
            figures: Accuracy before and after, as text; empty = not checked.
            usable: Whether an adapted model was saved.
            unsaved: Whether there is an adapted model that was not saved.
        """
        self._heading.show_words(verdict)
        self._figures.setText(figures)
        self._figures.setVisible(bool(figures))
        self._box.setVisible(usable or unsaved)
        self._map.setVisible(usable)
        self._until.setVisible(unsaved)
        self._save.setVisible(unsaved)

    def show_comparison(self, *, busy: bool, possible: bool, swiping: bool) -> None:
        """Show whether maps are being computed, whether both exist, and whether the swipe is on."""
        self._bar.setVisible(busy)
        self._compare.setEnabled(not busy)
        self._swipe.setEnabled(possible and not busy)
        self._swipe.setChecked(swiping)

    def show_saving(self, *, busy: bool) -> None:
        """Show whether the model is being saved."""
        self._save.setEnabled(not busy)

    def show_progress(self, percent: float) -> None:
        """Show the progress of the maps, percent."""
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
        for pressed in (self._report, self._save, self._map):
            last.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.addWidget(self._heading)
        layout.addWidget(self._figures)
        layout.addWidget(self._until)
        layout.addWidget(self._box)
        layout.addLayout(last)
        layout.addStretch()
