"""What stands for the city that a model knows, in an adaptation: the user's folder, a compact set, or nothing."""

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
from ..labels import UNKNOWN
from ..pairs.folders import Pair, find_pairs, read_pair
from ..pairs.kept_pairs import KeptPairs, PairsInMemory, PairSource
from ..pairs.pair_sampler import PairSampler
from ..pairs.source_set import load_source_set, sha256_of

SET_ENDING = ".source.safetensors"
"""Of a source set beside a model, <model>.source.safetensors."""

MANIFEST = "manifest.json"
"""In a folder of training data: what the values of the labels mean, and where it comes from."""


@dataclass(frozen=True)
class SourceData:
    """Labelled images.

    Attributes:
        told: What they are, for people.
        pairs: To draw from; None = there are none, and the samples take their place.
        fingerprint: Names their content.
    """

    told: str
    pairs: PairSource | None
    fingerprint: str

    def sampler(self, batch: int, side: int, seed: int) -> PairSampler | None:
        """Batches of them."""
        return None if self.pairs is None else PairSampler(self.pairs, batch, seed, side)


def open_source_data(given: str, method: str, card: ModelCard, model: Path) -> SourceData:
    """Find what an adaptation is to use as source; "supervised" looks at none.

    Args:
        given: A folder, or a compact set; empty = the set beside the model, if there is one.
        method: Of the adaptation.
        card: Of the model.
        model: Its .onnx file.

    Raises:
        SourceError: There is no such folder or file, or its classes or its sizes do not fit the model.
        ModelError: The file is no source set.
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
        raise SourceError(f"There is no folder or file {path}.", "Correct SOURCE, or leave it empty.")
    return _set(path, card, "" if given else card.source_set)


def _folder(path: Path, card: ModelCard) -> SourceData:
    pairs = find_pairs(path)
    meaning = _meaning(_manifest_classes(path / MANIFEST) or _own(card), card, path) | {UNKNOWN: UNKNOWN}
    read_pair(pairs[0], meaning)
    stats = [(pair.image.name, pair.image.stat().st_size, pair.image.stat().st_mtime_ns) for pair in pairs]
    kept = KeptPairs(pairs, functools.partial(read_pair, classes=meaning))
    digest = hashlib.sha256(json.dumps(stats).encode()).hexdigest()
    return SourceData(f"{len(pairs)} labelled images of the folder {path.name}", kept, f"{path} {digest}")


def _set(path: Path, card: ModelCard, wanted: str) -> SourceData:
    digest = sha256_of(path)
    if wanted and digest != wanted:
        raise SourceError(
            f"The source set {path} is not the one that belongs to the model {card.name}.",
            "Get the file again, or give a SOURCE of your own.",
        )
    found = load_source_set(path)
    if not 0.5 <= found.about.resolution / card.resolution <= 2:
        raise SourceError(
            f"The source set {path.name} has images of {found.about.resolution:g} m, the model {card.name} takes "
            f"{card.resolution:g} m.",
            "Give another SOURCE.",
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
    return {int(value): ours.get(name, UNKNOWN) for value, name in classes.items()}
