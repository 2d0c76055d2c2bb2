"""The lattice of tiles, and the weights with which neighbouring tiles are cross-faded.

Along each axis, tile ``k`` covers the interior ``[k*stride - blend, (k+1)*stride)`` of the working grid, in input
pixels from the source's origin; the network sees another ``halo`` pixels at both sides. Neighbouring interiors overlap
by ``blend`` pixels. The lattice depends on the source and the model alone, so a pixel is always computed from the same
tiles, whatever part of the source is requested.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.card import ModelCard
from ...contract.errors import ModelError
from ..raster.grid import Window

# One-dimensional weights sum to 16, two-dimensional ones to 256: a uint8 times its weights always fits a uint16.
AXIS_WEIGHT = 16
FULL_WEIGHT = AXIS_WEIGHT**2


@dataclass(frozen=True)
class Tile:
    """One tile, by its column and row on the lattice."""

    col: int
    row: int


@dataclass(frozen=True)
class Lattice:
    """Tiles of side ``tile`` with ``halo`` and ``blend``, in input pixels; ``factor`` output pixels per input pixel."""

    tile: int
    halo: int
    blend: int
    factor: int

    def __post_init__(self) -> None:
        if self.blend > self.stride:
            raise ModelError("The model's card is invalid: its tiles are cross-faded over more than their distance.")

    @classmethod
    def of(cls, card: ModelCard) -> Lattice:
        """The lattice of a model."""
        return cls(card.tile, card.halo, card.blend, card.scale_factor)

    @property
    def stride(self) -> int:
        """Distance between neighbouring tiles, input pixels."""
        return self.tile - 2 * self.halo - self.blend

    def span(self, start: int, length: int) -> range:
        """Indices of the tiles whose interior meets ``[start, start + length)`` along one axis."""
        first = start // self.stride
        last = (start + length - 1 + self.blend) // self.stride
        return range(first, last + 1)

    def interior(self, tile: Tile) -> Window:
        """The part of the working grid for which a tile yields results."""
        side = self.stride + self.blend
        return Window(tile.col * self.stride - self.blend, tile.row * self.stride - self.blend, side, side)

    def input_window(self, tile: Tile) -> Window:
        """The part of the working grid that the network sees; may reach outside the grid."""
        inner = self.interior(tile)
        return Window(inner.col - self.halo, inner.row - self.halo, self.tile, self.tile)

    def band(self, row: int) -> tuple[int, int]:
        """First row and number of rows of the working grid that are final once tile row ``row`` is done."""
        return row * self.stride - self.blend, self.stride

    def axis_weights(self) -> NDArray[np.uint16]:
        """Weights along one axis of an interior in output pixels, shape [(stride + blend) * factor], 0-16.

        Where two interiors overlap, their weights sum to exactly 16.
        """
        fade = self.blend * self.factor
        flat = (self.stride - self.blend) * self.factor
        if fade == 0:
            return np.full(self.stride * self.factor, AXIS_WEIGHT, np.uint16)
        rising = np.floor(AXIS_WEIGHT * (np.arange(fade) + 0.5) / fade + 0.5).astype(np.uint16)
        return np.concatenate([rising, np.full(flat, AXIS_WEIGHT, np.uint16), AXIS_WEIGHT - rising])

    def weights(self) -> NDArray[np.uint16]:
        """Weights of an interior in output pixels, shape [side, side], 0-256."""
        axis = self.axis_weights()
        weights: NDArray[np.uint16] = np.multiply.outer(axis, axis)
        return weights
