"""The dock's settings: what they are as JSON, and which runs they mean."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import GREEN, run
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsSettings

from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.contract.errors import EngineError, OutputError, RequestError
from onemetre.contract.requests import EstimateResult, from_json
from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.processing.client.speeds import SPEEDS, remember_run
from onemetre.ui.dock.parts.estimator import cost_text, duration_text
from onemetre.ui.dock.state.planned_runs import PlannedRun, planned_runs
from onemetre.ui.dock.state.settings import (
    AREAS,
    AreaChoice,
    DockSettings,
    ImageChoice,
    OutputChoice,
    to_json,
)

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
YEARS = st.none() | st.integers(1900, 2200)
SETTINGS = st.builds(
    DockSettings,
    area=st.builds(
        AreaChoice,
        kind=st.sampled_from(AREAS),
        name=st.text(),
        crs=st.text(),
        extent=st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
        wkt=st.lists(st.text()).map(tuple),
        layer=st.text(),
        selected=st.booleans(),
    ),
    images=st.lists(st.builds(ImageChoice, source=st.text(), year=YEARS, bands=st.text(), chosen=st.booleans())).map(
        tuple
    ),
    model=st.text(),
    device=st.sampled_from(["auto", "cpu", "cuda:1"]),
    threshold=st.none() | st.integers(1, 99),
    outputs=st.builds(
        OutputChoice,
        folder=st.text(),
        pattern=st.text(),
        replace=st.booleans(),
        probability=st.booleans(),
        superresolved=st.booleans(),
        polygons=st.booleans(),
        report=st.booleans(),
        every_probability=st.booleans(),
        simplify_m=NUMBERS,
        right_angles_m=NUMBERS,
        min_area_m2=NUMBERS,
    ),
)

CARD = ModelCard(
    name="toy.model_v1",
    title="Toy",
    task="impervious-surface",
    bands=(CardBand(role="red"),),
    resolution=10,
    tile=64,
    classes=tuple(CardClass(value=v, name=f"class{v}", title=f"Class {v}", color="#808080") for v in (0, 1)),
    superresolved=True,
)
SCENES = (
    ImageChoice(source="/s/2022.tif", year=2022, chosen=True),
    ImageChoice(source="/s/2019_a.tif", year=2019, bands="red=3", chosen=True),
    ImageChoice(source="/s/2019_b.tif", year=2019, bands="red=3", chosen=True),
    ImageChoice(source="/s/2015.tif", year=2015),
)
VIEW = AreaChoice(kind="canvas", crs="EPSG:32632", extent=(1.5, 2.0, 3.0, 4.0))


def settings(**fields: object) -> DockSettings:
    usual = DockSettings(area=VIEW, images=SCENES, model=CARD.name, outputs=OutputChoice(folder="/out"))
    return dataclasses.replace(usual, **fields)  # type: ignore[arg-type]


@given(SETTINGS)
def test_settings_survive_json(chosen: DockSettings) -> None:
    assert from_json(DockSettings, to_json(chosen)) == chosen


@pytest.mark.parametrize("text", ["", "[]", '{"model": 3}', '{"of": "later"}', '{"area": {"kind": "moon"}}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        from_json(DockSettings, text)


def test_there_is_a_run_for_each_year() -> None:
    first, second = planned_runs(settings(), CARD, "")
    assert (first.algorithm, first.year, second.year) == ("impervioussurface", 2019, 2022)
    assert first.parameters == {
        "INPUT": ["/s/2019_a.tif", "/s/2019_b.tif"],
        "BANDS": "red=3",
        "EXTENT": "1.5,3.0,2.0,4.0 [EPSG:32632]",
        "YEAR": 2019,
        "TITLE": "Impervious surface, a and 1 more (view), 2019",
        "MODEL": "toy.model_v1",
        "DEVICE": "auto",
        "OUTPUT": str(Path("/out/toy.model_v1_2019_view.tif")),
        "PROBABILITY": str(Path("/out/toy.model_v1_2019_view_probability.tif")),
    }
    assert json.loads(json.dumps(second.parameters)) == second.parameters


def test_polygons_and_further_outputs_become_parameters() -> None:
    wanted = OutputChoice(
        folder="/out", pattern="{aoi} {year}", probability=False, superresolved=True, polygons=True, report=True
    )
    area = AreaChoice(kind="drawn", name="old/town")
    (planned,) = planned_runs(settings(area=area, images=SCENES[:1], outputs=wanted), CARD, "/out/aoi.gpkg")
    outputs = {name: Path(str(value)).name for name, value in planned.parameters.items() if "/out" in str(value)}
    assert outputs == {
        "AOI": "aoi.gpkg",
        "OUTPUT": "old-town 2022.tif",
        "SUPERRESOLVED": "old-town 2022_superresolved.tif",
        "POLYGONS": "old-town 2022_polygons.gpkg",
        "REPORT": "old-town 2022.html",
    }
    assert "EXTENT" not in planned.parameters
    options = {"EVERY_PROBABILITY", "SIMPLIFY", "RIGHT_ANGLES", "MIN_AREA"}
    assert not options & planned.parameters.keys()
    numbers = {"simplify_m": 1.5, "right_angles_m": 2.0, "min_area_m2": 30.0}
    for probability, polygons, used in (
        (True, False, {"EVERY_PROBABILITY"}),
        (True, True, options),
        (False, False, set()),
    ):
        wanted = OutputChoice(
            folder="/out", probability=probability, polygons=polygons, every_probability=True, **numbers
        )
        (planned,) = planned_runs(settings(area=area, images=SCENES[:1], outputs=wanted), CARD, "/out/aoi.gpkg")
        assert options & planned.parameters.keys() == used
    assert json.loads(json.dumps(planned.parameters)) == planned.parameters


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"images": ()}, "No imagery"),
        ({"area": AreaChoice()}, "map canvas is empty"),
        ({"outputs": OutputChoice(folder="")}, "No output folder"),
        ({"outputs": OutputChoice(folder="/out", pattern="map")}, "{year}"),
        ({"outputs": OutputChoice(folder="/out", pattern="{year}{time}")}, "{time}"),
        ({"outputs": OutputChoice(folder="/out", pattern="{year}{0.__class__}")}, "{0.__class__}"),
        ({"outputs": OutputChoice(folder="/out", pattern="{year")}, "{model}, {year}, {aoi}, {place}, {date} and {n}"),
        ({"outputs": OutputChoice(folder="/out", pattern="{year}?/*")}, "*/?"),
        ({"outputs": OutputChoice(folder="/out", pattern="  "), "images": SCENES[:1]}, "empty"),
        ({"images": (SCENES[1], dataclasses.replace(SCENES[2], bands=""))}, "different bands"),
    ],
)
def test_what_cannot_be_run_says_what_to_do(fields: dict[str, object], said: str) -> None:
    with pytest.raises(EngineError) as caught:
        planned_runs(settings(**fields), CARD, "")
    assert said in str(caught.value) and caught.value.hint


def test_a_pattern_with_a_separator_never_leaves_the_folder() -> None:
    with pytest.raises(OutputError):
        planned_runs(settings(outputs=OutputChoice(folder="/out", pattern="../{year}")), CARD, "")


def test_a_planned_run_is_what_a_script_can_run(bright: Path, out: Path) -> None:
    card = live_catalogue().get(GREEN).card
    image = ImageChoice(source=str(bright), year=2021, bands="red=1,green=2,blue=3", chosen=True)
    area = AreaChoice(kind="raster")
    chosen = settings(area=area, images=(image,), model=GREEN, outputs=OutputChoice(folder=str(out)))
    (planned,) = planned_runs(chosen, card, "")
    results = run(planned.algorithm, planned.parameters)
    assert Path(results["OUTPUT"]).name == f"{GREEN}_2021_all.tif"
    assert results["AREA_KM2"] > 0


@pytest.fixture
def untimed() -> Iterator[str]:
    """A model that has never run here, whatever earlier tests left in QGIS's settings."""
    before = QgsSettings().value(SPEEDS)
    QgsSettings().remove(SPEEDS)
    yield "nobody.has_run_this"
    if before is None:
        QgsSettings().remove(SPEEDS)
    else:
        QgsSettings().setValue(SPEEDS, before)


def test_the_cost_is_told_with_where_its_time_comes_from(untimed: str) -> None:
    cost = EstimateResult(
        km2=40.0,
        pixels=40_000_000,
        tiles=9,
        seconds=50.0,
        disk={"/a": 1_500_000, "/b": 500_000},
        memory=900_000_000,
        device="cpu",
    )
    planned = PlannedRun("impervioussurface", {}, 2022, untimed)
    text = cost_text([planned], [cost])
    assert "40.0 km², 40.0 million pixels, about 50 s on CPU (based on one test tile" in text
    assert "2 MB of disk, 900 MB of memory" in text
    remember_run(planned.model, "cpu", 10.0, 25.0)
    both = cost_text([planned, planned], [cost, cost])
    assert both.startswith("2 maps: 80.0 km²") and "about 45 s on CPU (based on earlier runs)" in both
    # A thin polygon has as many tiles as the rectangle around it.
    assert "0.500 km², 40.0 million pixels, about 22 s" in cost_text([planned], [dataclasses.replace(cost, km2=0.5)])


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "1 s"), (59.4, "59 s"), (61, "2 min"), (4000, "1 h 6 min")])
def test_times_are_no_more_exact_than_they_are_known(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
