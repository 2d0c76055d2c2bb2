"""The parameters ZONES and ZONE_NAME: named parts of an area, for the engine."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsProcessingContext,
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
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    names, wkt = [], []
    for number, feature in enumerate(source.getFeatures(QgsFeatureRequest(), unchecked), start=1):
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            names.append((class_text(feature[index]) if field else "") or str(number))
            wkt.append(plain_wkt(feature.geometry()))
    crs = crs_text(source.sourceCrs())
    if not wkt or not crs:
        raise AreaError(
            tr("The zones {} have no polygons, or no coordinate system.").format(source.sourceName()),
            tr("Choose another layer as {}.").format(layer),
        )
    return Zones(names=tuple(names), wkt=tuple(wkt), crs=crs)
