"""Reads, infers, blends and stores row after row of tiles; the four steps overlap.

Readers run a few tiles ahead of the network, blending and storing lag behind it by at most one band: memory does not
depend on the height of the raster.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..channel import Channel
from ..infer.session import Session
from ..raster.file_states import changed_meanwhile
from ..raster.opening import Source
from ..tiles.lattice import Lattice, Tile
from ..tiles.plan import Plan
from ..write.products import Product
from ..write.spool import Spool
from .progress import Progress
from .row_band import FinishedBand, RowBand

Pixels = NDArray[np.generic]
Valid = NDArray[np.bool_]
Read = tuple[Pixels, Valid, int]
"""Pixels of a tile, their validity, and a checksum of both."""

_READERS = 2
BLENDS_WAITING = 2
"""Largest number of network results that wait to be blended."""


def reads_waiting(batch: int) -> int:
    """Number of tiles read ahead of the network."""
    return 2 * batch + _READERS


@dataclass
class Pipeline:
    """One run over a plan.

    Attributes:
        source, session: Opened input and loaded network.
        band: Collector of the results.
        products: Rasters to write.
        spool: Store of the finished bands.
        channel: Channel for progress and cancellation.
        km2_per_tile: Ground area per tile, for the progress message.
    """

    source: Source
    session: Session
    band: RowBand
    products: list[Product]
    spool: Spool
    channel: Channel
    km2_per_tile: float
    _storing: Future[None] | None = field(default=None, init=False)

    def run(self, plan: Plan) -> None:
        """Compute every band that the spool does not contain yet.

        Raises:
            CancelledError: The user cancelled; finished bands stay in the spool.
            SourceError: A tile cannot be read.
            InputChangedError: A tile is not what an earlier run read.
            OutputError: A band cannot be written.
        """
        readers = ThreadPoolExecutor(_READERS, "reader")
        blender = ThreadPoolExecutor(1, "blender")
        writer = ThreadPoolExecutor(1, "writer")
        try:
            self._run(plan, readers, blender, writer)
        finally:
            for pool in (readers, blender, writer):
                pool.shutdown(cancel_futures=True)

    def _run(
        self, plan: Plan, readers: ThreadPoolExecutor, blender: ThreadPoolExecutor, writer: ThreadPoolExecutor
    ) -> None:
        rows = self._rows_to_compute(plan)
        progress = Progress(self.channel, plan, self.source.grid, rows, self.km2_per_tile)
        tiles = (tile for row in rows for tile in plan.rows[row])
        reads = _ahead(
            lambda tile: readers.submit(read_and_sum, self.source, plan.lattice, tile),
            tiles,
            reads_waiting(self.session.batch),
        )
        blends: deque[Future[None]] = deque()

        def blend(task: Callable[..., None], *arguments: object) -> None:
            blends.append(blender.submit(task, *arguments))
            while len(blends) > BLENDS_WAITING:
                blends.popleft().result()

        for row in rows:
            blend(self.band.begin, row)
            batch: list[tuple[Tile, Pixels]] = []
            sums: list[int] = []
            for number, tile in enumerate(plan.rows[row], start=1):
                self.channel.check()
                pixels, valid, checksum = next(reads).result()
                sums.append(checksum)
                blend(self.band.add_valid, tile, valid)
                if valid.any():
                    batch.append((tile, pixels))
                if batch and (len(batch) == self.session.batch or number == len(plan.rows[row])):
                    results = self._infer(batch)
                    blend(self._add, [t for t, _ in batch], *results)
                    batch = []
                progress.step(tile)
            # Only rows with tiles are stored: rows without tiles have no result.
            stored = self.spool.records.get(row)
            if stored and stored.reads != tuple(sums):
                raise changed_meanwhile(sorted({file.name for file in self.source.files}))
            wanted = bool(plan.rows[row]) and stored is None
            blend(self._finish, row, wanted, writer, tuple(sums))
        progress.tell()
        while blends:
            blends.popleft().result()
        if self._storing is not None:
            self._storing.result()

    def _rows_to_compute(self, plan: Plan) -> list[int]:
        """Rows without a stored band; if tiles are cross-faded, also the row above each of them."""
        missing = {row for row, tiles in plan.rows.items() if tiles and row not in self.spool.records}
        if plan.lattice.blend:
            missing |= {row - 1 for row in missing if row - 1 in plan.rows}
        return sorted(missing)

    def _infer(self, batch: list[tuple[Tile, Pixels]]) -> tuple[NDArray[np.uint8], Pixels | None]:
        tiles = [pixels for _, pixels in batch]
        return self.session.run(np.stack(tiles) if len(tiles) > 1 else tiles[0][None])

    def _add(self, tiles: list[Tile], probability: NDArray[np.uint8], images: Pixels | None) -> None:
        for index, tile in enumerate(tiles):
            self.band.add(tile, probability[index], None if images is None else images[index])

    def _finish(self, row: int, wanted: bool, writer: ThreadPoolExecutor, sums: tuple[int, ...]) -> None:
        band = self.band.finish(row)
        if band is None or not wanted:
            return
        if self._storing is not None:
            self._storing.result()
        self._storing = writer.submit(self._store, row, band, sums)

    def _store(self, row: int, band: FinishedBand, sums: tuple[int, ...]) -> None:
        self.spool.store(self.products, band.arrays, row, band.top, band.km2, sums, band.stretches)


def read_tile(source: Source, lattice: Lattice, tile: Tile) -> tuple[Pixels, Valid]:
    """Read the pixels of a tile that the network sees, and the validity mask of its interior."""
    pixels, valid = source.read(lattice.input_window(tile))
    inner = slice(lattice.halo, valid.shape[0] - lattice.halo)
    return pixels, valid[inner, inner]


def read_and_sum(source: Source, lattice: Lattice, tile: Tile) -> Read:
    """Read a tile as :func:`read_tile` does, with a checksum that notices any change of the input."""
    pixels, valid = read_tile(source, lattice, tile)
    return pixels, valid, zlib.crc32(np.ascontiguousarray(valid).data, zlib.crc32(np.ascontiguousarray(pixels).data))


def _ahead(submit: Callable[[Tile], Future[Read]], tiles: Iterator[Tile], depth: int) -> Iterator[Future[Read]]:
    """Futures of the tiles in order, with ``depth`` of them in progress at any time."""
    waiting: deque[Future[Read]] = deque()
    for tile in tiles:
        waiting.append(submit(tile))
        if len(waiting) > depth:
            yield waiting.popleft()
    yield from waiting
