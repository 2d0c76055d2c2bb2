"""Cross-fades tiles into bands of rows, in integer arithmetic.

Integer sums do not depend on the order of the tiles, on threads or on where a run was resumed; and only one band of
rows is ever in memory, so the height of the raster does not matter.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..raster.grid import Window
from .lattice import FULL_WEIGHT, Lattice, Tile


class BandBlender:
    """Collects one channel group of the tiles of a row, and returns the rows that are final.

    Args:
        lattice: Lattice of the model.
        window: Part of the working grid to map, input pixels.
        channels: Number of channels in the group.
        dtype: Type of the tiles, uint8 or uint16; also an attribute.

    Without cross-fading, tiles do not overlap and are only put in place. With it, they are summed with weights that add
    up to 256, in a type that cannot overflow.
    """

    def __init__(self, lattice: Lattice, window: Window, channels: int, dtype: np.dtype[np.generic]) -> None:
        self._lattice = lattice
        self._window = window
        self.dtype = np.dtype(dtype)
        rows = (lattice.stride + lattice.blend) * lattice.factor
        self._blends = lattice.blend > 0
        wide = {1: np.uint16, 2: np.uint32}[self.dtype.itemsize]
        self._sum = np.zeros((channels, rows, window.width * lattice.factor), wide if self._blends else self.dtype)
        self._weights = lattice.weights().astype(wide)
        self._product = np.empty((channels, *self._weights.shape), wide) if self._blends else None

    def add(self, tile: Tile, values: NDArray[np.generic]) -> None:
        """Add the result of a tile of the current row.

        Args:
            tile: Position of the tile.
            values: Interior of the tile in output pixels, [channels, side, side].
        """
        factor = self._lattice.factor
        left = (self._lattice.interior(tile).col - self._window.col) * factor
        start, stop = max(left, 0), min(left + values.shape[2], self._sum.shape[2])
        inside = slice(start - left, stop - left)
        target = self._sum[:, :, start:stop]
        if self._product is None:
            target[...] = values[:, :, inside]
        else:
            product = self._product[:, :, : stop - start]
            np.multiply(
                values[:, :, inside], self._weights[:, inside], out=product, dtype=product.dtype, casting="unsafe"
            )
            target += product

    @property
    def final(self) -> NDArray[np.generic]:
        """The rows that no tile of a later row can change, [channels, stride * factor, width].

        Sums with weight 256 if tiles are cross-faded, else the values themselves. A view: it changes with the next
        tile. Places without a tile hold arbitrary values.
        """
        return self._sum[:, : self._lattice.stride * self._lattice.factor]

    def advance(self) -> None:
        """Drop the final rows and begin the next row of tiles."""
        if self._blends:
            final = self._lattice.stride * self._lattice.factor
            rest = self._sum.shape[1] - final
            self._sum[:, :rest] = self._sum[:, final:]
            self._sum[:, rest:] = 0

    def clear(self) -> None:
        """Reset all sums to zero."""
        self._sum[...] = 0

    @property
    def weight(self) -> int:
        """Divisor of the values of :attr:`final`: 256 or 1."""
        return FULL_WEIGHT if self._blends else 1
