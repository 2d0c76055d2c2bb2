"""Pictures with more than 8 bits become as bright as usual ones, whatever their numbers; what is stated counts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inputs import card, opened
from numpy.typing import NDArray
from rasters import mottled, write_raster

from onemetre.contract.card import card_from_json, card_to_json
from onemetre.contract.errors import ModelError, SourceError
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.opening import Source

PICTURE = mottled(60, 80).astype(float)
PHOTO = card()


def written(path: Path, white: float, kind: str = "uint16", *, tag: float | None = None) -> Path:
    """The picture with this number for white."""
    write_raster(path, (PICTURE / 255 * white).astype(kind), photometric="minisblack")
    if tag is not None:
        with rasterio.open(path, "r+") as raster:
            raster.scales = (tag,) * raster.count
    return path


def delivered(source: Source) -> NDArray[np.float64]:
    pixels, _ = source.read(Window(0, 0, 80, 60))
    return np.asarray(pixels, dtype=float)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(200, 60_000))
def test_the_picture_is_the_same_whatever_number_is_white(tmp_path: Path, white: int) -> None:
    with opened(written(tmp_path / "a.tif", white), model=PHOTO) as source:
        pixels = delivered(source)
        (warning,) = source.warnings
    assert np.percentile(pixels, 98, axis=(1, 2)).max() == pytest.approx(0.8 * 255, abs=3)
    assert np.percentile(pixels, 0.5, axis=(1, 2)) == pytest.approx([0.12 * 255] * 3, abs=3)
    dark = np.percentile(PICTURE, 0.5, axis=(1, 2))
    gain = 0.68 * 255 / (np.percentile(PICTURE, 98, axis=(1, 2)) - dark).max()
    expected = (PICTURE - dark[:, None, None]) * gain + 0.12 * 255
    assert np.abs(pixels - expected.clip(0, 255)).max() <= 2 + 255 / white * 4
    assert "SCALE=" in warning
    assert "a.tif" in warning


@pytest.mark.parametrize("kind", ["uint16", "int16", "uint32", "int32"])
def test_haze_and_the_kind_of_whole_numbers_do_not_matter(tmp_path: Path, kind: str) -> None:
    with opened(written(tmp_path / "a.tif", 1500, kind), model=PHOTO) as source:
        clear = delivered(source)
        assert source.meaning.endswith("by the histogram of the image.")
    hazy = ((PICTURE / 255 * 0.7 + np.array([0.1, 0.2, 0.3])[:, None, None]) * 1500).astype(kind)
    with opened(write_raster(tmp_path / "b.tif", hazy, photometric="minisblack"), model=PHOTO) as source:
        assert np.abs(delivered(source) - clear).max() <= 3


def test_a_stated_scale_counts_unless_it_makes_everything_dark(tmp_path: Path) -> None:
    with opened(written(tmp_path / "bright.tif", 2047, tag=1 / 2047), model=PHOTO) as source:
        assert np.abs(delivered(source) - PICTURE).max() <= 1
        assert source.warnings == ()
    with opened(written(tmp_path / "dark.tif", 400, tag=1 / 2047), model=PHOTO) as source:
        assert np.percentile(delivered(source), 98, axis=(1, 2)).max() == pytest.approx(0.8 * 255, abs=3)
        assert "as dark as shadow" in source.warnings[0]


def test_the_request_counts_even_if_everything_becomes_dark(tmp_path: Path) -> None:
    with opened(written(tmp_path / "dark.tif", 400), model=PHOTO, scale=1 / 2047) as source:
        assert delivered(source).max() <= 0.2 * 255
        assert "is dark to the model" in source.warnings[0]


def test_parts_of_a_picture_are_as_bright_as_the_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif", 1500)
    with opened(path, model=PHOTO) as source:
        whole = delivered(source)
        part, _ = source.read(Window(20, 10, 30, 30))
    assert np.array_equal(part, whole[:, 10:40, 20:50])


def test_a_flat_picture_has_no_histogram(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "flat.tif", np.full((3, 60, 80), 900, np.uint16), photometric="minisblack")
    with pytest.raises(SourceError, match="the meaning of the numbers is unknown"):
        opened(path, model=PHOTO)


WANTS_USUAL = dataclasses.replace(PHOTO, brightness="histogram")


@pytest.mark.parametrize("gain", [1.0, 0.5, 0.2])
def test_a_model_may_want_the_usual_brightness_of_8_bits_too(tmp_path: Path, gain: float) -> None:
    path = write_raster(tmp_path / "a.tif", (PICTURE * gain).astype("uint8"), photometric="minisblack")
    with opened(path, model=WANTS_USUAL) as source:
        pixels = delivered(source)
        assert source.warnings == ()
        assert source.meaning.endswith("by the histogram of the image.")
    assert np.percentile(pixels, 98, axis=(1, 2)).max() == pytest.approx(0.8 * 255, abs=2 / gain)
    with opened(path, model=WANTS_USUAL, scale=1 / 255) as source:
        assert np.array_equal(delivered(source), (PICTURE * gain).astype("uint8"))


def test_the_brightness_that_a_model_wants_is_on_its_card() -> None:
    again = card_from_json(card_to_json(WANTS_USUAL))
    assert again.brightness == "histogram"
    plain = card_to_json(PHOTO)
    assert "onemetre:brightness" not in plain
    assert card_from_json(plain).brightness == "stated"
    with pytest.raises(ModelError, match="onemetre:brightness"):
        dataclasses.replace(card(kind="uint16"), brightness="histogram")
