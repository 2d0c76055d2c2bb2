"""``sentinel2composite`` as users run it, against a service on loopback."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rasterio
from algorithms import context_of, failure, load, run, to_project
from headless import Headless
from imagery_server import ImageryServer
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QDate
from scenes import EARTH_SEARCH, Scene, collection, publish, town
from stac_server import StacServer

from onemetre.processing.algorithms.imagery.sentinel2composite import months_of

SIDE = 128
EXTENT = "640100,641100,5202900,5203900 [EPSG:32632]"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service with three scenes of two years."""
    folder = tmp_path_factory.mktemp("service")
    (folder / "pixels").mkdir()
    scenes = [Scene("2018-06-10", "02.14"), Scene("2022-05-01"), Scene("2022-07-20")]
    clouds = {"2022-05-01": (slice(0, 20), slice(0, 64))}
    with ImageryServer(folder / "pixels") as pixels:
        items = publish(folder / "pixels", pixels.url, EARTH_SEARCH, scenes, town(SIDE, clouds))
        with StacServer(folder / "stac", [collection(EARTH_SEARCH)], items) as stac:
            yield stac.url


@pytest.fixture
def wanted(service: str, tmp_path: Path) -> dict[str, Any]:
    return {"EXTENT": EXTENT, "YEAR": 2022, "SERVICE": service, "OUTPUT": str(tmp_path / "composite.tif")}


def test_an_area_and_a_year_become_an_image_for_the_models(wanted: dict[str, Any], tmp_path: Path) -> None:
    result = run("sentinel2composite", wanted | {"TABLE": str(tmp_path / "scenes.csv")})
    assert result["SCENES"] == 2
    assert result["DATES"] == "2022-05-01/2022-07-20"
    assert result["OBSERVED"] == 100
    with rasterio.open(result["OUTPUT"]) as raster:
        assert raster.descriptions == ("B04", "B03", "B02", "B08", "observations")
        assert (raster.read(1) == town(SIDE)("red", "")[10:110, 10:110]).all()
    with open(result["TABLE"], newline="") as file:
        assert {row["date"] for row in csv.DictReader(file)} == {"2022-05-01", "2022-07-20"}
    mapped = run("impervioussurface", {"INPUT": result["OUTPUT"], "OUTPUT": str(tmp_path / "map.tif")})
    assert mapped["MODEL_USED"].startswith("jointseg.s2rgbn")


def test_two_years_in_a_script(service: str, qgis_process: Headless, tmp_path: Path) -> None:
    """The recipe of the guide: composites of two years, and a map of each."""
    for year in (2018, 2022):
        qgis_process.results(
            "onemetre:sentinel2composite", f"--EXTENT={EXTENT}", f"--YEAR={year}", "--MONTHS=4-10",
            f"--SERVICE={service}", f"--OUTPUT={year}.tif", cwd=tmp_path,
        )  # fmt: skip
        qgis_process.results(
            "onemetre:impervioussurface",
            f"--INPUT={year}.tif",
            f"--YEAR={year}",
            f"--OUTPUT=map_{year}.tif",
            cwd=tmp_path,
        )
    with rasterio.open(tmp_path / "map_2018.tif") as old, rasterio.open(tmp_path / "map_2022.tif") as new:
        # The same ground under other offsets.
        assert (old.read() == new.read()).mean() > 0.99


def test_the_layer_carries_its_days(wanted: dict[str, Any], tmp_path: Path, project: QgsProject) -> None:
    target = tmp_path / "loaded.tif"
    layers = load(context_of(project), "sentinel2composite", wanted | {"OUTPUT": to_project(target, project)})
    layer = next(one for one in layers if isinstance(one, QgsRasterLayer))
    span = layer.temporalProperties().fixedTemporalRange()
    assert (span.begin().date(), span.end().date()) == (QDate(2022, 5, 1), QDate(2022, 7, 20))


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"YEAR": None}, "No year is given"),
        ({"EXTENT": None}, "No area is given"),
        ({"MONTHS": "4-13"}, "MONTHS cannot be"),
        ({"SERVICE": "nasa"}, "no service 'nasa'"),
        ({"START": "2022-05-01", "END": "2022-04-01"}, "before it begins"),
        ({"START": "May", "END": "June"}, "is no period"),
        ({"YEAR": 2016}, "no scene of the area"),
        ({"BANDS": "red,thermal"}, "no band 'thermal'"),
        ({"AUTH": "nowhere"}, "cannot be opened"),
    ],
)
def test_what_cannot_be_made_is_one_message(wanted: dict[str, Any], wrong: dict[str, Any], complaint: str) -> None:
    assert complaint in failure("sentinel2composite", wanted | wrong)
    assert not Path(wanted["OUTPUT"]).exists()


def test_months_are_read_as_people_write_them() -> None:
    assert months_of("4-6") == (4, 5, 6)
    assert months_of("11-2, 5") == (11, 12, 1, 2, 5)
    assert months_of("") == tuple(range(1, 13))
