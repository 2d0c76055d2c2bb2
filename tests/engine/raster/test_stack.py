"""Bands in separate files, or in variables of one file, are one image."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, opened
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasterio.shutil import copy
from rasters import mottled, write_raster

from onemetre.contract.errors import BandError, SourceError

S2 = card("red", "green", "blue", "nir", kind="uint16", resolution=10)
NAMES = {"B02": "blue", "B03": "green", "B04": "red", "B08": "nir"}


def pixels() -> NDArray[Any]:
    return np.maximum(mottled(30, 40, 4, dtype="uint16"), 1)


def write_bands(folder: Path, pattern: str = "T32_{}_10m.tif", **profile: Any) -> dict[str, Path]:
    """Each band of :func:`pixels` (red, green, blue, nir) in a file of its own."""
    folder.mkdir(exist_ok=True)
    order = ("B04", "B03", "B02", "B08")
    return {
        band: write_raster(folder / pattern.format(band), pixels()[i : i + 1], pixel=10.0, **profile)
        for i, band in enumerate(order)
    }


def read(*paths: Path, **fields: Any) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    with opened(*paths, model=S2, **{"bands": {}, **fields}) as source:
        return source.read(source.grid.window)


@pytest.mark.parametrize("order", [("B02", "B03", "B04", "B08"), ("B08", "B04", "B02", "B03")])
@pytest.mark.parametrize("pattern", ["T32_{}_10m.tif", "{}.tif", "scene{}.tif"])
def test_files_in_any_order(tmp_path: Path, order: tuple[str, ...], pattern: str) -> None:
    files = write_bands(tmp_path, pattern)
    values, valid = read(*(files[band] for band in order))
    assert_array_equal(values, pixels())
    assert valid.all()


def test_words_as_names(tmp_path: Path) -> None:
    files = write_bands(tmp_path)
    named = [shutil.copy(path, tmp_path / f"city_{NAMES[band]}.tif") for band, path in files.items()]
    assert_array_equal(read(*map(Path, named))[0], pixels())


def test_bands_by_name_and_number(tmp_path: Path) -> None:
    files = write_bands(tmp_path)
    by_name = {"red": "B02", "green": "B03", "blue": "4", "nir": "B08"}
    values, _ = read(*(files[band] for band in ("B02", "B03", "B08", "B04")), bands=by_name)
    assert_array_equal(values, pixels()[[2, 1, 0, 3]])


def test_what_a_file_states_about_its_band_counts(tmp_path: Path) -> None:
    files = write_bands(tmp_path, nodata=0)
    with rasterio.open(files["B08"], "r+") as raster:
        raster.scales, raster.offsets = (0.0001,), (-0.1,)
        data = raster.read()
        data[:, 5, 5] = 0
        raster.write(data)
    values, valid = read(*files.values())
    assert_array_equal(values[:3, valid], pixels()[:3, valid])
    assert_array_equal(values[3, valid], np.maximum(pixels()[3, valid].astype(int) - 1000, 0))
    assert np.argwhere(~valid).tolist() == [[5, 5]]


def test_mask_of_one_band(tmp_path: Path) -> None:
    files = write_bands(tmp_path)
    shown = np.ones((30, 40), bool)
    shown[3:6, 3:6] = False
    with rasterio.open(files["B03"], "r+") as raster:
        raster.write_mask(shown)
    assert_array_equal(read(*files.values())[1], shown)


def test_stated_properties(tmp_path: Path) -> None:
    files = write_bands(tmp_path, crs=None)
    with opened(*files.values(), model=S2, bands={}, crs="EPSG:32633", nodata=str(pixels()[0, 7, 7])) as source:
        assert rasterio.CRS.from_wkt(source.grid.crs).to_epsg() == 32633
        assert not source.read(source.grid.window)[1][7, 7]


def test_alpha_file(tmp_path: Path) -> None:
    files = write_bands(tmp_path)
    alpha = np.full((1, 30, 40), 65535, "uint16")
    alpha[:, :4] = 0
    path = write_raster(tmp_path / "T32_pan_10m.tif", alpha, pixel=10.0)
    _, valid = read(*files.values(), path, bands={"alpha": "pan"})
    assert not valid[:4].any()
    assert valid[4:].all()


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"pixel": 20.0}, "20 x 15 pixels"),
        ({"crs": "EPSG:32633"}, "coordinate system"),
        ({"x": 600_005.0}, "elsewhere"),
    ],
)
def test_bands_on_different_grids_are_refused(tmp_path: Path, how: dict[str, Any], says: str) -> None:
    files = write_bands(tmp_path)
    step = 2 if "pixel" in how else 1
    write_raster(files["B08"], pixels()[3:, ::step, ::step], **{"pixel": 10.0, **how})
    with pytest.raises(SourceError, match=r"T32_B08_10m\.tif does not lie on the grid") as caught:
        read(*files.values())
    assert says in caught.value.message


def test_missing_band_is_named(tmp_path: Path) -> None:
    files = write_bands(tmp_path)
    with pytest.raises(BandError, match=r"nir"):
        read(*(files[band] for band in ("B02", "B03", "B04")))


def test_tiles_with_numbers_like_bands_are_a_mosaic(tmp_path: Path) -> None:
    tiles = [
        write_raster(tmp_path / f"city_b{i}.tif", pixels()[:1], pixel=10.0, x=600_000.0 + 400 * i) for i in range(1, 4)
    ]
    with opened(*tiles, model=card("pan", kind="uint16", resolution=10), bands={"pan": "1"}) as source:
        assert source.grid.width == 120
        assert source.read(source.grid.window)[1].all()


def test_damage_names_the_file(tmp_path: Path) -> None:
    files = write_bands(tmp_path, compress="deflate")
    content = bytearray(files["B03"].read_bytes())
    with rasterio.open(files["B03"]) as raster:
        offset = int(raster.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    content[offset : offset + 64] = b"\xff" * 64
    files["B03"].write_bytes(content)
    with pytest.raises(SourceError, match=r"T32_B03_10m\.tif is damaged"):
        read(*files.values())


# -- variables of a file ---------------------------------------------------------------------------------------------


@pytest.fixture
def variables(tmp_path: Path) -> Path:
    """A netCDF file as GDAL writes it: a variable for each band."""
    path = write_raster(tmp_path / "all.tif", pixels(), pixel=10.0)
    with rasterio.open(path, "r+") as raster:
        raster.update_tags(1, NETCDF_VARNAME="red")
    target = tmp_path / "cube.nc"
    copy(path, target, driver="netCDF")
    return target


NUMBERS = {"red": "1", "green": "2", "blue": "3", "nir": "4"}


def test_variables_are_bands(variables: Path) -> None:
    values, valid = read(variables, bands=NUMBERS)
    assert_array_equal(values, pixels())
    assert valid.all()


def variables_vrt(folder: Path, names: list[str], relative: int) -> Path:
    path = folder / "view.vrt"
    bands = "".join(
        f'<VRTRasterBand dataType="UInt16" band="{i}"><SimpleSource><SourceFilename relativeToVRT="{relative}">{name}'
        "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        for i, name in enumerate(names, start=1)
    )
    path.write_text(
        '<VRTDataset rasterXSize="40" rasterYSize="30"><SRS>EPSG:32632</SRS>'
        f"<GeoTransform>600000, 10, 0, 5000000, 0, -10</GeoTransform>{bands}</VRTDataset>"
    )
    return path


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize("relative", [1, 0])
def test_vrt_over_variables(variables: Path, relative: int, quote: str) -> None:
    with rasterio.open(variables) as file:
        names = [name.rsplit(":", 1)[-1] for name in file.subdatasets]
    target = "cube.nc" if relative else str(variables)
    path = variables_vrt(variables.parent, [f"NETCDF:{quote}{target}{quote}:{name}" for name in names], relative)
    values, _ = read(path, bands=NUMBERS)
    assert_array_equal(values, pixels())
    with opened(path, model=S2, bands=NUMBERS) as source:
        assert variables in source.files


@pytest.mark.parametrize(
    "source",
    [
        'NETCDF:"../cube.nc":Band1',
        'NETCDF:"http://example.org/x.nc":Band1',
        'NETCDF:"/vsicurl/http://example.org/x.nc":Band1',
        'GTIFF_DIR:1:"a.tif"',
        'NETCDF:"cube.nc"',
    ],
)
def test_vrt_over_variables_elsewhere(variables: Path, source: str) -> None:
    folder = variables.parent / "views"
    folder.mkdir()
    with pytest.raises(SourceError, match="outside its folder"):
        read(variables_vrt(folder, [source], 1), bands=NUMBERS)
