"""onnxruntime alone on a model's tiles, in a separate process: ``bare.py MODEL TILES``.

Prints seconds and processor seconds for that many tiles, with the session options of the engine and without the
super-resolved image. The tiles are in memory; nothing is read or written.
"""

from __future__ import annotations

import sys
import time

from onemetre.engine.infer.golden import golden_input
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.onnx_network import Network
from onemetre.engine.infer.session import open_session


def main(path: str, tiles: int) -> None:
    """Measure after the session's own test tile and one more run."""
    model = load_model(path)
    with open_session(model, "cpu", superresolved=False, log=lambda *_: None) as session:
        network = Network(session.content, "cpu")
    tile = golden_input(model.card)
    network.run(tile)
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(tiles):
        network.run(tile)
    print(time.perf_counter() - wall, time.process_time() - processor)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
