"""Divides an area into frames: rectangles at multiples of their sides, or the features of a layer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from ...contract.errors import AreaError, GridError, RequestError
from ...contract.requests import Area, DataFramesRequest
from ...contract.requests.frames import MANY_FRAMES, MOST_FRAMES
from ..raster.area import has_numbers, polygonal, shape_of
from ..raster.geodesy import utm_zone
from ..raster.projection import pyproj
from .on_globe import WGS84, in_degrees, middle_in_degrees

# Neighbours share an edge without sharing ground.
_RIM = 1e-9
_SEGMENTS = 100
# Decimals of the edges: far below any pixel.
_DEGREES, _METRES = 12, 6
# So many rectangles are looked at within a minute.
_MOST_LOOKED_AT = 50_000_000
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Frames:
    """Frames of an area.

    Attributes:
        crs: Coordinate system of the polygons, as WKT.
        names: Name of each, usable as a file name, [n].
        rows: Row of each, counted from the north, [n]; empty = the frames are features.
        cols: Column of each, counted from the west, [n].
        shapes: Polygons, [n].
        left_out: Features that are no polygon, or do not touch the area.
    """

    crs: str
    names: tuple[str, ...]
    rows: NDArray[np.int32]
    cols: NDArray[np.int32]
    shapes: NDArray[np.object_]
    left_out: int = 0


def divide(request: DataFramesRequest, check: Callable[[], None]) -> Frames:
    """Find the frames that touch the area of a request.

    Args:
        request: The area, and the frames wanted.
        check: Called for each row; raises an error when the user has cancelled.

    Raises:
        AreaError: The area cannot be read, does not lie on Earth, or touches no frame.
        GridError: The coordinate system of frames in metres is not projected.
        RequestError: There are more frames than confirmed, or than can be.
    """
    if request.features is not None:
        return _features(request)
    area = _area(request)
    if area is None:
        raise AssertionError("the request checks that there is an area")
    shape, crs = area
    degrees = in_degrees(shape, crs)
    if request.unit == "degrees":
        frames = _grid(degrees, (request.width, request.height), _DEGREES, request, check)
        # Rows and columns count from 180 W, 90 N: a frame has the same name in every area.
        top, left = math.ceil(90 / request.height), math.ceil(180 / request.width)
        return _named(CRS.from_string(WGS84).to_wkt(), frames, (top, left), 2 * max(top, left))
    system = _projected(request.crs or utm_zone(*middle_in_degrees(degrees)))
    unit = float(system.axis_info[0].unit_conversion_factor)
    onto = _onto(shape, crs, system)
    frames = _grid(onto, (request.width / unit, request.height / unit), _METRES, request, check)
    top, left = int(frames[1].max()) + 1, -int(frames[0].min())
    return _named(system.to_wkt(), frames, (top, left), 0)


def _area(request: DataFramesRequest) -> tuple[BaseGeometry, str] | None:
    """The polygons of the area within its extent, and their coordinate system."""
    found = shape_of(request.area)
    if found is None or not request.area.wkt or request.area.extent is None:
        return found
    extent = shapely.box(*request.area.extent)
    both = polygonal(shapely.intersection(in_degrees(*found), in_degrees(extent, request.area.extent_crs)))
    if both.is_empty:
        raise AreaError("The area of interest and the extent have no ground in common.", "Check both.")
    return both, WGS84


Grid = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.object_]]
"""Number of each frame from west to east and from south to north, and its rectangle."""


def _grid(
    region: BaseGeometry,
    sides: tuple[float, float],
    digits: int,
    request: DataFramesRequest,
    check: Callable[[], None],
) -> Grid:
    """Rectangles at multiples of their sides that touch a region."""
    (width, height), (xmin, ymin, xmax, ymax) = sides, region.bounds
    first, last = math.floor(xmin / width - _RIM), math.floor(xmax / width + _RIM)
    low, high = math.floor(ymin / height - _RIM), math.floor(ymax / height + _RIM)
    if (last - first + 1) * (high - low + 1) > _MOST_LOOKED_AT:
        raise _too_many(MOST_FRAMES)
    # Neighbours have the same edge to the bit.
    xs = np.round(np.arange(first, last + 2) * width, digits)
    limit = MOST_FRAMES if request.allow_many else MANY_FRAMES
    shapely.prepare(region)
    cols, rows, shapes, found = [], [], [], 0
    for row in range(low, high + 1):
        check()
        south, north = round(row * height, digits), round((row + 1) * height, digits)
        rim_x, rim_y = _RIM * width, _RIM * height
        inner = shapely.box(xs[:-1] + rim_x, south + rim_y, xs[1:] - rim_x, north - rim_y)
        touched = np.nonzero(shapely.intersects(region, inner))[0]
        found += len(touched)
        if found > limit:
            raise _too_many(limit)
        cols.append(first + touched)
        rows.append(np.full(len(touched), row))
        shapes.append(_rectangles(xs[touched], xs[touched + 1], south, north, digits))
    if not found:
        raise AreaError("The area touches no frame.", "Choose a larger area.")
    return np.concatenate(cols), np.concatenate(rows), np.concatenate(shapes)


def _rectangles(
    west: NDArray[np.float64], east: NDArray[np.float64], south: float, north: float, digits: int
) -> NDArray[np.object_]:
    """Rectangles, in degrees cut off at the antimeridian and the poles."""
    if digits == _DEGREES:
        west, east = np.maximum(west, -180), np.minimum(east, 180)
        south, north = max(south, -90.0), min(north, 90.0)
    return np.asarray(shapely.box(west, south, east, north), dtype=object)


def _named(crs: str, grid: Grid, first: tuple[int, int], most: int) -> Frames:
    """Frames in the order of reading; names tell row and column from ``first`` on, and have room for ``most``."""
    cols, rows = grid[0] + first[1] + 1, first[0] - grid[1]
    order = np.lexsort((cols, rows))
    cols, rows, shapes = cols[order].astype(np.int32), rows[order].astype(np.int32), grid[2][order]
    digits = max(3, len(str(max(int(cols.max()), int(rows.max()), most))))
    names = tuple(f"R{row:0{digits}d}C{col:0{digits}d}" for row, col in zip(rows, cols, strict=True))
    return Frames(crs, names, rows, cols, shapes)


def _features(request: DataFramesRequest) -> Frames:
    """The features themselves, those that touch the area."""
    if request.features is None:
        raise AssertionError("only requests with features come here")
    given = request.features
    if not given.wkt:
        raise AreaError("The layer of the frames has no polygons.", "Choose another layer.")
    parts = [shape_of_one(text, given.crs) for text in given.wkt]
    area = _area(request)
    kept = [number for number, part in enumerate(parts) if part is not None]
    if area is not None:
        region = in_degrees(*area)
        shapely.prepare(region)
        kept = [n for n in kept if region.intersects(in_degrees(parts[n], given.crs))]
    if not kept:
        raise AreaError("The area touches no frame.", "Choose another area, or other features.")
    if len(kept) > (MOST_FRAMES if request.allow_many else MANY_FRAMES):
        raise _too_many(MOST_FRAMES if request.allow_many else MANY_FRAMES)
    nothing = np.zeros(0, np.int32)
    shapes = np.array([parts[n] for n in kept], dtype=object)
    names = file_names([given.names[n] for n in kept])
    crs = pyproj.CRS.from_user_input(given.crs).to_wkt()
    return Frames(crs, names, nothing, nothing, shapes, len(parts) - len(kept))


def shape_of_one(text: str, crs: str) -> BaseGeometry | None:
    """A feature's polygons, repaired; None = it has none.

    Raises:
        AreaError: It cannot be read, or there is no coordinate system.
    """
    parsed = shapely.from_wkt(text, on_invalid="ignore")
    if parsed is not None and has_numbers(parsed) and polygonal(shapely.make_valid(parsed)).is_empty:
        return None
    found = shape_of(Area(wkt=(text,), crs=crs))
    return found[0] if found else None


def file_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names made usable as file names, and unique: the second "Jinan / Licheng" is Jinan_Licheng_2."""
    used: set[str] = set()
    made = []
    for name in names:
        plain = _NOT_IN_NAMES.sub("_", name).strip("._")[:_LONGEST_NAME] or "frame"
        number, one = 1, plain
        while one.casefold() in used:
            number += 1
            one = f"{plain}_{number}"
        used.add(one.casefold())
        made.append(one)
    return tuple(made)


def _projected(crs: str) -> pyproj.CRS:
    try:
        system = pyproj.CRS.from_user_input(crs).to_2d()
    except pyproj.exceptions.CRSError as error:
        raise GridError(f"The coordinate system of the frames cannot be read: {error}.") from None
    if not system.is_projected:
        raise GridError(
            f"Frames in metres need a projected coordinate system, and {system.name} has degrees.",
            "Choose a projected coordinate system, or frames in degrees.",
        )
    return system


def _onto(shape: BaseGeometry, crs: str, system: pyproj.CRS) -> BaseGeometry:
    """An area in the coordinate system of the frames."""
    xmin, ymin, xmax, ymax = shape.bounds
    dense = shapely.segmentize(shape, max(xmax - xmin, ymax - ymin) / _SEGMENTS)
    transformer = pyproj.Transformer.from_crs(crs, system, always_xy=True)
    moved = shapely.transform(dense, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise AreaError(
            f"The area lies outside of what {system.name} can show.", "Choose another coordinate system for the frames."
        )
    return polygonal(shapely.make_valid(moved))


def _too_many(limit: int) -> RequestError:
    if limit == MOST_FRAMES:
        return RequestError(
            f"The area has more than {limit:,} frames, more than one layer can hold.",
            "Choose larger frames or a smaller area.",
        )
    return RequestError(
        f"The area has more than {limit:,} frames, which are made only if you confirm it.",
        "Choose larger frames or a smaller area, or confirm it (LARGE).",
    )
