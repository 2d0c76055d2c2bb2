"""Source data of an adaptation, representing what the model knows: the user's folder, a compact set, or none."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ....contract.card import ModelCard
from ....contract.errors import SourceError
from ....engine.assess.label_values import meaning_of
from ..labels import UNKNOWN
from ..pairs.folders import Pair, find_pairs, read_pair
from ..pairs.kept_pairs import KeptPairs, PairsInMemory, PairSource
from ..pairs.pair_sampler import PairSampler
from ..pairs.source_set import load_source_set, sha256_of

SET_ENDING = ".source.safetensors"
"""Suffix of a source set next to a model: <model>.source.safetensors."""

MANIFEST = "manifest.json"
"""File in a folder of training data that defines the values of the labels and states their origin."""


@dataclass(frozen=True)
class SourceData:
    """Labelled images of the source.

    Attributes:
        told: Description for the user.
        pairs: Images and labels to draw from; None = none, and the samples take their place.
        fingerprint: Identifies the content.
    """

    told: str
    pairs: PairSource | None
    fingerprint: str

    def sampler(self, batch: int, side: int, seed: int) -> PairSampler | None:
        """Sampler of batches of these images."""
        return None if self.pairs is None else PairSampler(self.pairs, batch, seed, side)


def open_source_data(given: str, method: str, card: ModelCard, model: Path) -> SourceData:
    """Open the source data of an adaptation; "supervised" uses none.

    Args:
        given: A folder, or a compact set; empty = the set beside the model, if any.
        method: Method of the adaptation.
        card: Card of the model.
        model: Path of the model file (.onnx).

    Raises:
        SourceError: The folder or file does not exist, or its classes or its sizes do not fit the model.
        ModelError: The file is not a source set.
    """
    if method == "supervised":
        return SourceData("none, supervised learns from the samples", None, "")
    beside = model.with_name(model.stem + SET_ENDING)
    path = Path(given) if given else beside
    if not given and not beside.is_file():
        return SourceData("the samples themselves", None, "")
    if path.is_dir():
        return _folder(path, card)
    if not path.is_file():
        raise SourceError(f"The folder or file {path} does not exist.", "Correct SOURCE, or leave it empty.")
    return _set(path, card, "" if given else card.source_set)


def _folder(path: Path, card: ModelCard) -> SourceData:
    pairs = find_pairs(path)
    meaning = _meaning(_manifest_classes(path / MANIFEST) or _own(card), card, path)
    read_pair(pairs[0], meaning)
    stats = [(pair.image.name, pair.image.stat().st_size, pair.image.stat().st_mtime_ns) for pair in pairs]
    kept = KeptPairs(pairs, functools.partial(read_pair, classes=meaning))
    digest = hashlib.sha256(json.dumps(stats).encode()).hexdigest()
    return SourceData(f"{len(pairs)} labelled images of the folder {path.name}", kept, f"{path} {digest}")


def _set(path: Path, card: ModelCard, wanted: str) -> SourceData:
    digest = sha256_of(path)
    if wanted and digest != wanted:
        raise SourceError(
            f"The source set {path} does not belong to the model {card.name}.",
            "Download the file again, or choose another SOURCE.",
        )
    found = load_source_set(path)
    if not 0.5 <= found.about.resolution / card.resolution <= 2:
        raise SourceError(
            f"The source set {path.name} has images of {found.about.resolution:g} m, but the model {card.name} takes "
            f"{card.resolution:g} m.",
            "Choose another SOURCE.",
        )
    table = np.full(256, UNKNOWN, np.uint8)
    for value, meaning in _meaning(found.about.classes, card, path).items():
        table[value] = meaning
    pairs = [Pair(pair.name, pair.image, table[pair.label]) for pair in found.pairs]
    pairs = [pair for pair in pairs if (pair.label != UNKNOWN).any()]
    told = f"{len(pairs)} labelled images: {found.about.title} (sha256 {digest[:12]})"
    return SourceData(told, PairsInMemory(pairs), digest)


def _own(card: ModelCard) -> dict[str, str]:
    return {str(one.value): one.name for one in card.classes}


def _manifest_classes(path: Path) -> dict[str, str] | None:
    """Class names of a folder by their value; None = not stated."""
    try:
        classes = json.loads(path.read_text(encoding="utf-8"))["classes"]
        return {str(int(value)): str(name) for value, name in classes.items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise SourceError(
            f"The manifest {path} cannot be read ({type(error).__name__}).", "Export the folder again."
        ) from None


def _meaning(classes: Mapping[str, str], card: ModelCard, path: Path) -> dict[int, int]:
    """Mapping from the label values to the model's values of the classes of the same name."""
    ours = {one.name: one.value for one in card.classes}
    if not set(ours) <= set(classes.values()):
        raise SourceError(
            f"{path.name} has the classes {', '.join(classes.values())}, but the model {card.name} has "
            f"{', '.join(ours)}.",
            "Choose another SOURCE.",
        )
    return meaning_of({value: ours.get(name, UNKNOWN) for value, name in classes.items()})
