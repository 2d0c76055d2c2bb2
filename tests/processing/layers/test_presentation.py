"""How a map looks when QGIS opens it: by the file beside it, and as a layer that an algorithm loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, IMPERVIOUS, THREE, Recorder, context_of, left, load, run, to_project
from qgis.core import (
    Qgis,
    QgsPalettedRasterRenderer,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage
from rasters import half_bright, write_raster


def test_the_style_beside_the_map_is_found_by_qgis(bright: Path, out: Path) -> None:
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    run("greenspace", {**parameters, "PROBABILITY": str(out / "p.tif")})
    # Not a trace of a layer that was loaded on the way.
    assert left(out) == ["green.qml", "green.tif", "p.qml", "p.tif"]
    classes = QgsRasterLayer(str(out / "green.tif"))
    renderer = classes.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert {c.value: (c.label, c.color.name()) for c in renderer.classes()} == {
        0: ("Other: 0.00384 km²", "#d9d9d9"),
        1: ("Urban green: 0.00384 km²", "#27ae60"),
    }
    # The image below shows through the map, and all of it where the map has nothing to show.
    assert {c.value: c.color.alpha() for c in renderer.classes()} == {0: 0, 1: 255}
    assert 0.6 <= renderer.opacity() <= 0.7
    layer = QgsRasterLayer(str(out / "p.tif"))
    assert isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)
    assert (layer.renderer().classificationMin(), layer.renderer().classificationMax()) == (0, 100)
    assert layer.dataProvider().sourceNoDataValue(1) == 255


def test_the_style_of_a_vector_layer_of_the_same_name_stays(bright: Path, out: Path) -> None:
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    layer = QgsVectorLayer("Point", "green", "memory")
    layer.saveNamedStyle(str(out / "green.qml"))
    before = (out / "green.qml").read_bytes()
    feedback = Recorder()
    run("greenspace", parameters, feedback=feedback)
    assert (out / "green.qml").read_bytes() == before
    assert "it holds the style of a vector layer" in "".join(feedback.warnings)


def test_every_class_of_a_card_has_its_colour(bright: Path, out: Path) -> None:
    run("segment", {"INPUT": str(bright), "BANDS": BANDS, "MODEL": THREE, "OUTPUT": str(out / "classes.tif")})
    layer = QgsRasterLayer(str(out / "classes.tif"))
    renderer = layer.renderer()
    assert [c.value for c in renderer.classes()] == [0, 1, 2]
    assert len({c.color.name() for c in renderer.classes()}) == 3


def test_a_loaded_map_has_style_name_year_and_metadata(tmp_path: Path, out: Path, project: QgsProject) -> None:
    sentinel = write_raster(tmp_path / "sentinel.tif", half_bright(20, 30, 3900, "uint16"), pixel=10.0)
    parameters = {
        "INPUT": str(sentinel),
        "BANDS": BANDS,
        "YEAR": 2022,
        "MODEL": IMPERVIOUS,
        "OUTPUT": to_project(out / "isa.tif", project),
        "PROBABILITY": to_project(out / "p.tif", project),
        "SUPERRESOLVED": to_project(out / "sr.tif", project),
    }
    layers = {layer.name(): layer for layer in load(context_of(project), "impervioussurface", parameters)}
    assert sorted(layers) == [
        "Impervious surface, sentinel, 2022",
        "Impervious surface, sentinel, 2022, probability",
        "Impervious surface, sentinel, 2022, super-resolved image",
    ]
    assert isinstance(layers["Impervious surface, sentinel, 2022"].renderer(), QgsPalettedRasterRenderer)
    # As QGIS draws them: reflectance of 0.039 is dark, of 0.39 white.
    image = layers["Impervious surface, sentinel, 2022, super-resolved image"]
    for layer in (image, QgsRasterLayer(str(out / "sr.tif"))):
        drawn = layer.previewAsImage(QSize(60, 40), QColor("red"), QImage.Format.Format_RGB32)
        assert QColor(drawn.pixel(15, 20)).name() == "#212121"
        assert QColor(drawn.pixel(45, 20)).name() == "#ffffff"
    order = [layer.name().rpartition(", ")[2] for layer in project.layerTreeRoot().layerOrder()]
    assert order == ["2022", "probability", "super-resolved image"]
    for layer in layers.values():
        temporal = layer.temporalProperties()
        assert temporal.isActive()
        assert temporal.mode() == Qgis.RasterTemporalMode.FixedTemporalRange
        span = temporal.fixedTemporalRange()
        assert span.begin().toString(Qt.DateFormat.ISODate) == "2022-01-01T00:00:00Z"
        assert span.end().toString(Qt.DateFormat.ISODate) == "2022-12-31T23:59:59Z"
        assert IMPERVIOUS in layer.metadata().abstract()


def test_without_a_year_a_layer_shows_always(bright: Path, out: Path, project: QgsProject) -> None:
    destination = to_project(out / "green.tif", project)
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": destination}
    (layer,) = load(context_of(project), "greenspace", parameters)
    assert layer.name() == "Urban green, bright"
    assert not layer.temporalProperties().isActive()


def test_a_name_that_the_author_of_a_model_gave_stays(bright: Path, out: Path, project: QgsProject) -> None:
    from processing.core.ProcessingConfig import ProcessingConfig

    ProcessingConfig.setSettingValue("PREFER_FILENAME_AS_LAYER_NAME", False)
    destination = to_project(out / "green.tif", project, "Parks")
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": destination}
    (layer,) = load(context_of(project), "greenspace", parameters)
    assert layer.name() == "Parks"


def test_relative_outputs_lie_in_the_working_folder(
    bright: Path, out: Path, project: QgsProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out)
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": "green.tif"}
    assert run("greenspace", parameters)["OUTPUT"] == str(out / "green.tif")
    relative = QgsProcessingOutputLayerDefinition(QgsProperty.fromValue("loaded.tif"), project)
    (layer,) = load(context_of(project), "greenspace", {**parameters, "OUTPUT": relative})
    assert layer.source() == str(out / "loaded.tif")
    assert layer.name() == "Urban green, bright"


def test_temporary_outputs_work(bright: Path) -> None:
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": "TEMPORARY_OUTPUT"}
    result = run("greenspace", parameters)
    assert result["OUTPUT"].endswith(".tif")
    assert Path(result["OUTPUT"]).is_file()
