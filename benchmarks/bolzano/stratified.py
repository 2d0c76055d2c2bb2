"""Accuracy from stratified points whose strata are not the classes of the map, with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.intervals import LEVEL, Interval
from ...engine.assess.stratified import Sample

Flags = NDArray[np.bool_]


def stratified_ratio(
    above: Flags, below: Flags, strata: Sequence[str], sizes: Mapping[str, int], level: float = LEVEL
) -> Interval:
    """Share of ``below`` that is also ``above``, over the whole area: :meth:`Sample.ratio` with an interval.

    Args:
        above: Per point, e.g. whether it is of the class and found; never true if ``below`` is not.
        below: Per point, e.g. whether it is of the class (recall), was found (precision), or always (overall accuracy).
        strata: Stratum of each point.
        sizes: Size of each stratum, e.g. in pixels. A stratum without points is ignored: nothing is known of it.
        level: Probability with which the interval contains the true share.

    Returns:
        Shares 0-1, by the normal approximation clipped to 0 and 1; NaN and the full range if ``below`` is never true.

    Raises:
        ValueError: A point lies in a stratum without a size.
    """
    names = sorted(set(strata))
    if unknown := [name for name in names if name not in sizes]:
        raise ValueError(f"The stratum {unknown[0]} has no size.")
    places = {name: number for number, name in enumerate(names)}
    sample = Sample(
        np.array([places[name] for name in strata], np.intp), np.array([sizes[name] for name in names], np.float64)
    )
    found = sample.ratio(above, below)
    return found.interval(0.0, 1.0, level) if not math.isnan(found.value) else Interval(math.nan, 0.0, 1.0)
