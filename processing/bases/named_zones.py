"""The parameters ZONES and ZONE_NAME: named parts of an area, for the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...contract.errors import AreaError, RequestError
from ...contract.requests import Zones
from ..app.i18n import tr
from ..parameters.areas import crs_text, plain_wkt
from .algorithm import BaseAlgorithm
from .sample_parameters import class_text

ZONES, ZONE_NAME = "ZONES", "ZONE_NAME"


def add_zones(algorithm: BaseAlgorithm) -> None:
    """Add the parameters to an algorithm."""
    add_named_polygons(algorithm, (ZONES, tr("Zones")), (ZONE_NAME, tr("Field with the names of the zones")))


def add_named_polygons(algorithm: BaseAlgorithm, layer: tuple[str, str], field: tuple[str, str]) -> None:
    """Add parameters for polygons and the field with their names, each by name and title."""
    polygons = [Qgis.ProcessingSourceType.VectorPolygon]
    algorithm.add(QgsProcessingParameterFeatureSource(*layer, polygons, optional=True))
    algorithm.add(QgsProcessingParameterField(*field, None, layer[0], optional=True))


def read_zones(
    algorithm: BaseAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    layer: str = ZONES,
    name: str = ZONE_NAME,
) -> Zones | None:
    """Read named polygons of an algorithm; without a field they have numbers from 1. None = no polygons given.

    Args:
        algorithm: The algorithm.
        parameters: Parameters of the run.
        context: Processing context.
        layer: Name of the parameter with the polygons.
        name: Name of the parameter with the field.

    Raises:
        RequestError: The field does not exist.
        AreaError: The layer has no polygons, or no coordinate system.
    """
    source = algorithm.parameterAsSource(parameters, layer, context)
    if source is None:
        return None
    field = algorithm.parameterAsString(parameters, name, context)
    index = source.fields().lookupField(field) if field else -1
    if field and index < 0:
        known = ", ".join(one.name() for one in source.fields())
        raise RequestError(
            tr("{}: the zones have no field {}.").format(name, repr(field)),
            tr("Fields of the zones: {}.").format(known),
        )
    found = list(named_polygons(source, field))
    names = [name or str(number) for number, name, _, _ in found]
    wkt = [text for _, _, text, _ in found]
    crs = crs_text(source.sourceCrs())
    if not wkt or not crs:
        raise AreaError(
            tr("The zones {} have no polygons, or no coordinate system.").format(source.sourceName()),
            tr("Choose another layer as {}.").format(layer),
        )
    return Zones(names=tuple(names), wkt=tuple(wkt), crs=crs)


def named_polygons(
    source: QgsProcessingFeatureSource, field: str, others: Sequence[str] = ()
) -> Iterator[tuple[int, str, str, QgsFeature]]:
    """Number from 1, name, polygons as WKT, and feature of each feature that has a geometry.

    Args:
        source: Layer of polygons.
        field: Field with the names; empty = the features have none.
        others: Further fields that the features are to have.
    """
    fields = [name for name in (field, *others) if name]
    request = QgsFeatureRequest().setSubsetOfAttributes(fields, source.fields())
    # QGIS does not check them: the engine repairs invalid geometries.
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for number, feature in enumerate(source.getFeatures(request, unchecked), start=1):
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            name = class_text(feature[field]) if field else ""
            yield number, name, plain_wkt(feature.geometry()), feature
