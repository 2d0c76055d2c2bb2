"""STAC services whose items, pages and files lie or are malformed: a composite of the others, or one sentence."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rasterio
from generators import HOSTILE, _places
from hostile import decent, judge
from hypothesis import given, settings
from hypothesis import strategies as st
from imagery_server import ImageryServer
from rasterio.transform import from_origin
from rasters import mottled, write_raster
from scenes import EARTH_SEARCH, Scene, publish, town

from onemetre.contract.errors import EngineError
from onemetre.contract.requests import Area, CompositeRequest, Credentials
from onemetre.engine.imagery.offsets import by_metadata
from onemetre.engine.imagery.scenes import read_scene

SIDE = 64
ROLES = ("red", "nir")
AREA = Area(extent=(640_000.0, 5_203_360.0, 640_640.0, 5_204_000.0), extent_crs="EPSG:32632")
DATES = ("2022-05-01", "2022-06-10", "2022-07-20")
Item = dict[str, Any]


@dataclass
class Liar:
    """A service that answers whatever a test wants."""

    server: ImageryServer
    items: list[Item]

    def says(self, page: Any) -> None:
        """Answer every search with this, as JSON if it is no text."""
        text = page if isinstance(page, str) else json.dumps(page)
        (self.server.folder / "search.json").write_text(text, encoding="utf-8", errors="surrogatepass")

    def lists(self, *others: Any) -> None:
        """Answer every search with the good items behind some others."""
        self.says({"type": "FeatureCollection", "features": [*others, *self.items], "links": []})

    def land(self, page: Any) -> None:
        """The landing page."""
        (self.server.folder / "landing.json").write_text(json.dumps(page))

    def request(self, out: Path) -> CompositeRequest:
        return CompositeRequest(
            service=f"{self.server.url}/landing.json",
            area=AREA,
            start="2022-01-01",
            end="2022-12-31",
            roles=ROLES,
            output=str(out / "composite.tif"),
            credentials=Credentials(timeout=5),
        )

    @property
    def landing(self) -> dict[str, Any]:
        return {
            "type": "Catalog",
            "id": "liar",
            "stac_version": "1.0.0",
            "description": "x",
            "conformsTo": ["https://api.stacspec.org/v1.0.0/item-search", "https://api.stacspec.org/v1.0.0/core"],
            "links": [
                {"rel": "search", "href": f"{self.server.url}/search.json", "type": "application/geo+json"},
            ],
        }


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Liar]:
    folder = tmp_path_factory.mktemp("liar")
    with ImageryServer(folder) as server:
        scenes = [Scene(date) for date in DATES]
        yield Liar(server, publish(folder, server.url, EARTH_SEARCH, scenes, town(SIDE)))


@pytest.fixture
def liar(service: Liar) -> Liar:
    service.land(service.landing)
    return service


def spoiled(item: Item, **changes: Any) -> Item:
    """A copy of an item of another day, with some members changed."""
    made = copy.deepcopy(item) | {"id": "S2A_T32TPS_20220815T101944_L2A"}
    made["properties"]["datetime"] = "2022-08-15T10:19:44Z"
    return made | changes


def with_property(name: str, value: Any) -> Callable[[Item], Any]:
    def change(item: Item) -> Item:
        made = spoiled(item)
        made["properties"][name] = value
        return made

    return change


def with_asset(value: Any) -> Callable[[Item], Any]:
    """Another asset for the band red."""

    def change(item: Item) -> Item:
        made = spoiled(item)
        made["assets"]["red"] = value(made["assets"]["red"]) if callable(value) else value
        return made

    return change


def without(*names: str) -> Callable[[Item], Any]:
    return lambda item: {key: value for key, value in spoiled(item).items() if key not in names}


LIES: dict[str, Callable[[Item], Any]] = {
    "null": lambda _: None,
    "number": lambda _: 3,
    "text": lambda _: "item",
    "list": lambda _: [],
    "empty": lambda _: {},
    "no geometry": without("geometry", "bbox"),
    "geometry of text": lambda item: spoiled(item, geometry="POLYGON", bbox=["a", None]),
    "no assets": without("assets"),
    "assets are a list": lambda item: spoiled(item, assets=[1, 2]),
    "no properties": without("properties"),
    "properties are text": lambda item: spoiled(item, properties="x"),
    "no id": without("id"),
    "id is a number": lambda item: spoiled(item, id=7),
    "id of control characters": lambda item: spoiled(item, id="a\n\x00\udc80../../b"),
    "endless id": lambda item: spoiled(item, id="x" * 100_000),
    "no links": without("links"),
    "links are a number": lambda item: spoiled(item, links=7),
    "links of anything": lambda item: spoiled(item, links=[None, 7, {"rel": ["self"]}, {"href": 3}]),
    "thousands of links": lambda item: spoiled(item, links=[{"rel": "self", "href": "x"}] * 20_000),
    "no href": with_asset(lambda asset: {key: value for key, value in asset.items() if key != "href"}),
    "asset is text": with_asset("http://127.0.0.1/red.tif"),
    "file": with_asset(lambda asset: asset | {"href": "file:///etc/passwd"}),
    "path": with_asset(lambda asset: asset | {"href": "/vsizip//etc/x.zip/a.tif"}),
    "relative": with_asset(lambda asset: asset | {"href": "../../red.tif"}),
    "control characters": with_asset(lambda asset: asset | {"href": asset["href"] + "\r\nHost: evil"}),
    "bad host": with_asset(lambda asset: asset | {"href": "http://[::1/red.tif"}),
    "no host": with_asset(lambda asset: asset | {"href": "https:///red.tif"}),
    "href is a list": with_asset(lambda asset: asset | {"href": ["a"]}),
    "no projection": lambda item: json.loads(json.dumps(spoiled(item)).replace("proj:", "x:")),
    "wrong projection": with_property("proj:code", "EPSG:0"),
    "wrong transform": with_asset(lambda asset: asset | {"proj:transform": [0, 0, 0, 0, 0, 0], "proj:shape": [-1]}),
    "bands are a dictionary": with_asset(lambda asset: asset | {"raster:bands": {"0": 1}}),
    "bands of null": with_asset(lambda asset: asset | {"raster:bands": [None], "bands": 3}),
    "enormous offset": with_asset(lambda asset: asset | {"raster:bands": [{"scale": 1e-4, "offset": 1e308}]}),
    "offset of text": with_asset(lambda asset: asset | {"raster:bands": [{"scale": "x", "offset": "-0.1"}]}),
    "scale of nothing": with_asset(lambda asset: asset | {"raster:bands": [{"scale": 0, "offset": -0.1}]}),
    "offset is no number": with_asset(lambda asset: asset | {"raster:bands": [{"offset": float("nan")}]}),
    "no day": with_property("datetime", None),
    "day of text": with_property("datetime", "yesterday, at noon"),
    "day that is none": with_property("datetime", "2022-02-31T00:00:00Z"),
    "day is a number": with_property("datetime", 20220815),
    "another year": with_property("datetime", "1999-06-10T00:00:00Z"),
    "clouds are text": with_property("eo:cloud_cover", "few"),
    "clouds are infinite": with_property("eo:cloud_cover", float("inf")),
    "baseline of a list": with_property("s2:processing_baseline", ["04.00"]),
    "tile that is none": with_property("grid:code", "MGRS-99ZZZ"),
    "tile far away": with_property("grid:code", "MGRS-01CCC"),
    "tile is a number": with_property("s2:mgrs_tile", 32),
    "flag is text": with_property("earthsearch:boa_offset_applied", "true"),
}


AT_ONCE = 8
"""Items that lie in one search."""


def of_day(item: Any, day: int) -> Any:
    """An item that lies, moved to a day of August, that none is left out as another one of its day."""
    text = json.dumps(item).replace("2022-08-15", f"2022-08-{day:02d}").replace("20220815", f"202208{day:02d}")
    return json.loads(text)


@pytest.mark.parametrize("first", range(0, len(LIES), AT_ONCE))
def test_items_that_lie_spoil_no_composite(liar: Liar, out: Path, first: int) -> None:
    lies = list(LIES)[first : first + AT_ONCE]
    liar.lists(*(of_day(LIES[lie](liar.items[0]), day) for day, lie in enumerate(lies, 11)))
    last = judge(liar.request(out))
    assert last["event"] == "result", (lies, last)
    assert 3 <= last["scenes"] <= 3 + len(lies), lies
    with rasterio.open(out / "composite.tif") as raster:
        assert (raster.read(1) == town(SIDE)("red", "")).all()
        assert (raster.read(2) == town(SIDE)("nir", "")).all()


def test_numbers_without_a_meaning_name_the_scene(liar: Liar, out: Path) -> None:
    item = json.loads(json.dumps(spoiled(liar.items[0])).replace("raster:bands", "x").replace("s2:processing", "x"))
    liar.lists(item)
    last = judge(liar.request(out), out)
    assert "Nothing states" in last["message"] and item["id"] in last["message"]


PAGES: dict[str, tuple[Any, str]] = {
    "list": ([], "not a STAC API"),
    "null": (None, "not a STAC API"),
    "number": (3, "not a STAC API"),
    "features are a number": ({"features": 3}, "not a STAC API"),
    "nothing": ({}, "no scene of the area"),
    "links of text": ({"features": [{"id": "x"}], "links": ["next"]}, "not a STAC API"),
    "next without an address": ({"features": [{"id": "x"}], "links": [{"rel": "next"}]}, "not a STAC API"),
    "next is a file": ({"features": [{"id": "x"}], "links": [{"rel": "next", "href": "/etc/passwd"}]}, "cannot be"),
    "only strangers": ({"features": [{"id": "x"}, 3, None], "links": []}, "lack the bands"),
    "web page": ("<!DOCTYPE html><html>Sign in</html>", "web page"),
    "half": ('{"type": "FeatureCollection", "features": [', "web page"),
    "binary": ("\x00\x01\x02", "web page"),
    "deep": ("[" * 100_000, "not a STAC API"),
    "enormous": ('{"features": []}' + " " * (65 * 2**20), "cut short or endless"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_none_is_one_sentence(liar: Liar, out: Path, page: str) -> None:
    content, complaint = PAGES[page]
    liar.says(content)
    last = judge(liar.request(out), out)
    assert complaint in last["message"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_that_lead_in_a_circle_end(liar: Liar, out: Path, method: str) -> None:
    link = {"rel": "next", "href": f"{liar.server.url}/search.json", "method": method, "merge": True, "body": {}}
    liar.says({"type": "FeatureCollection", "features": liar.items, "links": [link]})
    liar.server.forget()
    last = judge(liar.request(out))
    assert last["event"] == "result" and last["scenes"] == 3
    assert liar.server.requests["/search.json"] == 2 * 2  # of two collections


@pytest.mark.parametrize("landing", [[], {}, 3, {"type": "Catalog"}], ids=str)
def test_a_landing_page_that_is_none_is_one_sentence(liar: Liar, out: Path, landing: Any) -> None:
    liar.lists()
    liar.land(landing)
    assert judge(liar.request(out), out)["event"] == "error"


@pytest.mark.parametrize(
    "change",
    [
        {"links": []},
        {"links": [{"rel": "search", "href": "file:///etc/passwd"}]},
        {"links": [{"rel": "search", "href": ""}]},
        {"links": 3},
        {"conformsTo": 3},
        {"conformsTo": []},
        {"type": "Feature"},
        {"stac_version": []},
    ],
    ids=str,
)
def test_a_landing_page_that_lies_is_one_sentence(liar: Liar, out: Path, change: dict[str, Any]) -> None:
    liar.lists()
    liar.land(liar.landing | change)
    judge(liar.request(out))


def _write(path: Path, pixels: Any, **profile: Any) -> None:
    write_raster(path, pixels, **{"transform": from_origin(640_000, 5_204_000, 10, 10)} | profile)


def _sparse(path: Path) -> None:
    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=500_000, width=500_000, dtype="uint16", tiled=True, SPARSE_OK=True,
        blockxsize=32_768, blockysize=32_768, crs="EPSG:32632", transform=from_origin(640_000, 5_204_000, 0.01, 0.01),
        BIGTIFF="YES",
    ):  # fmt: skip
        pass


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "floats": (lambda path: _write(path, mottled(SIDE, SIDE, 1).astype("float32")), "no band of Sentinel-2"),
    "colours": (lambda path: _write(path, mottled(SIDE, SIDE, 3)), "no band of Sentinel-2"),
    "nowhere": (lambda path: _write(path, mottled(SIDE, SIDE, 1), crs=None), "no band of Sentinel-2"),
    "enormous": (_sparse, "no band of Sentinel-2"),
    "text": (lambda path: path.write_text("nothing") and None, "damaged"),
    "empty": (lambda path: path.write_bytes(b"") and None, "damaged"),
    "virtual": (lambda path: path.write_text("<VRTDataset rasterXSize='1' rasterYSize='1'/>") and None, "damaged"),
}


@pytest.mark.parametrize(("band", "file"), [*(("red", file) for file in FILES), ("scl", "floats"), ("scl", "text")])
def test_a_file_that_is_no_band_names_scene_and_asset(liar: Liar, out: Path, band: str, file: str) -> None:
    make, complaint = FILES[file]
    (liar.server.folder / "odd.tif").unlink(missing_ok=True)
    make(liar.server.folder / "odd.tif")
    item = spoiled(liar.items[0])
    item["assets"][band]["href"] = f"{liar.server.url}/odd.tif"
    liar.lists(item)
    last = judge(liar.request(out))
    assert last["event"] == "error" and complaint in last["message"]
    assert item["id"] in last["message"] and f"asset {band} " in last["message"]


def test_secrets_stay_at_the_service(liar: Liar, out: Path) -> None:
    """An item may name any host: localhost is another one than 127.0.0.1."""
    items = json.loads(json.dumps(liar.items).replace("127.0.0.1", "localhost"))
    liar.says({"type": "FeatureCollection", "features": items, "links": []})
    liar.server.forget()
    secrets = Credentials(headers={"Authorization": "Bearer verysecret"}, timeout=5)  # pragma: allowlist secret
    request = liar.request(out)
    assert judge(CompositeRequest(**vars(request) | {"credentials": secrets}))["event"] == "result"
    told = {one.path.rpartition(".")[2]: "Authorization" in one.headers for one in liar.server.log}
    assert told == {"json": True, "tif": False}


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.sampled_from(HOSTILE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


def judged_item(item: Any) -> None:
    """What is read of an item has a meaning, or the item is left out."""
    scene = read_scene(item, ROLES) if isinstance(item, dict) else None
    if scene is None:
        return
    assert all(asset.href.startswith(("http://", "https://", "s3://")) for asset in scene.assets.values())
    json.dumps(scene.id).encode("ascii")
    try:
        assert all(abs(number) <= 10_000 for number in by_metadata(scene).added.values())
    except EngineError as error:
        decent({"kind": error.kind, "message": error.message, "hint": error.hint})


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_anything_may_stand_anywhere_in_an_item(service: Liar, data: st.DataObject) -> None:
    item = copy.deepcopy(service.items[0])
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(_places(item))
        place, key = places[data.draw(st.integers(0, len(places) - 1))] if places else (item, "id")
        place[key] = data.draw(JSON)
    judged_item(item)


@pytest.mark.parametrize("seed", range(3))
def test_many_items_with_faults_at_any_depth(liar: Liar, out: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = []
    for number in range(40):
        item = spoiled(liar.items[0], id=f"S2A_T32TPS_2022{number:04d}T101944_L2A")
        for _ in range(chance.randint(1, 4)):
            place, key = chance.choice(list(_places(item)))
            place[key] = copy.deepcopy(chance.choice(HOSTILE))
        made.append(item)
    liar.lists(*made)
    judge(liar.request(out))
