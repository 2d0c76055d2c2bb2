"""Speed and memory of imagery by year: a composite from a server on loopback, its median, and an import."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from measure import Run, measure
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "support" / "imagery"))

from imagery_server import ImageryServer  # noqa: E402
from safe_product import write_product  # noqa: E402
from scenes import EARTH_SEARCH, Scene, collection, publish  # noqa: E402
from stac_server import StacServer  # noqa: E402

from onemetre.contract.requests import (  # noqa: E402
    Area,
    CompositeRequest,
    DescribeModelRequest,
    ImportSentinel2Request,
)
from onemetre.engine.imagery.median import median  # noqa: E402

SCENES, SIDE = 12, 1000
"""Days, and pixels of 10 m along a side: 100 km2."""

ROLES = ("red", "green", "blue", "nir")
_TILE = 2048
_EAST, _NORTH, _OFFSET = 640_000, 5_204_000, 512
_WHOLE = 10_980
_CLOUDY = 0.35


@dataclass(frozen=True)
class Composed:
    """Measurements of a composite.

    Attributes:
        run: The engine.
        alone: Processor seconds of a process that only reads the same windows.
        fetched: Bytes that the server sent.
        stored: Bytes that the blocks under the windows have in the files.
    """

    run: Run
    alone: float
    fetched: int
    stored: int


def composite(folder: Path, repeat: int) -> list[Composed]:
    """Composites of 100 km2 from 12 scenes, engine and reading alone in turns."""
    pixels = folder / "pixels"
    pixels.mkdir()
    found = []
    with ImageryServer(pixels) as server:
        scenes = [Scene(f"2022-{4 + number // 4:02d}-{1 + 7 * (number % 4):02d}") for number in range(SCENES)]
        items = publish(pixels, server.url, EARTH_SEARCH, scenes, _ground())
        with StacServer(folder / "stac", [collection(EARTH_SEARCH)], items) as stac:
            left, top = _EAST + 10 * _OFFSET, _NORTH - 10 * _OFFSET
            request = CompositeRequest(
                service=stac.url,
                area=Area(extent=(left, top - 10 * SIDE, left + 10 * SIDE, top), extent_crs="EPSG:32632"),
                start="2022-01-01",
                end="2022-12-31",
                roles=ROLES,
                output=str(folder / "composite.tif"),
            )
            for _ in range(repeat):
                server.forget()
                run = measure(request)
                fetched = server.bytes_sent
                hrefs = [asset["href"] for item in items for asset in item["assets"].values()]
                found.append(Composed(run, _alone(hrefs), fetched, _stored(pixels)))
    return found


def kernel(repeat: int) -> tuple[float, float]:
    """Processor seconds of numpy's median and of the network's, one thread, for one band of 1 Mpx on 12 days."""
    rng = np.random.default_rng(1)
    planes = rng.integers(1, 9000, (SCENES, SIDE, SIDE), dtype=np.uint16)
    planes[rng.random(planes.shape) < _CLOUDY] = 0
    hidden = np.where(planes == 0, np.float32(np.nan), planes.astype(np.float32))
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        slow = statistics.median(_seconds(lambda: np.nanmedian(hidden, axis=0)) for _ in range(repeat))
    return slow, statistics.median(_seconds(lambda: median(planes)) for _ in range(repeat))


def imported(folder: Path) -> Run:
    """An import of a product of full size: four bands of 10,980 x 10,980 pixels of JPEG 2000."""
    block = _texture(np.random.default_rng(2), 1220)
    pixels = np.stack([np.tile(block + 1000 + 100 * band, (9, 9)) for band in range(4)]).astype(np.uint16)
    product = write_product(folder / "product", pixels[:, :_WHOLE, :_WHOLE]).parent
    return measure(
        ImportSentinel2Request(
            products=(str(product),), bands=("B04", "B03", "B02", "B08"), output=str(folder / "import.tif")
        )
    )


def start(model: Path, repeat: int) -> float:
    """Processor seconds of the smallest request, the start of the engine included."""
    request = DescribeModelRequest(model=str(model))
    return statistics.median(measure(request).processor_seconds for _ in range(repeat))


def rows(folder: Path, model: Path, repeat: int) -> Iterator[tuple[str, str, str]]:
    """What was measured, the number, and the bound."""
    made = composite(folder, repeat)
    engine = statistics.median(one.run.processor_seconds for one in made)
    alone = statistics.median(one.alone for one in made)
    bytes_ = statistics.median(one.fetched / one.stored for one in made)
    yield "composite, 100 km2 of 12 scenes, s", f"{statistics.median(one.run.seconds for one in made):.1f}", ""
    yield "composite, processor s", f"{engine:.1f}", ""
    yield "reading the same windows alone, processor s", f"{alone:.1f}", ""
    yield "composite / reading (processor)", f"{engine / alone:.2f}", "3"
    yield "composite, peak MiB", f"{max(one.run.peak_mib for one in made):,.0f}", "1,536"
    yield "bytes fetched / stored under the windows", f"{bytes_:.3f}", "1.1"
    slow, fast = kernel(repeat)
    yield "np.nanmedian, 12 x 1 Mpx, processor s", f"{slow:.2f}", ""
    yield "median network, processor s", f"{fast:.2f}", ""
    yield "np.nanmedian / median network", f"{slow / fast:.1f}", "at least 8"
    whole = imported(folder)
    yield "import of 10,980 x 10,980 x 4, s", f"{whole.seconds:.0f}", ""
    yield "import, processor s", f"{whole.processor_seconds:.0f}", ""
    yield "import, peak MiB", f"{whole.peak_mib:,.0f}", ""
    yield "start of the engine, processor s", f"{start(model, repeat):.2f}", ""


def _ground() -> Callable[[str, str], NDArray[Any]]:
    """Ground with noise, which hardly compresses, as real pixels do, under other clouds each day."""

    def made(band: str, date: str) -> NDArray[Any]:
        rng = np.random.default_rng(int(date.replace("-", "")))
        if band == "scl":
            clouds = rng.random((_TILE // 64, _TILE // 64)) < _CLOUDY
            return np.where(clouds, 9, 5).astype(np.uint8).repeat(32, 0).repeat(32, 1)
        return _texture(rng, _TILE)

    return made


def _texture(rng: np.random.Generator, side: int) -> NDArray[np.uint16]:
    coarse = rng.integers(300, 2500, (-(-side // 4), -(-side // 4)))
    return (coarse.repeat(4, 0).repeat(4, 1)[:side, :side] + rng.integers(0, 200, (side, side))).astype(np.uint16)


def _alone(hrefs: list[str]) -> float:
    script = Path(__file__).with_name("windows_alone.py")
    places = map(str, (_OFFSET, SIDE))
    done = subprocess.run([sys.executable, script, *places, *hrefs], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _stored(folder: Path) -> int:
    """Bytes of the blocks under the windows."""
    total = 0
    for path in folder.rglob("*.tif"):
        with rasterio.open(path) as raster:
            share = raster.res[0] / 10
            first, last = int(_OFFSET / share) // 512, -int(-(_OFFSET + SIDE) / share // 512)
            blocks = range(first, min(last, -(-raster.width // 512)))
            sizes = [raster.get_tag_item(f"BLOCK_SIZE_{col}_{row}", "TIFF", bidx=1) for row in blocks for col in blocks]
            total += sum(int(size) for size in sizes if size)
    return total


def _seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
