"""Limits of the machine and of numbers: enormous rasters, little memory, no threads, other locales, deep nesting."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from engine_process import EngineProcess, run
from hostile import decent, judge, map_request, names
from rasterio.transform import from_origin
from rasters import read_raster
from toy_models import write_toy

from onemetre.contract.errors import EngineError
from onemetre.contract.requests import (
    REQUESTS,
    AccuracyRequest,
    Area,
    CompareProductsRequest,
    CompositeRequest,
    Compute,
    DataFramesRequest,
    EstimateRequest,
    FindScenesRequest,
    ImportSentinel2Request,
    MapFramesRequest,
    MapRequest,
    Preview,
    Reading,
    ServeRequest,
    dump_request,
    from_dict,
    load_request,
)


def empty_raster(path: Path, side: int, block: int) -> Path:
    """A sparse raster without a single stored pixel."""
    profile = {"driver": "GTiff", "count": 3, "dtype": "uint8", "crs": "EPSG:32632", "width": side, "height": side}
    with rasterio.open(
        path,
        "w",
        transform=from_origin(600_000, 5e6, 1, 1),
        SPARSE_OK=True,
        tiled=True,
        blockxsize=block,
        blockysize=block,
        BIGTIFF="YES",
        **profile,
    ):
        pass
    return path


# -- size ------------------------------------------------------------------------------------------------------------


def test_an_enormous_raster_is_refused_before_the_tiles_are_planned(tmp_path: Path, model: Path, out: Path) -> None:
    huge = empty_raster(tmp_path / "huge.tif", 1_000_000, 8192)
    for request in (map_request(huge, model, out), EstimateRequest(run=map_request(huge, model, out))):
        assert "tiles; one run maps up to" in judge(request, out)["message"]


def test_blocks_that_fit_into_no_memory_are_told(tmp_path: Path, model: Path, out: Path) -> None:
    huge = empty_raster(tmp_path / "huge.tif", 1_000_000, 65_536)
    assert "blocks of 65,536 x 65,536" in judge(map_request(huge, model, out), out)["message"]


@pytest.mark.parametrize("estimate", [False, True])
def test_planning_hears_a_cancellation(tmp_path: Path, model: Path, out: Path, estimate: bool) -> None:
    large = empty_raster(tmp_path / "large.tif", 30_000, 512)
    request = map_request(large, model, out)
    with EngineProcess(EstimateRequest(run=request) if estimate else request) as engine:
        # Whatever step it is in: reading the model, planning a million tiles, the test tile.
        with pytest.raises(subprocess.TimeoutExpired):
            engine.process.wait(timeout=2)
        engine.send('{"control": "cancel"}')
        last, code, _ = engine.finish()
    assert (last["kind"], code) == ("cancelled", 1)
    assert not list(out.iterdir())


def test_writing_hears_a_cancellation_and_the_run_can_resume(tmp_path: Path, out: Path) -> None:
    side = 30_000
    large = empty_raster(tmp_path / "large.tif", side, 512)
    # Two far corners: few pixels to compute, and an output whose copy takes long.
    corners = [f"{x} {y}" for x, y in ((0, 0), (300, 0), (0, -300))]
    near, far = (
        [f"{600_000 + east + float(x)} {5e6 - south + float(y)}" for x, y in (corner.split() for corner in corners)]
        for east, south in ((0, 0), (side - 400, side - 400))
    )
    area = Area(wkt=tuple(f"POLYGON (({', '.join([*ring, ring[0]])}))" for ring in (near, far)), crs="EPSG:32632")
    other = tmp_path / "other"
    other.mkdir()
    request = map_request(large, write_toy(tmp_path, tile=512), out, area=area, probability=str(other / "percent.tif"))
    with EngineProcess(request) as engine:
        next(event for event in engine.events() if "Writing" in event.get("message", ""))
        engine.send('{"control": "cancel"}')
        last, code, _ = engine.finish()
    assert (last["kind"], code) == ("cancelled", 1)
    assert names(out) >= {"map.tif.part", "map.tif.part/journal"} and not (out / "map.tif").exists()
    assert not names(other)
    result = run(request)
    assert result["resumed"]
    assert (names(out), names(other)) == ({"map.tif"}, {"percent.tif"})


# -- memory and threads ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="util-linux is not installed")
# With more, it is left to chance whether a library of C++ reports it or aborts, which QGIS tells as a crash.
@pytest.mark.parametrize("megabytes", [60, 100, 200])
def test_memory_that_cannot_be_had_ends_the_run(image: Path, model: Path, out: Path, megabytes: int) -> None:
    last = judge(map_request(image, model, out), before=["prlimit", f"--as={megabytes * 2**20}"])
    assert last["kind"] == "space" and "memory" in last["message"]


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="util-linux is not installed")
def test_threads_that_cannot_start_end_the_run(image: Path, model: Path, out: Path) -> None:
    # The stacks of threads are larger than all memory.
    last = judge(map_request(image, model, out), out, before=["prlimit", f"--as={2 * 2**30}", f"--stack={4 * 2**30}"])
    assert last["kind"] == "space" and "thread" in last["message"]


# -- numbers ---------------------------------------------------------------------------------------------------------


def numbers_of(cls: Any, data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every field of a request that may hold a number, at any depth, as its object and its name."""
    hints = typing.get_type_hints(cls)
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if dataclasses.is_dataclass(hint) and isinstance(data.get(field.name), dict):
            yield from numbers_of(hint, data[field.name])
        elif hint in (int, float) or {int, float} & set(typing.get_args(hint)):
            yield data, field.name


def smallest(cls: Any) -> dict[str, Any]:
    """The fields that a request cannot do without."""
    hints = typing.get_type_hints(cls)
    made = {str: "/x", int: 1, float: 1.0, dict[str, str]: {"0": "a", "1": "b"}}
    found: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if dataclasses.is_dataclass(hint):
            found[field.name] = smallest(hint)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            found[field.name] = made.get(hint, [])
    if cls in (MapRequest, MapFramesRequest):
        found["model"] = "/x"  # or candidates
    if cls is ImportSentinel2Request:
        found |= {"products": ["/x"], "bands": ["B04"]}
    if cls is CompositeRequest:
        found |= {"service": "earth-search", "start": "2022-01-01", "end": "2022-12-31", "roles": ["red"]}
    if cls is FindScenesRequest:
        found |= {"service": "earth-search", "years": [2022], "roles": ["red"]}
    if cls is AccuracyRequest:
        found |= {"maps": ["/x"], "raster": "/x"}
    if cls is DataFramesRequest:
        found["area"] = {"extent": [0.0, 0.0, 1.0, 1.0], "extent_crs": "EPSG:4326"}
    if cls is CompareProductsRequest:
        found |= {"product": ["/x"], "legend": "1"}
    return found


@pytest.mark.parametrize("kind", sorted(REQUESTS))
def test_no_number_is_too_large_for_a_sentence(kind: str) -> None:
    request = smallest(REQUESTS[kind])
    from_dict(REQUESTS[kind], json.loads(json.dumps(request)))
    for place, name in list(numbers_of(REQUESTS[kind], request)):
        kept = place.get(name)
        for number in (2**63, -(2**63), 2**64, 10**400, 1e308, -1e308, float("nan"), float("inf"), 1e-310):
            place[name] = number
            line = json.dumps({"protocol": 1, "kind": kind, "request": request})
            try:
                load_request(line)
            except EngineError as error:
                decent({"kind": error.kind, "message": error.message, "hint": error.hint})
                continue
            assert abs(number) < 1, f"{kind}.{name} accepts {number}"
        place[name] = kept
        if kept is None:
            del place[name]


def test_impossible_scales_are_told(image: Path, model: Path, out: Path) -> None:
    for field, number in (("scale", 1e308), ("offset", -1e308), ("scale", 1e-320)):
        request = json.loads(dump_request(map_request(image, model, out)))
        request["request"]["reading"][field] = number
        assert field.upper() in judge(json.dumps(request), out)["message"]


@pytest.mark.parametrize("path", ["", "made", "./made", "made/../made", "/", "a\0b"])
def test_a_folder_is_never_made_where_the_engine_was_started(path: str) -> None:
    folders = [
        (kind, name)
        for kind, names in {
            "adapt": ("folder", "run"),
            "evaluate": ("folder",),
            "export-training": ("output",),
            "import-model": ("folder",),
            "map-frames": ("folder",),
            "pretrain": ("folder", "images", "run"),
            "year-series": ("folder",),
        }.items()
        for name in names
    ]
    for kind, name in folders:
        request = smallest(REQUESTS[kind]) | {name: path}
        with pytest.raises(EngineError, match=f"The folder {name} cannot be"):
            load_request(json.dumps({"protocol": 1, "kind": kind, "request": request}))


# -- nesting ---------------------------------------------------------------------------------------------------------

DEEP = "[" * 100_000
DEEP_CLOSED = f'{{"control": {"[" * 50_000}{"]" * 50_000}}}'


@pytest.mark.parametrize(
    "line", [DEEP, '{"a":' * 100_000, DEEP_CLOSED, f'{{"protocol": 1, "kind": {"[" * 900}{"]" * 900}}}']
)
def test_deep_requests_are_one_sentence(line: str) -> None:
    assert judge(line)["kind"] == "request"


def test_deep_controls_are_ignored(image: Path, model: Path) -> None:
    with EngineProcess(
        ServeRequest(
            reading=Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}), model=str(model)
        )
    ) as engine:
        events = engine.events()
        assert next(event for event in events if event["event"] in ("ready", "error"))["event"] == "ready"
        for line in (DEEP, DEEP_CLOSED, "\x00", '{"control": {"a": 1}}', '{"control": "preview", "pixel": 1e400}'):
            engine.send(line)
        wanted = Preview(id=7, extent=(600_000, 4_999_940, 600_060, 5_000_000), crs="EPSG:32632", pixel=1)
        engine.send(json.dumps({"control": "preview", **dataclasses.asdict(wanted)}))
        end = next(event for event in events if event["event"] == "preview-end")
        assert end["outcome"] == "complete" and end["id"] == 7


# -- languages -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables of a Turkish system, in whose locale the capital of i is no I; compiled if the machine can."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", folder / "tr_TR.UTF-8"], check=False)
    return {"LOCPATH": str(folder), "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LC_NUMERIC": "tr_TR.UTF-8"}


def test_a_turkish_system_maps_the_same_pixels(turkish: dict[str, str], image: Path, model: Path, out: Path) -> None:
    here = out / "İstanbul ığü.tif"
    fields = {"probability": str(out / "p.tif"), "polygons": str(out / "p.gpkg"), "report": str(out / "p.html")}
    bands = Reading(sources=(str(image),), bands={"RED": "1", "GREEN": "2", "BLUE": "3"}, scale=1 / 255)
    mapped = map_request(image, model, out, output=str(here), target="green", reading=bands, **fields)
    assert judge(mapped, variables=turkish)["event"] == "result"
    plain = map_request(image, model, out, target="green", reading=bands)
    assert judge(plain, variables={"LC_ALL": "C"})["event"] == "result"
    assert np.array_equal(read_raster(here), read_raster(plain.output))


def test_a_request_for_more_threads_than_machines_have_is_refused() -> None:
    with pytest.raises(EngineError, match="threads cannot be"):
        Compute(threads=2**31)
