"""Is the adapted network better than its parent? Folds by polygon decide before anything is replaced.

The polygons are divided into folds; for each one a network learns from the others and is compared with the parent on
what it has not seen. The child is kept where the mean gain is more than chance gives, by Welch's test: of few polygons
the standard error itself is uncertain, and a multiple of it that is enough for 25 kept one of 5 that lost six points.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import nn

from ....engine.assess.intervals import student_tail
from .aerial_family import AERIAL, Family
from .polygon_figures import Shares, balanced_f1, shares_of
from .sampling import Sample

FOLDS = 3
"""At most; each costs as much as the adaptation itself."""

CHANCE = 0.025
"""Of a mean gain as large where there is none, at most: the 95 % interval of the gain is above 0. With one standard
error (16 %) a child was kept that lost a point on the whole map: samples are drawn where the model is in doubt, and
what is lost elsewhere they do not see (research/NOTES.md)."""


class Polygon(NamedTuple):
    """A polygon in its fold, and how it was mapped.

    Attributes:
        number: Its number.
        value: Its class.
        fold: In which it was left out.
        before, after: Share of it that the parent, and the network that learned from the other folds, map right, 0-1.
    """

    number: int
    value: int
    fold: int
    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the child is kept.

    Attributes:
        keep: The decision. Without folds the parent stays: of few samples a model learned to map a city 12 points worse
            (research/NOTES.md).
        polygons: What it rests on; empty without folds.
        before, after: Mean over the polygons of a class, then over classes; 0 without folds.
        error: Standard error of their difference.
        sentence: For people.
        f1_before, f1_after: F1 of the mapped classes on the polygons, see :func:`.polygon_figures.balanced_f1`; 0
            without folds.
    """

    keep: bool
    polygons: tuple[Polygon, ...]
    before: float
    after: float
    error: float
    sentence: str
    f1_before: float = 0.0
    f1_after: float = 0.0

    @property
    def checked(self) -> bool:
        """Whether there were folds."""
        return bool(self.polygons)

    @property
    def f1(self) -> tuple[float, float] | None:
        """F1 before and after; None = there were no folds."""
        return (self.f1_before, self.f1_after) if self.checked else None


def make_folds(samples: Sequence[Sample], most: int, seed: int) -> list[set[int]]:
    """Divide the polygons into at most ``most`` folds, those of each class evenly.

    Returns:
        Polygons of each fold; nothing where a class has one polygon only: a fold without it could not be learned.
    """
    polygons_of: dict[int, set[int]] = defaultdict(set)
    for sample in samples:
        polygons_of[sample.value].add(sample.polygon)
    count = min([most, *map(len, polygons_of.values())]) if polygons_of else 0
    if count < 2:
        return []
    rng = np.random.default_rng((seed, 4))
    order = [int(polygon) for value in sorted(polygons_of) for polygon in rng.permutation(sorted(polygons_of[value]))]
    return [set(order[first::count]) for first in range(count)]


def judge(
    samples: Sequence[Sample],
    parent: nn.Module,
    learn: Callable[[list[Sample], int], nn.Module],
    *,
    seed: int = 0,
    most: int = FOLDS,
    family: Family = AERIAL,
) -> Verdict:
    """Decide by folds; the costly part is ``learn``, which is called once a fold.

    Args:
        samples: All there are.
        parent: In evaluation mode.
        learn: Samples of the other folds and the fold's number -> the network that learned from them, by the child's
            recipe, in evaluation mode.
        seed: Of the division.
        most: Folds, at most.
        family: Of the networks.
    """
    folds = make_folds(samples, most, seed)
    values = {sample.polygon: sample.value for sample in samples}
    before = shares_of(parent, samples, family) if folds else {}
    after: dict[int, Shares] = {}
    polygons = []
    for number, left_out in enumerate(folds):
        child = learn([sample for sample in samples if sample.polygon not in left_out], number)
        after |= shares_of(child, [sample for sample in samples if sample.polygon in left_out], family)
        polygons += [
            Polygon(p, values[p], number, *(float(shares[p][values[p]]) for shares in (before, after)))
            for p in sorted(left_out)
        ]
    return dataclasses.replace(
        decide(polygons), f1_before=balanced_f1(before, values), f1_after=balanced_f1(after, values)
    )


def decide(polygons: Sequence[Polygon]) -> Verdict:
    """The rule: a mean gain as large must be improbable where there is none.

    Classes have the same weight, however many polygons each has; the error is that of a stratified sample, with the
    degrees of freedom of Welch, "The generalization of 'Student's' problem when several different population variances
    are involved", Biometrika 34 (1947).
    """
    if not polygons:
        return Verdict(keep=False, polygons=(), before=0.0, after=0.0, error=0.0, sentence=_UNCHECKED)
    by_class: dict[int, list[Polygon]] = defaultdict(list)
    for polygon in polygons:
        by_class[polygon.value].append(polygon)
    before = float(np.mean([np.mean([p.before for p in members]) for members in by_class.values()]))
    after = float(np.mean([np.mean([p.after for p in members]) for members in by_class.values()]))
    sizes = np.array([len(members) for members in by_class.values()])
    gains = [[p.after - p.before for p in members] for members in by_class.values()]
    variances = np.array([np.var(gain, ddof=1) for gain in gains]) / sizes
    error = math.sqrt(variances.sum()) / len(by_class)
    keep = after > before and _chance((after - before) / error if error else math.inf, variances, sizes) < CHANCE
    figures = (
        f"On samples that were left out it maps {100 * after:.1f} % right, its parent {100 * before:.1f} % "
        f"({len(polygons)} polygons, {100 * (after - before):+.1f} points, standard error {100 * error:.1f})"
    )
    return Verdict(
        keep=keep,
        polygons=tuple(polygons),
        before=before,
        after=after,
        error=error,
        sentence=f"{figures}: the adapted model is kept." if keep else f"{figures}: the model stays as it was.",
    )


def _chance(gain: float, variances: NDArray[np.float64], sizes: NDArray[np.int64]) -> float:
    """Of a mean gain of so many standard errors where there is none."""
    shares = variances / variances.max() if variances.any() else np.ones_like(variances)
    return student_tail(gain, float(shares.sum() ** 2 / (shares**2 / (sizes - 1)).sum()))


_UNCHECKED = (
    "Whether the adapted model is better than its parent cannot be checked: that takes two polygons of each class. "
    "Without a check it is saved only with ALWAYS."
)
