"""Growth in a real place: the Sentinel-2 crop of Bolzano, and a second date made from it by a known edit."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from engine_process import run
from rasterio.windows import Window
from rasters import BOLZANO, needs_data

from onemetre.contract.catalogue import ZOO
from onemetre.contract.requests import Area, DynamicsRequest, MapRequest, Reading, YearRaster, Zone

MODEL = ZOO / "jointseg.s2rgbn_v3.onnx"
SIDE = 80
BUILT = 20
"""Side of the part that is built up in the second date, pixels of 10 m."""

pytestmark = needs_data


def crop(source: rasterio.DatasetReader) -> tuple[Window, tuple[int, int], tuple[int, int]]:
    """A part of the scene, and in it the least and the most green square, by the vegetation index."""
    red, nir = (source.read(band).astype(float) for band in (1, 4))
    index = (nir - red) / np.maximum(nir + red, 1)
    sums = index.cumsum(axis=0).cumsum(axis=1)
    means = sums[BUILT:, BUILT:] - sums[:-BUILT, BUILT:] - sums[BUILT:, :-BUILT] + sums[:-BUILT, :-BUILT]
    town = np.unravel_index(means.argmin(), means.shape)
    row, col = (int(np.clip(at - SIDE // 2, 0, size - SIDE)) for at, size in zip(town, index.shape, strict=True))
    here = means[row : row + SIDE - BUILT, col : col + SIDE - BUILT]
    least, most = (np.unravel_index(place, here.shape) for place in (here.argmin(), here.argmax()))
    return Window(col, row, SIDE, SIDE), (int(least[0]), int(least[1])), (int(most[0]), int(most[1]))


def test_what_was_built_is_found_where_it_was_built(tmp_path: Path) -> None:
    with rasterio.open(BOLZANO) as scene:
        window, town, meadow = crop(scene)
        pixels, place = scene.read(window=window), scene.window_transform(window)
        profile = scene.profile | {"width": SIDE, "height": SIDE, "transform": place}
    later = pixels.copy()
    (row, col), (top, left) = town, meadow
    later[:, top : top + BUILT, left : left + BUILT] = pixels[:, row : row + BUILT, col : col + BUILT]
    maps = []
    for year, image in ((2018, pixels), (2022, later)):
        with rasterio.open(tmp_path / f"{year}.tif", "w", **profile) as file:
            file.write(image)
        request = MapRequest(
            reading=Reading(
                sources=(str(tmp_path / f"{year}.tif"),), bands={"red": "1", "green": "2", "blue": "3", "nir": "4"}
            ),
            model=str(MODEL),
            area=Area(),
            target="impervious",
            year=year,
            output=str(tmp_path / f"map_{year}.tif"),
            probability=str(tmp_path / f"p_{year}.tif"),
        )
        assert run(request)["event"] == "result"
        maps.append(YearRaster(path=str(tmp_path / f"p_{year}.tif")))
    x, y = place * (left, top)
    built = shapely.box(x, y - 10 * BUILT, x + 10 * BUILT, y)
    rest = shapely.box(*rasterio.transform.array_bounds(SIDE, SIDE, place)).difference(built.buffer(30))
    zones = (Zone(name="Built", wkt=built.wkt), Zone(name="Rest", wkt=rest.wkt))
    result = run(
        DynamicsRequest(maps=tuple(maps), zones=zones, zones_crs=profile["crs"].to_wkt(), csv=str(tmp_path / "t.csv"))
    )
    assert result["title"] == "Impervious surface"
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        net = {row["name"]: float(row["net_ha"]) for row in csv.DictReader(file) if row["since"]}
    # What the map of the first date has in the town that was copied.
    with rasterio.open(tmp_path / "map_2018.tif") as first:
        factor = first.width // SIDE
        classes = first.read(1)

    def hectares(at: tuple[int, int]) -> float:
        part = classes[factor * at[0] : factor * (at[0] + BUILT), factor * at[1] : factor * (at[1] + BUILT)]
        return float((part == 1).sum()) * (10 / factor) ** 2 / 1e4

    true = hectares(town) - hectares(meadow)
    assert true > 1 and net["Built"] == pytest.approx(true, rel=0.15)
    assert abs(net["Rest"]) < 0.02 * true
