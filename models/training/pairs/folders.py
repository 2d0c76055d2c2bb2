"""Folders of images and labels, the user's own training data.

A split is a folder that contains ``images`` and ``labels`` (or ``masks``), with files of the same name, apart from the
extension, in both: the layout of UGSet and of the Dubai set. Images are 8-bit PNG, JPEG or GeoTIFF with red, green and
blue first, optionally followed by near infrared; labels have one band of integers.
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
"""Green is 1, or 255 in masks made for viewing."""

DUBAI_CLASSES = {0: Green.OTHER, 1: Green.OTHER, 2: Green.OTHER, 3: Green.OTHER, 4: Green.GREEN, 255: UNKNOWN}

_IMAGES = "images"
_LABELS = ("labels", "masks")
_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})


@dataclass(frozen=True)
class PairPaths:
    """Paths of an image and its label, which have the same size."""

    image: Path
    label: Path


@dataclass(frozen=True)
class Pair:
    """An image and its label.

    Attributes:
        name: Name for display.
        image: uint8 [bands, height, width], red, green, blue (and near infrared); nodata pixels are filled as in
            mapping.
        label: uint8 [height, width], classes, or 255 if the class is unknown or the image is nodata.
    """

    name: str
    image: NDArray[np.uint8]
    label: NDArray[np.uint8]


def find_pairs(split: Path) -> list[PairPaths]:
    """Find the pairs of a split, sorted by name; reads only the headers of the files.

    Raises:
        SourceError: There are no images, an image has no label, or the two differ in size.
    """
    images = _files(split / _IMAGES)
    labels = {path.stem: path for name in _LABELS for path in _files(split / name)}
    if not images:
        raise SourceError(
            f"There are no images in {split / _IMAGES}.",
            "A split is a folder that contains the folders images and labels.",
        )
    missing = [path.name for path in images if path.stem not in labels]
    if missing:
        raise SourceError(
            f"{len(missing)} of {len(images)} images in {split} have no label, the first of them {missing[0]}.",
            f"Put labels of the same name into {split / _LABELS[0]}.",
        )
    pairs = [PairPaths(path, labels[path.stem]) for path in images]
    for pair in pairs:
        with open_image(pair.image) as image, open_image(pair.label) as label:
            if image.shape != label.shape:
                raise SourceError(
                    f"The image {pair.image} has {_size(image)} pixels, but its label {pair.label} has {_size(label)}.",
                    "An image and its label must cover the same pixels.",
                )
    return pairs


def read_pair(paths: PairPaths, classes: Mapping[int, int], bands: int = 3) -> Pair:
    """Read an image and its label.

    Args:
        paths: Paths of the image and its label.
        classes: Class of each value in the label file; class 255 means unknown.
        bands: 3 (red, green, blue) or 4 (and near infrared).

    Raises:
        SourceError: A file cannot be read, the image is not 8-bit or lacks a band, the label has a value without a
            class, or no pixel has both data and a known class.
    """
    image, valid = _read_image(paths.image, bands)
    label = _read_label(paths.label, classes)
    label[~valid] = UNKNOWN
    if not valid.any():
        raise SourceError(f"The image {paths.image} holds no data.", "Remove it from the folder.")
    image[:, ~valid] = round(255 * FILL)
    if (label == UNKNOWN).all():
        raise SourceError(f"The label {paths.label} contains no class.", "Remove it and its image from the folder.")
    return Pair(paths.image.stem, image, label)


def _read_image(path: Path, bands: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Bands [bands, height, width] and the mask of valid pixels [height, width]."""
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
            f"The fourth band of {path} has the value {image[3].min()} everywhere: it is transparency, not near "
            "infrared.",
            "Train without near infrared, or choose images that have it.",
        )
    return image, valid


def _read_label(path: Path, classes: Mapping[int, int]) -> NDArray[np.uint8]:
    with open_image(path) as dataset:
        values = dataset.read(1)
    unknown = sorted(set(np.unique(values).tolist()) - set(classes))
    if unknown:
        raise SourceError(
            f"The label {path} has the value {unknown[0]}, which is not a class.",
            f"Known values: {', '.join(map(str, sorted(classes)))}.",
        )
    table = np.full(max(classes) + 1, UNKNOWN, dtype=np.uint8)
    table[list(classes)] = list(classes.values())
    return table[values.astype(np.int64)]


@contextmanager
def open_image(path: Path) -> Iterator[Any]:
    """Open a rasterio dataset, georeferenced or not.

    Raises:
        SourceError: The image cannot be read; also raised for reads inside the block.
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
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS and path.is_file())


def _size(dataset: Any) -> str:
    return f"{dataset.width} x {dataset.height}"
