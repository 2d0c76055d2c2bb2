"""F1 of an exported green-space model on crops that it has not seen, per place.

``python -m onemetre.models.training.evaluate_green --data DATA --model models/zoo/ugsnet-light.naip_v1.onnx``
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ..card import read_card
from .green_data import load_green_data
from .green_score import Counts, score_chips

log = logging.getLogger(__name__)

COMMAND = "python -m onemetre.models.training.evaluate_green --data DATA --model {model}"


def main() -> None:
    """Score a model and write the rows of its card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with naip_california and naip_ohio")
    parser.add_argument("--model", type=Path, required=True, help=".onnx file with its card beside it")
    parser.add_argument("--json", type=Path, help="where the rows for the card go")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    card = read_card(str(arguments.model.with_suffix(".json")))
    session = onnxruntime.InferenceSession(arguments.model.read_bytes(), providers=["CPUExecutionProvider"])

    def predict(image: NDArray[np.uint8]) -> NDArray[np.float64]:
        (probability,) = session.run(None, {"image": image[None]})
        share: NDArray[np.float64] = probability[0, 0] / 255
        return share

    data = load_green_data(arguments.data)
    rows = []
    for seen, chips in (("validation crops", data.validation), ("a city not trained on", data.unseen)):
        counts = score_chips(predict, chips, data.thresholds, card.tile, card.halo)
        if len(counts) > 1 and seen.startswith("validation"):
            counts["all training places"] = sum(counts.values(), Counts())
        for place, count in counts.items():
            text = f"{place}, {seen}; NDVI label; everything green gives {100 * count.f1_all_green:.1f}"
            log.info(
                "%-24s F1 %5.1f   everything green %5.1f   (%s)", place, 100 * count.f1, 100 * count.f1_all_green, seen
            )
            rows.append(
                {
                    "metric": "F1 green",
                    "value": round(100 * count.f1, 1),
                    "data": text,
                    "command": COMMAND.format(model=f"models/zoo/{card.name}.onnx"),
                }
            )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
