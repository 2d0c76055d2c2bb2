"""How many more polygons would prove a gain: against the closed form, and in words."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from onemetre.models.training.adapt.gate import CHANCE, Polygon, decide
from onemetre.models.training.adapt.more_samples import MOST, polygons_to_prove, with_advice


def polygons(gains: dict[int, list[float]], before: float = 0.4) -> list[Polygon]:
    """Polygons of classes with these gains."""
    every = [(value, gain) for value, members in gains.items() for gain in members]
    return [Polygon(i, value, i % 3, before, before + gain) for i, (value, gain) in enumerate(every)]


def passes(mean: float, variance: float, count: int) -> bool:
    """Whether two classes of equal size with the same mean and variance of the gain pass Welch's test."""
    error = np.sqrt(2 * variance / count) / 2
    return bool(stats.t.sf(mean / error, 2 * (count - 1)) < CHANCE)


@pytest.mark.parametrize("spread", [0.12, 0.16, 0.2])
@pytest.mark.parametrize("count", [3, 6])
def test_with_that_many_the_same_gain_passes_and_with_fewer_it_does_not(spread: float, count: int) -> None:
    gains = [0.04 + spread * sign for sign in np.linspace(-1, 1, count)]
    found = polygons({0: gains, 1: gains})
    mean, variance = float(np.mean(gains)), float(np.var(gains, ddof=1))
    assert not decide(found).keep
    wanted = next(n for n in range(count, 500) if passes(mean, variance, n))
    more = polygons_to_prove(found, 1000)
    # An uneven number gives one class a polygon more than the other.
    assert more is not None and 2 * (wanted - count) - 1 <= more <= 2 * (wanted - count)
    assert polygons_to_prove(found, more - 1) is None


def test_classes_of_unequal_size_grow_in_proportion() -> None:
    found = polygons({0: [0.3, -0.1] * 4, 1: [0.3, -0.1]})
    more = polygons_to_prove(found)
    assert more is not None
    factor = (len(found) + more) / len(found)
    enough = polygons({0: [0.3, -0.1] * round(4 * factor + 0.5), 1: [0.3, -0.1] * round(factor + 0.5)})
    assert decide(enough).keep


SPREAD = [0.30, -0.20, 0.25, -0.15, 0.30, -0.10]


def test_the_verdict_says_how_many_more_would_prove_it() -> None:
    found = polygons({0: SPREAD, 1: SPREAD})
    verdict = with_advice(decide(found))
    more = polygons_to_prove(found)
    assert more is not None and 20 < more < MOST
    rounded = -(-more // 5) * 5
    begin = f"The adapted model is probably better, but 12 polygons cannot prove it: about {rounded} more would. On "
    assert verdict.sentence.startswith(begin) and "the model stays as it was" in verdict.sentence


def test_a_tiny_gain_is_not_worth_more_samples_and_a_loss_is_called_so() -> None:
    tiny = [gain - 0.06 for gain in SPREAD]
    assert polygons_to_prove(polygons({0: tiny, 1: tiny})) is None
    assert "hardly help" in with_advice(decide(polygons({0: tiny, 1: tiny}))).sentence
    worse = [gain - 0.2 for gain in SPREAD]
    assert with_advice(decide(polygons({0: worse, 1: worse}))).sentence.startswith("The adapted model is not better")
    assert "not better" in with_advice(decide(polygons({0: [0.0] * 3, 1: [0.0] * 3}))).sentence


def test_a_proven_gain_and_an_adaptation_without_a_check_need_no_advice() -> None:
    kept = decide(polygons({0: [0.2, 0.21, 0.19], 1: [0.2, 0.21, 0.19]}))
    assert kept.keep and with_advice(kept) == kept
    assert with_advice(decide([])) == decide([])
