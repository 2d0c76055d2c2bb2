"""Exports bundled models again from the weights beside them: export_again.py models/zoo/MODEL.onnx ...

Weights and words of the card stay; the graph is written as :mod:`onemetre.models.export.export` writes it today. Do
this after a change of a network or of the export that leaves the map as it is.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from onemetre.contract.card import ModelCard, read_card
from onemetre.contract.errors import ModelError
from onemetre.models.export.export import export_onnx
from onemetre.models.networks.registry import architecture
from onemetre.models.training.loop.weights import load_adaptable


def export_again(source: Path, target: Path) -> ModelCard:
    """Export the network of a model again.

    Args:
        source: Model (.onnx) with its card and its weights beside it.
        target: Path of the new .onnx file, which gets its card beside it; may be the source.

    Returns:
        Card of the new file.

    Raises:
        ModelError: The weights are missing or belong to another model, or the new file computes something else.
    """
    card = read_card(str(source.with_suffix(".json")))
    network, entry, bands = load_adaptable(card, source), architecture(card.architecture), len(card.bands)
    return export_onnx(
        network,
        dataclasses.replace(
            card,
            mean=(entry.mean,) * bands,
            std=(entry.std,) * bands,
            margin=entry.margin if card.halo >= entry.margin else 0,
        ),
        target,
    )


def main(paths: list[str]) -> None:
    """Replace each model and its card."""
    for path in map(Path, paths):
        card = export_again(path, path)
        print(f"{path}: sha256 {card.sha256}, {card.size:,} bytes")


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    try:
        main(sys.argv[1:])
    except ModelError as error:
        sys.exit(str(error))
