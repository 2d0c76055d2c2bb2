"""Cross-validation by polygon: is the adapted network better than its parent?

The polygons are divided into folds. For each fold, a network is trained on the other folds and compared with the parent
on the held-out polygons. The child is kept if the mean gain is significant by Welch's test. With few polygons the
standard error itself is uncertain: a multiple of it that is enough for 25 polygons once kept a child of 5 that had lost
six points.
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
"""Maximum number of folds; each costs as much as the adaptation itself."""

CHANCE = 0.025
"""Highest accepted probability of a gain this large arising by chance: the 95 % interval of the gain lies above 0.
A threshold of one standard error (16 %) kept a child that lost a point on the whole map: samples are drawn where the
model is in doubt, so they do not show what is lost elsewhere (research/NOTES.md)."""


class Polygon(NamedTuple):
    """A polygon, its fold, and the accuracy of its map.

    Attributes:
        number: Number of the polygon.
        value: Class of the polygon.
        fold: Fold in which the polygon was held out.
        before, after: Share of the polygon, 0-1, mapped correctly by the parent and by the network trained on the other
            folds.
    """

    number: int
    value: int
    fold: int
    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Decision whether the child is kept, and the figures behind it.

    Attributes:
        keep: The decision. Without folds the parent stays: trained on few samples, a model once mapped a city 12 points
            worse (research/NOTES.md).
        polygons: Polygons that were compared; empty without folds.
        before, after: Accuracy averaged over the polygons of each class, then over the classes; 0 without folds.
        error: Standard error of the gain.
        sentence: The result in words.
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
        """Whether the child was checked on held-out polygons."""
        return bool(self.polygons)

    @property
    def f1(self) -> tuple[float, float] | None:
        """F1 before and after; None = not checked."""
        return (self.f1_before, self.f1_after) if self.checked else None


def make_folds(samples: Sequence[Sample], most: int, seed: int) -> list[set[int]]:
    """Divide the polygons into at most ``most`` folds, with the polygons of each class spread evenly.

    Returns:
        Polygon numbers of each fold; empty if a class has only one polygon, because holding it out would leave none.
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
    """Decide by cross-validation; the costly part is ``learn``, which is called once per fold.

    Args:
        samples: All samples of the user.
        parent: Parent network in evaluation mode.
        learn: Takes the samples of the other folds and the number of the fold; returns a network trained on them with
            the child's recipe, in evaluation mode.
        seed: Random seed of the division into folds.
        most: Maximum number of folds.
        family: Family of the networks.
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
    """Apply the rule: a mean gain this large must be improbable if there is no true gain.

    Classes have equal weight, however many polygons each has. The error is that of a stratified sample, with the
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
    """Probability of a gain of this many standard errors if there is no true gain."""
    shares = variances / variances.max() if variances.any() else np.ones_like(variances)
    return student_tail(gain, float(shares.sum() ** 2 / (shares**2 / (sizes - 1)).sum()))


_UNCHECKED = (
    "Whether the adapted model is better than its parent cannot be checked: that takes two polygons of each class. "
    "Without a check it is saved only with ALWAYS."
)
