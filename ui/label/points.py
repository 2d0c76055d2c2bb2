"""A layer of points to label: reads it, and writes each label at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import Qgis, QgsEditorWidgetSetup, QgsFeatureRequest, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...contract.errors import OutputError, RequestError
from ...processing.app.i18n import tr
from ...processing.bases.sample_parameters import class_text
from ...processing.layers.sample_layer import classes_of, design_of
from .opinion import FIRST, SECOND, Opinion

NUMBER = "number"


class PointGoneError(RequestError):
    """The point was deleted in the meantime."""


@dataclass(frozen=True)
class Point:
    """A point of the layer.

    Attributes:
        id: Id of its feature.
        number: Place in the random order, from 1.
        place: Where it is, in the coordinate system of the layer.
        labels: Field of an opinion -> its label; None = not labelled.
        interpreters: Field of an opinion's label -> who gave it; empty = not known.
    """

    id: int
    number: int
    place: QgsPointXY
    labels: Mapping[str, int | None]
    interpreters: Mapping[str, str]


class LabelPoints(QObject):
    """Points that ``onemetre:samplepoints`` drew.

    Args:
        layer: Layer of the project.

    Attributes:
        layer: The layer.
        classes: Classes to choose from.
        design: How the points were drawn.
        points: Id -> point, in the random order.
        changed: Emitted when points or labels were changed by something else.

    Raises:
        EngineError: The layer is no sample, or cannot be edited.
    """

    changed = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__()
        self.layer = layer
        self.classes = classes_of(layer)
        design = design_of(layer)
        fields = layer.fields()
        if design is None or not self.classes or min(fields.lookupField(name) for name in (NUMBER, FIRST.label)) < 0:
            raise RequestError(
                tr("{} does not say how its points were drawn.").format(layer.name()),
                tr("Choose points that were made by Draw points to label."),
            )
        self.design = design
        self._refuse_editing()
        self._writing = False
        self.points: dict[int, Point] = {}
        self._read()
        layer.afterCommitChanges.connect(self._look_again)

    def prepare(self, opinion: Opinion) -> None:
        """Add the fields of an opinion that the layer lacks.

        Raises:
            EngineError: The layer cannot be edited.
        """
        self._refuse_editing()
        layer = self.layer
        missing = [field for field in opinion.fields if layer.fields().lookupField(field.name()) < 0]
        if not missing:
            return
        if not layer.dataProvider().addAttributes(missing):
            raise OutputError(
                tr("{} cannot get the fields of the labels.").format(layer.name()), tr("Save it as a GeoPackage.")
            )
        layer.updateFields()
        choices = layer.editorWidgetSetup(layer.fields().lookupField(FIRST.label))
        if opinion is SECOND and choices.type() == "ValueMap":
            found = QgsEditorWidgetSetup(choices.type(), choices.config())
            layer.setEditorWidgetSetup(layer.fields().lookupField(SECOND.label), found)

    def read(self, point: int, opinion: Opinion) -> dict[str, Any]:
        """Values of the fields of an opinion at a point.

        Raises:
            PointGoneError: There is no such point any more.
        """
        feature = self.layer.getFeature(point)
        if not feature.isValid():
            self.refresh()
            raise PointGoneError(tr("This point was deleted."), tr("The next one is shown."))
        return {field.name(): feature[field.name()] for field in opinion.fields}

    def write(self, point: int, values: Mapping[str, Any]) -> None:
        """Store values of a point in the file.

        Raises:
            EngineError: The layer cannot be edited, or the point is gone.
        """
        self._refuse_editing()
        layer = self.layer
        if not layer.getFeature(point).isValid():
            self.refresh()
            raise PointGoneError(tr("This point was deleted."), tr("The next one is shown."))
        changes = {layer.fields().lookupField(name): value for name, value in values.items()}
        self._writing = True
        try:
            written = layer.startEditing() and layer.changeAttributeValues(point, changes) and layer.commitChanges()
            if not written:
                reason = "; ".join(layer.commitErrors()).rstrip(".")
                layer.rollBack()
                raise OutputError(
                    tr("The label was not stored in {}: {}.").format(layer.name(), reason or tr("unknown reason")),
                    tr("Close other programs that have the file open, and try again."),
                )
        finally:
            self._writing = False
        self._read([point])

    def refresh(self) -> None:
        """Read the layer again."""
        self._read()
        self.changed.emit()

    def _look_again(self, *_: object) -> None:
        if not self._writing:
            self.refresh()

    def _read(self, only: Iterable[int] = ()) -> None:
        request, ids = QgsFeatureRequest(), list(only)
        if ids:
            request.setFilterFids(ids)
        found = dict(self.points) if ids else {}
        names = self.layer.fields().names()
        opinions = [opinion for opinion in (FIRST, SECOND) if opinion.label in names]
        for feature in self.layer.getFeatures(request):
            number = _whole(feature[NUMBER])
            # A point that somebody added has no number, and is not part of the sample.
            if number is None or not feature.hasGeometry() or feature.geometry().isEmpty():
                continue
            place = feature.geometry().vertexAt(0)
            found[feature.id()] = Point(
                feature.id(),
                number,
                QgsPointXY(place.x(), place.y()),
                {one.label: _whole(feature[one.label]) for one in opinions},
                {one.label: class_text(feature[one.interpreter]) for one in opinions if one.interpreter in names},
            )
        self.points = dict(sorted(found.items(), key=lambda item: (item[1].number, item[0])))

    def _refuse_editing(self) -> None:
        layer = self.layer
        able = layer.dataProvider().capabilities() & Qgis.VectorProviderCapability.ChangeAttributeValues
        if layer.readOnly() or not able:
            raise RequestError(
                tr("{} cannot be edited.").format(layer.name()),
                tr("Save a copy of the points as a GeoPackage in a folder of yours, and label that."),
            )
        if layer.isEditable():
            raise RequestError(
                tr("{} is being edited.").format(layer.name()), tr("Save or cancel these edits before you label.")
            )


def is_sample(layer: object) -> bool:
    """Whether a layer holds points that ``onemetre:samplepoints`` drew."""
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.geometryType() == Qgis.GeometryType.Point
        and design_of(layer) is not None
        and bool(classes_of(layer))
    )


def _whole(value: Any) -> int | None:
    text = class_text(value)
    try:
        return int(text)
    except ValueError:
        return None
