"""Access to pixels that have to be signed, from a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from imagery_server import TOKENS, Fault, ImageryServer
from rasterio.crs import CRS
from rasterio.warp import transform_bounds
from scenes import COPERNICUS, PLANETARY_COMPUTER, Scene, publish, town

from onemetre.contract.errors import SourceError
from onemetre.contract.imagery_services import Service
from onemetre.contract.requests import Credentials
from onemetre.engine.imagery.access import Access
from onemetre.engine.imagery.remote_pixels import RemotePixels
from onemetre.engine.imagery.same_site import is_same_site
from onemetre.engine.imagery.scenes import read_scene
from onemetre.engine.raster.grid import Grid, Window

ROLES = ("red", "green", "blue", "nir")
SIDE = 96
GRID = Grid(CRS.from_epsg(32632).to_wkt(), 640_000.0, 5_204_000.0, 10.0, SIDE, SIDE)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ImageryServer]:
    (tmp_path / "pixels").mkdir()
    with ImageryServer(tmp_path / "pixels") as found:
        yield found


def pixels_of(service: Service, credentials: Credentials, folder: Path) -> RemotePixels:
    return RemotePixels(Access(service, credentials, folder), lambda: None)


def test_a_link_that_expires_is_signed_again(server: ImageryServer, tmp_path: Path) -> None:
    [item] = publish(server.folder, server.url, PLANETARY_COMPUTER, [Scene("2022-06-01", "02.14")], town(SIDE))
    scene = read_scene(item, ROLES)
    assert scene is not None
    server.fail(Fault("expired", matching="*.tif"))
    service = Service(id="pc", title="PC", url=server.url, signing="sas", token=f"{server.url}{TOKENS}{{collection}}")
    pixels = pixels_of(service, Credentials(), tmp_path)
    window = Window(10, 20, 40, 30)
    for role in ROLES[:2]:
        assert (pixels.read(scene, role, GRID, window) == town(SIDE)(role, "")[20:50, 10:50]).all()
    # One token serves a collection, until it is refused.
    assert server.requests[f"{TOKENS}sentinel-2-l2a"] == 1
    server.expire()
    for role in ROLES[2:]:
        assert (pixels.read(scene, role, GRID, window) == town(SIDE)(role, "")[20:50, 10:50]).all()
    assert server.requests[f"{TOKENS}sentinel-2-l2a"] == 2


def test_buckets_are_read_with_the_users_keys(server: ImageryServer, tmp_path: Path) -> None:
    [item] = publish(server.folder / "eodata", "s3://eodata", COPERNICUS, [Scene("2022-06-01", "02.14")], town(SIDE))
    scene = read_scene(item, ROLES)
    assert scene is not None
    service = Service(id="c", title="CDSE", url=server.url, signing="s3", endpoint=server.url)
    keys = Credentials(access_key="somebody", secret_key="something")
    found = pixels_of(service, keys, tmp_path).read(scene, "nir", GRID, Window(0, 0, SIDE, SIDE))
    assert (found == town(SIDE)("nir", "")).all()
    assert all("somebody" in one.headers.get("Authorization", "somebody") for one in server.log)
    with pytest.raises(SourceError, match="access keys"):
        pixels_of(service, Credentials(), tmp_path).read(scene, "nir", GRID, Window(0, 0, SIDE, SIDE))


@pytest.mark.parametrize(
    ("status", "says"), [(403, "refuses access"), (404, "does not exist"), (503, "answers 503"), (429, "answers 429")]
)
def test_a_bucket_that_refuses_is_one_sentence(server: ImageryServer, tmp_path: Path, status: int, says: str) -> None:
    [item] = publish(server.folder / "eodata", "s3://eodata", COPERNICUS, [Scene("2022-06-01", "02.14")], town(SIDE))
    scene = read_scene(item, ROLES)
    assert scene is not None
    server.fail(Fault("status", status=status, retry_after=0))
    service = Service(id="c", title="CDSE", url=server.url, signing="s3", endpoint=server.url)
    pixels = pixels_of(service, Credentials(access_key="somebody", secret_key="wrong", timeout=1), tmp_path)
    with pytest.raises(SourceError, match=says) as caught:
        pixels.read(scene, "nir", GRID, Window(0, 0, SIDE, SIDE))
    assert "CDSE" in caught.value.message and scene.id in caught.value.message and "B08_10m" in caught.value.message


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (Fault("status", status=403), "is 403"),
        (Fault("status", status=503), "is 503"),
        (Fault("page"), "is none"),
        (Fault("silent"), "is none"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_a_link_that_cannot_be_signed_again_is_one_sentence(
    server: ImageryServer, tmp_path: Path, fault: Fault, says: str
) -> None:
    [item] = publish(server.folder, server.url, PLANETARY_COMPUTER, [Scene("2022-06-01", "02.14")], town(SIDE))
    scene = read_scene(item, ROLES)
    assert scene is not None
    server.fail(Fault("expired", matching="*.tif"))
    service = Service(id="pc", title="PC", url=server.url, signing="sas", token=f"{server.url}{TOKENS}{{collection}}")
    pixels = pixels_of(service, Credentials(timeout=0.5), tmp_path)
    pixels.read(scene, "red", GRID, Window(0, 0, SIDE, SIDE))
    server.expire()
    server.fail(Fault("expired", matching="*.tif"), replace(fault, matching=f"{TOKENS}*"))
    with pytest.raises(SourceError, match=f"PC does not sign the address of the asset B08 .*{says}") as caught:
        pixels.read(scene, "nir", GRID, Window(0, 0, SIDE, SIDE))
    assert scene.id in caught.value.message


def test_only_the_site_of_a_service_sees_secrets() -> None:
    own = "https://stac.example.org/v1"
    for address in ("https://stac.example.org/a", "https://data.EXAMPLE.org:8443/b.tif", "https://example.org."):
        assert is_same_site(address, own)
    for address in (
        *("https://example.com", "https://evil-example.org", "https://example.org.evil.com", "http://stac.example.org"),
        *("https://stac.example.org@evil.com/", "https://[bad", "file:///etc/passwd", "", "s3://bucket/x"),
    ):
        assert not is_same_site(address, own)
    assert not is_same_site("https://evil.co.uk", "https://earth.co.uk")
    assert is_same_site("http://127.0.0.1:9/x", "http://127.0.0.1:80")
    assert not is_same_site("http://127.0.0.2/x", "http://127.0.0.1")


@pytest.mark.parametrize("href", ["file:///etc/passwd", "/etc/passwd", "/vsizip/x.zip", "ftp://host/x.tif"])
def test_only_web_addresses_are_opened(tmp_path: Path, href: str) -> None:
    access = Access(Service(id="x", title="X", url="http://127.0.0.1"), Credentials(), tmp_path)
    with pytest.raises(SourceError, match="no web address"):
        access.path(href, "sentinel-2-l2a")


def test_scenes_of_another_zone_are_warped(server: ImageryServer, tmp_path: Path) -> None:
    [item] = publish(server.folder, server.url, PLANETARY_COMPUTER, [Scene("2022-06-01", "02.14")], town(SIDE))
    scene = read_scene(item, ROLES)
    assert scene is not None
    west, south, east, north = transform_bounds("EPSG:32632", "EPSG:32633", *GRID.bounds)
    left, top = round(west, -1) - 500, round(north, -1) + 500
    other = Grid(CRS.from_epsg(32633).to_wkt(), left, top, 10.0, 300, 300)
    assert max(east - left, top - south) < 3000
    found = pixels_of(Service(id="x", title="X", url=server.url), Credentials(), tmp_path).read(
        scene, "red", other, Window(0, 0, 300, 300)
    )
    seen = found > 0
    assert 0.5 * SIDE**2 < seen.sum() < 1.1 * SIDE**2
    assert abs(float(found[seen].mean()) - float(np.mean(town(SIDE)("red", "")))) < 60
