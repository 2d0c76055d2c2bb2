"""A compact source set: a few hundred small labelled images in one file, to adapt a model without its training data.

A safetensors file with ``images`` uint8 [N, 3, S, S] (red, green, blue) and ``labels`` uint8 [N, S, S] (class values,
255 = unknown), and a description in its metadata. The set of a model is pinned by the sha256 on the model's card.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open

from ....contract.errors import ModelError, RequestError
from ....contract.requests.wire import from_dict
from ..labels import UNKNOWN
from ..loop.checkpoint import save_tensors
from .folders import Pair

_ABOUT = "onemetre:source-set"


@dataclass(frozen=True)
class SourceSetAbout:
    """Description of a source set.

    Attributes:
        title: Title for display.
        licence: Licence of the images.
        resolution: Ground sampling distance in metres.
        classes: Class names by label value.
    """

    title: str
    licence: str
    resolution: float
    classes: dict[str, str]


@dataclass(frozen=True)
class SourceSet:
    """A source set in memory."""

    about: SourceSetAbout
    pairs: list[Pair]


def save_source_set(path: Path, pairs: Sequence[Pair], about: SourceSetAbout) -> str:
    """Write a set of images of one size; returns the sha256 of the file."""
    images = torch.from_numpy(np.stack([pair.image for pair in pairs]))
    labels = torch.from_numpy(np.stack([pair.label for pair in pairs]))
    save_tensors(path, {"images": images, "labels": labels}, {_ABOUT: json.dumps(asdict(about))})
    return sha256_of(path)


def load_source_set(path: Path) -> SourceSet:
    """Read a source set.

    Raises:
        ModelError: The file is damaged or not a source set.
    """
    try:
        with safe_open(path, "pt") as file:
            about = _about((file.metadata() or {})[_ABOUT])
            images, labels = file.get_tensor("images").numpy(), file.get_tensor("labels").numpy()
    except (SafetensorError, OSError, KeyError, TypeError, ValueError, RecursionError, RequestError) as error:
        raise ModelError(
            f"The file {path} is not a source set: {error}.",
            "Choose one of OneMetre's, or a folder of images and labels.",
        ) from None
    pixels, known = images.shape[2:], labels[labels != UNKNOWN]
    values = {int(value) for value in about.classes}
    if images.dtype != np.uint8 or images.ndim != 4 or labels.shape != (len(images), *pixels) or not len(known):
        raise ModelError(f"The source set {path} has images {images.shape} but labels {labels.shape}.")
    if not set(np.unique(known).tolist()) <= values:
        raise ModelError(f"The source set {path} has label values without a class name.")
    pairs = zip(images, labels, strict=True)
    return SourceSet(about, [Pair(str(n), image, label) for n, (image, label) in enumerate(pairs)])


def _about(text: str) -> SourceSetAbout:
    """The description of a set; it comes with the file, so that nothing about it is certain."""
    about = from_dict(SourceSetAbout, json.loads(text))
    if not 0 < about.resolution < math.inf or not all(value.isdecimal() for value in about.classes):
        raise ValueError("its resolution or a class value is not a number")
    return about


def sha256_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
