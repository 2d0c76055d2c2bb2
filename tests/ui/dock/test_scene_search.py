"""Years of a service in the dock: which runs they mean, what is used again, and what is said of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from algorithms import GREEN, IMPERVIOUS
from qgis.core import QgsGeometry, QgsProject
from qgis.gui import QgsMapCanvas

from onemetre.contract.card import ModelCard
from onemetre.contract.errors import RequestError
from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.ui.dock.jobs.job import Job, held_by, new_jobs
from onemetre.ui.dock.parts.area_shape import Shape
from onemetre.ui.dock.scenes.section import SceneSearchSection
from onemetre.ui.dock.state.automatic import automatic_model, misfit_of_imagery
from onemetre.ui.dock.state.composites import COMPOSITE, composites_folder, composites_of
from onemetre.ui.dock.state.planned_run import PlannedRun
from onemetre.ui.dock.state.planned_runs import planned_runs
from onemetre.ui.dock.state.settings import AreaChoice, DockSettings, ImageChoice, OutputChoice, SceneSearch
from onemetre.ui.dock.state.state import DockState

AREA = AreaChoice(kind="canvas", crs="EPSG:32632", extent=(640_000.0, 5_203_000.0, 641_000.0, 5_204_000.0))


def card_of(name: str) -> ModelCard:
    return live_catalogue().get(name).card


@pytest.fixture(autouse=True)
def _no_composites() -> Iterator[None]:
    yield
    for path in composites_folder().glob("*"):
        path.unlink()


@pytest.fixture
def settings(out: Path) -> DockSettings:
    outputs = OutputChoice(folder=str(out), pattern="map {year}")
    return DockSettings(area=AREA, search=SceneSearch(years=(2022, 2018)), outputs=outputs)


def plan(settings: DockSettings, *jobs: Job, polygons: str = "") -> list[PlannedRun]:
    return planned_runs(settings, card_of(IMPERVIOUS), polygons, held_by(jobs))


def composite_path(settings: DockSettings, year: int, polygons: str = "") -> Path:
    return Path(composites_of(settings, card_of(IMPERVIOUS), polygons)[year].parameters["OUTPUT"])


def make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(1_500_000))


def test_an_image_of_each_year_is_made_before_its_map(settings: DockSettings) -> None:
    runs = plan(settings)
    assert [(run.algorithm, run.year) for run in runs] == [
        (COMPOSITE, 2018),
        ("impervioussurface", 2018),
        (COMPOSITE, 2022),
        ("impervioussurface", 2022),
    ]
    made, mapped = runs[0].parameters, runs[1].parameters
    assert mapped["INPUT"] == [made["OUTPUT"]] and mapped["YEAR"] == 2018 and "BANDS" not in mapped
    assert made["EXTENT"] == mapped["EXTENT"] == "640000.0,641000.0,5203000.0,5204000.0 [EPSG:32632]"
    assert (made["MONTHS"], made["SERVICE"], made["BANDS"]) == ("4-10", "earth-search", "red,green,blue")
    assert mapped["TITLE"] == "Impervious surface, view, 2018"
    assert Path(mapped["OUTPUT"]).name == "map 2018.tif"


def test_an_image_that_exists_is_used_again(settings: DockSettings) -> None:
    make(composite_path(settings, 2018))
    assert [run.algorithm for run in plan(settings)] == ["impervioussurface", COMPOSITE, "impervioussurface"]


@pytest.mark.parametrize(
    "change",
    [
        {"area": dataclasses.replace(AREA, extent=(640_000.0, 5_203_000.0, 641_000.0, 5_204_010.0))},
        {"search": SceneSearch(years=(2018, 2022), months="5-9")},
        {"search": SceneSearch(years=(2018, 2022), service="planetary-computer")},
    ],
)
def test_another_area_period_or_service_is_another_image(settings: DockSettings, change: dict[str, Any]) -> None:
    before = {composite_path(settings, year) for year in (2018, 2022)}
    changed = dataclasses.replace(settings, **change)
    assert before.isdisjoint(composite_path(changed, year) for year in (2018, 2022))


def test_the_same_polygons_elsewhere_and_another_account_are_the_same_image(settings: DockSettings) -> None:
    drawn = dataclasses.replace(settings, area=AreaChoice(kind="drawn", crs="EPSG:4326", wkt=("POINT EMPTY",)))
    mine = dataclasses.replace(drawn, search=dataclasses.replace(drawn.search, auth="abc1234"))
    assert composite_path(drawn, 2018, "/a/aoi_12345678.gpkg") == composite_path(mine, 2018, "/b/aoi_12345678.gpkg")
    assert composite_path(drawn, 2018, "/a/aoi_12345678.gpkg") != composite_path(drawn, 2018, "/a/aoi_87654321.gpkg")


def test_an_image_that_a_waiting_job_makes_is_not_made_twice(settings: DockSettings) -> None:
    jobs = new_jobs(plan(settings), settings)
    assert [run.algorithm for run in plan(settings, *jobs)] == ["impervioussurface", "impervioussurface"]
    # Interrupted: it is made by the new run, which finds what was fetched.
    stopped = [job.changed(status="interrupted") for job in jobs]
    assert [run.algorithm for run in plan(settings, *stopped)] == 2 * [COMPOSITE, "impervioussurface"]


def test_a_year_is_one_map(settings: DockSettings) -> None:
    both = dataclasses.replace(settings, images=(ImageChoice(source="/s/2022.tif", year=2022, chosen=True),))
    with pytest.raises(RequestError, match="2022 is ticked under Imagery and under Find Sentinel-2"):
        plan(both)
    other = dataclasses.replace(settings, images=(ImageChoice(source="/s/2020.tif", year=2020, chosen=True),))
    with pytest.raises(RequestError, match="whole imagery"):
        plan(dataclasses.replace(other, area=AreaChoice(kind="raster")))


def test_the_model_is_one_for_sentinel_2(settings: DockSettings) -> None:
    cards = {name: entry.card for name, entry in live_catalogue().entries.items()}
    chosen = automatic_model(dict(sorted(cards.items(), reverse=True)), settings)
    assert chosen is not None and chosen.name == IMPERVIOUS
    assert misfit_of_imagery(card_of(GREEN), settings) == "It does not map Sentinel-2."
    with pytest.raises(RequestError, match="does not map Sentinel-2"):
        planned_runs(settings, card_of(GREEN), "", ())


def test_each_job_keeps_its_own_year(settings: DockSettings) -> None:
    kept = [job.settings for job in new_jobs(plan(settings), settings)]
    assert ['"years": [2018]' in text for text in kept] == [True, True, False, False]
    assert [job.label for job in new_jobs(plan(settings), settings)] == [
        "Sentinel-2 2018",
        "map 2018",
        "Sentinel-2 2022",
        "map 2022",
    ]


# -- the section ------------------------------------------------------------------------------------------------------


class Place:
    """What the section asks of the dock."""

    def __init__(self, state: DockState) -> None:
        self._state = state

    def shape(self) -> Shape:
        crs = QgsProject.instance().crs()
        return Shape((QgsGeometry.fromWkt("POLYGON((0 0,1 0,1 1,0 0))"),), crs)

    def composites(self) -> dict[int, PlannedRun]:
        return composites_of(dataclasses.replace(self._state.settings, area=AREA), card_of(IMPERVIOUS), "")


@pytest.fixture
def section() -> Iterator[SceneSearchSection]:
    QgsProject.instance().clear()
    state = DockState()
    canvas, place = QgsMapCanvas(), Place(state)
    made = SceneSearchSection(state, canvas, place.shape, place.composites)
    made.place = place
    made.show()
    # The parts that are not needed stay hidden when it expands.
    for collapsed in (True, False):
        made.setCollapsed(collapsed)
    assert made.auth.isHidden() and made.table.isHidden() and made.kept.isHidden()
    yield made
    made.close_section()
    state.close()
    canvas.deleteLater()


def test_nothing_is_ticked_at_first(section: SceneSearchSection) -> None:
    assert section.title() == "Find Sentinel-2"
    assert section.years.checkedItems() == []
    assert section.months.text() == "4-10"
    section.find.click()
    assert section.status.text() == "No year is ticked. Tick one or several under Years."


def test_years_are_ticked_and_shown(section: SceneSearchSection) -> None:
    section.years.setCheckedItems(["2022", "2018"])
    assert section.state.settings.search.years == (2018, 2022)
    assert section.title() == "Find Sentinel-2 (2018, 2022)"
    section.state.update(search=SceneSearch(years=(2020,)))
    assert section.years.checkedItems() == ["2020"]


def test_only_services_that_take_an_account_ask_for_one(section: SceneSearchSection) -> None:
    asked = {}
    for service in (
        "earth-search",
        "planetary-computer",
        "copernicus-data-space",
        "https://stac.example/v1",
        "nonsense",
    ):
        section.state.update(search=SceneSearch(service=service))
        asked[service] = not section.auth.isHidden()
    assert asked == {
        "earth-search": False,
        "planetary-computer": False,
        "copernicus-data-space": True,
        "https://stac.example/v1": True,
        "nonsense": False,
    }
    assert section.service.currentText() == "nonsense"


def test_months_that_are_none_are_told(section: SceneSearchSection) -> None:
    section.state.update(search=SceneSearch(years=(2018,), months="spring"))
    section.find.click()
    assert section.status.text().startswith("“Months” cannot be")


def test_kept_images_are_told_and_removed(section: SceneSearchSection) -> None:
    section.state.update(search=SceneSearch(years=(2018,)))
    assert not section.kept.isVisibleTo(section)
    path = Path(section.place.composites()[2018].parameters["OUTPUT"])
    make(path)
    path.with_suffix(".csv").touch()
    section.render()
    assert section.status.text().endswith("is used again (1.5 MB)")
    assert section.kept.words.text() == "Images kept to be used again: 1, 1.5 MB"
    section.kept.empty.click()
    assert list(path.parent.iterdir()) == []
    assert not section.kept.isVisibleTo(section)
