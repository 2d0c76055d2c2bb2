"""The algorithm ``onemetre:dynamics``: zones, populations and years as QGIS gives them, and the layers it loads."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from algorithms import Recorder, context_of, failure, left, load, run, to_project
from headless import Headless
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsVectorLayer
from rasters import write_raster
from years import write_map


@pytest.fixture
def maps(tmp_path: Path) -> list[str]:
    """Two maps of 60 x 100 pixels of 1 m; a block of houses becomes a third larger."""
    folder = tmp_path / "maps"
    folder.mkdir()
    first = np.zeros((60, 100), np.uint8)
    first[10:30, 10:40] = 1
    second = first.copy()
    second[10:30, 40:50] = 1
    pixels = {2018: first, 2022: second}
    return [str(write_map(folder / f"{year}.tif", layer, year, percent=False)) for year, layer in pixels.items()]


def zones(crs: str = "EPSG:32632") -> QgsVectorLayer:
    """Two halves, one with its population in both years and one without the first."""
    fields = "field=name:string&field=pop_2018:double&field=pop_2022:double&field=area:double"
    layer = QgsVectorLayer(f"Polygon?crs={crs}&{fields}", "districts", "memory")
    features = []
    for name, people, (left_edge, right) in (("West", [100, 110], (0, 45)), ("East", [None, 20], (45, 100))):
        feature = QgsFeature(layer.fields())
        west, east = 600_000 + left_edge, 600_000 + right
        ring = f"{west} 4999940, {east} 4999940, {east} 5000000, {west} 5000000, {west} 4999940"
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON (({ring}))"))
        feature.setAttributes([name, *people, 1.0])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_what_it_gives_in_a_script(maps: list[str], out: Path) -> None:
    feedback = Recorder()
    values = {
        "INPUTS": maps, "PLACE": "Bolzano",
        "ZONES": zones(), "ZONE_NAME": "name", "POPULATION": ["pop_2018", "pop_2022"],
        "OUTPUT": str(out / "first.tif"), "LOST": str(out / "lost.tif"), "CHANGE": str(out / "change.tif"),
        "TABLE": str(out / "growth.gpkg"), "CSV": str(out / "growth.csv"), "REPORT": str(out / "growth.html"),
    }  # fmt: skip
    results = run("dynamics", values, feedback=feedback)
    assert results["NET_HA"] == pytest.approx(0.02, rel=1e-3) and results["LOSS_HA"] == 0
    assert results["SUMMARY"].startswith("From 2018 to 2022 impervious in Bolzano grew by 0.02 ha (+33.3 %)")
    assert results["SUMMARY"] in feedback.infos
    last = {row["name"]: row for row in rows(results["CSV"]) if row["since"]}
    assert float(last["West"]["lcrpgr_un"]) > 0 and last["East"]["no_ratio"] == "the population of 2018 is missing"
    assert "East: the population of 2018 is missing" in results["WARNINGS"]
    assert left(out) == [
        "change.qml", "change.tif", "first.qml", "first.tif", "growth.csv", "growth.gpkg", "growth.html", "lost.qml",
        "lost.tif",
    ]  # fmt: skip
    first = QgsRasterLayer(results["OUTPUT"])
    assert [(c.value, c.label, c.color.alpha() > 0) for c in first.renderer().classes()] == [
        (0, "Never", False), (2018, "2018 or before", True), (2022, "2022", True),
    ]  # fmt: skip
    change = QgsRasterLayer(results["CHANGE"])
    assert [c.label for c in change.renderer().classes()] == [
        "Other in 2018 and 2022", "Impervious in 2018 and 2022", "Gained by 2022", "Lost since 2018",
    ]  # fmt: skip


def test_layers_have_names_and_colours(maps: list[str], out: Path, project: QgsProject) -> None:
    values = {
        "INPUTS": maps, "ZONES": zones(), "ZONE_NAME": "name", "PLACE": "Bolzano",
        "OUTPUT": to_project(out / "first.tif", project), "CHANGE": to_project(out / "change.tif", project),
        "TABLE": to_project(out / "growth.gpkg", project),
    }  # fmt: skip
    layers = {layer.name(): layer for layer in load(context_of(project), "dynamics", values)}
    assert set(layers) == {
        "Impervious, Bolzano, growth by zone, 2018 to 2022",
        "Impervious, Bolzano, change, 2018 to 2022",
        "Impervious, Bolzano, first year, 2018 to 2022",
    }
    table = layers["Impervious, Bolzano, growth by zone, 2018 to 2022"]
    renderer = table.renderer()
    drawn = [feature["name"] for feature in table.getFeatures() if colored(renderer, table, feature)]
    assert sorted(drawn) == ["East", "West"]


def colored(renderer: Any, layer: QgsVectorLayer, feature: QgsFeature) -> bool:
    """Whether a renderer draws a feature."""
    from qgis.core import QgsRenderContext

    context = QgsRenderContext()
    context.expressionContext().setFeature(feature)
    renderer.startRender(context, layer.fields())
    symbol = renderer.symbolForFeature(feature, context)
    renderer.stopRender(context)
    return symbol is not None


def test_years_come_from_the_parameter_the_layers_the_tags_or_the_names(tmp_path: Path, out: Path) -> None:
    plain = [str(write_raster(tmp_path / f"map_{year}.tif", np.ones((1, 9, 9), np.uint8))) for year in (2001, 2005)]

    def years(**values: Any) -> list[str]:
        run("dynamics", {"INPUTS": plain, "OUTPUT": str(out / "y.tif"), "CSV": str(out / "y.csv"), **values})
        return [row["year"] for row in rows(str(out / "y.csv"))]

    assert years() == ["2001", "2005"]
    assert years(YEARS="2010, 1990") == ["1990", "2010"]
    output = {"OUTPUT": str(out / "no.tif")}
    assert "YEARS cannot be read at soon" in failure("dynamics", {"INPUTS": plain, "YEARS": "soon,2010", **output})
    assert "names 1 years, but there are 2 rasters" in failure("dynamics", {"INPUTS": plain, "YEARS": "2010", **output})


def test_bad_input_is_told(maps: list[str], out: Path) -> None:
    output = {"OUTPUT": str(out / "no.tif"), "INPUTS": maps}
    nowhere = zones("")
    assert "no coordinate system" in failure("dynamics", {**output, "ZONES": nowhere})
    assert "has no year" in failure("dynamics", {**output, "ZONES": zones(), "POPULATION": ["area"]})
    assert "no field 'who'" in failure("dynamics", {**output, "ZONES": zones(), "ZONE_NAME": "who"})
    empty = QgsVectorLayer("Polygon?crs=EPSG:32632", "nothing", "memory")
    assert "have no polygons" in failure("dynamics", {**output, "ZONES": empty})
    assert "t least two years" in failure("dynamics", {**output, "INPUTS": maps[:1]})
    assert "from 1 to 99" in failure("dynamics", {**output, "MIN_WIDTH": 0})
    assert left(out) == []


def test_it_runs_on_the_command_line(maps: list[str], out: Path, tmp_path: Path, qgis_process: Headless) -> None:
    corners = [[600_000, 4_999_940], [600_100, 4_999_940], [600_100, 5_000_000], [600_000, 4_999_940]]
    feature = {
        "type": "Feature",
        "properties": {"pop_2018": 100, "pop_2022": 120},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}
    path = tmp_path / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    results = qgis_process.results(
        "onemetre:dynamics", *(f"--INPUTS={one}" for one in maps), f"--ZONES={path}", "--POPULATION=pop_2018",
        "--POPULATION=pop_2022", f"--OUTPUT={out / 'first.tif'}", f"--CSV={out / 'growth.csv'}",
    )  # fmt: skip
    (last,) = (row for row in rows(results["CSV"]) if row["since"] and row["zone"] == "1")
    assert last["name"] == "Zone 1" and float(last["pgr_pct"]) == pytest.approx(100 * np.log(1.2) / 4)
