"""Labelled 1 m grounds from real imagery, from which Sentinel-2 scenes are simulated.

Labels are those of :class:`.labels.Surface`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import SourceError
from ...models.training.labels import UNKNOWN, Surface
from ...models.training.pairs.folders import open_image
from ...models.training.simulate.ground import Ground
from ...models.training.simulate.sensor import GAMMA_MEAN, FloatImage, box_average, dn_to_reflectance

NAIP_GSD_M = 0.6
_NDVI_BINS = 256
_OHIO_GREEN_NDVI = 0.5

# Dubai: 0 water, 1 unpaved land, 2 road, 3 building, 4 vegetation, 255 unlabelled.
_DUBAI = {
    0: Surface.OTHER,
    1: Surface.OTHER,
    2: Surface.IMPERVIOUS,
    3: Surface.IMPERVIOUS,
    4: Surface.GREEN,
    255: UNKNOWN,
}
# Ohio: 0 everything else (decided by NDVI), 1 building, 2 road, 3 bare, 4 forest, 5 water.
_OHIO = {0: UNKNOWN, 1: Surface.IMPERVIOUS, 2: Surface.IMPERVIOUS, 3: Surface.OTHER, 4: Surface.GREEN, 5: Surface.OTHER}


def load_dubai(folder: Path, split: Literal["train", "val"]) -> list[Ground]:
    """The Dubai set: RGB of about 1 m with hand-drawn labels (whole villa plots count as building in some tiles).

    Raises:
        SourceError: The folder has no such images, or an image or its label is invalid.
    """
    grounds = []
    for path in _files(folder / split / "images", "*.jpg"):
        image = read_image(path)
        labels = read_label(folder / split / "masks" / f"{path.stem}.png", image, _DUBAI)
        grounds.append(Ground(image.astype(np.float32), labels, "stretched", f"dubai_{path.stem}"))
    return grounds


def load_ohio(folder: Path, split: Literal["train", "val"]) -> list[Ground]:
    """NAIP crops of small towns and farmland with coarse hand-drawn labels.

    Background left by the annotators is green if its NDVI is high and ignored otherwise, because it includes driveways.

    Raises:
        SourceError: The folder has no such images, or an image or its label is invalid.
    """
    grounds = []
    for path in _files(folder / split / "images", "*.tif"):
        dn = read_image(path)
        labels = to_metre_labels(read_label(folder / split / "masks" / path.name, dn, _OHIO))
        metre = to_metre(dn)
        index = ndvi(dn_to_reflectance(np.rint(metre).astype(np.uint8), GAMMA_MEAN))
        labels[(labels == UNKNOWN) & (index > _OHIO_GREEN_NDVI)] = Surface.GREEN
        grounds.append(Ground(metre, labels, "bright-aerial", "ohio"))
    return grounds


def ndvi(image: NDArray[np.uint8] | FloatImage) -> FloatImage:
    """(nir - red) / (nir + red) of [4, height, width] -> [height, width], 0 where both are 0."""
    red, nir = image[0].astype(np.float32), image[3].astype(np.float32)
    index: FloatImage = (nir - red) / np.maximum(nir + red, 1e-6)
    return index


def otsu(values: NDArray[np.float32]) -> float:
    """Otsu's threshold (1979), which separates two groups with the largest variance between them."""
    counts, edges = np.histogram(values, _NDVI_BINS)
    centres = (edges[1:] + edges[:-1]) / 2
    below, total = np.cumsum(counts)[:-1], counts.sum()
    mass = np.cumsum(counts * centres)
    gap = mass[:-1] / np.maximum(below, 1) - (mass[-1] - mass[:-1]) / np.maximum(total - below, 1)
    return float(edges[1 + int(np.argmax(below * (total - below) * gap**2))])


def to_metre(dn: NDArray[np.uint8]) -> FloatImage:
    """Resample NAIP's 0.6 m to 1 m: [bands, height, width], the mean over the area of each new pixel."""
    return box_average(dn.astype(np.float32), 1.0 / NAIP_GSD_M)


def to_metre_labels(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Resample labels of NAIP's 0.6 m to 1 m: [height, width], the label at the centre of each new pixel."""
    centres = [np.arange(int(size * NAIP_GSD_M + 1e-9)) + 0.5 for size in labels.shape]
    rows, columns = ((centre / NAIP_GSD_M).astype(int) for centre in centres)
    return labels[np.ix_(rows, columns)]


def read_image(path: Path) -> NDArray[np.uint8]:
    """Read all bands of an 8-bit image, georeferenced or not: [bands, height, width].

    Raises:
        SourceError: The image cannot be read.
    """
    with open_image(path) as dataset:
        data: NDArray[np.uint8] = dataset.read()
    return data


def read_label(path: Path, image: NDArray[np.uint8], meaning: Mapping[int, int]) -> NDArray[np.uint8]:
    """Read the label of an image and convert its values: [height, width].

    Args:
        path: Path of the label, which has one band.
        image: Image of the label, [bands, height, width].
        meaning: New value of each value that may occur.

    Raises:
        SourceError: The label cannot be read, has another size or other values, or the image is empty.
    """
    drawn = read_image(path)[0]
    if drawn.shape != image.shape[1:]:
        raise SourceError(f"The label {path} is {drawn.shape}, but its image {image.shape[1:]}.", "Both need one size.")
    strange = sorted(int(value) for value in set(np.unique(drawn)) - set(meaning))
    if strange:
        raise SourceError(
            f"The label {path} has the values {strange}.", f"Known values: {', '.join(map(str, meaning))}."
        )
    if not image.any():
        raise SourceError(f"The image of the label {path} is completely black.", "Leave both out.")
    table = np.zeros(256, dtype=np.uint8)
    table[list(meaning)] = list(meaning.values())
    return table[drawn]


def _files(folder: Path, pattern: str) -> list[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise SourceError(f"There is no {pattern} in {folder}.", "Choose the folder that holds the training data.")
    return paths
