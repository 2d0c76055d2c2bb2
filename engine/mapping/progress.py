"""Reports the progress of a run: how much is done, how fast, and where."""

from __future__ import annotations

import time
from collections.abc import Iterable

from ..channel import Channel
from ..raster.grid import Grid, Window
from ..tiles.lattice import Tile
from ..tiles.plan import Plan

_INTERVAL = 0.2


class Progress:
    """Reports the tiles done, the speed and the time left; and the finished ground, for those who draw it.

    The event ``done`` has the coordinate system (crs, WKT) and rectangles (extents, each xmin, ymin, xmax, ymax) that
    were finished since the last one.

    Args:
        channel: Channel for the events.
        plan: Tiles of the run.
        grid: Working grid.
        rows: Rows of tiles to compute; the others are done.
        km2_per_tile: Ground area per tile.
    """

    def __init__(self, channel: Channel, plan: Plan, grid: Grid, rows: Iterable[int], km2_per_tile: float) -> None:
        self._channel = channel
        self._plan = plan
        self._grid = grid
        self._km2 = km2_per_tile
        left = set(rows)
        self._total = max(sum(len(plan.rows[row]) for row in left), 1)
        self._done = 0
        self._start = time.monotonic()
        self._told = 0.0
        self._finished: list[Window] = []
        for row, tiles in plan.rows.items():
            if row not in left:
                for tile in tiles:
                    self._finish(tile)

    def step(self, tile: Tile) -> None:
        """Report one more tile."""
        self._done += 1
        self._finish(tile)
        if time.monotonic() - self._told > _INTERVAL:
            self.tell()
        rate = self._done / max(time.monotonic() - self._start, 1e-6)
        left = (self._total - self._done) / rate
        # The last 5 % are for writing and verifying the final files.
        self._channel.progress(0.95 * self._done / self._total, f"{rate * self._km2:.2f} km²/s, {_duration(left)} left")

    def tell(self) -> None:
        """Report where tiles were finished since the last time."""
        self._told = time.monotonic()
        extents = [self._grid.bounds_of(window) for window in self._finished]
        if extents:
            self._channel.emit("done", crs=self._grid.crs, extents=extents)
        self._finished = []

    def _finish(self, tile: Tile) -> None:
        stride, blend = self._plan.lattice.stride, self._plan.lattice.blend
        cell = Window(tile.col * stride - blend, tile.row * stride - blend, stride, stride)
        seen = cell.intersection(self._plan.window)
        last = self._finished[-1] if self._finished else None
        if last is not None and (last.row, last.height, last.right) == (seen.row, seen.height, seen.col):
            self._finished[-1] = Window(last.col, last.row, last.width + seen.width, last.height)
        elif not seen.is_empty:
            self._finished.append(seen)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
