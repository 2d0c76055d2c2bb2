from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, ignore, opened, reading
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasters import mottled, write_raster

from onemetre.contract.errors import SourceError
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.opening import Source, open_source

WHOLE = mottled(60, 90)


def tile(folder: Path, name: str, cols: slice, rows: slice, pixels: NDArray[Any] = WHOLE, **profile: Any) -> Path:
    """Part of the whole image at its place."""
    transform = rasterio.Affine(1, 0, 600_000 + cols.start, 0, -1, 5_000_000 - rows.start)
    return write_raster(folder / f"{name}.tif", pixels[:, rows, cols], transform=transform, **profile)


def everything(source: Source) -> tuple[NDArray[Any], NDArray[Any]]:
    return source.read(source.grid.window)


@pytest.fixture
def quarters(tmp_path: Path) -> list[Path]:
    halves = ((slice(0, 50), slice(50, 90)), (slice(0, 35), slice(35, 60)))
    return [
        tile(tmp_path, f"{x}{y}", cols, rows, tiled=True, blockxsize=16, blockysize=16)
        for y, rows in enumerate(halves[1])
        for x, cols in enumerate(halves[0])
    ]


def test_tiles_make_one_image(quarters: list[Path]) -> None:
    with opened(*quarters) as source:
        got, valid = everything(source)
        assert_array_equal(got, WHOLE)
        assert valid.all()
        assert (source.grid.x, source.grid.y) == (600_000, 5_000_000)
        got, _ = source.read(Window(45, 30, 20, 20))
        assert_array_equal(got, WHOLE[:, 30:50, 45:65])


def test_order_does_not_move_the_grid(quarters: list[Path]) -> None:
    with opened(*quarters) as one, opened(*reversed(quarters)) as other:
        assert one.grid == other.grid
        assert_array_equal(everything(one)[0], everything(other)[0])


def test_many_rasters_are_said_in_the_log(quarters: list[Path]) -> None:
    lines: list[tuple[str, str]] = []
    open_source(reading(*quarters), card(), lambda *line: lines.append(line)).close()
    assert lines[0][1].startswith("Bands of the mosaic of 4 rasters: red=1,green=2,blue=3. Brightness = DN x 0.0039")
    assert lines[1:] == [("info", "Mapping 4 rasters as one; where they overlap, the first one counts.")]


def test_first_one_is_on_top(tmp_path: Path) -> None:
    top = tile(tmp_path, "top", slice(20, 60), slice(0, 60), np.full_like(WHOLE, 200))
    below = tile(tmp_path, "below", slice(0, 90), slice(0, 60))
    expected = WHOLE.copy()
    expected[:, :, 20:60] = 200
    with opened(top, below) as source:
        assert_array_equal(everything(source)[0], expected)
    with opened(below, top) as source:
        assert_array_equal(everything(source)[0], WHOLE)


@pytest.mark.parametrize("how", ["nodata", "alpha", "mask", "different nodata"])
def test_holes_show_what_is_below(tmp_path: Path, how: str) -> None:
    """The top has a hole over the one below, which itself has a gap."""
    shown = np.ones((60, 90), dtype=bool)
    shown[10:20, 20:40] = False
    image = np.clip(WHOLE, 1, 254)
    top = np.full_like(WHOLE, 200)
    profile: dict[str, Any] = {}
    nodata = {"nodata": (0, 0), "different nodata": (0, 255)}.get(how)
    if nodata:
        top[:, ~shown] = nodata[0]
    elif how == "alpha":
        top, profile = np.concatenate([top, shown[None] * np.uint8(255)]), {"photometric": "rgb", "alpha": "yes"}
        image = np.concatenate([image, np.full((1, 60, 90), 255, np.uint8)])
    first = tile(tmp_path, "top", slice(0, 60), slice(0, 60), top, **profile, nodata=nodata and nodata[0])
    if how == "mask":
        with rasterio.open(first, "r+") as raster:
            raster.write_mask(shown[:, :60])
    below = tile(tmp_path, "below", slice(0, 30), slice(0, 60), image, **profile, nodata=nodata and nodata[1])
    with opened(first, below, bands={"red": "1", "green": "2", "blue": "3"}) as source:
        got, valid = everything(source)
    hole = ~shown[:, :60]
    covered = hole.copy()
    covered[:, 30:] = False
    assert_array_equal(valid, shown[:, :60] | covered)
    assert_array_equal(got[:, covered], image[:3, :, :60][:, covered])
    assert (got[:, ~hole] == 200).all()


def test_nodata_of_one_raster_is_a_value_of_another(tmp_path: Path) -> None:
    dark = np.zeros_like(WHOLE)
    dark[:, :10] = 255
    first = tile(tmp_path, "first", slice(0, 40), slice(0, 60), np.clip(WHOLE, 1, 254), nodata=0)
    second = tile(tmp_path, "second", slice(40, 90), slice(0, 60), dark, nodata=255)
    with opened(first, second) as source:
        got, valid = everything(source)
    assert valid[:, :40].all()
    assert_array_equal(valid[:, 40:], np.repeat([[False], [True]], (10, 50), axis=0) & np.ones((60, 50), dtype=bool))
    assert (got[:, 10:, 40:] == 0).all()


def test_gaps_have_no_data(tmp_path: Path) -> None:
    parts = [tile(tmp_path, "a", slice(0, 20), slice(0, 60)), tile(tmp_path, "b", slice(70, 90), slice(0, 60))]
    with opened(*parts) as source:
        valid = everything(source)[1]
        assert valid[:, :20].all()
        assert valid[:, 70:].all()
        assert not valid[:, 20:70].any()
        assert not source.has_data(Window(25, 0, 40, 60))
        assert source.has_data(Window(25, 0, 46, 60))


def test_mosaic_is_resampled_as_one(tmp_path: Path) -> None:
    """The seam lies in the middle of a 1 m pixel."""
    image = mottled(40, 60)
    parts = [
        write_raster(tmp_path / "a.tif", image[:, :, :31], pixel=0.5),
        write_raster(tmp_path / "b.tif", image[:, :, 31:], pixel=0.5, x=600_015.5),
    ]
    whole = write_raster(tmp_path / "whole.tif", image, pixel=0.5)
    with opened(*parts) as source, opened(whole) as expected:
        assert source.grid == expected.grid
        assert_array_equal(everything(source)[0], everything(expected)[0])
        assert everything(source)[1].all()


def test_names_of_bands_survive(tmp_path: Path) -> None:
    parts = [tile(tmp_path, "a", slice(0, 40), slice(0, 60)), tile(tmp_path, "b", slice(40, 90), slice(0, 60))]
    for part in parts:
        with rasterio.open(part, "r+") as raster:
            raster.descriptions = ("blue", "green", "red")
    with opened(*parts, bands={}) as source:
        assert_array_equal(everything(source)[0], WHOLE[::-1])


def test_paths_with_special_characters(tmp_path: Path) -> None:
    folder = tmp_path / "a & b <'c'> \"d\""
    folder.mkdir()
    parts = [tile(folder, "ä", slice(0, 40), slice(0, 60)), tile(folder, "b;c", slice(40, 90), slice(0, 60))]
    with opened(*parts) as source:
        assert_array_equal(everything(source)[0], WHOLE)


def test_hundreds_of_tiles(tmp_path: Path) -> None:
    parts = [
        tile(tmp_path, f"{c}_{r}", slice(c, c + 4), slice(r, r + 4)) for r in range(0, 60, 4) for c in range(0, 88, 4)
    ]
    with opened(*parts) as source:
        assert_array_equal(everything(source)[0], WHOLE[:, :, :88])


def fails(message: str, *paths: Path) -> SourceError:
    with pytest.raises(SourceError, match=message) as error:
        open_source(reading(*paths), card(), ignore)
    assert error.value.hint
    return error.value


class TestWhatDoesNotFit:
    @pytest.fixture
    def base(self, tmp_path: Path) -> Path:
        return tile(tmp_path, "base", slice(0, 40), slice(0, 60))

    def test_bands(self, tmp_path: Path, base: Path) -> None:
        four = tile(tmp_path, "four", slice(40, 90), slice(0, 60), mottled(60, 90, bands=4))
        fails("four.tif does not fit base.tif: number of bands 4 and 3", base, four)

    def test_type(self, tmp_path: Path, base: Path) -> None:
        wide = tile(tmp_path, "wide", slice(40, 90), slice(0, 60), WHOLE.astype("uint16"))
        fails("wide.tif does not fit base.tif: data type uint16 and uint8", base, wide)

    def test_coordinate_system(self, tmp_path: Path, base: Path) -> None:
        other = tile(tmp_path, "other", slice(40, 90), slice(0, 60), crs="EPSG:32633")
        fails("other.tif does not fit base.tif: coordinate system EPSG:32633 and EPSG:32632", base, other)

    def test_pixel_size(self, tmp_path: Path, base: Path) -> None:
        fine = write_raster(tmp_path / "fine.tif", WHOLE, pixel=0.5)
        fails("fine.tif does not lie on the grid of base.tif: its pixels are 0.5 x 0.5 and not 1 x 1", base, fine)

    def test_shift(self, tmp_path: Path, base: Path) -> None:
        shifted = write_raster(tmp_path / "shifted.tif", WHOLE, x=600_040.5)
        fails("shifted.tif does not lie on the grid of base.tif: it is shifted by", base, shifted)

    def test_names(self, tmp_path: Path, base: Path) -> None:
        other = tile(tmp_path, "other", slice(40, 90), slice(0, 60))
        for path, names in ((base, ("red", "green", "blue")), (other, ("blue", "green", "red"))):
            with rasterio.open(path, "r+") as raster:
                raster.descriptions = names
        fails("other.tif does not fit base.tif: names of the bands", base, other)

    def test_missing(self, tmp_path: Path, base: Path) -> None:
        fails("does not exist", base, tmp_path / "gone.tif")

    def test_small_noise_fits(self, tmp_path: Path, base: Path) -> None:
        near = write_raster(tmp_path / "near.tif", WHOLE[:, :, 40:], x=600_040.02)
        with opened(base, near) as source:
            assert_array_equal(everything(source)[0], WHOLE)


def test_damage_names_the_tile(tmp_path: Path) -> None:
    parts = [
        tile(tmp_path, "good", slice(0, 40), slice(0, 60), compress="deflate"),
        tile(tmp_path, "bad", slice(40, 90), slice(0, 60), compress="deflate"),
    ]
    with rasterio.open(parts[1]) as raster:
        offset = int(raster.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    with parts[1].open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff" * 64)
    with opened(*parts) as source:
        source.read(Window(0, 0, 40, 60))
        with pytest.raises(SourceError, match=r"bad\.tif is damaged: the pixels in columns 0 to 9, rows 5 to 24"):
            source.read(Window(30, 5, 20, 20))


def test_a_tile_that_disappears_is_an_error(tmp_path: Path) -> None:
    parts = [tile(tmp_path, "a", slice(0, 40), slice(0, 60)), tile(tmp_path, "b", slice(40, 90), slice(0, 60))]
    with opened(*parts) as source:
        parts[1].unlink()
        with pytest.raises(SourceError, match=r"b\.tif"):
            source.read(Window(30, 5, 20, 20))
