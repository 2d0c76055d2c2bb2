"""Importing Sentinel-2 products: real metadata of four processing baselines, with images made here."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import EngineProcess, run
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.warp import transform
from real_safe import N0212, N0214, N0400, N0509, SIDE, TREES, USUAL, needs_trees, numbered, packed, write_safe

from onemetre.contract.requests import Area, ImportSentinel2Request

pytestmark = needs_trees

FOUR = ("B02", "B03", "B04", "B08")
OFFSETS = {N0212: 0, N0214: 0, N0400: -1000, N0509: -1000}


def imported(folder: Path, products: list[Path], bands: tuple[str, ...] = FOUR, **fields: Any) -> dict[str, Any]:
    """Result of an import to ``folder/stack.tif``."""
    result = run(request(folder, products, bands, **fields))
    assert result["event"] == "result", result
    return result


def refused(folder: Path, products: list[Path], bands: tuple[str, ...] = FOUR, **fields: Any) -> str:
    """Message and hint of an import that fails, after which nothing is left."""
    before = sorted(folder.iterdir())
    result = run(request(folder, products, bands, **fields))
    assert result["event"] == "error", result
    assert result["kind"] != "internal", result
    assert sorted(folder.iterdir()) == before
    return f"{result['message']} {result['hint']}"


def request(folder: Path, products: list[Path], bands: tuple[str, ...], **fields: Any) -> ImportSentinel2Request:
    return ImportSentinel2Request(
        products=tuple(map(str, products)), bands=bands, output=str(folder / "stack.tif"), **fields
    )


def pixels(folder: Path) -> NDArray[np.uint16]:
    with rasterio.open(folder / "stack.tif") as raster:
        found: NDArray[np.uint16] = raster.read()
    return found


@pytest.mark.parametrize("tile", OFFSETS)
def test_every_baseline_becomes_reflectance_by_its_own_metadata(tmp_path: Path, tile: str) -> None:
    result = imported(tmp_path, [write_safe(tmp_path, tile)])
    expected = np.stack([numbered(band, 10) for band in FOUR]).astype(int) + OFFSETS[tile]
    assert (pixels(tmp_path) == expected).all()
    with rasterio.open(tmp_path / "stack.tif") as raster:
        assert raster.descriptions == FOUR
        assert raster.scales == (1e-4,) * 4
        assert raster.offsets == (0.0,) * 4
        assert raster.nodata == 0
        assert raster.res == (10, 10)
        assert raster.tags()["TIFFTAG_DATETIME"].startswith(result["start"].replace("-", ":"))
        assert "Copernicus Sentinel data" in raster.tags()["TIFFTAG_COPYRIGHT"]
    assert result["start"] == result["end"]
    assert result["observed"] == 1
    assert (result["width"], result["height"]) == (SIDE, SIDE)
    assert result["warnings"] == []


@pytest.mark.parametrize("form", ["folder", "zip", "metadata", "tile metadata", "zip of another name"])
def test_every_form_of_a_product_is_read(tmp_path: Path, form: str) -> None:
    product = write_safe(tmp_path, N0400)
    path = {
        "folder": product,
        "metadata": product / "MTD_MSIL2A.xml",
        "tile metadata": next(product.glob("GRANULE/*/MTD_TL.xml")),
    }.get(form)
    if path is None:
        path = packed(product)
        if "name" in form:
            path = path.rename(tmp_path / "my image {1}.ZIP")
        shutil.rmtree(product)
    imported(tmp_path, [path])
    assert (pixels(tmp_path)[2] == numbered("B04", 10) - 1000).all()


def test_each_band_has_its_own_offset_and_the_quantification_counts(tmp_path: Path) -> None:
    product = write_safe(tmp_path, N0400, files=("B02_10m", "B03_10m", "B04_10m", "B08_10m"))
    metadata = product / "MTD_MSIL2A.xml"
    text = metadata.read_text()
    text = text.replace('band_id="3">-1000<', 'band_id="3">-7000<').replace('band_id="7">-1000<', 'band_id="7">500<')
    metadata.write_text(re.sub(r"(BOA_QUANTIFICATION_VALUE[^>]*>)10000<", r"\g<1>20000<", text))
    imported(tmp_path, [product])
    found = pixels(tmp_path).astype(int)
    raw = {band: numbered(band, 10).astype(int) for band in FOUR}
    assert np.abs(found[0] - (raw["B02"] - 1000) / 2).max() <= 0.5
    assert (found[2] == 1).all()  # darker than black is data still
    assert np.abs(found[3] - (raw["B08"] + 500) / 2).max() <= 0.5


def test_dark_water_stays_data_and_no_data_stays_none(tmp_path: Path) -> None:
    def image(band: str, metres: int) -> NDArray[np.uint16]:
        made = np.full((SIDE, SIDE), 1005, np.uint16)
        made[:10] = 0
        made[10:20] = 998
        made[20:30] = 65535
        return made

    result = imported(tmp_path, [write_safe(tmp_path, N0509, image, USUAL[:4])])
    found = pixels(tmp_path)
    assert [found[0, row, 0] for row in (5, 15, 25, 35)] == [0, 1, 64535, 5]
    assert result["observed"] == pytest.approx(1 - 10 / SIDE)


def test_bands_of_20_m_lie_on_the_pixels_of_10_m(tmp_path: Path) -> None:
    imported(tmp_path, [write_safe(tmp_path, N0214)], ("B11", "B04"))
    found = pixels(tmp_path)
    assert (found[0] == numbered("B11", 20).repeat(2, 0).repeat(2, 1)).all()
    assert (found[1] == numbered("B04", 10)).all()


def test_clouds_and_shadows_are_left_out_with_a_border_but_bright_roofs_are_not(tmp_path: Path) -> None:
    def image(band: str, metres: int) -> NDArray[np.uint16]:
        made = numbered(band, metres)
        if band == "SCL":
            made = made.copy()
            made[5:15, 5:15] = 9
            made[40, 40:50] = 8  # a roof of 20 m
            made[50:55, 50:55] = 3
        return made

    product = write_safe(tmp_path, N0214, image)
    result = imported(tmp_path, [product], masked=True)
    found = pixels(tmp_path)
    assert (found[:, 10:30, 10:30] == 0).all()
    assert found[0, 20, 20 + 10 + 9] == 0
    assert found[0, 20, 20 + 10 + 10] > 0
    assert (found[:, 80:82, 80:100] > 0).all()
    assert (found[:, 100:110, 100:110] == 0).all()
    assert result["clouded"] == pytest.approx((found[0] == 0).mean(), abs=1e-6)
    assert result["observed"] + result["clouded"] == pytest.approx(1)


def test_blocks_are_masked_as_the_whole_is() -> None:
    from onemetre.engine.imagery.clouds import RIM_PX, clear_ground

    rng = np.random.default_rng(3)
    classes = np.where(rng.random((90, 90)) < 0.01, 9, 4).astype(np.uint8).repeat(6, 0).repeat(6, 1)
    whole = clear_ground(classes)
    part = clear_ground(classes[100 - RIM_PX : 200 + RIM_PX, 100 - RIM_PX : 200 + RIM_PX])
    assert (part[RIM_PX:-RIM_PX, RIM_PX:-RIM_PX] == whole[100:200, 100:200]).all()
    assert 0.1 < whole.mean() < 0.9


def shifted(product: Path, left: int, crs: str = "") -> Path:
    """Move a product; the images keep their own georeference, which does not count."""
    metadata = next(product.glob("GRANULE/*/MTD_TL.xml"))
    text = re.sub(r"<ULX>-?\d+<", f"<ULX>{left}<", metadata.read_text())
    metadata.write_text(re.sub(r"EPSG:\d+", crs, text) if crs else text)
    return product


def test_neighbouring_products_become_one_raster_and_the_first_one_lies_on_top(tmp_path: Path) -> None:
    def flat(value: int) -> Any:
        return lambda band, metres: np.full((SIDE, SIDE), value, np.uint16)

    west = shifted(write_safe(tmp_path / "west", N0214, flat(3000), USUAL[:4]), 300_000)
    east = shifted(write_safe(tmp_path / "east", N0214, flat(5000), USUAL[:4]), 300_000 + 10 * (SIDE - 20))
    result = imported(tmp_path, [west, east])
    assert (result["width"], result["height"]) == (2 * SIDE - 20, SIDE)
    assert [int(value) for value in pixels(tmp_path)[0, 0, [0, SIDE - 1, SIDE]]] == [3000, 3000, 5000]
    imported(tmp_path, [east, west])
    assert [int(value) for value in pixels(tmp_path)[0, 0, [SIDE - 21, SIDE - 20]]] == [3000, 5000]


def test_two_zones_become_the_one_of_the_centre_and_it_says_so(tmp_path: Path) -> None:
    """A ramp across the border of zones 22 and 23 south, at 48 W."""

    def ramp(left: float, zone: str) -> Any:
        def image(band: str, metres: int) -> NDArray[np.uint16]:
            x = left + 10 * np.arange(SIDE) + 5
            longitude, _ = transform(zone, "EPSG:4326", x, np.full(SIDE, 5_899_420.0))
            row = 3000 + (np.array(longitude) + 48) * 20_000
            return np.broadcast_to(np.rint(row), (SIDE, SIDE)).astype(np.uint16)

        return image

    border22, border23 = (
        transform("EPSG:4326", zone, [-48.0], [-37.05])[0][0] for zone in ("EPSG:32722", "EPSG:32723")
    )
    west, east = round(border22 / 10) * 10 - 900, round(border23 / 10) * 10 - 300
    one = shifted(write_safe(tmp_path / "a", N0214, ramp(west, "EPSG:32722"), USUAL[:4]), west)
    two = shifted(write_safe(tmp_path / "b", N0214, ramp(east, "EPSG:32723"), USUAL[:4]), east, "EPSG:32723")
    with EngineProcess(request(tmp_path, [one, two], FOUR)) as engine:
        result, _, events = engine.finish()
    assert result["event"] == "result", result
    assert CRS.from_wkt(result["crs"]).to_epsg() in (32722, 32723)
    assert any("Warped into" in str(event.get("message")) for event in events)
    with rasterio.open(tmp_path / "stack.tif") as raster:
        found = raster.read(1)
        rows, columns = np.nonzero(found)
        x, y = raster.transform * (columns + 0.5, rows + 0.5)
        longitude, _ = transform(raster.crs, "EPSG:4326", x, y)
    true = 3000 + (np.array(longitude) + 48) * 20_000
    # Rows of a tile all have the longitudes of its middle row; meridians converge by some metres over 1.2 km.
    assert np.abs(found[rows, columns] - true).max() < 20
    assert len(rows) > 1.1 * SIDE * SIDE


def test_only_the_area_is_imported(tmp_path: Path) -> None:
    product = write_safe(tmp_path, N0214)
    left, top = 199_980, 5_900_020
    extent = (left + 200.0, top - 500.0, left + 700.0, top - 100.0)
    result = imported(tmp_path, [product], area=Area(extent=extent, extent_crs="EPSG:32722"))
    assert (result["width"], result["height"]) == (50, 40)
    assert (pixels(tmp_path)[0] == numbered("B02", 10)[10:50, 20:70]).all()
    outside = Area(extent=(0.0, 0.0, 100.0, 100.0), extent_crs="EPSG:32722")
    assert "outside" in refused_area(tmp_path, product, outside)


def refused_area(folder: Path, product: Path, area: Area) -> str:
    (folder / "stack.tif").unlink()
    return refused(folder, [product], area=area)


def test_a_product_across_the_antimeridian_is_imported(tmp_path: Path) -> None:
    result = imported(tmp_path, [write_safe(tmp_path, N0509)])
    assert CRS.from_wkt(result["crs"]).to_epsg() == 32701
    assert result["observed"] == 1


def test_level_1c_is_imported_with_a_warning(tmp_path: Path) -> None:
    product = write_safe(tmp_path, N0400, files=USUAL[:5], level="1C")
    result = imported(tmp_path, [product], (*FOUR, "B11"))
    assert (pixels(tmp_path)[0] == numbered("B02", 10) - 1000).all()
    assert "top of atmosphere" in result["warnings"][0]
    assert "no SCL" in refused_mask(tmp_path, product)


def refused_mask(folder: Path, product: Path) -> str:
    (folder / "stack.tif").unlink()
    return refused(folder, [product], masked=True)


def _without_band(product: Path) -> Path:
    next(product.rglob("*B03_10m.jp2")).unlink()
    return product


def _cut(product: Path) -> Path:
    file = next(product.rglob("*B03_10m.jp2"))
    file.write_bytes(file.read_bytes()[:1000])
    return product


def _vrt_in_disguise(product: Path) -> Path:
    next(product.rglob("*B03_10m.jp2")).write_text("<VRTDataset rasterXSize='1' rasterYSize='1'></VRTDataset>")
    return product


def _doctype(product: Path) -> Path:
    metadata = product / "MTD_MSIL2A.xml"
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<n1:'
    metadata.write_text(metadata.read_text().replace("<n1:", entity, 1))
    return product


def _broken_xml(product: Path) -> Path:
    metadata = product / "MTD_MSIL2A.xml"
    metadata.write_text(metadata.read_text()[:3000])
    return product


def _no_offsets(product: Path) -> Path:
    metadata = product / "MTD_MSIL2A.xml"
    metadata.write_text(re.sub(r"<BOA_ADD_OFFSET .*?</BOA_ADD_OFFSET>", "", metadata.read_text()))
    return product


def _no_number(product: Path) -> Path:
    metadata = product / "MTD_MSIL2A.xml"
    metadata.write_text(metadata.read_text().replace(">-1000<", ">NaN<"))
    return product


def _no_tile(product: Path) -> Path:
    shutil.rmtree(product / "GRANULE")
    return product


def _level_1b(product: Path) -> Path:
    (product / "MTD_MSIL2A.xml").rename(product / "MTD_MSIL1B.xml")
    return product


def _other_satellite(product: Path) -> Path:
    (product / "MTD_MSIL2A.xml").unlink()
    return product.rename(product.with_name("S1A_IW_GRDH_1SDV_20200101.SAFE"))


def _wrong_size(product: Path) -> Path:
    metadata = next(product.glob("GRANULE/*/MTD_TL.xml"))
    metadata.write_text(metadata.read_text().replace(f"<NROWS>{SIDE}<", f"<NROWS>{SIDE + 12}<"))
    return product


def _traversal(product: Path) -> Path:
    archive = packed(product)
    with zipfile.ZipFile(archive, "a") as zipped:
        zipped.writestr("../../evil.txt", "x")
    return archive


def _bomb(product: Path) -> Path:
    next(product.rglob("*B03_10m.jp2")).write_bytes(bytes(50 * 2**20))
    return packed(product)


def _cut_archive(product: Path) -> Path:
    archive = packed(product)
    archive.write_bytes(archive.read_bytes()[:-2000])
    return archive


def _plain_archive(product: Path) -> Path:
    archive = product.parent / "photos.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("a/b.txt", "x")
    return archive


def _two_products(product: Path) -> Path:
    other = shutil.copytree(product, product.with_name("S2A_MSIL2A_OTHER.SAFE"))
    archive = product.parent / "both.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for one in (product, other):
            for file in sorted(one.rglob("*")):
                zipped.write(file, file.relative_to(product.parent).as_posix())
    return archive


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_without_band, "no B03"),
        (_cut, "B03"),
        (_vrt_in_disguise, "no JPEG 2000"),
        (_doctype, "document type"),
        (_broken_xml, "not valid XML"),
        (_no_offsets, "states no offset"),
        (_no_number, "BOA_ADD_OFFSET is 'NaN'"),
        (_no_tile, "no tile"),
        (_level_1b, "Level-1B"),
        (_other_satellite, "no Sentinel-2 product"),
        (_wrong_size, "pixels of the type"),
        (_traversal, "leads out of the archive"),
        (_bomb, "no image does"),
        (_cut_archive, "cannot be unpacked"),
        (_plain_archive, "archive"),
        (_two_products, "holds 2 products"),
    ],
)
def test_a_product_that_cannot_be_read_is_one_sentence(tmp_path: Path, spoil: Any, complaint: str) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    path = spoil(write_safe(inside, N0400))
    out = tmp_path / "out"
    out.mkdir()
    assert complaint in refused(out, [path])


def test_levels_are_not_mixed(tmp_path: Path) -> None:
    one, two = write_safe(tmp_path / "a", N0400), write_safe(tmp_path / "b", N0400, files=USUAL[:4], level="1C")
    out = tmp_path / "out"
    out.mkdir()
    assert "Level-2A" in refused(out, [one, two])


def test_an_area_under_clouds_is_an_error(tmp_path: Path) -> None:
    def image(band: str, metres: int) -> NDArray[np.uint16]:
        return np.full_like(numbered(band, metres), 9) if band == "SCL" else numbered(band, metres)

    product = write_safe(tmp_path / "in", N0214, image)
    out = tmp_path / "out"
    out.mkdir()
    assert "Clouds" in refused(out, [product], masked=True)


def test_the_trees_are_what_they_are_taken_for() -> None:
    assert len(list(TREES.iterdir())) == len(OFFSETS)


def test_products_of_different_sensors_are_one_sentence(tmp_path: Path) -> None:
    one = write_safe(tmp_path / "a", N0400)
    other = _other_satellite(write_safe(tmp_path / "b", N0214))
    out = tmp_path / "out"
    out.mkdir()
    assert "S1A_IW" in refused(out, [one, other]) and not list(out.iterdir())
