"""Estimates the cost of a run before it starts, and rejects a run that cannot fit."""

from __future__ import annotations

import math
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...contract.card import ModelCard
from ...contract.errors import SpaceError
from ..raster.grid import Grid
from ..tiles.plan import Plan
from ..write.output_paths import target_of
from ..write.products import Product
from .pipeline import BLENDS_WAITING, reads_waiting

# Compressed bytes per pixel and band, measured on real maps; images hardly shrink, class maps do.
_BYTES = {"class": 0.1, "probability": 0.5, "superresolved": 1.6}
# Bytes of a GeoPackage per pixel of the map, measured in a dense city.
_POLYGON_BYTES = 0.6
_OVERVIEWS = 4 / 3
_MILLION = 1_000_000


@dataclass(frozen=True)
class Estimate:
    """Cost of a run.

    Attributes:
        pixels: Output pixels of one raster, or of the area in it.
        tiles: Forward passes of the network.
        seconds: Time of all forward passes, extrapolated from the golden tile.
        disk: Folder -> most bytes that the run needs in it.
        memory: Peak memory of the engine process, bytes.
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


def estimate(
    plan: Plan, grid: Grid, products: list[Product], polygons: str, seconds_per_tile: float, memory: int
) -> Estimate:
    """Estimate a run.

    Args:
        plan: Tiles of the run.
        grid: Grid of the output.
        products: Rasters to write; the folder of the first one also holds the working folder.
        polygons: Path of the GeoPackage; empty = none.
        seconds_per_tile: Time of one tile on the device.
        memory: Peak memory of the engine process, bytes.
    """
    pixels = grid.width * grid.height
    # Pixels outside the area and nodata pixels have a constant value, which compresses to almost nothing.
    mapped = min(pixels, plan.tiles * ((plan.lattice.stride + plan.lattice.blend) * plan.lattice.factor) ** 2)
    disk: dict[Path, int] = defaultdict(int)
    for product in products:
        size = mapped * len(product.bands) * _BYTES[product.name]
        disk[product.path.parent] += round(size * _OVERVIEWS)
        disk[products[0].path.parent] += round(size)
    if polygons:
        target = target_of(Path(polygons))
        # The other layers of an existing file are copied.
        existing = target.stat().st_size if target.exists() else 0
        disk[target.parent] += round(mapped * _POLYGON_BYTES) + existing
    return Estimate(pixels, plan.tiles, plan.tiles * seconds_per_tile, dict(disk), memory)


def band_memory(plan: Plan, products: list[Product], channels: int) -> int:
    """Bytes for the row of tiles being computed and the one being stored.

    Args:
        plan: Tiles of the run.
        products: Rasters to write, the class raster first.
        channels: Number of network channels to blend.
    """
    lattice = plan.lattice
    row = (lattice.stride + lattice.blend) * plan.window.width * lattice.factor**2
    wide = 2 if lattice.blend else 1
    state = channels * wide + sum(len(p.bands) * np.dtype(p.dtype).itemsize * wide for p in products[1:])
    # One band is being summed, one is being encoded, and the encoder holds another copy of a product.
    return row * (2 * state + 6)


def tile_memory(card: ModelCard, batch: int, *, superresolved: bool = False) -> int:
    """Bytes for the tiles on their way into and out of the network.

    Args:
        card: Card of the model.
        batch: Tiles in one forward pass.
        superresolved: Whether the network computes the super-resolved image too.
    """
    numbers = len(card.bands) * np.dtype(card.data_type).itemsize
    result = card.channels + (numbers if superresolved else 0)
    # Some results wait to be blended, and one more is in progress; inputs are read ahead, and a batch copies them.
    results = (BLENDS_WAITING + 1) * batch * (card.tile * card.scale_factor) ** 2 * result
    return results + (reads_waiting(batch) + batch) * card.tile**2 * numbers


def refuse_if_too_large(cost: Estimate) -> None:
    """Check an estimate against the disk.

    Raises:
        SpaceError: The result may not fit on the disk.
    """
    folders: dict[int, list[Path]] = defaultdict(list)
    for folder in cost.disk:
        folders[folder.stat().st_dev].append(folder)
    for on_one_disk in folders.values():
        folder, size = on_one_disk[0], sum(cost.disk[each] for each in on_one_disk)
        free = shutil.disk_usage(folder).free
        if size > free:
            raise SpaceError(
                f"{folder} has {free / 1e6:,.0f} MB free, but the result may need {size / 1e6:,.0f} MB.",
                "Free some space, choose another folder, or map a smaller area.",
            )
