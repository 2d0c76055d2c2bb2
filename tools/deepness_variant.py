"""Writes a variant of a OneMetre model that the Deepness plugin runs: deepness_variant.py MODEL.onnx VARIANT.onnx."""

from __future__ import annotations

import sys
from pathlib import Path

import onnx

from onemetre.contract.errors import ModelError
from onemetre.engine.infer.model_file import load_model
from onemetre.models.export.deepness_variant import deepness_variant


def main(source: str, target: str) -> None:
    """Read, check, convert and write the model."""
    model = load_model(source)
    variant = deepness_variant(onnx.load_model_from_string(model.content), model.card)
    Path(target).write_bytes(variant.SerializeToString())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except ModelError as error:
        sys.exit(str(error))
