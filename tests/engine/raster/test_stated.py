"""What a request states in place of the files: coordinate system, nodata value, alpha band."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, opened, reading
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasters import mottled, write_raster

from onemetre.contract.errors import BandError, GridError, RequestError, SourceError
from onemetre.engine.raster.source import Source

HOLE = np.s_[..., 4:9, 3:8]


def pixels(bands: int = 3, dtype: str = "uint8") -> NDArray[Any]:
    return np.maximum(mottled(30, 40, bands, dtype=dtype), 1)


def read(source: Source) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    with source:
        values, valid = source.read(source.grid.window)
        return values, valid


def only_hole() -> NDArray[np.bool_]:
    valid = np.ones((30, 40), bool)
    valid[HOLE] = False
    return valid


# -- the coordinate system -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [None, "EPSG:32632"])
@pytest.mark.parametrize("stated", ["EPSG:25832", rasterio.CRS.from_epsg(25832).to_wkt()])
def test_stated_coordinate_system_counts(tmp_path: Path, own: str | None, stated: str) -> None:
    path = write_raster(tmp_path / "a.tif", pixels(), crs=own)
    source = opened(path, crs=stated)
    assert rasterio.CRS.from_wkt(source.grid.crs).to_epsg() == 25832
    values, valid = read(source)
    assert_array_equal(values, pixels())
    assert valid.all()


def test_stated_coordinate_system_decides_on_the_warp(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", pixels(), crs="EPSG:3857")
    with opened(path) as source:
        assert source.grid.width != 40
    with opened(path, crs="EPSG:32632") as source:
        assert source.grid.width == 40


def test_stated_coordinate_system_of_several_rasters(tmp_path: Path) -> None:
    paths = [
        write_raster(tmp_path / "a.tif", pixels(), crs=None),
        write_raster(tmp_path / "b.tif", pixels(), crs="EPSG:32633", x=600_040.0),
    ]
    with pytest.raises((SourceError, GridError)):
        opened(*paths)
    values, valid = read(opened(*paths, crs="EPSG:32632"))
    assert_array_equal(values, np.concatenate([pixels(), pixels()], axis=2))
    assert valid.all()


@pytest.mark.parametrize("text", ["EPSG:999999", "moon", 'GEOGCS["Undefined geographic SRS"]'])
def test_coordinate_system_that_is_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(GridError, match="cannot be read"):
        opened(write_raster(tmp_path / "a.tif", pixels()), crs=text)


def test_names_scale_and_masks_survive(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", pixels(dtype="uint16"), nodata=0)
    with rasterio.open(path, "r+") as raster:
        raster.scales, raster.offsets = (0.0001,) * 3, (-0.1,) * 3
        raster.update_tags(1, DESCRIPTION="B04")
        raster.update_tags(2, DESCRIPTION="B03", odd="\x01")
        raster.update_tags(3, DESCRIPTION="B02 & <more>")
        raster.write_mask(only_hole())
    plain, stated = (
        read(opened(path, model=card(kind="float32"), bands={}, **fields)) for fields in ({}, {"crs": "EPSG:25832"})
    )
    assert_array_equal(plain[0], stated[0])
    assert_array_equal(plain[1], stated[1])
    assert_array_equal(stated[1], only_hole())


# -- nodata ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [None, 0, 200])
@pytest.mark.parametrize("count", [1, 2])
def test_stated_nodata_counts(tmp_path: Path, own: int | None, count: int) -> None:
    data = np.minimum(pixels(), 199)
    data[HOLE] = 7
    data[:, 20, 20] = 200 if own is None else own
    paths = [write_raster(tmp_path / f"{i}.tif", data, nodata=own, x=600_000.0 + 40 * i) for i in range(count)]
    _, valid = read(opened(*paths, nodata="7"))
    assert_array_equal(valid, np.concatenate([only_hole()] * count, axis=1))


@pytest.mark.parametrize("pixel", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("own", [0, 255])
def test_no_nodata_at_all(tmp_path: Path, own: int, pixel: float) -> None:
    data = pixels()
    data[HOLE] = own
    path = write_raster(tmp_path / "a.tif", data, nodata=own, pixel=pixel)
    assert not read(opened(path))[1].all()
    assert read(opened(path, nodata="none"))[1].all()


def test_gaps_between_rasters_without_nodata_are_gaps(tmp_path: Path) -> None:
    data = pixels()
    data[HOLE] = 0
    paths = [write_raster(tmp_path / f"{i}.tif", data, nodata=0, x=600_000.0 + 60 * i) for i in range(2)]
    _, valid = read(opened(*paths, nodata="none"))
    assert valid[:, :40].all()
    assert not valid[:, 40:60].any()
    assert valid[:, 60:].all()


def test_masks_count_beside_a_stated_nodata(tmp_path: Path) -> None:
    data = pixels()
    data[:, 20, 20] = 7
    path = write_raster(tmp_path / "a.tif", data)
    with rasterio.open(path, "r+") as raster:
        raster.write_mask(only_hole())
    expected = only_hole()
    expected &= ~(data == 7).all(axis=0)
    assert_array_equal(read(opened(path, nodata="7"))[1], expected)


@pytest.mark.parametrize(("dtype", "text"), [("uint8", "-1"), ("uint8", "256"), ("uint16", "0.5"), ("uint8", "nan")])
def test_nodata_that_pixels_cannot_hold(tmp_path: Path, dtype: str, text: str) -> None:
    path = write_raster(tmp_path / "a.tif", pixels(dtype=dtype))
    with pytest.raises(SourceError, match=f"NODATA={text}.*cannot hold"):
        opened(path, nodata=text)


def test_nodata_that_is_no_number() -> None:
    with pytest.raises(RequestError, match="NODATA cannot be 'black'"):
        reading("/a.tif", nodata="black")


# -- alpha -----------------------------------------------------------------------------------------------------------


def with_alpha(tmp_path: Path, alpha: NDArray[Any], dtype: str = "uint8", **profile: Any) -> Path:
    """Three bands, and a fourth one that is not declared as alpha."""
    data = np.concatenate([pixels(dtype=dtype), alpha[None].astype(dtype)])
    return write_raster(tmp_path / "a.tif", data, photometric="minisblack", alpha="unspecified", **profile)


BANDS = {"red": "1", "green": "2", "blue": "3"}


@pytest.mark.parametrize("pixel", [0.5, 1.0, 2.0])
def test_stated_alpha_band_counts(tmp_path: Path, pixel: float) -> None:
    path = with_alpha(tmp_path, np.where(only_hole(), 255, 0), pixel=pixel)
    _, valid = read(opened(path, bands={**BANDS, "alpha": "4"}))
    rows, columns = (int(np.mean(axis)) for axis in np.nonzero(~valid))
    assert (rows, columns) == pytest.approx((6 * pixel, 5 * pixel), abs=1)
    assert (~valid).sum() == pytest.approx(25 * pixel**2, rel=0.7)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_band_that_looks_like_alpha_is_asked_about(tmp_path: Path, dtype: str) -> None:
    high = np.iinfo(dtype).max
    path = with_alpha(tmp_path, np.where(only_hole(), high, 0), dtype)
    model = card(kind=dtype)
    for bands in ({}, BANDS):
        with pytest.raises(BandError, match=r"Band 4 of a\.tif holds only 0 and") as caught:
            opened(_named(path), model=model, bands=bands)
        assert "BANDS=red=1,green=2,blue=3,alpha=4" in caught.value.hint
        assert "BANDS=red=1,green=2,blue=3,nir=4" in caught.value.hint
    for role in ("alpha", "nir"):
        _, valid = read(opened(path, model=model, bands={**BANDS, role: "4"}))
        assert valid.all() == (role == "nir")


def _named(path: Path) -> Path:
    with rasterio.open(path, "r+") as raster:
        for band, name in enumerate(("red", "green", "blue"), start=1):
            raster.set_band_description(band, name)
    return path


@pytest.mark.parametrize("other", ["all opaque", "a fade", "a picture"])
def test_band_that_is_no_alpha_or_changes_nothing(tmp_path: Path, other: str) -> None:
    alpha = {
        "all opaque": np.full((30, 40), 255),
        "a fade": np.where(only_hole(), 255, np.arange(40)),
        "a picture": pixels(1)[0],
    }[other]
    assert read(opened(with_alpha(tmp_path, alpha), bands=BANDS))[1].all()


def test_alpha_where_pixels_are_nodata_anyway_changes_nothing(tmp_path: Path) -> None:
    data = np.concatenate([pixels(), np.full((1, 30, 40), 255, "uint8")])
    data[HOLE] = 0
    path = write_raster(tmp_path / "a.tif", data, photometric="minisblack", alpha="unspecified", nodata=0)
    assert_array_equal(read(opened(path, bands=BANDS))[1], only_hole())


def test_alpha_band_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(BandError, match=r"alpha=5: this band does not exist"):
        opened(with_alpha(tmp_path, np.full((30, 40), 255)), bands={**BANDS, "alpha": "5"})
