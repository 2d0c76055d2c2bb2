"""Accuracy by city, as in the table of UGS-1m: overall accuracy, precision, recall and F1, through the engine.

    .venv/bin/python -m onemetre.benchmarks.cities.cities --data DATA --out FOLDER

Green: the validation crops of each city (research/green/split.json), which the bundled model has not seen, are mapped
as one image a city and year, and compared with the NDVI label by the ``accuracy`` request. Intervals: places (groups of
crops closer than 300 m, with all years) are drawn, never pixels; none with fewer than five places.

Impervious: the bundled model of 10 m maps the Sentinel-2 image of Bolzano, and its 1 m pixels are compared with the
points, which are weighted by their strata. Unclear points are left out.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.requests import (
    NOT_SURE,
    AccuracyRequest,
    AccuracyResult,
    Figure,
    MapRequest,
    MapResult,
    Reading,
    ReferencePoints,
    SampleDesign,
    Stratum,
)
from ...engine.assess.accuracy import f1, overall_accuracy, precision, recall
from ...engine.assess.intervals import bootstrap
from ...research.green.data import load_green_data
from ...research.places.naip import groups
from ...research.places.ndvi_thresholds import read_thresholds
from .door import ask
from .mosaic import write_mosaic

ROOT = Path(__file__).parents[2]
GREEN = ROOT / "models" / "zoo" / "ugsnet-light.naip_v4.onnx"
IMPERVIOUS = ROOT / "models" / "zoo" / "jointseg.s2rgbn_v3.onnx"
FEWEST = 5
"""Fewest places with an interval."""

Matrices = NDArray[np.int64]
FIGURES: dict[str, Callable[[Matrices], Any]] = {
    "overall accuracy": overall_accuracy,
    "precision": lambda counts: precision(counts)[..., 1],
    "recall": lambda counts: recall(counts)[..., 1],
    "F1": lambda counts: f1(counts)[..., 1],
}


def green(data: Path, out: Path) -> dict[str, dict[int, Matrices]]:
    """City and year -> place -> pixels, [label, map]."""
    chips = load_green_data(data).validation
    numbers, thresholds = groups(chips), read_thresholds()
    found: dict[str, dict[int, Matrices]] = {}
    for place in sorted({chip.place for chip in chips}):
        members = [(chip, number) for chip, number in zip(chips, numbers, strict=True) if chip.place == place]
        image, label, zones = write_mosaic(out, *zip(*members, strict=True), thresholds[place])
        raster, table = out / f"{place} map.tif", out / f"{place}.csv"
        reading = Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"})
        ask(MapRequest(reading=reading, model=str(GREEN), output=str(raster), target="green"), MapResult)
        # A table with zones has all together as well, and only that where there is one zone.
        request = AccuracyRequest(maps=(str(raster),), raster=str(label), zones=zones, table=str(table))
        ask(request, AccuracyResult)
        found[place] = dict(counts_of(table, zones.names[0]))
    return found


def counts_of(table: Path, only: str) -> Iterator[tuple[int, Matrices]]:
    """Place -> pixels, [label, map], of a table of the accuracy request."""
    cells: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["figure"] == "count":
                cells[row["zone"]][row["reference_class"], row["class"]] = int(row["value"])
    whole = cells.pop("All together")
    names = sorted({name for name, _ in whole}, key=lambda name: name == "green")
    for zone, counts in (cells or {only: whole}).items():
        yield int(zone), np.array([[counts[real, mapped] for mapped in names] for real in names], np.int64)


def points_of(folder: Path) -> ReferencePoints:
    """The points of Bolzano with their strata."""
    with (folder / "bolzano_points.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "bolzano_strata.csv").open(encoding="utf-8", newline="") as file:
        drawn = [(row["stratum"], int(row["pixels"]), int(row["points"])) for row in csv.DictReader(file)]
    # In pixels of the map, which are of 1 m; the points were drawn from pixels of 10 m.
    strata = tuple(Stratum(name=name, pixels=100 * size, km2=size / 1e4, points=many) for name, size, many in drawn)
    pixels = {one.name: float(one.pixels) for one in strata}
    return ReferencePoints(
        crs="EPSG:32632",
        x=tuple(float(row["x"]) for row in rows),
        y=tuple(float(row["y"]) for row in rows),
        labels=tuple(str(NOT_SURE) if row["class"] == "unclear" else row["class"] for row in rows),
        strata=tuple(row["stratum"] for row in rows),
        stratum_pixels=tuple(pixels[row["stratum"]] for row in rows),
        drawn=(None,) * len(rows),
        design=SampleDesign(kind="stratified", seed=20220612, strata=strata),
    )


def bolzano(data: Path, out: Path) -> AccuracyResult:
    """Accuracy of the bundled model of 10 m at the points."""
    raster = out / "bolzano map.tif"
    scene = data / "sentinel2" / "S2_L2A_20220612_bolzano.tif"
    bands = {"red": "1", "green": "2", "blue": "3", "nir": "4"}
    reading = Reading(sources=(str(scene),), bands=bands)
    ask(MapRequest(reading=reading, model=str(IMPERVIOUS), output=str(raster), target="impervious"), MapResult)
    points = points_of(ROOT / "benchmarks" / "bolzano")
    return ask(AccuracyRequest(maps=(str(raster),), points=points), AccuracyResult)


def row_of(name: str, places: Matrices) -> str:
    """A row of the table from the pixels of places, [places, label, map]."""
    total = places.sum(axis=0)
    cells = [name, str(len(places)), f"{total.sum() / 1e6:.2f}", f"{100 * total[1].sum() / total.sum():.0f}"]
    for figure in FIGURES.values():
        interval = bootstrap(places, figure)
        span = f" [{100 * interval.low:.1f}, {100 * interval.high:.1f}]" if len(places) >= FEWEST else ""
        cells.append(f"{100 * interval.value:.1f}{span}")
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with naip_california, naip_ohio, sentinel2")
    parser.add_argument("--out", type=Path, required=True, help="folder for the maps and tables")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    found = green(options.data.resolve(), options.out.resolve())
    print(f"| city | places | km2 | green, % | {' | '.join(FIGURES)} |\n|{(4 + len(FIGURES)) * '---|'}")
    pooled: dict[int, Matrices] = {}
    for place, by_group in found.items():
        print(row_of(place, np.array(list(by_group.values()))))
        for group, counts in by_group.items():
            pooled[group] = pooled.get(group, 0) + counts
    print(row_of("pooled", np.array(list(pooled.values()))))
    scene = options.data / "sentinel2" / "S2_L2A_20220612_bolzano.tif"
    if scene.is_file():
        result = bolzano(options.data.resolve(), options.out.resolve())
        one = result.names.index("Impervious surface")
        figures = (result.overall, result.users[one], result.producers[one], result.f1[one])
        print(f"\n| Bolzano | {result.counted} points | {' | '.join(map(_percent, figures))} |")
        print(f"Mapped {result.mapped_ha[one]:,.0f} ha; by the points {result.area_ha[one]}")
        print("\n".join((result.design, *result.warnings)))


def _percent(figure: Figure) -> str:
    value, low, high = (100 * (end if end is not None else np.nan) for end in (figure.value, figure.low, figure.high))
    return f"{value:.1f} [{low:.1f}, {high:.1f}]"


if __name__ == "__main__":
    main()
