"""The parameters REFERENCE, CLASS_FIELD and CLASS_VALUES: reference points or polygons for the engine."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ...contract.errors import RequestError
from ...contract.requests import ReferencePoints, ReferencePolygons, SampleDesign
from ..app.i18n import tr
from ..layers.raster_facts import year_in
from ..layers.sample_layer import LABEL, design_of
from ..parameters.areas import crs_text, plain_wkt
from ..parameters.class_text import parse_class_values
from ..parameters.common import text_parameter
from .algorithm import BaseAlgorithm
from .fields_by_year import fields_by_year
from .sample_parameters import CLASS_FIELD, CLASS_VALUES, class_text

REFERENCE = "REFERENCE"

_EXAMPLE = "lawn=green,water=other"


def add_reference(algorithm: BaseAlgorithm, *, by_year: bool = False) -> None:
    """Add the parameters to an algorithm; with ``by_year`` there may be a class field of each year."""
    shapes = [Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorPolygon]
    title = tr("Reference points or polygons")
    algorithm.add(QgsProcessingParameterFeatureSource(REFERENCE, title, shapes, optional=True))
    field = tr("Class fields by year") if by_year else tr("Class field")
    algorithm.add(
        QgsProcessingParameterField(CLASS_FIELD, field, LABEL, REFERENCE, allowMultiple=by_year, optional=True)
    )
    algorithm.add(text_parameter(CLASS_VALUES, tr("Classes of the reference's values, as in {}").format(_EXAMPLE)))


def read_values(algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
    """Classes of the reference's values.

    Raises:
        RequestError: CLASS_VALUES is malformed.
    """
    return parse_class_values(algorithm.text(parameters, CLASS_VALUES, context), _EXAMPLE)


def class_fields(
    algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[int | None, str]:
    """Year -> class field of that year; None = a single field whose name has no year.

    Raises:
        RequestError: Of several fields one has no year in its name, or two are of the same year.
    """
    names = algorithm.parameterAsStrings(parameters, CLASS_FIELD, context)
    if len(names) == 1:
        return {year_in(names[0]): names[0]}
    found: dict[int | None, str] = {}
    found.update(fields_by_year(CLASS_FIELD, names, "label_2018").items())
    return found


def read_reference(
    algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, field: str = ""
) -> ReferencePoints | ReferencePolygons | None:
    """Read the reference of an algorithm; None = no layer was given.

    Args:
        algorithm: Algorithm with the parameters of :func:`add_reference`.
        parameters: Parameters of the run.
        context: Context of the run.
        field: Name of the class field; empty = the one that CLASS_FIELD names.

    Raises:
        RequestError: The field does not exist, or the layer has neither points nor polygons.
    """
    source = algorithm.parameterAsSource(parameters, REFERENCE, context)
    if source is None:
        return None
    name = field or algorithm.parameterAsString(parameters, CLASS_FIELD, context)
    index = source.fields().lookupField(name)
    if index < 0:
        known = ", ".join(field.name() for field in source.fields()) or tr("none")
        raise RequestError(
            tr("{}: the reference has no field {}.").format(CLASS_FIELD, repr(name)),
            tr("Fields of the reference: {}.").format(known),
        )
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind == Qgis.GeometryType.Point:
        layer = algorithm.parameterAsVectorLayer(parameters, REFERENCE, context)
        return _points(source, index, design_of(layer) if layer is not None else None)
    if kind == Qgis.GeometryType.Polygon:
        return _polygons(source, index)
    raise RequestError(
        tr("The reference {} has neither points nor polygons.").format(source.sourceName()),
        tr("Choose another layer as {}.").format(REFERENCE),
    )


def _points(source: QgsProcessingFeatureSource, index: int, design: SampleDesign | None) -> ReferencePoints:
    fields = source.fields()
    stratum, pixels, lon, lat = (fields.lookupField(name) for name in ("stratum", "stratum_px", "lon", "lat"))
    x, y, labels, strata, sizes = [], [], [], [], []
    drawn: list[tuple[float, float] | None] = []
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest(), unchecked):
        if not feature.hasGeometry() or feature.geometry().isEmpty():
            continue
        point = feature.geometry().vertexAt(0)
        x.append(point.x())
        y.append(point.y())
        labels.append(class_text(feature[index]))
        strata.append(class_text(feature[stratum]) if stratum >= 0 else "")
        sizes.append(_number(feature[pixels]) or 0.0 if pixels >= 0 else 0.0)
        place = [_number(feature[field]) if field >= 0 else None for field in (lon, lat)]
        drawn.append(None if place[0] is None or place[1] is None else (place[0], place[1]))
    return ReferencePoints(
        crs=crs_text(source.sourceCrs()),
        x=tuple(x),
        y=tuple(y),
        labels=tuple(labels),
        strata=tuple(strata),
        stratum_pixels=tuple(sizes),
        drawn=tuple(drawn),
        design=design,
    )


def _polygons(source: QgsProcessingFeatureSource, index: int) -> ReferencePolygons:
    # QGIS does not check them: the engine repairs invalid geometries.
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    found = [
        (plain_wkt(feature.geometry()), class_text(feature[index]))
        for feature in source.getFeatures(QgsFeatureRequest(), unchecked)
        if feature.hasGeometry() and not feature.geometry().isEmpty()
    ]
    return ReferencePolygons(
        crs=crs_text(source.sourceCrs()), wkt=tuple(wkt for wkt, _ in found), labels=tuple(label for _, label in found)
    )


def _number(value: Any) -> float | None:
    """A number of a field; None = empty, or no number."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
