"""Intervals by clusters, beside what many samples of the same population do."""

from __future__ import annotations

import math
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
import shapely
from rasters import write_raster

from onemetre.contract.requests import ReferencePolygons
from onemetre.engine.assess.class_map import open_class_map
from onemetre.engine.assess.clusters import cluster_ratio
from onemetre.engine.assess.design_based import compared
from onemetre.engine.assess.map_totals import MapTotals
from onemetre.engine.assess.reference import PolygonReference
from onemetre.engine.assess.zones import ShapesOnGrid


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


@pytest.mark.parametrize("counters", [0, 2**20])
def test_a_polygon_is_one_cluster_over_blocks_and_zones(tmp_path: Path, counters: int) -> None:
    found = np.random.default_rng(2).integers(0, 2, (120, 90), dtype=np.uint8)
    path = write_raster(tmp_path / "map.tif", found[None], nodata=255)
    corners = [(5, 4, 60, 30), (40, 20, 88, 70), (10, 80, 30, 118)]
    boxes = [shapely.box(600_000 + a, 5_000_000 - d, 600_000 + c, 5_000_000 - b).wkt for a, b, c, d in corners]
    whole = shapely.box(600_000, 4_999_880, 600_045, 5_000_000).wkt, shapely.box(600_045, 4_999_880, 600_090, 5e6).wkt
    with ExitStack() as stack:
        one = open_class_map(str(path), {"0": "other", "1": "green"}, stack, remote=False)
        zones = ShapesOnGrid(whole, (0, 1), "EPSG:32632", one.grid)
        polygons = ReferencePolygons(crs="EPSG:32632", wkt=tuple(boxes), labels=("1", "0", "1"))
        reference = PolygonReference(polygons, {"0": 0, "1": 1}, one.grid)
        totals = MapTotals(2, 2)
        module = "onemetre.engine.assess.map_totals"
        with mock.patch(f"{module}.BLOCK", 32), mock.patch(f"{module}._MOST_COUNTERS", counters):
            totals.add(0, one, zones, reference, None, lambda _: None)
    taken = np.zeros(found.shape, np.bool_)
    expected = []
    for (a, b, c, d), label in zip(corners, (1, 0, 1), strict=True):
        inside = np.zeros(found.shape, np.bool_)
        inside[b:d, a:c] = True
        inside &= ~taken
        taken |= inside
        matrix = np.zeros((2, 2), np.int64)
        for value in (0, 1):
            matrix[value, label] = (found[inside] == value).sum()
        expected.append(matrix.tolist())
    assert sorted(totals.clusters([0, 1]).tolist()) == sorted(expected)
    assert totals.clusters([0]).sum() + totals.clusters([1]).sum() == taken.sum() == totals.matrices.sum()
    assert len(totals.clusters([1])) == 2
