"""Intervals by clusters, beside what many samples of the same population do."""

from __future__ import annotations

import math

import numpy as np
import pytest

from onemetre.engine.assess.clusters import cluster_ratio
from onemetre.engine.assess.design_based import compared


def population(many: int) -> np.ndarray:
    """Matrices of polygons of different size, whose pixels are right or wrong together."""
    rng = np.random.default_rng(5)
    pixels = rng.integers(4, 200, many)
    real = rng.random(many) < 0.4
    right = rng.binomial(pixels, np.where(rng.random(many) < 0.2, 0.3, 0.95))
    matrices = np.zeros((many, 2, 2), np.int64)
    matrices[np.arange(many), real.astype(int), real.astype(int)] = right
    matrices[np.arange(many), 1 - real.astype(int), real.astype(int)] = pixels - right
    return matrices


def test_the_standard_error_is_the_spread_of_many_samples() -> None:
    every = population(20_000)
    rng = np.random.default_rng(1)
    samples = [compared(one.sum(axis=0), one) for one in (every[rng.choice(20_000, 120)] for _ in range(600))]
    true = compared(every.sum(axis=0), every)
    for figure in (lambda a: a.overall, lambda a: a.classes[1].users, lambda a: a.classes[1].producers,
                   lambda a: a.classes[1].f1, lambda a: a.classes[1].iou):  # fmt: skip
        found = [figure(one) for one in samples]
        spread = np.std([one.value for one in found])
        assert np.mean([one.error for one in found]) == pytest.approx(spread, rel=0.1)
        intervals = [one.interval(0, 1) for one in found]
        assert np.mean([one.low <= figure(true).value <= one.high for one in intervals]) > 0.9
        # As a sample of single pixels it would be much too sure.
        value, pixels = figure(true).value, 120 * every.sum() / len(every)
        assert spread > 2 * math.sqrt(value * (1 - value) / pixels)


def test_clusters_of_one_pixel_are_a_simple_random_sample() -> None:
    right = np.array([1, 1, 0, 1, 1, 1, 0, 1, 1, 1])
    found = cluster_ratio(right, np.ones(10))
    assert found.value == 0.8 and found.error == pytest.approx(math.sqrt(0.8 * 0.2 / 9))


def test_one_cluster_knows_no_spread_and_areas_of_polygons_are_no_estimates() -> None:
    assert math.isnan(cluster_ratio(np.array([3, 0]), np.array([4, 0])).error)
    assert math.isnan(cluster_ratio(np.array([0]), np.array([0])).value)
    every = population(50)
    made = compared(every.sum(axis=0), every)
    assert not math.isnan(made.overall.error) and math.isnan(made.classes[0].share.error)
    assert not made.sampled
