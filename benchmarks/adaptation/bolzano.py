"""Does adaptation of JointSeg help on a real Sentinel-2 image?

    python -m onemetre.benchmarks.adaptation.bolzano --image S2_L2A_20220612_bolzano.tif --out FOLDER

Some of the interpreted points (:mod:`.bolzano`) serve as samples, a square of 10 m each; the others evaluate the parent
and the child. The child is made as users make it, and saved whatever the check decides.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import numpy as np
import rasterio
import shapely
import torch
from numpy.typing import NDArray
from rasterio.windows import Window
from torch import nn

from ...contract.card import card_from_json
from ...contract.catalogue import Catalogue
from ...contract.requests import AdaptRequest, Compute, DrawnSample, Reading, Samples
from ...engine.assess.intervals import Interval
from ...engine.channel import Channel
from ...models.training.adapt.handler import handle
from ...models.training.adapt.polygon_figures import classes_at
from ...models.training.adapt.satellite_family import Satellite
from ...models.training.loop.weights import load_adaptable
from ..bolzano.bolzano import PIXEL_M, Point, judge_area, read_points, read_sizes

PARENT = "jointseg.s2rgb_v2"
IMPERVIOUS = 1
_SAMPLES = {"other": 9, "impervious": 10, "green": 9}
_BANDS = {"red": "1", "green": "2", "blue": "3"}
_HERE = Path(__file__).parents[1] / "bolzano"


def class_of(point: Point) -> str:
    """Model class of a point; empty if it is unclear whether an "other" point is green."""
    if point.cls == "impervious":
        return point.cls
    if "dense" in point.stratum:
        return "green"
    return "" if "sparse" in point.stratum else "other"


def choose(points: list[Point], seed: int) -> list[int]:
    """Choose the points that serve as samples."""
    rng = np.random.default_rng(seed)
    chosen: list[int] = []
    for name, count in _SAMPLES.items():
        chosen += rng.permutation([i for i, point in enumerate(points) if class_of(point) == name])[:count].tolist()
    return chosen


def found_at(network: nn.Module, family: Satellite, image: Path, points: list[Point]) -> NDArray[np.uint8]:
    """Whether most of the pixel at each point is mapped as impervious."""
    side, scale = family.recipe.side, family.layout.factor
    middle = slice(side // 2 * scale, (side // 2 + 1) * scale)
    found = []
    with rasterio.open(image) as dataset:
        for point in points:
            row, column = dataset.index(point.x, point.y)
            window = Window(column - side // 2, row - side // 2, side, side)
            numbers = dataset.read((1, 2, 3), window=window, boundless=True, fill_value=0)
            mapped = classes_at(network, numbers, family)[middle, middle]
            found.append((mapped == IMPERVIOUS).mean() > 0.5)
    return np.array(found, np.uint8)


def main(arguments: list[str] | None = None) -> None:
    """Adapt the model, and print the figures by area."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--image", type=Path, required=True, help="Sentinel-2 image of Bolzano")
    parser.add_argument("--out", type=Path, required=True, help="folder for the adapted model and its report")
    parser.add_argument("--seed", type=int, default=0, help="seed of samples and training")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    points, sizes = read_points(_HERE / "bolzano_points.csv"), read_sizes(_HERE / "bolzano_strata.csv")
    chosen, half = choose(points, options.seed), PIXEL_M / 2
    squares = [
        (points[i], shapely.box(points[i].x - half, points[i].y - half, points[i].x + half, points[i].y + half))
        for i in chosen
    ]
    entry = Catalogue().get(PARENT, "impervious-surface")
    request = AdaptRequest(
        model=str(entry.path.resolve()),
        reading=Reading(sources=(str(options.image.resolve()),), bands=_BANDS),
        samples=Samples(
            drawn=tuple(DrawnSample(wkt=square.wkt, value=class_of(point)) for point, square in squares),
            crs="EPSG:32632",
        ),
        name=f"jointseg.bolzano{options.seed}",
        folder=str(options.out.resolve()),
        overwrite=True,
        always=True,
        run=str(options.out.resolve() / "run"),
        report=str(options.out.resolve() / "report.html"),
        seed=options.seed,
        compute=Compute(device="cpu", threads=1),
    )
    options.out.mkdir(parents=True, exist_ok=True)
    result = handle(request, Channel(io.BytesIO()))
    print(f"{result.sentence} {result.seconds:.0f} s")
    family, left = Satellite(entry.card), [point for i, point in enumerate(points) if i not in chosen]
    truth = np.array([int(point.cls == "impervious") for point in left], np.uint8)
    print(f"{len(left)} points\n\n| model | overall accuracy | recall | precision |\n|---|---|---|---|")
    for name, card, path in (
        ("parent", entry.card, entry.path),
        ("adapted", card_from_json(result.card), Path(result.path)),
    ):
        found = found_at(load_adaptable(card, path), family, options.image, left)
        figures = judge_area(truth, found, [point.stratum for point in left], sizes)
        print(f"| {name} | " + " | ".join(_text(figure) for figure in figures) + " |")


def _text(figure: Interval) -> str:
    return f"{100 * figure.value:.1f} ({100 * figure.low:.1f}-{100 * figure.high:.1f})"


if __name__ == "__main__":
    main()
