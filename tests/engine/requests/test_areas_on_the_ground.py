"""The areas that the engine reports are true on the ground, whatever the coordinate system of the input."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyproj
import pytest
import rasterio
from engine_process import run
from ground import ground_km2
from numpy.typing import NDArray
from rasterio.transform import Affine, from_origin
from rasters import write_raster
from toy_models import write_toy

from onemetre.contract.requests import EstimateRequest, MapRequest, Reading, ThresholdRequest
from onemetre.engine.raster.areas import Areas
from onemetre.engine.raster.grid import Grid

BANDS = {"red": "1", "green": "2", "blue": "3"}
EAST, NORTH = 11.9, 46.5
"""At the edge of UTM zone 32, where web Mercator doubles areas."""
PLACES = {"EPSG:32632": 10.0, "EPSG:3857": 14.5, "EPSG:4326": 1.1e-4, "EPSG:3035": 10.0}


def placed(crs: str, pixel: float) -> Affine:
    x, y = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(EAST, NORTH)
    return from_origin(round(x / pixel) * pixel, round(y / pixel) * pixel, pixel, pixel)


def lopsided(rows: int, columns: int) -> NDArray[np.uint16]:
    """Bright in the upper right corner, so that the mean scale of the raster is not that of the class."""
    pixels = np.full((3, rows, columns), 500, np.uint16)
    pixels[:, : rows // 3, 2 * columns // 3 :] = 3500
    return pixels


@pytest.mark.parametrize("crs", PLACES)
def test_map_threshold_and_estimate_say_the_area_on_the_ground(tmp_path: Path, crs: str) -> None:
    image = write_raster(tmp_path / "image.tif", lopsided(240, 320), crs=crs, transform=placed(crs, PLACES[crs]))
    reading = Reading(sources=(str(image),), bands=BANDS, scale=1e-4)
    model = str(write_toy(tmp_path, data_type="uint16", resolution=10.0))
    output, probability = tmp_path / "map.tif", tmp_path / "probability.tif"
    request = MapRequest(reading=reading, model=model, output=str(output), probability=str(probability), target="green")
    estimate = run(EstimateRequest(run=request))
    result = run(request)
    assert result["event"] == "result", result
    wanted = ground_km2(output, (1,)), ground_km2(output, (0, 1))
    assert (result["area_km2"], result["covered_km2"]) == pytest.approx(wanted, rel=1e-5)
    # The area is that of the working grid, of which a warped raster fills all but the corners.
    assert estimate["km2"] == pytest.approx(ground_km2(output, (0, 1, 255)), rel=1e-5)
    again = run(ThresholdRequest(source=str(probability), output=str(tmp_path / "again.tif"), threshold=50))
    assert again["class_km2"] == result["class_km2"]


@pytest.mark.parametrize("crs", ["EPSG:32632", "EPSG:3857", "EPSG:3035"])
def test_a_large_map_is_measured_where_its_classes_lie(tmp_path: Path, crs: str) -> None:
    rows, columns = 500, 600
    pixels = (lopsided(rows, columns)[:1] > 1000).astype(np.uint8)
    path = write_raster(tmp_path / "map.tif", pixels, crs=crs, transform=placed(crs, 100.0))
    with rasterio.open(path) as raster:
        grid = Grid(raster.crs.to_wkt(), raster.transform.c, raster.transform.f, 100.0, columns, rows)
    areas = Areas(grid)
    parts = [areas.of_values(pixels[0, top : top + 70], top, (0, 1, 2)) for top in range(0, rows, 70)]
    assert not any(2 in part for part in parts)
    for value in (0, 1):
        found = sum(part.get(value, 0.0) for part in parts)
        assert found == pytest.approx(ground_km2(path, (value,)), rel=1e-5)
