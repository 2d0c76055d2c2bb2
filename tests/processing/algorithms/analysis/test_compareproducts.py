"""``compareproducts`` as users run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from algorithms import context_of, failure, load, run, to_project
from qgis.core import QgsProject, QgsRasterLayer, QgsSingleBandPseudoColorRenderer
from rasters import write_raster
from referenced import write_city


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A map and a product of 10 m made of it."""
    city, _ = write_city(tmp_path)
    with rasterio.open(city) as raster:
        found = raster.read(1)
    percent = np.rint(100 * found.reshape(30, 10, 40, 10).mean(axis=(1, 3))).astype("uint8")
    return city, write_raster(tmp_path / "product.tif", percent[None], pixel=10.0, nodata=255)


def test_a_map_beside_a_product(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    outputs = {
        "REPORT": str(tmp_path / "r.html"),
        "TABLE": str(tmp_path / "t.csv"),
        "DIFFERENCE": str(tmp_path / "d.tif"),
    }
    wanted = {"INPUT": str(pair[0]), "PRODUCT": str(pair[1]), "LEGEND": ">=50", **outputs}
    result = run("compareproducts", wanted)
    assert result["AGREEMENT"] > 99 and result["F1"] > 99
    assert result["MAP_KM2"] == pytest.approx(result["PRODUCT_KM2"], rel=1e-3)
    assert result["NEARER"] == "" and result["WARNINGS"] == ""
    assert all(Path(path).exists() for path in outputs.values())
    assert "#b2182b" in (tmp_path / "d.qml").read_text(encoding="utf-8")


def test_points_say_which_is_nearer(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    points = str(tmp_path / "points.gpkg")
    run("samplepoints", {"INPUT": str(pair[0]), "NUMBER": 200, "OUTPUT": points})
    wanted = {"INPUT": str(pair[0]), "PRODUCT": [str(pair[1])], "LEGEND": "hrl-imperviousness", "REFERENCE": points}
    result = run("compareproducts", {**wanted, "CLASS_FIELD": "map_class", "REPORT": str(tmp_path / "r.html")})
    assert "the map is nearer" in result["NEARER"]


def test_differences_are_drawn_in_two_colours(tmp_path: Path, pair: tuple[Path, Path], project: QgsProject) -> None:
    target = to_project(tmp_path / "d.tif", project)
    wanted = {"INPUT": str(pair[0]), "PRODUCT": str(pair[1]), "LEGEND": ">=50", "DIFFERENCE": target}
    load(context_of(project), "compareproducts", wanted)
    layer = next(one for one in project.mapLayers().values() if isinstance(one, QgsRasterLayer))
    assert layer.name() == "Map minus product"
    assert isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"LEGEND": "built-up"}, "'built-up' is no legend of a product"),
        ({"LEGEND": ""}, "The product has no legend"),
        ({"LEGEND": "gaia"}, "no year is given"),
        ({"TARGET": "lake"}, "has no class lake"),
        ({"PRODUCT": "nowhere.tif"}, "does not exist"),
    ],
)
def test_what_cannot_be_compared_is_one_message(
    tmp_path: Path, pair: tuple[Path, Path], wrong: dict[str, Any], complaint: str
) -> None:
    good = {"INPUT": str(pair[0]), "PRODUCT": str(pair[1]), "LEGEND": ">=50", "REPORT": str(tmp_path / "r.html")}
    assert complaint in failure("compareproducts", good | wrong)
    assert not (tmp_path / "r.html").exists()
