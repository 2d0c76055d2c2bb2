"""The pages of the adaptation's dialog, one by one."""

from __future__ import annotations

import base64
import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from bare_machine import wait_until
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QBuffer, QMetaType, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QPixmap
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from rasters import write_raster
from toy_models import GREEN, OTHER, write_toy

import onemetre
from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.contract.errors import AreaError
from onemetre.processing.parameters.class_text import parse_class_values
from onemetre.ui.adapt.learning.page import RunPage
from onemetre.ui.adapt.method.page import MethodPage
from onemetre.ui.adapt.model.page import ModelPage
from onemetre.ui.adapt.samples.page import SamplesPage
from onemetre.ui.background.side_map import MOST_M2, mapping_job, seen_part
from onemetre.ui.widgets.layer_choice import LayerChoice

NAME = "toy.bright_v1"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two models, of which one can be adapted."""
    folder = tmp_path_factory.mktemp("models")
    write_toy(folder, NAME).with_suffix(".safetensors").write_bytes(b"weights")
    write_toy(folder, "toy.alien_v1")
    return folder


@pytest.fixture(scope="module")
def algorithm(qgis_processing: None, models: Path) -> Iterator[QgsProcessingAlgorithm]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONEMETRE_MODELS", str(models))
        patch.setenv("ONEMETRE_PYTHON", sys.executable)
        loaded = onemetre.classFactory(None)
        loaded.initProcessing()
        yield QgsApplication.processingRegistry().createAlgorithmById("onemetre:adapt")
        loaded.unload()


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    yield QgsProject.instance()
    QgsProject.instance().clear()


def points(project: QgsProject, *kinds: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:32632&field=number:int&field=kind:string", "points", "memory")
    for kind in kinds:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt("Point (600010 4999910)"))
        feature.setAttributes([1, kind])
        layer.dataProvider().addFeature(feature)
    project.addMapLayer(layer)
    return layer


def card_of(*classes: CardClass, architecture: str = "ugsnet-light", scale_factor: int = 1) -> ModelCard:
    return ModelCard(
        name="a.model_v1",
        title="A model",
        task="segmentation",
        architecture=architecture,
        bands=tuple(CardBand(role=role) for role in ("red", "green", "blue")),
        resolution=float(scale_factor),
        scale_factor=scale_factor,
        tile=64,
        halo=8,
        classes=classes,
    )


def image(project: QgsProject, folder: Path, name: str = "city", pixel: float = 1) -> QgsRasterLayer:
    path = write_raster(folder / f"{name}.tif", np.zeros((3, 50, 50), np.uint8), pixel=pixel)
    layer = QgsRasterLayer(str(path), name)
    project.addMapLayer(layer)
    return layer


def test_no_layer_is_chosen_but_by_the_user(project: QgsProject, tmp_path: Path) -> None:
    choice = LayerChoice("image", Qgis.LayerFilter.RasterLayer, "None")
    lost: list[str] = []
    choice.lost.connect(lost.append)
    first, second = image(project, tmp_path, "first"), image(project, tmp_path, "second")
    assert choice.currentLayer() is None
    choice.setLayer(second)
    project.removeMapLayer(first.id())
    assert choice.currentLayer() is second and lost == []
    image(project, tmp_path, "third")
    project.removeMapLayer(second.id())
    assert choice.currentLayer() is None and lost == ["second"]


def test_the_model_page_says_what_is_missing(
    algorithm: QgsProcessingAlgorithm, project: QgsProject, tmp_path: Path
) -> None:
    page = ModelPage(algorithm)
    page.show_models(algorithm.parameterDefinition("MODEL").options())
    about = page.findChild(QLabel, "about_model")
    page.model.setCurrentIndex(page.model.findData("toy.alien_v1"))
    assert "cannot be adapted" in about.text() and "can be adapted" in page.problem()
    page.model.setCurrentIndex(page.model.findData(NAME))
    page.model.activated.emit(page.model.currentIndex())
    assert "Urban green" in about.text() and "image of the city" in page.problem()
    layer = image(project, tmp_path)
    page.image.setLayer(layer)
    assert page.problem() == ""
    assert page.values() == {"MODEL": NAME, "INPUT": [layer.source()]}
    page.show_models([NAME])
    assert page.entry.card.name == NAME
    other = image(project, tmp_path, "other")

    def tick_all() -> None:
        dialog = QApplication.activeModalWidget()
        rows = dialog.findChild(QAbstractItemView).model()
        for row in range(rows.rowCount()):
            rows.setData(rows.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
        dialog.accept()

    QTimer.singleShot(0, tick_all)
    page.findChild(QWidget, "more_images").findChild(QToolButton).click()
    assert page.images == page.values()["INPUT"] == [layer.source(), other.source()]
    lost: list[str] = []
    page.lost.connect(lost.append)
    project.removeMapLayer(other.id())
    assert page.images == [layer.source()] and lost == ["other"]


def test_the_model_follows_the_image_until_the_user_chooses(
    algorithm: QgsProcessingAlgorithm, models: Path, project: QgsProject, tmp_path: Path
) -> None:
    coarse = "toy.coarse_v1"
    infrared, bands = "toy.infrared_v1", ("red", "green", "blue", "nir")
    for name, more in ((coarse, {}), (infrared, {"bands": bands})):
        made = write_toy(models, name, resolution=10.0, scale_factor=10, **more)
        made.with_suffix(".safetensors").write_bytes(b"weights")
    page = ModelPage(algorithm)
    page.show_models(["toy.alien_v1", NAME, coarse, infrared])
    scene = write_raster(tmp_path / "scene.tif", np.zeros((4, 50, 50), np.uint8), pixel=10)
    with rasterio.open(scene, "r+") as raster:
        raster.descriptions = bands
    layer = QgsRasterLayer(str(scene), "scene")
    project.addMapLayer(layer)
    page.image.setLayer(layer)
    chosen = [page.entry.card.name]
    for pixel in (8.0, 1.2):
        page.image.setLayer(image(project, tmp_path, f"image{pixel}", pixel=pixel))
        chosen.append(page.entry.card.name)
        fine = "Samples count at 1 m" in page.findChild(QLabel, "about_model").text()
        assert fine == (page.entry.card.name == coarse)
    page.model.setCurrentIndex(page.model.findData("toy.alien_v1"))
    page.model.activated.emit(page.model.currentIndex())
    page.image.setLayer(image(project, tmp_path, "another", pixel=9))
    assert [*chosen, page.entry.card.name] == [infrared, coarse, NAME, "toy.alien_v1"]


def test_values_of_a_field_become_classes_or_are_left_out(project: QgsProject) -> None:
    page = SamplesPage()
    page.show_model(card_of(OTHER, GREEN))
    assert page.values() == {} and page.problem() == ""
    layer = points(project, "tree, old", "tree, old", "roof", "it's new", "1", "Other")
    page.choose(layer)
    page.field.setField("kind")
    page.field.activated.emit(page.field.currentIndex())
    wait_until(lambda: page.values_asked.rowCount() == 3)
    assert "no class" in page.findChild(QLabel, "hints").text()
    by_text = {page.values_asked.item(row, 0).text(): page.values_asked.cellWidget(row, 1) for row in range(3)}
    for text, value in (("tree, old", 1), ("roof", 0)):
        combo = by_text[text]
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData(value))
    wait_until(lambda: page.counter.count.samples == 5)
    values = page.values()
    assert values["CLASS_FIELD"] == "kind" and values["RADIUS"] == 2
    assert parse_class_values(values["CLASS_VALUES"], "") == {"roof": "0", "tree, old": "1"}
    left = {f["kind"] for f in layer.getFeatures(values["SAMPLES"].filterExpression)}
    assert left == {"tree, old", "roof", "1", "Other"}
    project.removeMapLayer(layer.id())
    wait_until(lambda: page.counter.count.samples == 0)
    assert page.values() == {}


def test_a_model_that_learns_from_samples_only_needs_some(project: QgsProject) -> None:
    page = SamplesPage()
    water = CardClass(value=2, name="water", title="Water", color="#2e86c1")
    page.show_model(card_of(OTHER, GREEN, water, architecture="jointseg", scale_factor=10))
    assert "samples only" in page.problem()
    layer = points(project, "2", "water", "1")
    page.choose(layer)
    page.field.setField("kind")
    page.field.activated.emit(page.field.currentIndex())
    wait_until(lambda: page.counter.count.samples == 3)
    assert page.problem() == ""
    assert [page.table.topLevelItem(row).text(1) for row in range(3)] == ["0", "1", "2"]
    assert "No samples of Other" in page.findChild(QLabel, "hints").text()
    project.removeMapLayer(layer.id())
    page.show_model(card_of(OTHER, GREEN, water))
    assert page.problem() == ""


def test_of_several_classes_all_are_mapped_on_the_side() -> None:
    water = CardClass(value=2, name="water", title="Water", color="#2e86c1")
    three, two = card_of(OTHER, GREEN, water), card_of(OTHER, GREEN)
    jobs = [mapping_job(dataclasses.replace(card, task="green-space"), ["image.tif"], {}) for card in (three, two)]
    assert [job.algorithm.name() for job in jobs] == ["segment", "greenspace"]
    # A file that is not among the models is mapped with the algorithm that takes files.
    by_file = mapping_job(dataclasses.replace(two, task="green-space"), ["image.tif"], {}, file="/runs/a.onnx")
    assert by_file.algorithm.name() == "segment"
    assert by_file.parameters["MODEL_FILE"] == "/runs/a.onnx" and "MODEL" not in by_file.parameters


def test_the_field_stays_when_the_layer_gets_more_fields(project: QgsProject) -> None:
    page = SamplesPage()
    page.show_model(card_of(OTHER, GREEN))
    layer = points(project, "other")
    page.choose(layer)
    page.field.setField("kind")
    page.field.activated.emit(page.field.currentIndex())
    layer.dataProvider().addAttributes([QgsField("another", QMetaType.Type.Int)])
    layer.updateFields()
    assert page.field.name == page.field.currentField() == "kind"
    layer.dataProvider().deleteAttributes([layer.fields().indexOf("kind")])
    layer.updateFields()
    assert page.field.name == page.field.currentField() != "kind"


def test_the_method_page_gives_the_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    page = MethodPage(algorithm)
    page.suggest_name("ugsnet-light.naip_v4", "Köln 2024 (RGB)")
    assert page.name.text() == "ugsnet-light.k-ln-2024-rgb_v1"
    assert page.minutes.text() == "as long as recommended" and "MINUTES" not in page.values()
    page.minutes.stepUp()
    assert page.values()["MINUTES"] == 2
    # A time that was refused gives way to the one that is needed, where no limit is the first step of the field.
    for least, filled in ((1, 2), (12, 12)):
        page.allow_minutes(least)
        assert page.values()["MINUTES"] == filled
    page.minutes.setValue(7)
    page.findChild(QRadioButton, "method_supervised").click()
    values = page.values()
    assert (values["METHOD"], values["MINUTES"], values["SEED"]) == ("supervised", 7, 0)
    assert not {"LEARNING_RATE", "LAMBDA", "SOURCE", "BATCH"} & set(values)
    page.allow("ugsnet-light", samples=False)
    assert page.values()["METHOD"] == "adversarial+selftraining"
    assert "Not available without samples" in page.findChild(QLabel, "about_supervised").text()
    page.allow("ugsnet-light", samples=True)
    assert page.values()["METHOD"] == "supervised"
    page.findChild(QRadioButton, "method_adversarial").click()
    page.allow("jointseg", samples=True)
    assert page.values()["METHOD"] == "supervised"
    greyed = page.findChild(QLabel, "about_adversarial")
    assert not greyed.isEnabled() and "learns from samples only" in greyed.text()
    page.allow("ugsnet-light", samples=True)
    assert page.values()["METHOD"] == "adversarial"
    assert "only." not in greyed.text()
    page.name.setText(" mine.own_v1 ")
    page.suggest_name("ugsnet-light.naip_v4", "another")
    assert page.values()["OUTPUT"] == "mine.own_v1"
    page.name.setText("")
    assert "name" in page.problem()


def test_the_run_page_shows_curves_figures_and_pictures(qgis_app: object) -> None:
    page = RunPage()
    page.resize(600, 600)
    page.begin()
    empty = page.grab().toImage()
    for step in (10, 20):
        metric = {"stage": "child", "step": step, "steps": 90, "loss": 1 / step, "f1_before": 0.5, "f1_now": 0.75}
        page.add_metric(metric | {"event": "metric"})
    assert "step 20 of 90" in page.findChild(QLabel, "figures").text()
    buffer, pixmap = QBuffer(), QPixmap(8, 8)
    pixmap.fill(QColor("#12ab34"))
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    text = base64.b64encode(bytes(buffer.data())).decode()
    page.show_preview({"image": text, "before": text, "now": text})
    shown = page.grab().toImage()
    greens = [
        sum(i.pixelColor(x, y).name() == "#12ab34" for x in range(600) for y in range(600)) for i in (empty, shown)
    ]
    assert greens[0] == 0 and greens[1] > 1000
    page.show_progress(40, 130)
    assert page.findChild(QLabel, "time_left").text() == "about 2 minutes left in total"
    page.show_paused(paused=True)
    assert page.findChild(QPushButton, "pause").text() == "&Resume"
    page.show_progress(41, 120)
    assert page.findChild(QLabel, "time_left").text() == "Paused"
    page.show_leaving("Stopping")
    assert not page.findChild(QPushButton, "cancel").isEnabled()


@pytest.mark.parametrize(("pixel", "whole"), [(1, True), (200, False)])
def test_no_more_than_some_square_kilometres_are_mapped_on_the_side(
    project: QgsProject, tmp_path: Path, pixel: float, whole: bool
) -> None:
    layer = image(project, tmp_path, pixel=pixel)
    canvas = QgsMapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.setExtent(QgsRectangle(-2e7, -2e7, 2e7, 2e7))
    part = seen_part(canvas, [layer.source()])
    measure = QgsDistanceArea()
    measure.setSourceCrs(part.crs(), project.transformContext())
    measure.setEllipsoid("WGS84")
    area = measure.measureArea(QgsGeometry.fromRect(part))
    assert area == pytest.approx(2500 if whole else MOST_M2, rel=0.05)
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    with pytest.raises(AreaError, match="The image is not in view"):
        seen_part(canvas, [layer.source()])
