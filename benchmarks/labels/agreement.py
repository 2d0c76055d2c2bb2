"""Agreement of two blind passes over the same crops: the ceiling for every model scored on these labels.

Only pixels that both passes decided are counted. Where the map assigns the class by rule (green), both passes agree by
construction; the second row of figures excludes these pixels and counts only those that the labellers decided.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.accuracy import confusion, f1, overall_accuracy
from ...models.training.labels import UNKNOWN
from .crops import read_crops
from .ids import label_of, read_ids
from .label import FIRST, SECOND
from .maps import IMPERVIOUS, SUPERPIXELS, read_map
from .superpixels import CANOPY, RIM

Matrix = NDArray[np.int64]


def kappa(matrix: Matrix) -> float:
    """Cohen's kappa (Educational and Psychological Measurement 20, 1960) of a confusion matrix [classes, classes].

    NaN if undefined: both passes contain only one class, or nothing is counted.
    """
    chance = float(matrix.sum(axis=0) @ matrix.sum(axis=1)) / max(int(matrix.sum()), 1) ** 2
    return (float(overall_accuracy(matrix)) - chance) / (1 - chance) if chance < 1 else math.nan


def main() -> None:
    print("| crop | ground | accuracy | F1 impervious | kappa | undecided, first | second | either but not both |")
    print("|---|---|---|---|---|---|---|---|")
    sums: dict[str, list[NDArray[np.uint8]]] = {}
    for crop in read_crops():
        files = [folder / f"{crop.name}.csv" for folder in (FIRST, SECOND)]
        if not all(file.exists() for file in files):
            continue
        numbers = read_map(SUPERPIXELS / f"{crop.name}.png")
        passes = np.stack([label_of(numbers, read_ids(file)) for file in files])
        own = (numbers != CANOPY) & (numbers != RIM)
        for ground, pixels in (("all", passes.reshape(2, -1)), ("not green", passes[:, own])):
            print(_row(crop.name, ground, pixels))
            sums.setdefault(ground, []).append(pixels)
    for ground, parts in sums.items():
        print(_row(f"all {len(parts)} crops", ground, np.concatenate(parts, axis=1)))


def _row(name: str, ground: str, passes: NDArray[np.uint8]) -> str:
    return f"| {' | '.join((name, ground, *_figures(passes)))} |"


def _figures(passes: NDArray[np.uint8]) -> Iterator[str]:
    matrix = confusion(passes[0], passes[1], 2)
    undecided = passes == UNKNOWN
    yield f"{float(overall_accuracy(matrix)):.3f}"
    yield f"{float(f1(matrix)[IMPERVIOUS]):.3f}"
    yield f"{kappa(matrix):.3f}"
    yield from (f"{share:.3f}" for share in (*undecided.mean(axis=1), (undecided[0] != undecided[1]).mean()))


if __name__ == "__main__":
    main()
