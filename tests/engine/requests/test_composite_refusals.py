"""What becomes of areas, services and disks that a composite cannot be made of: one sentence, and nothing left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from composites import AREA, SIDE, YEAR, Made, World, composed, refused, truth
from engine_process import EngineProcess, can_make_disks, run
from imagery_server import Fault
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.warp import transform_bounds
from scenes import EARTH_SEARCH, PLANETARY_COMPUTER, Scene, town

from onemetre.contract.requests import Area, Credentials


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with Made(tmp_path_factory.mktemp("world"), EARTH_SEARCH, YEAR) as found:
        yield found


def clouded(band: str, date: str) -> NDArray[Any]:
    """Ground under thin clouds everywhere, on every day."""
    made = town(SIDE)(band, date)
    return np.full_like(made, 10) if band == "scl" else made


def test_clouds_everywhere_are_one_sentence(tmp_path: Path) -> None:
    with Made(tmp_path, EARTH_SEARCH, YEAR, ground=clouded) as found:
        assert "None of the 3 scenes shows clear ground" in refused(found.request("none.tif"))


def test_clear_ground_between_clouds_is_no_clear_ground(tmp_path: Path) -> None:
    """What the look in little takes for clear can be the border of clouds: then no pixel is left."""

    def speckled(band: str, date: str) -> NDArray[Any]:
        made = clouded(band, date)
        if band == "scl":
            made[::6, ::6] = 4
        return made

    with Made(tmp_path, EARTH_SEARCH, YEAR, ground=speckled) as found:
        assert "Clouds cover the whole area" in refused(found.request("none.tif"))


def test_a_service_without_the_bands_is_one_sentence(world: World) -> None:
    told = refused(world.request("bands.tif", roles=("red", "rededge071")))
    assert "lack the bands red, rededge071" in told


def test_a_service_without_the_collection_is_one_sentence(tmp_path: Path) -> None:
    other = replace(EARTH_SEARCH, collection="landsat-c2-l2")
    with Made(tmp_path, other, YEAR) as found:
        told = refused(found.request("collection.tif"))
    assert "no scene of the area" in told or "no collection" in told


def test_an_area_without_a_coordinate_system_is_one_sentence(world: World) -> None:
    polygon = "POLYGON ((11 46, 11.1 46, 11.1 46.1, 11 46))"
    assert "coordinate system" in refused(world.request("crs.tif", area=Area(wkt=(polygon,))))
    assert "coordinate system" in refused(world.request("crs.tif", area=replace(AREA, extent_crs="")))


def test_an_area_outside_the_tile_is_one_sentence(world: World) -> None:
    far = Area(extent=(700_000.0, 5_100_000.0, 701_000.0, 5_101_000.0), extent_crs="EPSG:32632")
    assert "no scene of the area" in refused(world.request("far.tif", area=far))
    # A tile lies askew in degrees: its bounds hold places that it does not.
    west, south, _, _ = transform_bounds("EPSG:32632", "EPSG:4326", 640_000, 5_198_000, 646_000, 5_204_000)
    corner = Area(extent=(west, south, west + 2e-4, south + 2e-4), extent_crs="EPSG:4326")
    assert "scene" in refused(world.request("corner.tif", area=corner))


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32701"])
def test_an_area_across_the_antimeridian_is_composed(tmp_path: Path, crs: str) -> None:
    """Two zones meet at 180 degrees; a scene of zone 1 reaches beyond it."""
    origin = (178_000.0, 7_898_000.0)
    scenes = [Scene(date, tile="01KAB", origin=origin) for date in ("2022-05-01", "2022-06-10")]
    extent = (181_000.0, 7_893_000.0, 187_000.0, 7_897_500.0)
    _, south, _, north = transform_bounds("EPSG:32701", "EPSG:4326", *extent)
    if crs == "EPSG:4326":
        middle, width = 180.0, 0.02
        extent = (middle - width, (south + north) / 2 - 0.005, middle + width, (south + north) / 2 + 0.005)
    with Made(tmp_path, EARTH_SEARCH, scenes, ground=town(1200)) as found:
        result, image = composed(found.request("fiji.tif", area=Area(extent=extent, extent_crs=crs)))
        with rasterio.open(tmp_path / "fiji.tif") as raster:
            assert raster.crs == CRS.from_epsg(32701)
            assert max(raster.shape) < 2000
    assert result["observed"] > 0.4
    assert (image[4] == 2).mean() > 0.4


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_credentials_are_one_sentence(world: World, status: int) -> None:
    wrong = Credentials(headers={"Authorization": "Bearer wrong"}, timeout=1)  # pragma: allowlist secret
    with world.failing(Fault("status", matching="*.tif", status=status)):
        told = refused(world.request("wrong.tif", credentials=wrong))
    assert "refuses access" in told and "credentials" in told


def test_missing_keys_are_one_sentence(tmp_path: Path) -> None:
    def moved(item: dict[str, Any]) -> dict[str, Any]:
        for asset in item["assets"].values():
            asset["href"] = f"s3://eodata/{asset['href'].rsplit('/', 1)[-1]}"
        return item

    with Made(tmp_path, PLANETARY_COMPUTER, YEAR, change=moved) as found:
        assert "needs access keys" in refused(found.request("keys.tif"))


def test_a_full_disk_is_one_sentence_and_the_run_goes_on_elsewhere(world: World, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not can_make_disks(disk):
        pytest.skip("this machine allows no small disks")
    request = world.request(output=str(disk / "full.tif"))
    with EngineProcess(request, small_disk=disk) as engine:
        last, code, _ = engine.finish()
    assert (last["event"], last["kind"], code) == ("error", "space", 1)
    assert "full" in last["message"] and "resumes" in last["hint"]


def test_a_file_that_may_not_grow_is_one_sentence_and_the_run_goes_on(world: World, tmp_path: Path) -> None:
    request = world.request(output=str(tmp_path / "grows.tif"))
    with EngineProcess(request, largest_file=300_000) as engine:
        last, code, _ = engine.finish()
    assert (last["event"], code) == ("error", 1) and last["kind"] in ("space", "output"), last
    assert not (tmp_path / "grows.tif").exists() and not list(tmp_path.glob(".*part"))
    result = run(request)
    assert result["event"] == "result"
    with rasterio.open(request.output) as raster:
        assert (raster.read()[:4] == truth()).all()
