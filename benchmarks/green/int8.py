"""Effect of 8-bit integers on this processor: seconds per tile and F1 of ugsnet-light in unseen cities.

    .venv/bin/python -m onemetre.benchmarks.green.int8 --data <folder> --weights <file>

Post-training quantisation by onnxruntime: QDQ, activations U8, weights S8 per channel, calibrated on training crops.
The point head stays in floating point, because its ranking of uncertain cells would change.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from ...models.export.export import export_onnx
from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.loop.checkpoint import load_weights
from ...research.green.card import green_card
from ...research.green.data import KEPT_ASIDE, load_green_data
from ...research.green.evaluate import predictor
from ...research.green.mosaics import MosaicSampler
from ...research.green.score import score_chips
from ...research.places.ndvi_thresholds import read_thresholds
from .tables import mean_over_places

TILE = 512
CALIBRATION_TILES = 64
REPEATS = 9


class Calibration(CalibrationDataReader):  # type: ignore[misc]
    """Training mosaics as raster numbers, repeated to the size of a tile."""

    def __init__(self, sampler: MosaicSampler) -> None:
        self._tiles = self._draw(sampler)

    @staticmethod
    def _draw(sampler: MosaicSampler) -> Iterator[dict[str, NDArray[np.uint8]]]:
        for step in range(CALIBRATION_TILES):
            image = sampler.batch(step).images[:1].numpy()
            times = TILE // image.shape[-1]
            yield {"image": np.rint(255 * np.tile(image, (1, 1, times, times))).astype(np.uint8)}

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        """The next tile; None = no more."""
        return next(self._tiles, None)


def quantise(source: Path, target: Path, sampler: MosaicSampler) -> None:
    """Write the 8-bit variant of an exported model."""
    prepared = target.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_static(
        str(prepared),
        str(target),
        Calibration(sampler),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["Conv"],
    )


def seconds_a_tile(path: Path) -> float:
    """Median of several runs on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    image = np.random.default_rng(0).integers(0, 256, (1, 3, TILE, TILE), np.uint8)
    passed = []
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        session.run(None, {"image": image})
        passed.append(time.perf_counter() - start)
    return statistics.median(passed[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--weights", type=Path, required=True, help="weights of a training with these cities held out")
    parser.add_argument("--keep-aside", nargs="*", default=list(KEPT_ASIDE))
    options = parser.parse_args()
    network = UGSNetLight()
    load_weights(network, options.weights)
    data, thresholds = load_green_data(options.data, options.keep_aside), read_thresholds()
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, "float.onnx"), Path(folder, "int8.onnx")
        export_onnx(network, green_card(tile=TILE), whole)
        quantise(whole, small, MosaicSampler(data.training, thresholds, seed=0))
        print("| weights | seconds a tile of 512, one thread | file, MB | F1 in unseen cities |\n|---|---|---|---|")
        for name, path in (("16-bit", whole), ("8-bit", small)):
            scores = score_chips(predictor(path), data.unseen, thresholds, TILE)
            figure = 100 * float(mean_over_places(scores.confusion.sum(axis=0)))
            print(
                f"| {name} | {seconds_a_tile(path):.2f} | {path.stat().st_size / 1e6:.1f} | {figure:.1f} |", flush=True
            )


if __name__ == "__main__":
    main()
