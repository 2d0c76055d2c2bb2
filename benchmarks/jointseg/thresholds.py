"""Is one network better only because of its threshold? Mean F1 at the best threshold, and the area under the ROC curve.

    python -m onemetre.benchmarks.jointseg.thresholds --data <folder> --labels <folder> \
        --runs <out of leave_one_city_out>

Over the held-out cities, at a point spread of 6 m. The best threshold is chosen on the same crops that it is evaluated
on, so the figure is a bound, not a result.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ...engine.assess.accuracy import mean_f1
from ...research.jointseg.evaluate import load_network
from .leave_one_city_out import SURFACES, tasks

SIGMA_M = 6.0
NETWORKS = ("jointseg-0", "bilinearseg-0")
STEPS = 100


def main() -> None:
    """Print a line per surface and network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels")
    parser.add_argument("--runs", type=Path, required=True, help="--out of leave_one_city_out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    for name in NETWORKS:
        histograms = {surface: np.zeros((2, STEPS + 1), dtype=np.int64) for surface in SURFACES}
        for fold in sorted((options.runs / name).iterdir()):
            network = load_network(fold)
            for city in fold.name.split("+"):
                for task in tasks(city, options.data, options.labels):
                    scene = task.view(SIGMA_M).scene
                    with torch.no_grad():
                        logits = network(torch.from_numpy(scene.image[: network.bands])[None]).logits[0]
                    percent = (STEPS * logits.softmax(dim=0)[SURFACES[task.surface]]).round().int().numpy()
                    for truth in (0, 1):
                        found = np.bincount(percent[scene.labels == truth], minlength=STEPS + 1)
                        histograms[task.surface][truth] += found
        for surface, histogram in histograms.items():
            scores = mean_f1(matrices(histogram))
            best = int(scores.argmax())
            print(f"{surface}, {name}: mean F1 {100 * scores[best]:.1f} at {best} %, ROC {roc_area(histogram):.3f}")


def matrices(histogram: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counts by truth and percent [2, n] -> confusion matrices [n, 2, 2] of "at least this many percent"."""
    below = np.concatenate((np.zeros((2, 1), np.int64), np.cumsum(histogram, axis=1)[:, :-1]), axis=1)
    return np.stack((below, histogram.sum(axis=1, keepdims=True) - below), axis=-1).swapaxes(0, 1)


def roc_area(histogram: NDArray[np.int64]) -> float:
    """Probability that a pixel of the class scores higher than one of the rest; ties count half."""
    rest, surface = histogram.astype(np.float64)
    lower = np.cumsum(rest) - rest / 2
    return float((surface * lower).sum() / (surface.sum() * rest.sum()))


if __name__ == "__main__":
    main()
