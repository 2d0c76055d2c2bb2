"""Names of the dock's maps: safe, free, those of an interrupted run where it resumes, and told to people."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
from algorithms import BANDS, GREEN
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import (
    QgsDateTimeRange,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime
from rasters import half_bright, write_raster

from onemetre.contract.errors import OutputError
from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.ui.dock.jobs.job import Job, held_by, new_jobs
from onemetre.ui.dock.state.file_names import LONGEST_BYTES, PLACEHOLDERS, check_pattern, file_name
from onemetre.ui.dock.state.free_names import layers_in_the_way, outputs_of, remove_layers
from onemetre.ui.dock.state.planned_run import PlannedRun
from onemetre.ui.dock.state.planned_runs import planned_runs
from onemetre.ui.dock.state.settings import AreaChoice, DockSettings, ImageChoice, OutputChoice

RESERVED = [f"{name}{ending}" for name in ("CON", "nul", "Com1", "LPT9", "aux ") for ending in ("", ".", ".2022")]


@pytest.fixture
def images(tmp_path: Path) -> Iterator[tuple[ImageChoice, ...]]:
    """Two rasters of the project, of 2019 and 2022, whose names tell place and day."""
    found = []
    for name in ("S2_L2A_20190703_bolzano", "S2_L2A_20220612_bolzano"):
        path = write_raster(tmp_path / f"{name}.tif", half_bright(40, 40, 250))
        QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), name))
        found.append(ImageChoice(source=str(path), year=int(name[7:11]), bands=BANDS, chosen=True))
    yield tuple(found)
    QgsProject.instance().clear()


@pytest.fixture
def settings(images: tuple[ImageChoice, ...], out: Path) -> DockSettings:
    outputs = OutputChoice(folder=str(out), pattern="map {year}", report=True)
    return DockSettings(images=images, model=GREEN, outputs=outputs, area=AreaChoice(kind="raster"))


def plan(settings: DockSettings, *jobs: Job) -> list[PlannedRun]:
    return planned_runs(settings, live_catalogue().get(GREEN).card, "", held_by(jobs))


def named(settings: DockSettings, *jobs: Job) -> list[str]:
    """Names of the maps that the settings lead to beside these jobs."""
    return [Path(run.parameters["OUTPUT"]).stem for run in plan(settings, *jobs)]


def with_outputs(settings: DockSettings, **fields: object) -> DockSettings:
    return dataclasses.replace(settings, outputs=dataclasses.replace(settings.outputs, **fields))


def job_of(run: PlannedRun, status: str, *, begun: bool = False) -> Job:
    """A job of a run; ``begun`` = finished parts of it are kept."""
    (job,) = new_jobs([run], None)
    if begun:
        Path(f"{run.parameters['OUTPUT']}.part").mkdir()
    return job.changed(status=status)


# -- safe ------------------------------------------------------------------------------------------------------------


@given(
    pattern=st.text("{}modelyarpcn_ .-/", max_size=30) | st.sampled_from(["{place}", "{n}", "{aoi} {date} {n}"]),
    values=st.tuples(*[st.text(max_size=200) | st.sampled_from(RESERVED)] * 5),
    number=st.integers(1, 1000),
)
def test_a_name_is_valid_on_every_system(pattern: str, values: tuple[str, ...], number: int) -> None:
    try:
        check_pattern(pattern)
        name = file_name(pattern, dict(zip(PLACEHOLDERS, values, strict=False)), number)
    except OutputError:
        return
    path = PureWindowsPath(f"C:/maps/{name}.tif")
    assert path.parent == PureWindowsPath("C:/maps") and not path.is_reserved() and path.name == f"{name}.tif"
    assert not set(name) & set('<>:"/\\|?*') and min(map(ord, name)) >= 32
    assert len(name.encode()) <= LONGEST_BYTES and name[-1] not in " ."


@pytest.mark.parametrize("reserved", RESERVED)
def test_no_name_is_one_that_windows_reserves(reserved: str) -> None:
    name = file_name("{place}", {"place": reserved}, 1)
    assert name.startswith("_") and not PureWindowsPath(f"{name}.tif").is_reserved()


# -- free ------------------------------------------------------------------------------------------------------------


def test_a_second_run_numbers_itself_for_each_year(settings: DockSettings, out: Path) -> None:
    assert named(settings) == ["map 2019", "map 2022"]
    # Any file of an earlier run, not only its map.
    (out / "map 2019.html").touch()
    assert named(settings) == ["map 2019_2", "map 2022"]
    (out / "map 2019_2_probability.tif").touch()
    (out / "map 2022.tif").touch()
    first, second = plan(settings)
    assert [Path(path).name for path in outputs_of(first)] == [
        "map 2019_3.tif",
        "map 2019_3_probability.tif",
        "map 2019_3.html",
    ]
    assert second.parameters["OUTPUT"] == str(out / "map 2022_2.tif")


def test_the_number_stands_where_the_pattern_has_it(settings: DockSettings, out: Path) -> None:
    numbered = with_outputs(settings, pattern="{n} {place}")
    # Even two years differ by it.
    assert named(numbered) == ["1 bolzano", "2 bolzano"]
    (out / "1 bolzano.tif").touch()
    assert named(numbered) == ["2 bolzano", "3 bolzano"]
    assert named(with_outputs(settings, pattern="{place} {date} {n}")) == [
        "bolzano 2019-07-03 1",
        "bolzano 2022-06-12 1",
    ]
    with pytest.raises(OutputError, match="Several years"):
        named(with_outputs(settings, pattern="{place}"))


def test_names_of_waiting_jobs_and_of_layers_are_taken(settings: DockSettings, out: Path) -> None:
    first, second = plan(settings)
    assert named(settings, job_of(first, "waiting"), job_of(second, "done")) == ["map 2019_2", "map 2022"]
    # A layer whose file is gone.
    QgsProject.instance().addMapLayer(QgsVectorLayer("Point", "p", "memory"))
    missing = QgsRasterLayer(str(out / "map 2022.tif"), "gone")
    QgsProject.instance().addMapLayer(missing)
    assert named(settings) == ["map 2019", "map 2022_2"]


def test_earlier_maps_are_replaced_on_request(settings: DockSettings, out: Path) -> None:
    path = write_raster(out / "map 2022.tif", half_bright(10, 10, 250))
    group = QgsProject.instance().layerTreeRoot().addGroup("Urban green, 2022")
    layer = QgsRasterLayer(str(path), "2022 map")
    QgsProject.instance().addMapLayer(layer, False)
    group.addLayer(layer)
    replacing = with_outputs(settings, replace=True)
    runs = plan(replacing)
    assert [Path(run.parameters["OUTPUT"]).stem for run in runs] == ["map 2019", "map 2022"]
    assert [layer.name() for layer in layers_in_the_way(runs)] == ["2022 map"]
    remove_layers(layers_in_the_way(runs))
    assert QgsProject.instance().layerTreeRoot().findGroup("Urban green, 2022") is None
    assert path.exists()


# -- resumed ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["cancelled", "interrupted", "failed"])
def test_the_same_run_resumes_under_its_own_name(settings: DockSettings, out: Path, status: str) -> None:
    (out / "map 2022.tif").touch()
    first, second = plan(settings)
    assert second.parameters["OUTPUT"].endswith("map 2022_2.tif")
    jobs = [job_of(first, "done"), job_of(second, status, begun=True)]
    (out / "map 2019.tif").touch()
    # The year that is done gets a number, the other one goes on, also if a lower number has become free.
    assert named(settings, *jobs) == ["map 2019_2", "map 2022_2"]
    (out / "map 2022.tif").unlink()
    assert named(settings, *jobs) == ["map 2019_2", "map 2022_2"]
    # Neither the device nor the title changes the work.
    assert named(dataclasses.replace(settings, device="cpu"), *jobs)[1] == "map 2022_2"


def test_another_run_leaves_what_is_unfinished_alone(settings: DockSettings) -> None:
    first, second = plan(settings)
    jobs = [job_of(first, "cancelled", begun=True), job_of(second, "failed")]
    other = dataclasses.replace(settings, threshold=70)
    # What failed before anything was done keeps no name.
    assert named(other, *jobs) == ["map 2019_2", "map 2022"]
    # A run that no job remembers is not ours to continue.
    assert named(settings) == ["map 2019_2", "map 2022"]
    assert named(settings, *jobs) == ["map 2019", "map 2022"]


def test_a_run_that_another_window_resumes_is_left_alone(settings: DockSettings) -> None:
    first, _ = plan(settings)
    assert named(settings, job_of(first, "running", begun=True)) == ["map 2019_2", "map 2022"]


def test_an_area_is_the_same_wherever_its_file_lies(settings: DockSettings, out: Path) -> None:
    card = live_catalogue().get(GREEN).card
    first = planned_runs(settings, card, str(out / "aoi_1.gpkg"))[0]
    held = held_by([job_of(first, "cancelled", begun=True)])
    resumed, other = (planned_runs(settings, card, f"/elsewhere/{name}.gpkg", held)[0] for name in ("aoi_1", "aoi_2"))
    assert resumed.parameters["OUTPUT"] == first.parameters["OUTPUT"]
    assert other.parameters["OUTPUT"].endswith("map 2019_2.tif")


# -- told to people --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "place"),
    [
        (AreaChoice(kind="raster"), "bolzano"),
        (AreaChoice(kind="drawn", wkt=("Polygon ((0 0, 1 0, 1 1, 0 0))",), crs="EPSG:32632"), "bolzano (drawn)"),
        (AreaChoice(kind="canvas", crs="EPSG:32632", extent=(0, 0, 1, 1)), "bolzano (view)"),
        (AreaChoice(kind="layer", name="Old town", layer="x"), "Old town"),
        (AreaChoice(kind="feature", name="Gries"), "Gries"),
    ],
)
def test_a_title_says_what_where_and_when(settings: DockSettings, area: AreaChoice, place: str) -> None:
    titles = [run.parameters["TITLE"] for run in plan(dataclasses.replace(settings, area=area))]
    assert titles == [f"Urban green, {place}, 3 Jul 2019", f"Urban green, {place}, 12 Jun 2022"]


def test_the_day_follows_the_layer_and_the_year_of_the_user(settings: DockSettings) -> None:
    image = settings.images[1]
    corrected = dataclasses.replace(settings, images=(dataclasses.replace(image, year=2020),))
    assert plan(corrected)[0].parameters["TITLE"] == "Urban green, bolzano, 2020"
    unknown = dataclasses.replace(settings, images=(ImageChoice(source="/s/town.tif", bands=BANDS, chosen=True),))
    assert plan(unknown)[0].parameters["TITLE"] == "Urban green, town"
    (layer,) = [one for one in QgsProject.instance().mapLayers().values() if one.source() == image.source]
    temporal = layer.temporalProperties()
    temporal.setIsActive(True)
    temporal.setFixedTemporalRange(
        QgsDateTimeRange(QDateTime.fromString("2022-06-15T10:00:00", 1), QDateTime.fromString("2022-06-15T11:00:00", 1))
    )
    only = dataclasses.replace(settings, images=(image,))
    assert plan(only)[0].parameters["TITLE"] == "Urban green, bolzano, 15 Jun 2022"
