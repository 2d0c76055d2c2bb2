"""The user's own images and labels as training data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ....contract.card import CardClass
from ....contract.errors import RequestError
from ....contract.requests import PretrainRequest
from ....engine.assess.label_values import meaning_of
from ..pairs.folders import Pair, PairPaths, read_pair
from ..pairs.pair_split import Split, split_pairs
from .card import class_name, own_classes


@dataclass(frozen=True)
class OwnData:
    """Training data of a request.

    Attributes:
        split: Training and validation pairs.
        names: Class names for display in the order of their values; the first one is the rest.
        meaning: Class value of each label value.
        bands: 3 (red, green, blue) or 4 (and near infrared).
        resolution: Ground sampling distance of the images in metres.
    """

    split: Split
    names: tuple[str, ...]
    meaning: Mapping[int, int]
    bands: int
    resolution: float

    @property
    def card_classes(self) -> tuple[CardClass, ...]:
        """Classes in the form of a model card."""
        return own_classes(self.names)

    def read(self, paths: PairPaths) -> Pair:
        """Read an image and its label, in class values.

        Raises:
            SourceError: The pair is invalid, see :func:`.folders.read_pair`.
        """
        return read_pair(paths, self.meaning, self.bands)


def own_data(request: PretrainRequest) -> OwnData:
    """Find the training data of a request; reads only the headers of the files.

    Raises:
        RequestError: Two classes would have the same name on the card.
        SourceError: The folders do not fit, see :func:`.pair_split.split_pairs`.
    """
    names = tuple(dict.fromkeys(request.classes.values()))
    short = [class_name(name) for name in names]
    if twice := [name for name, other in zip(names, short, strict=True) if short.count(other) > 1]:
        raise RequestError(
            f"The classes {' and '.join(twice)} would both be called {class_name(twice[0])}.",
            "Use names that differ in letters a-z or digits.",
        )
    split = split_pairs(
        Path(request.images),
        Path(request.validation) if request.validation else None,
        request.share / 100,
        request.seed,
    )
    meaning = meaning_of({value: names.index(name) for value, name in request.classes.items()})
    return OwnData(split, names, meaning, 4 if request.nir else 3, request.resolution)
