"""The commands of the guide, run as they are printed."""

from __future__ import annotations

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
from patience import PATIENCE
from qgis.core import QgsVectorLayer, edit
from rasters import write_raster
from referenced import tag, write_city
from safe_product import write_product

from onemetre.tools.make_docs import GUIDE

ROOT = GUIDE.parents[1]
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


def run_page(page: str, folder: Path, profile: Headless) -> None:
    """Run all blocks of commands of a page, one after the other; a command that fails ends it."""
    blocks = re.findall(r"```sh\n(.*?)```", (GUIDE / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
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
    assert "failed.txt" not in made


def test_graphical_models(folder: Path, qgis_process: Headless) -> None:
    run_page("models.md", folder, qgis_process)
    zones = json.loads((folder / "by_zone.geojson").read_text())["features"]
    shares = [zone["properties"]["sealed_mean"] for zone in zones]
    assert len(shares) == 4
    assert all(0 < share < 1 for share in shares)


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


@pytest.mark.parametrize("page", ["howright.md", "zh_CN/howright.md"])
def test_how_right_is_this_map(assessed: Path, qgis_process: Headless, page: str) -> None:
    run_page(page, assessed, qgis_process)
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


def test_every_picture_and_page_that_is_linked_is_there() -> None:
    for page in (*GUIDE.glob("*.md"), ROOT / "README.md"):
        links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
        assert not missing, (page.name, missing)
