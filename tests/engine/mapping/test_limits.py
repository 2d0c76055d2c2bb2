"""The memory limit and the threads of a map request, seen from outside of the engine process."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from engine_process import EngineProcess
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.requests import Compute, MapRequest, Reading

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")

MEGABYTE = 1_000_000


@dataclass
class Seen:
    """The last event, the log, the peak of resident memory in MB, and the most threads at a time."""

    last: dict[str, Any]
    log: str
    peak: float = 0.0
    threads: int = 0


def watch(folder: Path, name: str, job: dict[str, Any], **limits: int) -> Seen:
    seen = Seen({}, "")
    compute = Compute(device="cpu", **limits)
    with EngineProcess(MapRequest(output=str(folder / f"{name}.tif"), compute=compute, **job)) as engine:
        status = Path(f"/proc/{engine.process.pid}/status")
        for seen.last in engine.events():
            seen.log += seen.last.get("message", "") + "\n"
            # The last progress comes after all the work; a process that has ended has no VmHWM.
            if found := re.search(r"VmHWM:\s+(\d+) kB", text := status.read_text()):
                seen.peak = int(found[1]) * 1024 / MEGABYTE
                seen.threads = max(seen.threads, int(re.search(r"Threads:\s+(\d+)", text)[1]))
    return seen


def megabytes(pattern: str, text: str) -> int:
    return int(re.search(pattern, text)[1].replace(",", ""))


@pytest.fixture
def job(tmp_path: Path) -> dict[str, Any]:
    """A wide scene in 512-blocks, which fill the block cache, and a model whose rows of tiles are high."""
    image = mottled(600, 800).repeat(10, axis=1).repeat(10, axis=2)
    scene = write_raster(tmp_path / "scene.tif", image, tiled=True, blockxsize=512, blockysize=512, compress="deflate")
    model = write_toy(tmp_path, tile=512, halo=32, blend=64, kind="identity")
    bands = {"red": "1", "green": "2", "blue": "3"}
    reading = Reading(sources=(str(scene),), bands=bands)
    return {"reading": reading, "model": str(model), "probability": str(tmp_path / "p.tif")}


def test_a_run_stays_below_its_limit_and_the_map_is_the_same(tmp_path: Path, job: dict[str, Any]) -> None:
    free = watch(tmp_path, "free", job)
    expected = megabytes(r"([\d,]+) MB of memory", free.log)
    assert free.peak < expected
    limit = expected - 300
    assert limit < free.peak
    limited = watch(tmp_path, "limited", job, memory_mb=limit)
    assert limited.last["event"] == "result"
    assert limited.peak < limit
    assert (read_raster(tmp_path / "limited.tif") == read_raster(tmp_path / "free.tif")).all()


def test_a_limit_that_is_too_low_is_refused_with_what_is_needed(tmp_path: Path, job: dict[str, Any]) -> None:
    refused = watch(tmp_path, "low", job, memory_mb=260)
    assert refused.last["kind"] == "space"
    assert not (tmp_path / "low.tif").exists()
    needed = megabytes(r"needs about ([\d,]+) MB", refused.last["message"])
    # The interpreter itself takes a little more or less each time.
    enough = watch(tmp_path, "enough", job, memory_mb=needed + 10)
    assert enough.last["event"] == "result"
    assert enough.peak < needed + 10


def test_a_network_that_does_not_fit_is_named(tmp_path: Path, job: dict[str, Any]) -> None:
    model = write_toy(tmp_path, "toy.large_v1", tile=2048, halo=64)
    refused = watch(tmp_path, "large", job | {"model": str(model)}, memory_mb=330)
    assert refused.last["kind"] == "space"
    assert "toy.large_v1 needs more than the" in refused.last["message"]


def test_a_limit_for_less_than_the_rows_of_tiles_is_refused_before_the_network(
    tmp_path: Path, job: dict[str, Any]
) -> None:
    refused = watch(tmp_path, "tiny", job, memory_mb=100)
    assert refused.last["kind"] == "space"
    assert megabytes(r"needs more than ([\d,]+) MB", refused.last["message"]) > 100


def test_the_threads_are_those_that_were_asked_for(tmp_path: Path, job: dict[str, Any]) -> None:
    small = write_raster(tmp_path / "small.tif", mottled(300, 300))
    job["reading"] = replace(job["reading"], sources=(str(small),))
    one, nine = (watch(tmp_path, f"{n}", job, threads=n).threads for n in (1, 9))
    assert nine >= one + 6
