"""The parameters SAMPLES, CLASS_FIELD, CLASS_VALUES and RADIUS: drawn samples for the engine."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ...contract.errors import RequestError
from ...contract.requests import DrawnSample, Samples
from ..app.i18n import tr
from ..parameters.areas import crs_text, plain_wkt
from ..parameters.class_text import parse_class_values
from ..parameters.common import NUMBER, number_parameter, text_parameter
from .algorithm import BaseAlgorithm

SAMPLES, CLASS_FIELD, CLASS_VALUES, RADIUS = "SAMPLES", "CLASS_FIELD", "CLASS_VALUES", "RADIUS"
FIELD = "class"
"""Default name of the class field."""

_EXAMPLE = "tree=green,roof=other"
_TYPES = (
    QMetaType.Type.Bool, QMetaType.Type.Int, QMetaType.Type.UInt, QMetaType.Type.LongLong, QMetaType.Type.ULongLong,
    QMetaType.Type.Double, QMetaType.Type.QString,
)  # fmt: skip


def add_samples(algorithm: BaseAlgorithm, *, optional: bool) -> None:
    """Add the parameters to an algorithm."""
    shapes = [Qgis.ProcessingSourceType.VectorPolygon, Qgis.ProcessingSourceType.VectorPoint]
    algorithm.add(QgsProcessingParameterFeatureSource(SAMPLES, tr("Samples"), shapes, optional=optional))
    algorithm.add(QgsProcessingParameterField(CLASS_FIELD, tr("Class field"), FIELD, SAMPLES, optional=optional))
    algorithm.add(text_parameter(CLASS_VALUES, tr("Classes of the field's values, as in {}").format(_EXAMPLE)))
    algorithm.add(number_parameter(RADIUS, tr("Radius of points, metres"), NUMBER, 0.01, 10_000, 2))


def read_samples(
    algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, *, shapes: bool = True
) -> Samples | None:
    """Read the samples of an algorithm.

    Args:
        algorithm: Algorithm with the parameters of :func:`add_samples`.
        parameters: Parameters of the run.
        context: Context of the run.
        shapes: Whether to read the features of the layer; otherwise it is only checked.

    Returns:
        The samples; None = no layer was given.

    Raises:
        RequestError: The field does not exist or cannot name classes, or CLASS_VALUES is malformed.
    """
    values = parse_class_values(algorithm.text(parameters, CLASS_VALUES, context), _EXAMPLE)
    source = algorithm.parameterAsSource(parameters, SAMPLES, context)
    if source is None:
        return None
    field = _field(source, algorithm.parameterAsString(parameters, CLASS_FIELD, context))
    return Samples(
        drawn=_drawn(source, field) if shapes else (),
        crs=crs_text(source.sourceCrs()),
        values=values,
        radius_m=algorithm.number(parameters, RADIUS, context) or 0.0,
    )


def _field(source: QgsProcessingFeatureSource, name: str) -> str:
    fields = source.fields()
    usable = ", ".join(field.name() for field in fields if field.type() in _TYPES) or tr("none")
    hint = tr("Fields of the samples that can name a class: {}.").format(usable)
    index = fields.lookupField(name)
    if index < 0:
        raise RequestError(tr("{}: the samples have no field {}.").format(CLASS_FIELD, repr(name)), hint)
    field = fields[index]
    if field.type() not in _TYPES:
        raise RequestError(
            tr("{}: the field {} has the type {}, which cannot name a class.").format(
                CLASS_FIELD, field.name(), field.typeName()
            ),
            hint,
        )
    return str(field.name())


def _drawn(source: QgsProcessingFeatureSource, field: str) -> tuple[DrawnSample, ...]:
    request = QgsFeatureRequest().setSubsetOfAttributes([field], source.fields())
    # QGIS does not check them: the engine repairs invalid geometries.
    features = source.getFeatures(request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks)
    return tuple(
        DrawnSample(wkt=plain_wkt(feature.geometry()), value=class_text(feature[field]))
        for feature in features
        if feature.hasGeometry() and not feature.geometry().isEmpty()
    )


def class_text(value: Any) -> str:
    """Value of a field as text; empty = no value. Whole numbers have no decimals, whatever the field's type."""
    if value is None or (isinstance(value, QVariant) and value.isNull()):
        return ""
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        return str(int(value))
    return str(value).strip()
