"""Split of the pairs of images and labels into a training and a validation set."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning

from ....contract.errors import SourceError
from ..labels import UNKNOWN
from .folders import Pair, PairPaths, find_pairs

NAMES_OF_SIDES = ("training", "validation")


class Split(NamedTuple):
    """Training set and validation set, with no ground in both."""

    training: list[PairPaths]
    validation: list[PairPaths]


def split_pairs(images: Path, validation: Path | None, share: float, seed: int) -> Split:
    """Find the pairs of a folder and hold some out for validation.

    Georeferenced images that overlap (years of one place, overlapping crops) stay on the same side.

    Args:
        images: Folder of images and labels, as for :func:`.folders.find_pairs`.
        validation: Folder that serves as the validation set; None = hold out a share of ``images``.
        share: Share to hold out, 0-1.
        seed: Random seed of the split.

    Raises:
        SourceError: A folder is not a valid split, or one side would be empty.
    """
    pairs = find_pairs(images)
    if validation:
        return Split(pairs, find_pairs(validation))
    groups = ground_groups(pairs)
    order = np.random.default_rng(seed).permutation(groups.max() + 1)
    sizes = np.bincount(groups)[order]
    # The fewest groups that reach the share: those before a group amount to less than the share.
    kept = set(order[np.cumsum(sizes) - sizes < share * len(pairs)].tolist())
    split = Split(
        [pair for pair, group in zip(pairs, groups, strict=True) if group not in kept],
        [pair for pair, group in zip(pairs, groups, strict=True) if group in kept],
    )
    if not split.training:
        raise SourceError(
            f"The {len(pairs)} images in {images} cannot be split: none would be left for training.",
            "Provide more images that do not overlap, lower the share, or choose a separate folder for validation.",
        )
    return split


def ground_groups(pairs: Sequence[PairPaths]) -> NDArray[np.int64]:
    """Group number of each pair, from 0: images whose ground overlaps, directly or through others, share a group."""
    found = [_ground(pair.image) for pair in pairs]
    boxes = np.array([box for _, box in found])
    systems = np.array([system for system, _ in found])
    groups = np.arange(len(pairs))
    for index, (left, bottom, right, top) in enumerate(boxes):
        if not systems[index]:
            continue
        near = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < top) & (boxes[:, 3] > bottom)
        near &= systems == systems[index]
        groups[np.isin(groups, groups[near])] = groups[index]
    return np.unique(groups, return_inverse=True)[1].astype(np.int64)


def check_pairs(
    split: Split, read: Callable[[PairPaths], Pair], names: Sequence[str], tell: Callable[[float], None]
) -> None:
    """Read all pairs once, so that a bad file is found before hours of training and not after.

    Args:
        split: Pairs to read.
        read: Function that reads a pair.
        names: Names of the classes, in the order of their values.
        tell: Called with the completed share.

    Raises:
        SourceError: A pair is invalid (see :func:`.folders.read_pair`), or a class does not occur on a side.
    """
    total = sum(len(pairs) for pairs in split)
    done = 0
    for side, pairs in zip(NAMES_OF_SIDES, split, strict=True):
        seen: set[int] = set()
        for pair in pairs:
            seen |= {int(value) for value in np.unique(read(pair).label)} - {UNKNOWN}
            done += 1
            tell(done / total)
        if missing := [name for value, name in enumerate(names) if value not in seen]:
            raise SourceError(
                f"The class {missing[0]} does not occur in the {side} labels ({len(pairs)} files).",
                "Correct CLASSES, or provide labels of all classes for training and for validation. 255 means unknown, "
                "unless CLASSES names it.",
            )


def _ground(path: Path) -> tuple[str, tuple[float, float, float, float]]:
    """Coordinate system of an image, empty = none, and left, bottom, right, top."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path) as dataset:
            left, bottom, right, top = dataset.bounds
            # South-up images have their bottom above their top.
            box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            return (dataset.crs.to_string() if dataset.crs else ""), box
