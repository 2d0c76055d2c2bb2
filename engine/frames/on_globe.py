"""Areas in longitude and latitude, whole also where they cross the antimeridian."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ...contract.errors import AreaError
from ..raster.area import polygonal
from ..raster.projection import pyproj

WGS84 = "EPSG:4326"
_TURN, _HALF = 360.0, 180.0
# Straight edges bend when they are projected: with a hundredth of the size between vertices they stay where they are.
_SEGMENTS = 100


def in_degrees(shape: BaseGeometry, crs: str) -> BaseGeometry:
    """Polygons in degrees within -180 to 180: one that crosses the antimeridian has a part at either side of it.

    Args:
        shape: Polygons; longitudes may go on beyond 180.
        crs: Coordinate system of the polygons, as WKT or "EPSG:32601".

    Raises:
        AreaError: The coordinate system cannot be read, the polygons are not on Earth, or one of them holds a pole.
    """
    try:
        source = pyproj.CRS.from_user_input(crs)
        to_degrees = pyproj.Transformer.from_crs(source, WGS84, always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise AreaError(f"The coordinate system of the area cannot be read: {error}.") from None
    xmin, ymin, xmax, ymax = shape.bounds
    size = max(xmax - xmin, ymax - ymin)
    dense = shape if source.is_geographic else shapely.segmentize(shape, size / _SEGMENTS)
    polygons = [_turned(one, to_degrees, given=source.is_geographic) for one in shapely.get_parts(dense)]
    whole = polygonal(shapely.make_valid(shapely.union_all(polygons)))
    strips = []
    world = shapely.box(-_HALF, -90, _HALF, 90)
    for turn in (-_TURN, 0.0, _TURN):
        moved = shapely.transform(whole, lambda xy, turn=turn: xy + np.array([turn, 0.0]))
        strips.append(polygonal(shapely.intersection(moved, world)))
    folded = shapely.union_all(strips)
    if folded.is_empty:
        raise _nowhere()
    return folded


def middle_in_degrees(shape: BaseGeometry) -> tuple[float, float]:
    """Longitude and latitude of the middle of the largest polygon, of polygons in degrees."""
    parts = shapely.get_parts(shape)
    middle = shapely.centroid(parts[int(np.argmax(shapely.area(parts)))])
    return float(middle.x), float(middle.y)


def _turned(polygon: BaseGeometry, to_degrees: pyproj.Transformer, *, given: bool) -> BaseGeometry:
    """A polygon in degrees whose longitudes go on beyond 180; ``given``: as its own longitudes do."""
    outer = _ring(shapely.get_coordinates(shapely.get_exterior_ring(polygon)), to_degrees, given=given)
    middle = float(outer[:, 0].mean())
    holes = []
    for number in range(shapely.get_num_interior_rings(polygon)):
        hole = _ring(shapely.get_coordinates(shapely.get_interior_ring(polygon, number)), to_degrees, given=given)
        hole[:, 0] += 0.0 if given else _TURN * round((middle - float(hole[:, 0].mean())) / _TURN)
        holes.append(hole)
    return shapely.make_valid(shapely.Polygon(outer, holes))


def _ring(xy: NDArray[np.float64], to_degrees: pyproj.Transformer, *, given: bool) -> NDArray[np.float64]:
    longitude, latitude = to_degrees.transform(xy[:, 0], xy[:, 1])
    if not np.isfinite([longitude, latitude]).all():
        raise _nowhere()
    if given:
        longitude = longitude + _TURN * np.round((xy[:, 0] - longitude) / _TURN)
    else:
        longitude = np.unwrap(longitude, period=_TURN)
        if abs(longitude[-1] - longitude[0]) > _HALF:
            raise AreaError(
                "The area holds a pole, around which no frames in degrees can be laid.",
                "Choose frames in metres, in a polar coordinate system.",
            )
    return np.column_stack([longitude, latitude])


def _nowhere() -> AreaError:
    return AreaError("The area does not lie on Earth.", "Check its coordinate system.")
