"""Measure networks from 10 m to 1 m on unseen places, beside what costs nothing and what 10 m can give at best.

    python -m onemetre.models.training.evaluate_jointseg --data <folder> --models <.onnx file or folder of a training>

Every place is simulated with three point spreads; all networks see the same scenes. Beside a network's F1 stand
"everything is the class" and "a perfect 10 m map", the true majority of each input pixel.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from ...engine.errors import ModelError
from ..bilinearseg import BilinearSeg
from ..card import read_card
from ..jointseg import JointSeg
from ..rrdb import upsample
from .curriculum import validation_grounds
from .places import GREEN, IGNORE, IMPERVIOUS, NOT_GREEN, Ground
from .sensor import FloatImage
from .sentinel2 import Scene, draw_reflectance, simulate
from .train_jointseg import NETWORKS, WEIGHTS

log = logging.getLogger(__name__)

SIGMAS_M = (4.0, 5.5, 7.0)
_FACTOR = 10
_MOST_PX = 640
_FEW = 12
_SEED = 7
_COMMAND = "python -m onemetre.models.training.evaluate_jointseg --data DATA --cache CACHE --models {model}"

Labels = NDArray[np.uint8]
Model = Callable[[FloatImage], tuple[Labels, FloatImage]]
"""Reflectance [bands, T, T] -> most probable class [10T, 10T] and reflectance [bands, 10T, 10T] at 1 m."""


@dataclass
class Counts:
    """Pixels of a class: found and true, found only, missed."""

    both: int = 0
    found: int = 0
    missed: int = 0

    def add(self, found: NDArray[np.bool_], true: NDArray[np.bool_]) -> None:
        """Count masks of one shape."""
        self.both += int((found & true).sum())
        self.found += int((found & ~true).sum())
        self.missed += int((~found & true).sum())

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN) in percent; 0 where there is nothing."""
        return 100.0 * 2 * self.both / max(2 * self.both + self.found + self.missed, 1)


def load_network(folder: Path) -> JointSeg | BilinearSeg:
    """The network of a training's folder, ready to be used; which one it is, its weights tell.

    Raises:
        ModelError: The file is missing or belongs to no network here.
    """
    path = folder / WEIGHTS
    if not path.is_file():
        raise ModelError(f"There are no weights {path}.", "Train first, or give the folder of a finished training.")
    weights = load_file(path)
    for network_class in NETWORKS.values():
        bands = next((w.shape[1] for name, w in weights.items() if name in {"stem.0.weight", "enter.0.0.weight"}), 3)
        network = network_class(bands=bands)
        if network.state_dict().keys() == weights.keys():
            network.load_state_dict(weights)
            return network.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    raise ModelError(f"The weights {path} belong to none of {', '.join(sorted(NETWORKS))}.")


def torch_model(network: JointSeg | BilinearSeg) -> Model:
    """A network as it was trained."""

    def run(image: FloatImage) -> tuple[Labels, FloatImage]:
        with torch.no_grad():
            result = network(torch.from_numpy(image)[None])
        return result.logits[0].argmax(dim=0).to(torch.uint8).numpy(), result.fine[0].numpy()

    return run


def onnx_model(path: Path) -> Model:
    """A network as it is bundled; images are continued by their edge to the file's tile."""
    card = read_card(str(path.with_suffix(".json")))
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])

    def run(image: FloatImage) -> tuple[Labels, FloatImage]:
        sides = image.shape[-2:]
        padding = [(0, 0), *((card.halo, card.tile - card.halo - side) for side in sides)]
        numbers = np.rint(np.pad(image, padding, mode="edge") / card.bands[0].scale).astype(np.uint16)
        outputs = session.run(None, {"image": numbers[None]})
        start, stop = card.halo * _FACTOR, [(card.halo + side) * _FACTOR for side in sides]
        probability, fine = (output[0, :, start : stop[0], start : stop[1]] for output in outputs)
        return probability.argmax(axis=0).astype(np.uint8), (fine * card.bands[0].scale).astype(np.float32)

    return run


def validation_scenes(grounds: Sequence[Ground], bands: int = 3) -> list[Scene]:
    """Few grounds: each once per point spread; many: with one each, in turn. Tone and phase have fixed seeds."""
    scenes = []
    for number, ground in enumerate(grounds):
        for sigma in SIGMAS_M if len(grounds) <= _FEW else SIGMAS_M[number % 3 :][:1]:
            rng = np.random.default_rng((_SEED, number))
            image, labels = ground.image[:bands, :_MOST_PX, :_MOST_PX], ground.labels[:_MOST_PX, :_MOST_PX]
            scenes.append(simulate(draw_reflectance(image, ground.tone, rng), labels, rng, sigma))
    return scenes


def everything(scene: Scene, value: int) -> Labels:
    """The map that says one class everywhere."""
    return np.full(scene.labels.shape, value, dtype=np.uint8)


def majority(scene: Scene) -> Labels:
    """The most frequent known label of each input pixel: what a perfect 10 m map would say."""
    rows, columns = (side // _FACTOR for side in scene.labels.shape)
    blocks = scene.labels.reshape(rows, _FACTOR, columns, _FACTOR)
    counts = np.stack([(blocks == value).sum(axis=(1, 3)) for value in range(NOT_GREEN + 1)])
    return np.kron(counts.argmax(axis=0).astype(np.uint8), np.ones((_FACTOR, _FACTOR), dtype=np.uint8))


def score(maps: Iterable[Labels], scenes: Sequence[Scene], value: int) -> float:
    """F1 of a class in percent over all pixels of all scenes whose truth about that class is known."""
    counts = Counts()
    for found, scene in zip(maps, scenes, strict=True):
        known = scene.labels != IGNORE
        if value == IMPERVIOUS:
            known &= scene.labels != NOT_GREEN
        counts.add(found[known] == value, scene.labels[known] == value)
    return counts.f1


def mean_difference(images: Iterable[FloatImage], scenes: Sequence[Scene]) -> tuple[float, float]:
    """Mean absolute difference of reflectance at 1 m: of bilinear interpolation and of a model's images."""
    interpolated, learned = 0.0, 0.0
    for sharp, scene in zip(images, scenes, strict=True):
        plain = upsample(torch.from_numpy(scene.image)[None], _FACTOR)[0].numpy()
        inside: FloatImage = np.broadcast_to(scene.labels != IGNORE, scene.fine.shape)
        interpolated += float(np.abs(plain - scene.fine)[inside].mean())
        learned += float(np.abs(sharp - scene.fine)[inside].mean())
    return interpolated / len(scenes), learned / len(scenes)


def measure(models: Mapping[str, Model], place: str, scenes: Sequence[Scene]) -> Iterator[dict[str, str | float]]:
    """Rows for the card of the first model: F1 of each class whose truth is known, and the image's difference.

    Args:
        models: By name; the first one is measured, the others stand in the text beside it.
        place: For people.
        scenes: Of the place.
    """
    first, *others = models
    command = _COMMAND.format(model=first)
    results = {name: [model(scene.image) for scene in scenes] for name, model in models.items()}
    maps = {name: [classes for classes, _ in result] for name, result in results.items()}
    for value, name in ((IMPERVIOUS, "impervious"), (GREEN, "green")):
        if not any((scene.labels == value).any() for scene in scenes):
            continue
        beside = {f"everything {name}": [everything(scene, value) for scene in scenes]}
        beside |= {"a perfect 10 m map": [majority(scene) for scene in scenes]}
        beside |= {other: maps[other] for other in others}
        text = ", ".join(f"{row} {score(found, scenes, value):.1f}" for row, found in beside.items())
        yield {
            "metric": f"F1 {name}",
            "value": round(score(maps[first], scenes, value), 1),
            "data": f"{place}, simulated Sentinel-2, point spread 4, 5.5 and 7 m; for comparison: {text}",
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
    """Print the rows of every place, see the module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help=".onnx files, or folders of trainings")
    parser.add_argument("--towns", type=int, default=4, help="procedural towns to judge on")
    parser.add_argument("--cache", type=Path, required=True, help="folder for procedural towns")
    parser.add_argument("--json", type=Path, help="where the rows for the card go")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    models = {
        str(path): onnx_model(path) if path.suffix == ".onnx" else torch_model(load_network(path))
        for path in options.models
    }
    rows = []
    for place, pieces in validation_grounds(options.data, options.towns, options.cache).items():
        for row in measure(models, place, validation_scenes(pieces)):
            log.info("%s %s (%s)", row["metric"], row["value"], row["data"])
            rows.append(row)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
