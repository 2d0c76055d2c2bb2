"""Composites from a real STAC server and a range server on loopback, healthy and not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import EngineProcess, run
from imagery_server import Fault, ImageryServer
from numpy.typing import NDArray
from scenes import (
    COPERNICUS,
    EARTH_SEARCH,
    EARTH_SEARCH_OLD,
    PLANETARY_COMPUTER,
    Scene,
    Service,
    collection,
    publish,
    town,
)
from stac_server import StacServer

from onemetre.contract.requests import Area, CompositeRequest, Credentials

ROLES = ("red", "green", "blue", "nir")
SIDE = 600
CLOUDS = {
    "2022-05-01": (slice(0, 150), slice(0, 300)),
    "2022-06-10": (slice(100, 300), slice(0, 150)),
    "2022-07-20": (slice(100, 300), slice(200, 300)),
}
YEAR = [Scene(date=date, cloud=30.0) for date in CLOUDS]
AREA = Area(extent=(640_300.0, 5_198_500.0, 645_300.0, 5_203_700.0), extent_crs="EPSG:32632")


@dataclass
class World:
    """A STAC service and a web server with its pixels."""

    folder: Path
    pixels: ImageryServer
    stac: StacServer

    def request(self, name: str = "composite.tif", **fields: Any) -> CompositeRequest:
        wanted: dict[str, Any] = {
            "service": self.stac.url,
            "area": AREA,
            "start": "2022-01-01",
            "end": "2022-12-31",
            "roles": ROLES,
            "output": str(self.folder / name),
        }
        return CompositeRequest(**wanted | fields)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with Made(tmp_path_factory.mktemp("world"), EARTH_SEARCH, YEAR) as found:
        yield found


class Made:
    """Context manager: a service with scenes."""

    def __init__(self, folder: Path, service: Service, scenes: list[Scene], others: tuple[Any, ...] = ()) -> None:
        self._folder, self._service, self._scenes, self._others = folder, service, scenes, others

    def __enter__(self) -> World:
        self._pixels = ImageryServer(self._folder / "pixels") if (self._folder / "pixels").mkdir() is None else None
        self._pixels.__enter__()
        items, collections = [], {}
        for service, scenes in ((self._service, self._scenes), *self._others):
            items += publish(self._folder / "pixels", self._pixels.url, service, scenes, town(SIDE, CLOUDS))
            collections[service.collection] = collection(service)
        self._stac = StacServer(self._folder / "stac", list(collections.values()), items)
        self._stac.__enter__()
        return World(self._folder, self._pixels, self._stac)

    def __exit__(self, *_: object) -> None:
        self._stac.close()
        self._pixels.close()


def truth() -> NDArray[np.uint16]:
    """Ground without clouds in the window of the area."""
    ground = town(SIDE)
    whole = np.stack([ground(role, "2022-01-01") for role in ROLES])
    found: NDArray[np.uint16] = whole[:, 30:550, 30:530]
    return found


def composed(request: CompositeRequest) -> tuple[dict[str, Any], NDArray[np.uint16]]:
    result = run(request)
    assert result["event"] == "result", result
    with rasterio.open(request.output) as raster:
        assert raster.descriptions == ("B04", "B03", "B02", "B08", "observations")
        return result, raster.read()


def refused(request: CompositeRequest) -> str:
    result = run(request)
    assert result["event"] == "error", result
    assert result["kind"] != "internal", result
    assert not Path(request.output).exists()
    if "resumes" not in result["hint"] and "leave the day out" not in result["hint"]:
        assert not Path(f"{request.output}.imagery-part").exists()
    return f"{result['message']} {result['hint']}"


def test_the_median_of_what_is_clear_is_the_ground(world: World) -> None:
    table = world.folder / "scenes.csv"
    result, image = composed(world.request(table=str(table)))
    assert (image[:4] == truth()).all()
    assert set(np.unique(image[4])) <= {1, 2, 3}
    assert result["observed"] == 1
    assert (result["start"], result["end"], result["scenes"]) == ("2022-05-01", "2022-07-20", 3)
    assert not (world.folder / "composite.tif.imagery-part").exists()
    with table.open() as file:
        rows = list(csv.DictReader(file))
    assert [float(row["clear"]) for row in rows] == sorted((float(row["clear"]) for row in rows), reverse=True)
    assert sum(float(row["used"]) for row in rows) == pytest.approx(1, abs=1e-3)
    with rasterio.open(world.folder / "composite.tif") as raster:
        assert raster.scales == (1e-4,) * 4 + (1.0,)
        assert raster.tags()["TIFFTAG_COPYRIGHT"] == "Contains modified Copernicus Sentinel data 2022"
        assert raster.transform.c == 640_300


def test_the_clearest_scene_lies_on_top(world: World) -> None:
    _, image = composed(world.request("least.tif", method="least-cloud"))
    assert (image[:4] == truth()).all()
    assert (image[4] == 1).all()


def test_months_and_clouds_are_chosen_here_whatever_the_service_does(world: World) -> None:
    result, image = composed(world.request("june.tif", months=(6,)))
    assert result["scenes"] == 1
    assert 0 < result["observed"] < 1
    assert (image[:4][:, image[4] > 0] == truth()[:, image[4] > 0]).all()
    assert (image[:4][:, image[4] == 0] == 0).all()
    assert "20 % clouds" in refused(world.request("none.tif", cloud=20))
    assert "no scene of the area" in refused(world.request("none.tif", start="2010-01-01", end="2010-12-31"))


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", matching="*.tif", every=4, status=429, retry_after=0),
        Fault("status", matching="*.tif", every=4, status=503),
        Fault("cut", matching="*.tif", every=11),
        Fault("corrupt", matching="*.tif", every=11),
        Fault("slow", matching="*.tif", every=9, seconds=0.3),
    ],
    ids=lambda fault: f"{fault.kind} {fault.status}",
)
def test_faults_that_pass_change_no_pixel(world: World, fault: Fault) -> None:
    _, healthy = composed(world.request("healthy.tif"))
    try:
        world.pixels.fail(fault)
        _, image = composed(world.request("faulty.tif"))
    finally:
        world.pixels.fail()
    assert (image == healthy).all()


def test_a_file_that_is_gone_is_named(world: World) -> None:
    try:
        world.pixels.fail(Fault("status", matching="*20220610*/nir.tif", status=404))
        told = refused(world.request("gone.tif"))
    finally:
        world.pixels.fail()
    assert "nir" in told and "20220610" in told and "does not exist" in told


def test_an_interrupted_run_goes_on_and_fetches_nothing_twice(world: World) -> None:
    request = world.request("interrupted.tif")
    _, whole = composed(replace(request, output=str(world.folder / "whole.tif")))
    try:
        world.pixels.fail(Fault("status", matching="*20220720*/nir.tif", status=404))
        refused(request)
    finally:
        world.pixels.fail()
    world.pixels.forget()
    result, image = composed(request)
    assert result["resumed"]
    assert (image == whole).all()
    assert [path for path in world.pixels.sent if not path.endswith("20220720T101944_L2A/nir.tif")] == []


def test_a_killed_run_goes_on(world: World) -> None:
    request = world.request("killed.tif")
    _, whole = composed(replace(request, output=str(world.folder / "whole.tif")))
    try:
        world.pixels.forget()
        world.pixels.fail(Fault("silent", matching="*20220720*/nir.tif"))
        with EngineProcess(request) as engine:
            # Nothing can be finished while this band is missing.
            world.pixels.await_requests(1, "*20220720*/nir.tif")
            engine.process.kill()
    finally:
        world.pixels.fail()
    result, image = composed(request)
    assert result["resumed"]
    assert (image == whole).all()
    assert not (world.folder / "killed.tif.imagery-part").exists()


@pytest.mark.parametrize("service", [EARTH_SEARCH, PLANETARY_COMPUTER, COPERNICUS], ids=["c1", "pc", "cdse"])
def test_baselines_and_services_give_one_radiometry(tmp_path: Path, service: Service) -> None:
    scenes = [Scene("2022-05-01", "02.14"), Scene("2022-06-10", "04.00"), Scene("2022-07-20", "05.09")]
    with Made(tmp_path, service, scenes) as found:
        result, image = composed(found.request())
        assert np.abs(image[:4].astype(int) - truth()).max() <= 1
        assert result["warnings"] == []


def test_a_flag_that_lies_is_found_out_by_the_pixels(tmp_path: Path) -> None:
    scenes = [
        Scene("2022-05-01", "04.00", applied=True, flag=False),
        Scene("2022-06-10", "04.00", applied=True, flag=True),
        Scene("2022-07-20", "02.14"),
    ]
    with Made(tmp_path, EARTH_SEARCH_OLD, scenes) as found:
        result, image = composed(found.request())
    assert np.abs(image[:4].astype(int) - truth()).max() <= 1
    assert len(result["warnings"]) == 1 and "subtracted from its pixels already" in result["warnings"][0]


def test_of_the_same_day_the_better_collection_and_the_newer_baseline_count(tmp_path: Path) -> None:
    old = [Scene(date, "02.14") for date in CLOUDS]
    with Made(tmp_path, EARTH_SEARCH_OLD, old, ((EARTH_SEARCH, YEAR[:2]),)) as found:
        table = tmp_path / "scenes.csv"
        composed(found.request(table=str(table)))
        with table.open() as file:
            used = {row["date"]: row["collection"] for row in csv.DictReader(file)}
    assert used == {
        "2022-05-01": "sentinel-2-c1-l2a",
        "2022-06-10": "sentinel-2-c1-l2a",
        "2022-07-20": "sentinel-2-l2a",
    }


def test_what_is_no_stac_service_is_one_sentence(world: World) -> None:
    assert "cannot be reached" in refused(world.request("n.tif", service="http://127.0.0.1:9/nothing"))
    try:
        world.pixels.fail(Fault("page"))
        assert "web page" in refused(world.request("n.tif", service=world.pixels.url))
    finally:
        world.pixels.fail()
    assert "answers 404" in refused(world.request("n.tif", service=world.pixels.url))


def test_the_proxy_of_qgis_is_used(world: World) -> None:
    nowhere = Credentials(proxy="http://somebody:secret@127.0.0.1:9", without_proxy=("localhost",))
    told = refused(world.request("p.tif", service="http://stac.example.org/v1", credentials=nowhere))
    assert "proxy" in told and "secret" not in told
    around = replace(nowhere, without_proxy=("127.0.0.1",))
    assert composed(world.request("p.tif", credentials=around))[0]["observed"] == 1


def test_an_area_that_is_too_large_says_what_it_would_cost(world: World) -> None:
    large = Area(extent=(500_000.0, 5_000_000.0, 640_000.0, 5_100_000.0), extent_crs="EPSG:32632")
    told = refused(world.request("large.tif", area=large))
    assert "14,0" in told and "GB" in told and "allow" in told
    assert "No area" in refused(world.request("none.tif", area=Area()))


def test_secrets_are_stored_nowhere(world: World, tmp_path: Path) -> None:
    secret = "Bearer verysecret123"  # pragma: allowlist secret
    request = world.request("secret.tif", credentials=Credentials(headers={"Authorization": secret}))
    assert secret not in repr(request)
    with EngineProcess(request) as engine:
        result, _, events = engine.finish()
    assert result["event"] == "result", result
    assert "verysecret" not in str(events)
    assert any(one.headers.get("Authorization") == secret for one in world.pixels.log)
    for path in world.folder.glob("secret*"):
        assert b"verysecret" not in path.read_bytes()
