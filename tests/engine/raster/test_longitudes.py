"""Rasters in degrees are whole at the antimeridian, in whatever turn of longitudes they are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inputs import card, opened
from numpy.testing import assert_allclose
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.transform import Affine, from_origin
from rasters import write_raster

from onemetre.contract.errors import GridError
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.longitudes import turned
from onemetre.engine.raster.source import Source

MODEL = card(kind="uint16", resolution=10)
STEP, COLUMNS, ROWS = 1e-4, 300, 100


def gradient(first: int = 0, columns: int = COLUMNS) -> NDArray[Any]:
    """Values that say where a pixel is: 1000 + column, 2000 + row, constant."""
    row, col = np.mgrid[:ROWS, first : first + columns].astype("uint16")
    return np.stack([1000 + col, 2000 + row, np.full_like(col, 500)])


def write(path: Path, west: float, pixels: NDArray[Any], **profile: Any) -> Path:
    return write_raster(
        path, pixels, **{"crs": "EPSG:4326", "transform": from_origin(west, -16.5, STEP, STEP), **profile}
    )


def assert_whole(source: Source) -> None:
    """All columns are there, from west to east, and no window with data passes for empty."""
    with source:
        values, valid = source.read(source.grid.window)
        assert valid.mean() > 0.9
        assert values[0][valid].min() == 1000
        assert values[0][valid].max() == 1000 + COLUMNS - 1
        middle = values[0, source.grid.height // 2]
        assert (np.diff(middle[valid[source.grid.height // 2]].astype(int)) >= 0).all()
        step = source.grid.width // 5
        assert all(source.has_data(Window(i * step, 0, step, source.grid.height)) for i in range(5))


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4167", "+proj=longlat +a=6378137 +rf=298.25 +pm=2.5"])
@pytest.mark.parametrize("west", [179.985, -180.015, 539.985, 189.985, 181.0, -181.5, 359.985, 174.0, -179.99])
def test_raster_in_any_turn(tmp_path: Path, west: float, crs: str) -> None:
    assert_whole(opened(write(tmp_path / "a.tif", west, gradient(), crs=crs), model=MODEL))


@pytest.mark.parametrize("east", [180.0, -180.0])
def test_tiles_at_both_sides(tmp_path: Path, east: float) -> None:
    half = COLUMNS // 2
    paths = [
        write(tmp_path / "west.tif", 180 - half * STEP, gradient(0, half)),
        write(tmp_path / "east.tif", east, gradient(half, half)),
    ]
    assert_whole(opened(*paths, model=MODEL))
    assert_whole(opened(*paths[::-1], model=MODEL))


def test_the_same_ground_in_another_turn(tmp_path: Path) -> None:
    sources = [opened(write(tmp_path / f"{i}.tif", 179.985 + i * 360, gradient()), model=MODEL) for i in (-1, 0, 1)]
    grids = [source.grid for source in sources]
    for source in sources:
        source.close()
    assert len({(grid.crs, grid.width, grid.height) for grid in grids}) == 1
    assert_allclose([grid.bounds for grid in grids], [grids[0].bounds] * 3, atol=1e-3)


def test_mercator_across_the_antimeridian_is_refused(tmp_path: Path) -> None:
    across = Affine(10, 0, 20_037_508 - 1500, 0, -10, -1_860_000)
    with pytest.raises(GridError, match="antimeridian"):
        opened(write_raster(tmp_path / "a.tif", gradient(), crs="EPSG:3857", transform=across), model=MODEL)


@given(st.floats(-1000, 1000), st.floats(1e-5, 0.1))
def test_longitudes_are_those_of_one_turn(west: float, step: float) -> None:
    transform = from_origin(west, 10, step, step)
    crs, moved = turned(CRS.from_epsg(4326).to_wkt(), transform, COLUMNS, ROWS)
    east = moved.c + COLUMNS * step
    assert moved.c >= -180 - 1e-6
    assert east <= 180 + 1e-6
    meridian = 180 if "180" in CRS.from_wkt(crs).to_wkt().split("PRIMEM")[1].split("]")[0] else 0
    assert (moved.c + meridian - west) / 360 == pytest.approx(round((moved.c + meridian - west) / 360), abs=1e-6)
