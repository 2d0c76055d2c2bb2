"""The request kind ``map-frames``: its mosaic is the map of one run, whatever happened on the way."""

from __future__ import annotations

import csv
import dataclasses
import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pystac
import pytest
import rasterio
from cluster import Cluster
from engine_process import EngineProcess, run
from numpy.testing import assert_array_equal
from pystac.validation.local_validator import get_local_schema_cache
from rasterio.transform import from_origin
from rasterio.warp import transform_bounds
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.errors import RequestError
from onemetre.contract.requests import Area, DataFramesRequest, MapFramesRequest, MapRequest, Reading, Zones

BANDS = {"red": "1", "green": "2", "blue": "3"}
ROWS, COLUMNS = 150, 220
WEST, NORTH = 600_000.0, 5_000_000.0
EXTENT = (WEST, NORTH - ROWS, WEST + COLUMNS, NORTH)
# Slanted on the pixels of a UTM zone.
SIDES = {"width": 0.0012, "height": 0.0009}


def picture(path: Path, pixels: np.ndarray, x: float = WEST, y: float = NORTH, **profile: Any) -> Path:
    return write_raster(path, pixels, transform=from_origin(x, y, 1, 1), **profile)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("model"), tile=64)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An image whose lower left corner has no data."""
    pixels = mottled(ROWS, COLUMNS)
    pixels[:, 80:, :100] = 0
    return write_raster(
        tmp_path_factory.mktemp("town") / "town.tif",
        pixels,
        crs="EPSG:32632",
        transform=from_origin(WEST, NORTH, 1, 1),
        nodata=0,
    )


def frames_of(path: Path, **fields: Any) -> Path:
    area = Area(extent=EXTENT, extent_crs="EPSG:32632")
    result = run(DataFramesRequest(**{"area": area, "output": str(path), **SIDES, **fields}))
    assert result["event"] == "result", result
    return path


def request_of(frames: Path, image: Path, model: Path, folder: Path, **fields: Any) -> MapFramesRequest:
    reading = Reading(sources=(str(image),), bands=BANDS if image.suffix else {})
    wanted = {"frames": str(frames), "reading": reading, "folder": str(folder), "model": str(model), **fields}
    return MapFramesRequest(**wanted)


def one_run(request: MapFramesRequest, output: Path, **fields: Any) -> Path:
    """The map of one uninterrupted run."""
    wanted = {"reading": request.reading, "model": request.model, "output": str(output), **fields}
    result = run(MapRequest(**wanted))
    assert result["event"] == "result", result
    return output


def table(frames: Path, field: str = "status") -> dict[str, Any]:
    with sqlite3.connect(frames) as database:
        return dict(database.execute(f"SELECT name, {field} FROM frames"))


@pytest.mark.filterwarnings("ignore:jsonschema.RefResolver:DeprecationWarning")
def test_a_killed_run_goes_on_and_its_mosaic_is_that_of_one_run(tmp_path: Path, town: Path, model: Path) -> None:
    frames = frames_of(tmp_path / "frames.gpkg")
    request = request_of(frames, town, model, tmp_path / "out", mosaic=True, workers=2)
    many = len(table(frames))
    assert many >= 6 and set(table(frames).values()) == {"waiting"}
    with EngineProcess(request) as engine:
        next(event for event in engine.events() if "at work" in event.get("message", ""))
        engine.send('{"control": "cancel"}')
        last, code, _ = engine.finish()
    assert (last["kind"], code) == ("cancelled", 1)
    assert "running" not in table(frames).values()
    with EngineProcess(request) as engine:
        # The table fills while the run goes on: another program sees it.
        for _ in engine.events():
            seen = table(frames).values()
            if "done" in seen and "running" in seen:
                break
    outcomes = [path.name.partition(".")[0] for path in (tmp_path / "out" / "jobs").glob("*.outcome.json")]
    maps = [tmp_path / "out" / "maps" / f"{name}.tif" for name in outcomes]
    finished = {path: path.stat().st_mtime_ns for path in maps}
    assert 0 < len(finished) < many
    result = run(request)
    assert (result["event"], result["frames"], result["failed"], result["resumed"]) == ("result", many, [], True)
    assert result["kept"] >= 1
    assert {path: path.stat().st_mtime_ns for path in finished} == finished
    assert set(table(frames).values()) == {"done"}
    outputs, devices = table(frames, "output"), table(frames, "device")
    assert all((frames.parent / output).exists() for output in outputs.values())
    assert all(device.startswith("cpu") for device in devices.values())
    single = read_raster(one_run(request, tmp_path / "one.tif"))
    (mosaic,) = result["mosaics"]
    assert_array_equal(read_raster(mosaic["vrt"]), single)
    assert_array_equal(read_raster(mosaic["cog"]), single)
    with rasterio.open(mosaic["cog"]) as cog, rasterio.open(next(iter(finished))) as frame:
        for raster in (cog, frame):
            assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert cog.colormap(1)[1] == frame.colormap(1)[1]
        assert cog.tags()["ONEMETRE_MODEL"] == frame.tags()["ONEMETRE_MODEL"]
    assert result["area_km2"] == pytest.approx((single == 1).sum() / 1e6, rel=2e-3)
    check_catalogue(Path(result["collection"]), many)
    other = run(request_of(frames, town, model, tmp_path / "out", threshold=70))
    assert (other["event"], "made with something else (threshold)" in other["message"]) == ("error", True)


def check_catalogue(path: Path, many: int) -> None:
    """The STAC catalogue is valid, complete, and may be moved."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    validate_stac(collection, "collection")
    items = list(pystac.Collection.from_file(str(path)).get_items())
    assert len(items) == many
    for item in items:
        item_path = Path(str(item.get_self_href()))
        fields = json.loads(item_path.read_text(encoding="utf-8"))
        validate_stac(fields, "item")
        assert not any(Path(link["href"]).is_absolute() for link in fields["links"])
        with rasterio.open(item_path.parent / fields["assets"]["map"]["href"]) as raster:
            assert fields["properties"]["proj:transform"] == list(raster.transform)[:6]
            assert fields["properties"]["proj:shape"] == list(raster.shape)
            assert fields["properties"]["proj:code"] == "EPSG:32632"
            assert fields["assets"]["map"]["bands"][0]["nodata"] == raster.nodata
            bounds = transform_bounds("EPSG:32632", "EPSG:4326", *raster.bounds)
        assert fields["properties"]["mlm:name"] == "toy.bright_v1"
        assert fields["bbox"] == pytest.approx(bounds, abs=1e-5)


def validate_stac(fields: dict[str, Any], kind: str) -> None:
    """Check an object by the schemas that pystac brings along: those of extensions are on the web only."""
    schemas = get_local_schema_cache()
    schema = next(content for address, content in schemas.items() if address.endswith(f"/{kind}.json"))
    resolver = jsonschema.RefResolver.from_schema(schema, store=schemas)
    jsonschema.Draft7Validator(schema, resolver=resolver).validate(fields)


def test_a_boundary_cuts_the_maps_and_names_tell_their_areas(tmp_path: Path, town: Path, model: Path) -> None:
    frames = frames_of(tmp_path / "frames.gpkg", unit="metres", width=110.0, height=100.0, crs="EPSG:32632")
    cities = Zones(
        names=("甲", "乙", "甲"),
        wkt=tuple(
            f"POLYGON (({WEST + x} {NORTH - y}, {WEST + x + 61} {NORTH - y - 4}, {WEST + x + 30} {NORTH - y - 43}, "
            f"{WEST + x} {NORTH - y}))"
            for x, y in ((5.137, 5.31), (80.73, 20.119), (70.41, 90.3))
        ),
        crs="EPSG:32632",
    )
    request = request_of(frames, town, model, tmp_path / "out", boundary=cities, by_name=True)
    result = run(request)
    assert result["event"] == "result", result
    single = one_run(request, tmp_path / "one.tif", area=Area(wkt=cities.wkt, crs=cities.crs))
    with rasterio.open(single) as one, rasterio.open(result["mosaics"][0]["vrt"]) as mosaic:
        window = mosaic.window(*one.bounds)
        part = mosaic.read(window=window, boundless=True, fill_value=255)
        assert_array_equal(part, one.read())
        assert (mosaic.read() != 255).sum() == (part != 255).sum()
    states = table(frames)
    assert set(states.values()) == {"done", "empty"} and result["empty"] == list(states.values()).count("empty")
    assert "outside the boundary" in " ".join(filter(None, table(frames, "message").values()))
    with open(result["table"], encoding="utf-8-sig", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["甲", "乙", "all"]
    assert float(rows["all"]["green_km2"]) == pytest.approx(result["class_km2"]["green"], rel=1e-3, abs=1e-6)
    assert float(rows["all"]["mapped_km2"]) == pytest.approx(result["covered_km2"], rel=1e-3, abs=1e-6)


def test_images_of_two_zones_have_a_mosaic_each(tmp_path: Path, model: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    pixels = mottled(100, 200)
    # Both reach over the border of the zones, at 12 degrees east, by half their width.
    for zone in (32, 33):
        west, _, _, north = transform_bounds("EPSG:4326", f"EPSG:326{zone}", 11.999, 45, 12.001, 45.001)
        picture(folder / f"z{zone}.tif", pixels, x=round(west), y=round(north), crs=f"EPSG:326{zone}")
    frames = frames_of(
        tmp_path / "frames.gpkg",
        area=Area(extent=(11.9991, 45.0002, 12.0009, 45.0009), extent_crs="EPSG:4326"),
        width=0.0016,
        height=0.001,
    )
    result = run(request_of(frames, folder, model, tmp_path / "out", workers=2))
    assert result["event"] == "result", result
    assert [Path(mosaic["vrt"]).name for mosaic in result["mosaics"]] == [
        "mosaic EPSG-32632.vrt",
        "mosaic EPSG-32633.vrt",
    ]
    shapes = table(frames, "Hex(geom)")
    for zone, mosaic in zip((32, 33), result["mosaics"], strict=True):
        wkt = tuple(
            f"POLYGON (({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"
            for x0, x1, y0, y1 in (envelope(shapes[name]) for name in shapes)
            if ((x0 + x1) / 2 < 12) == (zone == 32)
        )
        assert len(wkt) == mosaic["frames"]
        reading = Reading(sources=(str(folder / f"z{zone}.tif"),))
        single = tmp_path / f"{zone}.tif"
        run(MapRequest(reading=reading, model=str(model), output=str(single), area=Area(wkt=wkt, crs="EPSG:4326")))
        with rasterio.open(single) as one, rasterio.open(mosaic["vrt"]) as joined:
            assert joined.bounds == one.bounds
            assert_array_equal(joined.read(), one.read())


def envelope(geometry: str) -> tuple[float, float, float, float]:
    """West, east, south, north in the header of a geometry of a GeoPackage."""
    west, east, south, north = np.frombuffer(bytes.fromhex(geometry), "<f8", 4, 8)
    return float(west), float(east), float(south), float(north)


def test_a_script_and_a_scheduler_map_the_same(tmp_path: Path, town: Path, model: Path) -> None:
    sides = {"unit": "metres", "width": 110.0, "height": 150.0, "crs": "EPSG:32632"}
    frames = frames_of(tmp_path / "frames.gpkg", **sides)
    request = request_of(frames, town, model, tmp_path / "by script")
    handed = run(dataclasses.replace(request, script=True))
    assert (handed["event"], handed["done"], handed["mosaics"]) == ("result", 0, [])
    assert set(table(frames).values()) == {"waiting"}
    for number in range(1, len(table(frames)) + 1):
        subprocess.run(["bash", handed["script"], str(number)], check=True, stdout=subprocess.DEVNULL)
    joined = run(request)
    assert (joined["event"], joined["kept"], set(table(frames).values())) == ("result", len(table(frames)), {"done"})
    with Cluster(tmp_path / "cluster") as cluster:
        cluster.start_worker("one")
        away = run(dataclasses.replace(request, folder=str(tmp_path / "there"), scheduler=cluster.address))
    assert (away["event"], away["kept"], away["failed"]) == ("result", 0, [])
    assert set(table(frames, "device").values()) == {"cpu, one"}
    maps = [read_raster(result["mosaics"][0]["vrt"]) for result in (joined, away)]
    assert_array_equal(*maps)
    assert_array_equal(maps[0], read_raster(one_run(request, tmp_path / "one.tif")))
    nobody = run(dataclasses.replace(request, scheduler="tcp://127.0.0.1:9"))
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in nobody["message"]
    for wrong, words in (
        ({"scheduler": "127.0.0.1:8786"}, "no address of a Dask scheduler"),
        ({"scheduler": "tls://127.0.0.1:8786"}, "needs three files"),
        ({"scheduler": "tcp://127.0.0.1:8786", "script": True}, "not by both"),
    ):
        with pytest.raises(RequestError, match=words):
            dataclasses.replace(request, **wrong)


def test_what_cannot_be_mapped_is_one_sentence(tmp_path: Path, town: Path, model: Path) -> None:
    area = Area(extent=(9.0001, 46.0, 9.001, 46.0006), extent_crs="EPSG:4326")
    far = frames_of(tmp_path / "far.gpkg", area=area)
    last = run(request_of(far, town, model, tmp_path / "out"))
    assert last["message"] == "No frame has imagery."
    assert table(far) == dict.fromkeys(table(far), "empty")
    assert "holds no frames" in run(request_of(town, town, model, tmp_path / "out"))["message"]
