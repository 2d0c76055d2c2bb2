"""Evaluation of a map of real Sentinel-2 against points interpreted by someone who had seen no map.

    python -m onemetre.benchmarks.bolzano.bolzano --map <map.tif> [--leans] [--beside <map.tif>]

The table has the columns x, y (in the map's coordinate system), stratum and class; for "unclear" points, the column
lean holds the likelier class. Points of the class "unclear" are skipped, or with ``--leans`` take that class; points on
nodata are skipped as well. Prints overall accuracy, recall and precision for the map's pixel at the point and for the
majority of the 10 m around it, which is what a person sees of a Sentinel-2 image: for the area, with each stratum
weighted by its size (:mod:`onemetre.benchmarks.bolzano.stratified`), and as plain shares of the points with Wilson's
intervals.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window

from ...engine.assess.accuracy import UNKNOWN, confusion
from ...engine.assess.intervals import Interval, wilson
from .stratified import stratified_ratio

UNCLEAR = "unclear"
PIXEL_M = 10.0

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Point:
    """A reference point: position, stratum and class."""

    x: float
    y: float
    stratum: str
    cls: str


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    options = _parse(arguments)
    points = read_points(options.points, leans=options.leans)
    sizes = read_sizes(options.strata)
    truth = np.array([int(point.cls == options.surface) for point in points], dtype=np.uint8)
    print(f"{len(points)} points, {truth.sum()} of them {options.surface}\n")
    print("| map | counted | points | overall accuracy | recall | precision |\n|---|---|---|---|---|---|")
    for name, side in (("pixel", 0.0), (f"majority of {PIXEL_M:g} m", PIXEL_M)):
        found = sample(options.map, [(point.x, point.y) for point in points], side)
        number = np.count_nonzero(found != UNKNOWN)
        by_area = judge_area(truth, found, [point.stratum for point in points], sizes)
        for counted, figures in (("by area", by_area), ("points", judge(truth, found))):
            print(f"| {name} | {counted} | {number} | " + " | ".join(_text(interval) for interval in figures) + " |")
    if options.beside:
        print(f"\n| of {PIXEL_M:g} m, right in | points | share of the area |\n|---|---|---|")
        for name, count, share in compare(options.map, options.beside, points, truth, sizes):
            print(f"| {name} | {count} | {_text(share)} |")
    if options.places:
        print(f"\n| place | expected | mapped as {options.surface}, % |\n|---|---|---|")
        for name, expected, share in place_shares(options.map, options.places):
            print(f"| {name} | {expected} | {100 * share:.0f} |")


def read_points(path: Path, *, leans: bool = False) -> list[Point]:
    """Points with a clear class; with ``leans`` also those that lean to one."""
    points = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["class"].strip().lower()
            if name == UNCLEAR and leans:
                name = row["lean"].strip().lower()
            if name not in {"", UNCLEAR}:
                points.append(Point(float(row["x"]), float(row["y"]), row["stratum"], name))
    return points


def read_sizes(path: Path) -> dict[str, int]:
    """Number of pixels in each stratum."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["stratum"]: int(row["pixels"]) for row in csv.DictReader(file)}


def sample(path: Path, points: list[tuple[float, float]], side: float) -> NDArray[np.uint8]:
    """The map's class at each point, 1 or 0, 255 = nodata: of the pixel, or of most of a square of ``side`` metres."""
    found = []
    with rasterio.open(path) as dataset:
        radius = round(side / 2 / abs(dataset.transform.a))
        for x, y in points:
            row, column = dataset.index(x, y)
            window = Window(column - radius, row - radius, max(2 * radius, 1), max(2 * radius, 1))
            values = dataset.read(1, window=window, boundless=True, fill_value=UNKNOWN)
            known = values[values != UNKNOWN]
            found.append(int((known == 1).mean() > 0.5) if known.size else UNKNOWN)
    return np.array(found, dtype=np.uint8)


def place_shares(path: Path, places: Path) -> Iterator[tuple[str, str, float]]:
    """Name of each place, its expected class, and the share of its pixels that the map has as 1.

    Args:
        path: Path of the map; ``PIXEL_M`` of its pixels along an axis make one of the image.
        places: CSV with windows of the image, in image pixels.
    """
    factor = round(PIXEL_M)
    with rasterio.open(path) as dataset, places.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            corner = (factor * int(row[name]) for name in ("column", "row", "width", "height"))
            values = dataset.read(1, window=Window(*corner))
            yield row["place"], row["expected"], float((values == 1).mean())


def compare(
    first: Path, second: Path, points: list[Point], truth: NDArray[np.uint8], sizes: dict[str, int]
) -> Iterator[tuple[str, int, Interval]]:
    """Points, and their share of the area, that only one of two maps has right, by majority of ``PIXEL_M``."""
    where = [(point.x, point.y) for point in points]
    found = [sample(path, where, PIXEL_M) for path in (first, second)]
    known = (found[0] != UNKNOWN) & (found[1] != UNKNOWN)
    right = [(classes == truth)[known] for classes in found]
    here = [point.stratum for point, counts in zip(points, known, strict=True) if counts]
    for path, only in ((first, right[0] & ~right[1]), (second, right[1] & ~right[0])):
        yield f"{path} only", np.count_nonzero(only), stratified_ratio(only, np.ones_like(only), here, sizes)


def judge(truth: NDArray[np.uint8], found: NDArray[np.uint8]) -> list[Interval]:
    """Overall accuracy, recall and precision over the points."""
    (rest, alarms), (misses, hits) = confusion(truth, found, 2).tolist()
    total = rest + alarms + misses + hits
    return [wilson(hits + rest, total), wilson(hits, hits + misses), wilson(hits, hits + alarms)]


def judge_area(
    truth: NDArray[np.uint8], found: NDArray[np.uint8], strata: list[str], sizes: dict[str, int]
) -> list[Interval]:
    """Overall accuracy, recall and precision over the area."""
    known = found != UNKNOWN
    here = [stratum for stratum, counts in zip(strata, known, strict=True) if counts]
    true, mapped = truth[known] == 1, found[known] == 1
    pairs = ((true == mapped, np.ones_like(true)), (true & mapped, true), (true & mapped, mapped))
    return [stratified_ratio(above, below, here, sizes) for above, below in pairs]


def _text(interval: Interval) -> str:
    return f"{interval.value:.3f} ({interval.low:.3f}-{interval.high:.3f})"


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=Path, default=_HERE / "bolzano_points.csv")
    parser.add_argument("--strata", type=Path, default=_HERE / "bolzano_strata.csv", help="CSV of stratum and pixels")
    parser.add_argument("--places", type=Path, help="windows of the image to report, as in bolzano_places.csv")
    parser.add_argument("--leans", action="store_true", help="count unclear points as the class that they lean to")
    parser.add_argument("--map", type=Path, required=True, help="1 m map: 1 the surface, 0 the rest, 255 nodata")
    parser.add_argument("--beside", type=Path, help="another map of the same image, compared point by point")
    parser.add_argument("--surface", default="impervious", help="class of the points that the map's 1 stands for")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
