"""Compares a map with a coarser or finer product, at the grid of each, in one pass.

Every pixel of the map is counted in the cell of the product in which its centre lies. The counts of a cell give the
mean of the map there, which is compared with the product at its own grid, weighted by the areas of the cells on the
ground; and since a pixel's nearest cell is the one that holds it, they also give the comparison at the map's grid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import GridError
from ..raster.areas import Areas
from ..raster.geodesy import reproject, rim
from ..raster.grid import Grid, Window
from .accuracy import UNKNOWN
from .our_surface import FULL, OurSurface
from .product import Product
from .zones import NOWHERE, ShapesOnGrid

SQUARE = 10
"""Side of the squares whose shares are compared, cells; larger where there would be more than a million."""

_READ = 2048
_TILE = 256
_CELLS = 500
_MOST_SQUARES = 1_000_000
# A cell counts if the map has data in at least this part of it.
_LEAST = 0.5
_HALF = 50
# With fewer pixels in a cell of the product most cells hold none.
_FEWEST_PIXELS = 0.2

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class CellCounts:
    """Pixels of a map in each cell of a window of the product's grid, [rows, columns] each.

    Attributes:
        valid: Pixels with data.
        surface: Pixels of the surface: of the class, or with a probability of 50 % and more.
        share: Mean of the map, 0-1; NaN without pixels.
    """

    valid: NDArray[np.int64]
    surface: NDArray[np.int64]
    share: Shares


@dataclass
class Comparison:
    """Sums over all cells that both sides know.

    Attributes:
        zones: Number of zones.
        shape: Rows and columns of the squares.
        km2: Area by class of the map and of the product (0 no, 1 yes), km2, [zones, 2, 2], rows are the map.
        pixels: Pixels of the map by the same, [zones, 2, 2].
        ours: Area of the surface in the map, by its mean in each cell, km2, [zones].
        theirs: Area of the surface in the product, km2, [zones].
        cells: Number of cells, [zones].
        squares: Sum of our shares, sum of theirs, and cells of each square, [3, rows, columns].
    """

    zones: int
    shape: tuple[int, int]
    km2: Shares = field(init=False)
    pixels: NDArray[np.int64] = field(init=False)
    ours: Shares = field(init=False)
    theirs: Shares = field(init=False)
    cells: NDArray[np.int64] = field(init=False)
    squares: NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        self.km2, self.pixels = np.zeros((self.zones, 2, 2)), np.zeros((self.zones, 2, 2), np.int64)
        self.ours, self.theirs = np.zeros(self.zones), np.zeros(self.zones)
        self.cells = np.zeros(self.zones, np.int64)
        self.squares = np.zeros((3, *self.shape), np.float32)

    @property
    def shares(self) -> NDArray[np.float32]:
        """Mean shares of the map and of the product in each square, 0-1, [2, rows, columns]; NaN without cells."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.squares[:2] / self.squares[2]

    @property
    def correlation(self) -> float:
        """Correlation of both shares over the squares; NaN where it is not defined."""
        ours, theirs = self.shares[:, self.squares[2] > 0].astype(np.float64)
        if len(ours) < 2 or not ours.std() or not theirs.std():
            return float("nan")
        return float(np.corrcoef(ours, theirs)[0, 1])


def common_window(ours: OurSurface, product: Product) -> Window:
    """Window of the product's grid that the map covers; empty if they do not overlap."""
    x, y = _project(ours.grid, product.grid, rim(ours.grid.window))
    if not np.isfinite([*x, *y]).all():
        return Window(0, 0, 0, 0)
    left, top = int(np.floor(x.min())), int(np.floor(y.min()))
    found = Window(left, top, int(np.ceil(x.max())) - left, int(np.ceil(y.max())) - top)
    return found.intersection(product.grid.window)


def square_of(window: Window) -> int:
    """Side of the squares of a window, cells."""
    return max(SQUARE, int(np.ceil(np.sqrt(window.width * window.height / _MOST_SQUARES))))


def compare(
    ours: OurSurface,
    product: Product,
    window: Window,
    zones: ShapesOnGrid | None,
    number: int,
    write: Callable[[Window, NDArray[np.int16]], None] | None,
    advance: Callable[[float], None],
) -> Comparison:
    """Compare a map with a product.

    Args:
        ours: The map's surface.
        product: The product.
        window: Window of the product's grid to compare.
        zones: Zones on the product's grid: a cell belongs to the one in which its centre lies. None = all is one zone.
        number: Number of zones.
        write: Receives differences (map minus product, percent; -32768 = unknown) of a window of the product's grid;
            None = not wanted.
        advance: Called with the fraction done, 0-1; may raise to stop.

    Raises:
        SourceError: A raster cannot be read.
        GridError: The product is much finer than the map.
    """
    if not _pixels_per_cell(ours.grid, product.grid, window) >= _FEWEST_PIXELS:
        raise GridError(
            f"The cells of {product.name} are much finer than the pixels of {ours.name}.",
            "Choose the finer one as the map, and the coarser one as the product.",
        )
    side = square_of(window)
    shape = (-(-window.height // side), -(-window.width // side))
    made = Comparison(number, shape)
    areas = Areas(product.grid)
    blocks = list(window.blocks(side * -(-_CELLS // side)))
    for done, block in enumerate(blocks, start=1):
        counts = count_in_cells(ours, product.grid, block)
        theirs = product.read(block)
        known = np.isfinite(theirs) & (
            counts.valid >= max(1.0, _LEAST * _pixels_per_cell(ours.grid, product.grid, block))
        )
        difference = np.where(known, np.rint(FULL * (counts.share - theirs)), NODATA)
        if write is not None:
            write(block, difference.astype(np.int16))
        _add(made, counts, theirs, known, product, areas, block, zones)
        at = np.s_[
            (block.row - window.row) // side : -(-(block.bottom - window.row) // side),
            (block.col - window.col) // side : -(-(block.right - window.col) // side),
        ]
        layers: tuple[NDArray[Any], ...] = (counts.share, theirs, np.ones(known.shape))
        for place, values in enumerate(layers):
            made.squares[place][at] += _sums(np.where(known, values, 0.0), side)
        advance(done / len(blocks))
    return made


NODATA = -32768
"""Difference where one side is unknown."""


def count_in_cells(ours: OurSurface, grid: Grid, cells: Window) -> CellCounts:
    """Count the pixels of a map in the cells of another grid.

    Args:
        ours: The map's surface.
        grid: Grid of the cells.
        cells: Window of that grid.
    """
    shape = (cells.height, cells.width)
    # The state of a pixel: 0 no data, 1 not the surface, 2 the surface.
    states, percent = np.zeros((*shape, 3), np.int64), np.zeros(shape)
    state_of = np.where(np.arange(256) >= _HALF, 2, 1)
    state_of[UNKNOWN] = 0
    for read in _covering(ours.grid, grid, cells).blocks(_READ):
        values = ours.read(read)
        for tile in read.blocks(_TILE):
            here = values[tile.row - read.row : tile.bottom - read.row, tile.col - read.col : tile.right - read.col]
            _count_tile(here, tile, ours.grid, grid, cells, state_of, states, percent if ours.percent else None)
    valid, surface = states[..., 1] + states[..., 2], states[..., 2]
    total = percent / FULL if ours.percent else surface
    with np.errstate(invalid="ignore", divide="ignore"):
        return CellCounts(valid, surface, total / valid)


def _count_tile(
    values: NDArray[np.uint8],
    tile: Window,
    source: Grid,
    grid: Grid,
    cells: Window,
    state_of: NDArray[np.int64],
    states: NDArray[np.int64],
    percent: Shares | None,
) -> None:
    """Add the pixels of a tile, in which the way from pixels to cells is as good as affine."""
    corners = (
        np.array([tile.col, tile.right, tile.col], float),
        np.array([tile.row, tile.row, tile.bottom], float),
    )
    x, y = _project(source, grid, corners)
    x, y = x - cells.col, y - cells.row
    if not np.isfinite([*x, *y]).all():
        return
    across, down = np.arange(tile.width) + 0.5, np.arange(tile.height)[:, None] + 0.5
    steps = [((v[1] - v[0]) / tile.width, (v[2] - v[0]) / tile.height) for v in (x, y)]
    ends = [
        (
            min(0, step[0] * tile.width) + min(0, step[1] * tile.height),
            max(0, step[0] * tile.width) + max(0, step[1] * tile.height),
        )
        for step in steps
    ]
    (left, right), (top, bottom) = (
        (int(np.floor(v[0] + low)), int(np.floor(v[0] + high)) + 1) for v, (low, high) in zip((x, y), ends, strict=True)
    )
    if right <= 0 or bottom <= 0 or left >= cells.width or top >= cells.height:
        return
    width, height = right - left + 1, bottom - top + 1
    # Both are above 0 here, so that cutting the decimals is rounding down.
    columns = (
        (x[0] - left + steps[0][0] * across).astype(np.float32) + (steps[0][1] * down).astype(np.float32)
    ).astype(np.int32)
    rows = ((y[0] - top + steps[1][0] * across).astype(np.float32) + (steps[1][1] * down).astype(np.float32)).astype(
        np.int32
    )
    keys = rows * width + columns
    counted = np.bincount((keys * 3 + state_of[values]).ravel(), minlength=3 * width * height)
    inner = Window(left, top, width, height).intersection(Window(0, 0, cells.width, cells.height))
    at = np.s_[inner.row : inner.bottom, inner.col : inner.right]
    own = np.s_[inner.row - top : inner.bottom - top, inner.col - left : inner.right - left]
    states[at] += counted[: 3 * width * height].reshape(height, width, 3)[own]
    if percent is not None:
        weights = np.where(values == UNKNOWN, 0, values).ravel()
        sums = np.bincount(keys.ravel(), weights, width * height)[: width * height]
        percent[at] += sums.reshape(height, width)[own]


def _add(
    made: Comparison,
    counts: CellCounts,
    theirs: NDArray[np.float32],
    known: NDArray[np.bool_],
    product: Product,
    areas: Areas,
    block: Window,
    zones: ShapesOnGrid | None,
) -> None:
    """Add the cells of a block to the sums of their zones."""
    zone = np.zeros(known.shape, np.int32) if zones is None else zones.read(block)
    rows = np.arange(block.row, block.bottom) + 0.5
    km2 = areas.pixels_km2(np.full(len(rows), block.col + block.width / 2), rows)[:, None] + np.zeros(known.shape)
    here, there = counts.share >= _HALF / FULL, product.is_surface(theirs)
    for one in np.unique(zone[known & (zone != NOWHERE)]).tolist():
        inside = known & (zone == one)
        made.cells[one] += np.count_nonzero(inside)
        made.ours[one] += float((counts.share[inside] * km2[inside]).sum())
        found = theirs if product.has_shares else there
        made.theirs[one] += float((found[inside] * km2[inside]).sum())
        for value in (0, 1):
            column = inside & (there == bool(value))
            surface, valid = int(counts.surface[column].sum()), int(counts.valid[column].sum())
            made.pixels[one, :, value] += [valid - surface, surface]
            for row in (0, 1):
                made.km2[one, row, value] += float(km2[column & (here == bool(row))].sum())


def _sums(values: Shares, side: int) -> Shares:
    """Sums of squares of a side; those at the lower and right edge are smaller."""
    rows, columns = (np.arange(0, length, side) for length in values.shape)
    return np.add.reduceat(np.add.reduceat(values, rows, axis=0), columns, axis=1)


def _covering(source: Grid, grid: Grid, cells: Window) -> Window:
    """Window of the source grid that covers cells, with a margin."""
    cols, rows = _project(grid, source, rim(cells))
    finite = np.isfinite(cols) & np.isfinite(rows)
    if not finite.any():
        return Window(0, 0, 0, 0)
    low = [int(np.floor(v[finite].min())) - 1 for v in (cols, rows)]
    high = [int(np.ceil(v[finite].max())) + 1 for v in (cols, rows)]
    return Window(low[0], low[1], high[0] - low[0], high[1] - low[1]).intersection(source.window)


def _pixels_per_cell(source: Grid, grid: Grid, block: Window) -> float:
    """Pixels of the source in a cell in the middle of a block."""
    col, row = block.col + block.width / 2, block.row + block.height / 2
    x, y = _project(grid, source, (np.array([col, col + 1, col]), np.array([row, row, row + 1])))
    return abs(float((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0])))


def _project(
    source: Grid, target: Grid, points: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Columns and rows of one grid as those of another; infinite where undefined."""
    cols, rows = points
    x, y = source.x + cols * source.pixel, source.y - rows * source.pixel
    if source.crs != target.crs:
        x, y = reproject(source.crs, target.crs, (x, y))
    return (x - target.x) / target.pixel, (target.y - y) / target.pixel
