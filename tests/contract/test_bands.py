from __future__ import annotations

import pytest

from onemetre.contract.band_roles import BandInfo, resolve_bands
from onemetre.contract.errors import BandError

RGBN = ("red", "green", "blue", "nir")


def named(*names: str) -> list[BandInfo]:
    return [BandInfo(i, name) for i, name in enumerate(names, start=1)]


def colored(*colors: str) -> list[BandInfo]:
    return [BandInfo(i, "", color) for i, color in enumerate(colors, start=1)]


@pytest.mark.parametrize(
    "names",
    [
        ("blue", "green", "red", "nir"),
        ("B02", "B03", "B04", "B08"),
        ("b2", "b3", "b4", "b8"),
        ("B02_10m", "B03_10m", "B04_10m", "B8A_20m"),
        ("B2, central wavelength 490 nm", "B3, central wavelength 560 nm", "B4, 665 nm", "B8, 842 nm"),
        ("Blue", "Green", "Red", "Near Infrared"),
        ("sentinel:B02", "sentinel:B03", "sentinel:B04", "nir08"),
    ],
)
def test_names_tell_the_roles(names: tuple[str, ...]) -> None:
    assert resolve_bands({}, RGBN, named(*names), "scene.tif") == (3, 2, 1, 4)


def test_all_of_sentinel_2() -> None:
    names = ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12"]
    roles = ("coastal", "blue", "green", "red", "rededge071", "rededge075", "rededge078", "nir", "nir08", "nir09")
    numbers = resolve_bands({}, (*roles, "swir16", "swir22"), named(*names), "scene.tif")
    assert numbers == tuple(range(1, 13))


def test_red_edge_is_not_red() -> None:
    names = named("Red Edge 1", "red-edge 2", "rededge3", "Red", "Green", "Blue")
    assert resolve_bands({}, ("red", "green", "blue", "rededge071"), names, "scene.tif") == (4, 5, 6, 1)


def test_colours_tell_the_roles() -> None:
    assert resolve_bands({}, RGBN[:3], colored("blue", "green", "red", "alpha"), "photo.tif") == (3, 2, 1)


def test_names_come_before_colours() -> None:
    bands = [BandInfo(1, "B08", "red"), BandInfo(2, "B04", "green"), BandInfo(3, "B03", "blue")]
    assert resolve_bands({}, ("red", "green"), bands, "false colour.tif") == (2, 3)


def test_request_comes_before_everything() -> None:
    bands = named("red", "green", "blue", "nir")
    assert resolve_bands({"red": "4", "GREEN": " Blue "}, ("red", "green"), bands, "scene.tif") == (4, 3)


def test_what_is_not_requested_is_guessed_among_the_rest() -> None:
    bands = [BandInfo(1, "", "red"), BandInfo(2, "", "green"), BandInfo(3, "", "blue")]
    assert resolve_bands({"red": "3"}, ("red", "green"), bands, "photo.tif") == (3, 2)


def test_roles_that_are_not_needed_are_accepted() -> None:
    requested = {"red": "1", "green": "2", "blue": "3", "nir": "4"}
    assert resolve_bands(requested, RGBN[:3], colored("gray", "undefined", "undefined"), "x.tif") == (1, 2, 3)


def test_one_band_may_play_every_role() -> None:
    assert resolve_bands({"red": "1", "green": "1", "blue": "1"}, RGBN[:3], colored("gray"), "pan.tif") == (1, 1, 1)


def test_unnamed_bands_ask_for_bands() -> None:
    with pytest.raises(BandError) as error:
        resolve_bands({}, RGBN, colored("gray", "undefined", "undefined", "undefined"), "scene.tif")
    assert "which band of scene.tif is red" in error.value.message
    assert "1 (gray), 2 (undefined)" in error.value.hint
    assert "BANDS=red=1,green=2,blue=3,nir=4" in error.value.hint


@pytest.mark.parametrize(("value", "problem"), [("swir", "does not exist"), ("9", "does not exist"), ("0", "does not")])
def test_unknown_band(value: str, problem: str) -> None:
    with pytest.raises(BandError, match=problem) as error:
        resolve_bands({"nir": value}, RGBN, named("red", "green", "blue", "ir"), "scene.tif")
    assert f"nir={value}" in error.value.message
    assert "4 (ir)" in error.value.hint


def test_name_of_two_bands() -> None:
    with pytest.raises(BandError, match="is ambiguous"):
        resolve_bands({"red": "red"}, ("red",), named("red", "red"), "scene.tif")


def test_two_bands_of_one_name_are_not_guessed() -> None:
    with pytest.raises(BandError, match="cannot tell which band"):
        resolve_bands({}, ("red",), named("red", "red"), "scene.tif")


def test_fewer_bands_than_roles() -> None:
    with pytest.raises(BandError) as error:
        resolve_bands({}, RGBN, colored("red", "green", "alpha"), "photo.tif")
    assert "has 2 bands, but the model needs 4: red, green, blue, nir" in error.value.message
    assert "Stack bands" in error.value.hint


@pytest.mark.parametrize(("requested", "roles"), [({}, ("red", "green", "blue")), ({"pan": "1"}, ("pan",))])
def test_numbers_of_a_colour_table_are_not_taken_for_brightness(
    requested: dict[str, str], roles: tuple[str, ...]
) -> None:
    with pytest.raises(BandError, match=r"colour table.*PCT to RGB"):
        resolve_bands(requested, roles, colored("palette"), "scan.png")
