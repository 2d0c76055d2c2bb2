"""The page on which points and interpreter are chosen."""

from __future__ import annotations

from qgis.core import Qgis, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...processing.app.i18n import tr
from ...processing.app.settings import settings
from ..widgets.layer_choice import LayerChoice
from ..widgets.small import button, lead_to_fields, note, show_text, text_label
from .session import SHARE


class StartPage(QWidget):
    """Form with the layer, the name of the interpreter, and first label or second opinion.

    Attributes:
        start: Emitted to begin.
        draw: Emitted to draw new points.
    """

    start = pyqtSignal()
    draw = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.points = LayerChoice("points", Qgis.LayerFilter.PointLayer, tr("No points chosen"))
        self.interpreter = QLineEdit(settings().interpreter.value())
        self.interpreter.setObjectName("interpreter")
        self.interpreter.setPlaceholderText(tr("Name or initials, stored beside each label"))
        self._draw = button("draw_points", tr("Dr&aw Points..."))
        self._first = QRadioButton(tr("La&bel the points"))
        self._first.setObjectName("first_opinion")
        self._first.setChecked(True)
        self._second = QRadioButton(tr("Second opinion on a random share o&f"))
        self._second.setObjectName("second_opinion")
        self._second.setToolTip(tr("Another interpreter labels these points again, without the first labels"))
        self.share = QSpinBox()
        self.share.setObjectName("share")
        self.share.setAccessibleName(tr("Share of the points, percent"))
        self.share.setRange(1, 100)
        self.share.setValue(SHARE)
        self.share.setSuffix(" %")
        self._start = button("start_labelling", tr("S&tart Labelling"))
        self._about = text_label("about_labelling")
        self._about.setText(
            tr(
                "The points come in random order, each on two small maps without the map under test. A key labels the "
                "class of the yellow pixel; the white square around it is 10 m wide. Each label is stored at once."
            )
        )
        self._status = note("drawing_status")
        self._bar = QProgressBar()
        self._bar.setObjectName("drawing_bar")
        self._lay_out()
        self._start.clicked.connect(self.start)
        self._draw.clicked.connect(self.draw)
        self.interpreter.returnPressed.connect(self.start)
        self.interpreter.textChanged.connect(self.render)
        self.points.layerChanged.connect(self.render)
        self._second.toggled.connect(self.render)
        self.show_drawing("", busy=False)

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The chosen points."""
        return self.points.currentLayer()

    @property
    def name(self) -> str:
        """Who labels."""
        return str(self.interpreter.text()).strip()

    @property
    def second(self) -> float | None:
        """Share of a second opinion, percent; None = the first labels."""
        return float(self.share.value()) if self._second.isChecked() else None

    @property
    def ready(self) -> bool:
        """Whether everything is chosen."""
        return self.layer is not None and bool(self.name)

    def show_drawing(self, words: str, *, busy: bool) -> None:
        """Show that points are being drawn."""
        self._busy = busy
        show_text(self._status, words)
        self._bar.setVisible(busy)
        self._bar.setValue(0)
        self.render()

    def show_progress(self, percent: float) -> None:
        """Show how far the drawing is, percent."""
        self._bar.setValue(round(percent))

    def render(self, *_: object) -> None:
        """Offer what is possible."""
        self.share.setEnabled(self._second.isChecked())
        self._start.setEnabled(self.ready and not self._busy)
        self._draw.setEnabled(not self._busy)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.points, 1)
        row.addWidget(self._draw)
        field = QWidget()
        field.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Poi&nts"), field)
        form.addRow(tr("&Interpreter"), self.interpreter)
        lead_to_fields(form)
        share = QHBoxLayout()
        share.addWidget(self._second)
        share.addWidget(self.share)
        share.addStretch()
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self._first)
        column.addLayout(share)
        column.addWidget(self._about)
        column.addWidget(self._status)
        column.addWidget(self._bar)
        column.addStretch()
        column.addLayout(last)
