"""Areas of polygons and of classes of pixels on the ellipsoid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ...contract.errors import GridError
from .grid import Grid
from .projection import pyproj

# A polygon of this size lies in so small a part of the map that its centroid has its mean scale, to 1e-7.
_SMALL_M = 5000.0
# Between nodes of this distance the scale is as good as linear.
_STEP_M = 10_000.0
_MOST = 256
# Side of the square that is measured at a node, metres.
_SQUARE_M = 100.0
# Pixels of a block of this size are measured with the scale at its centre.
_BLOCK_M = 2000.0


def geodesic_km2(shape: BaseGeometry, crs: str) -> float:
    """Area of polygons on the ellipsoid WGS 84, km2, whose corners are joined by geodesics.

    Args:
        shape: Polygons, with their holes.
        crs: Coordinate system of the polygons, as pyproj reads it.
    """
    return float(each_geodesic_km2(np.array([shape]), crs)[0])


def each_geodesic_km2(shapes: NDArray[np.object_], crs: str) -> NDArray[np.float64]:
    """Areas of many polygons on the ellipsoid WGS 84, km2, as by :func:`geodesic_km2`, [n]."""
    to_degrees = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    degrees = shapely.transform(shapes, lambda xy: np.column_stack(to_degrees.transform(*xy.T)))
    geod = pyproj.Geod(ellps="WGS84")
    # The sign is the orientation of the ring.
    return np.array(
        [sum(abs(geod.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(one)) / 1e6 for one in degrees]
    )


class Areas:
    """Measures polygons in the coordinates of a grid.

    Large polygons are measured along their edges, which are taken for geodesics. Small ones have the area in the plane
    times the scale at their centroid, which comes from a lattice of measured squares.

    Raises:
        GridError: The coordinate system defines no ellipsoid.
    """

    def __init__(self, grid: Grid) -> None:
        crs = pyproj.CRS.from_wkt(grid.crs)
        geod = crs.get_geod()
        if geod is None:
            raise GridError("The map's coordinate system defines no ellipsoid on which areas can be measured.")
        self._geod = geod
        self._to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
        self._grid = grid
        width, height = grid.width * grid.pixel, grid.height * grid.pixel
        step = _STEP_M / grid.metres_per_unit
        self._columns, self._rows = (int(np.clip(np.ceil(length / step), 1, _MOST)) for length in (width, height))
        self._dx, self._dy = width / self._columns, height / self._rows
        x = grid.x + self._dx * np.arange(self._columns + 1)
        y = grid.y - self._dy * np.arange(self._rows + 1)
        half = _SQUARE_M / grid.metres_per_unit / 2
        xs, ys = np.meshgrid(x, y)
        squares = shapely.box(xs - half, ys - half, xs + half, ys + half)
        self._scale = self._measured(squares.ravel()).reshape(squares.shape) / (2 * half) ** 2

    def of(self, polygons: NDArray[np.object_]) -> NDArray[np.float64]:
        """Areas of valid polygons, square metres, [n]."""
        bounds = shapely.bounds(polygons)
        size = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) * self._grid.metres_per_unit
        centroids = shapely.centroid(polygons)
        areas = shapely.area(polygons) * self._scale_at(shapely.get_x(centroids), shapely.get_y(centroids))
        large = ~((size < _SMALL_M) & np.isfinite(areas))
        areas[large] = self._measured(polygons[large])
        return areas

    def of_region(self, region: BaseGeometry) -> float:
        """Area of polygons whose edges are straight on the map, km2."""
        dense = shapely.segmentize(region, _SMALL_M / self._grid.metres_per_unit)
        return float(self.of(np.array([dense]))[0]) / 1e6

    @property
    def km2_per_pixel(self) -> float:
        """Area of the pixel in the middle of the grid, km2."""
        return self.pixels_km2(np.array([self._grid.width / 2]), np.array([self._grid.height / 2])).item()

    def pixel_km2(self, col: float, row: float) -> float:
        """Area of the pixel at a place of the grid, km2.

        Args:
            col: Column from the left edge, may lie between two pixels.
            row: Row from the top edge.
        """
        return self.pixels_km2(np.array([col]), np.array([row])).item()

    def of_values(
        self,
        raster: NDArray[np.uint8],
        top: int,
        values: Iterable[int],
        stretches: Sequence[tuple[int, int]] | None = None,
    ) -> dict[int, float]:
        """Areas of the pixels with certain values.

        Args:
            raster: Whole rows of the grid, [rows, columns].
            top: Number of the first row.
            values: Values to measure.
            stretches: Columns, from and to, without overlaps, outside which none of the values occurs; None = all.

        Returns:
            Value -> area in km2; values that do not occur are left out.
        """
        height, width = raster.shape
        side = max(1, round(_BLOCK_M / (self._grid.pixel * self._grid.metres_per_unit)))
        lefts, tops = np.arange(0, width, side), np.arange(0, height, side)
        cols, rows = np.minimum(lefts + side, width) / 2 + lefts / 2, np.minimum(tops + side, height) / 2 + tops / 2
        pixel_km2 = self.pixels_km2(*np.meshgrid(cols, rows + top))
        pieces = [
            (column, max(left, start), min(left + side, stop))
            for start, stop in ([(0, width)] if stretches is None else stretches)
            for column, left in enumerate(lefts[start // side : -(-stop // side)], start // side)
        ]
        areas: dict[int, float] = {}
        for value in values:
            counts = np.zeros((len(tops), len(lefts)), np.int64)
            for row, upper in enumerate(tops):
                for column, left, right in pieces:
                    counts[row, column] += np.count_nonzero(raster[upper : upper + side, left:right] == value)
            if counts.any():
                areas[value] = float((counts * pixel_km2).sum())
        return areas

    def even_block(self, tolerance: float) -> tuple[int, int]:
        """Columns and rows of the largest block in which no pixel's area is off that in its middle by more than this.

        Args:
            tolerance: Largest relative difference, above 0.
        """
        across, down = (np.abs(np.diff(np.log(self._scale), axis=axis)).max() for axis in (1, 0))
        sides = []
        for steepest, step in ((across, self._dx), (down, self._dy)):
            per_pixel = steepest / step * self._grid.pixel
            # The middle is half a block away from the edges.
            sides.append(int(min(2 * tolerance / max(per_pixel, 1e-18), 2**30)))
        return max(sides[0], 1), max(sides[1], 1)

    def pixels_km2(self, cols: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Area of a pixel at columns and rows of the grid, km2."""
        grid = self._grid
        scale = self._scale_at(grid.x + cols * grid.pixel, grid.y - rows * grid.pixel)
        return scale * grid.pixel**2 / 1e6

    def _scale_at(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Square metres on the ellipsoid of a square unit of the plane, interpolated."""
        across = ((x - self._grid.x) / self._dx).clip(0, self._columns)
        down = ((self._grid.y - y) / self._dy).clip(0, self._rows)
        # Without area there is no centroid.
        across, down = np.nan_to_num(across), np.nan_to_num(down)
        col, row = np.minimum(across.astype(int), self._columns - 1), np.minimum(down.astype(int), self._rows - 1)
        across, down = across - col, down - row
        upper = self._scale[row, col] * (1 - across) + self._scale[row, col + 1] * across
        lower = self._scale[row + 1, col] * (1 - across) + self._scale[row + 1, col + 1] * across
        mixed: NDArray[np.float64] = upper * (1 - down) + lower * down
        return mixed

    def _measured(self, polygons: NDArray[np.object_]) -> NDArray[np.float64]:
        degrees = shapely.transform(polygons, lambda xy: np.column_stack(self._to_degrees.transform(*xy.T)))
        # The sign is the orientation of the ring.
        return np.array([abs(self._geod.geometry_area_perimeter(polygon)[0]) for polygon in degrees])
