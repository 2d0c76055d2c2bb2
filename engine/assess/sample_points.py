"""Draws points of a map at random: never two in one pixel, always the same ones for the same seed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .strata import OUTSIDE, Strata

Advance = Callable[[float], None]


@dataclass(frozen=True)
class Drawn:
    """Pixels that were drawn, in a random order.

    Attributes:
        cols: Columns in the map's grid, [points].
        rows: Rows in the map's grid, [points].
        strata: Number of the stratum of each, [points].
        classes: Number of the map's class of each, [points].
    """

    cols: NDArray[np.int64]
    rows: NDArray[np.int64]
    strata: NDArray[np.int32]
    classes: NDArray[np.uint8]


def draw(strata: Strata, pixels: NDArray[np.int64], points: NDArray[np.int64], seed: int, advance: Advance) -> Drawn:
    """Draw pixels at random without replacement in each stratum.

    Args:
        strata: The strata of the map.
        pixels: Pixels of each stratum in each block, [blocks, strata].
        points: Points of each stratum, at most its pixels.
        seed: Seed of the random numbers.
        advance: Called with the fraction done, 0-1; may raise to stop.
    """
    # Ranks in the order of the blocks, and within a block of its rows.
    ranks = [
        np.sort(np.random.default_rng([seed, number]).choice(int(total), int(count), replace=False, shuffle=False))
        for number, (total, count) in enumerate(zip(pixels.sum(axis=0), points, strict=True))
    ]
    before = np.cumsum(pixels, axis=0) - pixels
    found: list[NDArray[np.int64]] = []
    windows = list(strata.blocks())
    for block, window in enumerate(windows):
        wanted = {}
        for number, of_stratum in enumerate(ranks):
            first, last = np.searchsorted(
                of_stratum, (before[block, number], before[block, number] + pixels[block, number])
            )
            if last > first:
                wanted[number] = of_stratum[first:last] - before[block, number]
        if wanted:
            numbers, classes = strata.read(window)
            for number, local in wanted.items():
                places = np.flatnonzero(numbers.ravel() == number)[local]
                rows, cols = np.divmod(places, window.width)
                here = classes[rows, cols].astype(np.int64)
                found.append(np.stack([cols + window.col, rows + window.row, np.full(len(places), number), here]))
        advance((block + 1) / len(windows))
    return _shuffled(found, seed)


def draw_systematic(strata: Strata, total: int, number: int, seed: int, advance: Advance) -> Drawn:
    """Draw the pixels of a square lattice with a random start.

    Args:
        strata: A single stratum.
        total: Pixels of the stratum.
        number: Points to draw; the lattice yields about as many.
        seed: Seed of the start.
        advance: Called with the fraction done, 0-1; may raise to stop.
    """
    step = max(1.0, math.sqrt(total / number))
    start = np.random.default_rng(seed).random(2) * step
    area = strata.area.window
    cols, rows = (
        first + np.floor(begin + step * np.arange(math.ceil(length / step))).astype(np.int64)
        for first, begin, length in zip((area.col, area.row), start, (area.width, area.height), strict=True)
    )
    found: list[NDArray[np.int64]] = []
    windows = list(strata.blocks())
    for block, window in enumerate(windows):
        here = [
            line[(line >= first) & (line < behind)]
            for line, first, behind in ((rows, window.row, window.bottom), (cols, window.col, window.right))
        ]
        if here[0].size and here[1].size:
            numbers, classes = strata.read(window)
            down, across = (
                axis.ravel() for axis in np.meshgrid(here[0] - window.row, here[1] - window.col, indexing="ij")
            )
            inside = numbers[down, across] != OUTSIDE
            down, across = down[inside], across[inside]
            found.append(
                np.stack(
                    [
                        across + window.col,
                        down + window.row,
                        numbers[down, across].astype(np.int64),
                        classes[down, across].astype(np.int64),
                    ]
                )
            )
        advance((block + 1) / len(windows))
    return _shuffled(found, seed)


def _shuffled(found: list[NDArray[np.int64]], seed: int) -> Drawn:
    """Put points into a random order, so that whoever labels only the first ones has a sample, too."""
    cols, rows, strata, classes = np.concatenate([np.empty((4, 0), np.int64), *found], axis=1)
    order = np.random.default_rng([seed, len(cols)]).permutation(len(cols))
    return Drawn(cols[order], rows[order], strata[order].astype(np.int32), classes[order].astype(np.uint8))
