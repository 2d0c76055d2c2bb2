"""Speed and memory of making four years consistent: the kernel alone, with files, and the whole request.

python -m onemetre.benchmarks.speed.series
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import from_origin
from rasterio.windows import Window

ROOT = Path(__file__).parents[2]
SUPPORT = ROOT / "tests" / "support"
sys.path += [str(SUPPORT), str(SUPPORT / "imagery")]

from years import write_map  # noqa: E402

from onemetre.benchmarks.speed.measure import run_measured  # noqa: E402
from onemetre.contract.requests import Compute, Reading, SeriesYear, YearRaster, YearSeriesRequest  # noqa: E402
from onemetre.engine.memory import processor_threads  # noqa: E402
from onemetre.engine.write.products import Product  # noqa: E402
from onemetre.engine.years.consistency import PIXELS, Chain, Rule  # noqa: E402
from onemetre.engine.years.stack import open_years  # noqa: E402
from onemetre.engine.years.survey import Survey  # noqa: E402
from onemetre.engine.years.year_files import YearFile, write_years  # noqa: E402

YEARS = (2017, 2019, 2021, 2023)
TILE, RUNS = 2048, 3
SIDE = 6144
WIDE = ((2_048, 20_000), (2_048, 100_000), (20_000, 20_000))
"""Rows and columns of rasters whose memory is measured."""


def patches(year: int) -> NDArray[np.uint8]:
    """A map of one year, whole percent [TILE, TILE]: patches of a hundred metres, most of them sure, and its noise."""
    rng = np.random.default_rng(0)
    coarse = rng.standard_normal((TILE // 32, TILE // 32)).repeat(32, 0).repeat(32, 1)
    logit = 3 * coarse + np.random.default_rng(year).standard_normal((TILE, TILE))
    return np.rint(100 / (1 + np.exp(-logit))).astype(np.uint8)


def write_years_of(folder: Path, rows: int, columns: int) -> list[Path]:
    """Probability rasters of all years, stored as maps are: tiles of 512 pixels, ZSTD."""
    paths = []
    for year in YEARS:
        tile, path = patches(year), folder / f"{year}.tif"
        write_map(path, tile[:1, :1], year)
        with rasterio.open(path) as small:
            tags, text = small.tags(), small.descriptions[0]
        profile = {"count": 1, "dtype": "uint8", "nodata": 255, "crs": "EPSG:32632"}
        with rasterio.open(
            path, "w", driver="GTiff", height=rows, width=columns, transform=from_origin(600_000, 5e6, 1, 1),
            tiled=True, blockxsize=512, blockysize=512, compress="ZSTD", zstd_level=1, bigtiff="YES", **profile,
        ) as raster:  # fmt: skip
            for row in range(0, rows, TILE):
                for column in range(0, columns, TILE):
                    part = tile[: min(TILE, rows - row), : min(TILE, columns - column)]
                    raster.write(part, 1, window=Window(column, row, part.shape[1], part.shape[0]))
            raster.update_tags(**tags)
            raster.set_band_description(1, text)
        paths.append(path)
    return paths


def kernel() -> None:
    """The model alone, and numpy's addition as a measure of the machine."""
    percent = np.stack([patches(year) for year in YEARS])
    chain = Chain(YEARS, [50] * len(YEARS), Rule())
    one, two = np.ones(PIXELS, np.float32), np.ones(PIXELS + 24, np.float32)[24:]
    rates, additions = [], []
    for _ in range(RUNS):
        rates.append(percent[0].size / 1e6 / _processor(lambda: chain.probabilities(percent)))
        additions.append(1000 * PIXELS / 1e9 / _processor(lambda: [np.add(one, two, out=two) for _ in range(1000)]))
    print(
        f"kernel, 4 years: {statistics.median(rates):.0f} Mpx per processor second "
        f"(numpy adds {statistics.median(additions):.1f} billion float32 per processor second)"
    )


def files(folder: Path) -> None:
    """Read, link and write; then overviews and reading back."""
    paths = write_years_of(folder, SIDE, SIDE)
    threads, mpx = processor_threads(), SIDE**2 / 1e6
    filled, whole = [], []
    for _ in range(RUNS):
        with ExitStack() as stack:
            years = open_years([YearRaster(path=str(path)) for path in paths], stack)
            survey = Survey(years, Chain(YEARS, [50] * 4, Rule()), remote=False, threads=threads)
            began, marks = _now(), [_now()]
            # Called before the first raster is finished, and before each of the others.
            write_years(_outputs(folder), years.grid, survey.blocks(lambda _: None), threads, _first_time(marks))
            filled.append(np.subtract(marks[1], began))
            whole.append(np.subtract(_now(), began))
    for name, spans in (("read, link, write", filled), ("with overviews and reading back", whole)):
        wall, processor = np.median(spans, axis=0)
        print(
            f"{name}, ZSTD-1, {threads} threads: {mpx / wall:.1f} Mpx/s, {mpx / processor:.1f} Mpx per processor second"
        )


def memory(folder: Path) -> None:
    """Peak memory of the whole request against the size of the rasters."""
    for rows, columns in WIDE:
        paths = write_years_of(folder, rows, columns)
        request = YearSeriesRequest(
            years=tuple(SeriesYear(reading=Reading(sources=(str(path),))) for path in paths),
            folder=str(folder / "series"),
            compute=Compute(device="cpu"),
        )
        began = time.monotonic()
        run = run_measured(request)
        wall = time.monotonic() - began
        for file in (folder / "series").iterdir():
            file.unlink()
        mpx = rows * columns / 1e6
        print(
            f"{columns:,} x {rows:,}, whole request: {mpx / wall:.1f} Mpx/s, "
            f"{mpx / run.processor_seconds:.1f} Mpx per processor second, peak {run.peak_mib:,.0f} MiB",
            flush=True,
        )


def _outputs(folder: Path) -> list[YearFile]:
    made = []
    for number, year in enumerate(YEARS):
        colors = {0: "#d9d9d9", 1: "#b2182b"}
        path = folder / f"{year} consistent map.tif"
        made.append(
            YearFile(Product("class", path, "uint8", 255, ("impervious",), colors, overview="nearest"), number, {})
        )
        path = folder / f"{year} consistent probability.tif"
        made.append(YearFile(Product("probability", path, "uint8", 255, ("probability of impervious",)), number, {}))
    return made


def _now() -> tuple[float, float]:
    """Wall time and processor time, seconds."""
    return time.monotonic(), time.process_time()


def _first_time(marks: list[tuple[float, float]]) -> Callable[[float], None]:
    """Notes when it is first called."""
    return lambda _: marks.append(_now()) if len(marks) == 1 else None


def _processor(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Measure, one line each."""
    print(f"{processor_threads()} threads, load before the start {os.getloadavg()[0]:.1f}", flush=True)
    kernel()
    with tempfile.TemporaryDirectory(prefix="onemetre-series-") as folder:
        files(Path(folder))
        memory(Path(folder))


if __name__ == "__main__":
    main()
