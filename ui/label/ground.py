"""Metres on the ground around a point, whatever the coordinate system."""

from __future__ import annotations

import math

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)

_NORTH_UTM, _SOUTH_UTM = 32600, 32700


class Ground:
    """A place of the map, and squares around it.

    Args:
        crs: Coordinate system of the points.
        place: The point.

    Attributes:
        crs: Coordinate system in which the place is shown: that of the points, or for degrees the UTM zone.
        place: The point in it.
    """

    def __init__(self, crs: QgsCoordinateReferenceSystem, place: QgsPointXY) -> None:
        self.crs, self.place = crs, place
        project = QgsProject.instance()
        if crs.isGeographic():
            world = QgsCoordinateReferenceSystem("EPSG:4326")
            degrees = QgsCoordinateTransform(crs, world, project).transform(place)
            zone = min(60, math.floor((degrees.x() + 180) / 6) + 1)
            self.crs = QgsCoordinateReferenceSystem.fromEpsgId((_NORTH_UTM if degrees.y() >= 0 else _SOUTH_UTM) + zone)
            self.place = QgsCoordinateTransform(crs, self.crs, project).transform(place)
        measure = QgsDistanceArea()
        measure.setSourceCrs(self.crs, project.transformContext())
        measure.setEllipsoid(self.crs.ellipsoidAcronym() or "EPSG:7030")
        beside = QgsPointXY(self.place.x() + 1, self.place.y())
        self._units_per_metre = 1 / measure.measureLine(self.place, beside)

    def square(self, width_m: float) -> QgsRectangle:
        """A square around the place, in :attr:`crs`; its width in metres on the ground."""
        return rectangle(self.place, width_m * self._units_per_metre, width_m * self._units_per_metre)


def rectangle(place: QgsPointXY, width: float, height: float) -> QgsRectangle:
    """A rectangle around a place, in units of its coordinate system."""
    return QgsRectangle(place.x() - width / 2, place.y() - height / 2, place.x() + width / 2, place.y() + height / 2)
