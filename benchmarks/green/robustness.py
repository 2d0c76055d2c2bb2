"""Robustness of ugsnet-light to light, haze, ground sampling distance and tile size, and the value of its parts.

    .venv/bin/python -m onemetre.benchmarks.green.robustness --data <folder> --weights <file>

F1 of green in the cities that the model has not seen, averaged over the city-years, and its difference from the first
row of each table. Prints the tables of research/NOTES.md.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ...models.export.export import export_onnx
from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.loop.checkpoint import load_weights
from ...research.green.card import green_card
from ...research.green.data import KEPT_ASIDE, load_green_data
from ...research.green.evaluate import predictor as onnx_predictor
from ...research.green.score import Predictor, score_chips
from ...research.green.train import predictor
from ...research.places.ndvi_thresholds import read_thresholds
from .tables import mean_over_places

TILE = 512
ONE_CROP = 112
"""Tile of one crop at the coarsest ground sampling distance: 123 pixels, cut to a multiple of 16."""

HAZE = torch.tensor([200.0, 215.0, 235.0]).reshape(3, 1, 1)
"""Colour of hazy air, 0-255: bluish white."""

VIEWS: dict[str, dict[str, Any]] = {
    "as it is, 1 m": {},
    "gain 0.8": {"degrade": lambda image: image * 0.8},
    "gain 1.2": {"degrade": lambda image: image * 1.2},
    "10 % haze": {"degrade": lambda image: 0.9 * image + 0.1 * HAZE},
    "20 % haze": {"degrade": lambda image: 0.8 * image + 0.2 * HAZE},
    "0.8 m": {"metres": 0.8},
    "1.25 m": {"metres": 1.25},
}
SIDES = (512, 144, 256, 1024)


class WithoutPoints(nn.Module):
    """Returns the coarse logits, enlarged, as they are before the point head."""

    def __init__(self, network: UGSNetLight) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> Tensor:
        """Normalised image [N, 3, H, W] -> logits [N, 2, H, W]."""
        return self.network.supervise(image).coarse


def half_precision(network: UGSNetLight) -> Predictor:
    """Predictor of the exported file, which has 16-bit weights."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.onnx")
        export_onnx(network, green_card(tile=TILE), path)
        return onnx_predictor(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--weights", type=Path, required=True, help="weights of a training with these cities held out")
    parser.add_argument("--keep-aside", nargs="*", default=list(KEPT_ASIDE))
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = UGSNetLight()
    load_weights(network, options.weights)
    network = network.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    chips, thresholds = load_green_data(options.data, options.keep_aside).unseen, read_thresholds()

    def f1_of(predict: Predictor, side: int, **view: Any) -> float:
        scores = score_chips(predict, chips, thresholds, side, **view)
        return 100 * float(mean_over_places(scores.confusion.sum(axis=0)))

    ours = predictor(network)
    show(
        "light, haze, ground sampling",
        {name: lambda v=view: f1_of(ours, ONE_CROP, **v) for name, view in VIEWS.items()},
    )
    show("tile, pixels", {str(side): lambda s=side: f1_of(ours, s) for side in SIDES})
    variants = {
        "all, 32-bit": ours,
        "without the point head": predictor(WithoutPoints(network)),
        "exported, 16-bit weights": half_precision(network),
    }
    show("parts", {name: lambda p=variant: f1_of(p, TILE) for name, variant in variants.items()})


def show(title: str, rows: dict[str, Callable[[], float]]) -> None:
    """Print a table row by row as the figures are computed."""
    print(f"\n| {title} | F1 | difference |\n|---|---|---|")
    first: float | None = None
    for name, figure in rows.items():
        value = figure()
        first = value if first is None else first
        print(f"| {name} | {value:.1f} | {value - first:+.1f} |", flush=True)


if __name__ == "__main__":
    main()
