"""The scenes that a composite would choose from, against a real STAC server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely.geometry
from engine_process import run
from imagery_server import Fault, ImageryServer
from scenes import EARTH_SEARCH, Scene, collection, publish, town
from stac_server import StacServer

from onemetre.contract.requests import Area, FindScenesRequest

SIDE = 128
SCENES = [
    Scene("2018-06-10", "02.14", cloud=5.0),
    Scene("2018-12-24", "02.14", cloud=1.0),
    Scene("2022-05-01", cloud=20.0),
    Scene("2022-07-20", cloud=90.0),
    # The same ground in the next tile.
    Scene("2022-05-01", cloud=20.0, tile="32TQS"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("service")
    (folder / "pixels").mkdir()
    with ImageryServer(folder / "pixels") as pixels:
        items = publish(folder / "pixels", pixels.url, EARTH_SEARCH, SCENES, town(SIDE))
        with StacServer(folder / "stac", [collection(EARTH_SEARCH)], items) as stac:
            yield stac.url


def request(service: str, **fields: Any) -> FindScenesRequest:
    wanted: dict[str, Any] = {
        "service": service,
        "area": Area(extent=(640_100.0, 5_202_900.0, 641_100.0, 5_203_900.0), extent_crs="EPSG:32632"),
        "years": (2022, 2018),
        "months": (4, 5, 6, 7, 8, 9, 10),
        "roles": ("red", "green", "blue", "nir"),
    }
    return FindScenesRequest(**wanted | fields)


def test_scenes_of_two_years_by_day_month_cloud_and_tile(service: str) -> None:
    result = run(request(service))
    assert [(one["date"], one["tile"]) for one in result["scenes"]] == [
        ("2018-06-10", "32TPS"),
        ("2022-05-01", "32TPS"),
        ("2022-05-01", "32TQS"),
    ]
    first = result["scenes"][0]
    assert (first["cloud"], first["baseline"], first["coverage"]) == (5.0, "02.14", 1.0)
    footprint = shapely.from_wkt(first["footprint"])
    assert footprint.contains(shapely.Point(10.85, 46.97))
    # 1 km2, four bands and the classes of one scene: 57 kB a year.
    assert result["km2"] == pytest.approx(1, abs=2e-3)
    assert result["megabytes"] == {"2018": 0.1, "2022": 0.1}


def test_part_of_the_area_lies_in_the_footprint(service: str) -> None:
    # The scenes end 1280 m east of 640 km; the area reaches as far again.
    area = Area(extent=(640_000.0, 5_203_000.0, 642_560.0, 5_203_900.0), extent_crs="EPSG:32632")
    result = run(request(service, area=area, years=(2018,)))
    assert result["scenes"][0]["coverage"] == pytest.approx(0.5, abs=0.01)


def test_years_without_scenes_are_told(service: str) -> None:
    result = run(request(service, years=(2017, 2019)))
    assert result["kind"] == "source"
    assert "no scene of the area in 2017, 2019" in result["message"]


def test_an_item_without_a_footprint_stays(tmp_path: Path) -> None:
    (tmp_path / "pixels").mkdir()
    with ImageryServer(tmp_path / "pixels") as pixels:
        items = publish(tmp_path / "pixels", pixels.url, EARTH_SEARCH, SCENES[:1], town(SIDE))
        x, y = shapely.centroid(shapely.geometry.shape(items[0]["geometry"])).coords[0]
        items[0] |= {"geometry": {"type": "Point", "coordinates": [x, y]}, "bbox": [x, y, x, y]}
        with StacServer(tmp_path / "stac", [collection(EARTH_SEARCH)], items) as stac:
            result = run(request(stac.url, years=(2018,)))
    assert result["scenes"][0]["footprint"] == "" and result["scenes"][0]["coverage"] is None


def test_a_service_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "pixels").mkdir()
    with ImageryServer(tmp_path / "pixels") as pixels:
        pixels.fail(Fault("page"))
        result = run(request(pixels.url))
    assert result["kind"] == "source" and "web page" in result["message"]
