"""Is the adapted network better than its parent? Folds by polygon decide before anything is replaced.

The polygons are divided into folds; for each one a network learns from the others and is compared with the parent on
what it has not seen. The child is kept where the mean gain is above two standard errors of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from .naip import IGNORE
from .samples import Sample
from .train_green import normalise

FOLDS = 3
"""At most; each costs as much as the adaptation itself."""

STANDARD_ERRORS = 2
"""Which the mean gain must be above. With one, a child was kept that lost a point on the whole map: samples are drawn
where the model is in doubt, and what is lost elsewhere they do not see (docs/adaptation.md)."""


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
        keep: The decision. Without folds the child is kept, unchecked.
        polygons: What it rests on; empty without folds.
        before, after: Mean over the polygons of a class, then over classes; 0 without folds.
        error: Standard error of their difference.
        sentence: For people.
    """

    keep: bool
    polygons: tuple[Polygon, ...]
    before: float
    after: float
    error: float
    sentence: str

    @property
    def checked(self) -> bool:
        """Whether there were folds."""
        return bool(self.polygons)


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
) -> Verdict:
    """Decide by folds; the costly part is ``learn``, which is called once a fold.

    Args:
        samples: All there are.
        parent: In evaluation mode: normalised image [1, 3, S, S] -> logits.
        learn: Samples of the other folds and the fold's number -> the network that learned from them, by the child's
            recipe, in evaluation mode.
        seed: Of the division.
        most: Folds, at most.
    """
    folds = make_folds(samples, most, seed)
    values = {sample.polygon: sample.value for sample in samples}
    before = shares_right(parent, samples) if folds else {}
    polygons = []
    for number, left_out in enumerate(folds):
        child = learn([sample for sample in samples if sample.polygon not in left_out], number)
        after = shares_right(child, [sample for sample in samples if sample.polygon in left_out])
        polygons += [Polygon(p, values[p], number, before[p], after[p]) for p in sorted(left_out)]
    return decide(polygons)


def decide(polygons: Sequence[Polygon]) -> Verdict:
    """The rule: the mean gain must be above two standard errors.

    Classes have the same weight, however many polygons each has; the error is that of a stratified sample.
    """
    if not polygons:
        return Verdict(keep=True, polygons=(), before=0.0, after=0.0, error=0.0, sentence=_UNCHECKED)
    by_class: dict[int, list[Polygon]] = defaultdict(list)
    for polygon in polygons:
        by_class[polygon.value].append(polygon)
    before = float(np.mean([np.mean([p.before for p in members]) for members in by_class.values()]))
    after = float(np.mean([np.mean([p.after for p in members]) for members in by_class.values()]))
    variances = [np.var([p.after - p.before for p in members], ddof=1) / len(members) for members in by_class.values()]
    error = math.sqrt(sum(variances)) / len(by_class)
    keep = after - before > STANDARD_ERRORS * error
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


_UNCHECKED = (
    "There are too few samples to check the adapted model against its parent: a check needs two polygons of each class."
)


@torch.no_grad()
def shares_right(network: nn.Module, samples: Sequence[Sample]) -> dict[int, float]:
    """Share of each polygon that a network maps right, 0-1.

    Args:
        network: In evaluation mode; sides of the samples' images are multiples of 32.
        samples: Of any polygons.
    """
    device = next(network.parameters()).device
    right: dict[int, int] = defaultdict(int)
    known: dict[int, int] = defaultdict(int)
    for sample in samples:
        logits = network(normalise(torch.from_numpy(sample.image)[None].to(device) / 255))
        inside = sample.label != IGNORE
        right[sample.polygon] += int(((logits.argmax(dim=1)[0].cpu().numpy() == sample.value) & inside).sum())
        known[sample.polygon] += int(inside.sum())
    return {polygon: right[polygon] / known[polygon] for polygon in known}
