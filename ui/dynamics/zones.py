"""Zones of a polygon layer: the one under a click, and what the table of ``onemetre:dynamics`` says of it."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsReferencedPointXY,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)

from .figures import YearFigures

ALL = 0
"""Number of the zone that is all of the maps, in a table."""
_COLUMNS = {
    "zone", "name", "year", "since", "whole", "observed_pct", "class_ha", "class_pct", "gain_ha", "loss_ha",
}  # fmt: skip


@dataclass(frozen=True)
class Zone:
    """A polygon of a layer.

    Attributes:
        name: Name for people.
        outline: The polygon, in the coordinate system of the layer.
        number: Number of the zone in a table; None = the layer is no table.
    """

    name: str
    outline: QgsGeometry
    number: int | None


def is_table(layer: QgsVectorLayer) -> bool:
    """Whether a layer is the table of ``onemetre:dynamics``, with the figures of its zones by year."""
    return set(layer.fields().names()) >= _COLUMNS


def zone_at(layer: QgsVectorLayer, point: QgsReferencedPointXY) -> Zone | None:
    """The smallest zone that contains a point: a block, not its district, and not all of the maps.

    Raises:
        QgsCsException: The point is nowhere in the coordinate system of the layer.
    """
    place = QgsCoordinateTransform(point.crs(), layer.crs(), QgsProject.instance()).transform(QgsPointXY(point))
    around = QgsFeatureRequest().setFilterRect(QgsRectangle(place, place))
    inside = [one for one in layer.getFeatures(around) if one.geometry().contains(place)]
    found = min(inside, key=lambda one: one.geometry().area(), default=None)
    return None if found is None else _zone(layer, found)


def whole_of(layer: QgsVectorLayer) -> Zone | None:
    """The zone of a table that is all of the maps; None = the table has no such zone."""
    found = next(layer.getFeatures(QgsFeatureRequest().setFilterExpression(f'"zone" = {ALL}').setLimit(1)), None)
    return None if found is None else _zone(layer, found)


def read_zone(layer: QgsVectorLayer, number: int) -> tuple[YearFigures, ...]:
    """Figures of a zone of a table, by year."""
    wanted = f'"zone" = {number} and ("whole" = 0 or "whole" is null)'
    request = QgsFeatureRequest().setFilterExpression(wanted).setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    rows = [
        YearFigures(
            year=int(one["year"]),
            observed_pct=_number(one, "observed_pct") or 0.0,
            class_ha=_number(one, "class_ha") or 0.0,
            class_pct=_number(one, "class_pct"),
            since=None if (since := _number(one, "since")) is None else int(since),
            gain_ha=_number(one, "gain_ha"),
            loss_ha=_number(one, "loss_ha"),
        )
        for one in layer.getFeatures(request)
    ]
    return tuple(sorted(rows, key=lambda row: row.year))


def _zone(layer: QgsVectorLayer, feature: QgsFeature) -> Zone:
    if is_table(layer):
        return Zone(str(feature["name"]), QgsGeometry(feature.geometry()), int(feature["zone"]))
    name = str(QgsVectorLayerUtils.getFeatureDisplayString(layer, feature)).strip()
    return Zone(name or str(feature.id()), QgsGeometry(feature.geometry()), None)


def _number(feature: QgsFeature, field: str) -> float | None:
    value = feature[field]
    return float(value) if isinstance(value, int | float) else None
