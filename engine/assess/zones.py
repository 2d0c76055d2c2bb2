"""Zones on the grid of a map."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from shapely.geometry.base import BaseGeometry

from ...contract.requests import Area
from ..raster.area import OutsideError, resolve_area, shape_of
from ..raster.grid import Grid, Window

NOWHERE = -1
"""Number of a pixel outside all zones."""


class ShapesOnGrid:
    """Polygons with numbers, on a grid; where they overlap, the first one counts.

    Args:
        wkt: Polygons as WKT.
        numbers: Number of each polygon, 0 or more.
        crs: Coordinate system of the polygons.
        grid: Grid of the map.

    Attributes:
        outside: Whether some polygon lies wholly outside the grid.
        missed: Whether all of them do.

    Raises:
        AreaError: A polygon cannot be read, or the polygons have no coordinate system.
    """

    def __init__(self, wkt: tuple[str, ...], numbers: tuple[int, ...], crs: str, grid: Grid) -> None:
        shape_of(Area(wkt=wkt, crs=crs))
        self._grid = grid
        shapes: list[BaseGeometry] = []
        found: list[int] = []
        for text, number in zip(wkt, numbers, strict=True):
            try:
                shapes.append(resolve_area(Area(wkt=(text,), crs=crs), grid, 1).region)
            except OutsideError:
                continue
            found.append(number)
        self.outside, self.missed = len(found) < len(wkt), not found
        self._shapes, self._numbers = np.array(shapes, object), np.array(found, np.int32)
        self._tree = shapely.STRtree(self._shapes)

    def read(self, window: Window) -> NDArray[np.int32]:
        """Number of the polygon in which the centre of each pixel lies, [rows, columns]; -1 = none."""
        shape = (window.height, window.width)
        numbers = np.full(shape, NOWHERE, np.int32)
        bounds = self._grid.bounds_of(window)
        # From the last to the first one, which comes out on top.
        near = sorted(self._tree.query(shapely.box(*bounds)).tolist(), reverse=True)
        around = self._grid.bounds_of(window.expanded(1))
        parts = [
            (part, int(self._numbers[index]) + 1)
            for index in near
            for part in shapely.get_parts(shapely.clip_by_rect(self._shapes[index], *around))
            if part.geom_type == "Polygon" and not part.is_empty
        ]
        if parts:
            drawn = rasterize(parts, out_shape=shape, transform=self._grid.crop(window).transform, dtype=np.int32)
            numbers = drawn - 1
        return numbers

    def at(self, cols: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Number of the polygon in which the centre of each pixel lies, [points]; -1 = none."""
        grid = self._grid
        centres = shapely.points(grid.x + (cols + 0.5) * grid.pixel, grid.y - (rows + 0.5) * grid.pixel)
        numbers = np.full(len(cols), NOWHERE, np.int32)
        points, shapes = self._tree.query(centres, predicate="intersects")
        for point, index in sorted(zip(points.tolist(), shapes.tolist(), strict=True), reverse=True):
            numbers[point] = self._numbers[index]
        return numbers
