"""onnxruntime alone on a model's tiles, in a separate process: ``bare.py MODEL TILES``.

Prints seconds and processor seconds for that many tiles. The tiles are in memory; nothing is read or written.
"""

from __future__ import annotations

import sys
import time

import onnxruntime

from onemetre.engine.infer.golden import golden_input
from onemetre.engine.infer.model_file import load_model


def main(path: str, tiles: int) -> None:
    """Measure after one warm-up run."""
    model = load_model(path)
    session = onnxruntime.InferenceSession(model.content, providers=["CPUExecutionProvider"])
    tile = golden_input(model.card)
    session.run(None, {"image": tile})
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(tiles):
        session.run(None, {"image": tile})
    print(time.perf_counter() - wall, time.process_time() - processor)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
