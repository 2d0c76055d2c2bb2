"""Whether a child is kept, on cases whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from torch import Tensor, nn

from onemetre.models.training.adapt.aerial_family import AERIAL
from onemetre.models.training.adapt.gate import CHANCE, Polygon, decide, judge, make_folds
from onemetre.models.training.adapt.polygon_figures import balanced_f1, shares_of
from onemetre.models.training.adapt.sampling import Sample

SHARES = st.floats(0, 1)


def results(pairs: list[tuple[float, float]]) -> list[Polygon]:
    """Polygons of two classes in turn, in two folds."""
    return [Polygon(i, i % 2, i // 2 % 2, before, after) for i, (before, after) in enumerate(pairs)]


def make_sample(polygon: int, value: int, brightness: int = 200) -> Sample:
    image = np.full((3, 32, 32), brightness, np.uint8)
    label = np.full((32, 32), 255, np.uint8)
    label[8:16, 8:16] = value
    return Sample(f"{polygon}", image, label, polygon, value)


class Bright(nn.Module):
    """What is brighter than a threshold is class 1."""

    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.threshold = nn.Parameter(torch.tensor(threshold))

    def forward(self, image: Tensor) -> Tensor:
        over = image[:, :1] - self.threshold
        return torch.cat([-over, over], dim=1)


# Exact in binary: with gains that differ by a rounding error only, the test's figures are noise here and in scipy.
EXACT = st.integers(0, 64).map(lambda n: n / 64)


@pytest.mark.filterwarnings("ignore:Precision loss occurred")
@given(st.lists(st.tuples(EXACT, EXACT), min_size=4, max_size=30))
def test_the_rule_is_welchs_test_of_the_mean_gain(pairs: list[tuple[float, float]]):
    verdict = decide(results(pairs))
    gains = [np.array([after - before for before, after in pairs[value::2]]) for value in (0, 1)]
    mean = np.mean([gain.mean() for gain in gains])
    error = np.sqrt(sum(gain.var(ddof=1) / len(gain) for gain in gains)) / 2
    assert verdict.after - verdict.before == pytest.approx(mean, abs=1e-9)
    assert verdict.error == pytest.approx(error, abs=1e-9)
    if error > 1e-9:
        # The mean of two classes' gains is half the difference of one's gains and the other's losses.
        expected = stats.ttest_ind(gains[0], -gains[1], equal_var=False, alternative="greater").pvalue
        if abs(expected - CHANCE) > 1e-4:
            assert verdict.keep == (expected < CHANCE)
    assert verdict.checked


def test_what_would_be_enough_of_many_polygons_is_not_of_few():
    few = [(0.3, 0.9), (0.3, 0.8), (0.3, 0.5), (0.3, 0.4)]
    verdict = decide(results(few))
    assert verdict.after - verdict.before > 2 * verdict.error and not verdict.keep
    assert decide(results(few * 4)).keep


@given(st.lists(SHARES, min_size=4, max_size=20), st.floats(0.01, 0.5))
def test_the_same_gain_everywhere_is_kept_and_a_loss_never(before: list[float], gain: float):
    assert decide(results([(share, share + gain) for share in before])).keep
    assert not decide(results([(share, share - gain) for share in before])).keep
    assert not decide(results([(share, share) for share in before])).keep


def test_a_gain_on_one_polygon_is_no_gain():
    verdict = decide(results([(1.0, 1.0)] * 9 + [(0.0, 1.0)]))
    assert verdict.after > verdict.before
    assert not verdict.keep
    assert "stays as it was" in verdict.sentence
    assert "10 polygons" in verdict.sentence


@given(st.lists(st.sampled_from([0, 1, 2]), max_size=30), st.integers(2, 6), st.integers(0, 3))
def test_folds_divide_the_polygons_and_leave_every_class_to_learn_from(values: list[int], most: int, seed: int):
    samples = [make_sample(i, value) for i, value in enumerate(values)]
    folds = make_folds(samples, most, seed)
    counts = [values.count(value) for value in set(values)]
    if not values or min(counts) < 2:
        assert folds == []
        return
    assert len(folds) == min(most, *counts)
    assert sorted(polygon for fold in folds for polygon in fold) == list(range(len(values)))
    for fold in folds:
        assert {values[i] for i in range(len(values)) if i not in fold} == set(values)


def test_one_polygon_has_no_folds_and_that_is_said():
    def never(_: list[Sample], __: int) -> nn.Module:
        raise AssertionError

    verdict = judge([make_sample(0, 1)], Bright(0.0), never)
    assert not verdict.keep
    assert not verdict.checked
    assert verdict.f1 is None
    assert "two polygons of each class" in verdict.sentence
    assert "ALWAYS" in verdict.sentence


@pytest.mark.parametrize(("before", "after", "keep"), [(0.5, 0.0, True), (0.0, 0.5, False), (0.0, 0.0, False)])
def test_folds_learn_from_the_others_and_are_judged_by_their_own(before: float, after: float, keep: bool):
    samples = [make_sample(i, i % 2, brightness=60 if i % 2 == 0 else 170) for i in range(8)]
    seen: list[set[int]] = []

    def learn(others: list[Sample], fold: int) -> nn.Module:
        assert fold == len(seen)
        seen.append({sample.polygon for sample in others})
        return Bright(after)

    verdict = judge(samples, Bright(before), learn)
    assert len(seen) == 3
    assert set.intersection(*seen) == set()
    assert all(
        {p.number for p in verdict.polygons if p.fold == i} | others == set(range(8)) for i, others in enumerate(seen)
    )
    assert verdict.keep is keep


def test_parts_of_a_polygon_count_by_their_pixels():
    small, large = make_sample(7, 1, brightness=60), make_sample(7, 1)
    large.label[:] = 1
    (shares,) = shares_of(Bright(0.0), [small, large], AERIAL).values()
    assert shares == pytest.approx([64 / (1024 + 64), 1024 / (1024 + 64)])


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=5), st.tuples(SHARES, SHARES))
def test_f1_of_two_classes_is_that_of_the_mapped_one(rest: list[tuple[float, float]], green: tuple[float, float]):
    """By its definition, where each class has the same weight."""
    polygons = {number: np.array([share, 1 - share]) for number, (share, _) in enumerate(rest)}
    found, false = green[0], np.mean([1 - share for share, _ in rest])
    wanted = 2 * found / (2 * found + (1 - found) + false) if found else 0.0
    values = dict.fromkeys(polygons, 0) | {99: 1}
    assert balanced_f1(polygons | {99: np.array([1 - found, found])}, values) == pytest.approx(wanted)


def test_f1_of_three_classes_is_the_mean_of_the_mapped_ones():
    shares = {0: np.array([1.0, 0, 0]), 1: np.array([0, 0.5, 0.5]), 2: np.array([0, 0, 1.0])}
    assert balanced_f1(shares, {0: 0, 1: 1, 2: 2}) == pytest.approx((2 * 0.5 / 1.5 + 2 * 1 / 2.5) / 2)
    assert balanced_f1(shares, {0: 0, 1: 0, 2: 0}) == 0
