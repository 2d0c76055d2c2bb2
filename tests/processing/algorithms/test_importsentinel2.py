"""``importsentinel2`` as users run it, and products as INPUT of a map."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import context_of, failure, load, run, to_project
from headless import Headless
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QDate
from real_safe import N0214, N0400, needs_trees, numbered, packed, write_safe

pytestmark = needs_trees


def test_a_product_becomes_the_stack_of_the_models_bands(tmp_path: Path) -> None:
    archive = packed(write_safe(tmp_path, N0400))
    result = run("importsentinel2", {"INPUT": str(archive), "OUTPUT": str(tmp_path / "stack.tif")})
    with rasterio.open(result["OUTPUT"]) as raster:
        assert raster.descriptions == ("B04", "B03", "B02", "B08")
        assert (raster.read(1) == numbered("B04", 10) - 1000).all()
    assert result["DATE"] == "2022-04-13"
    assert result["OBSERVED"] == 100
    assert result["WARNINGS"] == ""


def test_bands_are_named_in_any_way_and_clouds_left_out(tmp_path: Path) -> None:
    def image(band: str, metres: int) -> np.ndarray:
        made = numbered(band, metres).copy()
        if band == "SCL":
            made[:20] = 9
        return made

    product = write_safe(tmp_path, N0214, image)
    wanted = {"INPUT": [str(product)], "BANDS": "b11, red,B8", "CLOUDS": True, "OUTPUT": str(tmp_path / "stack.tif")}
    result = run("importsentinel2", wanted)
    with rasterio.open(result["OUTPUT"]) as raster:
        assert raster.descriptions == ("B11", "B04", "B08")
        assert (raster.read(1)[:50] == 0).all()
        assert (raster.read(1)[50:] > 0).all()
    assert result["CLOUDED"] == pytest.approx(100 * 50 / 120, abs=0.01)


def test_it_runs_in_scripts(qgis_process: Headless, tmp_path: Path) -> None:
    write_safe(tmp_path, N0400)
    name = next(tmp_path.glob("*.SAFE")).name
    result = qgis_process.results(
        "onemetre:importsentinel2", f"--INPUT={name}", "--MODEL=jointseg.s2rgb_v2", "--OUTPUT=stack.tif", cwd=tmp_path
    )
    with rasterio.open(tmp_path / "stack.tif") as raster:
        assert raster.count == 3
    assert result["DATE"] == "2022-04-13"


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"BANDS": "B02,B42"}, "no band 'B42'"),
        ({"BANDS": "B10"}, "no band 'B10'"),
        ({"MODEL": "ugsnet-light.naip_v4"}, "bands that Sentinel-2 does not have"),
        ({"INPUT": "nowhere.zip"}, "does not exist"),
        ({"CLOUDS": True, "BANDS": "B09"}, "no B09"),
    ],
)
def test_what_cannot_be_imported_is_one_message(tmp_path: Path, wrong: dict[str, object], complaint: str) -> None:
    product = write_safe(tmp_path, N0400)
    told = failure("importsentinel2", {"INPUT": str(product), "OUTPUT": str(tmp_path / "stack.tif")} | wrong)
    assert complaint in told
    assert not (tmp_path / "stack.tif").exists()


def test_the_layer_carries_its_day(tmp_path: Path, project: QgsProject) -> None:
    product = write_safe(tmp_path, N0400)
    target = tmp_path / "stack.tif"
    load(context_of(project), "importsentinel2", {"INPUT": str(product), "OUTPUT": to_project(target, project)})
    layer = next(one for one in project.mapLayers().values() if isinstance(one, QgsRasterLayer))
    assert Path(layer.source()) == target
    assert layer.name() == "Sentinel-2, 2022-04-13"
    span = layer.temporalProperties().fixedTemporalRange()
    assert span.begin().date() == span.end().date() == QDate(2022, 4, 13)


def test_a_product_is_mapped_directly_with_the_same_numbers(tmp_path: Path) -> None:
    def ground(band: str, metres: int) -> np.ndarray:
        rng = np.random.default_rng(int(band[1:3].rstrip("A")))
        return (1000 + rng.gamma(2, 400, (1200 // metres, 1200 // metres))).astype(np.uint16)

    product = write_safe(tmp_path, N0400, ground, ("B02_10m", "B03_10m", "B04_10m", "B08_10m"))
    archive = packed(product)
    run("importsentinel2", {"INPUT": str(product), "OUTPUT": str(tmp_path / "stack.tif")})
    shutil.rmtree(product)
    maps = {}
    for name, source in (("direct", archive), ("imported", tmp_path / "stack.tif")):
        outputs = {"OUTPUT": str(tmp_path / f"{name}.tif"), "PROBABILITY": str(tmp_path / f"{name}_p.tif")}
        result = run("impervioussurface", {"INPUT": str(source), **outputs})
        assert result["MODEL_USED"].startswith("jointseg.s2rgbn")
        maps[name] = [rasterio.open(path).read() for path in outputs.values()]
    for one, other in zip(maps["direct"], maps["imported"], strict=True):
        assert (one == other).all()
