"""Does adaptation of JointSeg help in a city that it has not seen?

    python -m onemetre.benchmarks.adaptation.jointseg --data DATA --labels benchmarks/labels/data/labels --out RUNS

The parent is the bundled model. A city's crops are seen through one simulated Sentinel-2 image; their groups are
divided into halves, and each half serves once for adaptation while the other is used for evaluation. Each run is a file
in RUNS, so an interrupted benchmark resumes. Prints the table of research/NOTES.md and writes
RUNS/adaptation_jointseg.json.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ...contract.catalogue import Catalogue
from ...engine.assess.accuracy import confusion, f1
from ...engine.assess.intervals import paired_bootstrap
from ...models.training.adapt.gate import Polygon, decide, judge
from ...models.training.adapt.learning import adapt
from ...models.training.adapt.polygon_figures import classes_at
from ...models.training.adapt.recipe import AdaptationRecipe
from ...models.training.adapt.sampling import Sample, SampleSampler
from ...models.training.adapt.satellite_family import Satellite
from ...models.training.labels import UNKNOWN, Surface
from ...models.training.loop.weights import load_adaptable
from ...research.jointseg.reference_maps import surface
from ...research.jointseg.views import View, views
from ...research.places.california import Crop, load_crops
from .places import FEWEST_PX, OFFERS, trace

PARENT = "jointseg.s2rgb_v2"
CITIES = ("claremont", "eureka")
SIGMA_M = 6.0
_SEED = 7
_FACTOR = 10
_CLASSES = (Surface.OTHER, Surface.IMPERVIOUS, Surface.GREEN)
_OWN_LABELS = {"steps": 120, "rate": 1e-3, "anchor_weight": 0.0}
"""Reference: the parent's training continues with all labels of the adaptation crops that have drawn labels."""

log = logging.getLogger(__name__)
Counts = NDArray[np.int64]


class Half:
    """Crops of a city as the satellite sees them.

    Args:
        crops: Crops as :mod:`.california` reads them.
        gain, haze: Change of the satellite's reflectance: * gain + haze.
    """

    def __init__(self, crops: Sequence[Crop], gain: float, haze: float) -> None:
        (self.view,) = views([crop.ground for crop in crops], 3, SIGMA_M, _SEED)
        self.crops = crops
        self.numbers = np.rint((gain * self.view.scene.image + haze).clip(0) * 10_000).astype(np.uint16)

    @property
    def drawn(self) -> list[NDArray[np.bool_]]:
        """Masks, in the scene at 1 m, of the crops with drawn impervious surface."""
        return [_mask(self.view, part) for part in self.view.parts if self.crops[part.index].drawn is not None]

    def counts(self, network: nn.Module, family: Satellite) -> Counts:
        """Confusion with the rest per group, of impervious surface and of green, [groups, 2, 2, 2]."""
        found = classes_at(network, self.numbers, family)
        groups = sorted({crop.group for crop in self.crops})
        counts = np.zeros((len(groups), 2, 2, 2), np.int64)
        for part in self.view.parts:
            labels, mapped = self.view.scene.labels[part.on_map], found[part.on_map]
            for row, value in enumerate((Surface.IMPERVIOUS, Surface.GREEN)):
                counts[groups.index(self.crops[part.index].group), row] += confusion(
                    surface(labels, value), (mapped == value).astype(np.uint8), 2
                )
        return counts

    def polygons(self, network: nn.Module, family: Satellite, count: int, seed: int) -> list[Sample]:
        """Polygons as a person would trace them at 1 m, classes in turn; the least certain of several candidates."""
        sure = _certainty(network, self.numbers, family)
        rng = np.random.default_rng((seed, 6))
        samples = []
        for number in range(count):
            value = _CLASSES[number % 3]
            truth = self.view.scene.labels == value
            boxes = [box for box in _boxes(self.view) if truth[box].any()]
            offers = []
            while len(offers) < OFFERS:
                box = boxes[int(rng.integers(len(boxes)))]
                inside = trace(truth[box], rng)
                if np.count_nonzero(inside) >= FEWEST_PX:
                    offers.append((float(sure[box][inside].mean()), box, inside))
            _, box, inside = min(offers, key=lambda offer: offer[0])
            label = np.full(truth.shape, UNKNOWN, np.uint8)
            label[box][inside] = value
            samples.append(self._sample(label, number, value, family.recipe.side))
        return samples

    def labelled(self, side: int) -> list[Sample]:
        """All labels of the crops with drawn impervious surface."""
        whole = [np.where(mask & (self.view.scene.labels < 3), self.view.scene.labels, UNKNOWN) for mask in self.drawn]
        return [self._sample(label, number, 0, side) for number, label in enumerate(whole)]

    def _sample(self, label: NDArray[np.uint8], number: int, value: int, side: int) -> Sample:
        """The square of ``side`` input pixels around the labelled pixels."""
        top, left = (
            int(np.clip(round(float(at.mean()) / _FACTOR - side / 2), 0, extent - side))
            for at, extent in zip(np.nonzero(label != UNKNOWN), self.numbers.shape[1:], strict=True)
        )
        fine = slice(top * _FACTOR, (top + side) * _FACTOR), slice(left * _FACTOR, (left + side) * _FACTOR)
        image = self.numbers[:, top : top + side, left : left + side]
        return Sample(f"polygon {number}", image, label[fine], number, value)


class Windows:
    """Views of an image without labels, for the adversarial method.

    Args:
        numbers: Raster numbers, uint16 [bands, rows, columns].
        family: Family of the network, see :mod:`...models.training.adapt.satellite_family`.
        recipe: Provides number and size of the views, and the seed.
    """

    def __init__(self, numbers: NDArray[np.uint16], family: Satellite, recipe: AdaptationRecipe) -> None:
        self._values = family.values(torch.from_numpy(numbers))
        self._recipe = recipe

    def batch(self, step: int) -> Tensor:
        """The batch of a step."""
        recipe = self._recipe
        rng = np.random.default_rng((recipe.seed, step, 7))
        highest = [extent - recipe.side + 1 for extent in self._values.shape[1:]]
        windows = []
        for row, column in rng.integers(0, highest, (recipe.batch, 2)):
            windows.append(self._values[:, row : row + recipe.side, column : column + recipe.side])
        return torch.stack(windows)


def divide(crops: Sequence[Crop], seed: int = 0) -> tuple[list[Crop], list[Crop]]:
    """Halves made of whole groups, each with half of the crops with drawn impervious surface."""
    halves: tuple[list[Crop], list[Crop]] = ([], [])
    groups = np.random.default_rng(seed).permutation(sorted({crop.group for crop in crops}))
    members = {group: [crop for crop in crops if crop.group == group] for group in groups}
    for group in sorted(groups, key=lambda group: -sum(crop.drawn is not None for crop in members[group])):
        min(halves, key=lambda half: (sum(crop.drawn is not None for crop in half), len(half))).extend(members[group])
    return halves


def _boxes(view: View) -> list[tuple[slice, slice]]:
    return [part.on_map for part in view.parts]


def _mask(view: View, part: Any) -> NDArray[np.bool_]:
    mask = np.zeros(view.scene.labels.shape, np.bool_)
    mask[part.on_map] = True
    return mask


@torch.no_grad()
def _certainty(network: nn.Module, numbers: NDArray[np.uint16], family: Satellite) -> NDArray[np.float32]:
    """Highest probability of each pixel at 1 m."""
    images = family.values(torch.from_numpy(numbers)[None])
    found = family.map_of(family.recall(network, images), numbers.shape[1:])[0].amax(dim=0)
    certain: NDArray[np.float32] = found.numpy()
    return certain


def run(city: str, half: int, options: argparse.Namespace) -> dict[str, Any]:
    """Adapt to one half of a city and evaluate on the other."""
    entry = Catalogue().get(PARENT, "impervious-surface")
    parent = load_adaptable(entry.card, entry.path).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    family = Satellite(entry.card)
    halves = divide(load_crops(options.data / "naip_california", [city], options.labels))
    learning, judging = (Half(halves[at], options.gain, options.haze) for at in (half, 1 - half))

    def learn(recipe: AdaptationRecipe, samples: list[Sample]) -> nn.Module:
        shutil.rmtree(options.out / "run", ignore_errors=True)
        sampler = SampleSampler(samples, recipe.batch, recipe.side, recipe.seed, family.crop)
        without = recipe.method == "adversarial"
        return adapt(
            parent,
            recipe,
            samples=None if without else sampler,
            target=Windows(learning.numbers, family, recipe) if without else None,
            source=sampler if without else None,
            folder=options.out / "run",
            classes=3,
            family=family,
        )

    recipe = dataclasses.replace(family.recipe, seed=options.seed, **options.set)
    polygons = learning.polygons(parent, family, options.polygons, options.seed)
    started = time.process_time()
    if options.source:
        crops = load_crops(options.data / "naip_california", options.source, options.labels)
        known = Half([crop for crop in crops if crop.drawn is not None], 1.0, 0.0).labelled(recipe.side)
        child = learn(dataclasses.replace(recipe, method="adversarial"), known)
    else:
        child = learn(recipe, polygons)
    seconds = time.process_time() - started
    own = (
        learn(dataclasses.replace(family.recipe, **_OWN_LABELS), learning.labelled(recipe.side))
        if options.own
        else None
    )
    verdict = None
    if options.gate and not options.source:
        verdict = judge(polygons, parent, lambda others, _: learn(recipe, others), seed=options.seed, family=family)
    maps = {"parent": parent, "adapted": child, **({"own labels": own} if own else {})}
    return {
        "city": city,
        "half": half,
        "counts": {name: judging.counts(network, family).tolist() for name, network in maps.items()},
        "image": _image_changes(parent, child, judging, family),
        "polygons": [polygon._asdict() for polygon in verdict.polygons] if verdict else [],
        "processor seconds": seconds,
        "set": options.set,
    }


@torch.no_grad()
def _image_changes(parent: nn.Module, child: nn.Module, half: Half, family: Satellite) -> dict[str, float]:
    """Mean absolute difference of the 1 m image from the truth, before and after."""
    images = family.values(torch.from_numpy(half.numbers)[None])
    return {
        name: float(np.abs(family.recall(network, images).fine[0].numpy() - half.view.scene.fine).mean())
        for name, network in (("parent", parent), ("child", child))
    }


def figures(counts: Counts) -> NDArray[np.float64]:
    """F1 of impervious surface, of green, and their mean: [..., 2, 2, 2] -> [..., 3]."""
    both = f1(counts)[..., 1]
    return np.concatenate([both, both.mean(axis=-1, keepdims=True)], axis=-1)


def lines(runs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """F1 of the parent, and the gains with their intervals, for each run and for both halves of each city."""
    rows = []
    for city in sorted({one["city"] for one in runs}):
        chosen = [one for one in runs if one["city"] == city]
        for name, part in [(f"half {one['half']}", [one]) for one in chosen] + [("both halves", chosen)]:
            counts = {key: np.concatenate([np.array(one["counts"][key]) for one in part]) for key in part[0]["counts"]}
            row: dict[str, Any] = {"city": city, "adapted with": name}
            for index, title in enumerate(("impervious", "green", "mean")):
                row[f"parent, {title}"] = round(100 * float(figures(counts["parent"].sum(axis=0))[index]), 1)
                for key in counts.keys() - {"parent"}:
                    found = paired_bootstrap(counts[key], counts["parent"], lambda c, i=index: figures(c)[..., i])  # type: ignore[misc]
                    row[f"{key}, {title}"] = [round(100 * v, 1) for v in (found.value, found.low, found.high)]
            if len(part) == 1 and part[0]["polygons"]:
                verdict = decide([Polygon(**polygon) for polygon in part[0]["polygons"]])
                row["gate"] = {key: getattr(verdict, key) for key in ("keep", "before", "after", "error")}
            row["image"] = [one["image"] for one in part]
            rows.append(row)
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Run the missing cases and print the table."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    for city in options.cities:
        for half in options.halves:
            file = options.out / f"{city}.{half}.run.json"
            if not file.is_file():
                part = file.with_suffix(".part")
                part.write_text(json.dumps(run(city, half, options)), encoding="utf-8")
                part.replace(file)
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(options.out.glob("*.run.json"))]
    rows = lines(runs)
    (options.out / "adaptation_jointseg.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        log.info("%s", row)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california")
    parser.add_argument("--labels", type=Path, required=True, help="folder with drawn labels")
    parser.add_argument("--out", type=Path, required=True, help="folder for the runs")
    parser.add_argument("--cities", nargs="+", default=CITIES, choices=CITIES)
    parser.add_argument("--halves", nargs="+", type=int, default=[0, 1], choices=(0, 1), help="halves to adapt to")
    parser.add_argument("--polygons", type=int, default=25)
    parser.add_argument("--seed", type=int, default=0, help="seed of polygons and training")
    parser.add_argument("--gain", type=float, default=1.0, help="factor on the satellite's reflectance")
    parser.add_argument("--haze", type=float, default=0.0, help="reflectance added to the satellite's")
    parser.add_argument("--gate", action=argparse.BooleanOptionalAction, default=True, help="check the children")
    parser.add_argument("--own", action=argparse.BooleanOptionalAction, default=True, help="train the reference")
    parser.add_argument(
        "--source", nargs="*", default=[], help="cities whose drawn crops are the source: adversarial, without samples"
    )
    parser.add_argument("--set", type=json.loads, default={}, help="fields of the recipe as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
