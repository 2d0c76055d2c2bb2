"""Caches the finished tiles of a live preview, and blends them into final pixels."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .lattice import FULL_WEIGHT, Lattice, Tile


@dataclass(frozen=True)
class FinishedTile:
    """The computed interior of a tile.

    Attributes:
        probability: Output of the network, [channels, side, side] of output pixels, 0-255; None = no pixel has data.
        valid: Mask of the pixels that have data, [side, side] of input pixels.
    """

    probability: NDArray[np.uint8] | None
    valid: NDArray[np.bool_]


class TileCache:
    """The most recently used tiles, from any thread.

    Args:
        lattice: Lattice of the model.
        capacity: Largest number of tiles.
    """

    def __init__(self, lattice: Lattice, capacity: int) -> None:
        self._lattice = lattice
        self._capacity = capacity
        self._tiles: OrderedDict[Tile, FinishedTile] = OrderedDict()
        self._weights = lattice.weights()

    def __contains__(self, tile: Tile) -> bool:
        return tile in self._tiles

    def add(self, tile: Tile, finished: FinishedTile) -> None:
        """Add a tile; if the cache is full, the least recently used one is dropped."""
        self._tiles[tile] = finished
        self.use(tile)
        while len(self._tiles) > self._capacity:
            self._tiles.popitem(last=False)

    def use(self, tile: Tile) -> FinishedTile:
        """Return a cached tile and mark it as just used."""
        self._tiles.move_to_end(tile)
        return self._tiles[tile]

    def blended(self, tile: Tile) -> tuple[NDArray[np.generic], int, NDArray[np.bool_]]:
        """The interior of a tile, cross-faded with the cached ones of its neighbours.

        It equals the result of :class:`onemetre.engine.tiles.blending.BandBlender` wherever all tiles that meet in a
        pixel are cached; elsewhere it is the weighted mean of those that are.

        Returns:
            Sums [channels, side, side] in output pixels, their divisor, and the mask of the pixels with a result.
        """
        own = self.use(tile)
        lattice = self._lattice
        valid = own.valid.repeat(lattice.factor, axis=0).repeat(lattice.factor, axis=1)
        if own.probability is None:
            raise ValueError("no pixel of the tile has data")
        if not lattice.blend:
            return own.probability, 1, valid
        sums = np.zeros(own.probability.shape, np.uint32)
        weights = np.zeros(valid.shape, np.uint32)
        for row in (-1, 0, 1):
            for col in (-1, 0, 1):
                self._add(sums, weights, Tile(tile.col + col, tile.row + row), (col, row))
        partly = weights < FULL_WEIGHT
        if partly.any():
            sums[:, partly] = sums[:, partly] * FULL_WEIGHT // np.maximum(weights[partly], 1)
        return sums, FULL_WEIGHT, valid & (weights > 0)

    def _add(
        self, sums: NDArray[np.uint32], weights: NDArray[np.uint32], neighbour: Tile, way: tuple[int, int]
    ) -> None:
        finished = self._tiles.get(neighbour)
        if finished is None or finished.probability is None:
            return
        side, distance = weights.shape[0], self._lattice.stride * self._lattice.factor
        (left, right), (top, bottom) = ((way_ * distance, side + way_ * distance) for way_ in way)
        here = slice(max(top, 0), min(bottom, side)), slice(max(left, 0), min(right, side))
        there = (
            slice(max(-top, 0), side - max(top, 0)),
            slice(max(-left, 0), side - max(left, 0)),
        )
        share = self._weights[there].astype(np.uint32)
        weights[here] += share
        sums[:, *here] += finished.probability[:, *there] * share
