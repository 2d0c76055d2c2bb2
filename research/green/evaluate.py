"""F1 of an exported green-space model per place, as rows for its card.

    python -m onemetre.research.green.evaluate --data DATA --model models/zoo/ugsnet-light.naip_v4.onnx \
        --json rows.json

By default, scores the validation crops. With ``--keep-aside``, scores all crops of the given cities: for a model with
these cities held out, the twin of the bundled model, which has seen every city.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ...contract.card import ModelCard, read_card
from ...engine.assess.accuracy import Matrix, f1
from ...models.training.labels import Green
from ..places.naip import Chip
from ..places.ndvi_thresholds import read_thresholds
from .data import load_green_data
from .score import Predictor, as_usual, score_chips

log = logging.getLogger(__name__)


def predictor(model: Path) -> Predictor:
    """Predictor that returns the probabilities of an exported model."""
    session = onnxruntime.InferenceSession(model.read_bytes(), providers=["CPUExecutionProvider"])

    def predict(image: NDArray[np.uint8]) -> NDArray[np.float64]:
        (probability,) = session.run(None, {"image": image[None]})
        share: NDArray[np.float64] = probability[0, 0] / 255
        return share

    return predict


def card_rows(
    predict: Predictor, chips: Sequence[Chip], card: ModelCard, seen: str, command: str
) -> list[dict[str, Any]]:
    """Rows for each place and for all places together, in the form of the card.

    Args:
        predict: The model.
        chips: Crops to score.
        card: Card of the model: side of a tile, brightness of the images that it wants.
        seen: Role of the crops in the model's training, for display.
        command: Command that reproduces the figures.
    """
    scores = score_chips(predict, chips, read_thresholds(), card.tile, share=card.threshold / 100, **view_of(card))
    matrices = dict(zip(scores.places, scores.confusion.sum(axis=0), strict=True))
    matrices["all these places"] = scores.confusion.sum(axis=(0, 1))
    return [_row(name, matrix, seen, command) for name, matrix in matrices.items()]


def view_of(card: ModelCard) -> dict[str, Any]:
    """What happens to an image before a model sees it, as an argument of :func:`.score.score_chips`."""
    return {"degrade": as_usual} if card.brightness == "histogram" else {}


def _row(place: str, matrix: Matrix, seen: str, command: str) -> dict[str, Any]:
    everything = np.array([[0, matrix[0].sum()], [0, matrix[1].sum()]])
    value, trivial = (100 * float(f1(counts)[Green.GREEN]) for counts in (matrix, everything))
    log.info("%-20s F1 %5.1f   everything green %5.1f   (%s)", place, value, trivial, seen)
    text = f"{place}, {seen}; NDVI label; everything green gives {trivial:.1f}"
    return {"metric": "F1 green", "value": round(value, 1), "data": text, "command": command}


def main() -> None:
    """Score a model and write the rows of its card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--model", type=Path, required=True, help=".onnx file with its card beside it")
    parser.add_argument("--keep-aside", nargs="*", default=[], help="cities to score, which the model has not seen")
    parser.add_argument("--json", type=Path, help="output file for the rows of the card")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    card = read_card(str(arguments.model.with_suffix(".json")))
    data = load_green_data(arguments.data, arguments.keep_aside)
    if arguments.keep_aside:
        chips, seen = data.unseen, "not trained on by the twin that this figure is of"
        command = "python -m onemetre.benchmarks.green.shadow --data DATA --models TWIN/mixed.safetensors --usual"
    else:
        chips, seen = data.validation, "validation crops"
        command = f"python -m onemetre.research.green.evaluate --data DATA --model models/zoo/{card.name}.onnx"
    rows = card_rows(predictor(arguments.model), chips, card, seen, command)
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
