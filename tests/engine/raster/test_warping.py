from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, ignore, opened, reading
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from pyproj import CRS
from rasterio.enums import Resampling
from rasterio.transform import Affine
from rasterio.warp import transform, transform_bounds
from rasters import BOLZANO, mottled, needs_data, write_raster

from onemetre.contract.card import ModelCard
from onemetre.contract.errors import GridError, SourceError
from onemetre.engine.raster.areas import Areas
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.opening import Source, open_source

S2 = card("red", "green", "blue", "nir", kind="uint16", resolution=10)


def logged(path: Path, model: ModelCard) -> list[tuple[str, str]]:
    """What the log says of the place of the pixels; bands and numbers are another matter."""
    lines: list[tuple[str, str]] = []
    bands = {role: str(i) for i, role in enumerate(model.roles, start=1)}
    open_source(reading(path, bands=bands), model, lambda level, text: lines.append((level, text))).close()
    return [line for line in lines if not line[1].startswith("Bands of")]


def gradient(rows: int = 120, columns: int = 160) -> NDArray[Any]:
    """Values that say where a pixel is: 1000 + column, 2000 + row, constant."""
    row, col = np.mgrid[:rows, :columns].astype("uint16")
    return np.stack([1000 + col, 2000 + row, np.full_like(col, 500), np.full_like(col, 700)])


def assert_ground_kept(source: Source, path: Path, tolerance: float) -> None:
    """At points all over the working grid the values are those of the original at the same place on Earth."""
    got, valid = source.read(source.grid.window)
    with rasterio.open(path) as raster:
        inverse, crs = ~raster.transform, raster.crs
    rows, cols = (a.ravel() for a in np.mgrid[5 : source.grid.height - 5 : 9, 5 : source.grid.width - 5 : 9])
    x, y = source.grid.x + (cols + 0.5) * source.grid.pixel, source.grid.y - (rows + 0.5) * source.grid.pixel
    px, py = map(np.asarray, transform(rasterio.CRS.from_wkt(source.grid.crs), crs, x, y))
    col = inverse.a * px + inverse.b * py + inverse.c - 0.5
    row = inverse.d * px + inverse.e * py + inverse.f - 0.5
    inside = valid[rows, cols] & (col > 1) & (row > 1) & (col < 158) & (row < 118)
    assert inside.sum() > 50
    assert np.abs(got[0, rows, cols] - (1000 + col))[inside].max() <= tolerance
    assert np.abs(got[1, rows, cols] - (2000 + row))[inside].max() <= tolerance


def assert_independent_of_windows(source: Source, tiles: int = 25) -> None:
    whole, valid = source.read(source.grid.window)
    rng = np.random.default_rng(7)
    for _ in range(tiles):
        col, row = int(rng.integers(-10, source.grid.width)), int(rng.integers(-10, source.grid.height))
        window = Window(col, row, *map(int, rng.integers(1, 90, 2)))
        part = window.intersection(source.grid.window)
        got, shown = source.read(window)
        top, left = part.row - row, part.col - col
        inner = np.s_[top : top + part.height, left : left + part.width]
        outer = np.s_[part.row : part.bottom, part.col : part.right]
        assert_array_equal(got[:, inner[0], inner[1]], whole[:, outer[0], outer[1]])
        assert_array_equal(shown[inner], valid[outer])


ODD = {
    "degrees": ("EPSG:4326", Affine(1.3e-4, 0, 11.2, 0, -0.9e-4, 46.6), "it is in degrees"),
    "web Mercator": ("EPSG:3857", Affine(14.5, 0, 1_250_000, 0, -14.5, 5_880_000), "not metres on the ground"),
    "Mercator": ("EPSG:3395", Affine(14.5, 0, 1_250_000, 0, -14.5, 5_850_000), "not metres on the ground"),
    "south up": ("EPSG:32632", Affine(10, 0, 674_990, 0, 10, 5_150_000), "not square and north up"),
    "rotated": ("EPSG:32632", Affine(9.4, 3.42, 674_990, 3.42, -9.4, 5_150_000), "not square and north up"),
    "not square": ("EPSG:32632", Affine(10, 0, 674_990, 0, -9.2, 5_150_000), "not square and north up"),
    "southern": ("EPSG:4326", Affine(0.9e-4, 0, 18.4, 0, -0.9e-4, -33.9), "it is in degrees"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pixels_are_warped_to_utm(tmp_path: Path, name: str) -> None:
    crs, placed, why = ODD[name]
    path = write_raster(tmp_path / "scene.tif", gradient(), crs=crs, transform=placed)
    ((level, text),) = logged(path, S2)
    assert level == "info"
    assert "scene.tif is warped to UTM zone" in text
    assert why in text
    with opened(path, model=S2) as source:
        zone = CRS.from_wkt(source.grid.crs).to_epsg()
        assert zone == (32734 if name == "southern" else 32632)
        assert source.grid.pixel == 10
        assert source.grid.x % 10 == source.grid.y % 10 == 0
        assert_ground_kept(source, path, 1.0)
        assert_independent_of_windows(source)
        with rasterio.open(path) as raster:
            left, bottom, right, top = raster.bounds
            box = (left, min(bottom, top), right, max(bottom, top))
            covered = transform_bounds(raster.crs, source.grid.crs, *box, densify_pts=51)
        if name != "rotated":
            assert source.grid.window.contains(source.grid.window_of(covered))


@pytest.mark.parametrize("name", ["degrees", "rotated"])
def test_corners_outside_a_warped_raster_have_no_data(tmp_path: Path, name: str) -> None:
    crs, placed, _ = ODD[name]
    path = write_raster(tmp_path / "scene.tif", gradient() + np.uint16(1), crs=crs, transform=placed)
    with opened(path, model=S2) as source:
        valid = source.read(source.grid.window)[1]
        assert not valid[0, 0] or not valid[0, -1]
        assert valid[source.grid.height // 2, source.grid.width // 2]


def test_ground_size_counts_in_web_mercator(tmp_path: Path) -> None:
    """At 60 degrees a web Mercator pixel of 20 units is 10 m wide."""
    path = write_raster(
        tmp_path / "scene.tif", gradient(), crs="EPSG:3857", transform=Affine(20, 0, 1_250_000, 0, -20, 8_400_000)
    )
    with opened(path, model=S2) as source:
        assert source.warnings == ()
        assert source.grid.width == pytest.approx(160, abs=8)


def test_finer_pixels_are_averaged(tmp_path: Path) -> None:
    pixels = mottled(40, 60)
    path = write_raster(tmp_path / "photo.tif", pixels, pixel=0.5)
    ((level, text),) = logged(path, card())
    assert level == "info"
    assert "pixels of 0.5 m are averaged to 1 m" in text
    with opened(path) as source:
        got, valid = source.read(source.grid.window)
    mean = pixels.astype(float).reshape(3, 20, 2, 30, 2).mean(axis=(2, 4))
    assert valid.all()
    assert np.abs(got - mean).max() <= 0.5
    assert (source.grid.x, source.grid.y, source.grid.pixel) == (600_000, 5_000_000, 1)


def test_every_source_pixel_is_covered(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "photo.tif", mottled(21, 26), pixel=0.6)
    with opened(path) as source:
        assert (source.grid.width, source.grid.height) == (16, 13)
        assert source.read(source.grid.window)[1].all()
        assert_independent_of_windows(source)


def test_coarser_pixels_are_interpolated_with_a_warning(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "photo.tif", mottled(20, 20), pixel=2.0)
    ((level, text),) = logged(path, card())
    assert level == "warning"
    with opened(path) as source:
        assert source.warnings == (text,)
        assert (source.grid.width, source.grid.pixel) == (40, 1.0)
        assert_independent_of_windows(source)


def test_much_coarser_pixels_are_refused(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "landsat.tif", gradient(), pixel=30.0)
    with pytest.raises(SourceError, match=r"landsat\.tif has pixels of 30 m on the ground, but the model needs 10 m"):
        opened(path, model=S2)


@pytest.mark.parametrize("pixel", [9.2, 10.0, 10.8])
def test_similar_pixels_stay_as_they_are(tmp_path: Path, pixel: float) -> None:
    path = write_raster(tmp_path / "scene.tif", gradient(), pixel=pixel)
    assert logged(path, S2) == []
    with opened(path, model=S2) as source:
        assert_array_equal(source.read(source.grid.window)[0], gradient())
        assert source.grid.pixel == pixel


def test_noise_of_the_pixel_size_is_no_reason_to_warp(tmp_path: Path) -> None:
    placed = Affine(10.000000001, 0, 674_990, 0, -9.999999999, 5_150_000)
    path = write_raster(tmp_path / "scene.tif", gradient(), transform=placed)
    assert logged(path, S2) == []


@pytest.mark.parametrize(("crs", "foot"), [("EPSG:2263", 1200 / 3937), ("EPSG:2222", 0.3048)])
def test_feet(tmp_path: Path, crs: str, foot: float) -> None:
    x, y = transform(
        "EPSG:4326", crs, [-74.0 if crs == "EPSG:2263" else -110.5], [40.7 if crs == "EPSG:2263" else 33.0]
    )
    placed = Affine(1 / foot, 0, x[0], 0, -1 / foot, y[0])
    path = write_raster(tmp_path / "photo.tif", mottled(30, 30), crs=crs, transform=placed)
    assert logged(path, card()) == []
    with opened(path) as source:
        assert source.grid.metres_per_unit == pytest.approx(foot)
        assert Areas(source.grid).km2_per_pixel == pytest.approx(1e-6, rel=1e-3)
    half = write_raster(tmp_path / "half.tif", mottled(30, 30), crs=crs, transform=placed * Affine.scale(0.5))
    with opened(half) as source:
        assert source.grid.pixel == pytest.approx(1 / foot)
        assert source.grid.width == 15


@pytest.mark.parametrize("crs", ["EPSG:3035", "EPSG:2154", "EPSG:31468", "EPSG:25832", "EPSG:2056"])
def test_national_grids_stay_as_they_are(tmp_path: Path, crs: str) -> None:
    x, y = transform("EPSG:4326", crs, [7.5], [47.0])
    path = write_raster(tmp_path / "scene.tif", gradient(), crs=crs, transform=Affine(10, 0, x[0], 0, -10, y[0]))
    assert logged(path, S2) == []


def test_a_local_system_has_no_place_on_earth(tmp_path: Path) -> None:
    local = 'LOCAL_CS["site",UNIT["metre",1]]'
    path = write_raster(tmp_path / "plan.tif", mottled(10, 10), crs=local)
    with pytest.raises(GridError, match="does not place it on Earth"):
        opened(path)


def test_warped_mosaics_and_holes_are_never_read(tmp_path: Path) -> None:
    crs, placed, _ = ODD["degrees"]
    path = write_raster(tmp_path / "scene.tif", gradient(), crs=crs, transform=placed)
    far = write_raster(tmp_path / "far.tif", gradient(), crs=crs, transform=placed * Affine.translation(1600, 0))
    with opened(path, far, model=S2) as source:
        grid = source.grid
        assert source.has_data(Window(0, 0, grid.width, grid.height))
        assert source.has_data(Window(60, 60, 10, 10))
        assert not source.has_data(Window(grid.width // 2 - 100, 0, 200, grid.height))
        assert not source.read(Window(grid.width // 2 - 100, 0, 200, grid.height))[1].any()


@needs_data
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_bolzano_in_another_projection_is_still_bolzano(tmp_path: Path, crs: str) -> None:
    path = tmp_path / "warped.tif"
    with rasterio.open(BOLZANO) as raster, rasterio.vrt.WarpedVRT(raster, crs=crs, resampling=Resampling.cubic) as vrt:
        write_raster(path, vrt.read([1, 2, 3, 4]), crs=crs, transform=vrt.transform, nodata=0)
    bands = {"red": "1", "green": "2", "blue": "3", "nir": "4"}
    with opened(path, model=S2, bands=bands) as warped, open_source(reading(BOLZANO, bands=bands), S2, ignore) as plain:
        place = Window(300, 300, 200, 200)
        there = warped.grid.window_of(plain.grid.bounds_of(place))
        assert (there.width, there.height) == (200, 200)
        one, other = plain.read(place)[0][3], warped.read(there)[0][3]
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.97
