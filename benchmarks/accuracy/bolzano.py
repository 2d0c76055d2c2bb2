"""A map of real Sentinel-2 against points that were interpreted blind, before there was a map.

    python -m onemetre.benchmarks.accuracy.bolzano --points <points.csv> --map <map.tif>

The table has the columns x, y (in the map's coordinate system) and class; other columns do not matter. Points of the
class "unclear" are left out, and so are those where the map has no data. Prints overall accuracy, recall and precision
with Wilson's 95 % intervals, for the map's pixel at the point and for the majority of the 10 m around it, which is what
a person sees of a Sentinel-2 image.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window

from ...engine.accuracy import IGNORE, confusion
from ...engine.intervals import Interval, wilson

UNCLEAR = "unclear"
PIXEL_M = 10.0


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    options = _parse(arguments)
    points = read_points(options.points)
    truth = np.array([int(name == options.surface) for _, _, name in points], dtype=np.uint8)
    print(f"{len(points)} points, {truth.sum()} of them {options.surface}\n")
    print("| map | points | overall accuracy | recall | precision |\n|---|---|---|---|---|")
    for name, side in (("pixel", 0.0), (f"majority of {PIXEL_M:g} m", PIXEL_M)):
        figures = judge(truth, sample(options.map, [(x, y) for x, y, _ in points], side))
        print(f"| {name} | {figures[0]} | " + " | ".join(_text(interval) for interval in figures[1]) + " |")


def read_points(path: Path) -> list[tuple[float, float, str]]:
    """Points whose class is clear: x, y, class."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(float(row["x"]), float(row["y"]), row["class"].strip().lower()) for row in csv.DictReader(file)]
    return [row for row in rows if row[2] not in {"", UNCLEAR}]


def sample(path: Path, points: list[tuple[float, float]], side: float) -> NDArray[np.uint8]:
    """The map's class at each point, 1 or 0, 255 without data: of the pixel, or most of a square of ``side`` metres."""
    found = []
    with rasterio.open(path) as dataset:
        radius = round(side / 2 / abs(dataset.transform.a))
        for x, y in points:
            row, column = dataset.index(x, y)
            window = Window(column - radius, row - radius, max(2 * radius, 1), max(2 * radius, 1))
            values = dataset.read(1, window=window, boundless=True, fill_value=IGNORE)
            known = values[values != IGNORE]
            found.append(int((known == 1).mean() > 0.5) if known.size else IGNORE)
    return np.array(found, dtype=np.uint8)


def judge(truth: NDArray[np.uint8], found: NDArray[np.uint8]) -> tuple[int, list[Interval]]:
    """How many points the map has, and overall accuracy, recall and precision."""
    (rest, alarms), (misses, hits) = confusion(truth, found, 2).tolist()
    total = rest + alarms + misses + hits
    return total, [wilson(hits + rest, total), wilson(hits, hits + misses), wilson(hits, hits + alarms)]


def _text(interval: Interval) -> str:
    return f"{interval.value:.3f} ({interval.low:.3f}-{interval.high:.3f})"


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=Path, required=True)
    parser.add_argument("--map", type=Path, required=True, help="1 m map: 1 the surface, 0 the rest, 255 no data")
    parser.add_argument("--surface", default="impervious", help="class of the points that the map's 1 stands for")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
