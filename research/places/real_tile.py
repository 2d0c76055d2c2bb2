"""Real Sentinel-2 images with the land cover of a published product: weak labels at 10 m."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from ...contract.errors import SourceError
from ...models.training.simulate.sensor import FloatImage

BANDS = ("B04", "B03", "B02", "B08")
"""Red, green, blue and near infrared: the order of an image here."""

REFLECTANCE = np.float32(1e-4)
"""Reflectance of one step of Sentinel-2's numbers; all data here are of a time without an offset, or rid of it."""


class Cover(IntEnum):
    """Land cover in the numbers of ESA WorldCover; built-up includes gardens and yards."""

    UNKNOWN = 0
    TREE = 10
    SHRUB = 20
    GRASS = 30
    CROP = 40
    BUILT = 50
    BARE = 60
    SNOW = 70
    WATER = 80
    WETLAND = 90
    MANGROVE = 95
    MOSS = 100


@dataclass(frozen=True)
class RealTile:
    """A real image and what a product says about its ground.

    Attributes:
        name: Name of the image, e.g. "place007_1".
        place: Name of the place, the unit of splits and of statistics.
        image: Reflectance [4, height, width], bands as :data:`BANDS`; 0 where the file has none.
        cover: uint8 [height, width] of :class:`Cover`.
        built: Where the product gives any sign of built-up ground, [height, width].
        level: "L2A", or "L1C" without atmospheric correction.
        path: File of the image.
    """

    name: str
    place: str
    image: FloatImage
    cover: NDArray[np.uint8]
    built: NDArray[np.bool_]
    level: str
    path: Path


def read_bands(path: Path, bands: tuple[str, ...] = BANDS) -> FloatImage:
    """Read bands by their descriptions as reflectance [bands, height, width].

    Raises:
        SourceError: The file cannot be read or lacks a band.
    """
    try:
        with warnings.catch_warnings(), rasterio.open(path) as dataset:
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            numbers = [dataset.descriptions.index(band) + 1 for band in bands]
            image: FloatImage = dataset.read(numbers).astype(np.float32) * REFLECTANCE
    except (RasterioError, ValueError) as error:
        raise SourceError(f"The image {path} cannot be read: {error}.") from None
    return image


def read_layers(path: Path) -> NDArray[np.uint8]:
    """Read all layers of a product [layers, height, width].

    Raises:
        SourceError: The file cannot be read.
    """
    try:
        with warnings.catch_warnings(), rasterio.open(path) as dataset:
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            layers: NDArray[np.uint8] = dataset.read()
    except RasterioError as error:
        raise SourceError(f"The product {path} cannot be read: {error}.") from None
    return layers
