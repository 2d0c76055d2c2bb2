"""Places and polygons of the adaptation benchmark: crops to adapt to, crops to evaluate on, and drawn polygons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...models.training.adapt.sampling import Sample
from ...models.training.labels import UNKNOWN, Green
from ...research.green.score import Predictor, as_usual
from ...research.places.naip import Chip, groups, resample
from ...research.places.places import ndvi

SIDES_M = (8, 20)
"""Sides of the window around a polygon: the size of a crown, or of part of a lawn, roof or car park."""

FEWEST_PX = 30
"""Smallest polygon in pixels."""
OFFERS = 8
"""Number of candidates, of which the least certain polygon is drawn."""
_WINDOW = 128


@dataclass(frozen=True)
class Target:
    """A target city and year.

    Attributes:
        place: Name of the place.
        learning: Crops to adapt to.
        judging: Crops to evaluate on, none closer than 300 m to one of the others.
    """

    place: str
    learning: list[Chip]
    judging: list[Chip]

    def images(self) -> list[NDArray[np.uint8]]:
        """The crops to adapt to at 1 m, without labels: uint8 [3, side, side]."""
        return [rgb(chip) for chip in self.learning]


def make_target(place: str, chips: Sequence[Chip], seed: int = 0) -> Target:
    """Divide the groups of a place's crops into two halves."""
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
    """A crop at 1 m, as bright as the engine makes it, uint8 [3, side, side]."""
    return as_usual(resample(chip, 1.0)[:3]).clamp(0, 255).round().byte().numpy()


def draw_polygons(
    target: Target, thresholds: Mapping[str, float], count: int, seed: int, guide: Predictor | None = None
) -> list[Sample]:
    """Draw polygons of a single class by NDVI, other and green in turn, anywhere in the city.

    Each is traced as a person would: the object at a random place, without parts thinner than 3 m, as far as it lies in
    a window of 8 to 20 m. The first polygons are the same for every ``count``.

    Args:
        target: Place to draw in.
        thresholds: NDVI threshold per place.
        count: Number of polygons.
        seed: Seed of all randomness.
        guide: Model whose least certain polygon of eight candidates is taken, as by a user who follows "Where to label
            next".
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
    """Distance of a model's probability from an even guess, 0 to 0.5, [rows, columns]."""
    rows, columns = image.shape[1:]
    padded = np.pad(image, ((0, 0), (0, -rows % 16), (0, -columns % 16)), mode="reflect")
    return np.abs(guide(padded)[:rows, :columns] - 0.5)


def trace(mask: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.bool_]:
    """The object at a random pixel, within a random window around it; empty if the mask is."""
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
    """Grow a mask by one pixel in eight directions."""
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
