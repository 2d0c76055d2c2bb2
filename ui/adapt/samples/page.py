"""Second page: samples, drawn here or from an existing layer."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingFeatureSourceDefinition, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ....contract.card import CardClass, ModelCard
from ....processing.app.i18n import tr
from ....processing.bases.sample_parameters import CLASS_FIELD, CLASS_VALUES, FIELD, RADIUS, SAMPLES
from ....processing.parameters.class_text import class_values_text
from ...widgets.field_choice import FieldChoice
from ...widgets.layer_choice import LayerChoice
from ...widgets.small import button, text_label
from .class_table import ClassTable
from .count import SampleCounter
from .doubt_box import DoubtBox
from .layer import draw_class
from .value_table import ValueTable
from .words import hints, only_samples

_RADIUS_M = 2.0


class SamplesPage(QWidget):
    """Form with the choices of the second page.

    Attributes:
        changed: Emitted after every change.
        lost: Emitted with the layer's name when the chosen layer leaves the project.
        new_layer, draw: Emitted when the user presses the button.
    """

    changed = pyqtSignal()
    lost = pyqtSignal(str)
    new_layer = pyqtSignal()
    draw = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._classes: tuple[CardClass, ...] = ()
        self._needed = False
        kinds = Qgis.LayerFilter.PolygonLayer | Qgis.LayerFilter.PointLayer
        self.samples = LayerChoice("samples", kinds, tr("No samples: train on the image only"))
        self.field = FieldChoice("field")
        self.radius = QDoubleSpinBox()
        self.radius.setObjectName("radius")
        self.radius.setRange(0.01, 10_000)
        self.radius.setValue(_RADIUS_M)
        self.radius.setSuffix(tr(" m"))
        self.values_asked = ValueTable()
        self.table = ClassTable()
        self.doubts = DoubtBox()
        self._new = button("new_layer", tr("New Sample &Layer..."))
        self._draw = button("draw", tr("&Draw"))
        self._hints = text_label("hints")
        self.counter = SampleCounter()
        self._lay_out()
        self.samples.layerChanged.connect(self._layer_changed)
        self.samples.lost.connect(self.lost)
        self.field.chosen.connect(self._field_changed)
        self.radius.valueChanged.connect(self._follow)
        self.values_asked.changed.connect(self._follow)
        self.table.chosen.connect(self._choose_class)
        self.counter.changed.connect(self._counted)
        self._new.clicked.connect(self.new_layer)
        self._draw.clicked.connect(self.draw)
        self._layer_changed()

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The chosen layer of samples; None = no samples."""
        return self.samples.currentLayer()

    def show_model(self, card: ModelCard) -> None:
        """Show the classes of another model."""
        self._needed = only_samples(card)
        classes = card.classes
        if classes != self._classes:
            self._classes = classes
            self.values_asked.forget()
            self.table.show_classes(classes)
            self._follow()

    def choose(self, layer: QgsVectorLayer) -> None:
        """Select a new layer."""
        self.samples.setLayer(layer)

    def problem(self) -> str:
        """What the user must still do; empty = nothing."""
        if self.layer is None and self._needed:
            return tr("This model learns from samples only. Choose a sample layer, or create one.")
        if self.layer is not None and not self.field.name:
            return tr("The sample layer has no field with the class.")
        if self.layer is not None and not self.counter.count.samples:
            return tr("The sample layer has no sample of a class of the model.")
        return ""

    def values(self) -> dict[str, Any]:
        """Values of the algorithm's parameters on this page."""
        if self.layer is None:
            return {}
        field = self.field.name
        chosen = self.values_asked.chosen()
        source: Any = self.layer.id()
        if left_out := sorted(set(self.counter.count.foreign) - {""}):
            texts = ", ".join("'" + text.replace("'", "''") + "'" for text in left_out)
            source = QgsProcessingFeatureSourceDefinition(
                source, filterExpression=f'"{field}" IS NULL OR trim(to_string("{field}")) NOT IN ({texts})'
            )
        return {
            SAMPLES: source,
            CLASS_FIELD: field,
            RADIUS: self.radius.value(),
            **({CLASS_VALUES: class_values_text(chosen)} if chosen else {}),
        }

    def _lay_out(self) -> None:
        layers = QHBoxLayout()
        layers.addWidget(self.samples, 1)
        layers.addWidget(self._new)
        self._form = QFormLayout()
        label = QLabel(tr("&Samples"))
        label.setBuddy(self.samples)
        self._form.addRow(label, layers)
        self._form.addRow(tr("&Class field"), self.field)
        self._form.addRow(tr("Point &radius"), self.radius)
        drawing = QHBoxLayout()
        drawing.addWidget(self._hints, 1)
        drawing.addWidget(self._draw)
        layout = QVBoxLayout(self)
        layout.addLayout(self._form)
        layout.addWidget(self.table)
        layout.addLayout(drawing)
        layout.addWidget(self.values_asked)
        layout.addWidget(self.doubts)
        layout.addStretch()

    def _layer_changed(self) -> None:
        layer = self.layer
        points = layer is not None and layer.geometryType() == Qgis.GeometryType.Point
        for widget, visible in ((self.field, layer is not None), (self.radius, points)):
            widget.setVisible(visible)
            self._form.labelForField(widget).setVisible(visible)
        self._draw.setVisible(layer is not None)
        self.field.show_layer(layer, FIELD)

    def _field_changed(self) -> None:
        self.values_asked.forget()
        self._follow()

    def _follow(self) -> None:
        self.counter.follow(self.layer, self.field.name, self._classes, self.values_asked.chosen(), self.radius.value())
        if self.table.value is not None:
            self._choose_class(self.table.value)

    def _choose_class(self, value: int) -> None:
        if self.layer is not None:
            draw_class(self.layer, self.field.name, value)

    def _counted(self) -> None:
        count = self.counter.count
        self.table.show_count(count)
        self.values_asked.add(count.foreign, self._classes)
        without = tr(
            "Without samples, the model only gets used to the look of the image, and no check is possible. It is saved "
            "only with the advanced option {}."
        ).format(tr("Save the model even if it is not better"))
        self._hints.setText("\n".join(hints(count, self._classes)) if self.layer is not None else without)
        self.changed.emit()
