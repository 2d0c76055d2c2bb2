"""Polygons and the report from the mapping algorithms, and outputs that are open elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, THREE, context_of, failure, left, load, run, to_project
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
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


def test_small_polygons_are_left_out(parameters: dict, out: Path) -> None:
    def areas(**more: object) -> list[float]:
        run("greenspace", parameters | {"POLYGONS": str(out / "map.gpkg")} | more)
        return [feature["area_m2"] for feature in QgsVectorLayer(str(out / "map.gpkg")).getFeatures()]

    every = areas()
    least = max(every)
    assert every and areas(MIN_AREA=0.99 * least) == [area for area in every if area >= 0.99 * least]
    assert areas(MIN_AREA=1.01 * least) == []
    assert "MIN_AREA" in failure("greenspace", parameters | {"POLYGONS": str(out / "map.gpkg"), "MIN_AREA": -1})


def test_destinations_without_a_name_are_not_wanted(parameters: dict, out: Path, project: QgsProject) -> None:
    # As the batch dialog passes optional outputs that were left empty.
    nothing = QgsProcessingOutputLayerDefinition("", project)
    wanted = parameters | {"PROBABILITY": nothing, "POLYGONS": nothing}
    result = run("greenspace", wanted, context=context_of(project))
    assert left(out) == ["map.qml", "map.tif"] and not {"PROBABILITY", "POLYGONS"} & set(result)
    assert "OUTPUT" in failure("greenspace", wanted | {"OUTPUT": nothing})


def test_loaded_polygons_have_style_name_and_year(parameters: dict, out: Path, project: QgsProject) -> None:
    wanted = {"YEAR": 2022, "POLYGONS": to_project(out / "map.gpkg", project)}
    (layer,) = load(context_of(project), "greenspace", parameters | wanted)
    assert layer.name() == "Urban green, bright, 2022, outlines"
    renderer = layer.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    assert [(c.value(), c.label(), c.symbol().color().name()) for c in renderer.categories()] == [
        (1, "Urban green", "#27ae60")
    ]
    assert layer.temporalProperties().mode() == Qgis.VectorTemporalMode.FixedTemporalRange
    assert layer.temporalProperties().isActive()
    assert GREEN in layer.metadata().abstract()


def add_layer(path: Path, name: str) -> None:
    """Save a layer of the user's in a GeoPackage."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=trees:integer", name, "memory")
    layer.dataProvider().addFeature(QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("Point(1 2)"), {0: 7}))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = name
    if path.exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    done = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    assert done[0] == QgsVectorFileWriter.WriterError.NoError, done


def trees(path: Path, name: str) -> list[object]:
    return [feature["trees"] for feature in QgsVectorLayer(f"{path}|layername={name}").getFeatures()]


@pytest.mark.parametrize(
    ("form", "layer"),
    [
        ("{}", "polygons"),
        ("ogr:dbname='{}' table=\"green, 2022\" (geom)", "green, 2022"),
        ("ogr:dbname='{}' table=\"green\"", "green"),
        ("{}|layername=green", "green"),
    ],
)
def test_polygons_go_into_a_geopackage_with_other_layers(
    parameters: dict, out: Path, project: QgsProject, form: str, layer: str
) -> None:
    city = out / "city.gpkg"
    add_layer(city, "parks")
    add_layer(city, "roads")
    wanted = {"POLYGONS": to_project(form.format(city), project)}
    (loaded,) = load(context_of(project), "greenspace", parameters | wanted)
    assert loaded.source() == f"{city}|layername={layer}"
    assert loaded.name() == "Urban green, bright, outlines"
    assert {feature["name"] for feature in loaded.getFeatures()} == {"green"}
    assert trees(city, "parks") == trees(city, "roads") == [7]
    project.clear()
    result = run("greenspace", parameters | {"POLYGONS": form.format(city)})
    assert result["POLYGONS"] == f"{city}|layername={layer}"
    assert QgsVectorLayer(result["POLYGONS"]).featureCount() > 0
    assert trees(city, "parks") == trees(city, "roads") == [7]
    assert left(out) == ["city.gpkg", "map.qml", "map.tif"]


def test_a_named_layer_of_a_new_geopackage_has_that_name(parameters: dict, out: Path) -> None:
    result = run("greenspace", parameters | {"POLYGONS": f"ogr:dbname='{out / 'new.gpkg'}' table=\"green\" (geom)"})
    assert result["POLYGONS"] == f"{out / 'new.gpkg'}|layername=green"
    assert QgsVectorLayer(result["POLYGONS"]).isValid()


def test_a_layer_of_the_users_is_never_replaced(parameters: dict, out: Path) -> None:
    add_layer(out / "city.gpkg", "parks")
    destination = f"ogr:dbname='{out / 'city.gpkg'}' table=\"parks\" (geom)"
    message = failure("greenspace", parameters | {"POLYGONS": destination})
    assert "already holds a table called parks" in message and "parks_2 is free" in message
    message = failure("greenspace", parameters | {"POLYGONS": destination.replace("geom", "shape")})
    assert "cannot be called shape" in message
    assert trees(out / "city.gpkg", "parks") == [7]
    assert left(out) == ["city.gpkg"]


def test_a_geopackage_with_a_layer_of_the_project_is_refused(parameters: dict, out: Path, project: QgsProject) -> None:
    city = out / "city.gpkg"
    add_layer(city, "parks")
    project.addMapLayer(QgsVectorLayer(f"{city}|layername=parks", "Parks"))
    with pytest.raises(QgsProcessingException, match=r"open as the layer Parks.*city_2\.gpkg is free"):
        run(
            "greenspace",
            parameters | {"POLYGONS": f"ogr:dbname='{city}' table=\"green\" (geom)"},
            context=context_of(project),
        )


def test_only_geopackages_and_pages_are_written(parameters: dict, out: Path) -> None:
    assert ".gpkg" in failure("greenspace", parameters | {"POLYGONS": str(out / "map.shp")})
    assert ".gpkg" in failure("greenspace", parameters | {"POLYGONS": "postgis:dbname='city' table=\"green\" (geom)"})
    assert ".html" in failure("greenspace", parameters | {"REPORT": str(out / "map.pdf")})
    assert left(out) == []
