"""Accuracy of a network on pairs of images and labels."""

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
    """Defines how images are cut into tiles, and how a network maps a tile.

    Attributes:
        classes: Number of classes.
        tile_px: Side of a tile in pixels of the files; may be fractional.
    """

    classes: int
    tile_px: float

    def tiles(self, paths: PairPaths) -> Iterator[Tile]:
        """All tiles of a pair that contain a pixel of known class."""

    def compare(
        self, network: nn.Module, tile: Tile, number: int, /
    ) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        """Map a tile; ``number`` counts the tiles and is the seed of any randomness."""


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
        network: Network in evaluation mode.
        pairs: Pairs to map; read one after the other.
        judge: Cuts and maps the images.
        tell: Called with the completed share.
        most_tiles: Approximate number of tiles to map, always the same ones; None = all.

    Raises:
        SourceError: A file can no longer be read.
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
    """Number of tiles of ``side`` pixels that the images are cut into; reads only the headers of the files."""
    total = 0
    for pair in pairs:
        with (
            warnings.catch_warnings(action="ignore", category=NotGeoreferencedWarning),
            rasterio.open(pair.label) as dataset,
        ):
            total += math.ceil(dataset.height / side) * math.ceil(dataset.width / side)
    return total


def class_f1(matrix: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of every class but the first, which is the rest; a class neither present nor found counts as 0."""
    return np.nan_to_num(f1(matrix)[1:])
