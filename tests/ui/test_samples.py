"""The layer that samples are drawn into, and what is counted in it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from bare_machine import wait_until
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from toy_models import GREEN, OTHER

from onemetre.contract.errors import OutputError
from onemetre.processing.bases.sample_parameters import FIELD as CLASS_FIELD
from onemetre.ui.adapt.samples.count import Count, SampleCounter
from onemetre.ui.adapt.samples.layer import draw_class, make_sample_layer

CLASSES = (OTHER, GREEN)
UTM = QgsCoordinateReferenceSystem("EPSG:32632")


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    project = QgsProject()
    yield project
    project.clear()


@pytest.fixture
def layer(tmp_path: Path, project: QgsProject) -> QgsVectorLayer:
    layer = make_sample_layer(str(tmp_path / "samples.gpkg"), CLASSES, UTM, project)
    project.addMapLayer(layer)
    return layer


def square(x: float, side: float = 10) -> QgsGeometry:
    return QgsGeometry.fromRect(QgsRectangle(x, 4_999_900, x + side, 4_999_900 + side))


def draw(layer: QgsVectorLayer, x: float, side: float = 10) -> QgsFeature:
    """As QGIS's tool does it: with the defaults of the fields."""
    feature = QgsVectorLayerUtils.createFeature(layer, square(x, side))
    assert layer.addFeature(feature)
    return feature


def counted(counter: SampleCounter) -> Count:
    """The count after all that has happened until now."""
    news: list[bool] = []
    counter.changed.connect(lambda: news.append(True))
    wait_until(lambda: bool(news))
    return counter.count


def test_samples_become_a_layer_among_others_of_the_users(tmp_path: Path, project: QgsProject) -> None:
    path = tmp_path / "city.gpkg"
    parks = QgsVectorLayer("Point?crs=EPSG:4326&field=trees:integer", "parks", "memory")
    parks.dataProvider().addFeature(QgsVectorLayerUtils.createFeature(parks, QgsGeometry.fromWkt("Point(1 2)"), {0: 7}))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "parks"
    QgsVectorFileWriter.writeAsVectorFormatV3(parks, str(path), project.transformContext(), options)
    names = []
    for _ in range(2):
        layer = make_sample_layer(str(path), CLASSES, UTM, project)
        layer.startEditing()
        draw(layer, 600_000)
        assert layer.commitChanges()
        names.append(layer.source().partition("|layername=")[2])
        del layer
    assert names == ["samples", "samples_2"]
    found = {name: QgsVectorLayer(f"{path}|layername={name}").featureCount() for name in ("parks", *names)}
    assert found == {"parks": 1, "samples": 1, "samples_2": 1}
    (tmp_path / "notes.gpkg").write_bytes(b"mine")
    with pytest.raises(OutputError, match="no intact GeoPackage"):
        make_sample_layer(str(tmp_path / "notes.gpkg"), CLASSES, UTM, project)
    assert (tmp_path / "notes.gpkg").read_bytes() == b"mine"


def test_a_sample_layer_knows_the_classes_in_this_and_in_later_projects(layer: QgsVectorLayer) -> None:
    again = QgsVectorLayer(layer.source(), "again", "ogr")
    for one in (layer, again):
        index = one.fields().indexOf(CLASS_FIELD)
        setup = one.editorWidgetSetup(index)
        assert setup.type() == "ValueMap"
        assert setup.config()["map"] == [{"Other": "0"}, {"Urban green": "1"}]
        renderer = one.renderer()
        assert isinstance(renderer, QgsCategorizedSymbolRenderer)
        seen = [(c.value(), c.label(), c.symbol().symbolLayer(2).strokeColor().name()) for c in renderer.categories()]
        assert seen == [(0, "Other", OTHER.color), (1, "Urban green", GREEN.color)]
    assert layer.crs() == UTM
    assert layer.name() == "samples"


@pytest.mark.parametrize("ground", [GREEN.color, OTHER.color, "#ffffff", "#000000"])
def test_a_sample_is_seen_on_any_ground(layer: QgsVectorLayer, ground: str) -> None:
    layer.startEditing()
    draw(layer, 600_000)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(UTM)
    around = square(600_000).boundingBox()
    around.scale(2)
    settings.setExtent(around)
    settings.setOutputSize(QSize(200, 200))
    settings.setOutputDpi(96)
    settings.setBackgroundColor(QColor(ground))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    row = [job.renderedImage().pixelColor(x, 100) for x in range(100)]
    # On the way in: the ground, then a step in lightness at the edge of the sample.
    assert row[0].name() == ground
    assert max(abs(color.lightness() - row[0].lightness()) for color in row) > 100
    layer.rollBack()


def test_what_is_drawn_gets_the_class_that_was_chosen(layer: QgsVectorLayer) -> None:
    layer.startEditing()
    assert draw(layer, 600_000)[CLASS_FIELD] == 1
    draw_class(layer, CLASS_FIELD, 0)
    assert draw(layer, 600_100)[CLASS_FIELD] == 0
    draw_class(layer, "no_such_field", 1)
    layer.rollBack()


def test_a_file_that_is_open_or_cannot_be_written_is_refused(layer: QgsVectorLayer, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="open as the layer"):
        make_sample_layer(str(tmp_path / "samples.gpkg"), CLASSES, UTM, layer.project())
    with pytest.raises(OutputError, match="nowhere"):
        make_sample_layer(str(tmp_path / "nowhere" / "s.gpkg"), CLASSES, UTM, layer.project())


def test_the_count_follows_edits(layer: QgsVectorLayer) -> None:
    counter = SampleCounter()
    counter.follow(layer, CLASS_FIELD, CLASSES, {}, 2)
    assert counted(counter).samples == 0
    layer.startEditing()
    draw(layer, 600_000)
    draw(layer, 600_100, 20)
    green = counted(counter).classes[1]
    assert green.samples == 2
    # On the ellipsoid, so not exactly that of the projection.
    assert green.area_m2 == pytest.approx(500, rel=0.002) and green.area_m2 != pytest.approx(500, rel=1e-6)
    first, second = layer.allFeatureIds()
    layer.changeAttributeValue(first, layer.fields().indexOf(CLASS_FIELD), 0)
    count = counted(counter)
    assert (count.classes[0].samples, count.classes[1].samples) == (1, 1)
    layer.deleteFeature(second)
    assert counted(counter).samples == 1
    layer.changeGeometry(first, square(600_000, 30))
    assert sum(c.area_m2 for c in counted(counter).classes.values()) == pytest.approx(900, rel=0.002)
    layer.undoStack().undo()
    layer.undoStack().undo()
    assert counted(counter).samples == 2
    layer.rollBack()
    assert counted(counter).samples == 0


def test_classes_are_known_by_value_name_title_or_by_what_they_are_said_to_be(project: QgsProject) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:32632&field=kind:string", "points", "memory")
    project.addMapLayer(layer)
    for text in ("1", "green", "Urban Green", "OTHER", "Tree", "lawn", "lawn", "", None):
        feature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("Point (600010 4999910)"), {0: text})
        layer.dataProvider().addFeature(feature)
    layer.dataProvider().addFeature(QgsFeature(layer.fields()))
    counter = SampleCounter()
    counter.follow(layer, "kind", CLASSES, {}, 3)
    count = counted(counter)
    assert (count.classes[0].samples, count.classes[1].samples) == (1, 3)
    assert count.classes[1].area_m2 == pytest.approx(3 * math.pi * 9)
    assert count.foreign == {"Tree": 1, "lawn": 2, "": 2}
    counter.follow(layer, "kind", CLASSES, {"Tree": 1, "lawn": 0}, 3)
    count = counted(counter)
    assert (count.classes[0].samples, count.classes[1].samples) == (3, 4)


def test_the_count_survives_the_layer(layer: QgsVectorLayer, project: QgsProject) -> None:
    counter = SampleCounter()
    counter.follow(layer, CLASS_FIELD, CLASSES, {}, 2)
    layer.startEditing()
    draw(layer, 600_000)
    assert counted(counter).samples == 1
    layer.rollBack()
    project.removeMapLayer(layer.id())
    counter.follow(None, "", CLASSES, {}, 2)
    assert counted(counter).samples == 0
