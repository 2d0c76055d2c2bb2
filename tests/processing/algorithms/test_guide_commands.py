"""The commands of the guide, run as they are printed."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from headless import Headless
from imagery_server import ImageryServer
from patience import PATIENCE
from qgis.core import QgsVectorLayer, edit
from rasters import write_raster
from referenced import tag, write_city
from safe_product import write_product
from scenes import EARTH_SEARCH, Scene, collection, publish, town
from stac_server import StacServer

from onemetre.tools.make_docs import GUIDE

ROOT = GUIDE.parents[1]
PLACE = (677_000.0, 5_152_000.0)
DEMO = ROOT / "resources" / "demo" / "demo_sentinel2.tif"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the guide says is in the folder: an image, a folder of images by year, a product, a model."""
    shutil.copy(DEMO, tmp_path / "scene.tif")
    (tmp_path / "scenes").mkdir()
    for year in ("2021", "2022"):
        shutil.copy(DEMO, tmp_path / "scenes" / f"{year}.tif")
    shutil.copy(GUIDE / "impervious_zonal.model3", tmp_path)
    with rasterio.open(DEMO) as scene:
        # Red, green, blue, near infrared, as the product has them.
        product = write_product(tmp_path / "unpacked", scene.read() + np.uint16(1000)).parent
    shutil.make_archive(str(tmp_path / "product.SAFE"), "zip", product.parent, product.name)
    return tmp_path


def run_page(page: str, folder: Path, profile: Headless, service: str = "") -> None:
    """Run all blocks of commands of a page, one after the other; a command that fails ends it.

    ``service`` takes the place of the online service that the page names.
    """
    blocks = re.findall(r"```sh\n(.*?)```", (GUIDE / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    if service:
        assert any("earth-search" in block for block in blocks)
        blocks = [block.replace("earth-search", service) for block in blocks]
    variables = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(profile.folder),
        "QT_QPA_PLATFORM": "offscreen",
        "ONEMETRE_PYTHON": sys.executable,
    }
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "ONEMETRE_MODELS"):
        variables.pop(name, None)
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", "\n".join(blocks)],
        cwd=folder, env=variables, capture_output=True, text=True, timeout=2 * PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]


def test_many_files(folder: Path, qgis_process: Headless) -> None:
    run_page("batch.md", folder, qgis_process)
    made = {str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.stat().st_size}
    assert made >= {"impervious.tif", "impervious.gpkg", "impervious.html", "part.tif", "by_json.tif", "product.tif"}
    assert made >= {"maps/2021.tif", "maps/2022.tif"}
    assert made >= {"series/2021 map.tif", "series/2022 consistent map.tif", "faster/2022 consistent probability.tif"}
    assert "failed.txt" not in made


def test_graphical_models(folder: Path, qgis_process: Headless) -> None:
    run_page("models.md", folder, qgis_process)
    zones = json.loads((folder / "by_zone.geojson").read_text())["features"]
    shares = [zone["properties"]["sealed_mean"] for zone in zones]
    assert len(shares) == 4
    assert all(0 < share < 1 for share in shares)


def test_from_an_area_to_maps_of_two_years(tmp_path: Path, qgis_process: Headless) -> None:
    shutil.copy(GUIDE / "area_and_years.model3", tmp_path)
    (tmp_path / "pixels").mkdir()
    # Two baselines, with a step of 1000 between them, of the same ground: the place that the page names.
    scenes = [Scene("2018-06-10", "02.14", origin=PLACE), Scene("2022-07-20", "04.00", origin=PLACE)]
    with ImageryServer(tmp_path / "pixels") as pixels:
        items = publish(tmp_path / "pixels", pixels.url, EARTH_SEARCH, scenes, town(600))
        with StacServer(tmp_path / "stac", [collection(EARTH_SEARCH)], items) as stac:
            run_page("years.md", tmp_path, qgis_process, stac.url)
    for name in ("map", "designed"):
        maps = []
        for year in (2018, 2022):
            with rasterio.open(tmp_path / f"{name}_{year}.tif") as raster:
                assert raster.res == (1, 1)
                maps.append(raster.read(1))
        assert 0 < (maps[0] == 1).mean() < 1
        assert (maps[0] == maps[1]).mean() > 0.99
    assert "2022-07-20" in (tmp_path / "2022.csv").read_text()


def test_the_pages_in_both_languages_have_the_same_commands() -> None:
    for page in (GUIDE / "zh_CN").glob("*.md"):
        here, there = (
            re.findall(r"```sh\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)
            for file in (page, GUIDE / page.name)
        )
        assert here == there, page.name


def test_how_a_city_grew(folder: Path, qgis_process: Headless) -> None:
    # In 2022 the most built-up part of the town stands on the greenest part, too.
    with rasterio.open(DEMO.with_name("demo_truth.tif")) as truth:
        factor = truth.width // 100
        sealed = (truth.read(1) == 1).reshape(5, 20 * factor, 5, 20 * factor).mean(axis=(1, 3))
    with rasterio.open(folder / "scenes" / "2022.tif", "r+") as scene:
        pixels = scene.read()
        town, meadow = (
            (..., *(slice(20 * int(at), 20 * int(at) + 20) for at in np.unravel_index(place, sealed.shape)))
            for place in (sealed.argmax(), sealed.argmin())
        )
        pixels[meadow] = pixels[town]
        scene.write(pixels)
    shutil.copy(GUIDE / "growth.model3", folder)
    run_page("growth.md", folder, qgis_process)
    with (folder / "growth.csv").open(encoding="utf-8") as file:
        last = [row for row in csv.DictReader(file) if row["since"]]
    assert [row["name"] for row in last] == ["All of the maps", "1", "2", "3", "4"]
    assert float(last[0]["gain_ha"]) > 2 and all(row["pgr_pct"] for row in last[1:])
    assert (folder / "growth.html").stat().st_size and (folder / "series" / "report.html").is_file()
    # The model says the same as the commands.
    with rasterio.open(folder / "change.tif") as one, rasterio.open(folder / "again_change.tif") as other:
        assert (one.read() == other.read()).all()


@pytest.fixture
def assessed(tmp_path: Path, qgis_process: Headless) -> Path:
    """What the page on accuracy says is in the folder."""
    city, truth = write_city(tmp_path)
    write_raster(tmp_path / "truth.tif", truth[None], nodata=255)
    tag(write_raster(tmp_path / "probability.tif", (truth * 70 + 15)[None], nodata=255))
    share = np.rint(100 * truth.reshape(30, 10, 40, 10).mean(axis=(1, 3))).astype("uint8")
    write_raster(tmp_path / "product.tif", share[None], pixel=10.0, nodata=255)
    halves = np.array([shapely.box(600_000 + x, 4_999_700, 600_200 + x, 5_000_000) for x in (0, 200)])
    pyogrio.raw.write(
        tmp_path / "districts.gpkg", shapely.to_wkb(halves), [np.array(["west", "east"], object)], ["name"],
        geometry_type="Polygon", crs="EPSG:32632",
    )  # fmt: skip
    labelled = tmp_path / "labelled.gpkg"
    drawn = ("--ERROR=2", "--EXPECTED=85", "--SEED=7", f"--OUTPUT={labelled}")
    qgis_process.results("onemetre:samplepoints", f"--INPUT={city}", *drawn)
    layer = QgsVectorLayer(str(labelled), "points", "ogr")
    with edit(layer):
        # Somebody sees what is there: here, all but every tenth point is as the map has it.
        for point in layer.getFeatures():
            point["label"] = point["map_class"] if point["number"] % 10 else 1 - point["map_class"]
            layer.updateFeature(point)
    return tmp_path


def test_how_right_is_this_map(assessed: Path, qgis_process: Headless) -> None:
    run_page("howright.md", assessed, qgis_process)
    made = {path.name for path in assessed.iterdir() if path.stat().st_size}
    assert made >= {
        "points.gpkg",
        "by_district.gpkg",
        "accuracy.html",
        "accuracy.csv",
        "errors.gpkg",
        "by_district.html",
    }
    assert made >= {"pixels.html", "beside.html", "beside.csv", "difference.tif", "difference.qml"}
    # The number that the page names.
    with closing(sqlite3.connect(assessed / "points.gpkg")) as database:
        assert 315 <= database.execute("SELECT count(*) FROM points").fetchone()[0] <= 320
    assert "Overall accuracy 9" in (assessed / "accuracy.html").read_text(encoding="utf-8")


def test_a_province_in_one_run(folder: Path, qgis_process: Headless) -> None:
    with rasterio.open(folder / "scene.tif") as scene:
        west, south, east, north = scene.bounds
    middle = (west + east) / 2
    halves = np.array([shapely.box(west + 200, south + 200, middle, north), shapely.box(middle, south, east, north)])
    pyogrio.raw.write(
        folder / "cities.gpkg", shapely.to_wkb(halves), [np.array(["west", "east"], object)], ["name"],
        geometry_type="Polygon", crs="EPSG:32632",
    )  # fmt: skip
    run_page("scale.md", folder, qgis_process)
    layer = QgsVectorLayer(str(folder / "frames.gpkg"), "frames", "ogr")
    assert {frame["status"] for frame in layer.getFeatures()} == {"done"}
    # The style of the file colours by the state.
    assert layer.loadDefaultStyle()[1] and layer.renderer().classAttribute() == "status"
    assert len(list((folder / "province" / "maps").glob("*.tif"))) == layer.featureCount()
    with rasterio.open(folder / "province" / "mosaic.tif") as mosaic:
        assert mosaic.res == (1, 1) and (mosaic.read(1) == 1).any()
    with (folder / "province" / "areas.csv").open(encoding="utf-8-sig") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["west", "east", "all"]


def test_every_picture_and_page_that_is_linked_is_there() -> None:
    for page in (*GUIDE.rglob("*.md"), ROOT / "README.md"):
        links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
        assert not missing, (page.name, missing)
