"""Plans the tiles that a run needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...contract.errors import AreaError
from ..raster.area import MappedArea
from ..raster.grid import Window
from ..raster.opening import Source
from .lattice import Lattice, Tile

MOST_TILES = 5_000_000
"""Largest number of tiles that a run plans: weeks of work, and a gigabyte for the plan alone."""


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
        check: Called for each row of tiles; raises an error when the user has cancelled.

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
    rows: dict[int, list[Tile]] = {}
    for row in span:
        check()
        tiles = (Tile(col, row) for col in cols)
        rows[row] = [t for t in tiles if area.touches(lattice.interior(t)) and source.has_data(lattice.interior(t))]
    return Plan(lattice, window, rows)
