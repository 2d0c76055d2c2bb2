"""The parameters ZONES, ZONE_NAME and POPULATION: parts of the ground, with their people by year."""

from __future__ import annotations

import math
from typing import Any

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterField,
)
from qgis.PyQt.QtCore import QVariant

from ...contract.errors import AreaError, RequestError
from ...contract.requests import Zone
from ..app.i18n import tr
from ..parameters.areas import crs_text
from .algorithm import BaseAlgorithm
from .fields_by_year import fields_by_year
from .named_zones import ZONE_NAME, ZONES, named_polygons
from .named_zones import add_zones as add_named_zones

POPULATION = "POPULATION"


def add_zones(algorithm: BaseAlgorithm) -> None:
    """Add the parameters to an algorithm."""
    add_named_zones(algorithm)
    algorithm.add(
        QgsProcessingParameterField(
            POPULATION,
            tr("Fields with the population by year"),
            None,
            ZONES,
            Qgis.ProcessingFieldParameterDataType.Numeric,
            allowMultiple=True,
            optional=True,
        )
    )


def read_zones(
    algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[tuple[Zone, ...], str]:
    """Read the zones of an algorithm, and their coordinate system as text for the engine.

    Raises:
        AreaError: The layer has no polygons, or no coordinate system.
        RequestError: A field does not exist, or the fields of the population do not say of which years they are.
    """
    source = algorithm.parameterAsSource(parameters, ZONES, context)
    people = population_fields(algorithm, parameters, context)
    if source is None:
        return (), ""
    crs = crs_text(source.sourceCrs())
    if not crs:
        raise AreaError(
            tr("The zones {} have no coordinate system.").format(source.sourceName()),
            tr("Assign one first, with Assign projection or in the layer's properties."),
        )
    name = algorithm.parameterAsString(parameters, ZONE_NAME, context)
    for field in (name, *people.values()):
        if field and source.fields().lookupField(field) < 0:
            raise RequestError(
                tr("The zones {} have no field {}.").format(source.sourceName(), repr(field)),
                tr("Fields: {}.").format(", ".join(source.fields().names())),
            )
    zones = tuple(_zones(source, name, people))
    if not zones:
        raise AreaError(
            tr("The zones {} have no polygons.").format(source.sourceName()),
            tr("Choose another layer as ZONES, select some of its features, or leave ZONES empty."),
        )
    return zones, crs


def population_fields(
    algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[int, str]:
    """Year -> field with the population of that year.

    Raises:
        RequestError: A field's name has no year, or two fields are of the same year.
    """
    return fields_by_year(POPULATION, algorithm.parameterAsStrings(parameters, POPULATION, context), "pop_2018")


def _zones(source: QgsProcessingFeatureSource, name: str, people: dict[int, str]) -> list[Zone]:
    zones = []
    for number, title, wkt, feature in named_polygons(source, name, tuple(people.values())):
        population = {
            str(year): value for year, field in people.items() if (value := _number(feature, field)) is not None
        }
        zones.append(Zone(name=title or tr("Zone {}").format(number), wkt=wkt, population=population))
    return zones


def _number(feature: QgsFeature, field: str) -> float | None:
    """Value of a field; None = no number."""
    value = feature[field]
    if value is None or (isinstance(value, QVariant) and value.isNull()):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
