"""Brings rasters in degrees into one turn of longitudes, also those that cross the antimeridian."""

from __future__ import annotations

import math

import numpy as np
from rasterio.crs import CRS
from rasterio.transform import Affine

from .geodesy import apply, rim
from .grid import Window
from .projection import pyproj

_TURN, _HALF = 360.0, 180.0
# Noise of coordinates that end at 180 degrees, in degrees: a tenth of a millimetre.
_NOISE = 1e-9


def turned(crs: str, transform: Affine, width: int, height: int) -> tuple[str, Affine]:
    """Coordinate system and geotransform of a raster with longitudes that a transformation can return.

    Transformations to degrees return -180 to 180. A raster from 190 to 191 degrees moves by a turn. One that crosses
    the antimeridian gets a coordinate system whose longitudes count from there, so that its pixels stay together.

    Args:
        crs: Coordinate system as WKT.
        transform: Geotransform of the raster.
        width: Number of columns.
        height: Number of rows.

    Returns:
        Both as given if the raster is not in degrees, lies within -180 to 180, or goes all around the Earth.
    """
    system = CRS.from_wkt(crs) if crs else CRS()
    if not system.is_geographic:
        return crs, transform
    longitudes, _ = apply(transform, rim(Window(0, 0, width, height)))
    west, east = float(np.min(longitudes)), float(np.max(longitudes))
    inside = west >= -_HALF - _NOISE and east <= _HALF + _NOISE
    if inside or not math.isfinite(east - west) or east - west > _HALF:
        return crs, transform
    turns = math.floor(((west + east) / 2 + _HALF) / _TURN) * _TURN
    west, east = west - turns, east - turns
    if west >= -_HALF - _NOISE and east <= _HALF + _NOISE:
        return crs, Affine.translation(-turns, 0) * transform
    half = math.copysign(_HALF, west + east)
    return _from_antimeridian(crs), Affine.translation(-turns - half, 0) * transform


def turns_apart(column: float, pixel: float) -> int:
    """Columns by which a raster in degrees lies whole turns away from another one, whose longitudes go on at -180.

    Args:
        column: Column of the raster in pixels of the other one.
        pixel: Width of a pixel, degrees.
    """
    turn = _TURN / abs(pixel)
    return round(round(column / turn) * turn)


def _from_antimeridian(crs: str) -> str:
    """A geographic coordinate system (as WKT) with the same ellipsoid, whose longitudes count from the antimeridian."""
    original = pyproj.CRS.from_wkt(crs)
    meridian = original.prime_meridian.longitude if original.prime_meridian else 0.0
    geod = original.get_geod()
    shape = f"+a={geod.a!r} +f={geod.f!r}" if geod else "+ellps=WGS84"
    if (original.datum.name if original.datum else "").startswith("World Geodetic System 1984"):
        shape = "+datum=WGS84"
    return str(CRS.from_string(f"+proj=longlat {shape} +pm={meridian + _HALF!r} +no_defs").to_wkt())
