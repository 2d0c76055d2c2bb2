"""Plans the tiles that a run needs."""

from __future__ import annotations

from dataclasses import dataclass

from ..raster.area import MappedArea
from ..raster.grid import Window
from ..raster.opening import Source
from .lattice import Lattice, Tile


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


def plan_tiles(source: Source, area: MappedArea, lattice: Lattice) -> Plan:
    """Find the tiles to compute, without reading a pixel."""
    window = area.window
    rows: dict[int, list[Tile]] = {}
    for row in lattice.span(window.row, window.height):
        tiles = (Tile(col, row) for col in lattice.span(window.col, window.width))
        rows[row] = [t for t in tiles if area.touches(lattice.interior(t)) and source.has_data(lattice.interior(t))]
    return Plan(lattice, window, rows)
