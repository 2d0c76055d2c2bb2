"""``yearseries`` as users run it: rasters, layers, composites, scripts, graphical models, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from algorithms import BANDS, IMPERVIOUS, algorithm, context_of, failure, left, load, run
from headless import Headless
from imagery_server import ImageryServer
from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProject,
    QgsRasterLayer,
)
from rasters import mottled, read_raster, write_raster
from scenes import EARTH_SEARCH, Scene, collection, publish, town
from stac_server import StacServer
from years import probabilities, write_map

from onemetre.contract.errors import RequestError
from onemetre.processing.layers.temporal import range_of_years
from onemetre.processing.parameters.year_text import parse_years

YEARS = (2017, 2019, 2021)
EXTENT = "640100,641100,5202900,5203900 [EPSG:32632]"


@pytest.fixture
def images(tmp_path: Path) -> list[str]:
    """One image a year, of 10 m for the toy network."""
    base = mottled(40, 50, dtype="uint16").astype(int)
    made = []
    for number, year in enumerate(YEARS):
        noise = mottled(40, 50, dtype="uint16", seed=year).astype(int) - 2000
        pixels = np.clip(base + 300 * number + noise // 2, 1, 4000).astype(np.uint16)
        made.append(str(write_raster(tmp_path / f"Bolzano_{year}.tif", pixels, pixel=10.0)))
    return made


@pytest.fixture
def wanted(images: list[str], out: Path) -> dict[str, Any]:
    return {"INPUTS": images, "BANDS": BANDS, "MODEL": IMPERVIOUS, "FOLDER": str(out / "series")}


def test_images_become_a_series(wanted: dict[str, Any], out: Path) -> None:
    result = run("yearseries", wanted)
    assert result["YEARS_MAPPED"] == "2017,2019,2021"
    assert result["MODEL_USED"] == IMPERVIOUS
    assert [Path(path).name for path in result["MAPS"]] == [f"{year} consistent map.tif" for year in YEARS]
    assert [Path(path).name for path in result["PROBABILITIES"]] == [
        f"{year} consistent probability.tif" for year in YEARS
    ]
    grids = set()
    for path in result["MAPS"]:
        with rasterio.open(path) as raster:
            grids.add((raster.transform, raster.shape))
        assert Path(path).with_suffix(".qml").is_file()
    assert len(grids) == 1
    assert 0 < result["GAIN_KM2"] < result["SINGLE_GAIN_KM2"]
    assert "fitted the temperature" in result["WARNINGS"]
    assert Path(result["REPORT"]).name == "report.html"
    assert {f"{year} map.tif" for year in YEARS} <= set(left(out / "series"))


def test_finished_maps_need_no_model(wanted: dict[str, Any], out: Path) -> None:
    """Also with other rates, and without the rule: the network does not run again."""
    first = run("yearseries", wanted | {"TEMPERATURE": 2.0})
    assert first["WARNINGS"] == ""
    given = [str(out / "series" / f"{year} probability.tif") for year in YEARS]
    again = run("yearseries", {"INPUTS": given, "TEMPERATURE": 2.0, "FOLDER": str(out / "again")})
    assert (again["GAIN_KM2"], again["MODEL_USED"]) == (first["GAIN_KM2"], IMPERVIOUS)
    for one, other in zip(first["MAPS"], again["MAPS"], strict=True):
        assert (read_raster(one) == read_raster(other)).all()
    single = run("yearseries", {"INPUTS": given, "CONSISTENCY": False, "FOLDER": str(out / "single")})
    assert single["GAIN_KM2"] == first["SINGLE_GAIN_KM2"]
    assert (single["MAPS"], single["PROBABILITIES"]) == ([], given)


def test_layers_tell_their_years_and_the_controller_plays_the_maps(
    wanted: dict[str, Any], images: list[str], project: QgsProject
) -> None:
    for number, path in enumerate(images):
        layer = QgsRasterLayer(path, f"Bolzano in {YEARS[number] + 1}")
        project.addMapLayer(layer)
        # The name of the file tells another year, the layer that of the series.
        layer.setName(f"{YEARS[number]}")
    before = set(project.mapLayers())
    layers = load(context_of(project), "yearseries", wanted)
    maps = [layer for layer in layers if layer.id() not in before]
    assert len(maps) == 6
    (group,) = project.layerTreeRoot().findGroups()
    assert group.name() == "Impervious surface, 2017-2021"
    names = [node.name() for node in group.findLayers()]
    assert names == [
        "2021 consistent map", "2019 consistent map", "2017 consistent map", "2021 map", "2019 map", "2017 map",
    ]  # fmt: skip
    assert [node.itemVisibilityChecked() for node in group.findLayers()] == [True] * 3 + [False] * 3
    spans = {}
    for layer in maps:
        span = layer.temporalProperties().fixedTemporalRange()
        spans[layer.name()] = (span.begin().date().year(), span.end().date().year())
    assert spans["2017 consistent map"] == (2017, 2018) and spans["2021 consistent map"] == (2021, 2021)
    whole = range_of_years(project)
    assert (whole.begin().date().year(), whole.end().date().year()) == (2017, 2021)
    settings = project.timeSettings()
    assert settings.temporalRange() == whole and settings.timeStep() == 1


def test_a_folder_whose_maps_are_open_is_refused(wanted: dict[str, Any], out: Path, project: QgsProject) -> None:
    run("yearseries", wanted)
    project.addMapLayer(QgsRasterLayer(str(out / "series" / "2019 consistent map.tif"), "shown"))
    with pytest.raises(Exception, match="is open as the layer shown"):
        run("yearseries", wanted | {"YEARS": "2017-2021/2"}, context=context_of(project))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service with scenes of two years."""
    folder = tmp_path_factory.mktemp("service")
    (folder / "pixels").mkdir()
    with ImageryServer(folder / "pixels") as pixels:
        scenes = [Scene("2018-06-10", "02.14"), Scene("2022-07-20")]
        items = publish(folder / "pixels", pixels.url, EARTH_SEARCH, scenes, town(128))
        with StacServer(folder / "stac", [collection(EARTH_SEARCH)], items) as stac:
            yield stac.url


def test_an_area_and_years_become_composites_and_a_series(service: str, out: Path) -> None:
    given = {"EXTENT": EXTENT, "YEARS": "2018,2022", "SERVICE": service, "FOLDER": str(out / "series")}
    result = run("yearseries", given)
    assert result["MODEL_USED"].startswith("jointseg.s2rgbn")
    assert result["TEMPERATURE_USED"] == pytest.approx(1.02)
    names = left(out / "series")
    assert {"2018 image.tif", "2018 scenes.csv", "2022 image.tif", "2022 consistent map.tif"} <= set(names)
    assert len({read_raster(path).shape for path in result["MAPS"]}) == 1
    # The same ground under other offsets: nothing grew.
    assert result["GAIN_KM2"] + result["LOSS_KM2"] < 0.01
    image = (out / "series" / "2018 image.tif").stat().st_mtime_ns
    again = run("yearseries", given | {"GAIN": 3})
    assert (out / "series" / "2018 image.tif").stat().st_mtime_ns == image
    assert again["YEARS_MAPPED"] == "2018,2022"
    assert "The year 2019 failed: " in failure("yearseries", given | {"YEARS": "2018,2019"})


def test_it_runs_in_scripts(images: list[str], qgis_process: Headless, tmp_path: Path) -> None:
    arguments = [f"--INPUTS={Path(path).name}" for path in images]
    result = qgis_process.results(
        "onemetre:yearseries", *arguments, f"--BANDS={BANDS}", f"--MODEL={IMPERVIOUS}", "--FOLDER=series", cwd=tmp_path
    )
    assert result["YEARS_MAPPED"] == "2017,2019,2021"
    assert (tmp_path / "series" / "2021 consistent map.tif").is_file()


def test_a_graphical_model_maps_a_series_and_links_it_again(
    images: list[str], qgis_process: Headless, tmp_path: Path
) -> None:
    """Outputs of the first step, a list of rasters, are the inputs of the second."""
    model, source = QgsProcessingModelAlgorithm(), QgsProcessingModelChildParameterSource
    model.setName("series_twice")
    parameter = QgsProcessingParameterMultipleLayers("IMAGES")
    model.addModelParameter(parameter, QgsProcessingModelParameter("IMAGES"))
    folder = QgsProcessingParameterFolderDestination("FIRST")
    model.addModelParameter(folder, QgsProcessingModelParameter("FIRST"))
    steps = {
        "map": {"INPUTS": source.fromModelParameter("IMAGES"), "CONSISTENCY": source.fromStaticValue(False)},
        "link": {"INPUTS": source.fromChildOutput("map", "PROBABILITIES"), "TEMPERATURE": source.fromStaticValue(2)},
    }
    fixed = {"BANDS": BANDS, "MODEL": IMPERVIOUS, "LOAD": False}
    for name, parameters in steps.items():
        step = QgsProcessingModelChildAlgorithm("onemetre:yearseries")
        step.setChildId(name)
        for key, value in (parameters | {k: source.fromStaticValue(v) for k, v in fixed.items()}).items():
            step.addParameterSources(key, [value])
        step.addParameterSources("FOLDER", [source.fromStaticValue(str(tmp_path / name))])
        model.addChildAlgorithm(step)
    path = tmp_path / "series_twice.model3"
    assert model.toFile(str(path))
    given = [f"--IMAGES={image}" for image in images]
    qgis_process.results(str(path), *given, f"--FIRST={tmp_path / 'unused'}")
    assert {"2017 probability.tif", "2021 map.tif"} <= set(left(tmp_path / "map"))
    assert {"2017 consistent map.tif", "2021 consistent probability.tif"} <= set(left(tmp_path / "link"))


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"INPUTS": []}, "No input was given"),
        ({"INPUTS": ["nowhere.tif"]}, "does not exist"),
        ({"YEARS": "2017,2018"}, "YEARS names 2 years, but there are 3 rasters"),
        ({"YEARS": "2017,2017,2018"}, "Two rasters are of 2017"),
        ({"YEARS": "soon"}, "YEARS cannot be read at soon"),
        ({"GAIN": 60}, "GAIN cannot be 60"),
        ({"TEMPERATURE": 0}, "TEMPERATURE cannot be 0"),
        ({"MODEL": "nobody"}, "nobody"),
        ({"BANDS": "red"}, "red=1"),
        ({"TARGET": "snow"}, "TARGET"),
    ],
)
def test_what_makes_no_series_is_one_message(wanted: dict[str, Any], wrong: dict[str, Any], complaint: str) -> None:
    assert complaint in failure("yearseries", wanted | wrong)
    assert not list(Path(wanted["FOLDER"]).glob("*.tif"))


def test_maps_of_other_grids_say_how_they_would_fit(tmp_path: Path, out: Path) -> None:
    first, second = probabilities(2, 8, 8)
    paths = [write_map(tmp_path / "a.tif", first, 2018), write_map(tmp_path / "b.tif", second, 2020, pixel=2.0)]
    message = failure("yearseries", {"INPUTS": list(map(str, paths)), "FOLDER": str(out / "series")})
    assert "differ in size: 1 x 1 and 2 x 2" in message and "Warp (reproject)" in message


def test_years_are_read_as_people_write_them() -> None:
    assert parse_years("2017, 2019") == [2017, 2019]
    assert parse_years("2017 - 2023 / 2") == [2017, 2019, 2021, 2023]
    assert parse_years("2020;2018-2019") == [2020, 2018, 2019]
    assert parse_years(" ") == []
    for wrong in ("17", "2019-2017", "2017-2019/0", "1700", "2017-2019-2021"):
        with pytest.raises(RequestError):
            parse_years(wrong)


def test_every_default_is_acceptable() -> None:
    found = algorithm("yearseries")
    for definition in found.parameterDefinitions():
        if definition.defaultValue() is not None:
            assert definition.checkValueIsAcceptable(definition.defaultValue()), definition.name()
