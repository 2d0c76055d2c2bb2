"""Measure networks from 10 m to 1 m on unseen places, next to trivial maps and the best possible map at 10 m.

    python -m onemetre.research.jointseg.evaluate --data <folder> --models <.onnx file or folder of a training>

Every place is simulated with three point spreads. All networks see the same scenes, each the bands that it takes;
places without near infrared are skipped if one of the networks needs it. F1 of a network is compared with "everything
is the class" and "a perfect 10 m map" (:mod:`.reference_maps`).
"""

from __future__ import annotations

import argparse
import itertools
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file

from ...contract.card import read_card
from ...contract.errors import ModelError
from ...engine.assess.accuracy import confusion, f1
from ...engine.assess.calibration import LEVELS, Counts, calibration_error, count, fit_temperature
from ...models.networks.bilinearseg import BilinearSeg
from ...models.networks.jointseg import JointSeg
from ...models.networks.jointseg_lite0 import JointSegLite0
from ...models.networks.rrdb import upsample
from ...models.training.labels import UNKNOWN, Surface
from ...models.training.loop.trainer import WEIGHTS
from ...models.training.simulate.ground import Ground
from ...models.training.simulate.scenes import Scene
from ...models.training.simulate.sensor import FloatImage
from .curriculum import validation_grounds
from .decision import Levels, decide, levels_of
from .reference_maps import Mask, majority, surface
from .train import Network
from .views import views

log = logging.getLogger(__name__)

SIGMAS_M = (4.0, 6.0, 8.0)
_FACTOR = 10
_MOST_PX = 640
_SEED = 7
_COMMAND = (
    "python -m onemetre.research.jointseg.evaluate --data DATA --cache CACHE "
    "--labels benchmarks/labels/data/labels --models {model}"
)

Model = Callable[[FloatImage], tuple[Levels, FloatImage]]
"""Reflectance [bands, T, T] -> probabilities 0-255 [3, 10T, 10T] and reflectance [bands, 10T, 10T] at 1 m."""

MADE = "procedural towns"
"""The place that was not photographed; temperatures are fitted to the others."""


def load_network(folder: Path) -> Network:
    """Load the network of a training folder, in evaluation mode; the weights determine the architecture.

    Raises:
        ModelError: The file is missing or belongs to none of the networks here.
    """
    path = folder / WEIGHTS
    if not path.is_file():
        raise ModelError(
            f"The weights {path} are missing.", "Train first, or choose the folder of a finished training."
        )
    weights = load_file(path)
    bands = next((w.shape[1] for name, w in weights.items() if name in {"stem.0.weight", "enter.0.0.weight"}), 3)
    for network_class in (JointSeg, BilinearSeg, JointSegLite0):
        network: Network = network_class(bands=bands)
        if network.state_dict().keys() == weights.keys():
            network.load_state_dict(weights)
            return network.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    raise ModelError(f"The weights {path} belong to none of JointSeg, BilinearSeg, JointSegLite0.")


def torch_model(network: Network) -> Model:
    """Model that runs a network as it was trained."""

    def run(image: FloatImage) -> tuple[Levels, FloatImage]:
        with torch.no_grad():
            result = network(torch.from_numpy(image[: network.bands])[None])
        return levels_of(result.logits[0]), result.fine[0].numpy()

    return run


def onnx_model(path: Path) -> Model:
    """Model that runs a network as it is bundled, tile by tile; images are extended by their edge."""
    card = read_card(str(path.with_suffix(".json")))
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    stride, scale = card.tile - 2 * card.halo, card.bands[0].scale

    def run(image: FloatImage) -> tuple[Levels, FloatImage]:
        tiles = [-(-side // stride) for side in image.shape[-2:]]
        seen = image[: len(card.bands)]
        after = [number * stride - side + card.halo for number, side in zip(tiles, image.shape[-2:], strict=True)]
        padded = np.pad(seen, [(0, 0), *((card.halo, more) for more in after)], mode="edge")
        numbers = np.rint(padded / scale).astype(np.uint16)
        extent = [number * stride * _FACTOR for number in tiles]
        levels, sharp = np.empty((3, *extent), np.uint8), np.empty((len(seen), *extent), np.float32)
        rim = card.halo - card.margin
        keep = slice(rim * _FACTOR, (rim + stride) * _FACTOR)
        for row, column in itertools.product(*(range(0, number * stride, stride) for number in tiles)):
            tile = numbers[None, :, row : row + card.tile, column : column + card.tile]
            probability, fine = session.run(None, {"image": tile})
            window = tuple(slice(start * _FACTOR, (start + stride) * _FACTOR) for start in (row, column))
            levels[:, *window] = probability[0][:, keep, keep]
            sharp[:, *window] = fine[0][:, keep, keep] * scale
        height, width = (side * _FACTOR for side in image.shape[-2:])
        return levels[:, :height, :width], sharp[:, :height, :width]

    return run


def open_model(path: Path) -> tuple[Model, int]:
    """Open the model of an .onnx file or of a training folder; also returns its number of bands."""
    if path.suffix == ".onnx":
        return onnx_model(path), len(read_card(str(path.with_suffix(".json"))).bands)
    network = load_network(path)
    return torch_model(network), network.bands


def validation_scenes(grounds: Sequence[Ground], bands: int = 3) -> list[Scene]:
    """Scenes of a place's grounds, seen through each point spread; tone, phase and noise have fixed seeds."""
    pieces = [
        replace(g, image=g.image[:, :_MOST_PX, :_MOST_PX], labels=g.labels[:_MOST_PX, :_MOST_PX]) for g in grounds
    ]
    return [view.scene for sigma in SIGMAS_M for view in views(pieces, bands, sigma, _SEED)]


def score(masks: Iterable[Mask], scenes: Sequence[Scene], value: int) -> float:
    """F1 of a class in percent over all pixels of all scenes with known truth for that class."""
    matrices = [
        confusion(surface(scene.labels, value), found.astype(np.uint8), 2)
        for found, scene in zip(masks, scenes, strict=True)
    ]
    return 100.0 * float(f1(np.sum(matrices, axis=0))[1])


def certainties(levels: Iterable[Levels], scenes: Sequence[Scene], value: int) -> Counts:
    """Pixels by the probability of a class, and by whether they are it, as in :mod:`...engine.assess.calibration`."""
    counts = np.zeros((LEVELS, 2), np.int64)
    for found, scene in zip(levels, scenes, strict=True):
        truth = surface(scene.labels, value)
        percent = ((found[value].astype(np.uint32) * 100 + 127) // 255).astype(np.uint8)
        counts += count(percent[truth != UNKNOWN], truth[truth != UNKNOWN] == 1)
    return counts


def mean_difference(images: Iterable[FloatImage], scenes: Sequence[Scene]) -> tuple[float, float]:
    """Mean absolute difference of reflectance at 1 m: of bilinear interpolation and of a model's images."""
    interpolated, learned = 0.0, 0.0
    for sharp, scene in zip(images, scenes, strict=True):
        image, truth = scene.image[: len(sharp)], scene.fine[: len(sharp)]
        plain = upsample(torch.from_numpy(image)[None], _FACTOR)[0].numpy()
        inside: FloatImage = np.broadcast_to(scene.labels != UNKNOWN, truth.shape)
        interpolated += float(np.abs(plain - truth)[inside].mean())
        learned += float(np.abs(sharp - truth)[inside].mean())
    return interpolated / len(scenes), learned / len(scenes)


def measure(
    models: Mapping[str, Model], place: str, scenes: Sequence[Scene], pool: Counts
) -> Iterator[dict[str, str | float]]:
    """Rows for the card of the first model: F1 and calibration of each class with known truth, difference of the image.

    Args:
        models: Models by name; the first one is measured, the others appear in the text for comparison.
        place: Name of the place, for display.
        scenes: Scenes of the place.
        pool: Counts of :func:`certainties`, to which those of the first model are added.
    """
    first, *others = models
    command = _COMMAND.format(model=first)
    results = {name: [model(scene.image) for scene in scenes] for name, model in models.items()}
    maps = {name: [decide(levels) for levels, _ in result] for name, result in results.items()}
    for value, name in ((Surface.IMPERVIOUS, "impervious"), (Surface.GREEN, "green")):
        if not any((scene.labels == value).any() for scene in scenes):
            continue
        beside = {f"everything {name}": [np.ones(scene.labels.shape, dtype=np.bool_) for scene in scenes]}
        beside |= {"a perfect 10 m map": [majority(surface(scene.labels, value)) for scene in scenes]}
        beside |= {other: [classes == value for classes in maps[other]] for other in others}
        text = ", ".join(f"{row} {score(found, scenes, value):.1f}" for row, found in beside.items())
        yield {
            "metric": f"F1 {name}",
            "value": round(score([classes == value for classes in maps[first]], scenes, value), 1),
            "data": f"{place}, simulated Sentinel-2, point spread 4, 6 and 8 m; for comparison: {text}",
            "command": command,
        }
        certainty = certainties([levels for levels, _ in results[first]], scenes, value)
        pool += certainty
        yield {
            "metric": f"calibration error (ECE) {name}",
            "value": round(100 * calibration_error(certainty), 1),
            "data": f"{place}, simulated Sentinel-2; best temperature {fit_temperature(certainty):.2f}",
            "command": command,
        }
    plain, sharp = mean_difference([fine for _, fine in results[first]], scenes)
    yield {
        "metric": "error of the 1 m image against bilinear interpolation",
        "value": round(100 * sharp / plain, 1),
        "data": f"{place}, mean absolute difference of reflectance {sharp:.4f}, interpolation {plain:.4f}",
        "command": command,
    }


def main(arguments: list[str] | None = None) -> None:
    """Print the rows of every place; the module's docstring has the details."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help=".onnx files, or training folders")
    parser.add_argument("--towns", type=int, default=4, help="procedural towns to evaluate on")
    parser.add_argument("--cache", type=Path, required=True, help="folder for procedural towns")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels of Californian crops")
    parser.add_argument("--json", type=Path, help="output file for the rows of the card")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    opened = {str(path): open_model(path) for path in options.models}
    models, bands = {name: model for name, (model, _) in opened.items()}, max(number for _, number in opened.values())
    rows, pool = [], np.zeros((LEVELS, 2), np.int64)
    for place, pieces in validation_grounds(options.data, options.towns, options.cache, options.labels).items():
        if any(len(piece.image) < bands for piece in pieces):
            log.info("%s is skipped: it has no near infrared.", place)
            continue
        made = pool.copy() if place == MADE else pool
        for row in measure(models, place, validation_scenes(pieces, bands), made):
            log.info("%s %s (%s)", row["metric"], row["value"], row["data"])
            rows.append(row)
    temperature = round(fit_temperature(pool), 2)
    log.info("Temperature of the real places together: %.2f", temperature)
    if options.json:
        card = {"accuracy": rows, "temperature": temperature}
        options.json.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
