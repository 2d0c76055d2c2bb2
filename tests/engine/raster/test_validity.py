from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, opened
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.transform import Affine
from rasters import write_raster

HOLE = np.s_[2:4, 1:3]


def valid_of(path: Path, **fields: Any) -> NDArray[Any]:
    with opened(path, **fields) as source:
        return source.read(source.grid.window)[1]


def expected() -> NDArray[Any]:
    valid = np.ones((6, 5), dtype=bool)
    valid[HOLE] = False
    return valid


def image(dtype: str = "uint8", hole: float | None = None, bands: int = 3) -> NDArray[Any]:
    pixels = np.full((bands, 6, 5), 100, dtype)
    if hole is not None:
        pixels[:, HOLE[0], HOLE[1]] = hole
    return pixels


def test_nodata_value(tmp_path: Path) -> None:
    assert_array_equal(valid_of(write_raster(tmp_path / "a.tif", image(hole=7), nodata=7)), expected())


HOW = {
    "as it is": {},
    "averaged": {"pixel": 0.5},
    "interpolated": {"pixel": 2.0},
    "in degrees": {"crs": "EPSG:4326", "transform": Affine(1.2e-5, 0, 10.3, 0, -9e-6, 45.1)},
}


@pytest.mark.parametrize("extra", [False, True], ids=["all bands needed", "one band more"])
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("dtype", "nodata"), [("uint8", 0), ("uint8", 255), ("uint16", 0), ("int16", -9999)])
def test_one_rule_for_nodata_however_a_raster_is_read(
    tmp_path: Path, dtype: str, nodata: int, how: str, *, extra: bool
) -> None:
    """Of three fields one has the nodata value in one band, one in all needed bands; the last one has data."""
    pixels = np.full((4 if extra else 3, 40, 120), 100, dtype)
    pixels[2, :, :40] = nodata
    pixels[:3, :, 40:80] = nodata
    path = write_raster(tmp_path / "a.tif", pixels, **{"nodata": nodata, **HOW[how]})
    bands = {"red": "1", "green": "2", "blue": "3"}
    with opened(path, model=card(kind="uint8" if dtype == "uint8" else "float32"), bands=bands, scale=1.0) as source:
        valid = source.read(source.grid.window)[1]
    row, width = valid.shape[0] // 2, valid.shape[1]
    fields = [valid[row - 5 : row + 5, i * width // 3 + 4 : (i + 1) * width // 3 - 4] for i in range(3)]
    assert not fields[1].any()
    assert fields[2].all()
    assert fields[0].all() == fields[0].any() == (dtype == "uint8")


def test_blocks_missing_in_one_band_of_a_picture_hold_zeros(tmp_path: Path) -> None:
    pixels = np.full((3, 64, 64), 100, "uint8")
    pixels[2] = 0
    path = write_raster(
        tmp_path / "a.tif",
        pixels,
        nodata=0,
        sparse_ok=True,
        interleave="band",
        tiled=True,
        blockxsize=32,
        blockysize=32,
    )
    with opened(path) as source:
        assert source.has_data(source.grid.window)
        assert source.read(source.grid.window)[1].all()


def test_mosaic_of_pictures_with_and_without_nodata(tmp_path: Path) -> None:
    one, other = image(), image()
    one[2] = 0
    one[:, HOLE[0], HOLE[1]] = 0
    paths = [write_raster(tmp_path / "a.tif", one, nodata=0), write_raster(tmp_path / "b.tif", other, x=600_005.0)]
    with opened(*paths) as source:
        valid = source.read(source.grid.window)[1]
    assert_array_equal(valid[:, :5], expected())
    assert valid[:, 5:].all()


def test_shadows_of_the_upper_picture_do_not_show_the_lower_one(tmp_path: Path) -> None:
    upper, lower = image(), image()
    lower[:] = 200
    upper[2, :2] = 0
    upper[:, HOLE[0], HOLE[1]] = 0
    paths = [write_raster(tmp_path / f"{i}.tif", pixels, nodata=0) for i, pixels in enumerate((upper, lower))]
    with opened(*paths) as source:
        values, valid = source.read(source.grid.window)
    assert valid.all()
    assert_array_equal(values, np.where(expected(), upper, lower))
    beside = write_raster(tmp_path / "b.tif", lower, nodata=0, x=600_010.0)
    with opened(*paths, beside) as source:
        again, valid = source.read(source.grid.window)
    assert_array_equal(again[:, :, :5], values)
    assert not valid[:, 5:10].any()
    assert valid[:, 10:].all()


def test_nodata_in_a_band_that_is_not_needed(tmp_path: Path) -> None:
    pixels = image(bands=4)
    pixels[3, 2:4, 1:3] = 7
    assert valid_of(write_raster(tmp_path / "a.tif", pixels, nodata=7)).all()


@pytest.mark.parametrize("nodata", [-9999.0, -3.4028234663852886e38, float("nan"), -3.4e38])
def test_nodata_of_floats(tmp_path: Path, nodata: float) -> None:
    assert_array_equal(valid_of(write_raster(tmp_path / "a.tif", image("float32", nodata), nodata=nodata)), expected())


@pytest.mark.parametrize("hole", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("nodata", [None, -9999.0])
def test_not_finite(tmp_path: Path, hole: float, nodata: float | None) -> None:
    path = write_raster(tmp_path / "a.tif", image("float32", hole), nodata=nodata)
    with opened(path, model=card(fill=3.0)) as source:
        got, valid = source.read(source.grid.window)
    assert_array_equal(valid, expected())
    assert (got[:, ~valid] == 3).all()
    assert (got[:, valid] == 100).all()


def test_alpha_band(tmp_path: Path) -> None:
    pixels = image(bands=4)
    pixels[3] = np.where(expected(), 255, 0)
    path = write_raster(tmp_path / "a.tif", pixels, photometric="rgb", alpha="yes")
    assert_array_equal(valid_of(path), expected())


def test_half_transparent_pixels_have_data(tmp_path: Path) -> None:
    pixels = image(bands=4)
    pixels[3] = 1
    assert valid_of(write_raster(tmp_path / "a.tif", pixels, photometric="rgb", alpha="yes")).all()


def test_fourth_band_that_is_asked_for_is_no_alpha(tmp_path: Path) -> None:
    pixels = image(bands=4)
    pixels[3] = 0
    path = write_raster(tmp_path / "a.tif", pixels, photometric="rgb", alpha="yes")
    assert valid_of(path, model=card("red", "green", "blue", "nir")).all()


@pytest.mark.parametrize("internal", [True, False])
def test_mask(tmp_path: Path, *, internal: bool) -> None:
    path = write_raster(tmp_path / "a.tif", image())
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=internal), rasterio.open(path, "r+") as raster:
        raster.write_mask(expected())
    assert path.with_name("a.tif.msk").exists() != internal
    assert_array_equal(valid_of(path), expected())


def test_nothing_said_is_all_valid(tmp_path: Path) -> None:
    assert valid_of(write_raster(tmp_path / "a.tif", image(hole=0))).all()


def test_nodata_that_the_type_cannot_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.vrt"
    write_raster(tmp_path / "a.tif", image())
    path.write_text(
        '<VRTDataset rasterXSize="5" rasterYSize="6"><SRS>EPSG:32632</SRS>'
        "<GeoTransform>600000, 1, 0, 5000000, 0, -1</GeoTransform>"
        + "".join(
            f'<VRTRasterBand dataType="Byte" band="{b}"><NoDataValue>-9999</NoDataValue><SimpleSource>'
            f'<SourceFilename relativeToVRT="1">a.tif</SourceFilename><SourceBand>{b}</SourceBand></SimpleSource>'
            "</VRTRasterBand>"
            for b in (1, 2, 3)
        )
        + "</VRTDataset>"
    )
    assert valid_of(path).all()


@pytest.mark.parametrize("how", ["nodata", "alpha", "mask", "nan"])
def test_validity_goes_through_a_warp(tmp_path: Path, how: str) -> None:
    """2 m pixels become 1 m: a hole of 8 x 8 stays one of about 16 x 16, and the rest is unharmed."""
    shown = np.ones((40, 40), dtype=bool)
    shown[16:24, 16:24] = False
    pixels = np.full((3, 40, 40), 100, "float32" if how == "nan" else "uint8")
    path = tmp_path / "a.tif"
    if how in ("nodata", "nan"):
        pixels[:, ~shown] = np.nan if how == "nan" else 0
        write_raster(path, pixels, pixel=2.0, nodata=0 if how == "nodata" else None)
    elif how == "alpha":
        bands = np.concatenate([pixels, np.where(shown, 255, 0)[None].astype("uint8")])
        write_raster(path, bands, pixel=2.0, photometric="rgb", alpha="yes")
        with rasterio.open(path) as raster:
            assert raster.colorinterp[3] == ColorInterp.alpha
    else:
        write_raster(path, pixels, pixel=2.0)
        with rasterio.open(path, "r+") as raster:
            raster.write_mask(shown)
    with opened(path) as source:
        got, valid = source.read(source.grid.window)
    assert valid.shape == (80, 80)
    assert not valid[34:46, 34:46].any()
    assert valid[:30].all()
    assert valid[:, 50:].all()
    assert (got[:, valid] == 100).all()
