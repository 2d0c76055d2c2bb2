"""Zones: parts of the maps that are reported on their own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ...contract.crs_text import is_undefined
from ...contract.errors import AreaError
from ...contract.requests import Zone
from ..raster.area import MappedArea, has_numbers, outside, polygonal, project
from ..raster.grid import Grid, Window
from ..raster.projection import pyproj

_TOLD = 3
# Parts that the edges of a zone are divided into, as the shortest way on the ground bends on the map.
_SEGMENTS = 100
# GEOS prepares geometries on their first use, which two threads must not do at the same time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class ZoneOnGrid:
    """A zone as part of a grid.

    Attributes:
        number: Number of the zone in its layer, from 1; 0 = all of the maps.
        name: Name for people.
        area: Pixels of the zone.
        outline: The zone in the coordinates of the grid, near the grid.
        m2: Area of all of the zone, if a part of it lies beyond the grid, square metres; 0 = it lies on the grid.
        population: Year -> number of people.
    """

    number: int
    name: str
    area: MappedArea
    outline: BaseGeometry
    m2: float = 0.0
    population: dict[int, float] = field(default_factory=dict)

    def mask(self, window: Window) -> NDArray[np.bool_] | None:
        """Mask of the pixels of a window whose centre lies in the zone, [rows, columns]; None = all of them."""
        if self.number == 0:
            return None
        with _one_at_a_time:
            return self.area.mask(window)


def whole(grid: Grid, name: str) -> ZoneOnGrid:
    """All of the maps as one zone."""
    region = shapely.box(*grid.bounds)
    return ZoneOnGrid(0, name, MappedArea(grid.window, grid, 1, region), region)


def place_zones(zones: Sequence[Zone], crs: str, grid: Grid) -> tuple[list[ZoneOnGrid], list[str]]:
    """Find the pixels of zones.

    Args:
        zones: The zones; may overlap.
        crs: Coordinate system of the zones, as WKT or "EPSG:4326".
        grid: Grid of the maps.

    Returns:
        The zones that share ground with the maps, and warnings: what was repaired, overlaps, or lies outside.

    Raises:
        AreaError: The zones have no coordinate system, a zone cannot be read, or all lie outside the maps.
    """
    ground = _Ground(crs)
    placed: list[ZoneOnGrid] = []
    repaired: list[str] = []
    empty: list[str] = []
    beyond: list[str] = []
    for number, zone in enumerate(zones, start=1):
        shape = _read(zone)
        if not shapely.is_valid(shape):
            repaired.append(zone.name)
        shape = polygonal(shapely.make_valid(shape))
        if shape.is_empty:
            empty.append(zone.name)
            continue
        try:
            outline = project(shape, crs, "The zone", grid)
        except AreaError:
            beyond.append(zone.name)
            continue
        found = _on_grid(number, zone, outline, grid, ground.m2(shape))
        if found is None:
            beyond.append(zone.name)
        else:
            placed.append(found)
    if not placed and beyond:
        raise outside("Every zone", grid)
    if not placed:
        raise AreaError("The zones contain no polygon.", "Choose a layer with polygons.")
    return placed, _warnings(repaired, empty, beyond) + _overlaps(placed, grid)


def _read(zone: Zone) -> BaseGeometry:
    try:
        shape = shapely.force_2d(shapely.from_wkt(zone.wkt))
    except shapely.errors.ShapelyError as error:
        raise AreaError(
            f"The zone {zone.name} cannot be read: {error}.", "Use plain polygons; segmentize curves first."
        ) from None
    if not has_numbers(shape):
        raise AreaError(f"The zone {zone.name} has coordinates that are not numbers.", "Repair the layer.")
    return shape


class _Ground:
    """Measures polygons of a coordinate system on the ellipsoid.

    Raises:
        AreaError: There is no coordinate system, or it cannot be read.
    """

    def __init__(self, crs: str) -> None:
        if is_undefined(crs):
            raise AreaError("The zones have no coordinate system.", "Set the coordinate system of the layer.")
        try:
            system = pyproj.CRS.from_user_input(crs)
            self._geod = system.get_geod() or pyproj.Geod(ellps="WGS84")
            self._to_degrees = pyproj.Transformer.from_crs(system, system.geodetic_crs or "EPSG:4326", always_xy=True)
        except pyproj.exceptions.ProjError as error:
            raise AreaError(f"The coordinate system of the zones cannot be read: {error}.") from None

    def m2(self, shape: BaseGeometry) -> float:
        """Area of polygons whose edges are straight in their coordinates, square metres."""
        xmin, ymin, xmax, ymax = shape.bounds
        dense = shapely.segmentize(shape, max(xmax - xmin, ymax - ymin) / _SEGMENTS)
        degrees = shapely.transform(dense, lambda xy: np.column_stack(self._to_degrees.transform(*xy.T)))
        return abs(float(self._geod.geometry_area_perimeter(degrees)[0]))


def _on_grid(number: int, zone: Zone, outline: BaseGeometry, grid: Grid, m2: float) -> ZoneOnGrid | None:
    bounds = shapely.box(*grid.bounds)
    region = polygonal(shapely.intersection(outline, bounds))
    window = Window(0, 0, 0, 0) if region.is_empty else grid.window.intersection(grid.window_of(region.bounds))
    if window.is_empty:
        return None
    shapely.prepare(region)
    population = {int(year): people for year, people in zone.population.items()}
    beyond = 0.0 if shapely.covers(bounds, outline) else m2
    return ZoneOnGrid(number, zone.name, MappedArea(window, grid, 1, region), outline, beyond, population)


def _warnings(repaired: list[str], empty: list[str], beyond: list[str]) -> list[str]:
    warnings = []
    if repaired:
        warnings.append(f"{_count(repaired)} with invalid outlines, which were repaired: {_listed(repaired)}.")
    if empty:
        warnings.append(f"{_count(empty)} without a polygon, left out: {_listed(empty)}.")
    if beyond:
        warnings.append(f"{_count(beyond)} outside the maps, left out: {_listed(beyond)}.")
    return warnings


def _overlaps(zones: Sequence[ZoneOnGrid], grid: Grid) -> list[str]:
    regions = np.array([zone.area.region for zone in zones], object)
    first, second = shapely.STRtree(regions).query(regions, predicate="intersects")
    pairs = first < second
    first, second = first[pairs], second[pairs]
    # Neighbours share edges, and often some hundredths of a pixel.
    shared = shapely.area(shapely.intersection(regions[first], regions[second])) > grid.pixel**2
    if not shared.any():
        return []
    pair = [zones[int(each[shared][0])].name for each in (first, second)]
    return [
        f"Zones overlap, such as {pair[0]} and {pair[1]}: ground that lies in several zones is counted in each of them."
    ]


def _count(names: Sequence[str]) -> str:
    return "1 zone" if len(names) == 1 else f"{len(names)} zones"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _TOLD
    return ", ".join(names[:_TOLD]) + (f" and {more} more" if more > 0 else "")
