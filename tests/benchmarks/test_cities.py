"""benchmarks/cities: crops side by side, compared through the engine, place by place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio

from onemetre.benchmarks.cities.cities import counts_of, points_of, row_of
from onemetre.benchmarks.cities.door import ask
from onemetre.benchmarks.cities.mosaic import write_mosaic
from onemetre.contract.requests import AccuracyRequest, AccuracyResult
from onemetre.research.green.mosaics import SEAM
from onemetre.research.places.naip import Chip

ROOT = Path(__file__).parents[2]


def test_each_place_is_counted_once_and_without_seams(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    image = rng.integers(20, 200, (4, 100, 100), dtype=np.uint8)
    chips = [Chip("toy_2020", number, image, 0.0, 0.0) for number in range(3)]
    made = write_mosaic(tmp_path, chips, [7, 7, 9], 0.1)
    with rasterio.open(made.label) as raster:
        label, profile = raster.read(1), raster.profile
    # 100 pixels of 0.6 m are 60 of 1 m; the fourth cell is a repeated crop.
    inner = 60 - 2 * SEAM
    assert label.shape == (120, 120) and (label != 255).sum() == 3 * inner * inner
    found = (label == 1).astype(np.uint8)
    found[:60] = 1
    with rasterio.open(tmp_path / "map.tif", "w", **profile) as raster:
        raster.write(found, 1)
    table = tmp_path / "table.csv"
    request = AccuracyRequest(
        maps=(str(tmp_path / "map.tif"),), classes={"0": "other", "1": "green"}, raster=str(made.label),
        zones=made.zones, table=str(table),
    )  # fmt: skip
    ask(request, AccuracyResult)
    counts = dict(counts_of(table, "7"))
    green, rest = int((label[:60] == 1).sum()), int((label[:60] == 0).sum())
    assert counts[7].tolist() == [[0, rest], [0, green]]
    assert counts[9][0, 1] == counts[9][1, 0] == 0 and counts[9].sum() == inner * inner
    assert row_of("toy", np.array(list(counts.values()))).startswith("| toy | 2 | 0.01 |")


def test_the_points_of_bolzano_have_their_strata() -> None:
    points = points_of(ROOT / "benchmarks" / "bolzano")
    assert points.design is not None and len(points.x) == 200 == sum(one.points for one in points.design.strata)
    assert points.labels.count("-1") == 47 and min(points.stratum_pixels) > 0
