"""What other tiles and halos of ugsnet-light would cost, and how many pixels of a map they change.

    .venv/bin/python benchmarks/green/tiles.py IMAGE...

The bundled weights are exported at each tile size; forward passes run in turns on one thread, and the median of their
processor time counts. The maps of the images (red, green, blue in bands 1 to 3) come from the engine.
"""

from __future__ import annotations

import dataclasses
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "support"))

from engine_process import run  # noqa: E402

from onemetre.contract.card import ModelCard, card_to_json, read_card  # noqa: E402
from onemetre.contract.requests import Compute, MapRequest, Reading  # noqa: E402
from onemetre.engine.infer.golden import golden_input  # noqa: E402
from onemetre.engine.infer.onnx_network import Network  # noqa: E402
from onemetre.models.export.export import export_onnx  # noqa: E402
from onemetre.models.networks.registry import architecture  # noqa: E402
from onemetre.models.training.loop.weights import load_adaptable  # noqa: E402

MODEL = ROOT / "models" / "zoo" / "ugsnet-light.naip_v4.onnx"
VARIANTS = ((512, 64), (512, 48), (768, 64), (1024, 64), (1024, 48))
"""Tile and halo in pixels, the bundled ones first."""

_TURNS = 4
_NODATA = 255


def main(images: list[str]) -> None:
    """Print a row of a table for each variant."""
    with tempfile.TemporaryDirectory(prefix="onemetre-tiles-") as folder:
        cards = {tile: _exported(Path(folder), tile) for tile in sorted({tile for tile, _ in VARIANTS})}
        seconds = _seconds(Path(folder), cards)
        cost = {
            (tile, halo): 1e6 * seconds[tile] / dataclasses.replace(cards[tile], halo=halo).stride ** 2
            for tile, halo in VARIANTS
        }
        first: list[NDArray[np.uint8]] = []
        for tile, halo in VARIANTS:
            maps = [_map(Path(folder), cards[tile], halo, image) for image in images]
            first = first or maps
            changed = sum(int(((a != b) & (a != _NODATA)).sum()) for a, b in zip(first, maps, strict=True))
            green = sum(int((a == 1).sum()) for a in first)
            print(
                f"| {tile} | {halo} | {cost[tile, halo]:.2f} | {cost[VARIANTS[0]] / cost[tile, halo]:.2f} "
                f"| {100 * changed / max(green, 1):.2f} |",
                flush=True,
            )


def _exported(folder: Path, tile: int) -> ModelCard:
    card = read_card(str(MODEL.with_suffix(".json")))
    entry, bands = architecture(card.architecture), len(card.bands)
    values: dict[str, Any] = {"mean": (entry.mean,) * bands, "std": (entry.std,) * bands, "golden": None}
    return export_onnx(
        load_adaptable(card, MODEL), dataclasses.replace(card, tile=tile, **values), folder / f"{tile}.onnx"
    )


def _seconds(folder: Path, cards: dict[int, ModelCard]) -> dict[int, float]:
    """Processor seconds of a forward pass by tile size."""
    networks = {tile: Network((folder / f"{tile}.onnx").read_bytes(), "cpu", threads=1) for tile in cards}
    times: dict[int, list[float]] = {tile: [] for tile in cards}
    for _ in range(_TURNS):
        for tile, network in networks.items():
            started = time.process_time()
            network.run(golden_input(cards[tile]))
            times[tile].append(time.process_time() - started)
    return {tile: statistics.median(values) for tile, values in times.items()}


def _map(folder: Path, card: ModelCard, halo: int, image: str) -> NDArray[np.uint8]:
    model, output = folder / f"{card.tile}.onnx", folder / "map.tif"
    model.with_suffix(".json").write_text(json.dumps(card_to_json(dataclasses.replace(card, halo=halo))))
    request = MapRequest(
        reading=Reading(sources=(image,), bands={"red": "1", "green": "2", "blue": "3"}),
        model=str(model),
        output=str(output),
        target="green",
        compute=Compute(device="cpu"),
    )
    result = run(request)
    if result["event"] != "result":
        raise RuntimeError(result["message"])
    with rasterio.open(output) as raster:
        classes: NDArray[np.uint8] = raster.read(1)
    output.unlink()
    return classes


if __name__ == "__main__":
    main(sys.argv[1:])
