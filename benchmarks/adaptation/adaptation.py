"""Does adaptation help in a city that the model has not seen?

    python -m onemetre.benchmarks.adaptation.adaptation --data DATA --parents PARENTS --out RUNS

PARENTS holds a folder for each model trained with some cities held out, named after them, e.g.
``palm_springs+claremont``, with its ``weights.safetensors`` (``research.green.train --keep-aside palm_springs claremont
--out ...``). Source images are the training data of that model; "supervised" does not use them. Each run is a file in
RUNS/counts, so an interrupted benchmark resumes where it stopped.
Writes RUNS/adaptation.json and prints the tables of research/NOTES.md.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.adapt.gate import judge
from ...models.training.adapt.learning import adapt
from ...models.training.adapt.recipe import AdaptationRecipe, Method
from ...models.training.adapt.sampling import Sample, SampleSampler, WindowSampler
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import WEIGHTS
from ...research.green.data import load_green_data
from ...research.green.mosaics import PLAIN, Layout, MosaicSampler
from ...research.green.score import Predictor, as_usual, score_chips
from ...research.green.train import predictor
from ...research.places.naip import Chip
from ...research.places.ndvi_thresholds import read_thresholds
from .places import Target, draw_polygons, make_target
from .tables import OWN_LABELS, PARENT, write_tables

TARGETS = ("palm_springs_2020", "claremont_2020", "claremont_2018", "claremont_2016", "riverside_2020", "bishop_2020")
METHODS: tuple[Method, ...] = ("supervised", "adversarial", "adversarial+selftraining")
OWN_LABELS_RECIPE = AdaptationRecipe(method="supervised", steps=100, rate=5e-4, anchor_weight=0.0)
"""Reference: the parent's training continues with all labels of the adaptation crops."""

AS_PARENTS = PLAIN._replace(shadows=0.5, below=0.05, metres=(0.7, 1.3), stretched=1.0)
"""Drawing of the parents' training: labelled images are as bright as those that are mapped."""

SIDE = 256
"""Side of the evaluation tiles in pixels."""

log = logging.getLogger(__name__)


class Case(NamedTuple):
    """One run of the benchmark.

    Attributes:
        row: A method, or one of the references.
        polygons: Number of drawn polygons.
        seed: Seed of polygons and training.
    """

    row: Method | Literal["parent", "own labels"]
    polygons: int = 0
    seed: int = 0


class Lab:
    """A target, its parent, and the runs on them."""

    def __init__(self, place: str, options: argparse.Namespace) -> None:
        city = place.rsplit("_", 1)[0]
        folders = [folder for folder in options.parents.iterdir() if city in folder.name.split("+")]
        if not folders:
            raise SystemExit(f"There is no parent in {options.parents} that was trained without {city}.")
        data = load_green_data(options.data, folders[0].name.split("+"))
        self.parent = UGSNetLight()
        load_weights(self.parent, folders[0] / WEIGHTS)
        self.parent.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.target: Target = make_target(place, data.unseen)
        self._source, self._options, self.thresholds = data.training, options, read_thresholds()

    def run(self, case: Case) -> dict[str, Any]:
        """Run one case; returns the counts by group of crops, and the resources used."""
        started = time.process_time()
        if case.row == PARENT:
            network: nn.Module = self.parent
        elif case.row == OWN_LABELS:
            network = self._adapt(OWN_LABELS_RECIPE, self._labelled(self.target.learning, OWN_LABELS_RECIPE))
        else:
            recipe = self.recipe(case)
            guide = None if self._options.anywhere else predictor(self.parent)
            polygons = draw_polygons(self.target, self.thresholds, case.polygons, case.seed, guide)
            network = self._of(recipe, polygons)
        seconds, verdicts = time.process_time() - started, []
        if case.polygons and case.row in self._options.gate:
            for division in range(self._options.divisions):
                seed = case.seed + 1000 * division
                verdicts.append(judge(polygons, self.parent, lambda others, _: self._of(recipe, others), seed=seed))
        scores = score_chips(predictor(network), self.target.judging, self.thresholds, SIDE, degrade=as_usual)
        return {
            "target": self.target.place,
            **case._asdict(),
            "confusion": scores.confusion[:, 0].tolist(),
            "boundary": scores.boundary[:, 0].tolist(),
            "processor seconds": seconds,
            "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "set": self._options.set,
            "gate": [[polygon._asdict() for polygon in verdict.polygons] for verdict in verdicts],
            "agreement": agreement(predictor(self.parent), predictor(network), self.target.images()),
        }

    def recipe(self, case: Case) -> AdaptationRecipe:
        """The default recipe with the changes from the command line."""
        return AdaptationRecipe(method=case.row, seed=case.seed, **self._options.set)  # type: ignore[arg-type]

    def _of(self, recipe: AdaptationRecipe, polygons: list[Sample]) -> nn.Module:
        how = recipe.batch, recipe.side, recipe.seed
        return self._adapt(
            recipe,
            SampleSampler(polygons, *how) if polygons else None,
            WindowSampler(self.target.images(), *how),
            None if recipe.method == "supervised" else self._labelled(self._source, recipe),
        )

    def _labelled(self, chips: list[Chip], recipe: AdaptationRecipe) -> MosaicSampler:
        return MosaicSampler(chips, self.thresholds, recipe.seed, (Layout(1, recipe.batch, 1.0),), AS_PARENTS)

    def _adapt(self, recipe: AdaptationRecipe, samples: Any, target: Any = None, source: Any = None) -> nn.Module:
        folder = self._options.out / "run"
        shutil.rmtree(folder, ignore_errors=True)
        return adapt(self.parent, recipe, samples=samples, target=target, source=source, folder=folder)


def agreement(parent: Predictor, child: Predictor, images: Sequence[NDArray[np.uint8]]) -> list[list[int]]:
    """Pixels by the probability of the parent and of the child in steps of 5 %, [20, 20], without any label."""
    counts = np.zeros((20, 20), dtype=np.int64)
    for image in images:
        rows, columns = (side // 32 * 32 for side in image.shape[1:])
        steps = [np.minimum(predict(image[:, :rows, :columns]) * 20, 19).astype(int) for predict in (parent, child)]
        np.add.at(counts, tuple(steps), 1)
    return [[int(count) for count in row] for row in counts]


def _cases(options: argparse.Namespace) -> Iterator[Case]:
    """The references, then every method; "supervised" needs at least one polygon."""
    yield Case(PARENT)
    yield Case(OWN_LABELS)
    for seed in options.seeds:
        for row in options.methods:
            for polygons in options.polygons:
                if polygons or row != "supervised":
                    yield Case(row, polygons, seed)


def main(arguments: list[str] | None = None) -> None:
    """Run the missing cases and write the tables."""
    options = parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    counts = options.out / "counts"
    counts.mkdir(parents=True, exist_ok=True)
    for place in options.targets:
        missing = {case: counts / f"{place}.{'.'.join(map(str, case))}.json" for case in _cases(options)}
        missing = {case: file for case, file in missing.items() if not file.is_file()}
        if not missing:
            continue
        lab = Lab(place, options)
        for case, file in missing.items():
            part = file.with_suffix(".part")
            part.write_text(json.dumps(lab.run(case)), encoding="utf-8")
            part.replace(file)
            log.info("%s", file)
    write_tables(counts, options.out / "adaptation.json")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument(
        "--parents", type=Path, required=True, help="folder of models trained with some cities held out"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for runs and result")
    parser.add_argument("--targets", nargs="+", default=TARGETS, help="cities and years")
    parser.add_argument("--methods", nargs="*", default=METHODS, choices=METHODS)
    parser.add_argument("--polygons", nargs="+", type=int, default=[0, 5, 25])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument(
        "--gate", nargs="*", default=METHODS, choices=METHODS, help="methods whose children are checked"
    )
    parser.add_argument("--divisions", type=int, default=1, help="divisions into folds that are checked")
    parser.add_argument(
        "--anywhere", action="store_true", help="draw polygons at random, not where the parent is least certain"
    )
    parser.add_argument("--set", type=json.loads, default={}, help="fields of the recipe as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
