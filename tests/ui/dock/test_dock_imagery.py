"""The dock's imagery: the project's rasters by year, their bands, and the models that fit them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import GREEN, IMPERVIOUS, context_of, failure, run
from numpy.testing import assert_array_equal
from patience import PATIENCE_MS
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
)
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QTreeWidgetItem
from rasters import city, half_bright, mottled, read_raster, write_raster

from onemetre.contract.errors import BandError, RequestError
from onemetre.contract.requests import EstimateResult
from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.processing.client.run_request import run_request
from onemetre.processing.layers.model_fit import bands_to_send, misfit
from onemetre.ui.dock.parts.estimator import remarks
from onemetre.ui.dock.parts.imagery_section import ImagerySection
from onemetre.ui.dock.parts.model_section import ModelSection
from onemetre.ui.dock.state.planned_run import PlannedRun
from onemetre.ui.dock.state.planned_runs import planned_runs
from onemetre.ui.dock.state.settings import AreaChoice, OutputChoice
from onemetre.ui.dock.state.state import DockState
from onemetre.ui.widgets.thumbnail import thumbnail

DEMO = Path(__file__).parents[3] / "resources" / "demo"
CHECKED = Qt.CheckState.Checked


@pytest.fixture
def scenes(tmp_path: Path) -> Iterator[dict[str, QgsRasterLayer]]:
    """Two scenes of the project, and one that cannot be mapped."""
    project = QgsProject.instance()
    layers = {}
    for name in ("ortho_2022", "ortho_2019"):
        path = write_raster(tmp_path / f"{name}.tif", half_bright(40, 40, 250))
        layers[name] = QgsRasterLayer(str(path), name)
    layers["tiles"] = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "tiles", "wms")
    for layer in layers.values():
        project.addMapLayer(layer)
    yield layers
    project.clear()


@pytest.fixture
def section(scenes: dict[str, QgsRasterLayer]) -> Iterator[ImagerySection]:
    state = DockState()
    state.update(model=GREEN)
    made = ImagerySection(state)
    yield made
    made.close_section()
    state.close()


def shown(section: ImagerySection) -> dict[str, list[str]]:
    """The tree: year -> names."""
    groups = [section.tree.topLevelItem(i) for i in range(section.tree.topLevelItemCount())]
    return {group.text(0): [group.child(i).text(0) for i in range(group.childCount())] for group in groups}


def rasters(section: ImagerySection) -> list[QTreeWidgetItem]:
    """The entries of the tree that can be ticked."""
    groups = [section.tree.topLevelItem(i) for i in range(section.tree.topLevelItemCount())]
    items = [group.child(i) for group in groups for i in range(group.childCount())]
    return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]


def current(section: ImagerySection) -> str:
    """Source of the raster whose bands are shown."""
    return section.tree.currentItem().toolTip(0)


def test_rasters_are_grouped_by_year_and_what_cannot_be_mapped_says_why(section: ImagerySection) -> None:
    tree = shown(section)
    refused = tree.pop("Cannot be mapped")
    assert tree == {"2019": ["ortho_2019"], "2022": ["ortho_2022"]}
    assert refused[0].startswith("tiles: ") and "pictures rather than measured values" in refused[0]
    # One is ticked: whichever lies on top.
    assert len(section.state.settings.chosen) == 1


def test_several_years_are_ticked_and_a_year_is_corrected(section: ImagerySection) -> None:
    items = rasters(section)
    for item in items:
        item.setCheckState(0, CHECKED)
    assert rasters(section) == items, "what is ticked stays: it is still at work when it says so"
    assert section.state.settings.years == (2019, 2022)
    source = current(section)
    section.panel.year.setValue(2015)
    assert section.state.settings.image(source).year == 2015
    assert "2015" in shown(section)
    section.panel.year.setValue(1899)
    assert section.state.settings.image(source).year is None and "undated" in shown(section)


def test_bands_are_guessed_shown_and_changed(section: ImagerySection) -> None:
    boxes = section.panel.roles
    assert list(boxes) == ["red", "green", "blue"]
    assert [box.currentData() for box in boxes.values()] == [1, 2, 3]
    boxes["red"].setCurrentIndex(2)
    boxes["red"].activated.emit(2)
    image = section.state.settings.image(current(section))
    assert image.bands == "red=3,green=2,blue=3"
    section.panel.guess.click()
    assert section.state.settings.image(image.source).bands == ""


def test_a_removed_layer_is_gone_and_the_others_stay_as_they_were(
    section: ImagerySection, scenes: dict[str, QgsRasterLayer]
) -> None:
    section.panel.year.setValue(2001)
    kept = current(section)
    other = next(layer for layer in scenes.values() if layer.source() != kept and layer.providerType() == "gdal")
    QgsProject.instance().removeMapLayer(other)
    assert [(image.source, image.year) for image in section.state.settings.images] == [(kept, 2001)]


def test_models_that_fit_come_first(section: ImagerySection) -> None:
    model = ModelSection(section.state, lambda: None)
    texts = [model.box.itemText(i) for i in range(model.box.count())]
    names = [model.box.itemData(i) for i in range(model.box.count())]
    assert texts[0].startswith("Automatic (") and texts[1] == "For this imagery" and "For other imagery" in texts
    assert names.index(GREEN) < texts.index("For other imagery") < names.index(IMPERVIOUS)
    section.state.update(model=IMPERVIOUS)
    assert "pixels of 10 m" in model.misfit.text()


@pytest.mark.parametrize("order", [("demo_aerial", "demo_sentinel2"), ("demo_sentinel2", "demo_aerial")])
def test_the_dock_uses_the_model_that_an_algorithm_chooses_until_the_user_picks_one(
    order: tuple[str, str], out: Path
) -> None:
    # With near infrared the model that uses it.
    best = {"demo_aerial": "ugsnet-light.naip_v4", "demo_sentinel2": "jointseg.s2rgbn_v3"}
    state = DockState()
    state.update(outputs=OutputChoice(folder=str(out)), area=AreaChoice(kind="raster"))
    imagery, model = ImagerySection(state), ModelSection(state, lambda: None)

    def tick(wanted: str) -> None:
        for item in rasters(imagery):
            item.setCheckState(0, CHECKED if item.text(0) == wanted else Qt.CheckState.Unchecked)

    try:
        for name in order:
            QgsProject.instance().addMapLayer(QgsRasterLayer(str(DEMO / f"{name}.tif"), name))
            tick(name)
            assert model.box.currentText() == f"Automatic ({best[name]})" and model.misfit.text() == ""
            assert state.settings.model == "auto" and state.card.name == best[name]
            (planned,) = planned_runs(state.settings, state.card, "")
            assert planned.parameters["MODEL"] == "auto"
            cost = cost_of(planned)
            assert cost.model == planned.model == best[name]
        model.box.setCurrentIndex(model.box.findData(best[order[1]]))
        model.box.activated.emit(model.box.currentIndex())
        tick(order[0])
        assert state.settings.model == best[order[1]] and order[0] in model.misfit.text()
        tick(order[1])
        (planned,) = planned_runs(state.settings, state.card, "")
        assert planned.parameters["MODEL"] == best[order[1]]
    finally:
        imagery.close_section()
        state.close()
        QgsProject.instance().clear()


def cost_of(run: PlannedRun) -> EstimateResult:
    """Estimate of a run, by the engine."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemetre:{run.algorithm}")
    request = algorithm.estimate_request(run.parameters, context_of(QgsProject.instance()))
    return run_request(request, EstimateResult, QgsProcessingFeedback())


def pictured(section: ImagerySection) -> bool:
    """Whether the thumbnail of the raster is there."""
    picture = section.panel.picture.pixmap()
    return picture is not None and not picture.isNull()


def test_the_thumbnail_shows_the_bands_as_they_are_set(section: ImagerySection, tmp_path: Path) -> None:
    pixels = half_bright(40, 40, 250)
    pixels[1:] = 0
    red = QgsRasterLayer(str(write_raster(tmp_path / "red.tif", pixels)), "red")
    image = thumbnail(red.dataProvider().clone(), (1, 2, 3))
    assert isinstance(image, QImage)
    bright, dark = image.pixelColor(image.width() - 5, 40), image.pixelColor(5, 40)
    assert bright.red() == 255 and bright.green() == bright.blue() == 0
    assert dark.red() < 50
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if pictured(section) else None)
    timer.start(20)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    loop.exec()
    assert pictured(section)


def test_a_model_that_is_gone_is_named_and_no_other_takes_its_place(section: ImagerySection) -> None:
    model = ModelSection(section.state, lambda: None)
    section.state.update(model="toy.gone_v1")
    assert section.state.card is None and model.box.currentIndex() == -1
    assert model.card.text() == "The model toy.gone_v1 is not available here; choose another one."
    section.state.update(model="auto")
    assert section.state.card.name == model.box.currentText().removeprefix("Automatic (").removesuffix(")")


def named_by_tags(path: Path, names: tuple[str, ...] = ("B02", "B04", "B03", "B08", "SCL")) -> Path:
    """A scene at 10 m whose bands are named by a tag only, as openEO writes it."""
    pixels = mottled(64, 64, len(names), "uint16")
    write_raster(path, pixels, pixel=10.0, photometric="minisblack")
    with rasterio.open(path, "r+") as raster:
        for number, name in enumerate(names, start=1):
            raster.update_tags(number, DESCRIPTION=name)
    return path


def test_the_dock_sends_the_bands_that_it_shows_and_a_script_finds_the_same(tmp_path: Path) -> None:
    path = named_by_tags(tmp_path / "scene_2022.tif")
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), "scene_2022"))
    state = DockState()
    state.update(model=IMPERVIOUS, outputs=OutputChoice(folder=str(tmp_path)))
    section = ImagerySection(state)
    try:
        shown_bands = [box.currentData() for box in section.panel.roles.values()]
        assert shown_bands == [2, 3, 1] and section.panel.problem.text() == ""
        card = live_catalogue().get(IMPERVIOUS).card
        area = AreaChoice(kind="raster")
        (planned,) = planned_runs(dataclasses.replace(state.settings, area=area), card, "")
        assert planned.parameters["BANDS"] == "red=2,green=3,blue=1"
        # The bands were chosen for a model with further roles.
        image = dataclasses.replace(state.settings.images[0], bands="red=4,green=3,blue=1,height=5")
        (planned,) = planned_runs(dataclasses.replace(state.settings.with_image(image), area=area), card, "")
        assert planned.parameters["BANDS"] == "red=4,green=3,blue=1"
    finally:
        section.close_section()
        state.close()
        QgsProject.instance().clear()
    values = {"INPUT": str(path), "MODEL": IMPERVIOUS}
    by_name = run("impervioussurface", {**values, "OUTPUT": str(tmp_path / "named.tif")})["OUTPUT"]
    given = {**values, "BANDS": "red=2,green=3,blue=1", "OUTPUT": str(tmp_path / "given.tif")}
    assert_array_equal(read_raster(by_name), read_raster(run("impervioussurface", given)["OUTPUT"]))


def test_a_file_that_names_its_bands_is_told_which_one_it_lacks(tmp_path: Path) -> None:
    path = named_by_tags(tmp_path / "scene.tif", ("B04", "B03", "B08", "SCL"))
    with pytest.raises(BandError, match=r"no blue band \(B02\) in scene"):
        bands_to_send(live_catalogue().get(IMPERVIOUS).card, QgsRasterLayer(str(path), "scene"), "")
    wanted = {"INPUT": str(path), "MODEL": IMPERVIOUS, "OUTPUT": str(tmp_path / "map.tif")}
    message = failure("impervioussurface", wanted)
    assert "There is no blue band (B02) in scene.tif" in message and "BANDS=" not in message
    assert not (tmp_path / "map.tif").exists()
    likely = failure("impervioussurface", {**wanted, "BANDS": "red=1,green=2,bleu=3"})
    assert "no model knows the role bleu. Did you mean blue?" in likely


def test_bands_in_separate_files_are_one_image(tmp_path: Path) -> None:
    whole = half_bright(40, 40, 250)
    whole[2] //= 2
    for number, name in ((3, "B02"), (2, "B03"), (1, "B04")):
        path = write_raster(tmp_path / f"city_2022_{name}.tif", whole[number - 1 : number])
        QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), name))
    state = DockState()
    state.update(model=GREEN, outputs=OutputChoice(folder=str(tmp_path)), area=AreaChoice(kind="raster"))
    section, model = ImagerySection(state), ModelSection(state, lambda: None)
    card = live_catalogue().get(GREEN).card
    try:
        assert "lacks" in model.misfit.text()
        for item in rasters(section):
            item.setCheckState(0, CHECKED)
        assert model.misfit.text() == ""
        assert "One band of an image in 3 files" in section.panel.problem.text()
        assert section.panel.roles == {}
        (planned,) = planned_runs(state.settings, card, "")
        order = [Path(source).stem[-3:] for source in planned.parameters["INPUT"]]
        numbers = [order.index(name) + 1 for name in ("B04", "B03", "B02")]
        assert planned.parameters["BANDS"] == "red={},green={},blue={}".format(*numbers)
        run(planned.algorithm, {**planned.parameters, "OUTPUT": str(tmp_path / "bands.tif"), "PROBABILITY": None})
        image = write_raster(tmp_path / "whole.tif", whole)
        bands = "red=1,green=2,blue=3"
        run("greenspace", {"INPUT": str(image), "BANDS": bands, "MODEL": GREEN, "OUTPUT": str(tmp_path / "map.tif")})
        assert_array_equal(read_raster(tmp_path / "bands.tif"), read_raster(tmp_path / "map.tif"))
    finally:
        section.close_section()
        state.close()
        QgsProject.instance().clear()


def test_settings_of_the_layer_are_parameters_of_the_run(section: ImagerySection, tmp_path: Path) -> None:
    layer = next(one for one in QgsProject.instance().mapLayers().values() if one.source() == current(section))
    section.state.update(outputs=OutputChoice(folder=str(tmp_path)), area=AreaChoice(kind="raster"))
    card = live_catalogue().get(GREEN).card
    (plain,) = planned_runs(section.state.settings, card, "")
    assert not {"INPUT_CRS", "NODATA"} & set(plain.parameters)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    for band in (1, 2, 3):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(25, 25)])
    (planned,) = planned_runs(section.state.settings, card, "")
    assert (planned.parameters["INPUT_CRS"], planned.parameters["NODATA"]) == ("EPSG:32633", "25")
    # Without the project the run still means the same.
    QgsProject.instance().clear()
    run(planned.algorithm, {**planned.parameters, "OUTPUT": str(tmp_path / "map.tif"), "PROBABILITY": None})
    assert QgsRasterLayer(str(tmp_path / "map.tif")).crs().authid() == "EPSG:32633"
    assert (read_raster(tmp_path / "map.tif")[0, :, :20] == 255).all()


def test_a_last_band_may_be_an_alpha_band(section: ImagerySection, tmp_path: Path) -> None:
    assert not section.panel.alpha.isVisibleTo(section)
    alpha = np.full((1, 40, 40), 255, "uint8")
    alpha[:, :10] = 0
    pixels = np.concatenate([half_bright(40, 40, 250), alpha])
    path = write_raster(tmp_path / "rgba_2022.tif", pixels, photometric="minisblack", alpha="unspecified")
    with rasterio.open(path, "r+") as raster:
        raster.descriptions = ("red", "green", "blue", None)
    QgsProject.instance().clear()
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), "rgba_2022"))
    (item,) = rasters(section)
    item.setCheckState(0, CHECKED)
    card = live_catalogue().get(GREEN).card
    section.state.update(outputs=OutputChoice(folder=str(tmp_path)), area=AreaChoice(kind="raster"))
    (planned,) = planned_runs(section.state.settings, card, "")
    assert "looks like an alpha band" in failure(planned.algorithm, planned.parameters)
    assert section.panel.alpha.isVisibleTo(section)
    section.panel.alpha.setCurrentIndex(1)
    section.panel.alpha.activated.emit(1)
    (planned,) = planned_runs(section.state.settings, card, "")
    assert planned.parameters["BANDS"] == "red=1,green=2,blue=3,alpha=4"
    assert section.panel.alpha.currentData() == 4
    run(planned.algorithm, {**planned.parameters, "OUTPUT": str(tmp_path / "map.tif"), "PROBABILITY": None})
    values = read_raster(tmp_path / "map.tif")[0]
    assert (values[:10] == 255).all()
    assert (values[10:] != 255).all()


def test_scale_and_offset_are_set_and_sent(section: ImagerySection, tmp_path: Path) -> None:
    section.state.update(outputs=OutputChoice(folder=str(tmp_path)), area=AreaChoice(kind="raster"))
    card, values = live_catalogue().get(GREEN).card, section.panel.values
    (planned,) = planned_runs(section.state.settings, card, "")
    assert not {"SCALE", "OFFSET"} & set(planned.parameters) and values.isCollapsed()
    values.scale.setValue(0.003921569)
    values.offset.setValue(-0.1)
    (planned,) = planned_runs(section.state.settings, card, "")
    assert (planned.parameters["SCALE"], planned.parameters["OFFSET"]) == (0.003921569, -0.1)
    image = section.state.settings.image(current(section))
    assert (image.scale, image.offset) == (0.003921569, -0.1)
    values.scale.clear()
    values.offset.setValue(0.0)
    (planned,) = planned_runs(section.state.settings, card, "")
    assert "SCALE" not in planned.parameters and planned.parameters["OFFSET"] == 0.0


def test_a_mosaic_has_one_scale(section: ImagerySection, tmp_path: Path) -> None:
    section.state.update(outputs=OutputChoice(folder=str(tmp_path)), area=AreaChoice(kind="raster"))
    images = [dataclasses.replace(i, chosen=True, year=2022) for i in section.state.settings.images]
    section.state.update(images=(images[0], dataclasses.replace(images[1], scale=0.5)))
    with pytest.raises(RequestError, match="different scales or offsets"):
        planned_runs(section.state.settings, live_catalogue().get(GREEN).card, "")


def test_a_scale_makes_a_model_fit(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "narrow.tif", half_bright(20, 20, 250), pixel=10.0)
    card, layer = live_catalogue().get(IMPERVIOUS).card, QgsRasterLayer(str(path), "narrow")
    assert "set their scale" in misfit(card, layer, "red=1,green=2,blue=3")
    assert misfit(card, layer, "red=1,green=2,blue=3", scaled=True) == ""


def test_what_was_decided_is_shown_with_the_estimate(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene.tif", city(), pixel=10.0, photometric="minisblack")
    wanted = {"INPUT": str(path), "BANDS": "red=3,green=2,blue=1", "MODEL": IMPERVIOUS, "OFFSET": 0.0}
    cost = cost_of(PlannedRun("impervioussurface", {**wanted, "OUTPUT": str(tmp_path / "map.tif")}, None, IMPERVIOUS))
    meaning, warning = remarks([cost, cost])
    assert meaning == "Reflectance = DN x 0.0001, by OFFSET."
    assert "Set BANDS=red=1,green=2,blue=3 if so." in warning
