from __future__ import annotations

import pytest

from onemetre.contract.band_names import BandInfo, name_band
from onemetre.contract.band_roles import band_text, of_roles, resolve_bands
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
    with pytest.raises(BandError, match="red=red: this band is ambiguous"):
        resolve_bands({"red": "red"}, ("red",), named("red", "red"), "scene.tif")


def test_two_bands_of_one_name_are_not_guessed() -> None:
    with pytest.raises(BandError, match=r"cannot tell which band of scene\.tif is red"):
        resolve_bands({}, ("red",), named("red", "red"), "scene.tif")


def test_fewer_bands_than_roles() -> None:
    with pytest.raises(BandError) as error:
        resolve_bands({}, RGBN, colored("red", "green", "alpha"), "photo.tif")
    assert "has 2 bands, but the model needs 4: red, green, blue, nir" in error.value.message
    assert "choose all of the band files as INPUT" in error.value.hint


@pytest.mark.parametrize(("requested", "roles"), [({}, ("red", "green", "blue")), ({"pan": "1"}, ("pan",))])
def test_numbers_of_a_colour_table_are_not_taken_for_brightness(
    requested: dict[str, str], roles: tuple[str, ...]
) -> None:
    with pytest.raises(BandError, match=r"colour table.*PCT to RGB"):
        resolve_bands(requested, roles, colored("palette"), "scan.png")


@pytest.mark.parametrize(
    ("description", "tags"),
    [
        ("", {"DESCRIPTION": "B04"}),
        ("", {"BANDNAME": "B4"}),
        ("", {"COMMON_NAME": "red"}),
        ("", {"eo:common_name": "red"}),
        ("", {"NETCDF_VARNAME": "B04", "long_name": "surface reflectance"}),
        ("Band 1", {"description": "Red"}),
        ("", {"CENTRAL_WAVELENGTH_UM": "0.665"}),
        ("", {"WAVELENGTH": "665", "WAVELENGTH_UNIT": "nm"}),
        ("", {"wavelength": "0.665", "wavelength_units": "Micrometers"}),
        ("", {"wavelength": "665.2"}),
        ("", {"WAVELENGTH": "665 nm"}),
        ("", {"wavelength": "0.665 \N{MICRO SIGN}m"}),
        ("", {"wavelength": "6.65e2", "wavelength_units": "nm"}),
        ("Band 7 (0.665 Micrometers)", {}),
        ("channel at 665 nm", {}),
    ],
)
def test_every_source_of_names_tells_the_role(description: str, tags: dict[str, str]) -> None:
    bands = [
        name_band(1, "", {"DESCRIPTION": "SCL"}, "undefined"),
        name_band(2, description, tags, "gray"),
        name_band(3, "AOT, Aerosol Optical Thickness map (at 665nm)", {}, "undefined"),
    ]
    assert resolve_bands({}, ("red",), bands, "scene.tif") == (2,)


def test_a_band_is_found_by_any_of_its_names() -> None:
    bands = [
        name_band(1, "B08", {"COMMON_NAME": "nir"}, "gray"),
        name_band(2, "Level 2A", {"BANDNAME": "B4", "COMMON_NAME": "red"}, "undefined"),
    ]
    for name in ("B4", "red", "Level 2A"):
        assert resolve_bands({"red": name}, ("red",), bands, "scene.tif") == (2,)


def test_the_nearest_wavelength_is_the_band() -> None:
    cube = [name_band(n, "", {"wavelength": str(400 + 7 * n)}, "undefined") for n in range(1, 80)]
    nanometres = [400 + 7 * n for n in resolve_bands({}, RGBN, cube, "cube.dat")]
    assert nanometres == [666, 561, 491, 841]


@pytest.mark.parametrize(
    ("role", "likely"),
    [("ngr", "nir"), ("gren", "green"), ("B08", "nir"), ("infrared", "nir"), ("rededge07", "rededge")],
)
def test_a_role_that_no_model_knows_is_an_error_with_the_likely_one(role: str, likely: str) -> None:
    with pytest.raises(BandError, match=f"no model knows the role {role.lower()}") as error:
        resolve_bands({"red": "1", role: "2"}, RGBN, named("B04", "B03", "B02", "B08"), "scene.tif")
    assert f"Did you mean {likely}" in error.value.hint


def test_a_role_counts_once() -> None:
    with pytest.raises(BandError, match="names the role red twice"):
        resolve_bands({"red": "1", "RED ": "2"}, ("red",), named("a", "b"), "x.tif")


def test_a_role_like_no_other_is_an_error_that_lists_the_roles() -> None:
    with pytest.raises(BandError, match=r"no model knows the role xyz.*needs red, green, blue, nir"):
        resolve_bands({"xyz": "2"}, RGBN, named("B04", "B03", "B02", "B08"), "scene.tif")


def test_roles_of_a_custom_model_are_known() -> None:
    assert resolve_bands({"height": "2"}, ("height",), named("a", "b"), "x.tif") == (2,)


@pytest.mark.parametrize(
    ("names", "lacking"),
    [
        (("B04", "B03", "B08", "SCL"), "no blue band (B02)"),
        (("B04", "B03", "B08"), "no blue band (B02)"),
        (("B04", "B08", "B11", "B12"), "no green band (B03) and no blue band (B02)"),
    ],
)
def test_a_file_that_names_its_bands_is_told_which_is_missing(names: tuple[str, ...], lacking: str) -> None:
    with pytest.raises(BandError) as error:
        resolve_bands({}, RGBN, named(*names), "scene.tif")
    assert error.value.message == f"There is {lacking} in scene.tif."
    assert "BANDS=" not in error.value.hint


def test_an_example_contradicts_no_name() -> None:
    bands = [BandInfo(1, "B08"), BandInfo(2, ""), BandInfo(3, "B03"), BandInfo(4, "B02")]
    with pytest.raises(BandError) as error:
        resolve_bands({}, RGBN, bands, "scene.tif")
    assert error.value.message == "There is no red band (B04) in scene.tif."
    assert "BANDS=red=2,green=3,blue=4,nir=1" in error.value.hint


def test_bands_of_another_model_are_left_out() -> None:
    assert of_roles({"Red": "1", "height": "2"}, RGBN) == {"Red": "1"}
    assert band_text(RGBN[:2], (3, 1)) == "red=3,green=1"
