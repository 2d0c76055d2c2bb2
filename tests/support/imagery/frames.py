"""Frames of a small raster, as jobs for pools, and what one run makes of each."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import rasterio
from patience import PATIENCE
from rasters import mottled, write_raster
from toy_models import write_toy

from onemetre.contract.requests import Area, Compute, MapRequest, Reading, dump_request
from onemetre.engine.frames.pool import FrameJob

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

    def is_right(self, job: FrameJob) -> bool:
        """Whether the map of a job has the classes of the bright half of its pixels."""
        with rasterio.open(job.output) as raster:
            return raster.shape == (SIDE, SIDE) and set(raster.read().ravel().tolist()) == {0, 1}


def make_frames(folder: Path, number: int) -> Frames:
    """Write an image for a number of frames, and a model."""
    image = write_raster(folder / "image.tif", mottled(SIDE, SIDE * number))
    return Frames(folder, image, write_toy(folder))
