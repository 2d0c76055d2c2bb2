"""How much of the green that is not there lies in the dark: shadows and dark ground taken for vegetation.

    .venv/bin/python -m onemetre.benchmarks.green.shadow --data <folder> --models <.safetensors or .onnx files>

In cities that the models have not seen, by place: F1 of green, F1 without dark pixels, the share of dark pixels in the
false green area, and that area in per cent of all green. Dark is a mean of red, green, blue and near infrared of up to
80 (of 255), which takes in all cast shadows, and dark crowns. Prints the table of research/NOTES.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from torch import Tensor

from ...contract.card import read_card
from ...engine.assess.accuracy import f1
from ...engine.assess.boundary import boundary_f1
from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.labels import Green
from ...models.training.loop.checkpoint import load_weights
from ...research.green.data import KEPT_ASIDE, load_green_data
from ...research.green.evaluate import predictor as onnx_predictor
from ...research.green.evaluate import view_of as card_view
from ...research.green.score import Predictor, Scores, as_usual, score_chips
from ...research.green.train import predictor
from ...research.places.ndvi_thresholds import read_thresholds

DARK = 80.0
TILE = 512


class Row(NamedTuple):
    """Figures of a place, 0-100.

    Attributes:
        f1: F1 of green.
        boundary: F1 of its outlines.
        lit: F1 of green without dark pixels.
        dark_share: Share of dark pixels in the false green area.
        dark_area: That dark area in per cent of all green.
    """

    f1: float
    boundary: float
    lit: float
    dark_share: float
    dark_area: float


def dark(image: Tensor) -> NDArray[np.bool_]:
    """Dark pixels of an image [4, H, W], 0-255."""
    result: NDArray[np.bool_] = image.mean(dim=0).numpy() <= DARK
    return result


def rows(everywhere: Scores, lit: Scores) -> dict[str, Row]:
    """Figures by place, and their mean, from the counts of all pixels and of those that are not dark."""
    result = {}
    sides = (everywhere.confusion.sum(axis=0), lit.confusion.sum(axis=0), everywhere.boundary.sum(axis=0))
    for place, counts, lit_counts, lengths in zip(everywhere.places, *sides, strict=True):
        false, false_lit = (table[Green.OTHER, Green.GREEN] for table in (counts, lit_counts))
        shares = (
            f1(counts)[Green.GREEN],
            boundary_f1(lengths),
            f1(lit_counts)[Green.GREEN],
            (false - false_lit) / max(false, 1),
            (false - false_lit) / max(counts[Green.GREEN].sum(), 1),
        )
        result[place] = Row(*(100 * float(share) for share in shares))
    return result | {"mean": Row(*np.mean(list(result.values()), axis=0).tolist())}


def read_model(path: Path) -> Predictor:
    """Predictor of an exported model, or of the weights of a training."""
    if path.suffix == ".onnx":
        return onnx_predictor(path)
    with safe_open(path, "pt") as file:
        network = UGSNetLight(attention=any(name.startswith("attention.") for name in file.keys()))  # noqa: SIM118
    load_weights(network, path)
    return predictor(network.eval())


def table(name: str, figures: dict[str, Row]) -> Iterator[str]:
    """Lines of the table of a model."""
    yield f"\n| {name} | F1 | boundary F1 | F1 without the dark | dark share of false green | in % of green |"
    yield "|---|---|---|---|---|---|"
    for place, row in figures.items():
        yield f"| {place} | {' | '.join(f'{value:.1f}' for value in row)} |"


def view_of(path: Path) -> dict[str, Any]:
    """Brightness of the images and threshold that an exported model wants, as arguments of ``score_chips``."""
    if path.suffix != ".onnx":
        return {}
    card = read_card(str(path.with_suffix(".json")))
    return card_view(card) | {"share": card.threshold / 100}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="models that have not seen these cities")
    parser.add_argument("--keep-aside", nargs="*", default=list(KEPT_ASIDE))
    parser.add_argument("--usual", action="store_true", help="show .safetensors images of usual brightness")
    parser.add_argument("--threshold", type=float, default=50, help="per cent from which .safetensors map green")
    options = parser.parse_args()
    torch.set_num_threads(1)
    chips = load_green_data(options.data, options.keep_aside).unseen
    for path in options.models:
        view = view_of(path) or {"share": options.threshold / 100} | ({"degrade": as_usual} if options.usual else {})
        score = partial(score_chips, read_model(path), chips, read_thresholds(), TILE, **view)
        print("\n".join(table(str(path), rows(score(), score(left_out=dark)))), flush=True)


if __name__ == "__main__":
    main()
