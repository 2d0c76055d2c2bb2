"""The area to map: converts polygons and an extent in any coordinate system to pixels of the grid."""

from __future__ import annotations

import math
from dataclasses import dataclass

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

    def touches(self, window: Window) -> bool:
        """Whether any part of a window of the working grid lies in the area."""
        visible = window.intersection(self.window)
        if visible.is_empty:
            return False
        # Neighbours share an edge without sharing a pixel.
        xmin, ymin, xmax, ymax = self.grid.bounds_of(visible)
        rim = SNAP * self.grid.pixel
        return bool(shapely.intersects(self.region, shapely.box(xmin + rim, ymin + rim, xmax - rim, ymax - rim)))

    def mask(self, window: Window) -> NDArray[np.bool_] | None:
        """Mask of the pixels of an output window whose centre lies in the area, [h, w]; None = all of them."""
        grid = self.grid.scaled(self.factor)
        if shapely.covers(self.region, self._box(window, grid)):
            return None
        nearby = shapely.clip_by_rect(self.region, *grid.bounds_of(window.expanded(1)))
        shape = (window.height, window.width)
        # Clipping may leave lines along the edge of the window.
        polygons = [part for part in shapely.get_parts(nearby) if part.geom_type == "Polygon"]
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
        """Whether any pixel of the output grid has its centre in the area; reads the whole window, row by row."""
        col, width = self.window.col, self.window.width
        rows = (Window(col, row, width, 1) for row in range(self.window.row, self.window.bottom))
        masks = (self.mask(row.scaled(self.factor)) for row in rows)
        return any(mask is None or mask.any() for mask in masks)

    @staticmethod
    def _box(window: Window, grid: Grid) -> BaseGeometry:
        return shapely.box(*grid.bounds_of(window))


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
        region = polygonal(shapely.intersection(polygons, region))
        if region.is_empty:
            raise outside("The area of interest", grid, polygons.bounds)
        window = _clip(window, grid.window_of(region.bounds), "The area of interest", polygons.bounds, grid)
    shapely.prepare(region)
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
        shapes = [shapely.force_2d(shapely.from_wkt(text)) for text in texts]
    except shapely.errors.ShapelyError as error:
        raise AreaError(
            f"A polygon of the area of interest cannot be read: {error}.",
            "Use plain polygons; segmentize curves first.",
        ) from None
    if not all(has_numbers(shape) for shape in shapes):
        raise AreaError("The area of interest has coordinates that are not numbers.", "Repair the layer.")
    merged = shapely.union_all([polygonal(shapely.make_valid(shape)) for shape in shapes])
    if merged.is_empty:
        raise AreaError("The area of interest contains no polygon.", "Choose a layer with polygons.")
    return merged


def has_numbers(shape: BaseGeometry) -> bool:
    """Whether all coordinates of a geometry are finite: others break its repair."""
    return bool(np.isfinite(shapely.get_coordinates(shape)).all())


def polygonal(shape: BaseGeometry) -> BaseGeometry:
    """Merge the polygons of any geometry, dropping the lines and points that a repair or an intersection may leave."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


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
    visible = shape if near is None else polygonal(shapely.intersection(shape, near))
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
