"""``accuracy`` as users run it: points drawn, labelled in QGIS, and measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from algorithms import failure, run
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer, edit
from rasters import write_raster
from referenced import write_city


def labelled(folder: Path, city: Path, truth: NDArray[np.uint8], **wanted: Any) -> QgsVectorLayer:
    """Points drawn from a map and labelled in QGIS by the truth."""
    target = folder / "points.gpkg"
    run("samplepoints", {"INPUT": str(city), "NUMBER": 300, "OUTPUT": str(target), **wanted})
    layer = QgsVectorLayer(str(target), "points", "ogr")
    with edit(layer):
        for feature in layer.getFeatures():
            at = feature.geometry().asPoint()
            feature["label"] = int(truth[int(5_000_000 - at.y()), int(at.x() - 600_000)])
            layer.updateFeature(feature)
    return layer


def test_drawn_labelled_and_measured(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    layer = labelled(tmp_path, city, truth)
    outputs = {
        name: str(tmp_path / file) for name, file in (("REPORT", "r.html"), ("TABLE", "t.csv"), ("ERRORS", "e.gpkg"))
    }
    result = run("accuracy", {"INPUT": str(city), "REFERENCE": layer, "IMAGE": str(city), **outputs})
    whole = write_raster(tmp_path / "truth.tif", truth[None], nodata=255)
    exact = run("accuracy", {"INPUT": str(city), "REFERENCE_RASTER": str(whole), "REPORT": str(tmp_path / "w.html")})
    assert result["OVERALL_LOW"] <= exact["OVERALL_ACCURACY"] <= result["OVERALL_HIGH"]
    assert result["COUNTED"] == 300 and exact["COUNTED"] == truth.size
    assert result["DESIGN"] == "stratified sample with 2 strata, seed 1" and not result["WARNINGS"]
    assert "OVERALL_LOW" not in exact
    for path in outputs.values():
        assert Path(path).stat().st_size > 1000
    assert QgsVectorLayer(outputs["ERRORS"], "errors", "ogr").featureCount() == 300


def test_the_same_points_measure_another_map(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    layer = labelled(tmp_path, city, truth)
    other = write_raster(tmp_path / "other.tif", truth[None], nodata=255)
    perfect = run("accuracy", {"INPUT": str(other), "REFERENCE": layer, "REPORT": str(tmp_path / "r.html")})
    assert perfect["OVERALL_ACCURACY"] == 100


def test_a_point_that_somebody_added_is_told(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    layer = labelled(tmp_path, city, truth)
    with edit(layer):
        moved = next(layer.getFeatures())
        layer.changeGeometry(moved.id(), QgsGeometry.fromPointXY(QgsPointXY(600_120.5, 4_999_850.5)))
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(600_100.5, 4_999_900.5)))
        feature["label"] = 1
        layer.addFeature(feature)
    result = run("accuracy", {"INPUT": str(city), "REFERENCE": layer, "REPORT": str(tmp_path / "r.html")})
    assert "1 points were not drawn with the sample" in result["WARNINGS"]
    assert "1 points were moved after they were drawn" in result["WARNINGS"]


def test_words_of_another_field_are_translated_to_classes(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632&field=use:string", "fields", "memory")
    for name, left in (("roof, red", 600_010), ("lawn", 600_100)):
        feature = QgsFeature(layer.fields())
        feature["use"] = name
        box = QgsRectangle(left, 4_999_980, left + 20, 4_999_990)
        feature.setGeometry(QgsGeometry.fromRect(box))
        layer.dataProvider().addFeature(feature)
    wanted = {"INPUT": str(city), "REFERENCE": layer, "CLASS_FIELD": "use", "REPORT": str(tmp_path / "r.html")}
    told = failure("accuracy", wanted)
    assert "The reference has classes that the map has not: roof, red, lawn. The map has 0 = Other" in told
    result = run("accuracy", {**wanted, "CLASS_VALUES": '"roof, red"=impervious,lawn=other'})
    assert result["COUNTED"] == 400 and result["DESIGN"] == ""


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({}, "There is no reference, or there are two."),
        ({"REFERENCE_RASTER": "nowhere.tif"}, "does not exist"),
        ({"CLASS_FIELD": "kind"}, "the reference has no field 'kind'. Fields of the reference: "),
        ({"CLASS_VALUES": "roof"}, "CLASS_VALUES cannot be read at roof"),
        ({"PROBABILITY": "map.tif", "CLASSES": "5=roof"}, "does not say of which class"),
        ({"IMAGE": "table.csv"}, "does not exist"),
        ({"ADD_TO_REPORT": "none.html"}, "The report none.html cannot be read."),
        ({"ZONE_NAME": "name", "ZONES": "points"}, "ZONES"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_one_message(tmp_path: Path, wrong: dict[str, Any], complaint: str) -> None:
    city, truth = write_city(tmp_path)
    layer = labelled(tmp_path, city, truth)
    given = {
        name: str(tmp_path / value) if value.endswith((".tif", ".csv", ".html")) else value
        for name, value in wrong.items()
    }
    reference = {"REFERENCE": layer} if wrong and "REFERENCE_RASTER" not in wrong else {}
    told = failure("accuracy", {"INPUT": str(city), "REPORT": str(tmp_path / "r.html"), **reference, **given})
    assert complaint in told
    assert not (tmp_path / "r.html").exists()
