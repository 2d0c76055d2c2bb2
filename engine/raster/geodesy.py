"""Size and position of a raster's pixels on the ground, independent of its coordinate system."""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.transform import Affine

from ...contract.errors import GridError
from .grid import Window
from .projection import pyproj

# A projection whose scale is off by more than this does not preserve ground sizes.
_DISTORTION = 0.05
_EDGE_POINTS = 21
_WGS84 = "EPSG:4326"
# Length of a step that shows a direction, metres; degrees of latitude from which it leads away from the pole.
_STEP_M = 100.0
_NEAR_POLE = 89.9

Points = tuple[NDArray[np.float64], NDArray[np.float64]]
"""x and y, or columns and rows."""


def ground_size(dataset: DatasetReader, name: str) -> tuple[float, float, float, float]:
    """Longitude and latitude of a raster's centre, and the width and height of its pixel there, metres.

    Raises:
        GridError: The coordinate system does not place the raster on Earth.
    """
    col, row = dataset.width / 2, dataset.height / 2
    points = apply(dataset.transform, (np.array([col, col + 1, col]), np.array([row, row, row + 1])))
    try:
        longitude, latitude = reproject(dataset.crs.to_wkt(), _WGS84, points)
    except pyproj.exceptions.ProjError:
        longitude = latitude = np.array([np.nan])
    if not np.isfinite([*longitude, *latitude]).all():
        raise GridError(
            f"The coordinate system of {name} does not place it on Earth.", "Assign the right coordinate system."
        )
    here = [0, 0]
    _, _, lengths = pyproj.Geod(ellps="WGS84").inv(longitude[here], latitude[here], longitude[1:], latitude[1:])
    return float(longitude[0]), float(latitude[0]), float(lengths[0]), float(lengths[1])


def utm_zone(longitude: float, latitude: float) -> str:
    """UTM zone of a place, such as EPSG:32632, by the plain rule of 6 degrees; longitudes may go on beyond 180."""
    zone = int((longitude + 180) % 360 // 6) + 1
    return f"EPSG:{326 if latitude >= 0 else 327}{zone:02d}"


def north_of(wkt: str, transform: Affine, col: float, row: float) -> float:
    """Direction of true north at a pixel, degrees clockwise from the direction in which row numbers fall.

    Raises:
        GridError: The coordinate system does not place the pixel on Earth.
    """
    longitude, latitude = degrees_at(wkt, transform, col, row)
    # At a pole a step north leads nowhere, but one south leads in the opposite direction.
    way = _STEP_M if latitude < _NEAR_POLE else -_STEP_M
    east, north, _ = pyproj.Geod(ellps="WGS84").fwd(longitude, latitude, 0.0, way)
    # pyproj takes an array of one number for a number.
    cols, rows = apply(~transform, reproject(_WGS84, wkt, (np.array([east, east]), np.array([north, north]))))
    return math.degrees(math.atan2((cols[0] - col) / way, (row - rows[0]) / way))


def length_across(wkt: str, transform: Affine, cols: tuple[float, float], row: float) -> float:
    """Length on the ground from one column to another along a row, metres.

    Raises:
        GridError: The coordinate system does not place the pixels on Earth.
    """
    longitude, latitude = _degrees(wkt, transform, np.array(cols), np.array([row, row]))
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(longitude[0], latitude[0], longitude[1], latitude[1])
    return float(metres)


def degrees_at(wkt: str, transform: Affine, col: float, row: float) -> tuple[float, float]:
    """Longitude and latitude of a pixel.

    Raises:
        GridError: The coordinate system does not place the pixel on Earth.
    """
    longitude, latitude = _degrees(wkt, transform, np.array([col, col]), np.array([row, row]))
    return float(longitude[0]), float(latitude[0])


def _degrees(wkt: str, transform: Affine, cols: NDArray[np.float64], rows: NDArray[np.float64]) -> Points:
    try:
        longitude, latitude = reproject(wkt, _WGS84, apply(transform, (cols, rows)))
    except pyproj.exceptions.ProjError:
        longitude = latitude = np.array([np.nan])
    if not np.isfinite([*longitude, *latitude]).all():
        raise GridError("The coordinate system of the map does not place it on Earth.")
    return longitude, latitude


def shows_ground(wkt: str, longitude: float, latitude: float) -> bool:
    """Whether lengths in a coordinate system are lengths on the ground around a place.

    True for projections whose scale is within 5 % of the truth there, except for Mercator (above all web Mercator),
    which is true to scale at the equator only.
    """
    crs = pyproj.CRS.from_wkt(wkt).to_2d()
    if not crs.is_projected:
        return False
    operation = crs.coordinate_operation
    method = operation.method_name.lower() if operation else ""
    if "mercator" in method and "transverse" not in method and "oblique" not in method:
        return False
    factors = pyproj.Proj(crs).get_factors(longitude, latitude)
    scales = np.array([factors.tissot_semimajor, factors.tissot_semiminor])
    return bool((np.abs(scales - 1) <= _DISTORTION).all())


def reproject(source: str, target: str, points: Points) -> Points:
    """Transform points from one coordinate system (as WKT) to another; infinite where undefined."""
    x, y = _transformer(source, target).transform(*points)
    # pyproj takes an array of one number for a number.
    shape = np.shape(points[0])
    return np.asarray(x, dtype=np.float64).reshape(shape), np.asarray(y, dtype=np.float64).reshape(shape)


def rim(window: Window) -> Points:
    """Columns and rows of points along the edge of a window."""
    cols = np.linspace(window.col, window.right, _EDGE_POINTS)
    rows = np.linspace(window.row, window.bottom, _EDGE_POINTS)
    left, right = np.full_like(rows, window.col), np.full_like(rows, window.right)
    top, bottom = np.full_like(cols, window.row), np.full_like(cols, window.bottom)
    return np.concatenate([cols, right, cols, left]), np.concatenate([top, rows, bottom, rows])


def apply(transform: Affine, points: Points) -> Points:
    """Apply an affine transformation to points."""
    x, y = points
    return transform.a * x + transform.b * y + transform.c, transform.d * x + transform.e * y + transform.f


@functools.lru_cache(maxsize=16)
def _transformer(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def degrees_text(wkt: str, bounds: tuple[float, float, float, float]) -> str:
    """Bounds (xmin, ymin, xmax, ymax) in degrees east and north, as text for users; empty = undefined."""
    try:
        transformer = pyproj.Transformer.from_crs(wkt, _WGS84, always_xy=True)
        west, south, east, north = transformer.transform_bounds(*bounds)
    except pyproj.exceptions.ProjError:
        return ""
    if not np.isfinite([west, south, east, north]).all():
        return ""
    return f"{west:.4f} to {east:.4f} degrees east, {south:.4f} to {north:.4f} degrees north"
