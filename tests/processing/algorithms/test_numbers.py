"""What the numbers of an input mean, through the toolbox: products as layers, and mistakes that are refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import IMPERVIOUS, Recorder, context_of, failure, run
from numpy.testing import assert_array_equal
from qgis.core import QgsProject, QgsRasterLayer
from rasters import city, read_raster, write_raster
from safe_product import layer_source, write_product


@pytest.fixture
def project() -> Iterator[QgsProject]:
    made = QgsProject()
    yield made
    made.clear()


def tags(path: str) -> dict[str, str]:
    with rasterio.open(path) as raster:
        return dict(raster.tags())


def test_a_product_opened_as_a_layer_is_right_without_a_word(tmp_path: Path, project: QgsProject) -> None:
    product = write_product(tmp_path, city() + np.uint16(1000))
    layer = QgsRasterLayer(layer_source(product), "product")
    assert layer.isValid()
    project.addMapLayer(layer)
    feedback, page = Recorder(), tmp_path / "map.html"
    values = {"INPUT": layer, "MODEL": IMPERVIOUS, "OUTPUT": str(tmp_path / "map.tif"), "REPORT": str(page)}
    shown = run("impervioussurface", values, context=context_of(project), feedback=feedback)["OUTPUT"]
    told = "Reflectance = DN x 0.0001 - 0.1, by the product's metadata (processing baseline 05.09)."
    assert any(told in line for line in feedback.infos) and feedback.warnings == []
    assert tags(shown)["ONEMETRE_RADIOMETRY"] == told
    assert told.split(",", maxsplit=1)[0] in page.read_text(encoding="utf-8")
    place = {"pixel": 10.0, "photometric": "minisblack"}
    plain = write_raster(tmp_path / "plain.tif", city(), **place)
    wanted = {"INPUT": str(plain), "BANDS": "red=1,green=2,blue=3", "MODEL": IMPERVIOUS}
    plain_map = run("impervioussurface", {**wanted, "OUTPUT": str(tmp_path / "plain_map.tif")})["OUTPUT"]
    assert_array_equal(read_raster(shown), read_raster(plain_map))
    assert "the file states no scale" in tags(plain_map)["ONEMETRE_RADIOMETRY"]


def test_numbers_with_the_offset_are_refused_until_the_user_decides(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "dn.tif", city() + np.uint16(1000), pixel=10.0, photometric="minisblack")
    values = {"INPUT": str(path), "BANDS": "red=1,green=2,blue=3", "MODEL": IMPERVIOUS}
    values["OUTPUT"] = str(tmp_path / "map.tif")
    message = failure("impervioussurface", values)
    assert "No pixel of dn.tif is darker than" in message and "Set OFFSET=-0.1" in message
    assert not Path(values["OUTPUT"]).exists()
    run("impervioussurface", {**values, "OFFSET": -0.1})
    assert tags(values["OUTPUT"])["ONEMETRE_RADIOMETRY"] == "Reflectance = DN x 0.0001 - 0.1, by OFFSET."


def test_a_doubt_is_a_warning_for_the_user(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", city(), pixel=10.0, photometric="minisblack")
    feedback = Recorder()
    values = {
        "INPUT": str(path),
        "BANDS": "red=3,green=2,blue=1",
        "MODEL": IMPERVIOUS,
        "OUTPUT": str(tmp_path / "m.tif"),
    }
    run("impervioussurface", values, feedback=feedback)
    assert any("Set BANDS=red=1,green=2,blue=3 if so." in line for line in feedback.warnings)


def test_every_way_to_a_product_leads_to_the_same_map(tmp_path: Path, project: QgsProject) -> None:
    metadata = write_product(tmp_path / "data", city() + np.uint16(1000))
    product = metadata.parent
    packed = shutil.make_archive(str(tmp_path / "data" / product.name), "zip", product.parent, product.name)
    (images,) = product.glob("GRANULE/*/IMG_DATA/R10m")
    values = {"MODEL": IMPERVIOUS, "OUTPUT": str(tmp_path / "map.tif")}
    message = failure("impervioussurface", {**values, "INPUT": str(images)})
    assert "part of a Sentinel-2 product" in message and "MTD_MSIL2A.xml" in message
    run("impervioussurface", {**values, "INPUT": [str(path) for path in sorted(images.glob("*.jp2"))]})
    by_files = read_raster(values["OUTPUT"])
    layer = QgsRasterLayer(layer_source(metadata), "product")
    project.addMapLayer(layer)
    run("impervioussurface", {**values, "INPUT": layer}, context=context_of(project))
    assert_array_equal(read_raster(values["OUTPUT"]), by_files)
    for typed in (Path(packed), product, metadata):
        run("impervioussurface", {**values, "INPUT": str(typed)})
        assert_array_equal(read_raster(values["OUTPUT"]), by_files)
