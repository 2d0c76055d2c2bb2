"""Composites from a real STAC server and a range server on loopback, healthy and not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from composites import CLOUDS, YEAR, Made, World, composed, refused, truth
from engine_process import EngineProcess
from imagery_server import Fault
from numpy.typing import NDArray
from scenes import (
    COPERNICUS,
    EARTH_SEARCH,
    EARTH_SEARCH_OLD,
    PLANETARY_COMPUTER,
    Scene,
    Service,
)

from onemetre.contract.requests import Area, Credentials


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with Made(tmp_path_factory.mktemp("world"), EARTH_SEARCH, YEAR) as found:
        yield found


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


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A service whose search goes through the web server, and can fail too."""
    with Made(tmp_path_factory.mktemp("behind"), EARTH_SEARCH, YEAR, behind=True) as found:
        yield found


QUICK = Credentials(timeout=1)
"""Waits for no answer as long as users do."""

PASSING = [
    Fault("status", every=4, status=429, retry_after=0),
    Fault("status", every=4, status=500),
    Fault("status", every=4, status=503),
    Fault("status", every=9, status=403),
    Fault("cut", every=11),
    Fault("corrupt", every=11),
    Fault("slow", every=9, seconds=0.3),
    Fault("stalled", every=9, times=3),
    Fault("silent", every=9, times=3),
    Fault("length", every=9, announced=0.5),
    Fault("length", every=9, announced=2.0),
    Fault("page", every=11),
]


def called(fault: Fault) -> str:
    which = {"status": fault.status, "length": fault.announced}.get(fault.kind, "")
    return f"{fault.kind} {which}".strip()


@pytest.fixture(scope="module")
def healthy(world: World) -> NDArray[np.uint16]:
    return composed(world.request("healthy.tif"))[1]


@pytest.mark.parametrize("fault", PASSING, ids=called)
def test_faults_that_pass_change_no_pixel(world: World, healthy: NDArray[np.uint16], fault: Fault) -> None:
    world.pixels.forget()
    with world.failing(replace(fault, matching="*.tif")):
        _, image = composed(world.request("faulty.tif", credentials=QUICK))
    assert any(one.fault for one in world.pixels.log)
    assert (image == healthy).all()


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        (Fault("status", status=429, retry_after=0), "answers 429"),
        (Fault("status", status=500), "answers 500"),
        (Fault("status", status=503), "answers 503"),
        (Fault("status", status=401), "refuses access"),
        (Fault("status", status=403), "refuses access"),
        (Fault("status", status=404), "does not exist"),
        (Fault("expired"), "refuses access"),
        (Fault("cut"), "damaged or incomplete"),
        (Fault("corrupt"), "damaged or incomplete"),
        (Fault("stalled"), "damaged or incomplete"),
        (Fault("silent"), "does not answer"),
        (Fault("slow", seconds=30), "does not answer"),
        (Fault("length", announced=0.5), "damaged or incomplete"),
        (Fault("page"), "damaged or incomplete"),
    ],
    ids=lambda value: called(value) if isinstance(value, Fault) else "",
)
def test_faults_that_stay_are_one_sentence(world: World, tmp_path: Path, fault: Fault, complaint: str) -> None:
    request = world.request(output=str(tmp_path / "stays.tif"), credentials=replace(QUICK, timeout=0.3))
    with world.failing(replace(fault, matching="*20220610*/nir.tif")):
        told = refused(request)
    assert complaint in told
    assert world.stac.url in told and "nir" in told and "20220610" in told
    # What was fetched waits for the next run.
    if fault.kind in ("cut", "silent", "status"):
        assert composed(replace(request, credentials=QUICK))[0]["resumed"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", times=2, status=429, retry_after=0),
        Fault("status", times=2, status=500),
        Fault("status", times=2, status=503),
        Fault("cut", times=2),
        Fault("stalled", times=1),
        Fault("silent", times=1),
        Fault("slow", times=2, seconds=0.3),
    ],
    ids=called,
)
def test_faults_of_the_search_that_pass_change_nothing(
    behind: World, tmp_path: Path, healthy: NDArray[np.uint16], fault: Fault
) -> None:
    output = str(tmp_path / "search.tif")
    with behind.failing(replace(fault, matching="/search")):
        _, image = composed(behind.request(output=output, service=behind.pixels.url, credentials=QUICK))
    assert (image == healthy).all()


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        (Fault("status", status=429, retry_after=0), "answers 429"),
        (Fault("status", status=503), "answers 503"),
        (Fault("status", status=401), "refuses the access (401)"),
        (Fault("status", status=403), "refuses the access (403)"),
        (Fault("cut"), "cut short"),
        (Fault("corrupt"), "web page"),
        (Fault("stalled"), "does not answer"),
        (Fault("silent"), "does not answer"),
        (Fault("length", announced=0.5), "web page"),
        (Fault("page"), "web page"),
    ],
    ids=lambda value: called(value) if isinstance(value, Fault) else "",
)
def test_faults_of_the_search_that_stay_are_one_sentence(
    behind: World, tmp_path: Path, fault: Fault, complaint: str
) -> None:
    output, secrets = str(tmp_path / "search.tif"), replace(QUICK, timeout=0.3)
    with behind.failing(replace(fault, matching="/search")):
        told = refused(behind.request(output=output, service=behind.pixels.url, credentials=secrets))
    assert complaint in told and behind.pixels.url in told


@pytest.mark.parametrize("silent", ["/search", "*.tif"])
def test_a_silent_server_holds_up_no_cancellation(tmp_path: Path, silent: str) -> None:
    with Made(tmp_path, EARTH_SEARCH, YEAR, behind=True) as found:
        request = found.request("cancelled.tif", service=found.pixels.url)
        with found.failing(Fault("silent", matching=silent)), EngineProcess(request) as engine:
            found.pixels.await_requests(1, silent)
            engine.send('{"control": "cancel"}')
            last, code, _ = engine.finish()
            # Until then the server says nothing: the process did not wait for it.
            assert (last["kind"], code) == ("cancelled", 1)
        assert [path.name for path in tmp_path.iterdir() if "cancelled" in path.name] == []
        assert composed(request)[0]["observed"] == 1


def test_a_file_that_is_gone_is_named(world: World) -> None:
    with world.failing(Fault("status", matching="*20220610*/nir.tif", status=404)):
        told = refused(world.request("gone.tif"))
    assert "nir" in told and "20220610" in told and "does not exist" in told


def test_an_interrupted_run_goes_on_and_fetches_nothing_twice(world: World) -> None:
    request = world.request("interrupted.tif")
    _, whole = composed(replace(request, output=str(world.folder / "whole.tif")))
    with world.failing(Fault("status", matching="*20220720*/nir.tif", status=404)):
        refused(request)
    world.pixels.forget()
    result, image = composed(request)
    assert result["resumed"]
    assert (image == whole).all()
    assert [path for path in world.pixels.sent if not path.endswith("20220720T101944_L2A/nir.tif")] == []


def test_a_killed_run_goes_on(world: World) -> None:
    request = world.request("killed.tif")
    _, whole = composed(replace(request, output=str(world.folder / "whole.tif")))
    world.pixels.forget()
    with world.failing(Fault("silent", matching="*20220720*/nir.tif")), EngineProcess(request) as engine:
        # Nothing can be finished while this band is missing.
        world.pixels.await_requests(1, "*20220720*/nir.tif")
        engine.process.kill()
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
    with world.failing(Fault("page")):
        assert "web page" in refused(world.request("n.tif", service=world.pixels.url))
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
