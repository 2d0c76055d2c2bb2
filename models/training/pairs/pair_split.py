"""Which pairs of images and labels are learned from, and which are kept to judge by."""

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
    """Pairs that are learned from and pairs that are not, no ground on both sides."""

    training: list[PairPaths]
    validation: list[PairPaths]


def split_pairs(images: Path, validation: Path | None, share: float, seed: int) -> Split:
    """Find the pairs of a folder and put some aside.

    Images that have a coordinate system and overlap (years of one place, overlapping crops) stay on one side.

    Args:
        images: See :func:`.folders.find_pairs`.
        validation: Folder that is kept for validation as a whole; None = a part of ``images``.
        share: That part, 0-1.
        seed: Of the choice.

    Raises:
        SourceError: A folder does not fit, or nothing is left for a side.
    """
    pairs = find_pairs(images)
    if validation:
        return Split(pairs, find_pairs(validation))
    groups = ground_groups(pairs)
    order = np.random.default_rng(seed).permutation(groups.max() + 1)
    sizes = np.bincount(groups)[order]
    # The fewest groups that hold the share: what comes before a group is less than the share.
    kept = set(order[np.cumsum(sizes) - sizes < share * len(pairs)].tolist())
    split = Split(
        [pair for pair, group in zip(pairs, groups, strict=True) if group not in kept],
        [pair for pair, group in zip(pairs, groups, strict=True) if group in kept],
    )
    if not split.training:
        raise SourceError(
            f"The {len(pairs)} images in {images} cannot be split: nothing would be left to learn from.",
            "Give more images that do not overlap, a smaller share, or a folder of its own for validation.",
        )
    return split


def ground_groups(pairs: Sequence[PairPaths]) -> NDArray[np.int64]:
    """Number of the group of each pair, from 0: images whose ground overlaps, directly or through others."""
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
    """Read everything once, so that a bad file is known before hours of training and not after.

    Args:
        split: What to read.
        read: How.
        names: Of the classes, in the order of their values.
        tell: Called with the share that is done.

    Raises:
        SourceError: See :func:`.folders.read_pair`; or a class does not occur on a side.
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
                "Correct CLASSES, or give labels with all classes for training and for validation.",
            )


def _ground(path: Path) -> tuple[str, tuple[float, float, float, float]]:
    """Coordinate system of an image, empty = it has none, and left, bottom, right, top."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path) as dataset:
            left, bottom, right, top = dataset.bounds
            # South-up images have their bottom above their top.
            box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            return (dataset.crs.to_string() if dataset.crs else ""), box
