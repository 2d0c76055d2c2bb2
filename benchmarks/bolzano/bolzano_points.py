"""Draw the reference points of Bolzano: a stratified random sample of the pixels of the Sentinel-2 scene itself.

    python -m onemetre.benchmarks.bolzano.bolzano_points --scene S2_L2A_20220612_bolzano.tif --out <folder>

Writes points.csv with empty classes, and strata.csv. bolzano_points.md describes how the classes were assigned.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy import ndimage

SEED = 20220612
POINTS = Path(__file__).with_name("bolzano_points.csv")
STRATA = Path(__file__).with_name("bolzano_strata.csv")
IMPERVIOUS, OTHER, UNCLEAR = "impervious", "other", "unclear"

SAMPLE = {
    "open dense": 40,
    "open sparse": 15,
    "open bright": 25,
    "open dark": 20,
    "built dense": 15,
    "built sparse": 20,
    "built bright": 40,
    "built dark": 25,
}
"""Number of points in each stratum, named after its surroundings (open country or built-up) and the kind of pixel.

Almost all of the scene is "open dense". If drawn by area, there would be hardly a roof among 200 points.
"""

DENSE_NDVI = 0.6
SPARSE_NDVI = 0.4
BRIGHT = 0.1
SURROUNDINGS_PX = 41
BUILT_SHARE = 0.35


@dataclass(frozen=True)
class Point:
    """A pixel to interpret; x and y are its centre in the scene's coordinate system.

    An unclear point may have a lean: the class it would have been given if "unclear" had not been allowed.
    """

    id: int
    x: float
    y: float
    stratum: str
    cls: str = ""
    confidence: str = ""
    lean: str = ""
    note: str = ""


COLUMNS = ["class" if field.name == "cls" else field.name for field in fields(Point)]


def main(arguments: list[str] | None = None) -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scene", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with rasterio.open(options.scene) as dataset:
        strata = stratify(dataset.read([1, 2, 3, 4]))
        pixels = draw(strata)
        centres = [dataset.xy(int(row), int(column)) for _, row, column in pixels]
    names = list(SAMPLE)
    points = [
        Point(number, float(x), float(y), names[stratum])
        for number, ((stratum, _, _), (x, y)) in enumerate(zip(pixels, centres, strict=True), 1)
    ]
    write_points(options.out / "points.csv", points)
    with (options.out / "strata.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["stratum", "pixels", "points"])
        table.writerows((name, int((strata == index).sum()), SAMPLE[name]) for index, name in enumerate(names))


def stratify(bands: NDArray[np.uint16]) -> NDArray[np.int8]:
    """Stratum number of each pixel in the order of :data:`SAMPLE`, -1 = nodata.

    Args:
        bands: [4, H, W], red, green, blue, near infrared; reflectance times 10,000, 0 = nodata.
    """
    red, green, blue, infrared = bands.astype(np.float64) / 10_000
    known = (bands > 0).all(axis=0)
    ndvi = (infrared - red) / np.where(known, infrared + red, 1.0)
    bare = known & (ndvi < SPARSE_NDVI)
    bright = (red + green + blue) / 3 >= BRIGHT
    cover = np.select([ndvi >= DENSE_NDVI, ndvi >= SPARSE_NDVI, bright], [0, 1, 2], default=3)
    built = ndimage.uniform_filter(bare.astype(np.float64), SURROUNDINGS_PX, mode="reflect") >= BUILT_SHARE
    return np.where(known, cover + 4 * built, -1).astype(np.int8)


def draw(strata: NDArray[np.int8], seed: int = SEED) -> NDArray[np.intp]:
    """[points, 3]: stratum, row, column, in a random order so that a point's number does not reveal its stratum.

    Within a stratum every pixel has the same probability and is drawn at most once.
    """
    random = np.random.default_rng(seed)
    drawn = []
    for stratum, count in enumerate(SAMPLE.values()):
        places = np.argwhere(strata == stratum)
        chosen = places[random.choice(len(places), count, replace=False)]
        drawn.append(np.column_stack([np.full(count, stratum), chosen]))
    return random.permutation(np.concatenate(drawn))


def read_points(path: Path = POINTS) -> list[Point]:
    """All points in the order of the file, including the unclear ones."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Point(
                id=int(row["id"]),
                x=float(row["x"]),
                y=float(row["y"]),
                stratum=row["stratum"],
                cls=row["class"],
                confidence=row["confidence"],
                lean=row["lean"],
                note=row["note"],
            )
            for row in csv.DictReader(file)
        ]


def write_points(path: Path, points: list[Point]) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(astuple(point) for point in points)


if __name__ == "__main__":
    main()
