from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import card, ignore, opened, reading
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasters import BOLZANO, mottled, needs_data, read_raster, write_raster
from scipy.io import netcdf_file

from onemetre.contract.errors import BandError, GridError, SourceError
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.opening import Source, open_source

RGBN = ("red", "green", "blue", "nir")
TILED = {"tiled": True, "blockxsize": 16, "blockysize": 16}


@pytest.fixture(scope="module")
def pixels() -> NDArray[Any]:
    return mottled(70, 50)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory, pixels: NDArray[Any]) -> Path:
    return write_raster(tmp_path_factory.mktemp("source") / "photo.tif", pixels)


def everything(source: Source) -> tuple[NDArray[Any], NDArray[Any]]:
    return source.read(source.grid.window)


def test_plain_raster(photo: Path, pixels: NDArray[Any]) -> None:
    with opened(photo) as source:
        got, valid = everything(source)
        assert_array_equal(got, pixels)
        assert got.dtype == np.uint8
        assert valid.all()
        assert (source.grid.x, source.grid.y, source.grid.pixel) == (600_000.0, 5_000_000.0, 1.0)
        assert (source.grid.width, source.grid.height) == (50, 70)
        assert source.warnings == ()


def test_bands_come_in_the_order_of_the_card(photo: Path, pixels: NDArray[Any]) -> None:
    with opened(photo, bands={"red": "3", "green": "1", "blue": "2"}) as source:
        assert_array_equal(everything(source)[0], pixels[[2, 0, 1]])


@settings(max_examples=60, deadline=None)
@given(st.integers(-120, 120), st.integers(-120, 120), st.integers(1, 150), st.integers(1, 150))
def test_any_window_is_a_cut_of_the_mirrored_raster(
    photo: Path, pixels: NDArray[Any], col: int, row: int, width: int, height: int
) -> None:
    far = np.pad(pixels, ((0, 0), (280, 280), (280, 280)), mode="symmetric")
    cut = np.s_[row + 280 : row + 280 + height, col + 280 : col + 280 + width]
    inside = np.pad(np.ones(pixels.shape[1:], dtype=bool), 280)
    with opened(photo) as source:
        got, valid = source.read(Window(col, row, width, height))
    assert_array_equal(got, far[:, cut[0], cut[1]])
    assert_array_equal(valid, inside[cut])


def test_a_single_pixel(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "one.tif", np.array([[[10]], [[20]], [[30]]], np.uint8))
    with opened(path) as source:
        got, valid = source.read(Window(-3, -3, 7, 7))
    assert_array_equal(got, np.broadcast_to([[[10]], [[20]], [[30]]], (3, 7, 7)))
    assert valid.sum() == 1


def test_a_single_pixel_of_10_m(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "one.tif", np.full((4, 1, 1), 1234, np.uint16), pixel=10.0)
    with opened(path, model=card(*RGBN, kind="uint16", resolution=10)) as source:
        got, valid = source.read(Window(-20, -20, 64, 64))
    assert (got == 1234).all()
    assert valid.sum() == 1


def test_threads_do_not_disturb_each_other(photo: Path, pixels: NDArray[Any]) -> None:
    windows = [Window(col, row, 13, 11) for row in range(0, 55, 11) for col in range(0, 36, 9)] * 5
    with opened(photo) as source, ThreadPoolExecutor(8) as pool:
        for window, (got, _) in zip(windows, pool.map(source.read, windows), strict=True):
            assert_array_equal(got, pixels[:, window.row : window.bottom, window.col : window.right])


def test_a_closed_source_says_so(photo: Path) -> None:
    with opened(photo) as source:
        pass
    with pytest.raises(SourceError, match="closed"):
        source.read(Window(0, 0, 1, 1))


def test_conversion_and_fill(tmp_path: Path) -> None:
    numbers = np.full((3, 4, 4), 3000, np.uint16)
    numbers[1, 0, 0] = 0
    path = write_raster(tmp_path / "scene.tif", numbers, nodata=0)
    with opened(path, model=card(fill=9.0), scale=0.0001) as source:
        got, valid = everything(source)
    assert not valid[0, 0]
    assert valid.sum() == 15
    assert (got[:, 0, 0] == 9).all()
    assert (got[:, 1:] == 76).all()


def test_scale_and_offset_of_the_file(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", np.full((4, 4, 4), 4000, np.uint16), pixel=10.0)
    with rasterio.open(path, "r+") as raster:
        raster.scales, raster.offsets = (0.0001,) * 4, (-0.1,) * 4
    with opened(path, model=card(*RGBN, kind="uint16", resolution=10)) as source:
        assert (everything(source)[0] == 3000).all()


def test_fingerprint_follows_what_the_pixels_depend_on(tmp_path: Path, pixels: NDArray[Any]) -> None:
    path = write_raster(tmp_path / "photo.tif", pixels)

    def fingerprint(**fields: Any) -> str:
        with opened(path, **fields) as source:
            return source.fingerprint

    first = fingerprint()
    assert fingerprint() == first
    assert fingerprint(bands={"red": "2", "green": "1", "blue": "3"}) != first
    assert fingerprint(scale=0.001) != first


def test_the_files_behind_a_vrt_are_known(tmp_path: Path, photo: Path, pixels: NDArray[Any]) -> None:
    path = write_raster(tmp_path / "photo.tif", pixels)
    band = '<VRTRasterBand dataType="Byte" band="{0}"><SimpleSource><SourceFilename relativeToVRT="1">photo.tif'
    band += "</SourceFilename><SourceBand>{0}</SourceBand></SimpleSource></VRTRasterBand>"
    view = tmp_path / "view.vrt"
    view.write_text(
        '<VRTDataset rasterXSize="50" rasterYSize="70"><SRS>EPSG:32632</SRS>'
        "<GeoTransform>600000, 1, 0, 5000000, 0, -1</GeoTransform>" + "".join(map(band.format, "123")) + "</VRTDataset>"
    )
    with opened(view) as source:
        assert {view, path} <= set(source.files)


def test_no_source() -> None:
    with pytest.raises(SourceError, match="no input"):
        open_source(reading(), card(), ignore)


def test_no_coordinate_system(tmp_path: Path, pixels: NDArray[Any]) -> None:
    with pytest.raises(GridError, match=r"photo\.tif has no coordinate system"):
        opened(write_raster(tmp_path / "photo.tif", pixels, crs=None))


def test_unnamed_bands(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", np.zeros((4, 8, 8), np.uint16), photometric="minisblack")
    with pytest.raises(BandError, match=r"cannot tell which band of scene\.tif is red") as error:
        opened(path, model=card(*RGBN, kind="uint16"), bands={})
    assert "BANDS=red=1,green=2,blue=3,nir=4" in error.value.hint


def test_fewer_bands_than_roles(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", np.zeros((1, 8, 8), np.uint8))
    with pytest.raises(BandError, match=r"scene\.tif has one band, but the model needs 3"):
        opened(path, bands={})


def test_zero_bands(tmp_path: Path) -> None:
    """A container of rasters has none of its own."""
    path = tmp_path / "container.nc"
    with netcdf_file(path, "w") as file:
        file.createDimension("y", 8)
        file.createDimension("x", 9)
        for name in ("summer", "winter"):
            file.createVariable(name, "i2", ("y", "x"))[:] = 5
    with pytest.raises(SourceError, match=r"container\.nc has no bands") as error:
        opened(path)
    assert "summer, winter" in error.value.hint


def test_a_raster_without_bands(tmp_path: Path) -> None:
    path = tmp_path / "empty.vrt"
    path.write_text('<VRTDataset rasterXSize="8" rasterYSize="8"></VRTDataset>')
    with pytest.raises(SourceError, match=r"empty\.vrt is not a readable raster"):
        opened(path)


def test_16_bit_for_an_8_bit_model(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", np.zeros((3, 8, 8), np.uint16))
    with pytest.raises(SourceError, match="meaning of the numbers is unknown") as error:
        opened(path)
    assert "SCALE=" in error.value.hint


def test_fractions_for_a_model_of_whole_numbers(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", mottled(200, 300, dtype="uint16").astype(np.float32) / 10_000)
    with pytest.raises(SourceError, match="fractions of 1"):
        opened(path)
    with opened(path, scale=1.0) as source:
        assert everything(source)[0].max() > 80


@pytest.mark.parametrize("compress", ["none", "deflate", "zstd", "lzw"])
def test_truncated_file(tmp_path: Path, compress: str) -> None:
    path = write_raster(tmp_path / "photo.tif", mottled(128, 128), compress=compress, **TILED)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    with pytest.raises(SourceError) as error, opened(path) as source:
        source.read(Window(0, 100, 128, 28))
    assert "photo.tif" in error.value.message


def test_truncated_floats(tmp_path: Path) -> None:
    """Floats are looked at before anything is mapped."""
    path = write_raster(tmp_path / "scene.tif", mottled(128, 128).astype("float32"), compress="deflate", **TILED)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    with pytest.raises(SourceError, match=r"scene\.tif"):
        opened(path)


def corrupt(path: Path, pixel: float) -> Path:
    """A photo of 128 x 128 pixels whose tile (3, 4) is garbage."""
    write_raster(path, mottled(128, 128), pixel=pixel, compress="deflate", interleave="pixel", **TILED)
    with rasterio.open(path) as raster:
        tag = "BLOCK_{}_3_4"
        offset, size = (int(raster.get_tag_item(tag.format(w), "TIFF", bidx=1)) for w in ("OFFSET", "SIZE"))
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff" * size)
    return path


def test_corrupt_tile_names_the_file_and_the_pixels(tmp_path: Path) -> None:
    with opened(corrupt(tmp_path / "photo.tif", 1.0)) as source:
        source.read(Window(0, 0, 48, 64))
        with pytest.raises(SourceError) as error:
            source.read(Window(40, 60, 32, 30))
    assert "photo.tif is damaged: the pixels in columns 40 to 71, rows 60 to 89" in error.value.message
    assert error.value.hint


def test_corrupt_tile_below_a_warp(tmp_path: Path) -> None:
    with (
        opened(corrupt(tmp_path / "photo.tif", 0.5)) as source,
        pytest.raises(SourceError, match=r"photo\.tif is damaged: the pixels in columns 38 to 73, rows 58 to 93"),
    ):
        source.read(Window(20, 30, 16, 16))


class TestSparse:
    """A TIFF of which some blocks were never written."""

    def write(self, path: Path, nodata: float | None) -> Path:
        profile = {"driver": "GTiff", "width": 64, "height": 48, "count": 3, "dtype": "uint8", "crs": "EPSG:32632"}
        transform = rasterio.Affine(1, 0, 600_000, 0, -1, 5_000_000)
        with rasterio.open(path, "w", **profile, **TILED, transform=transform, nodata=nodata, sparse_ok=True) as raster:
            raster.write(np.full((3, 16, 16), 80, np.uint8), window=rasterio.windows.Window(32, 16, 16, 16))
        return path

    def test_missing_blocks_of_nodata_have_no_data(self, tmp_path: Path) -> None:
        with opened(self.write(tmp_path / "sparse.tif", 0)) as source:
            assert source.has_data(Window(40, 20, 4, 4))
            assert source.has_data(Window(0, 0, 64, 48))
            assert not source.has_data(Window(0, 0, 32, 48))
            assert not source.has_data(Window(48, 16, 16, 16))
            assert not source.read(Window(0, 0, 32, 48))[1].any()

    def test_missing_blocks_without_nodata_are_zeros(self, tmp_path: Path) -> None:
        with opened(self.write(tmp_path / "sparse.tif", None)) as source:
            assert source.has_data(Window(0, 0, 16, 16))
            assert source.read(Window(0, 0, 16, 16))[1].all()


def test_outside_there_is_no_data(photo: Path) -> None:
    with opened(photo) as source:
        assert source.has_data(Window(-5, -5, 6, 6))
        assert not source.has_data(Window(-5, -5, 5, 5))
        assert not source.has_data(Window(50, 0, 10, 10))


@needs_data
def test_bolzano() -> None:
    model = card(*RGBN, kind="uint16", resolution=10)
    with opened(BOLZANO, model=model) as source:
        got, valid = source.read(Window(-28, 100, 128, 128))
        truth = read_raster(BOLZANO)[:4, 100:228, :100]
        shown = (truth != 0).all(axis=0)
        assert_array_equal(valid[:, 28:], shown)
        assert_array_equal(got[:, :, 28:], truth * shown)
        assert (source.grid.width, source.grid.height) == (935, 705)
    with opened(BOLZANO, model=model) as given, opened(BOLZANO, model=model, bands={}) as named:
        assert_array_equal(given.read(Window(300, 300, 64, 64))[0], named.read(Window(300, 300, 64, 64))[0])
