"""What a run will cost, told before it starts, and refused when it cannot fit."""

from __future__ import annotations

import math
import os
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from .errors import SpaceError
from .grid import Grid
from .plan import Plan
from .products import Product

# Compressed bytes per pixel and band, measured on real maps; image data hardly shrink, class maps do.
_BYTES = {"class": 0.1, "probability": 0.5, "superresolved": 1.6}
_OVERVIEWS = 4 / 3
# Python, the raster library and the network runtime with a small model.
_BASE_MEMORY = 400e6
_MILLION = 1_000_000


@dataclass(frozen=True)
class Estimate:
    """Cost of a run.

    Attributes:
        pixels: Output pixels of one raster.
        tiles: Runs of the network.
        seconds: Time for the network, from the time that the golden tile took.
        disk: Folder -> bytes that will be needed in it at most.
        memory: Peak bytes of the engine process.
    """

    pixels: int
    tiles: int
    seconds: float
    disk: dict[Path, int]
    memory: int

    def __str__(self) -> str:
        minutes, seconds = divmod(round(self.seconds), 60)
        pixels = f"{self.pixels / 1e6:,.1f} million" if self.pixels >= _MILLION else f"{self.pixels:,}"
        tiles = "1 tile" if self.tiles == 1 else f"{self.tiles:,} tiles"
        return (
            f"{pixels} pixels, {tiles}, about {minutes} min {seconds:02d} s, "
            f"up to {math.ceil(sum(self.disk.values()) / 1e6):,} MB of disk and {self.memory / 1e6:,.0f} MB of memory"
        )


def estimate(plan: Plan, grid: Grid, products: list[Product], channels: int, seconds_per_tile: float) -> Estimate:
    """Estimate a run.

    Args:
        plan: Its tiles.
        grid: The output's grid.
        products: Its rasters; the first one's folder also holds the working folder.
        channels: Channels of the network that are blended.
        seconds_per_tile: Time of one tile on the device.
    """
    pixels = grid.width * grid.height
    disk: dict[Path, int] = defaultdict(int)
    for product in products:
        size = pixels * len(product.bands) * _BYTES[product.name]
        disk[product.path.parent] += round(size * _OVERVIEWS)
        disk[products[0].path.parent] += round(size)
    lattice = plan.lattice
    row = (lattice.stride + lattice.blend) * lattice.factor * grid.width
    wide = 2 if lattice.blend else 1
    state = channels * wide + sum(len(p.bands) * (2 if p.dtype == "uint16" else 1) * wide for p in products[1:])
    # One band is being summed up, one being encoded, and the encoder holds another copy of a product.
    memory = round(_BASE_MEMORY + row * (2 * state + 6))
    return Estimate(pixels, plan.tiles, plan.tiles * seconds_per_tile, dict(disk), memory)


def refuse_if_too_large(cost: Estimate, memory_mb: int) -> None:
    """Check an estimate against the disk and a stated memory limit.

    Raises:
        SpaceError: It does not fit.
    """
    folders: dict[int, list[Path]] = defaultdict(list)
    for folder in cost.disk:
        folders[folder.stat().st_dev].append(folder)
    for on_one_disk in folders.values():
        folder, size = on_one_disk[0], sum(cost.disk[each] for each in on_one_disk)
        free = shutil.disk_usage(folder).free
        if size > free:
            raise SpaceError(
                f"{folder} has {free / 1e6:,.0f} MB free, and the result may need {size / 1e6:,.0f} MB.",
                "Free some space, choose another folder, or map a smaller area.",
            )
    if memory_mb and cost.memory > memory_mb * 2**20:
        raise SpaceError(
            f"The run needs about {cost.memory / 2**20:,.0f} MiB of memory, the limit is {memory_mb} MiB.",
            "Map a narrower area, leave out the super-resolved image, or raise the limit.",
        )


def threads_or_all(threads: int) -> int:
    """The number of threads that was asked for; 0 = those that this process may use."""
    if threads:
        return threads
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
