"""Counts how much of a class there is in every year, and what is gained and lost between the years.

Only what was seen is compared: gain and loss count the pixels observed in both years, and areas of the years those
observed in all years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..write.legend import NODATA


@dataclass
class Growth:
    """Areas of a series, km2 on the ground; adds up over blocks.

    Attributes:
        years: Number of years.
        class_km2: For each year the area of the class, of the pixels observed in all years.
        expected_km2: For each year the sum of pixel areas times probability, of the same pixels.
        compared_km2: Area observed in all years.
        gain_km2: For each pair of neighbouring years the area of the rest that became the class.
        loss_km2: The other way round.
        both_km2: Area observed in both years of each pair.
    """

    years: int
    class_km2: list[float] = field(default_factory=list)
    expected_km2: list[float] = field(default_factory=list)
    compared_km2: float = 0.0
    gain_km2: list[float] = field(default_factory=list)
    loss_km2: list[float] = field(default_factory=list)
    both_km2: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("class_km2", "expected_km2"):
            setattr(self, name, getattr(self, name) or [0.0] * self.years)
        for name in ("gain_km2", "loss_km2", "both_km2"):
            setattr(self, name, getattr(self, name) or [0.0] * (self.years - 1))

    @property
    def gain(self) -> float:
        """Sum of all gains, km2."""
        return sum(self.gain_km2)

    @property
    def loss(self) -> float:
        """Sum of all losses, km2."""
        return sum(self.loss_km2)

    def add(self, percent: NDArray[np.uint8], classes: NDArray[np.bool_], pixel_km2: float) -> None:
        """Count a block.

        Args:
            percent: Probabilities, whole percent, 255 = not observed, [years, rows, columns].
            classes: Whether the pixel is the class; false where it was not observed, same shape.
            pixel_km2: Area of a pixel, km2.
        """
        seen = percent != NODATA
        always = seen.all(axis=0)
        everywhere = bool(always.all())
        self.compared_km2 += pixel_km2 * np.count_nonzero(always)
        for year in range(self.years):
            here = classes[year] if everywhere else classes[year] & always
            self.class_km2[year] += pixel_km2 * np.count_nonzero(here)
            numbers = percent[year] if everywhere else np.where(always, percent[year], 0)
            self.expected_km2[year] += pixel_km2 * int(numbers.sum(dtype=np.uint64)) / 100
        for pair in range(self.years - 1):
            before, after = classes[pair], classes[pair + 1]
            seen_before, seen_after = seen[pair], seen[pair + 1]
            self.gain_km2[pair] += pixel_km2 * np.count_nonzero(after & ~before & seen_before)
            self.loss_km2[pair] += pixel_km2 * np.count_nonzero(before & ~after & seen_after)
            self.both_km2[pair] += pixel_km2 * np.count_nonzero(seen_before & seen_after)

    def plus(self, other: Growth) -> Growth:
        """The sum of two counts of the same years."""
        names = ("class_km2", "expected_km2", "gain_km2", "loss_km2", "both_km2")
        sums = {name: [a + b for a, b in zip(getattr(self, name), getattr(other, name), strict=True)] for name in names}
        return Growth(self.years, compared_km2=self.compared_km2 + other.compared_km2, **sums)


def classes_of(percent: NDArray[np.uint8], thresholds: Sequence[int]) -> NDArray[np.bool_]:
    """Where the class is: probability at or above the threshold of the year, and observed; [years, rows, columns]."""
    limits = np.array(thresholds, np.uint8)[:, None, None]
    found: NDArray[np.bool_] = (percent >= limits) & (percent != NODATA)
    return found
