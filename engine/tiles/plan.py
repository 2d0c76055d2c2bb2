"""Plans the tiles that a run needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ...contract.errors import AreaError
from ..raster.area import MappedArea
from ..raster.grid import Window
from ..raster.opening import Source
from .lattice import Lattice, Tile

MOST_TILES = 5_000_000
"""Largest number of tiles that a run plans: weeks of work, and a gigabyte for the plan alone."""

_QUARTERS = np.array([(0, 0), (1, 0), (0, 1), (1, 1)])


@dataclass(frozen=True)
class Plan:
    """Tiles of a run.

    Attributes:
        lattice: Lattice of the model.
        window: Part of the working grid to map.
        rows: Row of tiles -> its tiles that may have data inside the area, left to right; every row of the window.
    """

    lattice: Lattice
    window: Window
    rows: dict[int, list[Tile]]

    @property
    def tiles(self) -> int:
        """Number of tiles."""
        return sum(map(len, self.rows.values()))


def plan_tiles(source: Source, area: MappedArea, lattice: Lattice, check: Callable[[], None]) -> Plan:
    """Find the tiles to compute, without reading a pixel.

    Args:
        source: Opened input.
        area: Area to map.
        lattice: Lattice of the model.
        check: Called for each row of tiles with any in the area; raises an error when the user has cancelled.

    Raises:
        AreaError: The area has more tiles than a run can compute.
    """
    window = area.window
    span, cols = lattice.span(window.row, window.height), lattice.span(window.col, window.width)
    if len(span) * len(cols) > MOST_TILES:
        raise AreaError(
            f"The area to map has {window.width:,} x {window.height:,} pixels, which are {len(span) * len(cols):,} "
            f"tiles; one run maps up to {MOST_TILES:,}.",
            "Choose an area of interest or an extent, and map the parts one after the other.",
        )
    rows: dict[int, list[Tile]] = {row: [] for row in span}
    for row, found in groupby(_touched(area, lattice, cols, span), key=lambda tile: tile.row):
        check()
        tiles = list(found)
        known = source.have_data([lattice.interior(tile) for tile in tiles])
        rows[row] = [tile for tile, has_data in zip(tiles, known, strict=True) if has_data]
    return Plan(lattice, window, rows)


def _touched(area: MappedArea, lattice: Lattice, cols: range, rows: range) -> Iterator[Tile]:
    """The tiles whose interiors touch an area, row by row, left to right.

    Squares of tiles that touch it are quartered until they are single tiles: what lies far from the area costs nothing.
    """
    side = 1 << (max(len(cols), len(rows)) - 1).bit_length()
    squares = np.array([[cols.start, rows.start]])
    while True:
        corners = squares * lattice.stride
        squares = squares[area.touched(np.hstack([corners - lattice.blend, corners + side * lattice.stride]))]
        if side == 1:
            break
        side //= 2
        squares = (squares[:, None] + side * _QUARTERS).reshape(-1, 2)
        squares = squares[(squares < (cols.stop, rows.stop)).all(axis=1)]
    for col, row in squares[np.lexsort(squares.T)].tolist():
        yield Tile(col, row)
