"""Polygons and the report from the mapping algorithms, and outputs that are open elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, THREE, context_of, failure, left, load, run, to_project
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsProject,
    QgsVectorLayer,
)


@pytest.fixture
def parameters(bright: Path, out: Path) -> dict[str, object]:
    return {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "map.tif")}


@pytest.mark.parametrize(("name", "model"), [("greenspace", GREEN), ("segment", THREE)])
def test_polygons_and_report_are_made_on_request(parameters: dict, out: Path, name: str, model: str) -> None:
    wanted = {"MODEL": model, "POLYGONS": str(out / "map.gpkg"), "REPORT": str(out / "map.html")}
    result = run(name, parameters | wanted)
    assert (result["POLYGONS"], result["REPORT"]) == (str(out / "map.gpkg"), str(out / "map.html"))
    assert left(out) == ["map.gpkg", "map.html", "map.qml", "map.tif"]
    layer = QgsVectorLayer(result["POLYGONS"])
    assert layer.isValid()
    area = sum(feature["area_m2"] for feature in layer.getFeatures())
    assert area / 1e6 == pytest.approx(result["AREA_KM2"], rel=2e-3)


def test_polygons_follow_the_tolerance(parameters: dict, out: Path) -> None:
    def corners(**more: object) -> int:
        run("greenspace", parameters | {"POLYGONS": str(out / "map.gpkg")} | more)
        return sum(f.geometry().constGet().nCoordinates() for f in QgsVectorLayer(str(out / "map.gpkg")).getFeatures())

    assert corners(SIMPLIFY=2.0) <= corners()


def test_loaded_polygons_have_style_name_and_year(parameters: dict, out: Path, project: QgsProject) -> None:
    wanted = {"YEAR": 2022, "POLYGONS": to_project(out / "map.gpkg", project)}
    (layer,) = load(context_of(project), "greenspace", parameters | wanted)
    assert layer.name() == "Urban green 2022, polygons"
    renderer = layer.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    assert [(c.value(), c.label(), c.symbol().color().name()) for c in renderer.categories()] == [
        (1, "Urban green", "#27ae60")
    ]
    assert layer.temporalProperties().mode() == Qgis.VectorTemporalMode.FixedTemporalRange
    assert layer.temporalProperties().isActive()
    assert GREEN in layer.metadata().abstract()


def test_only_geopackages_and_pages_are_written(parameters: dict, out: Path) -> None:
    assert ".gpkg" in failure("greenspace", parameters | {"POLYGONS": str(out / "map.shp")})
    assert ".html" in failure("greenspace", parameters | {"REPORT": str(out / "map.pdf")})
    assert left(out) == []
