"""The area of a composite in degrees, for the search, and as a grid in a UTM zone, for the pixels."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.transform import Affine

from ...contract.errors import AreaError
from ...contract.requests import Area
from ..raster.area import shape_of
from ..raster.areas import geodesic_km2
from ..raster.geodesy import reproject, utm_zone
from ..raster.grid import Grid
from .search import Box

_WGS84 = "EPSG:4326"
_SEGMENTS = 50
_ZONES = 60

Degrees = NDArray[np.float64]


def outline(area: Area) -> Degrees:
    """Longitudes and latitudes along the outline of an area, [points, 2]; longitudes go on beyond 180 degrees.

    Raises:
        AreaError: There is no area, or it does not lie on Earth.
    """
    shape, crs = _shape(area)
    hull = shape.convex_hull
    xmin, ymin, xmax, ymax = hull.bounds
    dense = shapely.get_coordinates(shapely.segmentize(hull, max(xmax - xmin, ymax - ymin) / _SEGMENTS))
    longitude, latitude = reproject(crs, _WGS84, (dense[:, 0], dense[:, 1]))
    if not (np.isfinite(longitude).all() and np.isfinite(latitude).all()):
        raise AreaError("The area does not lie on Earth.", "Check its coordinate system.")
    turns = np.round((longitude - longitude[0]) / 360)
    return np.column_stack((longitude - 360 * turns, latitude))


def boxes_of(points: Degrees) -> list[Box]:
    """Bounds for a search: one box, or two on both sides of the antimeridian."""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    west, east = float(west), float(east)
    if west >= -180 and east <= 180:
        return [(west, float(south), east, float(north))]
    west, east = (west + 180) % 360 - 180, (east + 180) % 360 - 180
    return [(west, float(south), 180.0, float(north)), (-180.0, float(south), east, float(north))]


def km2_of(area: Area) -> float:
    """Area on the ellipsoid, km2.

    Raises:
        AreaError: There is no area.
    """
    shape, crs = _shape(area)
    return geodesic_km2(shape, crs)


def zone_of_tile(tile: str) -> str:
    """Coordinate system of a tile of the military grid (32TPS); empty for other names."""
    if len(tile) != 5 or not tile[:2].isdecimal() or not 1 <= int(tile[:2]) <= _ZONES:
        return ""
    return f"EPSG:{326 if tile[2] >= 'N' else 327}{tile[:2]}"


def are_neighbours(zone: str, other: str) -> bool:
    """Whether two UTM zones of :func:`zone_of_tile` are the same or side by side, whatever their hemispheres."""
    if not zone or not other:
        return False
    return (int(zone[-2:]) - int(other[-2:])) % _ZONES in (0, 1, _ZONES - 1)


def zone_at(points: Degrees) -> str:
    """UTM zone of the middle of an outline."""
    longitude, latitude = (points.min(axis=0) + points.max(axis=0)) / 2
    return utm_zone(float(longitude), float(latitude))


def _shape(area: Area) -> tuple[shapely.Geometry, str]:
    found = shape_of(area)
    if found is None:
        raise AreaError("No area is given.", "Choose an area of interest or an extent.")
    return found


def grid_around(points: Degrees, crs: str, lattice: Affine, side: int) -> Grid:
    """The smallest grid of whole blocks around an outline.

    Args:
        points: Outline in degrees.
        crs: Coordinate system of the grid.
        lattice: Transform of a raster whose blocks the grid's blocks shall be.
        side: Side of a block in pixels.
    """
    x, y = reproject(_WGS84, crs, (points[:, 0], points[:, 1]))
    pixel = lattice.a
    left, right = math.floor((x.min() - lattice.c) / pixel / side), math.ceil((x.max() - lattice.c) / pixel / side)
    top, bottom = math.floor((lattice.f - y.max()) / pixel / side), math.ceil((lattice.f - y.min()) / pixel / side)
    return Grid(
        CRS.from_user_input(crs).to_wkt(),
        lattice.c + left * side * pixel,
        lattice.f - top * side * pixel,
        pixel,
        max(right - left, 1) * side,
        max(bottom - top, 1) * side,
    )
