"""``samplepoints`` as users run it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from algorithms import context_of, failure, load, run, to_project
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorFileWriter, QgsVectorLayer
from rasters import mottled, read_raster, write_raster

from onemetre.processing.layers.sample_layer import HIDDEN, design_of


@pytest.fixture
def city(tmp_path: Path) -> Path:
    classes = (mottled(120, 160, 1) > 150).astype("uint8")
    classes[0, :20] = 255
    return write_raster(tmp_path / "map.tif", classes, nodata=255)


def points(path: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert layer.isValid()
    return layer


def test_points_are_drawn_and_say_nothing_of_the_map(tmp_path: Path, city: Path) -> None:
    target = tmp_path / "points.gpkg"
    result = run("samplepoints", {"INPUT": str(city), "NUMBER": 80, "CLASSES": "0=other,1=roof", "OUTPUT": str(target)})
    assert result["POINTS"] == 80 and result["FORMULA"] == "80 points, as asked for."
    layer = points(target)
    fields = layer.fields()
    choices = layer.editorWidgetSetup(fields.lookupField("label")).config()["map"]
    assert [*choices[0], *choices[1], *choices[2]] == ["Other", "Roof", "not sure"]
    for name in HIDDEN:
        assert layer.editorWidgetSetup(fields.lookupField(name)).type() == "Hidden"
    shown = [column.name for column in layer.attributeTableConfig().columns() if not column.hidden]
    assert {"number", "label", "note"} <= set(shown) and not set(HIDDEN) & set(shown)
    pixels = read_raster(city)[0]
    features = list(layer.getFeatures())
    assert sorted(one["number"] for one in features) == list(range(1, 81))
    for one in features:
        at = one.geometry().asPoint()
        assert (at.x() % 1, at.y() % 1) == (0.5, 0.5)
        assert pixels[int(5_000_000 - at.y()), int(at.x() - 600_000)] == one["map_class"]


def test_the_design_survives_copies_of_the_layer(tmp_path: Path, city: Path, project: QgsProject) -> None:
    target = tmp_path / "points.gpkg"
    run("samplepoints", {"INPUT": str(city), "NUMBER": 80, "OUTPUT": str(target)})
    layer = points(target)
    design = design_of(layer)
    assert design is not None and design.kind == "stratified"
    assert [one.name for one in design.strata] == ["0", "1"]
    assert sum(one.pixels for one in design.strata) == (read_raster(city) != 255).sum()
    assert design_of(layer.clone()) == design
    copy = tmp_path / "copy.gpkg"
    copy.write_bytes(target.read_bytes())
    stripped = QgsVectorLayer(str(copy), "copy", "ogr")
    stripped.removeCustomProperty("onemetre/design")
    assert design_of(stripped) == design
    # A copy in another format keeps sizes beside each point.
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GeoJSON"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(tmp_path / "copy.geojson"), project.transformContext(), options
    )
    features = json.loads((tmp_path / "copy.geojson").read_text())["features"]
    sizes = {one["properties"]["stratum"]: one["properties"]["stratum_px"] for one in features}
    assert sizes == {one.name: one.pixels for one in design.strata}


def test_a_layer_of_the_project_becomes_a_layer(tmp_path: Path, city: Path, project: QgsProject) -> None:
    project.addMapLayer(QgsRasterLayer(str(city), "the map"))
    target = tmp_path / "points.gpkg"
    wanted = {"INPUT": "the map", "ERROR": 3, "EXPECTED": "0=95,1=80", "OUTPUT": to_project(target, project)}
    load(context_of(project), "samplepoints", wanted)
    layer = next(one for one in project.mapLayers().values() if isinstance(one, QgsVectorLayer))
    assert layer.featureCount() > 60
    assert design_of(layer) is not None
    assert layer.editorWidgetSetup(layer.fields().lookupField("map_class")).type() == "Hidden"


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"EXPECTED": "0=195"}, "EXPECTED cannot be read at 0=195"),
        ({"EXPECTED": "water=90"}, "Expected accuracies are given for water"),
        ({"CLASSES": "roof"}, "CLASSES cannot be read"),
        ({"DESIGN": "by eye"}, "DESIGN"),
        ({"NUMBER": 0}, "NUMBER"),
        ({"EXTENT": "0,1,0,1 [EPSG:32632]"}, "lies outside"),
        ({"CLASSES": "7=lake"}, "no pixel of a class"),
    ],
)
def test_what_cannot_be_drawn_is_one_message(
    tmp_path: Path, city: Path, wrong: dict[str, object], complaint: str
) -> None:
    told = failure("samplepoints", {"INPUT": str(city), "OUTPUT": str(tmp_path / "points.gpkg")} | wrong)
    assert complaint in told
    assert not (tmp_path / "points.gpkg").exists()


def test_a_picture_is_no_class_map(tmp_path: Path) -> None:
    picture = write_raster(tmp_path / "picture.tif", mottled(60, 60, 1))
    told = failure("samplepoints", {"INPUT": str(picture), "OUTPUT": str(tmp_path / "points.gpkg")})
    assert "has no classes: it has more than 64 different values" in told
    floats = write_raster(tmp_path / "floats.tif", np.zeros((1, 9, 9), "float32"))
    told = failure("samplepoints", {"INPUT": str(floats), "OUTPUT": str(tmp_path / "points.gpkg")})
    assert "its values are float32, not whole numbers" in told
