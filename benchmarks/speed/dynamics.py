"""Speed and memory of comparing the maps of several years, in a real engine process.

python -m onemetre.benchmarks.speed.run --only dynamics
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from measure import run_measured
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasterio.windows import Window

from onemetre.contract.requests import DynamicsRequest, YearRaster, Zone

_PATTERN = 2048
_X, _Y = 600_000.0, 5_200_000.0
_CLASSES = json.dumps(
    [
        {"value": 0, "name": "other", "title": "Other", "color": "#d9d9d9"},
        {"value": 1, "name": "impervious", "title": "Impervious surface", "color": "#b2182b"},
    ]
)


@dataclass(frozen=True)
class Case:
    """What is compared.

    Attributes:
        side: Side of the maps, pixels.
        years: Number of maps.
        percent: Whether they hold probabilities.
        zones: Number of zones along a side; 0 = none.
        min_width: Changes narrower than this are left out.
    """

    side: int
    years: int
    percent: bool = False
    zones: int = 0
    min_width: int = 1

    def __str__(self) -> str:
        kind = "probabilities" if self.percent else "classes"
        zones = f", {self.zones**2} zones" if self.zones else ""
        width = f", changes from {self.min_width} pixels" if self.min_width > 1 else ""
        return f"{self.years} years of {kind}{zones}{width}"


CASES = (
    Case(12_000, 2),
    Case(12_000, 4),
    Case(12_000, 4, percent=True),
    Case(12_000, 4, percent=True, zones=5, min_width=3),
    Case(24_000, 4),
)


def measured(folder: Path, repeat: int) -> Iterator[tuple[str, float, float, float, float]]:
    """Each case with its size in megapixels, medians of wall and processor seconds, and peak memory in MiB."""
    for case in CASES:
        maps = tuple(YearRaster(path=str(path)) for path in _write_maps(folder, case))
        outputs = {"gain": "g.tif", "change": "c.tif", "csv": "t.csv", "table": "t.gpkg", "report": "r.html"}
        request = DynamicsRequest(
            maps=maps,
            zones=tuple(_zones(case)),
            zones_crs="EPSG:32632",
            min_width=case.min_width,
            **{name: str(folder / file) for name, file in outputs.items()},
        )
        runs = [run_measured(request) for _ in range(repeat)]
        wall = statistics.median(run.seconds for run in runs)
        processor = statistics.median(run.processor_seconds for run in runs)
        yield str(case), case.side**2 / 1e6, wall, processor, max(run.peak_mib for run in runs)


def _write_maps(folder: Path, case: Case) -> Iterator[Path]:
    """Maps of a town that grows, with noise of their own, ZSTD-1 as runs write them."""
    base = _patches(0)
    for number in range(case.years):
        percent = np.clip(40 + 30 * (base + 0.15 * _patches(1 + number) + 0.1 * number), 0, 100).astype(np.uint8)
        pixels = percent if case.percent else (percent >= 50).astype(np.uint8)
        path = folder / f"{2017 + 2 * number}.tif"
        profile = {"width": case.side, "height": case.side, "count": 1, "dtype": "uint8", "nodata": 255}
        place = {"crs": "EPSG:32632", "transform": from_origin(_X, _Y, 1.0, 1.0)}
        tiles = {"tiled": True, "blockxsize": 512, "blockysize": 512, "compress": "zstd", "zstd_level": 1}
        with rasterio.open(path, "w", driver="GTiff", bigtiff="yes", **profile, **place, **tiles) as raster:
            raster.set_band_description(1, "probability of impervious" if case.percent else "impervious")
            raster.update_tags(ONEMETRE_CLASSES=_CLASSES, ONEMETRE_MODEL="drawn")
            for row in range(0, case.side, _PATTERN):
                for col in range(0, case.side, _PATTERN):
                    height, width = min(_PATTERN, case.side - row), min(_PATTERN, case.side - col)
                    raster.write(pixels[:height, :width], 1, window=Window(col, row, width, height))
        yield path


def _patches(seed: int, blur: int = 8) -> NDArray[np.float64]:
    """Noise with patches of some pixels, mean 0 and deviation 1."""
    noise = np.random.default_rng(seed).standard_normal((_PATTERN, _PATTERN))
    for axis in (0, 1, 0, 1):
        sums = np.cumsum(np.concatenate([noise, noise.take(range(blur), axis)], axis), axis)
        noise = sums.take(range(blur, _PATTERN + blur), axis) - sums.take(range(_PATTERN), axis)
    scaled: NDArray[np.float64] = (noise - noise.mean()) / noise.std()
    return scaled


def _zones(case: Case) -> Iterator[Zone]:
    """Slanted parts that share out most of the ground."""
    step = case.side / max(case.zones, 1)
    for number in range(case.zones**2):
        west, north = _X + (number % case.zones) * step, _Y - (number // case.zones) * step
        east, south, slant = west + step, north - step, step / 10
        ring = [(west, north), (east, north - slant), (east, south - slant), (west, south), (west, north)]
        yield Zone(name=f"zone {number}", wkt=f"POLYGON (({', '.join(f'{x} {y}' for x, y in ring)}))")
