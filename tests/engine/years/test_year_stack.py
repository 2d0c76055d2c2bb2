"""Maps of several years are read on the pixels that they share, or refused in one sentence."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasters import write_raster
from years import CLASSES, probabilities, write_map

from onemetre.contract.errors import EngineError, GridError, SourceError
from onemetre.contract.requests import YearRaster
from onemetre.engine.raster.datasets import gdal_options
from onemetre.engine.raster.grid import Window
from onemetre.engine.years.stack import YearStack, open_years


def inputs(paths: Sequence[Path], years: Sequence[int | None] = ()) -> list[YearRaster]:
    return [YearRaster(path=str(p), year=y) for p, y in zip(paths, years or [None] * len(paths), strict=True)]


def read_all(stack: YearStack) -> NDArray[np.uint8]:
    with gdal_options(remote=False):
        return stack.read(Window(0, 0, stack.width, stack.height))


def opening_fails(paths: Sequence[Path], kind: type[EngineError], years: Sequence[int | None] = (), **how: Any) -> str:
    with ExitStack() as stack, pytest.raises(kind) as caught:
        open_years(inputs(paths, years), stack, **how)
    assert caught.value.hint
    return caught.value.message


def test_maps_are_sorted_by_the_years_in_their_tags(tmp_path: Path) -> None:
    pixels = probabilities(3, 20, 30)
    paths = [write_map(tmp_path / f"{y}.tif", pixels[i], y) for i, y in enumerate((2017, 2019, 2023))]
    with ExitStack() as stack:
        years = open_years(inputs([paths[2], paths[0], paths[1]]), stack)
        assert years.years == (2017, 2019, 2023)
        assert years.percent
        assert not years.cropped
        assert [entry.name for entry in years.legend] == ["other", "impervious"]
        assert (years.grid.width, years.grid.height, years.grid.pixel) == (30, 20, 1.0)
        assert_array_equal(read_all(years), pixels)


def test_the_caller_may_state_years_of_rasters_without_tags(tmp_path: Path) -> None:
    pixels = probabilities(2, 5, 5) // 255
    paths = [write_raster(tmp_path / f"{i}.tif", pixels[i : i + 1], nodata=7) for i in range(2)]
    with ExitStack() as stack:
        years = open_years(inputs(paths, [2021, 2018]), stack)
        assert years.years == (2018, 2021)
        assert not years.percent
        assert_array_equal(read_all(years), pixels[::-1])


def test_the_nodata_value_of_a_raster_reads_as_not_observed(tmp_path: Path) -> None:
    first = write_raster(tmp_path / "a.tif", np.array([[[0, 1, 7]]], np.uint8), nodata=7)
    second = write_raster(tmp_path / "b.tif", np.array([[[0, 1, 1]]], np.uint8))
    with ExitStack() as stack:
        assert_array_equal(read_all(open_years(inputs([first, second], [2000, 2010]), stack))[0], [[0, 1, 255]])


@settings(max_examples=40, deadline=None)
@given(st.integers(-8, 8), st.integers(-8, 8), st.floats(-0.09, 0.09))
def test_maps_of_other_extents_are_read_where_they_overlap(cols: int, rows: int, off: float) -> None:
    pixels = probabilities(2, 12, 12)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        first = write_map(folder / "a.tif", pixels[0], 2000)
        second = write_map(
            folder / "b.tif",
            pixels[1],
            2010,
            transform=from_origin(600_000.0 + cols + off, 5_000_000.0 - rows - off, 1.0, 1.0),
        )
        years = open_years(inputs([first, second]), stack)
        assert (years.width, years.height) == (12 - abs(cols), 12 - abs(rows))
        assert years.cropped == bool(cols or rows)
        left, top = max(cols, 0), max(rows, 0)
        expected = [
            pixels[0, top : top + years.height, left : left + years.width],
            pixels[1, top - rows : top - rows + years.height, left - cols : left - cols + years.width],
        ]
        assert_array_equal(read_all(years), expected)
        assert years.transform.c == 600_000 + left


def test_blocks_cover_every_pixel_once(tmp_path: Path) -> None:
    paths = [write_map(tmp_path / f"{y}.tif", np.zeros((700, 1300), np.uint8), y) for y in (2000, 2001)]
    with ExitStack() as stack:
        years = open_years(inputs(paths), stack)
        seen = np.zeros((700, 1300), int)
        for window in years.blocks(2**19):
            assert window.width * window.height <= 2**19
            seen[window.row : window.bottom, window.col : window.right] += 1
        assert (seen == 1).all()


def test_one_year_is_no_series(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.tif", probabilities(1, 4, 4)[0], 2018)
    assert "At least two years" in opening_fails([path], SourceError)
    assert "At least two years" in opening_fails([], SourceError)


def test_a_year_counts_once(tmp_path: Path) -> None:
    paths = [write_map(tmp_path / f"{n}.tif", probabilities(1, 4, 4)[0], 2018) for n in "ab"]
    assert opening_fails(paths, SourceError) == "Two rasters are of 2018: a.tif and b.tif."


def test_a_year_has_to_be_known(tmp_path: Path) -> None:
    paths = [write_map(tmp_path / f"{n}.tif", probabilities(1, 4, 4)[0], None) for n in "ab"]
    assert opening_fails(paths, SourceError, [2018, None]) == "The year of b.tif is not known."


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        (
            {"crs": "EPSG:32633"},
            "coordinate systems of a.tif (2018) and b.tif (2020) differ: EPSG:32632 and EPSG:32633",
        ),
        ({"pixel": 2.0}, "pixels of a.tif (2018) and b.tif (2020) differ in size: 1 x 1 and 2 x 2"),
        ({"x": 600_000.4}, "lie 0.4 of a pixel apart"),
        ({"x": 700_000.0}, "b.tif (2020) shares no pixel"),
    ],
)
def test_maps_of_other_pixels_are_refused(tmp_path: Path, profile: dict[str, Any], reason: str) -> None:
    first = write_map(tmp_path / "a.tif", probabilities(1, 4, 4)[0], 2018)
    second = write_map(tmp_path / "b.tif", probabilities(1, 4, 4)[0], 2020, **profile)
    assert reason in opening_fails([first, second], GridError)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"model": "other"}, "different models, toy and other"),
        ({"percent": False}, "one holds classes and the other one probabilities"),
        ({"classes": [CLASSES[0], {**CLASSES[1], "name": "green"}]}, "other classes: other, impervious; other, green"),
    ],
)
def test_maps_of_other_content_are_refused(tmp_path: Path, how: dict[str, Any], reason: str) -> None:
    first = write_map(tmp_path / "a.tif", probabilities(1, 4, 4)[0], 2018)
    second = write_map(tmp_path / "b.tif", probabilities(1, 4, 4)[0], 2020, **how)
    assert reason in opening_fails([first, second], SourceError)


@pytest.mark.parametrize("percent", [True, False])
def test_a_caller_that_needs_one_kind_refuses_the_other(tmp_path: Path, percent: bool) -> None:
    paths = [write_map(tmp_path / f"{y}.tif", np.zeros((4, 4), np.uint8), y, percent=not percent) for y in (1, 2)]
    wanted = "holds classes, not probabilities" if percent else "holds probabilities, not classes"
    assert wanted in opening_fails(paths, SourceError, [2001, 2002], percent=percent)


def test_a_probability_above_100_is_none(tmp_path: Path) -> None:
    pixels = np.array([[0, 100, 101]], np.uint8)
    paths = [write_map(tmp_path / f"{y}.tif", pixels, y) for y in (2001, 2002)]
    with ExitStack() as stack:
        years = open_years(inputs(paths), stack)
        with pytest.raises(SourceError, match="values from 101 to 254"):
            read_all(years)


def test_other_numbers_than_bytes_are_no_map(tmp_path: Path) -> None:
    paths = [write_raster(tmp_path / f"{n}.tif", np.zeros((1, 4, 4), np.uint16)) for n in "ab"]
    assert "type uint16" in opening_fails(paths, SourceError, [2001, 2002])


def test_an_image_is_no_map(tmp_path: Path) -> None:
    paths = [write_raster(tmp_path / f"{n}.tif", np.zeros((3, 4, 4), np.uint8)) for n in "ab"]
    assert "has 3 bands" in opening_fails(paths, SourceError, [2001, 2002])


def test_of_every_probability_the_mapped_class_is_read(tmp_path: Path) -> None:
    paths = []
    for year in (2001, 2002):
        path = write_raster(tmp_path / f"{year}.tif", np.full((2, 4, 4), [[[10]], [[90]]], np.uint8), nodata=255)
        with rasterio.open(path, "r+") as raster:
            raster.descriptions = ("probability of other", "probability of impervious")
            raster.update_tags(ONEMETRE_CLASSES=json.dumps(CLASSES), ONEMETRE_YEAR=str(year))
        paths.append(path)
    with ExitStack() as stack:
        years = open_years(inputs(paths), stack)
        assert years.percent
        assert (read_all(years) == 90).all()


ODD = st.one_of(
    st.sampled_from(
        ["", "[", "[" * 5000, "{}", "[{}]", "[1, 2]", '[{"value": [], "name": 1, "title": 2, "color": 3}]']
    ),
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=30),
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["CLASSES", "PARAMETERS", "YEAR", "MODEL", "MODEL_SHA256"]), ODD))
def test_tags_of_whatever_content_are_read_or_refused_in_one_sentence(tags: dict[str, str]) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        paths = [write_map(folder / f"{n}.tif", np.full((4, 4), 50, np.uint8), None) for n in "ab"]
        for path in paths:
            with rasterio.open(path, "r+") as raster:
                raster.update_tags(**{f"ONEMETRE_{name}": text for name, text in tags.items()})
        refused, years = None, None
        try:
            years = open_years(inputs(paths, [2001, 2002]), stack)
        except EngineError as error:
            refused = error
        if years is None:
            assert refused is not None and refused.hint and "\n" not in refused.message
        else:
            assert (read_all(years) == 50).all()
