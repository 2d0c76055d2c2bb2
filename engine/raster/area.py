"""The area to map: converts polygons and an extent in any coordinate system to pixels of the grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from shapely.geometry.base import BaseGeometry

from ...contract.crs_text import is_undefined
from ...contract.errors import AreaError
from ...contract.requests import Area
from .geodesy import reproject
from .grid import SNAP, Grid, Window
from .parts import Parts
from .projection import pyproj

# Straight edges bend when they are projected. With a hundredth of the area's size between vertices, an edge of 100 km
# is less than 0.1 m off.
_SEGMENTS = 100


class OutsideError(AreaError):
    """The area shares no pixel with the input."""


@dataclass(frozen=True)
class MappedArea:
    """The area as part of a grid.

    Attributes:
        window: Bounding window in pixels of the working grid, within the grid.
        grid: Working grid of the run.
        factor: Output pixels per working pixel along an axis.
        region: The area itself, in the grid's coordinate system.
    """

    window: Window
    grid: Grid
    factor: int
    region: BaseGeometry

    @property
    def pixels(self) -> int:
        """Number of output pixels in the area itself: the bounding box of a thin polygon has many times more."""
        return round(self.region.area / self.grid.pixel**2 * self.factor**2)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.region)

    def touches(self, window: Window) -> bool:
        """Whether any part of a window of the working grid lies in the area."""
        return bool(self.touched(np.array([[window.col, window.row, window.right, window.bottom]]))[0])

    def touched(self, windows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which windows of the working grid have a part in the area, [n].

        Args:
            windows: First column, first row, column behind the last, row behind the last of each, [n, 4].
        """
        low = np.maximum(windows[:, :2], (self.window.col, self.window.row))
        high = np.minimum(windows[:, 2:], (self.window.right, self.window.bottom))
        seen = (low < high).all(axis=1)
        grid, (left, top), (right, bottom) = self.grid, low[seen].T, high[seen].T
        # Neighbours share an edge without sharing a pixel.
        rim = SNAP * grid.pixel
        xmin, ymax = grid.x + left * grid.pixel + rim, grid.y - top * grid.pixel - rim
        xmax, ymin = grid.x + right * grid.pixel - rim, grid.y - bottom * grid.pixel + rim
        found = np.zeros(len(windows), np.bool_)
        found[seen] = self._parts.touched(np.stack([xmin, ymin, xmax, ymax], axis=1))
        return found

    def mask(self, window: Window) -> NDArray[np.bool_] | None:
        """Mask of the pixels of an output window whose centre lies in the area, [h, w]; None = all of them."""
        grid = self.grid.scaled(self.factor)
        if self._parts.cover(grid.bounds_of(window)):
            return None
        rim = grid.bounds_of(window.expanded(1))
        nearby = shapely.clip_by_rect(self._parts.near(rim), *rim)
        shape = (window.height, window.width)
        # Clipping may leave lines along the edge of the window.
        polygons = [part for part in shapely.get_parts(nearby) if part.geom_type == "Polygon" and not part.is_empty]
        if not polygons or window.is_empty:
            return np.zeros(shape, dtype=np.bool_)
        inside = rasterize(polygons, out_shape=shape, transform=grid.crop(window).transform, dtype=np.uint8)
        return inside.astype(np.bool_)

    def inside(self, window: Window) -> NDArray[np.bool_]:
        """The mask of an output window, all ones where it lies in the area, [h, w]."""
        mask = self.mask(window)
        return np.ones((window.height, window.width), np.bool_) if mask is None else mask

    @property
    def has_pixels(self) -> bool:
        """Whether any pixel of the output grid has its centre in the area; looks at each polygon's own rows."""
        grid = self.grid.scaled(self.factor)
        whole = self.window.scaled(self.factor)
        boxes = (grid.window_of(tuple(bounds)).intersection(whole) for bounds in self._parts.bounds)
        rows = (Window(box.col, row, box.width, 1) for box in boxes for row in range(box.row, box.bottom))
        masks = map(self.mask, rows)
        return any(mask is None or mask.any() for mask in masks)


def resolve_area(area: Area, grid: Grid, factor: int) -> MappedArea:
    """Find the pixels of an area: all of the grid, an extent, polygons, or the polygons within an extent.

    An extent becomes its bounding box in the grid's coordinate system. Edges are densified before they are projected,
    windows are snapped outwards to whole pixels, and invalid polygons are repaired.

    Args:
        area: Requested area.
        grid: Working grid of the run.
        factor: Output pixels per working pixel along an axis.

    Raises:
        AreaError: The area is empty, has no coordinate system, cannot be read, or lies outside the grid.
    """
    window = grid.window
    if area.extent is not None:
        bounds = project(_extent(area.extent), area.extent_crs, "The extent", grid).bounds
        window = _clip(window, grid.window_of(bounds), "The extent", bounds, grid)
    region = shapely.box(*grid.bounds_of(window))
    if area.wkt:
        polygons = project(_polygons(area.wkt), area.crs, "The area of interest", grid)
        region = _clipped(polygons, region)
        if region.is_empty:
            raise outside("The area of interest", grid, polygons.bounds)
        window = _clip(window, grid.window_of(region.bounds), "The area of interest", polygons.bounds, grid)
    return MappedArea(window, grid, factor, region)


def middle_of(area: Area) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of an area; None = no area, or the middle has none.

    Raises:
        AreaError: The area is empty, has no coordinate system, or cannot be read.
    """
    found = shape_of(area)
    if found is None:
        return None
    shape, crs = found
    xmin, ymin, xmax, ymax = shape.bounds
    longitude, latitude = reproject(crs, "EPSG:4326", (np.array([(xmin + xmax) / 2]), np.array([(ymin + ymax) / 2])))
    place = float(longitude[0]), float(latitude[0])
    return place if np.isfinite(place).all() else None


def shape_of(area: Area) -> tuple[BaseGeometry, str] | None:
    """The polygons of an area, else its extent, and their coordinate system; None = no area.

    Raises:
        AreaError: The area is empty, has no coordinate system, or cannot be read.
    """
    if area.wkt:
        shape, crs, what = _polygons(area.wkt), area.crs, "The area of interest"
    elif area.extent is not None:
        shape, crs, what = _extent(area.extent), area.extent_crs, "The extent"
    else:
        return None
    if is_undefined(crs):
        raise _no_system(what)
    return shape, crs


def _no_system(what: str) -> AreaError:
    return AreaError(f"{what} has no coordinate system.", "Set the coordinate system of the layer.")


def _extent(extent: tuple[float, float, float, float]) -> BaseGeometry:
    xmin, ymin, xmax, ymax = extent
    if not all(map(math.isfinite, extent)):
        raise AreaError("The extent has coordinates that are not numbers.", "Enter four numbers.")
    if xmin >= xmax or ymin >= ymax:
        raise AreaError("The extent is empty.", "Set xmin < xmax and ymin < ymax.")
    return shapely.box(*extent)


def _polygons(texts: tuple[str, ...]) -> BaseGeometry:
    try:
        shapes = shapely.force_2d(shapely.from_wkt(np.array(texts, np.object_)))
    except shapely.errors.ShapelyError as error:
        raise AreaError(
            f"A polygon of the area of interest cannot be read: {error}.",
            "Use plain polygons; segmentize curves first.",
        ) from None
    if not has_numbers(shapes):
        raise AreaError("The area of interest has coordinates that are not numbers.", "Repair the layer.")
    merged = polygonal(shapely.make_valid(shapes))
    if merged.is_empty:
        raise AreaError("The area of interest contains no polygon.", "Choose a layer with polygons.")
    return merged


def has_numbers(shapes: BaseGeometry | NDArray[np.object_]) -> bool:
    """Whether all coordinates of a geometry, or of several, are finite: others break its repair."""
    return bool(np.isfinite(shapely.get_coordinates(shapes)).all())


def polygonal(shapes: BaseGeometry | NDArray[np.object_]) -> BaseGeometry:
    """Merge the polygons of one geometry or of several, valid ones.

    The lines and points that a repair or an intersection may leave are dropped.
    """
    parts = shapely.get_parts(shapely.get_parts(shapes))
    polygons = parts[(shapely.get_dimensions(parts) == 2) & ~shapely.is_empty(parts)]
    # Polygons that meet no other stay as they are: a union of thousands takes much longer than finding them.
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    meet = np.zeros(len(polygons), np.bool_)
    meet[one[one != other]] = True
    merged = np.concatenate([shapely.get_parts(shapely.union_all(polygons[meet])), polygons[~meet]])
    return merged[0] if len(merged) == 1 else shapely.multipolygons(merged)


def _clipped(shape: BaseGeometry, box: BaseGeometry) -> BaseGeometry:
    """The polygons within a box; only those that its edges may cut are compared with it."""
    parts, (xmin, ymin, xmax, ymax) = shapely.get_parts(shape), box.bounds
    left, bottom, right, top = shapely.bounds(parts).T
    inside = (left >= xmin) & (right <= xmax) & (bottom >= ymin) & (top <= ymax)
    if inside.all():
        return shape
    cut = polygonal(shapely.intersection(parts[~inside], box))
    return shapely.multipolygons(np.concatenate([parts[inside], shapely.get_parts(cut)]))


def project(shape: BaseGeometry, crs: str, what: str, grid: Grid) -> BaseGeometry:
    """Project polygons to the coordinate system of a grid; of another system, only what lies near the grid is kept.

    Args:
        shape: Polygons in any coordinate system.
        crs: Coordinate system of the polygons, as WKT or "EPSG:4326".
        what: Subject of error messages.
        grid: The grid.

    Raises:
        AreaError: There is no coordinate system, or it cannot be read, or nothing lies near the grid.
    """
    if is_undefined(crs):
        raise _no_system(what)
    try:
        source, target = pyproj.CRS.from_user_input(crs), pyproj.CRS.from_wkt(grid.crs)
    except pyproj.exceptions.CRSError as error:
        raise AreaError(f"The coordinate system of {what.lower()} cannot be read: {error}.") from None
    if source.equals(target, ignore_axis_order=True):
        return shape
    # Only the part near the grid is projected: far away a projection is meaningless and returns infinities.
    near = _near(grid, target, source)
    visible = shape if near is None else _clipped(shape, near)
    if visible.is_empty:
        raise outside(what, grid)
    xmin, ymin, xmax, ymax = visible.bounds
    dense = shapely.segmentize(visible, max(xmax - xmin, ymax - ymin) / _SEGMENTS)
    transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
    projected = shapely.transform(dense, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))
    if not np.isfinite(projected.bounds).all():
        raise outside(what, grid)
    return polygonal(shapely.make_valid(projected))


def _near(grid: Grid, crs: pyproj.CRS, other: pyproj.CRS) -> BaseGeometry | None:
    """The grid plus a margin of half its size, as a box in another coordinate system; None = undefined."""
    margin = max(grid.width, grid.height) // 2 + 1
    bounds = grid.bounds_of(grid.window.expanded(margin))
    transformer = pyproj.Transformer.from_crs(crs, other, always_xy=True)
    xmin, ymin, xmax, ymax = transformer.transform_bounds(*bounds, densify_pts=51)
    # xmin > xmax: the grid crosses the antimeridian.
    return shapely.box(xmin, ymin, xmax, ymax) if xmin < xmax and np.isfinite([xmin, ymin, xmax, ymax]).all() else None


def _clip(window: Window, other: Window, what: str, bounds: tuple[float, ...], grid: Grid) -> Window:
    common = window.intersection(other)
    if common.is_empty:
        raise outside(what, grid, bounds)
    return common


def outside(what: str, grid: Grid, bounds: tuple[float, ...] = ()) -> OutsideError:
    """The error for an area (with its bounds, if known) that lies outside a grid."""

    def text(values: tuple[float, ...]) -> str:
        return ", ".join(f"{v:.10g}" for v in values)

    place = f"Its bounds are {text(bounds)} in the coordinate system of the input; " if bounds else ""
    return OutsideError(
        f"{what} lies outside the input.",
        f"{place}{'the' if place else 'The'} input covers {text(grid.bounds)} (xmin, ymin, xmax, ymax). "
        "Check both coordinate systems.",
    )
