"""The usual mistakes are noticed in the pixels, and real imagery raises no doubt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, opened
from numpy.typing import NDArray
from rasters import BOLZANO, DATA, city, needs_data, read_raster, write_raster

from onemetre.contract.errors import SourceError

RGBN = ("red", "green", "blue", "nir")
REFLECTANCE = card(*RGBN, kind="uint16", resolution=10)
THREE = card(*RGBN[:3], kind="uint16", resolution=10)
PHOTO = card(*RGBN[:3])
PHOTO_NIR = card(*RGBN)
DEMO = Path(__file__).parents[4] / "resources" / "demo"


def photo(rows: int = 60, columns: int = 60) -> NDArray[Any]:
    """An 8-bit aerial image with near infrared: soil, roofs, streets, grass, shadow."""
    rng = np.random.default_rng(2)
    kinds = np.array(
        [[180, 140, 95, 190], [230, 215, 200, 200], [120, 118, 112, 110], [45, 90, 40, 215], [30, 35, 45, 40]]
    )
    picked = kinds[rng.integers(0, 5, (rows, columns))]
    return np.moveaxis(picked * rng.uniform(0.85, 1.08, (rows, columns, 1)), 2, 0).astype("uint8")


def look(path: Path, pixels: NDArray[Any], **fields: Any) -> tuple[str, ...]:
    """Warnings about a raster of these pixels; a refusal is raised."""
    pixel = 1.0 if fields.get("model") in (PHOTO, PHOTO_NIR) else 10.0
    fields.setdefault("model", REFLECTANCE)
    write_raster(path, pixels, pixel=pixel, photometric="minisblack")
    with opened(path, **fields) as source:
        return source.warnings


MISTAKES: list[tuple[str, Callable[[NDArray[Any]], NDArray[Any]], str]] = [
    ("offset", lambda dn: dn + np.uint16(1000), "OFFSET=-0.1"),
    ("full scale", lambda dn: np.minimum(dn * 6.5535, 65535).astype("uint16"), "SCALE=0.000015259"),
    ("per cent", lambda dn: (dn / 100).astype("float32"), "SCALE=0.01"),
    ("per cent, whole", lambda dn: (dn / 100).astype("uint16"), "SCALE=0.01"),
    ("fractions", lambda dn: (dn / 10000).astype("float32"), "SCALE=1"),
    ("8-bit picture", lambda dn: np.minimum(dn / 12, 255).astype("uint16"), "SCALE=0.003921569"),
]


@pytest.mark.parametrize(("mistake", "made", "remedy"), MISTAKES, ids=[name for name, _, _ in MISTAKES])
def test_numbers_that_cannot_be_reflectance_are_refused_with_the_remedy(
    tmp_path: Path, mistake: str, made: Callable[[NDArray[Any]], NDArray[Any]], remedy: str
) -> None:
    with pytest.raises(SourceError) as error:
        look(tmp_path / "scene.tif", made(city()))
    assert "scene.tif" in error.value.message and remedy in error.value.hint, mistake
    scale = {"SCALE=1": 1.0}.get(remedy, float(remedy.split("=")[1]) if remedy.startswith("SCALE") else None)
    offset = -0.1 if remedy.startswith("OFFSET") else None
    assert look(tmp_path / "told.tif", made(city()), scale=scale, offset=offset) == ()


def test_an_offset_is_left_alone_if_the_request_says_so(tmp_path: Path) -> None:
    assert look(tmp_path / "scene.tif", city() + np.uint16(1000), offset=0.0) == ()


def test_an_offset_of_the_wrong_sign_is_a_warning(tmp_path: Path) -> None:
    (warning,) = look(tmp_path / "scene.tif", city(), offset=0.1)
    assert "Set OFFSET=-0.1 to subtract it" in warning


@pytest.mark.parametrize("scale", [1e-9, 1e-6])
def test_a_scale_that_makes_everything_dark_is_a_warning(tmp_path: Path, scale: float) -> None:
    (warning,) = look(tmp_path / "scene.tif", city(), scale=scale)
    assert "darker than any land" in warning and "SCALE=0.0001" in warning


def test_a_small_crop_is_doubted_but_not_refused(tmp_path: Path) -> None:
    (warning,) = look(tmp_path / "scene.tif", city(40, 40) + np.uint16(1000))
    assert "OFFSET=-0.1" in warning


def desert(rows: int = 100, columns: int = 100) -> NDArray[Any]:
    """Sand, lit more or less, in reflectance x 10000: no pixel is dark."""
    rng = np.random.default_rng(5)
    light = rng.uniform(0.8, 1.2, (1, rows, columns)) * rng.normal(1, 0.02, (4, rows, columns))
    return (np.array([3300, 2200, 1400, 4000]).reshape(4, 1, 1) * light).astype("uint16")


@pytest.mark.parametrize("model", [REFLECTANCE, THREE])
def test_an_offset_over_pale_ground_is_a_warning(tmp_path: Path, model: Any) -> None:
    assert look(tmp_path / "right.tif", desert(), model=model) == ()
    (warning,) = look(tmp_path / "scene.tif", desert() + np.uint16(1000), model=model)
    assert "OFFSET=-0.1" in warning


@pytest.mark.parametrize(
    ("dtype", "given", "remedy"),
    [("int16", None, "OFFSET=0.1"), ("uint16", None, "OFFSET=-0.1"), ("uint16", -0.1, "OFFSET=0")],
)
def test_an_offset_subtracted_twice_is_a_warning(tmp_path: Path, dtype: str, given: float | None, remedy: str) -> None:
    pixels = city().astype(int) - (0 if given else 1000)
    (warning,) = look(
        tmp_path / "scene.tif", np.maximum(pixels, 0 if dtype == "uint16" else -3000).astype(dtype), offset=given
    )
    assert "subtracted twice" in warning and remedy in warning


def test_zeros_that_are_no_data_are_noticed_too(tmp_path: Path) -> None:
    pixels = np.maximum(city().astype(int) - 1000, 0).astype("uint16")
    path = write_raster(tmp_path / "scene.tif", pixels, pixel=10.0, nodata=0, photometric="minisblack")
    with opened(path, model=REFLECTANCE) as source:
        assert any("subtracted twice" in warning for warning in source.warnings)


@pytest.mark.parametrize(
    ("model", "order", "remedy"),
    [
        (REFLECTANCE, {"red": 4, "green": 2, "blue": 3, "nir": 1}, "BANDS=red=1,green=2,blue=3,nir=4"),
        (REFLECTANCE, {"red": 3, "green": 2, "blue": 1, "nir": 4}, "BANDS=red=1,green=2,blue=3,nir=4"),
        (THREE, {"red": 3, "green": 2, "blue": 1}, "BANDS=red=1,green=2,blue=3"),
        (THREE, {"red": 4, "green": 1, "blue": 2}, "false-colour picture"),
    ],
)
def test_bands_in_the_wrong_order_are_a_warning_with_the_right_one(
    tmp_path: Path, model: Any, order: dict[str, int], remedy: str
) -> None:
    bands = {role: str(number) for role, number in order.items()}
    (warning,) = look(tmp_path / "scene.tif", city(), model=model, bands=bands)
    assert remedy in warning


def test_red_and_near_infrared_of_a_picture(tmp_path: Path) -> None:
    bands = {"red": "4", "green": "2", "blue": "3", "nir": "1"}
    (warning,) = look(tmp_path / "photo.tif", photo(), model=PHOTO_NIR, bands=bands)
    assert "BANDS=red=1,green=2,blue=3,nir=4" in warning
    assert look(tmp_path / "right.tif", photo(), model=PHOTO_NIR) == ()


@pytest.mark.parametrize(("scale", "factor"), [(1 / 65535, 8), (1 / 2047, 1), (1 / 2047, 2)])
def test_imagery_that_looks_dark_to_the_network_is_a_warning_with_a_scale(
    tmp_path: Path, scale: float, factor: int
) -> None:
    eleven_bits = (photo().astype(int) + 40) * factor
    (warning,) = look(tmp_path / "photo.tif", eleven_bits[:3].astype("uint16"), model=PHOTO, scale=scale)
    assert "is dark to the model" in warning
    better = float(warning.split("SCALE=")[1].split(" ")[0])
    assert look(tmp_path / "better.tif", eleven_bits[:3].astype("uint16"), model=PHOTO, scale=better) == ()


def test_a_scale_for_these_pixels_is_named_where_none_is_stated(tmp_path: Path) -> None:
    (warning,) = look(tmp_path / "photo.tif", photo()[:3].astype("uint16") * np.uint16(8), model=PHOTO)
    assert "Nothing states what the 16-bit numbers" in warning
    scale = float(warning.split("SCALE=", 1)[1].split(",")[0])
    assert look(tmp_path / "told.tif", photo()[:3].astype("uint16") * np.uint16(8), model=PHOTO, scale=scale) == ()


def test_per_cent_in_8_bits_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"8-bit numbers.*SCALE=0\.01 for per cent"):
        look(tmp_path / "scene.tif", (city() / 100).astype("uint8"))


@pytest.mark.parametrize("blocks", [{}, {"tiled": True, "blockxsize": 1024, "blockysize": 1024}])
def test_a_large_raster_is_judged_by_windows(tmp_path: Path, blocks: dict[str, Any]) -> None:
    pixels = np.tile(city() + np.uint16(1000), (1, 7, 12))
    path = write_raster(tmp_path / "scene.tif", pixels, pixel=10.0, photometric="minisblack", **blocks)
    with pytest.raises(SourceError, match=r"No pixel of scene\.tif is darker"):
        opened(path, model=REFLECTANCE)


@pytest.mark.parametrize("value", [0, 5, 1200, 65535])
def test_one_number_everywhere_is_no_image_to_judge(tmp_path: Path, value: int) -> None:
    assert look(tmp_path / "flat.tif", np.full((4, 100, 100), value, "uint16")) == ()


def real() -> list[tuple[Path, list[int]]]:
    """Real imagery with its red, green, blue and near infrared bands, every third file."""
    tiles = [p for p in sorted((DATA / "s2_worldcover").glob("place*_*.tif")) if "worldcover" not in p.name]
    patches = [p for p in sorted((DATA / "eurosat_ms").glob("*.tif")) if not p.stem.endswith("_dw")]
    aerial = sorted((DATA / "naip_california").glob("*.tif"))
    return [
        (BOLZANO, [1, 2, 3, 4]),
        *((path, [3, 2, 1, 4]) for path in tiles[::3]),
        *((path, [4, 3, 2, 8]) for path in patches[::3]),
        *((path, [1, 2, 3, 4]) for path in aerial[::3]),
        *((path, [1, 2, 3]) for path in sorted((DATA / "dubai").rglob("*.jpg"))[::3]),
    ]


@needs_data
def test_real_imagery_raises_no_doubt(tmp_path: Path) -> None:
    told = {}
    for path, bands in real():
        pixels = read_raster(path)[[band - 1 for band in bands]]
        picture = pixels.dtype == np.uint8
        for roles in {RGBN[: len(bands)], RGBN[:3]}:
            model = card(*roles, kind="uint8" if picture else "uint16", resolution=1 if picture else 10)
            crop = write_raster(tmp_path / "crop.tif", pixels, pixel=model.resolution, photometric="minisblack")
            with opened(crop, model=model) as source:
                if source.warnings:
                    told[path.name, len(roles)] = source.warnings
    assert told == {}


@needs_data
def test_an_offset_is_noticed_everywhere_on_earth(tmp_path: Path) -> None:
    missed = []
    for path, bands in real():
        if not path.name.startswith("place"):
            continue
        for roles in (RGBN, RGBN[:3]):
            pixels = read_raster(path)[[band - 1 for band in bands]] + np.uint16(1000)
            try:
                warnings = look(tmp_path / "crop.tif", pixels, model=card(*roles, kind="uint16", resolution=10))
            except SourceError as error:
                warnings = (error.hint,)
            missed += [] if any("OFFSET=-0.1" in warning for warning in warnings) else [(path.name, len(roles))]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "model"), [("demo_sentinel2", REFLECTANCE), ("demo_sentinel2", THREE), ("demo_aerial", PHOTO)]
)
def test_the_demo_raises_no_doubt(name: str, model: Any) -> None:
    with rasterio.open(DEMO / f"{name}.tif") as raster:
        assert raster.count >= len(model.roles)
    with opened(DEMO / f"{name}.tif", model=model) as source:
        assert source.warnings == ()
