"""The crops of a city and year in one image, with their green label and the ground of each group of crops."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.transform import from_origin

from ...contract.requests import Zones
from ...engine.assess.accuracy import UNKNOWN
from ...research.green.mosaics import SEAM
from ...research.places.naip import Chip, green_label, resample

_CRS, _X, _Y = "EPSG:32611", 500_000.0, 3_800_000.0


class Mosaic(NamedTuple):
    """Paths of the image and of its label, and the groups of crops as zones of these names."""

    image: Path
    label: Path
    zones: Zones


def write_mosaic(folder: Path, chips: Sequence[Chip], groups: Sequence[int], threshold: float) -> Mosaic:
    """Write crops side by side at 1 m; the last row is filled up with the first crops, which have no label.

    Args:
        folder: Folder of the files.
        chips: Crops of one city and year.
        groups: Number of the group of each crop.
        threshold: NDVI from which a pixel is green.
    """
    across = math.ceil(math.sqrt(len(chips)))
    down = -(-len(chips) // across)
    side = resample(chips[0], 1.0).shape[1]
    image = np.empty((3, down * side, across * side), np.uint8)
    label = np.full(image.shape[1:], UNKNOWN, np.uint8)
    names, shapes = [], []
    for cell in range(across * down):
        chip = chips[cell % len(chips)]
        top, left = side * (cell // across), side * (cell % across)
        pixels = resample(chip, 1.0)
        image[:, top : top + side, left : left + side] = pixels[:3].clamp(0, 255).round().numpy()
        if cell >= len(chips):
            continue
        inner = slice(SEAM, side - SEAM)
        truth = green_label(pixels, threshold, 0.0).numpy()[inner, inner]
        label[top + SEAM : top + side - SEAM, left + SEAM : left + side - SEAM] = truth
        names.append(str(groups[cell]))
        shapes.append(shapely.box(_X + left, _Y - top - side, _X + left + side, _Y - top).wkt)
    place = chips[0].place
    return Mosaic(
        _written(folder / f"{place}.tif", image),
        _written(folder / f"{place} label.tif", label[None], nodata=UNKNOWN),
        Zones(names=tuple(names), wkt=tuple(shapes), crs=_CRS),
    )


def _written(path: Path, pixels: NDArray[np.uint8], **profile: int) -> Path:
    bands, height, width = pixels.shape
    options = {"crs": _CRS, "transform": from_origin(_X, _Y, 1, 1), "compress": "deflate", **profile}
    with rasterio.open(path, "w", width=width, height=height, count=bands, dtype="uint8", **options) as raster:
        raster.write(pixels)
    return path
