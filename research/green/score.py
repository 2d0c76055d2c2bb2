"""Accuracy of green maps on labelled crops, counted by place and by group of neighbouring crops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...engine.assess.accuracy import confusion
from ...engine.assess.boundary import boundary_lengths
from ...models.training.labels import UNKNOWN, Green
from ...models.training.pairs.augment import usual_brightness
from ..places.naip import Chip, green_label, groups, resample
from .mosaics import CELL, SEAM

Predictor = Callable[[NDArray[np.uint8]], NDArray[Any]]
"""Image [3, side, side], 0-255 -> probability of green [side, side], 0-1."""

Labels = NDArray[np.uint8]

LeftOut = Callable[[Tensor], NDArray[np.bool_]]
"""Image [4, side, side] (red, green, blue, near infrared), 0-255 -> pixels [side, side] that are not scored."""

_SCORED_PX = CELL - 2 * SEAM
"""Side of the scored part of a crop, the same ground for every tile size."""


def as_usual(image: Tensor) -> Tensor:
    """An image [3, side, side], 0-255, as bright as the engine makes it for a model that wants usual brightness."""
    return 255 * usual_brightness(image / 255, torch.ones(image.shape[1:], dtype=torch.bool))


class Scores(NamedTuple):
    """Counts with the first two axes for groups of neighbouring crops (see :func:`.naip.groups`) and places.

    A group holds all years of its ground, so that a bootstrap draws groups.

    Attributes:
        places: Names of the places, sorted.
        confusion: Confusion of (other, green), int64 [groups, places, 2, 2].
        boundary: Boundary counts of green, int64 [groups, places, 4], see :mod:`onemetre.engine.assess.boundary`.
    """

    places: tuple[str, ...]
    confusion: NDArray[np.int64]
    boundary: NDArray[np.int64]


def score_chips(
    predict: Predictor,
    chips: Sequence[Chip],
    thresholds: Mapping[str, float],
    side: int = 512,
    *,
    undecided: float = 0.0,
    metres: float = 1.0,
    degrade: Callable[[Tensor], Tensor] = lambda image: image,
    left_out: LeftOut | None = None,
    share: float = 0.5,
) -> Scores:
    """Compare a model with the NDVI label.

    Crops are smaller than a tile: as many of one place as fit are put side by side, and seams are not scored.

    Args:
        predict: Model for tiles of ``side`` pixels.
        chips: Crops of any places.
        thresholds: NDVI threshold per place.
        side: Side of a tile in pixels; 144 or less is one crop.
        undecided: Distance of a pixel's NDVI from the threshold up to which the pixel is not scored.
        metres: Ground sampling distance in metres.
        degrade: Changes an image [3, side, side], 0-255, before the model sees it.
        left_out: Pixels that are not scored; None = all are.
        share: Probability from which a pixel is green, 0-1.
    """

    def find(image: Tensor, _: Labels) -> NDArray[np.bool_]:
        return predict(degrade(image[:3]).clamp(0, 255).round().to(torch.uint8).numpy()) >= share

    return _score(find, chips, thresholds, side, undecided, metres, left_out)


def score_ceiling(
    best: Callable[[Labels], NDArray[np.bool_]],
    chips: Sequence[Chip],
    thresholds: Mapping[str, float],
    side: int = 512,
    *,
    undecided: float = 0.0,
) -> Scores:
    """Compare the best possible map of a kind, made from the label itself, with the label.

    Args:
        best: Label uint8 [side, side] (0, 1, 255 = unknown) -> mask of green [side, side].
        chips: Crops of any places.
        thresholds: NDVI threshold per place.
        side: Side of a tile in pixels.
        undecided: Distance of a pixel's NDVI from the threshold up to which the pixel is not scored.
    """
    return _score(lambda _, truth: best(truth), chips, thresholds, side, undecided, 1.0)


def _score(
    find: Callable[[Tensor, Labels], NDArray[np.bool_]],
    chips: Sequence[Chip],
    thresholds: Mapping[str, float],
    side: int,
    undecided: float,
    metres: float,
    left_out: LeftOut | None = None,
) -> Scores:
    places = tuple(sorted({chip.place for chip in chips}))
    _, rows = np.unique(groups(chips), return_inverse=True)
    row_of = {chip.name: row for chip, row in zip(chips, rows, strict=True)}
    size = (int(rows.max()) + 1, len(places))
    scores = Scores(places, np.zeros((*size, 2, 2), np.int64), np.zeros((*size, 4), np.int64))
    for column, place in enumerate(places):
        members = [chip for chip in chips if chip.place == place]
        for image, windows in _tiles(members, side, metres):
            truth = green_label(image, thresholds[place], undecided).numpy()
            if left_out:
                truth[left_out(image)] = UNKNOWN
            found = find(image, truth.astype(np.uint8)).astype(np.int64)
            for chip, window in windows:
                unit = row_of[chip.name], column
                scores.confusion[unit] += confusion(truth[window], found[window], classes=2)
                scores.boundary[unit] += boundary_lengths(truth[window], found[window], Green.GREEN)
    return scores


def _tiles(
    chips: Sequence[Chip], side: int, metres: float
) -> Iterator[tuple[Tensor, list[tuple[Chip, tuple[slice, slice]]]]]:
    """Tiles [4, side, side], 0-255, with the crops in them and their scored windows, each crop once.

    The last tile is filled up with the first crops, which are not scored again.
    """
    along = max(1, side // CELL)
    cell = side // along
    rim = max(SEAM, (cell - _SCORED_PX) // 2)
    for start in range(0, len(chips), along**2):
        members = [chips[(start + i) % len(chips)] for i in range(along**2)]
        cells = [_centre(resample(chip, metres), cell) for chip in members]
        rows = [torch.cat(cells[row * along : (row + 1) * along], dim=2) for row in range(along)]
        windows = []
        for i, chip in enumerate(members[: len(chips) - start]):
            top, left = (cell * k + rim for k in divmod(i, along))
            windows.append((chip, (slice(top, top + cell - 2 * rim), slice(left, left + cell - 2 * rim))))
        yield torch.cat(rows, dim=1), windows


def _centre(image: Tensor, side: int) -> Tensor:
    top, left = ((size - side) // 2 for size in image.shape[1:])
    return image[:, top : top + side, left : left + side]
