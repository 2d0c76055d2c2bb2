"""What stands for the city that a model knows, in an adaptation: the user's folder, a compact set, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ...engine.errors import SourceError
from ..card import ModelCard
from .folders import Pair, find_pairs, read_pair
from .mosaics import FILL, Batch, jitter
from .naip import IGNORE
from .pair_sampler import start_of
from .samples import turned_window
from .source_set import load_source_set, sha256_of

SET_ENDING = ".source.safetensors"
"""Of a source set beside a model, <model>.source.safetensors."""

MANIFEST = "manifest.json"
"""In a folder of training data: what the values of the labels mean, and where it comes from."""


class ChipSampler:
    """Crops of labelled images, turned, mirrored and in other light; batch ``step`` is always the same one.

    Args:
        draw: Gives any pair.
        batch, side, seed: As for :class:`.samples.SampleSampler`.
    """

    def __init__(self, draw: Callable[[np.random.Generator], Pair], batch: int, side: int, seed: int) -> None:
        self._draw, self._batch, self._side, self._seed = draw, batch, side, seed

    def batch(self, step: int) -> Batch:
        """The batch of a step; each crop has a pixel whose class is known."""
        rng = np.random.default_rng((self._seed, step, 5))
        images, labels = zip(*(self._crop(rng) for _ in range(self._batch)), strict=True)
        return Batch(torch.stack(images), torch.stack(labels))

    def _crop(self, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        pair = self._draw(rng)
        known = np.flatnonzero(pair.label != IGNORE)
        place = np.unravel_index(known[rng.integers(len(known))], pair.label.shape)
        top, left = (start_of(int(at), size, self._side, rng) for at, size in zip(place, pair.label.shape, strict=True))
        image, label, inside = turned_window(pair, top, left, self._side, rng)
        changed = jitter(image, inside, rng, rng.random() ** 2)
        return torch.where(inside, changed, FILL), label


@dataclass(frozen=True)
class SourceData:
    """Labelled images.

    Attributes:
        told: What they are, for people.
        draw: Gives any one; None = there are none, and the samples take their place.
        fingerprint: Names their content.
    """

    told: str
    draw: Callable[[np.random.Generator], Pair] | None
    fingerprint: str

    def sampler(self, batch: int, side: int, seed: int) -> ChipSampler | None:
        """Batches of them."""
        return None if self.draw is None else ChipSampler(self.draw, batch, side, seed)


def open_source_data(given: str, card: ModelCard, model: Path) -> SourceData:
    """Find what an adaptation is to use as source.

    Args:
        given: A folder, or a compact set; empty = the set beside the model, if there is one.
        card: Of the model.
        model: Its .onnx file.

    Raises:
        SourceError: There is no such folder or file, or its classes or its sizes do not fit the model.
        ModelError: The file is no source set.
    """
    beside = model.with_name(model.stem + SET_ENDING)
    path = Path(given) if given else beside
    if not given and not beside.is_file():
        return SourceData("the samples themselves", None, "")
    if path.is_dir():
        return _folder(path, card)
    if not path.is_file():
        raise SourceError(f"There is no folder or file {path}.", "Correct SOURCE, or leave it empty.")
    return _set(path, card)


def _folder(path: Path, card: ModelCard) -> SourceData:
    pairs = find_pairs(path)
    meaning = _meaning(_manifest_classes(path / MANIFEST) or _own(card), card, path) | {IGNORE: IGNORE}
    read_pair(pairs[0], meaning)
    stats = [(pair.image.name, pair.image.stat().st_size, pair.image.stat().st_mtime_ns) for pair in pairs]
    kept: dict[int, Pair] = {}

    def draw(rng: np.random.Generator) -> Pair:
        index = int(rng.integers(len(pairs)))
        if index not in kept:
            kept[index] = read_pair(pairs[index], meaning)
        return kept[index]

    digest = hashlib.sha256(json.dumps(stats).encode()).hexdigest()
    return SourceData(f"{len(pairs)} labelled images of the folder {path.name}", draw, f"{path} {digest}")


def _set(path: Path, card: ModelCard) -> SourceData:
    found, digest = load_source_set(path), sha256_of(path)
    if not 0.5 <= found.about.resolution / card.resolution <= 2:
        raise SourceError(
            f"The source set {path.name} has images of {found.about.resolution:g} m, the model {card.name} takes "
            f"{card.resolution:g} m.",
            "Give another SOURCE.",
        )
    table = np.full(256, IGNORE, np.uint8)
    for value, meaning in _meaning(found.about.classes, card, path).items():
        table[value] = meaning
    pairs = [Pair(pair.name, pair.image, table[pair.label]) for pair in found.pairs]
    pairs = [pair for pair in pairs if (pair.label != IGNORE).any()]

    def draw(rng: np.random.Generator) -> Pair:
        return pairs[int(rng.integers(len(pairs)))]

    return SourceData(f"{len(pairs)} labelled images: {found.about.title} (sha256 {digest[:12]})", draw, digest)


def _own(card: ModelCard) -> dict[str, str]:
    return {str(one.value): one.name for one in card.classes}


def _manifest_classes(path: Path) -> dict[str, str] | None:
    """Value -> name of the classes of a folder; None = it does not say."""
    try:
        classes = json.loads(path.read_text(encoding="utf-8"))["classes"]
        return {str(int(value)): str(name) for value, name in classes.items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"The manifest {path} cannot be read ({type(error).__name__}).", "Export the folder again."
        ) from None


def _meaning(classes: Mapping[str, str], card: ModelCard, path: Path) -> dict[int, int]:
    """Value of a label -> value of the model's class of that name."""
    ours = {one.name: one.value for one in card.classes}
    if not set(ours) <= set(classes.values()):
        raise SourceError(
            f"{path.name} has the classes {', '.join(classes.values())}, the model {card.name} has {', '.join(ours)}.",
            "Give another SOURCE.",
        )
    return {int(value): ours.get(name, IGNORE) for value, name in classes.items()}
