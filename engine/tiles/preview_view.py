"""One view of a live preview: its tiles, the size of its pixels, and the part of each tile to send."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ...contract.requests import Area, Preview
from ..raster.area import MappedArea, resolve_area
from ..raster.areas import Areas
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
        area: Visible part of the input, or its middle if the whole needs too many tiles.
        is_middle: Whether the area is only the middle of the view.
        whole_km2: Area of the visible part of the input.
        pixel_km2: Area of a pixel of the input in the middle of the view.
        tiles: Tiles to map, nearest to the centre first.
        left: Number of tiles of the area that are left to a patient preview.
        step: Sampling step along an axis: one in every ``step`` output pixels is sent.
        classifier: Classifier for the threshold of the view.
    """

    id: int
    lattice: Lattice
    area: MappedArea
    is_middle: bool
    whole_km2: float
    pixel_km2: float
    tiles: tuple[Tile, ...]
    left: int
    step: int
    classifier: Classifier

    @property
    def km2(self) -> float:
        """Area of the tiles to map, as far as it is visible."""
        inner = (self.lattice.interior(tile).intersection(self.area.window) for tile in self.tiles)
        # Neighbouring interiors overlap by the blend.
        overlap = (self.lattice.stride / (self.lattice.stride + self.lattice.blend)) ** 2
        pixels = sum(window.width * window.height for window in inner) * overlap
        return min(pixels * self.pixel_km2, self.whole_km2)

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
        most: Largest number of tiles in a view, including those without data; of a larger view the middle is mapped.
        classify: Returns the classifier for a threshold.

    Raises:
        AreaError: The view lies outside the input, or cannot be projected to it.
    """
    area = resolve_area(Area(extent=preview.extent, extent_crs=preview.crs), source.grid, lattice.factor)
    window = area.window
    middle = (window.col + window.width / 2, window.row + window.height / 2)
    step = max(1, int(preview.pixel / _output_pixel(source.grid, middle, preview.crs, lattice.factor) + SNAP))
    pixel_km2 = Areas(source.grid.crop(window)).km2_per_pixel
    whole_km2 = window.width * window.height * pixel_km2
    core = _middle(window, lattice, most)
    if core != window:
        area = dataclasses.replace(area, window=core, region=shapely.box(*source.grid.bounds_of(core)))

    def distance(tile: Tile) -> float:
        inner = lattice.interior(tile)
        return math.hypot(inner.col + inner.width / 2 - middle[0], inner.row + inner.height / 2 - middle[1])

    rows = plan_tiles(source, area, lattice, lambda: None).rows
    tiles = sorted((tile for row in rows.values() for tile in row), key=distance)
    classifier = classify(preview.threshold)
    return View(preview.id, lattice, area, core != window, whole_km2, pixel_km2, tuple(tiles), 0, step, classifier)


def _middle(window: Window, lattice: Lattice, most: int) -> Window:
    """The window, or its middle if it has more than ``most`` tiles."""
    columns, rows = len(lattice.span(window.col, window.width)), len(lattice.span(window.row, window.height))
    if columns * rows <= most:
        return window
    # A window of n - 1 strides meets at most n tiles along an axis.
    wide = min(max(int(math.sqrt(most * columns / rows)), 2), columns)
    high = min(max(most // wide, 2), rows)
    width, height = (max((count - 1) * lattice.stride - lattice.blend, 1) for count in (wide, high))
    width, height = min(width, window.width), min(height, window.height)
    return Window(window.col + (window.width - width) // 2, window.row + (window.height - height) // 2, width, height)


def _output_pixel(grid: Grid, place: tuple[float, float], crs: str, factor: int) -> float:
    """Side of an output pixel at a place of the grid, in units of another coordinate system."""
    transformer = pyproj.Transformer.from_crs(pyproj.CRS.from_wkt(grid.crs), crs, always_xy=True)
    # Along the diagonal of a working pixel, a distance over which no projection bends.
    x, y = grid.x + place[0] * grid.pixel, grid.y - place[1] * grid.pixel
    (left, right), (top, bottom) = transformer.transform([x, x + grid.pixel], [y, y - grid.pixel])
    return math.hypot(right - left, bottom - top) / math.sqrt(2) / factor
