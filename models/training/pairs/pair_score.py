"""How well a network finds classes on pairs of images and labels."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np
import rasterio
import torch
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from torch import nn

from ....engine.assess.accuracy import confusion, f1
from .folders import PairPaths

Tile = tuple[NDArray[np.generic], NDArray[np.generic]]
"""An image [bands, S, S] and its label [S, S]."""

Compared = tuple[NDArray[np.generic], NDArray[np.generic]]
"""True and found classes of the same pixels."""


class Judge(Protocol):
    """How the images of a network are cut into tiles, and how it maps one.

    Attributes:
        classes: How many.
        tile_px: Side of a tile in pixels of the files; need not be whole.
    """

    classes: int
    tile_px: float

    def tiles(self, paths: PairPaths) -> Iterator[Tile]:
        """All tiles of a pair that have a pixel whose class is known."""

    def compare(
        self, network: nn.Module, tile: Tile, number: int, /
    ) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        """Map a tile; ``number`` counts the tiles, as a seed of what is random about it."""


@torch.no_grad()
def count_pairs(
    network: nn.Module,
    pairs: Sequence[PairPaths],
    judge: Judge,
    tell: Callable[[float], None],
    most_tiles: int | None = None,
) -> NDArray[np.int64]:
    """Confusion matrix of the classes over whole images.

    Args:
        network: In evaluation mode.
        pairs: What to map; read one after the other.
        judge: See there.
        tell: Called with the share that is done.
        most_tiles: About so many tiles are looked at, always the same ones; None = all.

    Raises:
        SourceError: A file cannot be read any more.
    """
    share = 1.0 if most_tiles is None else most_tiles / count_tiles(pairs, judge.tile_px)
    rng = np.random.default_rng(0)
    matrix = np.zeros((judge.classes, judge.classes), dtype=np.int64)
    number = 0
    for done, pair in enumerate(pairs, start=1):
        for tile in judge.tiles(pair):
            number += 1
            if rng.random() >= share:
                continue
            matrix += confusion(*judge.compare(network, tile, number), classes=judge.classes)
        tell(done / len(pairs))
    return matrix


def count_tiles(pairs: Sequence[PairPaths], side: float) -> int:
    """Tiles of ``side`` pixels that the images are cut into; looks at the files' headers only."""
    total = 0
    for pair in pairs:
        with (
            warnings.catch_warnings(action="ignore", category=NotGeoreferencedWarning),
            rasterio.open(pair.label) as dataset,
        ):
            total += math.ceil(dataset.height / side) * math.ceil(dataset.width / side)
    return total


def class_f1(matrix: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of every class but the first, which is the rest; one that was neither there nor found counts as 0."""
    return np.nan_to_num(f1(matrix)[1:])
