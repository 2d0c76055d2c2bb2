"""Estimates from points: the figures that papers print, and what holds for every sample."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.engine.assess.design_based import Assessment, assess, assisted_share, compared, count_pixels
from onemetre.engine.assess.stratified import Sample

HA_30M = 0.09
Z = 1.96


def by_class(matrix: list[list[int]], pixels: list[float]) -> Assessment:
    """The assessment of a sample whose strata are the classes of the map."""
    counts = np.array(matrix)
    found, true = (axis.ravel().repeat(counts.ravel()) for axis in np.indices(counts.shape))
    return assess(found, true, Sample(found, np.array(pixels, float)), len(pixels))


def rounded(values: list[float]) -> list[float]:
    return [round(value, 2) for value in values]


def test_olofsson_2014_table_8() -> None:
    pixels = [200_000, 150_000, 3_200_000, 6_450_000]
    found = by_class([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]], pixels)
    assert round(found.overall.value, 2) == 0.95 and round(Z * found.overall.error, 2) == 0.02
    assert rounded([one.users.value for one in found.classes]) == [0.88, 0.73, 0.93, 0.96]
    assert rounded([Z * one.users.error for one in found.classes]) == [0.07, 0.10, 0.04, 0.02]
    assert rounded([one.producers.value for one in found.classes]) == [0.75, 0.85, 0.93, 0.96]
    # The paper prints .23 and .01 for the second and the fourth: its own formula gives .254 and .018.
    assert [round(Z * one.producers.error, 3) for one in found.classes] == [0.213, 0.254, 0.034, 0.018]
    areas = [one.share.times(sum(pixels) * HA_30M) for one in found.classes]
    assert [round(area.value) for area in areas] == [21_158, 11_686, 285_770, 581_386]
    # Printed to the hectare; the finite population, which the paper leaves out, takes away one hectare in some.
    assert [Z * area.error for area in areas] == pytest.approx([6_158, 3_756, 15_510, 16_282], abs=2)


def test_olofsson_2013_example_1() -> None:
    pixels = [22_353, 1_122_543, 610_228]
    found = by_class([[97, 0, 3], [3, 279, 18], [2, 1, 97]], pixels)
    area = found.classes[0].share.times(sum(pixels) * HA_30M)
    assert round(area.value, 0) == pytest.approx(45_112 * HA_30M, abs=1)
    assert Z * area.error == pytest.approx(21_073 * HA_30M, rel=2e-3)
    assert round(found.overall.value, 3) == 0.944


# Stehman 2014, table 2: size of each stratum, and classes of map and reference at its ten points.
STEHMAN = (
    (40_000, "AAAAAAABBB", "AAAAACBABC"),
    (30_000, "ABBBBBBBBB", "ABBBBBAABB"),
    (20_000, "BBCCCCCCBB", "CCCCCDDBBA"),
    (10_000, "DDDDDDDDDD", "DDDDDDDCCB"),
)


def test_stehman_2014() -> None:
    found, true = (np.array(["ABCD".index(one) for row in STEHMAN for one in row[side]]) for side in (1, 2))
    sample = Sample(np.arange(4).repeat(10), np.array([size for size, *_ in STEHMAN], float))
    made = assess(found, true, sample, 4)
    assert made.classes[0].share.value == pytest.approx(0.35)
    assert made.classes[2].share.value == pytest.approx(0.20)
    assert made.overall.value == pytest.approx(0.63)
    assert round(made.classes[1].users.value, 3) == 0.574
    assert round(made.classes[1].producers.value, 3) == 0.794
    assert made.shares[1, 2] == pytest.approx(0.08)
    errors = (
        made.classes[0].share,
        made.classes[2].share,
        made.overall,
        made.classes[1].users,
        made.classes[1].producers,
    )
    # The paper prints .114 for the last one; its own formula gives .1165.
    assert [one.error for one in errors] == pytest.approx([0.082, 0.064, 0.085, 0.125, 0.1165], abs=5.1e-4)


def test_acatama() -> None:
    hectares = [145_078.56, 5_703.75, 64_029.69]
    found = by_class([[287, 1, 25], [3, 43, 4], [11, 1, 127]], [ha / HA_30M for ha in hectares])
    assert found.overall.value == pytest.approx(0.91445, abs=5e-6)
    assert found.overall.error == pytest.approx(0.0128, abs=5e-5)
    assert [one.share.value for one in found.classes] == pytest.approx([0.64445, 0.02714, 0.32841], abs=5e-6)
    # By the ratio formula; AcATaMa's own standard errors of the producer's accuracy differ.
    assert [one.producers.error for one in found.classes] == pytest.approx([0.01032, 0.09464, 0.02656], abs=2e-5)


@st.composite
def samples(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, Sample]:
    strata = draw(st.integers(1, 4))
    counts = [draw(st.integers(2, 12)) for _ in range(strata)]
    stratum = np.arange(strata).repeat(counts)
    sizes = np.array([count + draw(st.integers(0, 10_000)) for count in counts], float)
    found, true = (
        np.array(draw(st.lists(st.integers(0, 2), min_size=len(stratum), max_size=len(stratum)))) for _ in "12"
    )
    return found, true, Sample(stratum, sizes)


@given(samples())
def test_shares_add_up_and_figures_agree(one: tuple[np.ndarray, np.ndarray, Sample]) -> None:
    found, true, sample = one
    made = assess(found, true, sample, 3)
    assert made.shares.sum() == pytest.approx(1)
    assert made.overall.value == pytest.approx(np.trace(made.shares))
    assert made.counts.sum() == len(found)
    for value, figures in enumerate(made.classes):
        assert figures.mapped.value == pytest.approx(made.shares[value].sum())
        assert figures.share.value == pytest.approx(made.shares[:, value].sum())
        if not math.isnan(figures.f1.value):
            both = figures.mapped.value + figures.share.value
            assert figures.f1.value == pytest.approx(2 * made.shares[value, value] / both)
        interval = figures.share.interval(0, 1)
        assert 0 <= interval.low <= interval.value <= interval.high <= 1 + 1e-12


@given(samples())
def test_a_point_for_every_pixel_leaves_no_error(one: tuple[np.ndarray, np.ndarray, Sample]) -> None:
    found, true, sample = one
    whole = Sample(sample.stratum, sample.points.astype(float))
    made = assess(found, true, whole, 3)
    counted = compared(count_pixels(found.astype(np.uint8), true.astype(np.uint8), 3))
    assert made.overall.error == pytest.approx(0, abs=1e-12)
    assert (made.counts == counted.counts).all()
    assert made.overall.value == pytest.approx(counted.overall.value)
    for ours, theirs in zip(made.classes, counted.classes, strict=True):
        for name in ("users", "producers", "f1", "iou", "mapped", "share"):
            assert getattr(ours, name).value == pytest.approx(getattr(theirs, name).value, nan_ok=True)


@given(samples(), st.floats(0, 1))
def test_probabilities_without_error_leave_none(one: tuple[np.ndarray, np.ndarray, Sample], mean: float) -> None:
    _, true, sample = one
    share = assisted_share((true == 1).astype(float), true == 1, sample, mean)
    assert share.value == pytest.approx(mean)
    assert share.error == pytest.approx(0, abs=1e-12)


def test_the_same_wrong_probability_everywhere_leaves_the_plain_estimate() -> None:
    true = np.array([1] * 30 + [0] * 70)
    sample = Sample(np.zeros(100, int), np.array([1e6]))
    share = assisted_share(np.full(100, 0.8), true == 1, sample, 0.8)
    plain = sample.ratio(true == 1, np.ones(100))
    assert share.value == pytest.approx(0.3)
    assert share.error == pytest.approx(plain.error)


@pytest.mark.parametrize("seed", range(5))
def test_intervals_hold_in_19_of_20_samples(seed: int) -> None:
    rng = np.random.default_rng(seed)
    found = rng.random(20_000) < 0.2
    true = found ^ (rng.random(20_000) < np.where(found, 0.3, 0.05))
    pools = [np.flatnonzero(found == value) for value in (0, 1)]
    stratum = np.arange(2).repeat(150)
    sample = Sample(stratum, np.array([len(pool) for pool in pools], float))
    held = 0
    for _ in range(200):
        drawn = np.concatenate([rng.choice(pool, 150, replace=False) for pool in pools])
        share = assess(found[drawn].astype(int), true[drawn].astype(int), sample, 2).classes[1].share.interval()
        held += share.low <= true.mean() <= share.high
    assert 180 <= held <= 199


def test_a_stratum_with_one_point_leaves_the_error_unknown_where_it_matters() -> None:
    found, true = np.array([0, 0, 0, 1]), np.array([0, 1, 0, 1])
    sample = Sample(np.array([0, 0, 0, 1]), np.array([100.0, 50.0]))
    made = assess(found, true, sample, 2)
    assert made.overall.value == pytest.approx((100 * 2 / 3 + 50) / 150)
    assert math.isnan(made.overall.error)
    assert not math.isnan(made.classes[0].users.error)


def test_what_is_nowhere_has_no_figures() -> None:
    made = assess(np.array([0, 0]), np.array([0, 0]), Sample(np.array([0, 0]), np.array([10.0])), 2)
    assert math.isnan(made.classes[1].users.value) and made.classes[1].share.value == 0
    assert math.isnan(made.kappa)


def test_points_outside_the_strata_are_an_error() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        Sample(np.array([0, 2]), np.array([1.0, 1.0]))
    with pytest.raises(ValueError, match="without a size"):
        Sample(np.array([0, 1]), np.array([1.0, 0.0]))
