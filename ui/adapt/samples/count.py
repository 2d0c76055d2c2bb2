"""Counts the samples per class."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from qgis.core import Qgis, QgsDistanceArea, QgsFeature, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QElapsedTimer, QObject, QTimer, pyqtBoundSignal, pyqtSignal

from ....contract.card import CardClass
from ....processing.bases.sample_parameters import class_text

_SLICE_MS = 20


@dataclass
class ClassCount:
    """Samples of one class: their number, and their area in square metres on the ellipsoid."""

    samples: int = 0
    area_m2: float = 0.0


@dataclass
class Count:
    """All samples of a layer.

    Attributes:
        classes: Value of a class -> its samples.
        foreign: Value of the class field that is no class of the model -> number of samples; empty text = no value.
    """

    classes: dict[int, ClassCount] = field(default_factory=dict)
    foreign: dict[str, int] = field(default_factory=dict)

    @property
    def samples(self) -> int:
        """Number of samples with a known class."""
        return sum(count.samples for count in self.classes.values())


class SampleCounter(QObject):
    """Counts the samples of a layer while it is edited, in slices, so that a large layer does not freeze the window.

    Attributes:
        count: The last complete count.
        changed: Emitted after a new count.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.count = Count()
        self._layer: QgsVectorLayer | None = None
        self._work: Iterator[None] = iter(())
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._begin)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._go_on)
        self._known: dict[str, int] = {}
        self._values: dict[str, int] = {}
        self._field, self._radius = "", 0.0

    def follow(
        self,
        layer: QgsVectorLayer | None,
        field_name: str,
        classes: tuple[CardClass, ...],
        values: dict[str, int],
        radius: float,
    ) -> None:
        """Follow a layer and count its samples.

        Args:
            layer: Layer of polygons or points; None = no layer.
            field_name: Name of the class field.
            classes: Classes of the model.
            values: Text in the field -> value of a class; takes precedence over the value, name and title of a class.
            radius: Radius of a point sample, metres.
        """
        if layer is not self._layer:
            self._leave()
            self._layer = layer
            if layer is not None:
                for signal in self._signals(layer):
                    signal.connect(self._again.start)
        self._known, self._values = _known_values(classes), values
        self._field, self._radius = field_name, radius
        self._again.start()

    def _leave(self) -> None:
        if self._layer is not None and not sip.isdeleted(self._layer):
            for signal in self._signals(self._layer):
                signal.disconnect(self._again.start)
        self._layer = None

    @staticmethod
    def _signals(layer: QgsVectorLayer) -> list[pyqtBoundSignal]:
        return [
            layer.featureAdded,
            layer.featureDeleted,
            layer.geometryChanged,
            layer.attributeValueChanged,
            layer.afterRollBack,
            layer.dataChanged,
            layer.subsetStringChanged,
        ]

    def _begin(self) -> None:
        self._work = self._tally()
        self._turn.start(0)

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        for _ in self._work:
            if clock.elapsed() > _SLICE_MS:
                return
        self._turn.stop()

    def _tally(self) -> Iterator[None]:
        count = Count({value: ClassCount() for value in self._known.values()})
        layer = self._layer
        index = layer.fields().indexOf(self._field) if layer is not None and not sip.isdeleted(layer) else -1
        if layer is not None and index >= 0:
            project, measure = QgsProject.instance(), QgsDistanceArea()
            measure.setSourceCrs(layer.crs(), project.transformContext())
            measure.setEllipsoid(layer.crs().ellipsoidAcronym() or "WGS84")
            for feature in layer.getFeatures(QgsFeatureRequest().setSubsetOfAttributes([index])):
                self._add(count, feature, feature.attribute(index), measure)
                yield
        self.count = count
        self.changed.emit()

    def _add(self, count: Count, feature: QgsFeature, attribute: object, measure: QgsDistanceArea) -> None:
        text = class_text(attribute)
        value = self._values.get(text, self._known.get(text.casefold()))
        if not feature.hasGeometry():
            return
        if value is None:
            count.foreign[text] = count.foreign.get(text, 0) + 1
            return
        of_class = count.classes[value]
        of_class.samples += 1
        if feature.geometry().type() == Qgis.GeometryType.Polygon:
            of_class.area_m2 += measure.convertAreaMeasurement(
                measure.measureArea(feature.geometry()), Qgis.AreaUnit.SquareMeters
            )
        else:
            of_class.area_m2 += math.pi * self._radius**2


def _known_values(classes: tuple[CardClass, ...]) -> dict[str, int]:
    """Value, name or title of a class, in lower case -> value of the class."""
    texts: dict[str, int] = {}
    for entry in classes:
        for text in (str(entry.value), entry.name, entry.title):
            texts.setdefault(text.casefold(), entry.value)
    return texts
