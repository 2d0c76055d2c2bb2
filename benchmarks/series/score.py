"""Scores ways to read growth from maps of several years, where the truth is known, with intervals over blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.intervals import bootstrap
from ...engine.years.consistency import Chain, Rule

Classes = NDArray[np.bool_]
"""Whether the class is there, [years, rows, columns]."""

# Columns of the counts of one block.
_TP, _FP, _FN, _GAIN, _LOSS, _NET, _FIRST, _GROWN, _SURE = range(9)
_COUNTS = 9
RESAMPLES = 2000

HEAD = (
    "| method | F1 | gain found / true | loss found / true | net growth, classes | net growth, probabilities "
    "| right first year |\n|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Reading:
    """One way to read a series.

    Attributes:
        name: Its name.
        classes: What it states.
        percent: Probabilities that belong to it; None = it has none.
    """

    name: str
    classes: Classes
    percent: NDArray[np.uint8] | None = None


def readings(years: Sequence[int], percent: NDArray[np.uint8], rules: dict[str, Rule]) -> list[Reading]:
    """The ways that are compared: single years, the majority rule, and the model with some parameters.

    Args:
        years: The years.
        percent: Maps, whole percent, [years, rows, columns].
        rules: What to call it -> parameters.
    """
    single = percent >= 50
    found = [Reading("each year by itself", single, percent), Reading("first year, if most agree", majority(single))]
    for name, rule in rules.items():
        linked = Chain(years, [50] * len(years), rule).probabilities(percent)
        found.append(Reading(f"linked, {name}", linked >= 50, linked))
    return found


def majority(classes: Classes) -> Classes:
    """The rule of Trends.Earth: the first year with the class counts if at least half of the later years agree.

    From then on the class stays; where they do not agree, it never was there.
    """
    count = len(classes)
    first = np.where(classes.any(axis=0), classes.argmax(axis=0), count)
    result = np.zeros_like(classes)
    for year in range(count):
        later = classes[year + 1 :]
        agree = later.mean(axis=0) >= 0.5 if len(later) else np.ones(classes.shape[1:], bool)
        result[year:] |= (first == year) & agree
    return result


def counts(reading: Reading, truth: Classes, side: int) -> NDArray[np.float64]:
    """Counts of every block of ``side`` pixels, [blocks, columns]; a rest at the edges is left out."""
    found = reading.classes
    grown = truth[-1] & ~truth[0]
    planes = np.zeros((_COUNTS, *truth.shape[1:]))
    planes[_TP] = (found & truth).sum(axis=0)
    planes[_FP] = (found & ~truth).sum(axis=0)
    planes[_FN] = (~found & truth).sum(axis=0)
    planes[_GAIN] = (found[1:] & ~found[:-1]).sum(axis=0)
    planes[_LOSS] = (~found[1:] & found[:-1]).sum(axis=0)
    planes[_NET] = found[-1].astype(int) - found[0]
    planes[_FIRST] = grown & ((found == truth).all(axis=0))
    planes[_GROWN] = grown
    if reading.percent is not None:
        planes[_SURE] = (reading.percent[-1].astype(float) - reading.percent[0]) / 100
    rows, columns = (size // side for size in truth.shape[1:])
    cut = planes[:, : rows * side, : columns * side].reshape(_COUNTS, rows, side, columns, side)
    return cut.sum(axis=(2, 4)).reshape(_COUNTS, -1).T


def row(name: str, found: NDArray[np.float64], true: NDArray[np.float64], *, sure: bool) -> str:
    """A line of the table: figures with 95 % intervals over the blocks.

    Args:
        name: Name of the reading.
        found: Its counts, [blocks, columns].
        true: Those of the truth itself.
        sure: Whether it has probabilities.
    """
    both = np.concatenate([found, true], axis=1)

    def told(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
        return above / np.where(below == 0, np.nan, below)

    def f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        return told(2 * sums[..., _TP], 2 * sums[..., _TP] + sums[..., _FP] + sums[..., _FN])

    def ratio(column: int, of: int) -> str:
        interval = bootstrap(both, lambda s: told(s[..., column], s[..., _COUNTS + of]), resamples=RESAMPLES)
        return _shown(interval.value, interval.low, interval.high)

    score = bootstrap(both, f1, resamples=RESAMPLES)
    cells = [
        name,
        _shown(score.value, score.low, score.high),
        ratio(_GAIN, _GAIN),
        ratio(_LOSS, _LOSS),
        ratio(_NET, _NET),
        ratio(_SURE, _NET) if sure else "-",
        ratio(_FIRST, _GROWN),
    ]
    return f"| {' | '.join(cells)} |"


def _shown(value: float, low: float, high: float) -> str:
    digits = 2 if abs(value) < 10 else 0
    return f"{value:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"


def table(truth: Sequence[Classes], maps: Sequence[Sequence[Reading]], side: int) -> list[str]:
    """Lines of the table over several places.

    Args:
        truth: Truth of each place.
        maps: Readings of each place, in the same order.
        side: Side of a block, pixels.
    """
    true = np.concatenate([counts(Reading("truth", place), place, side) for place in truth])
    lines = [HEAD]
    for number, reading in enumerate(maps[0]):
        found = np.concatenate([counts(m[number], t, side) for m, t in zip(maps, truth, strict=True)])
        lines.append(row(reading.name, found, true, sure=reading.percent is not None))
    return lines
