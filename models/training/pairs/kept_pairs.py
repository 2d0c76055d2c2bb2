"""Pairs of images and labels that are drawn repeatedly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..labels import UNKNOWN
from .folders import Pair, PairPaths

_KEPT_BYTES = 10**9
"""Images kept in memory after their first read; the rest are read again each time."""


class PairSource(Protocol):
    """A source of pairs for sampling."""

    def draw(self, rng: np.random.Generator) -> Pair:
        """Draw a random pair."""


class PairsInMemory:
    """Pairs that are already in memory.

    Args:
        pairs: Pairs to draw from; at least one.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs

    def draw(self, rng: np.random.Generator) -> Pair:
        """Draw a random pair."""
        return self._pairs[int(rng.integers(len(self._pairs)))]


class KeptPairs:
    """Pairs on disk, kept in memory as far as space allows.

    Args:
        pairs: Paths of the pairs; at least one.
        read: Function that reads a pair.
    """

    def __init__(self, pairs: Sequence[PairPaths], read: Callable[[PairPaths], Pair]) -> None:
        self._pairs = pairs
        self._read = read
        self._kept: dict[int, Pair] = {}
        self._kept_bytes = 0

    def draw(self, rng: np.random.Generator) -> Pair:
        """Draw a random pair."""
        index = int(rng.integers(len(self._pairs)))
        if index in self._kept:
            return self._kept[index]
        pair = self._read(self._pairs[index])
        size = pair.image.nbytes + pair.label.nbytes
        if self._kept_bytes + size <= _KEPT_BYTES:
            self._kept[index] = pair
            self._kept_bytes += size
        return pair


def corner_near_known(label: NDArray[np.uint8], side: int, rng: np.random.Generator) -> tuple[int, int]:
    """First row and column of a square that holds a pixel of known class and, if it fits, lies inside the image.

    Args:
        label: Label [height, width] with at least one pixel that is not UNKNOWN.
        side: Side of the square in pixels.
        rng: Source of randomness.
    """
    known = np.flatnonzero(label != UNKNOWN)
    place = np.unravel_index(known[rng.integers(len(known))], label.shape)
    top, left = (start_of(int(at), size, side, rng) for at, size in zip(place, label.shape, strict=True))
    return top, left


def start_of(place: int, size: int, side: int, rng: np.random.Generator) -> int:
    """First row (or column) of a crop that holds ``place`` and lies inside the image as far as possible."""
    low, high = max(0, place - side + 1), max(0, min(place, size - side))
    return int(rng.integers(low, high + 1))
