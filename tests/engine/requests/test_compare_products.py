"""The request kind ``compare-products``, on drawn cells and on real crops of products."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import run
from rasterio.transform import from_origin
from rasterio.warp import Resampling, reproject
from rasters import DATA, mottled, needs_data, write_raster
from referenced import CLASSES, drawn_points, write_city

from onemetre.contract.errors import RequestError
from onemetre.contract.product_legends import parse_legend, product_presets
from onemetre.contract.requests import CompareProductsRequest, Zones

PRODUCTS = DATA / "products"
WORLDCOVER = PRODUCTS / "worldcover" / "ESA_WorldCover_10m_2021_v200_N00E006_Map.tif"
MALTA = PRODUCTS / "imd10" / "IMD_2018_010m_eu_03035_v0_1.tif"
MALTA_100 = PRODUCTS / "imd10" / "IMD_2018_100m_eu_03035_v1_0.tif"
GHSL = PRODUCTS / "ghsl" / "GHSL.tif"


def compared(city: Path, product: Path, legend: str, **wanted: Any) -> dict[str, Any]:
    result = run(CompareProductsRequest(map=str(city), product=(str(product),), legend=legend, **wanted))
    assert result["event"] == "result", result
    return result


def write_coarse(folder: Path, city: np.ndarray, **profile: Any) -> tuple[Path, np.ndarray]:
    """Percent of the class in cells of 10 x 10 pixels, as a product of 10 m."""
    percent = np.rint(100 * city.reshape(30, 10, 40, 10).mean(axis=(1, 3))).astype("uint8")
    return write_raster(folder / "product.tif", percent[None], pixel=10.0, **{"nodata": 255, **profile}), percent


def test_a_product_made_of_the_map_agrees_to_the_pixel(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    with rasterio.open(city) as raster:
        found = raster.read(1)
    product, percent = write_coarse(tmp_path, found)
    result = compared(city, product, ">=50", difference=str(tmp_path / "d.tif"), table=str(tmp_path / "t.csv"))
    assert result["cells"] == 1200 and result["cell_m"] == 10
    assert result["correlation"] == pytest.approx(1, abs=1e-5)
    assert result["ours_km2"] == pytest.approx(found.sum() / 1e6, rel=2e-3)
    assert result["theirs_km2"] == pytest.approx(result["ours_km2"], rel=1e-3)
    blocks = found.reshape(30, 10, 40, 10).mean(axis=(1, 3))
    theirs = (percent >= 50).repeat(10, axis=0).repeat(10, axis=1)
    assert result["agreement_pixels"] == pytest.approx((theirs == found).mean())
    hits = (theirs & (found == 1)).sum()
    assert result["f1_pixels"] == pytest.approx(2 * hits / (theirs.sum() + found.sum()), abs=1e-6)
    assert result["agreement_cells"] == pytest.approx(((blocks >= 0.5) == (percent >= 50)).mean(), abs=1e-3)
    with rasterio.open(tmp_path / "d.tif") as raster:
        assert raster.shape == (30, 40) and raster.nodata == -32768
        assert (raster.read(1) == np.rint(100 * (blocks - percent.astype("float32") / 100))).all()
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert float(row["ours_km2"]) == pytest.approx(result["ours_km2"], abs=1e-6)


def test_half_a_pixel_beside_the_grid_counts_by_centres(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    with rasterio.open(city) as raster:
        found = raster.read(1)
    product = write_raster(tmp_path / "p.tif", np.ones((1, 28, 38), "uint8"), pixel=10.0, x=600_004.7, nodata=255)
    result = compared(city, product, "1")
    # Columns whose centres lie in the product: 5.5 - 0.8 = 4.7 is the first one, 384.5 the last one.
    inside = found[:280, 5:385]
    assert result["agreement_pixels"] == pytest.approx(inside.mean(), abs=1e-6)


def test_zones_and_nodata(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    with rasterio.open(city, "r+") as raster:
        found = raster.read(1)
        found[:, :55] = 255  # half of the sixth column of cells
        raster.write(found, 1)
    product, _ = write_coarse(tmp_path, np.where(found == 255, 0, found))
    west = "POLYGON ((600000 5000000, 600200 5000000, 600200 4999700, 600000 4999700, 600000 5000000))"
    east = "POLYGON ((600200 5000000, 600400 5000000, 600400 4999700, 600200 4999700, 600200 5000000))"
    zones = Zones(names=("west", "east"), wkt=(west, east), crs="EPSG:32632")
    result = compared(
        city, product, ">=50", zones=zones, table=str(tmp_path / "t.csv"), report=str(tmp_path / "r.html")
    )
    assert result["cells"] == 30 * 35
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        rows = {row["zone"]: row for row in csv.DictReader(file)}
    assert int(rows["west"]["cells"]) == 30 * 15 and int(rows["east"]["cells"]) == 30 * 20
    assert float(rows["west"]["ours_km2"]) + float(rows["east"]["ours_km2"]) == pytest.approx(
        result["ours_km2"], abs=1e-6
    )
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count("data:image/png") == 4 and "agreement is no accuracy" in page


def test_points_say_which_is_nearer(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    product = write_raster(tmp_path / "p.tif", np.zeros((1, 30, 40), "uint8"), pixel=10.0, nodata=255)
    points = drawn_points(city, truth, number=400)
    result = compared(city, product, "1", points=points)
    assert "the map is nearer" in result["nearer"]
    assert result["ours_right"]["low"] > result["theirs_right"]["high"]
    assert result["theirs_right"]["low"] <= 1 - truth.mean() <= result["theirs_right"]["high"]
    same = compared(city, city, "1", points=points)
    assert "the points cannot tell them apart (difference +0.0 to +0.0" in same["nearer"]


def test_a_probability_raster_is_compared_by_its_mean(tmp_path: Path) -> None:
    percent = (mottled(300, 400, 1) // 3).astype("uint8").clip(0, 100)
    path = write_raster(tmp_path / "p.tif", percent, nodata=255)
    with rasterio.open(path, "r+") as raster:
        raster.set_band_description(1, "probability of impervious")
        raster.update_tags(ONEMETRE_CLASSES=json.dumps(CLASSES))
    product, _ = write_coarse(tmp_path, percent[0] / 100)
    result = compared(path, product, ">=30")
    assert result["ours_km2"] == pytest.approx(percent.sum() / 1e8, rel=2e-3)
    assert result["theirs_km2"] == pytest.approx(result["ours_km2"], rel=2e-2)


@pytest.mark.parametrize(
    ("legend", "year", "built"),
    [("gaia", 2000, [19, 25, 34]), ("gisa", 1978, [1, 2]), ("until 2000", None, [])],
)
def test_years_count_as_each_product_numbers_them(
    tmp_path: Path, legend: str, year: int | None, built: list[int]
) -> None:
    city, _ = write_city(tmp_path)
    values = np.resize(np.array([0, 1, 2, 3, 19, 25, 34], "uint16"), (1, 30, 40))
    if not built:
        values, built = np.where(values > 0, values + 1980, 0).astype("uint16"), [1981, 1982, 1983, 1999]
    product = write_raster(tmp_path / "p.tif", values, pixel=10.0)
    result = compared(city, product, legend, year=year)
    assert result["theirs_km2"] / result["compared_km2"] == pytest.approx(np.isin(values, built).mean(), abs=1e-4)


def test_hundreds_of_tiles_make_one_product(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    tiles = []
    for number in range(200):
        values = np.full((1, 3, 2), number % 2, "uint8")
        where = {"x": 600_000.0 + 20 * (number % 20), "transform": None}
        where["transform"] = from_origin(where["x"], 5_000_000.0 - 30 * (number // 20), 10.0, 10.0)
        tiles.append(str(write_raster(tmp_path / f"{number}.tif", values, **where)))
    result = run(CompareProductsRequest(map=str(city), product=tuple(tiles), legend="1"))
    assert result["event"] == "result", result
    assert result["cells"] == 1200
    assert result["theirs_km2"] / result["compared_km2"] == pytest.approx(0.5, abs=1e-4)


def test_values_of_64_bits_are_read_and_tiles_of_such_are_one_sentence(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    wide = [write_raster(tmp_path / f"{x}.tif", np.ones((1, 30, 20), "int64"), pixel=10.0, x=x) for x in (6e5, 6.002e5)]
    assert compared(city, wide[0], "1")["cells"] == 600
    last = run(CompareProductsRequest(map=str(city), product=tuple(map(str, wide)), legend="1"))
    assert last["kind"] == "source" and "has pixels of the type int64" in last["message"] and last["hint"]


@pytest.mark.parametrize(
    ("wanted", "kind", "told"),
    [
        ({"legend": "50"}, "area", "does not overlap the map: the product covers"),
        ({"legend": "50", "target": "lake"}, "request", "has no class lake. It has 0 = Other, 1 = Impervious surface"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(tmp_path: Path, wanted: dict[str, Any], kind: str, told: str) -> None:
    city, _ = write_city(tmp_path)
    product = write_raster(tmp_path / "p.tif", np.ones((1, 5, 5), "uint8"), pixel=10.0, x=700_000.0)
    request = CompareProductsRequest(map=str(city), product=(str(product),), report=str(tmp_path / "r.html"), **wanted)
    last = run(request)
    assert (last["event"], last["kind"]) == ("error", kind)
    assert told in last["message"] and last["hint"]
    assert not (tmp_path / "r.html").exists()


def test_a_product_much_finer_than_the_map_is_refused(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    coarse = write_raster(tmp_path / "coarse.tif", np.ones((1, 30, 40), "uint8"), pixel=10.0, nodata=255)
    last = run(CompareProductsRequest(map=str(coarse), product=(str(city),), legend="1"))
    assert last["kind"] == "grid" and "much finer than the pixels of coarse.tif" in last["message"] and last["hint"]


def test_a_product_without_legend_or_year_is_asked_for() -> None:
    with pytest.raises(RequestError, match="has no legend") as caught:
        CompareProductsRequest(map="m", product=("p",), legend="")
    assert "worldcover-2021" in caught.value.hint and ">=30" in caught.value.hint
    with pytest.raises(RequestError, match="no year is given"):
        CompareProductsRequest(map="m", product=("p",), legend="gaia")
    with pytest.raises(RequestError, match="is no legend of a product"):
        parse_legend("built-up")


def test_presets_are_sound() -> None:
    ids = [one.id for one in product_presets()]
    assert len(set(ids)) == len(ids) >= 11
    years = {one.id: one for one in product_presets() if one.kind == "year"}
    assert years["gaia"].year_of(1) == 2018 and years["gaia"].year_of(34) == 1985 and years["gaia"].year_of(35) is None
    assert years["gisa"].year_of(3) == 1985 and years["gisa"].year_of(37) == 2019 and years["gisa"].year_of(0) is None


def mapped(
    folder: Path, product: Path, crs: str, origin: tuple[float, float], side: int, pixel: float, surface: Any
) -> Path:
    """A map at a finer pixel made of a product, by nearest neighbour."""
    transform = from_origin(*origin, pixel, pixel)
    found = np.full((side, side), 255, "float32")
    with rasterio.open(product) as raster:
        reproject(
            rasterio.band(raster, 1), found, dst_transform=transform, dst_crs=crs, resampling=Resampling.nearest,
            dst_nodata=-1, init_dest_nodata=True,
        )  # fmt: skip
    classes = np.where(found < 0, 255, surface(found)).astype("uint8")
    return write_raster(folder / "map.tif", classes[None], pixel=pixel, crs=crs, transform=transform, nodata=255)


@needs_data
def test_worldcover_of_sao_tome_in_degrees(tmp_path: Path) -> None:
    city = mapped(tmp_path, WORLDCOVER, "EPSG:32632", (241_000, 42_000), 4000, 2.0, lambda values: values == 50)
    result = compared(city, WORLDCOVER, "worldcover-2021", report=str(tmp_path / "r.html"))
    assert result["agreement_pixels"] > 0.999 and result["agreement_cells"] > 0.99
    assert result["ours_km2"] == pytest.approx(result["theirs_km2"], rel=0.01)
    assert result["theirs_km2"] > 1
    assert any("WorldCover of 2020 (v100) and of 2021 (v200) differ in method" in one for one in result["warnings"])
    earlier = PRODUCTS / "worldcover" / "ESA_WorldCover_10m_2020_v100_N00E006_Map.tif"
    other = compared(city, earlier, "worldcover-2020")
    assert other["agreement_pixels"] < 0.98 and other["theirs_km2"] < 0.9 * result["theirs_km2"]


@needs_data
@pytest.mark.parametrize(("product", "square"), [(MALTA, 10), (MALTA_100, 100)])
def test_imperviousness_of_malta_in_percent(tmp_path: Path, product: Path, square: int) -> None:
    city = mapped(tmp_path, MALTA, "EPSG:32633", (452_000, 3_975_000), 3000, 2.0, lambda values: values >= 30)
    result = compared(city, product, "hrl-imperviousness")
    assert result["cell_m"] == square and result["cells"] > 1000
    assert result["correlation"] > 0.97
    assert result["compared_km2"] == pytest.approx(result["cells"] * square**2 / 1e6, rel=1e-3)


@needs_data
def test_built_up_years_of_washington_without_epsg_code(tmp_path: Path) -> None:
    with rasterio.open(GHSL) as raster:
        assert raster.crs.to_epsg() is None
    city = mapped(
        tmp_path, GHSL, "EPSG:32618", (320_000, 4_310_000), 2000, 5.0, lambda values: (values > 0) & (values <= 1990)
    )
    result = compared(city, GHSL, "until 1990")
    assert result["agreement_pixels"] > 0.998 and result["agreement_cells"] > 0.99
    assert result["theirs_km2"] > 10
