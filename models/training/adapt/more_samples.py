"""How many more polygons would prove a gain that the check could not prove."""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from .gate import Polygon, Verdict, decide

MOST = 200
"""Polygons beyond which more of the same kind hardly help."""

_EXACT = 20
"""Numbers above this one are rounded up to a multiple of :data:`_STEP`: the estimate is no better than that."""
_STEP = 5


def with_advice(verdict: Verdict) -> Verdict:
    """The verdict with a first sentence about the meaning of its figures, if the child was checked and not kept."""
    if verdict.keep or not verdict.checked:
        return verdict
    return dataclasses.replace(verdict, sentence=f"{_advice(verdict)} {verdict.sentence}")


def polygons_to_prove(polygons: Sequence[Polygon], most: int = MOST) -> int | None:
    """Number of further polygons with which the same gain would pass the check; None = more than ``most``.

    With n_c polygons of class c, their mean gain g_c and its sample variance s_c^2, the check keeps a child if

        (sum of g_c) / sqrt(sum of s_c^2 / n_c)  >  Student's quantile of 97.5 % with Welch's degrees of freedom.

    g_c and s_c^2 stay as observed while the n_c grow in proportion, until :func:`.gate.decide` itself keeps the child:
    imagined polygons with exactly these means and variances are submitted to it. This is the number if the observed
    gain is the true one; it neither expects that further samples improve the model, nor that the gain was luck.

    Args:
        polygons: Polygons of a check that did not keep the child.
        most: Largest number to try.
    """
    by_class: dict[int, list[Polygon]] = defaultdict(list)
    for polygon in polygons:
        by_class[polygon.value].append(polygon)
    if not polygons or sum(np.mean([p.after - p.before for p in members]) for members in by_class.values()) <= 0:
        return None
    counts = {value: len(members) for value, members in by_class.items()}
    for more in range(1, most + 1):
        # The classes grow in proportion.
        counts[min(counts, key=lambda value: counts[value] / len(by_class[value]))] += 1
        if decide([one for value, members in by_class.items() for one in _imagined(members, counts[value])]).keep:
            return more
    return None


def _imagined(members: Sequence[Polygon], count: int) -> list[Polygon]:
    """``count`` polygons of a class with the mean accuracy, the mean gain and the variance of the gain of others."""
    gains = np.array([polygon.after - polygon.before for polygon in members])
    before, gain = float(np.mean([polygon.before for polygon in members])), float(gains.mean())
    # Pairs on both sides of the mean, and with an odd number one on it.
    pairs = count // 2
    away = math.sqrt(float(gains.var(ddof=1)) * (count - 1) / (2 * pairs))
    offsets = [away, -away] * pairs + [0.0] * (count % 2)
    return [
        Polygon(number, members[0].value, members[number % len(members)].fold, before, before + gain + offset)
        for number, offset in enumerate(offsets)
    ]


def _advice(verdict: Verdict) -> str:
    count = len(verdict.polygons)
    if verdict.after <= verdict.before:
        return "The adapted model is not better than its parent on the samples."
    more = polygons_to_prove(verdict.polygons)
    if more is None:
        return (
            f"The adapted model may be a little better, but {count} polygons cannot prove it: more samples of this "
            "kind hardly help."
        )
    more = more if more <= _EXACT else _STEP * math.ceil(more / _STEP)
    return f"The adapted model is probably better, but {count} polygons cannot prove it: about {more} more would."
