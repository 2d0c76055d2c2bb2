"""Folders of images with labels, as one's own training data comes.

A split is a folder with ``images`` and ``labels`` (or ``masks``) in it, and files of the same name without their
endings in both: the layout of UGSet and of the Dubai set. Images are 8-bit with red, green, blue first, then perhaps
near infrared, PNG, JPEG or GeoTIFF; labels have one band of whole numbers.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning

from ....contract.errors import SourceError
from ....engine.raster.gdal_errors import GDAL_ERRORS, cause_of
from ..labels import UNKNOWN, Green
from .augment import FILL

UGSET_CLASSES = {0: Green.OTHER, 1: Green.GREEN, 255: Green.GREEN}
"""Green is 1 or, in masks that are to be looked at, 255."""

DUBAI_CLASSES = {0: Green.OTHER, 1: Green.OTHER, 2: Green.OTHER, 3: Green.OTHER, 4: Green.GREEN, 255: UNKNOWN}

_IMAGES = "images"
_LABELS = ("labels", "masks")
_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})


@dataclass(frozen=True)
class PairPaths:
    """An image and its label on disk, of the same size."""

    image: Path
    label: Path


@dataclass(frozen=True)
class Pair:
    """An image and its label.

    Attributes:
        name: For people.
        image: uint8 [bands, height, width], red, green, blue (and near infrared); what has no data is filled with what
            stands there when a map is made.
        label: uint8 [height, width], classes or 255 where the class is not known or the image has no data.
    """

    name: str
    image: NDArray[np.uint8]
    label: NDArray[np.uint8]


def find_pairs(split: Path) -> list[PairPaths]:
    """The pairs of a split, in the order of their names; looks at the files' headers only.

    Raises:
        SourceError: There are no images, an image has no label, or the two differ in size.
    """
    images = _files(split / _IMAGES)
    labels = {path.stem: path for name in _LABELS for path in _files(split / name)}
    if not images:
        raise SourceError(
            f"There are no images in {split / _IMAGES}.", "A split is a folder with the folders images and labels."
        )
    missing = [path.name for path in images if path.stem not in labels]
    if missing:
        raise SourceError(
            f"{len(missing)} of {len(images)} images in {split} have no label, the first one is {missing[0]}.",
            f"Put labels of the same name into {split / _LABELS[0]}.",
        )
    pairs = [PairPaths(path, labels[path.stem]) for path in images]
    for pair in pairs:
        with open_image(pair.image) as image, open_image(pair.label) as label:
            if image.shape != label.shape:
                raise SourceError(
                    f"The image {pair.image} has {_size(image)} pixels, its label {pair.label} {_size(label)}.",
                    "An image and its label must cover the same pixels.",
                )
    return pairs


def read_pair(paths: PairPaths, classes: Mapping[int, int], bands: int = 3) -> Pair:
    """Read an image and its label.

    Args:
        paths: Where they are.
        classes: What each value in the label's file means; 255 as a meaning is "not known".
        bands: 3 (red, green, blue) or 4 (and near infrared).

    Raises:
        SourceError: A file cannot be read, the image is not 8-bit or lacks a band, the label has a value that means
            nothing, or no pixel has both data and a known class.
    """
    image, valid = _read_image(paths.image, bands)
    label = _read_label(paths.label, classes)
    label[~valid] = UNKNOWN
    if not valid.any():
        raise SourceError(f"The image {paths.image} holds no data.", "Take it out of the folder.")
    image[:, ~valid] = round(255 * FILL)
    if (label == UNKNOWN).all():
        raise SourceError(f"The label {paths.label} names no class at all.", "Take it and its image out of the folder.")
    return Pair(paths.image.stem, image, label)


def _read_image(path: Path, bands: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Bands [bands, height, width] and where there is data [height, width]."""
    wanted = ("red", "green", "blue", "near infrared")[:bands]
    with open_image(path) as dataset:
        kinds = set(dataset.dtypes[:bands])
        if dataset.count < bands or kinds != {"uint8"}:
            raise SourceError(
                f"The image {path} has {dataset.count} bands of type {', '.join(sorted(kinds))}.",
                f"This training takes 8-bit images with the bands {', '.join(wanted[:-1])} and {wanted[-1]} first.",
            )
        image, valid = dataset.read(range(1, bands + 1)), dataset.dataset_mask() > 0
    if bands > 3 and image[3].min() == image[3].max():
        raise SourceError(
            f"The fourth band of {path} has the value {image[3].min()} all over: that is transparency and no near "
            "infrared.",
            "Train without near infrared, or give images that have it.",
        )
    return image, valid


def _read_label(path: Path, classes: Mapping[int, int]) -> NDArray[np.uint8]:
    with open_image(path) as dataset:
        values = dataset.read(1)
    unknown = sorted(set(np.unique(values).tolist()) - set(classes))
    if unknown:
        raise SourceError(
            f"The label {path} has the value {unknown[0]}, which is no class.",
            f"Known are {', '.join(map(str, sorted(classes)))}.",
        )
    table = np.full(max(classes) + 1, UNKNOWN, dtype=np.uint8)
    table[list(classes)] = list(classes.values())
    return table[values.astype(np.int64)]


@contextmanager
def open_image(path: Path) -> Iterator[Any]:
    """A rasterio dataset, georeferenced or not.

    Raises:
        SourceError: It cannot be read; also of what is read from it in the block.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            dataset = rasterio.open(path)
        with dataset:
            yield dataset
    except GDAL_ERRORS as error:
        raise SourceError(f"The training image {path} cannot be read: {cause_of(error).rstrip('.')}.") from None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS)


def _size(dataset: Any) -> str:
    return f"{dataset.width} x {dataset.height}"
