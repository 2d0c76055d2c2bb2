"""The servers of the tests of imagery keep what they promise, so that those tests prove something."""

from __future__ import annotations

import http.client
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pystac_client
import pytest
import rasterio
from imagery_server import TOKENS, Fault, ImageryServer
from pystac_client.exceptions import APIError
from pystac_client.stac_api_io import StacApiIO
from rasterio.errors import RasterioError
from rasterio.session import Session
from scenes import (
    BANDS,
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
from urllib3.util import Retry

CONTENT = np.random.default_rng(0).integers(1, 256, 200_000, np.uint8).tobytes()
SERVICES = {"c1": EARTH_SEARCH, "l2a": EARTH_SEARCH_OLD, "pc": PLANETARY_COMPUTER, "cdse": COPERNICUS}
GDAL = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "CPL_VSIL_CURL_NON_CACHED": "/vsicurl/http://127.0.0.1",
    "GDAL_HTTP_RETRY_DELAY": "0.01",
}
RETRIES = {"GDAL_HTTP_MAX_RETRY": "5"}
TIMES_OUT = {"GDAL_HTTP_TIMEOUT": "1", "GDAL_HTTP_CONNECTTIMEOUT": "1"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ImageryServer]:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/data.bin").write_bytes(CONTENT)
    with ImageryServer(tmp_path / "web") as running:
        yield running


def get(url: str, span: str = "", *, method: str = "GET", timeout: float = 30) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={"Range": f"bytes={span}"} if span else {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


@pytest.mark.parametrize(
    ("span", "expected", "content_range"),
    [
        ("0-99", CONTENT[:100], "bytes 0-99/200000"),
        ("199990-", CONTENT[199_990:], "bytes 199990-199999/200000"),
        ("-5", CONTENT[-5:], "bytes 199995-199999/200000"),
        ("199990-300000", CONTENT[199_990:], "bytes 199990-199999/200000"),
    ],
)
def test_it_sends_the_range_asked_for(server: ImageryServer, span: str, expected: bytes, content_range: str) -> None:
    status, headers, body = get(f"{server.url}/data.bin", span)
    assert (status, body) == (206, expected)
    assert headers["Content-Range"] == content_range
    assert headers["Content-Length"] == str(len(expected))


def test_it_refuses_what_it_does_not_have(server: ImageryServer) -> None:
    (server.folder.parent / "secret").write_text("no")
    assert get(f"{server.url}/data.bin", "200000-")[0] == 416
    assert get(f"{server.url}/none.bin")[0] == 404
    assert get(f"{server.url}/%2e%2e/secret")[0] == 404


def test_requests_and_bytes_are_counted_exactly(server: ImageryServer) -> None:
    get(f"{server.url}/data.bin")
    get(f"{server.url}/data.bin", "10-19")
    get(f"{server.url}/data.bin", "20-29")
    assert get(f"{server.url}/data.bin", method="HEAD")[1]["Content-Length"] == "200000"
    get(f"{server.url}/none.bin?a=b")
    assert server.requests == {"/data.bin": 4, "/none.bin": 1}
    assert server.sent["/data.bin"] == server.bytes_sent == 200_020
    assert [(one.method, one.span) for one in server.log] == [
        ("GET", None), ("GET", (10, 19)), ("GET", (20, 29)), ("HEAD", None), ("GET", None),
    ]  # fmt: skip
    server.forget()
    assert server.bytes_sent == 0 and not server.log


def test_counts_are_exact_with_many_clients(server: ImageryServer) -> None:
    threads = [threading.Thread(target=get, args=(f"{server.url}/data.bin", "0-999")) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.requests["/data.bin"] == 32
    assert server.bytes_sent == 32_000


def test_a_connection_serves_many_requests(server: ImageryServer) -> None:
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server.url).netloc, timeout=30)
    connection.connect()
    socket = connection.sock
    for start in (0, 7):
        connection.request("GET", "/data.bin", headers={"Range": f"bytes={start}-{start + 6}"})
        assert connection.getresponse().read() == CONTENT[start : start + 7]
    assert connection.sock is socket
    connection.close()


def test_every_nth_matching_request_fails_and_only_so_often(server: ImageryServer) -> None:
    server.fail(Fault("status", "*.bin", every=3, times=2, status=503), Fault("status", "*.tif", status=500))
    assert [get(f"{server.url}/data.bin", "0-9")[0] for _ in range(10)] == [206, 206, 503] * 2 + [206] * 4
    assert get(f"{server.url}/none.tif")[0] == 500
    server.fail()
    assert [get(f"{server.url}/data.bin", "0-9")[0] for _ in range(4)] == [206] * 4
    assert [one.fault for one in server.log[:3]] == [None, None, "status"]


def test_too_many_requests_say_when_to_come_back(server: ImageryServer) -> None:
    server.fail(Fault("status", status=429, retry_after=1))
    status, headers, body = get(f"{server.url}/data.bin")
    assert (status, headers["Retry-After"], body) == (429, "1", b"")
    server.fail(Fault("status", status=429))
    assert "Retry-After" not in get(f"{server.url}/data.bin")[1]


def test_links_expire_until_they_are_signed_again(server: ImageryServer) -> None:
    server.fail(Fault("expired", "*.bin"))
    url = f"{server.url}/data.bin"
    signed = server.sign(url)
    assert get(url)[0] == get(f"{url}?sig=guessed")[0] == 403
    assert get(signed)[2] == CONTENT
    server.expire()
    assert get(signed)[0] == 403
    token = json.loads(get(f"{server.url}{TOKENS}sentinel-2-l2a")[2])
    assert token["msft:expiry"] > "2020-01-01T00:00:00Z"
    assert get(f"{url}?{token['token']}")[2] == CONTENT


def test_a_cut_body_is_half_of_it(server: ImageryServer) -> None:
    server.fail(Fault("cut"))
    with pytest.raises(http.client.IncompleteRead) as caught:
        get(f"{server.url}/data.bin")
    assert caught.value.partial == CONTENT[:100_000]
    assert server.bytes_sent == 100_000


@pytest.mark.parametrize(("announced", "got"), [(0.5, 100_000), (2.0, 200_000)])
def test_a_wrong_length_is_believed(server: ImageryServer, announced: float, got: int) -> None:
    server.fail(Fault("length", announced=announced))
    if announced < 1:
        assert get(f"{server.url}/data.bin")[2] == CONTENT[:got]
    else:
        with pytest.raises(http.client.IncompleteRead) as caught:
            get(f"{server.url}/data.bin")
        assert caught.value.partial == CONTENT


def test_corrupt_bodies_are_zeros_of_the_right_length(server: ImageryServer) -> None:
    server.fail(Fault("corrupt", every=2))
    assert get(f"{server.url}/data.bin", method="HEAD")[0] == 200  # has no body, and does not count
    assert [get(f"{server.url}/data.bin", "0-9")[2] for _ in range(2)] == [CONTENT[:10], bytes(10)]


@pytest.mark.parametrize("kind", ["silent", "stalled", "slow"])
def test_clients_give_up_waiting(server: ImageryServer, kind: Any) -> None:
    server.fail(Fault(kind, times=1, seconds=600))
    with pytest.raises(TimeoutError):
        get(f"{server.url}/data.bin", timeout=0.2)
    server.await_requests(1)
    assert get(f"{server.url}/data.bin")[2] == CONTENT


def test_a_slow_answer_is_right(server: ImageryServer) -> None:
    server.fail(Fault("slow", seconds=0.01))
    assert get(f"{server.url}/data.bin")[2] == CONTENT


@pytest.mark.parametrize("kind", ["silent", "stalled", "slow"])
def test_closing_ends_what_hangs(server: ImageryServer, kind: Any) -> None:
    before = set(threading.enumerate())
    server.fail(Fault(kind, seconds=600))
    connections = []
    for _ in range(3):
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(server.url).netloc, timeout=30)
        connection.request("GET", "/data.bin")
        connections.append(connection)
    if kind == "stalled":
        answers = [connection.getresponse() for connection in connections]
        assert [len(answer.read(100_000)) for answer in answers] == [100_000] * 3
    server.await_requests(3, "/data.*")
    server.close()
    assert set(threading.enumerate()) <= before
    for connection in connections:
        connection.close()
    with pytest.raises(urllib.error.URLError):
        get(f"{server.url}/data.bin")


def test_a_network_wants_a_sign_in(server: ImageryServer) -> None:
    server.fail(Fault("page"))
    for path in ("/data.bin", "/search", "/"):
        status, headers, body = get(f"{server.url}{path}")
        assert status == 200 and headers["Content-Type"].startswith("text/html") and body.startswith(b"<!DOCTYPE html>")


class TestThroughGdal:
    """What the faults do to GDAL: which it heals by itself, and which it does not."""

    @pytest.fixture
    def red(self, server: ImageryServer) -> Callable[..., Any]:
        [item] = publish(server.folder, server.url, EARTH_SEARCH, [Scene("2023-08-21")])

        def read(**options: str) -> Any:
            with rasterio.Env(**GDAL, **options), rasterio.open(item["assets"]["red"]["href"]) as raster:
                return raster.read(1)

        return read

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_errors_of_the_server_are_healed_by_retries(
        self, server: ImageryServer, red: Callable[..., Any], status: int
    ) -> None:
        expected = red()
        server.fail(Fault("status", "*.tif", every=2, status=status, retry_after=0))
        with pytest.raises(RasterioError):
            red()
        assert (red(**RETRIES) == expected).all()
        assert "status" in [one.fault for one in server.log]

    @pytest.mark.parametrize("kind", ["cut", "corrupt", "length"])
    def test_bad_bodies_are_not_healed_by_retries_but_by_reading_again(
        self, server: ImageryServer, red: Callable[..., Any], kind: Any
    ) -> None:
        expected = red()
        server.fail(Fault(kind, "*.tif", every=2, times=1))  # the first body is the header, of which half is enough
        with pytest.raises(RasterioError):
            red(**RETRIES)
        assert (red(**RETRIES) == expected).all()

    @pytest.mark.parametrize("kind", ["silent", "slow"])
    def test_silence_is_healed_by_a_time_limit(self, server: ImageryServer, red: Callable[..., Any], kind: Any) -> None:
        expected = red()
        server.fail(Fault(kind, "*.tif", times=1, seconds=600))
        assert (red(**RETRIES, **TIMES_OUT) == expected).all()
        assert kind in [one.fault for one in server.log]

    def test_a_stalled_body_ends_at_the_time_limit(self, server: ImageryServer, red: Callable[..., Any]) -> None:
        expected = red()
        server.fail(Fault("stalled", "*.tif", every=2, times=1))
        with pytest.raises(RasterioError):
            red(**TIMES_OUT)
        assert (red() == expected).all()


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_scenes_are_read_over_the_network(server: ImageryServer, service: Service) -> None:
    ground = town(96, {"2020-07-01": (slice(0, 20), slice(0, 10))})
    for scene in (Scene("2020-07-01", "02.14"), Scene("2022-07-01", "04.00"), Scene("2023-07-01", "05.09")):
        [item] = publish(server.folder, server.url, service, [scene], ground)
        for band, asset in zip(BANDS, service.assets, strict=True):
            about = item["assets"][asset]
            with rasterio.Env(**GDAL), rasterio.open(about["href"]) as raster:
                pixels = raster.read(1)
                assert list(raster.shape) == about["proj:shape"]
                assert list(raster.transform)[:6] == about["proj:transform"]
                assert raster.crs.to_epsg() == 32632
            added = 1000 if band != "scl" and scene.baseline != "02.14" else 0
            assert (pixels == ground(band, scene.date) + added).all()
    cloudy = ground("red", "2020-07-01") == 9000
    assert cloudy[:40, :20].all() and cloudy.sum() == 800
    assert (ground("scl", "2020-07-01") == 9).sum() == 200


def test_cogs_have_blocks_and_overviews(server: ImageryServer) -> None:
    [item] = publish(server.folder, server.url, EARTH_SEARCH, [Scene("2023-07-01")])
    with rasterio.Env(**GDAL), rasterio.open(item["assets"]["nir"]["href"]) as raster:
        assert raster.block_shapes == [(512, 512)]
        assert raster.overviews(1) == [2]
        assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        whole = server.folder / Path(item["assets"]["nir"]["href"]).relative_to(server.url)
        server.forget()
        raster.read(1, window=((0, 100), (0, 100)))
    assert 0 < server.bytes_sent < whole.stat().st_size * 0.8


class Keys(Session):
    """Keys of a bucket; rasterio takes them as options of its Env only through boto3."""

    def get_credential_options(self) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": "somebody", "AWS_SECRET_ACCESS_KEY": "something"}  # pragma: allowlist secret


def test_buckets_are_read_with_keys(server: ImageryServer) -> None:
    ground = town(32)
    [item] = publish(server.folder / "eodata", "s3://eodata", COPERNICUS, [Scene("2023-07-01")], ground)
    place = {"AWS_S3_ENDPOINT": server.url.removeprefix("http://"), "AWS_HTTPS": "NO", "AWS_VIRTUAL_HOSTING": "FALSE"}
    source = item["assets"]["B04_10m"]["href"].replace("s3://", "/vsis3/")
    with rasterio.Env(Keys(), GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR", **place), rasterio.open(source) as raster:
        assert (raster.read(1) == ground("red", "2023-07-01") + 1000).all()
    images = [one for one in server.log if one.path.endswith("/B04_10m.jp2")]
    assert images and all("Credential=somebody/" in one.headers["Authorization"] for one in images)


def red_of(server: ImageryServer, service: Service, scene: Scene) -> tuple[dict[str, Any], dict[str, Any], int]:
    """An item's properties, its red asset, and what was added to its red pixels."""
    ground = town(64)
    [item] = publish(server.folder, server.url, service, [scene], ground)
    asset = item["assets"][service.assets[0]]
    with rasterio.Env(**GDAL), rasterio.open(asset["href"]) as raster:
        added = np.unique(raster.read(1).astype(int) - ground("red", scene.date))
    assert len(added) == 1
    return item["properties"], asset, int(added[0])


def test_services_state_offsets_in_their_own_ways(server: ImageryServer) -> None:
    properties, asset, added = red_of(server, EARTH_SEARCH, Scene("2023-07-01"))
    assert asset["raster:bands"][0]["offset"] == -0.1 and added == 1000
    assert properties["s2:processing_baseline"] == "05.09" and properties["grid:code"] == "MGRS-32TPS"
    assert "earthsearch:boa_offset_applied" not in properties

    properties, asset, added = red_of(server, PLANETARY_COMPUTER, Scene("2023-07-01", "04.00"))
    assert not any("raster" in name for name in asset) and added == 1000
    assert properties["s2:mgrs_tile"] == "32TPS" and properties["proj:epsg"] == 32632

    properties, asset, added = red_of(server, COPERNICUS, Scene("2023-07-01", shift={"red": 7000}))
    assert (asset["raster:offset"], asset["raster:scale"], added) == (-0.7, 0.0001, 7000)
    assert properties["processing:version"] == "05.09" and properties["proj:code"] == "EPSG:32632"

    _, asset, added = red_of(server, EARTH_SEARCH_OLD, Scene("2019-07-01", "02.14"))
    assert asset["raster:bands"][0]["offset"] == 0 and added == 0


@pytest.mark.parametrize(
    ("applied", "flag", "says"), [(True, None, True), (False, None, False), (True, False, False), (False, True, True)]
)
def test_the_flag_of_the_older_collection_may_lie(
    server: ImageryServer, applied: bool, flag: bool | None, says: bool
) -> None:
    scene = Scene("2023-07-01", applied=applied, flag=flag)
    properties, asset, added = red_of(server, EARTH_SEARCH_OLD, scene)
    assert properties["earthsearch:boa_offset_applied"] is says
    assert added == (0 if applied else 1000)
    assert asset["raster:bands"][0]["offset"] == -0.1


class TestStac:
    """A real STAC API, behind the server that fails."""

    @pytest.fixture
    def stac(self, server: ImageryServer, tmp_path: Path) -> Iterator[StacServer]:
        scenes = [Scene(f"2023-0{month}-01", cloud=month) for month in range(4, 9)]
        items = publish(server.folder, server.url, EARTH_SEARCH, scenes, town(32))
        with StacServer(tmp_path / "stac", [collection(EARTH_SEARCH)], items, public=server.url) as running:
            server.stand_before(running.bound)
            yield running

    @staticmethod
    def search(url: str, retry: Retry | None = None, **asked: Any) -> list[Any]:
        client = pystac_client.Client.open(url, stac_io=StacApiIO(max_retries=retry, timeout=30))
        found = client.search(collections=["sentinel-2-c1-l2a"], limit=2, **asked)
        return [page.items for page in found.pages()]

    def test_it_answers_in_pages(self, server: ImageryServer, stac: StacServer) -> None:
        pages = self.search(stac.url)
        assert [len(page) for page in pages] == [2, 2, 1]
        items = [item for page in pages for item in page]
        assert {item.properties["eo:cloud_cover"] for item in items} == {4, 5, 6, 7, 8}
        assert server.requests["/search"] == 3
        with rasterio.Env(**GDAL), rasterio.open(items[0].assets["red"].href) as raster:
            assert raster.shape == (32, 32)

    def test_it_searches_by_place_and_time(self, stac: StacServer) -> None:
        [[item]] = self.search(stac.bound, bbox=[10, 46, 12, 47], datetime="2023-04-15/2023-05-15")
        assert item.datetime is not None and item.datetime.month == 5
        west, south, east, north = item.bbox or ()
        assert 10.8 < west < east < 10.9 and 46.9 < south < north < 47.0
        assert not any(self.search(stac.bound, bbox=[30, 46, 31, 47]))

    def test_a_busy_service_needs_a_client_that_retries(self, server: ImageryServer, stac: StacServer) -> None:
        busy = Fault("status", "/search", times=2, status=429, retry_after=0)
        server.fail(busy)
        with pytest.raises(APIError):
            self.search(stac.url)
        server.fail(busy)
        patient = Retry(total=5, backoff_factor=0.01, status_forcelist=[429], allowed_methods=None)
        assert sum(len(page) for page in self.search(stac.url, patient)) == 5

    def test_a_cut_answer_and_a_web_page_are_no_answers(self, server: ImageryServer, stac: StacServer) -> None:
        server.fail(Fault("cut", "/search", times=1))
        with pytest.raises(APIError):
            self.search(stac.url)
        server.fail(Fault("page"))
        with pytest.raises(json.JSONDecodeError):
            self.search(stac.url)

    def test_it_is_gone_at_the_end(self, server: ImageryServer, tmp_path: Path) -> None:
        with StacServer(tmp_path / "stac", [collection(EARTH_SEARCH)], []) as running:
            assert not any(self.search(running.url))
        with pytest.raises(urllib.error.URLError):
            get(running.url)
        server.stand_before(running.bound)
        assert get(f"{server.url}/collections")[0] == 502

    def test_a_server_that_cannot_start_says_why(self, tmp_path: Path) -> None:
        broken = [{"id": "broken", "type": "Nothing"}]
        with pytest.raises(RuntimeError, match="rustac does not serve"), StacServer(tmp_path, broken, []):
            pass
