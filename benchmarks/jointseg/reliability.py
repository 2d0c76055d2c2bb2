"""Reliability diagram of a bundled model on the places that it has not learned from: docs/images/reliability.png.

    python -m onemetre.benchmarks.jointseg.reliability --data DATA --cache CACHE \
        --labels benchmarks/labels/data/labels --model models/zoo/jointseg.s2rgbn_v3.onnx --png FILE
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from matplotlib.figure import Figure

from ...engine.assess.calibration import Counts, calibration_error, reliability
from ...models.training.labels import Surface
from ...research.jointseg.curriculum import validation_grounds
from ...research.jointseg.evaluate import MADE, certainties, open_model, validation_scenes

SURFACES = {"impervious": Surface.IMPERVIOUS, "green": Surface.GREEN}


def measure(data: Path, cache: Path, labels: Path, model: Path) -> Iterator[tuple[str, str, Counts]]:
    """Place, surface and pixels by stated probability, at three point spreads; made-up places are left out."""
    run, bands = open_model(model)
    for place, pieces in validation_grounds(data, 1, cache, labels).items():
        if place == MADE or any(len(piece.image) < bands for piece in pieces):
            continue
        scenes = validation_scenes(pieces, bands)
        levels = [run(scene.image)[0] for scene in scenes]
        for name, value in SURFACES.items():
            yield place, name, certainties(levels, scenes, value)


def draw(rows: list[tuple[str, str, Counts]]) -> Figure:
    """One diagram a surface, one line a place; the area of a dot shows its share of the place's pixels.

    Args:
        rows: Place, surface and counts, as :func:`measure` gives them.
    """
    figure = Figure(figsize=(7.5, 3.9), layout="constrained")
    for axes, surface in zip(figure.subplots(1, 2), SURFACES, strict=True):
        axes.plot([0, 100], [0, 100], "--", color="0.7", linewidth=1)
        for place, _, counts in (row for row in rows if row[1] == surface):
            stated, true, pixels = zip(*reliability(counts), strict=True)
            label = f"{place.removesuffix('_2020').capitalize()}, ECE {100 * calibration_error(counts):.1f} %"
            (line,) = axes.plot([100 * x for x in stated], [100 * y for y in true], linewidth=1, label=label)
            sizes = [4 + 300 * number / sum(pixels) for number in pixels]
            axes.scatter([100 * x for x in stated], [100 * y for y in true], sizes, color=line.get_color(), alpha=0.6)
        axes.set(title=surface, xlabel="stated probability, %", xlim=(0, 100), ylim=(0, 100), aspect="equal")
        axes.legend(fontsize="x-small", loc="upper left")
    figure.axes[0].set_ylabel("share of the class, %")
    return figure


def main() -> None:
    """Measure and draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--cache", type=Path, required=True, help="folder for procedural towns")
    parser.add_argument("--labels", type=Path, required=True, help="folder with drawn labels of Californian crops")
    parser.add_argument("--model", type=Path, required=True, help=".onnx file, or folder of a training")
    parser.add_argument("--png", type=Path, required=True)
    options = parser.parse_args()
    draw(list(measure(options.data, options.cache, options.labels, options.model))).savefig(options.png, dpi=110)


if __name__ == "__main__":
    main()
