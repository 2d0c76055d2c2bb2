"""What the numbers of a file mean: everything that states it is heard, in order, and the decision is written down."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from inputs import card, opened, reading
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from rasters import city, write_raster
from safe_product import layer_source, write_product

from onemetre.contract.errors import SourceError
from onemetre.engine.raster.grid import Window
from onemetre.engine.raster.opening import Source, open_source

RGBN = ("red", "green", "blue", "nir")
MODEL = card(*RGBN, kind="uint16", resolution=10)
ITEM = {"stac_version": "1.0.0", "type": "Feature", "properties": {}, "assets": {}}


def scene(path: Path, pixels: NDArray[Any] | None = None, tags: dict[str, str] | None = None, **of_band: str) -> Path:
    """A GeoTIFF with tags of the file and of each band."""
    write_raster(path, city() + np.uint16(1000) if pixels is None else pixels, pixel=10.0, photometric="minisblack")
    with rasterio.open(path, "r+") as raster:
        raster.update_tags(**(tags or {}))
        for band, name in enumerate(("B04", "B03", "B02", "B08"), start=1):
            raster.set_band_description(band, name)
            raster.update_tags(band, **of_band)
    return path


def values(source: Source) -> NDArray[Any]:
    with source:
        return source.read(source.grid.window)[0]


SHIFTED: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("the tags of the file", {}, {"BOA_ADD_OFFSET": "-1000"}),
    ("the tags of the file", {"BOA_ADD_OFFSET": "-1000", "BOA_QUANTIFICATION_VALUE": "10000"}, {}),
    ("the tags of the file", {f"BOA_ADD_OFFSET_{n}": "-1000" for n in (1, 2, 3, 7)}, {}),
    ("the tags of the file", {f"BOA_ADD_OFFSET_B0{n}": "-1000" for n in (2, 3, 4, 8)}, {}),
    ("the tags of the file (processing baseline 05.09)", {"PROCESSING_BASELINE": "05.09"}, {}),
    ("the product's name (processing baseline 05.09)", {"PRODUCT_URI": "S2A_MSIL2A_20230821T101941_N0509_R065_T"}, {}),
]


@pytest.mark.parametrize(("origin", "tags", "of_band"), SHIFTED)
def test_tags_state_the_offset(tmp_path: Path, origin: str, tags: dict[str, str], of_band: dict[str, str]) -> None:
    source = opened(scene(tmp_path / "scene.tif", tags=tags, **of_band), model=MODEL)
    assert source.meaning == f"Reflectance = DN x 0.0001 - 0.1, by {origin}."
    assert source.warnings == ()
    assert_array_equal(values(source), city())


def test_old_products_have_no_offset(tmp_path: Path) -> None:
    source = opened(scene(tmp_path / "scene.tif", city(), {"PROCESSING_BASELINE": "02.14"}), model=MODEL)
    assert "Reflectance = DN x 0.0001, by the tags of the file (processing baseline 02.14)" in source.meaning
    assert_array_equal(values(source), city())


def test_the_offset_of_each_band_counts(tmp_path: Path) -> None:
    path = scene(tmp_path / "scene.tif", tags={"BOA_ADD_OFFSET_3": "-900", "BOA_ADD_OFFSET_1": "-1000"})
    source = opened(path, model=card("red", "blue", kind="uint16", resolution=10), bands={})
    assert "red: DN x 0.0001 - 0.09; blue: DN x 0.0001 - 0.1" in source.meaning
    assert_array_equal(values(source), city()[[0, 2]] + np.array([100, 0]).reshape(-1, 1, 1))


def test_the_request_comes_before_the_tags(tmp_path: Path) -> None:
    path = scene(tmp_path / "scene.tif", city(), {"PROCESSING_BASELINE": "05.09"})
    source = opened(path, model=MODEL, scale=0.0001, offset=0.0)
    assert source.meaning == "Reflectance = DN x 0.0001, by SCALE and OFFSET."
    assert_array_equal(values(source), city())


def test_an_offset_that_was_subtracted_already_is_not_subtracted_again(tmp_path: Path) -> None:
    source = opened(scene(tmp_path / "scene.tif", city(), {"PROCESSING_BASELINE": "05.09"}), model=MODEL)
    (warning,) = source.warnings
    assert "was subtracted from its pixels already" in warning and "OFFSET=-0.1" in warning
    assert_array_equal(values(source), city())


@pytest.mark.parametrize("folder", ["R10m", "above", "zipped"])
def test_metadata_beside_and_above_a_band_is_read(tmp_path: Path, folder: str) -> None:
    metadata = write_product(tmp_path, city() + np.uint16(1000))
    (band,) = metadata.parent.rglob("*_B04_10m.jp2")
    path = str(band)
    if folder == "R10m":
        shutil.move(metadata, band.parent / metadata.name)
    if folder == "zipped":
        archive = shutil.make_archive(str(tmp_path / "product"), "zip", tmp_path, metadata.parent.name)
        path = f"/vsizip/{archive}/{band.relative_to(tmp_path)}"
    source = opened(path, model=card("red", kind="uint16", resolution=10), bands={"red": "1"}, trust_remote=True)
    assert source.meaning == ("Reflectance = DN x 0.0001 - 0.1, by the product's metadata (processing baseline 05.09).")
    assert_array_equal(values(source), city()[:1])


@pytest.mark.parametrize(("baseline", "shift"), [("05.09", 1000), ("04.00", 1000), ("03.01", 0), ("02.12", 0)])
def test_a_product_as_a_layer_of_qgis_is_right_without_a_word(tmp_path: Path, baseline: str, shift: int) -> None:
    metadata = write_product(tmp_path, city() + np.uint16(shift), baseline=baseline)
    source = opened(layer_source(metadata), model=MODEL, bands={}, trust_remote=True)
    assert f"by the product's metadata (processing baseline {baseline})" in source.meaning and source.warnings == ()
    assert_array_equal(values(source), city())


def test_top_of_atmosphere_is_a_warning(tmp_path: Path) -> None:
    metadata = write_product(tmp_path, city() + np.uint16(1000), level="1C")
    source = opened(layer_source(metadata, "1C"), model=MODEL, bands={}, trust_remote=True)
    (warning,) = source.warnings
    assert "Level-1C product (top of atmosphere)" in warning
    assert_array_equal(values(source), city())


@pytest.mark.parametrize(
    ("properties", "asset", "expected"),
    [
        ({}, {"raster:bands": [{"scale": 0.0001, "offset": -0.1}] * 4}, "- 0.1, by the STAC item"),
        ({}, {"raster:scale": 0.0001, "raster:offset": -0.1}, "- 0.1, by the STAC item"),
        ({}, {"bands": [{"name": "B04", "raster:scale": 0.0001, "raster:offset": -0.1}] * 4}, "- 0.1, by the STAC"),
        ({"s2:processing_baseline": "05.11"}, {}, "- 0.1, by the STAC item scene.json (processing baseline 05.11)"),
        ({"processing:version": "05.11"}, {}, "- 0.1, by the STAC item"),
        (
            {"earthsearch:boa_offset_applied": True, "s2:processing_baseline": "05.11"},
            {"raster:bands": [{"scale": 0.0001, "offset": -0.1}]},
            "DN x 0.0001, by the STAC item",
        ),
    ],
)
def test_a_stac_item_beside_the_file_is_read(
    tmp_path: Path, properties: dict[str, Any], asset: dict[str, Any], expected: str
) -> None:
    shifted = "- 0.1" in expected
    path = scene(tmp_path / "scene.tif", city() + np.uint16(1000 if shifted else 0))
    asset = {"href": "https://example.org/a/scene.tif?sig=1", **asset}
    item = {**ITEM, "properties": properties, "assets": {"all": asset}}
    (tmp_path / "scene.json").write_text(json.dumps(item))
    model = card("red", kind="uint16", resolution=10)
    source = opened(path, model=model, bands={})
    assert expected in source.meaning and source.warnings == ()
    assert_array_equal(values(source), city()[:1])


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"assets": 3}', "[" * 5000, '{"stac_version": 1, "assets": {"a": 1}}']
)
def test_other_json_beside_the_file_is_no_item(tmp_path: Path, text: str) -> None:
    path = scene(tmp_path / "scene.tif", city())
    (tmp_path / "scene.json").write_text(text)
    with opened(path, model=MODEL) as source:
        assert "the file states no scale" in source.meaning


def test_products_with_and_without_the_offset_are_no_mosaic(tmp_path: Path) -> None:
    old = scene(tmp_path / "old.tif", city(), {"PROCESSING_BASELINE": "02.14"})
    new = scene(tmp_path / "new.tif", tags={"PROCESSING_BASELINE": "05.09"})
    with pytest.raises(SourceError, match=r"new\.tif does not fit old\.tif: offset of the product -0\.1 and 0"):
        opened(old, new, model=MODEL)
    with opened(new, new, model=MODEL) as source:
        assert "- 0.1, by the tags of the file" in source.meaning
        assert_array_equal(source.read(Window(0, 0, 100, 100))[0], city())


def test_the_decision_is_in_the_log(tmp_path: Path) -> None:
    lines: list[tuple[str, str]] = []
    path = scene(tmp_path / "scene.tif", tags={"PROCESSING_BASELINE": "05.09"})
    open_source(reading(path), MODEL, lambda level, text: lines.append((level, text))).close()
    told = "Bands of scene.tif: red=1,green=2,blue=3,nir=4. Reflectance = DN x 0.0001 - 0.1, by the tags of the file"
    assert any(level == "info" and text.startswith(told) for level, text in lines)
