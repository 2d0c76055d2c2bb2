"""F1 in the target city against minutes of training on samples.

    python -m onemetre.benchmarks.adaptation.curve --data DATA --parents PARENTS --out RUNS --targets PLACE ...

Like :mod:`.adaptation`, with the default recipe and without the check. Measures the wall time of the steps, without the
evaluations in between. Run it on an otherwise idle machine.
"""

from __future__ import annotations

import shutil
import sys
import time

import torch
from torch import nn

from ...models.training.adapt.learning import adapt
from ...models.training.adapt.sampling import SampleSampler
from ...research.green.score import score_chips
from ...research.green.train import predictor
from .adaptation import SIDE, Case, Lab, parse
from .places import draw_polygons
from .tables import green_f1


class Watch:
    """Evaluates the network on the city at intervals.

    Attributes:
        looks: Minutes of training and F1 in the city, 0-100, at each evaluation.
    """

    def __init__(self, lab: Lab) -> None:
        self.looks: list[tuple[float, float]] = []
        self._lab, self._started, self._beside = lab, time.monotonic(), 0.0

    def look(self, network: nn.Module) -> dict[str, float]:
        """Evaluate a network; the time this takes is not counted."""
        now, lab = time.monotonic(), self._lab
        scores = score_chips(predictor(network), lab.target.judging, lab.thresholds, SIDE)
        figure = 100 * float(green_f1(scores.confusion[:, 0].sum(axis=0)))
        self.looks.append(((now - self._started - self._beside) / 60, figure))
        self._beside += time.monotonic() - now
        return {"F1": figure}


def main(arguments: list[str] | None = None) -> None:
    """Print a line for each run."""
    options = parse(arguments)
    print(f"{torch.get_num_threads()} threads\n\n| target | polygons | seed | minutes: F1 |\n|---|---|---|---|")
    for place in options.targets:
        lab = Lab(place, options)
        for seed in options.seeds:
            for count in filter(None, options.polygons):
                recipe = lab.recipe(Case("supervised", count, seed))
                polygons = draw_polygons(lab.target, lab.thresholds, count, seed, predictor(lab.parent))
                samples = SampleSampler(polygons, recipe.batch, recipe.side, seed)
                folder = options.out / "curve"
                shutil.rmtree(folder, ignore_errors=True)
                watch = Watch(lab)
                watch.look(lab.parent)
                adapt(lab.parent, recipe, samples=samples, target=None, source=None, folder=folder, check=watch.look)
                told = ", ".join(f"{minutes:.2f}: {figure:.1f}" for minutes, figure in watch.looks)
                print(f"| {place} | {count} | {seed} | {told} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
