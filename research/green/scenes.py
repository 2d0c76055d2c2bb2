"""Larger images for training only: forest, a lake, fields, desert, an apron, and suburbs without leaves.

Where there is near infrared, green is certain above one NDVI and ruled out below another, set by eye for each image.
The suburbs of Boston have red, green and blue only: their buildings, which are drawn, are not green; everything else is
unknown, because woods without leaves are neither.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rasterio
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...contract.errors import SourceError
from ...models.training.labels import UNKNOWN, Green
from ...models.training.pairs.resize import resize
from ..places.places import ndvi

log = logging.getLogger(__name__)

_NAIP = Path("naip_other")
_LEAFLESS = Path("massachusetts")

_LIMITS = {
    "virginia_forest": (0.05, 0.2),
    "nc_2016_a": (0.05, 0.18),
    "nc_2016_b": (0.05, 0.18),
    "california_desert_road": (0.12, 0.25),
    "milwaukee_airport": (-0.15, 0.1),
}
"""NDVI up to which a pixel is not green, and above which it is."""

_SURE = 0.75


class Scene(NamedTuple):
    """A labelled image of any size.

    Attributes:
        place: Name of the place; images of one name are of one area.
        image: uint8 [3, height, width].
        label: uint8 [height, width] of ``Green`` and ``UNKNOWN``.
        metres: Ground sampling distance.
    """

    place: str
    image: NDArray[np.uint8]
    label: NDArray[np.uint8]
    metres: float

    @property
    def known(self) -> float:
        """Labelled ground in square metres."""
        return float((self.label != UNKNOWN).sum()) * self.metres**2

    def window(self, top: int, left: int, source: int, side: int) -> tuple[Tensor, Tensor]:
        """A square of ``source`` pixels, resampled to ``side``: RGB 0-255 [3, side, side] and labels [side, side].

        A resampled pixel has the label that holds for three quarters of it.
        """
        part = (slice(top, top + source), slice(left, left + source))
        image = resize(self.image[:, part[0], part[1]], (side, side))
        values = np.stack([self.label[part] == value for value in (Green.OTHER, Green.GREEN)]).astype(np.uint8)
        shares = resize(values, (side, side))
        label = torch.full((side, side), UNKNOWN)
        for value, share in zip((Green.OTHER, Green.GREEN), shares, strict=True):
            label[share > _SURE] = int(value)
        return image, label


def read_scenes(folder: Path) -> list[Scene]:
    """Read ``folder``/naip_other and ``folder``/massachusetts; what is missing is skipped and named in the log.

    Raises:
        SourceError: An image is there but cannot be read.
    """
    scenes = []
    for name, limits in _LIMITS.items():
        path = folder / _NAIP / f"{name}.tif"
        if path.exists():
            scenes.append(_by_ndvi(path, limits))
        else:
            log.warning("No %s: the training goes without it.", path)
    found = sorted(path for path in (folder / _LEAFLESS).glob("*.tif") if not path.stem.endswith("_mask"))
    if not found:
        log.warning("No images in %s: the training goes without them.", folder / _LEAFLESS)
    return scenes + [_by_mask(path) for path in found]


def _by_ndvi(path: Path, limits: tuple[float, float]) -> Scene:
    image, metres = _read(path)
    index = ndvi(image)
    label = np.full(index.shape, UNKNOWN, np.uint8)
    label[index < limits[0]] = Green.OTHER
    label[index > limits[1]] = Green.GREEN
    return Scene(path.stem, image[:3], label, metres)


def _by_mask(path: Path) -> Scene:
    image, metres = _read(path)
    mask, _ = _read(path.with_name(f"{path.stem}_mask.tif"))
    label = np.where(mask[0] == 1, np.uint8(Green.OTHER), np.uint8(UNKNOWN))
    return Scene(_LEAFLESS.name, image[:3], label, metres)


def _read(path: Path) -> tuple[NDArray[np.uint8], float]:
    try:
        with rasterio.open(path) as dataset:
            return dataset.read(), float(dataset.res[0])
    except rasterio.errors.RasterioError as error:
        raise SourceError(f"The training image {path} cannot be read: {error}.") from None
