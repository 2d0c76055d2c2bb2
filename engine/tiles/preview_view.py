"""One view of a live preview: its tiles, the size of its pixels, and the part of each tile to send."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.requests import Area, Preview
from ..raster.area import MappedArea, resolve_area
from ..raster.grid import SNAP, Grid, Window
from ..raster.opening import Source
from ..raster.projection import pyproj
from .classify import Classifier
from .lattice import Lattice, Tile
from .plan import plan_tiles


@dataclass(frozen=True)
class View:
    """The tiles and pixels to map for a :class:`Preview`.

    Attributes:
        id: Identifier of the preview.
        lattice: Lattice of the model.
        area: Visible part of the input.
        tiles: Tiles that may have data, nearest to the centre first; none if there would be too many.
        too_large: Whether the view needs too many tiles.
        step: Sampling step along an axis: one in every ``step`` output pixels is sent.
        classifier: Classifier for the threshold of the view.
    """

    id: int
    lattice: Lattice
    area: MappedArea
    tiles: tuple[Tile, ...]
    too_large: bool
    step: int
    classifier: Classifier

    @property
    def km2(self) -> float:
        """Area of the visible part of the input on the map plane."""
        return self.area.window.width * self.area.window.height * self.area.grid.km2_per_pixel

    def part(
        self, tile: Tile, sums: NDArray[np.generic], weight: int, valid: NDArray[np.bool_]
    ) -> tuple[tuple[float, float, float, float], NDArray[np.uint8]] | None:
        """The visible pixels of a tile's interior, the middle one of each ``step`` x ``step``.

        They lie on multiples of ``step`` counted from the input's origin, so that the parts of a view fit together.

        Args:
            tile: Position of the tile.
            sums: Sums from :meth:`onemetre.engine.tiles.tile_cache.TileCache.blended`, [channels, side, side].
            weight: Divisor of the sums.
            valid: Mask of the pixels with a result, [side, side].

        Returns:
            xmin, ymin, xmax, ymax in the input's coordinate system, and the classes [height, width]; None = no pixel.
        """
        interior = self.lattice.interior(tile)
        whole = interior.scaled(self.lattice.factor)
        seen = interior.intersection(self.area.window).scaled(self.lattice.factor)
        cols, rows = self._samples(seen.col, seen.right), self._samples(seen.row, seen.bottom)
        if not cols or not rows:
            return None
        half = self.step // 2
        here = (
            slice(rows[0] * self.step + half - whole.row, seen.bottom - whole.row, self.step),
            slice(cols[0] * self.step + half - whole.col, seen.right - whole.col, self.step),
        )
        classes, _ = self.classifier(sums[:, *here], weight, valid[here], percent=False)
        grid = self.area.grid.scaled(self.lattice.factor)
        covered = Window(cols[0], rows[0], len(cols), len(rows)).scaled(self.step)
        return grid.bounds_of(covered), classes

    def _samples(self, start: int, stop: int) -> range:
        """Indices of the pixels to send whose middle lies in ``[start, stop)`` along one axis."""
        half = self.step // 2
        return range(-(-(start - half) // self.step), -(-(stop - half) // self.step))


def plan_view(
    preview: Preview, source: Source, lattice: Lattice, most: int, classify: Callable[[int | None], Classifier]
) -> View:
    """Find the tiles of a view, without reading a pixel.

    Args:
        preview: Requested view.
        source: Opened input.
        lattice: Lattice of the model.
        most: Largest number of tiles in a view, including those without data.
        classify: Returns the classifier for a threshold.

    Raises:
        AreaError: The view lies outside the input, or cannot be projected to it.
    """
    area = resolve_area(Area(extent=preview.extent, extent_crs=preview.crs), source.grid, lattice.factor)
    window = area.window
    middle = (window.col + window.width / 2, window.row + window.height / 2)
    step = max(1, int(preview.pixel / _output_pixel(source.grid, middle, preview.crs, lattice.factor) + SNAP))
    too_large = len(lattice.span(window.col, window.width)) * len(lattice.span(window.row, window.height)) > most

    def distance(tile: Tile) -> float:
        inner = lattice.interior(tile)
        return math.hypot(inner.col + inner.width / 2 - middle[0], inner.row + inner.height / 2 - middle[1])

    rows = {} if too_large else plan_tiles(source, area, lattice).rows
    tiles = sorted((tile for row in rows.values() for tile in row), key=distance)
    return View(preview.id, lattice, area, tuple(tiles), too_large, step, classify(preview.threshold))


def _output_pixel(grid: Grid, place: tuple[float, float], crs: str, factor: int) -> float:
    """Side of an output pixel at a place of the grid, in units of another coordinate system."""
    transformer = pyproj.Transformer.from_crs(pyproj.CRS.from_wkt(grid.crs), crs, always_xy=True)
    # Along the diagonal of a working pixel, a distance over which no projection bends.
    x, y = grid.x + place[0] * grid.pixel, grid.y - place[1] * grid.pixel
    (left, right), (top, bottom) = transformer.transform([x, x + grid.pixel], [y, y - grid.pixel])
    return math.hypot(right - left, bottom - top) / math.sqrt(2) / factor
