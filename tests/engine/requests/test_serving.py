"""The live preview's engine: the same pixels as a run, soon, and nothing that is no longer wanted."""

from __future__ import annotations

import base64
import io
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import rasterio.warp
from engine_process import EngineProcess, run
from patience import PATIENCE
from PIL import Image
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.requests import Compute, MapRequest, Reading, ServeRequest
from onemetre.engine.channel import Channel
from onemetre.engine.requests.serve import handle

CRS = "EPSG:32632"
LEFT, TOP = 600_000.0, 5_000_000.0


class Client:
    """Asks a serving engine for views and collects what it says."""

    def __init__(self, engine: EngineProcess) -> None:
        self.engine = engine
        self.events = engine.events()
        self.ready = self.next("ready")

    def next(self, *names: str) -> dict[str, Any]:
        """The next event of one of these names."""
        for event in self.events:
            if event["event"] in names:
                return event
            # Else the test would wait for ever.
            assert event["event"] in {"log", "preview"}, event
        raise AssertionError("the engine has ended")

    def ask(self, number: int, extent: tuple[float, ...], pixel: float = 1.0, **fields: Any) -> None:
        control = {"id": number, "extent": extent, "crs": CRS, "pixel": pixel, **fields}
        self.engine.send(json.dumps({"control": "preview", **control}))

    def answer(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The end of a preview, and its parts."""
        parts = []
        while (event := self.next("preview", "preview-end", "preview-error"))["event"] == "preview":
            parts.append(event)
        return event, parts


class Events(io.RawIOBase):
    """Takes the events of a channel in the same process."""

    def __init__(self) -> None:
        self._lines: queue.Queue[bytes] = queue.Queue()

    def write(self, line: bytes) -> int:  # type: ignore[override]
        self._lines.put(line)
        return len(line)

    def until(self, name: str) -> dict[str, Any]:
        """The next event of this name."""
        while (event := json.loads(self._lines.get(timeout=PATIENCE)))["event"] != name:
            assert event["event"] != "error", event
        return event


@contextmanager
def serving(source: Path, model: Path, **fields: Any) -> Iterator[Client]:
    with EngineProcess(ServeRequest(reading=Reading(sources=(str(source),)), model=str(model), **fields)) as engine:
        yield Client(engine)


def painted(parts: list[dict[str, Any]], extent: tuple[float, ...], pixel: float) -> np.ndarray:
    """What the parts show together, painted over each other as they came."""
    height, width = round((extent[3] - extent[1]) / pixel), round((extent[2] - extent[0]) / pixel)
    canvas = np.full((height, width), 254, np.uint8)
    for part in parts:
        classes = np.asarray(Image.open(BytesIO(base64.b64decode(part["png"]))))
        col, row = round((part["extent"][0] - extent[0]) / pixel), round((extent[3] - part["extent"][3]) / pixel)
        assert part["extent"][2] - part["extent"][0] == pytest.approx(classes.shape[1] * pixel)
        assert part["extent"][3] - part["extent"][1] == pytest.approx(classes.shape[0] * pixel)
        canvas[row : row + classes.shape[0], col : col + classes.shape[1]] = classes
    return canvas


def box(left: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Extent by its distance from the top-left corner of the rasters that tests write."""
    return LEFT + left, TOP - top - height, LEFT + left + width, TOP - top


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1 m, 300 x 260 pixels, with a hole without data."""
    pixels = mottled(260, 300) | 1
    pixels[:, 90:150, 100:190] = 0
    return write_raster(tmp_path_factory.mktemp("scene") / "scene.tif", pixels, nodata=0)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1 m, 700 x 700 pixels: 225 tiles of the toys."""
    return write_raster(tmp_path_factory.mktemp("large") / "large.tif", mottled(700, 700), tiled=True)


@pytest.mark.parametrize(
    ("toy", "target"),
    [
        ({"blend": 8, "halo": 4}, "green"),
        ({"blend": 0, "halo": 8}, "green"),
        ({"blend": 8, "classes": "three", "task": "segmentation"}, ""),
        ({"blend": 4, "classes": "three", "task": "segmentation", "scale_factor": 2}, "green"),
    ],
    ids=["cross-faded", "plain", "all-classes", "finer-than-the-input"],
)
def test_a_view_has_the_pixels_of_a_run_over_the_whole_image(
    scene: Path, tmp_path: Path, toy: dict[str, Any], target: str
) -> None:
    model = write_toy(tmp_path, **toy)
    factor = toy.get("scale_factor", 1)
    output = str(tmp_path / "map.tif")
    assert (
        run(MapRequest(reading=Reading(sources=(str(scene),)), model=str(model), output=output, target=target))["event"]
        == "result"
    )
    extent = box(37, 51, 201, 133)
    with serving(scene, model, target=target) as client:
        client.ask(1, extent, 1 / factor)
        end, parts = client.answer()
    assert (end["id"], end["outcome"]) == (1, "complete")
    col, row, width, height = (factor * number for number in (37, 51, 201, 133))
    expected = read_raster(output)[0, row : row + height, col : col + width]
    assert set(np.unique(expected)) >= {0, 1, 255}
    seen = painted(parts, extent, 1 / factor)
    # Tiles without any data are not sent.
    assert np.array_equal(np.where(seen == 254, 255, seen), expected)


def test_what_the_screen_cannot_show_is_not_sent(scene: Path, tmp_path: Path) -> None:
    model, output = write_toy(tmp_path, blend=8), str(tmp_path / "map.tif")
    run(MapRequest(reading=Reading(sources=(str(scene),)), model=str(model), output=output, target="green"))
    extent = box(0, 0, 300, 260)
    with serving(scene, model, target="green") as client:
        client.ask(1, extent, 3.9)
        _, parts = client.answer()
    # The middle one of 3 x 3 pixels each; 260 is no multiple of 3.
    seen = painted(parts, box(0, 0, 300, 261), 3.0)
    expected = read_raster(output)[0, 1::3, 1::3]
    assert seen.shape == expected.shape == (87, 100)
    assert np.array_equal(np.where(seen == 254, 255, seen), expected)


def test_a_screen_in_another_coordinate_system_gets_its_pixels(scene: Path, tmp_path: Path) -> None:
    corners = rasterio.warp.transform_bounds(CRS, "EPSG:3857", *box(100, 60, 60, 50))
    # A metre is 1.41 units there.
    with serving(scene, write_toy(tmp_path), target="green") as client:
        client.ask(1, corners, 1.0, crs="EPSG:3857")
        _, fine = client.answer()
        client.ask(2, corners, 3.0, crs="EPSG:3857")
        _, coarse = client.answer()
    assert rasterio.CRS.from_wkt(client.ready["crs"]) == rasterio.CRS.from_string(CRS)
    covered = np.array([part["extent"] for part in fine])
    assert np.all(covered[:, :2].min(axis=0) <= np.array(box(100, 60, 60, 50))[:2])
    assert np.all(covered[:, 2:].max(axis=0) >= np.array(box(100, 60, 60, 50))[2:])
    assert {pixel_of(part) for part in fine} == {1.0}
    assert {pixel_of(part) for part in coarse} == {2.0}


def pixel_of(part: dict[str, Any]) -> float:
    width = Image.open(BytesIO(base64.b64decode(part["png"]))).width
    return (part["extent"][2] - part["extent"][0]) / width


def test_the_middle_comes_first_and_nothing_is_computed_twice(scene: Path, tmp_path: Path) -> None:
    model, output = write_toy(tmp_path, blend=8), str(tmp_path / "map.tif")
    request = MapRequest(
        reading=Reading(sources=(str(scene),)), model=str(model), output=output, target="green", threshold=80
    )
    run(request)
    extent = box(20, 20, 200, 70)
    with serving(scene, model, target="green") as client:
        client.ask(1, extent)
        _, parts = client.answer()
        left, bottom, right, top = parts[0]["extent"]
        assert left < (extent[0] + extent[2]) / 2 < right
        assert bottom < (extent[1] + extent[3]) / 2 < top
        assert parts[-1]["fraction"] == 1
        client.ask(2, extent, threshold=80)
        _, again = client.answer()
        client.ask(3, box(20, 20, 100, 40))
        client.answer()
        client.engine.process.stdin.close()
        *_, result = client.events
    assert np.array_equal(painted(again, extent, 1.0), read_raster(output)[0, 20:90, 20:220])
    assert (result["event"], result["tiles"]) == ("result", len(parts))


def test_a_newer_view_replaces_the_one_before(large: Path, tmp_path: Path) -> None:
    with serving(large, write_toy(tmp_path), target="green") as client:
        client.ask(1, box(0, 0, 700, 700))
        client.ask(2, box(0, 0, 40, 40))
        events = []
        while not events or events[-1]["event"] != "preview-end":
            events.append(client.next("preview", "preview-end"))
        client.ask(3, box(0, 0, 700, 700))
        client.engine.send(json.dumps({"control": "cancel-preview"}))
        client.ask(4, box(600, 600, 40, 40))
        while events[-1]["id"] != 4 or events[-1]["event"] != "preview-end":
            events.append(client.next("preview", "preview-end"))
        client.engine.process.stdin.close()
        *_, result = client.events
    assert [e["id"] for e in events if e["event"] == "preview-end"] == [2, 4]
    assert result["tiles"] < 15**2


def test_what_cannot_be_shown_is_said_and_the_next_view_comes(scene: Path, tmp_path: Path) -> None:
    with serving(scene, write_toy(tmp_path), target="green") as client:
        client.ask(1, box(5000, 5000, 100, 100))
        outside, _ = client.answer()
        assert (outside["event"], outside["id"], outside["kind"]) == ("preview-error", 1, "area")
        assert "outside" in outside["message"] and outside["hint"]
        client.ask(2, box(0, 0, 100, 100), pixel=0.0)
        assert client.answer()[0]["kind"] == "request"
        client.engine.send('{"control": "preview"}')
        assert client.answer()[0]["kind"] == "request"
        client.ask(3, box(0, 0, 100, 100), threshold=101)
        assert client.answer()[0]["kind"] == "request"
        client.ask(4, box(0, 0, 100, 100), crs="no such thing")
        assert client.answer()[0]["kind"] == "area"
        client.ask(5, box(105, 95, 20, 20))
        assert client.answer()[0]["outcome"] == "no-data"
        client.ask(6, box(0, 0, 50, 50))
        assert client.answer()[0]["outcome"] == "complete"


def test_of_a_huge_view_the_middle_is_mapped(tmp_path: Path) -> None:
    profile = {"width": 60_000, "height": 60_000, "count": 3, "dtype": "uint8", "crs": CRS, "sparse_ok": True}
    profile["transform"] = rasterio.transform.from_origin(LEFT, TOP, 1, 1)
    with rasterio.open(tmp_path / "huge.tif", "w", driver="GTiff", tiled=True, compress="zstd", **profile):
        pass
    # Tiles of 2000 m: fewer fit into memory, and the network takes its time.
    with serving(tmp_path / "huge.tif", write_toy(tmp_path, tile=2016), target="green") as client:
        client.ask(1, box(0, 0, 60_000, 60_000), 60.0)
        end, parts = client.answer()
        assert end["outcome"] == "partial" and end["whole_km2"] == pytest.approx(3600, rel=1e-3)
        assert 4 <= end["km2"] < 3600
        seen = np.array([part["extent"] for part in parts])
        middle = np.array(box(30_000, 30_000, 0, 0))
        assert np.all(seen[:, :2].min(axis=0) < middle[:2]) and np.all(seen[:, 2:].max(axis=0) > middle[2:])
        client.ask(2, box(0, 0, 100, 100))
        assert client.answer()[0]["outcome"] == "complete"


def test_the_rest_of_a_slow_view_is_mapped_on_request(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a machine on which nothing but the least view is quick enough.
    monkeypatch.setattr("onemetre.engine.requests.serve.PATIENCE", 0.0)
    monkeypatch.setattr("onemetre.engine.requests.serve.ALWAYS_M", 100.0)
    request = ServeRequest(reading=Reading(sources=(str(large),)), model=str(write_toy(tmp_path)), target="green")
    controls: queue.Queue[bytes] = queue.Queue()
    out = Events()
    working = threading.Thread(target=handle, args=(request, Channel(out, iter(controls.get, b""))))
    working.start()
    out.until("ready")
    view = {"control": "preview", "extent": box(0, 0, 700, 700), "crs": CRS, "pixel": 1.0}
    controls.put(json.dumps(view | {"id": 1}).encode())
    some = out.until("preview-end")
    controls.put(json.dumps(view | {"id": 2, "patient": True}).encode())
    whole = out.until("preview-end")
    controls.put(b'{"control": "cancel"}')
    working.join(timeout=PATIENCE)
    assert some["outcome"] == "partial" and 0 < some["km2"] < some["whole_km2"] and some["seconds"] > 0
    assert whole["outcome"] == "complete"


def test_damaged_pixels_are_said_and_the_next_view_comes(tmp_path: Path) -> None:
    source = write_raster(tmp_path / "cut.tif", mottled(600, 600), tiled=True, blockxsize=64, blockysize=64)
    with source.open("r+b") as file:
        file.truncate(source.stat().st_size - 10_000)
    with serving(source, write_toy(tmp_path), target="green") as client:
        client.ask(1, box(500, 560, 40, 40))
        damaged, _ = client.answer()
        assert (damaged["kind"], damaged["id"]) == ("source", 1)
        assert "cut.tif is damaged" in damaged["message"]
        client.ask(2, box(0, 0, 40, 40))
        assert client.answer()[0]["outcome"] == "complete"


def test_what_cannot_be_served_at_all_ends_with_an_error(scene: Path, tmp_path: Path) -> None:
    model = write_toy(tmp_path, bands=("red", "green", "nir"))
    lacking = run(ServeRequest(reading=Reading(sources=(str(scene),)), model=str(model)))
    assert (lacking["event"], lacking["kind"]) == ("error", "band")
    model.write_bytes(model.read_bytes()[:-100])
    damaged = run(ServeRequest(reading=Reading(sources=(str(scene),)), model=str(model)))
    assert (damaged["event"], damaged["kind"]) == ("error", "model")
    narrow = run(
        ServeRequest(
            reading=Reading(sources=(str(scene),)), model=str(write_toy(tmp_path)), compute=Compute(memory_mb=50)
        )
    )
    assert (narrow["event"], narrow["kind"]) == ("error", "space")
    unknown = run(ServeRequest(reading=Reading(sources=(str(scene),)), model=str(write_toy(tmp_path)), target="snow"))
    assert (unknown["event"], unknown["kind"]) == ("error", "model")


def test_the_process_ends_with_its_parent_in_the_middle_of_a_view(large: Path, tmp_path: Path) -> None:
    with serving(large, write_toy(tmp_path), target="green") as client:
        client.ask(1, box(0, 0, 700, 700))
        client.next("preview")
        client.engine.process.stdin.close()
        *_, last = client.events
        assert (last["event"], client.engine.process.wait(timeout=PATIENCE)) == ("result", 0)
