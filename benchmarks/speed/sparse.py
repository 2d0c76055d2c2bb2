"""What a few polygons cost beside the whole scene, and how soon thousands of polygons show their first progress.

    .venv/bin/python benchmarks/speed/sparse.py [--polygons 100 10000] [--boot .../engine/boot.py]

A scene of 10,000 x 10,000 pixels of 1 m and a network that does next to nothing: what is left is reading, planning and
writing. A real network makes the share of the polygons smaller. Processor seconds of the whole engine process, its
start included, are valid on a busy machine too; the run of one polygon is little more than the start. --boot measures
another version of the engine in the same way.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "support"))

import numpy as np  # noqa: E402
import shapely  # noqa: E402
from bench_scenes import write_textured  # noqa: E402
from engine_process import BOOT, EngineProcess  # noqa: E402
from measure import usage  # noqa: E402
from toy_models import write_toy  # noqa: E402

from onemetre.contract.card import read_card  # noqa: E402
from onemetre.contract.requests import Area, MapRequest, Reading  # noqa: E402
from onemetre.engine.tiles.lattice import Lattice  # noqa: E402

SIDE = 10_000
# Discs of this radius: a hundred of them are 0.07 % of the scene.
RADIUS_M = 15.0


@dataclass(frozen=True)
class Cost:
    """Tiles of a run, its processor seconds, and wall and processor seconds to the first progress."""

    tiles: int
    processor: float
    first_wall: float
    first_processor: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polygons", type=int, nargs="+", default=[1, 100, 10_000], help="numbers of polygons")
    parser.add_argument("--boot", type=Path, default=BOOT, help="file that starts the engine")
    options = parser.parse_args()
    print(f"load before the start {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="onemetre-sparse-") as folder:
        model = write_toy(Path(folder))
        card = read_card(str(model.with_suffix(".json")))
        scene = write_textured(Path(folder) / "scene.tif", card, -(-SIDE // Lattice.of(card).stride))
        whole = cost(scene, model, Area(), options.boot)
        print(f"everything: {told(whole)}", flush=True)
        for number in options.polygons:
            some = cost(scene, model, discs(number), options.boot)
            print(
                f"{number:,} polygons: {told(some)}; {some.processor / whole.processor:.1%} of everything", flush=True
            )


def discs(number: int) -> Area:
    """Discs at random places of the scene."""
    places = np.random.default_rng(1).uniform(RADIUS_M, SIDE - RADIUS_M, (number, 2))
    shapes = shapely.buffer(shapely.points(400_000 + places[:, 0], 5_500_000 - places[:, 1]), RADIUS_M)
    return Area(wkt=tuple(shapely.to_wkt(shapes)), crs="EPSG:32632")


def cost(scene: Path, model: Path, area: Area, boot: Path) -> Cost:
    """Map an area in a new engine process; raises RuntimeError with the engine's message if it fails."""
    output = scene.with_name("map.tif")
    reading = Reading(sources=(str(scene),), bands={"red": "1", "green": "2", "blue": "3"})
    request = MapRequest(reading=reading, model=str(model), output=str(output), area=area, target="green")
    started = time.perf_counter()
    peak = processor = first_wall = first_processor = 0.0
    last: dict[str, object] = {}
    with EngineProcess(request, boot=boot) as engine:
        for last in engine.events():
            peak, processor = usage(engine.process.pid, peak, processor)
            if last["event"] == "progress" and not first_wall:
                first_wall, first_processor = time.perf_counter() - started, processor
    if last.get("event") != "result":
        raise RuntimeError(f"the engine failed: {last}")
    output.unlink()
    return Cost(int(str(last["tiles"])), processor, first_wall, first_processor)


def told(one: Cost) -> str:
    """One line."""
    return (
        f"{one.tiles:,} tiles, {one.processor:.1f} processor seconds; first progress after {one.first_wall:.1f} s, "
        f"{one.first_processor:.1f} of the processor"
    )


if __name__ == "__main__":
    main()
