"""How well a network finds a class on pairs of images and labels."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import rasterio
import torch
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from torch import nn

from ...engine.accuracy import confusion
from .folders import PairPaths, read_pair
from .naip import IGNORE
from .pair_sampler import window_of
from .train_green import normalise

_TILE = 256


@torch.no_grad()
def count_pairs(
    network: nn.Module,
    pairs: Sequence[PairPaths],
    classes: Mapping[int, int],
    tell: Callable[[float], None],
    most_tiles: int | None = None,
) -> NDArray[np.int64]:
    """Confusion matrix [2, 2] of the classes OTHER and GREEN over whole images.

    Args:
        network: In evaluation mode: normalised image [1, 3, S, S] -> logits [1, 2, S, S].
        pairs: What to map; read one after the other.
        classes: See :func:`.folders.read_pair`.
        tell: Called with the share that is done.
        most_tiles: About so many tiles of 256 x 256 pixels are looked at, always the same ones; None = all.

    Raises:
        SourceError: A file cannot be read any more.
    """
    share = 1.0 if most_tiles is None else most_tiles / count_tiles(pairs)
    rng = np.random.default_rng(0)
    device = next(network.parameters()).device
    matrix = np.zeros((2, 2), dtype=np.int64)
    for done, pair in enumerate(pairs, start=1):
        for image, label in _tiles(pair, classes):
            if rng.random() >= share:
                continue
            logits = network(normalise(torch.from_numpy(image)[None].to(device)))
            matrix += confusion(label, logits.argmax(dim=1)[0].cpu().numpy(), classes=2)
        tell(done / len(pairs))
    return matrix


def count_tiles(pairs: Sequence[PairPaths]) -> int:
    """Tiles of 256 x 256 pixels that the images are cut into; looks at the files' headers only."""
    total = 0
    for pair in pairs:
        with (
            warnings.catch_warnings(action="ignore", category=NotGeoreferencedWarning),
            rasterio.open(pair.label) as dataset,
        ):
            total += math.ceil(dataset.height / _TILE) * math.ceil(dataset.width / _TILE)
    return total


def _tiles(paths: PairPaths, classes: Mapping[int, int]) -> Iterator[tuple[NDArray[np.float32], NDArray[np.int64]]]:
    pair = read_pair(paths, classes)
    height, width = pair.label.shape
    for top in range(0, height, _TILE):
        for left in range(0, width, _TILE):
            image, label, _ = window_of(pair, top, left, _TILE)
            if (label != IGNORE).any():
                yield image, label
