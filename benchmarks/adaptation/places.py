"""What an adaptation is measured on: a city's places to learn from, its places to be judged by, drawn polygons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...models.training.adapt.sampling import Sample
from ...models.training.labels import UNKNOWN, Green
from ...research.green.score import Predictor
from ...research.places.naip import Chip, groups, resample
from ...research.places.places import ndvi

SIDES_M = (8, 20)
"""Of the window that a polygon lies in: a crown, a piece of a lawn, of a roof, of a car park."""

FEWEST_PX = 30
"""Of a polygon."""
OFFERS = 8
"""Polygons of which the least certain one is drawn."""
_WINDOW = 128


@dataclass(frozen=True)
class Target:
    """A city and year.

    Attributes:
        place: Its name.
        learning: Crops to adapt with.
        judging: Crops to be judged by, none closer than 300 m to one of the others.
    """

    place: str
    learning: list[Chip]
    judging: list[Chip]

    def images(self) -> list[NDArray[np.uint8]]:
        """The crops to adapt with at 1 m, without labels: uint8 [3, side, side]."""
        return [rgb(chip) for chip in self.learning]


def make_target(place: str, chips: Sequence[Chip], seed: int = 0) -> Target:
    """Divide a place's crops by groups, half and half."""
    members = [chip for chip in chips if chip.place == place]
    of_group: dict[int, list[Chip]] = {}
    for chip, group in zip(members, groups(members), strict=True):
        of_group.setdefault(group, []).append(chip)
    learning: list[Chip] = []
    judging: list[Chip] = []
    for group in np.random.default_rng(seed).permutation(sorted(of_group)):
        smaller = learning if len(learning) <= len(judging) else judging
        smaller.extend(of_group[int(group)])
    return Target(place, learning, judging)


def rgb(chip: Chip) -> NDArray[np.uint8]:
    """A crop at 1 m, uint8 [3, side, side]."""
    return resample(chip, 1.0)[:3].clamp(0, 255).round().byte().numpy()


def draw_polygons(
    target: Target, thresholds: Mapping[str, float], count: int, seed: int, guide: Predictor | None = None
) -> list[Sample]:
    """Polygons of one class by NDVI, in turn other and green, anywhere in the city.

    Each is what a person would trace: the object at a random place along its outline, without what is thinner than 3 m,
    as far as it lies in a window of 8 to 20 m. The first polygons are the same for every ``count``.

    Args:
        target: Where.
        thresholds: NDVI threshold per place.
        count: Of polygons.
        seed: Of all randomness.
        guide: Of eight polygons the one is taken that this model is least certain of, as somebody does who follows
            "Where to label next".
    """
    rng = np.random.default_rng((seed, 5))
    green = [ndvi(resample(chip, 1.0).numpy()) > thresholds[target.place] for chip in target.learning]
    certain = [
        _certainty(guide, rgb(chip)) if guide else np.ones(g.shape)
        for chip, g in zip(target.learning, green, strict=True)
    ]
    samples: list[Sample] = []
    for number in range(count):
        value = (Green.OTHER, Green.GREEN)[number % 2]
        offers = []
        while len(offers) < (OFFERS if guide else 1):
            chosen = int(rng.integers(len(green)))
            inside = trace(green[chosen] == (value == Green.GREEN), rng)
            if np.count_nonzero(inside) >= FEWEST_PX:
                offers.append((float(certain[chosen][inside].mean()), chosen, inside))
        _, chosen, inside = min(offers, key=lambda offer: offer[0])
        samples.append(_sample(target.learning[chosen], inside, value, number))
    return samples


def _certainty(guide: Predictor, image: NDArray[np.uint8]) -> NDArray[Any]:
    """How far from an even guess a model is, 0 to 0.5, [rows, columns]."""
    rows, columns = image.shape[1:]
    padded = np.pad(image, ((0, 0), (0, -rows % 16), (0, -columns % 16)), mode="reflect")
    return np.abs(guide(padded)[:rows, :columns] - 0.5)


def trace(mask: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.bool_]:
    """The object at a random pixel, within a random window around it; nothing where there is none."""
    height, width = (int(side) for side in rng.integers(SIDES_M[0], SIDES_M[1] + 1, 2))
    top, left = (int(rng.integers(side - size)) for side, size in zip(mask.shape, (height, width), strict=True))
    piece = _grow(_shrink(mask[top : top + height, left : left + width]))
    found = np.zeros_like(piece)
    found[height // 2, width // 2] = piece[height // 2, width // 2]
    while (larger := _grow(found) & piece).sum() > found.sum():
        found = larger
    whole = np.zeros_like(mask)
    whole[top : top + height, left : left + width] = found
    return whole


def _grow(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """By one pixel in eight directions."""
    padded = np.pad(mask, 1)
    grown: NDArray[np.bool_] = np.lib.stride_tricks.sliding_window_view(padded, (3, 3)).any(axis=(2, 3))
    return grown


def _shrink(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return ~_grow(~mask)


def _sample(chip: Chip, inside: NDArray[np.bool_], value: int, number: int) -> Sample:
    image = rgb(chip)
    rows, columns = np.nonzero(inside)
    top, left = (
        int(np.clip(round(float(at.mean())) - _WINDOW // 2, 0, side - _WINDOW))
        for at, side in zip((rows, columns), inside.shape, strict=True)
    )
    window = slice(top, top + _WINDOW), slice(left, left + _WINDOW)
    label = np.where(inside, value, UNKNOWN).astype(np.uint8)
    return Sample(chip.name, image[:, *window], label[window], number, value)
