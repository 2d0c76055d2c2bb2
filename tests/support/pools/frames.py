"""Frames of a small raster, as jobs for pools, and what one run makes of each."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import rasterio
from engine_process import run
from numpy.typing import NDArray
from patience import PATIENCE
from rasters import mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.requests import Area, Compute, MapRequest, Reading, dump_request
from onemetre.engine.frames.pool import FrameJob, Outcome, Pool

SIDE = 128


@dataclass(frozen=True)
class Frames:
    """A row of frames, each ``SIDE`` pixels wide and high; a folder for all their files."""

    folder: Path
    image: Path
    model: Path

    def job(self, number: int) -> FrameJob:
        """The job of a frame, whose request is written."""
        left, top = 600_000.0 + number * SIDE, 5_000_000.0
        return self._job(f"frame_{number}", Area(extent=(left, top - SIDE, left + SIDE, top), extent_crs="EPSG:32632"))

    def whole(self, name: str) -> FrameJob:
        """The job of all frames as one, which takes a while."""
        return self._job(name, Area())

    def wait_until_running(self, job: FrameJob) -> None:
        """Wait until the engine of a job maps tiles."""
        until = time.monotonic() + PATIENCE
        while not job.log.exists() or b'"progress"' not in job.log.read_bytes():
            assert time.monotonic() < until
            time.sleep(0.02)

    def _job(self, name: str, area: Area) -> FrameJob:
        output = self.folder / "maps" / f"{name}.tif"
        output.parent.mkdir(exist_ok=True)
        request = MapRequest(
            reading=Reading(sources=(str(self.image),), bands={"red": "1", "green": "2", "blue": "3"}),
            model=str(self.model),
            output=str(output),
            area=area,
            compute=Compute(device="cpu"),
        )
        path = self.folder / f"{name}.json"
        path.write_text(dump_request(request) + "\n", encoding="utf-8")
        outcome, log = self.folder / f"{name}.outcome.json", self.folder / f"{name}.log"
        return FrameJob(name=name, request=path, output=output, outcome=outcome, log=log)

    @cached_property
    def _reference(self) -> NDArray[np.uint8]:
        job = self.whole("reference")
        assert run(job.request.read_text(encoding="utf-8").strip())["event"] == "result"
        return read_raster(job.output)[0]

    def is_right(self, job: FrameJob) -> bool:
        """Whether the map of a job is that of one run over the whole image, to the bit."""
        with rasterio.open(job.output) as raster, rasterio.open(self.image) as image:
            left = round(image.window(*raster.bounds).col_off)
            return bool((raster.read(1) == self._reference[:, left : left + raster.width]).all())


def make_frames(folder: Path, number: int) -> Frames:
    """Write an image for a number of frames, and a model."""
    image = write_raster(folder / "image.tif", mottled(SIDE, SIDE * number))
    return Frames(folder, image, write_toy(folder))


def wait_for(pool: Pool, jobs: list[FrameJob]) -> dict[str, Outcome]:
    """Outcomes of so many jobs, by name; fewer if they take too long."""
    outcomes: dict[str, Outcome] = {}
    until = time.monotonic() + PATIENCE
    while len(outcomes) < len(jobs) and time.monotonic() < until:
        outcomes.update((outcome.name, outcome) for outcome in pool.wait(1.0))
    return outcomes
