"""From 10 m to 1 m in a city that was never seen: JointSeg, its baseline, and maps that need no learning.

    python -m onemetre.benchmarks.accuracy.leave_one_city_out --data <folder> --out <folder>

For each of six cities the networks are trained on the others and on grounds of other kinds, with the same scenes, steps
and seed, and map the city's crops, laid out as one mosaic and seen through three point spreads. With --folds several
cities are held out at a time, which takes fewer trainings. Goes on where it stopped. Writes leave_one_city_out.json and
prints the tables of docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ...engine.accuracy import confusion
from ...engine.boundary import boundary_masks
from ...models.training.california import CITIES, Crop, load_crops
from ...models.training.curriculum import training_grounds
from ...models.training.places import GREEN, IMPERVIOUS
from ...models.training.reference_maps import coarse_ceiling, majority, ndvi_rule, surface
from ...models.training.train_jointseg import NETWORKS, Network, Recipe, fit
from ...models.training.views import View, views
from .tables import write_tables

SIGMAS_M = (4.0, 6.0, 8.0)
SHARES = {"california": 0.45, "drawn": 0.3, "city": 0.15, "dubai": 0.12, "ohio": 0.12}
"""Of the kinds of ground in training: mostly imagery like that of the city which is judged."""

SURFACES = {"green": GREEN, "impervious": IMPERVIOUS}
VIEW_SEED = 7

log = logging.getLogger(__name__)

Labels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Mapper = Callable[[View, int], Mask]
"""A view with four bands, labelled 0, 1, 255, and a class -> where the class is found, at 1 m."""

NDVI_RULE = "NDVI at 10 m"
"""Knows green only."""

RULES: dict[str, Mapper] = {
    "everything": lambda view, _: np.ones(view.scene.labels.shape, dtype=np.bool_),
    "perfect 10 m map": lambda view, _: majority(view.scene.labels),
    "best map of stride 4": lambda view, _: coarse_ceiling(view.scene.labels, 4),
    NDVI_RULE: lambda view, _: ndvi_rule(view.scene.image),
}


@dataclass(frozen=True)
class Task:
    """A surface in a city.

    Attributes:
        city: Its name.
        surface: Key of :data:`SURFACES`.
        crops: Where the surface is known.
        truth: Of each crop, 0, 1, 255.
        decided: The same without what is too near the threshold of NDVI.
    """

    city: str
    surface: str
    crops: list[Crop]
    truth: list[Labels]
    decided: list[Labels]

    def view(self, sigma: float) -> View:
        """The crops in one mosaic, seen through a point spread."""
        grounds = [replace(crop.ground, labels=truth) for crop, truth in zip(self.crops, self.truth, strict=True)]
        (view,) = views(grounds, 4, sigma, VIEW_SEED)
        return view


def main(arguments: list[str] | None = None) -> None:
    """Train what is not trained, count what is not counted, write the tables."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    for fold in options.folds:
        tasks = [task for city in fold.split("+") for task in _tasks(city, options)]
        for row, make in _mappers(options, fold):
            file = options.out / "counts" / f"{row}.{fold}.json"
            if not file.is_file():
                file.parent.mkdir(parents=True, exist_ok=True)
                mapper = make()
                knows = [task for task in tasks if row != NDVI_RULE or task.surface == "green"]
                counts = [entry for task in knows for entry in _count(task, mapper)]
                file.write_text(json.dumps(counts), encoding="utf-8")
                log.info("%s", file)
    write_tables(options.out / "counts", options.out / "leave_one_city_out.json")


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels of impervious surface, <crop>.png")
    parser.add_argument("--out", type=Path, required=True, help="folder for trainings, counts and the result")
    parser.add_argument("--cache", type=Path, help="folder for procedural towns (default: inside --out)")
    parser.add_argument("--folds", nargs="+", default=CITIES, help="cities to hold out, or several joined by +")
    parser.add_argument("--networks", nargs="+", choices=sorted(NETWORKS), default=["jointseg", "bilinearseg"])
    parser.add_argument("--towns", type=int, default=8, help="procedural towns to learn from besides")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--image-weight", type=float, default=Recipe.image_weight)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="--out of an earlier run, whose networks are trained further")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


def _tasks(city: str, options: argparse.Namespace) -> Iterator[Task]:
    """Green is known everywhere, impervious surface where it was drawn."""
    crops = load_crops(options.data / "naip_california", [city], options.labels)
    exact = [(crop.above > 0).astype(np.uint8) for crop in crops]
    yield Task(city, "green", crops, exact, [surface(crop.ground.labels, GREEN) for crop in crops])
    drawn = [crop for crop in crops if crop.drawn is not None]
    if drawn:
        labels = [crop.drawn for crop in drawn]
        yield Task(city, "impervious", drawn, labels, labels)


def _mappers(options: argparse.Namespace, fold: str) -> Iterator[tuple[str, Callable[[], Mapper]]]:
    """Names of rows, and how each map is made when it is needed."""
    for name in options.networks:
        run = f"{name}-{options.seed}"
        recipe = Recipe(
            network=name,
            steps=options.steps,
            batch=options.batch,
            image_weight=options.image_weight,
            seed=options.seed,
        )
        yield run, lambda recipe=recipe, run=run: _network_mapper(_train(recipe, run, fold, options))
    for name, rule in RULES.items():
        yield name, lambda rule=rule: rule


def _train(recipe: Recipe, run: str, fold: str, options: argparse.Namespace) -> Network:
    cache = options.cache or options.out / "cache"
    grounds = training_grounds(options.data, options.towns, cache, held_out=fold.split("+"), labels=options.labels)
    start = options.start / run / fold if options.start else None
    return fit(recipe, grounds, options.out / run / fold, start=start, shares=SHARES)


def _network_mapper(network: Network) -> Mapper:
    def find(view: View, value: int) -> Mask:
        with torch.no_grad():
            logits = network(torch.from_numpy(view.scene.image[: network.bands])[None]).logits[0]
        return (logits.argmax(dim=0) == value).numpy()

    return find


def _count(task: Task, mapper: Mapper) -> Iterator[dict[str, object]]:
    """Counts of every crop and point spread."""
    for sigma in SIGMAS_M:
        view = task.view(sigma)
        found = mapper(view, SURFACES[task.surface]).astype(np.uint8)
        # Where two crops meet there is an edge, too, for the satellite and in the truth.
        edges = boundary_masks(view.scene.labels, found, 1)
        for part in view.parts:
            crop, here = task.crops[part.index], found[part.on_map]
            truth, decided = (layers[part.index][part.on_ground] for layers in (task.truth, task.decided))
            yield {
                "crop": crop.name,
                "group": crop.group,
                "city": task.city,
                "surface": task.surface,
                "sigma": sigma,
                "confusion": confusion(truth, here, 2).tolist(),
                "decided": confusion(decided, here, 2).tolist(),
                "boundary": np.count_nonzero(edges[:, *part.on_map], axis=(1, 2)).tolist(),
            }


if __name__ == "__main__":
    main()
