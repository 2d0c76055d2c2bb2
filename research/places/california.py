"""NAIP crops of six Californian cities as grounds, with known green everywhere and partly drawn impervious surface.

Green is exact by physics, NDVI above the threshold of the city and year (:mod:`.ndvi_thresholds`). For some crops, a
second, drawn label divides the rest into impervious or not. It is an image <crop>.png of the crop's size with
1 impervious, 0 not impervious, 255 undecidable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...models.training.labels import UNKNOWN, Surface
from ...models.training.simulate.ground import Ground
from .naip import UNDECIDED_NDVI, groups, read_chips
from .ndvi_thresholds import read_thresholds
from .places import ndvi, read_label, to_metre, to_metre_labels

CITIES = ("bishop", "chico", "claremont", "eureka", "palm_springs", "riverside")
YEAR = 2020

_DRAWN = {0: 0, 1: 1, 255: 255}


@dataclass(frozen=True)
class Crop:
    """A crop as a ground.

    Attributes:
        name: File name without the extension.
        city: Name of the city, e.g. "chico".
        group: Crops of a city that are closer than 300 m share one; the unit of statistics.
        ground: Ground at 1 m; labels are GREEN, UNKNOWN near the threshold, and NOT_GREEN, or IMPERVIOUS and OTHER if
            drawn.
        above: NDVI minus the threshold, [height, width] at 1 m; green if it is above 0.
        drawn: The drawn label at 1 m, uint8 [height, width], 0, 1, 255; None = not drawn.
    """

    name: str
    city: str
    group: str
    ground: Ground
    above: NDArray[np.float32]
    drawn: NDArray[np.uint8] | None


def load_crops(folder: Path, cities: Sequence[str] = CITIES, labels: Path | None = None) -> list[Crop]:
    """Read the crops of one year.

    Args:
        folder: Folder with <city>_<year>_<n>.tif of red, green, blue, near infrared.
        cities: Cities to read.
        labels: Folder with drawn labels, see the module; crops without one, and all crops for None, have green only.

    Raises:
        SourceError: A city has no crops; a drawn label cannot be read, has another size or other values.
    """
    thresholds = read_thresholds()
    crops = []
    for city in cities:
        chips = read_chips(folder, [f"{city}_{YEAR}"])
        for chip, group in zip(chips, groups(chips), strict=True):
            label = labels / f"{chip.name}.png" if labels else None
            drawn = to_metre_labels(read_label(label, chip.image, _DRAWN)) if label and label.is_file() else None
            image = to_metre(chip.image)
            above = ndvi(image) - np.float32(thresholds[chip.place])
            ground = Ground(image, merge(above, drawn), "aerial", chip.place)
            crops.append(Crop(chip.name, city, chips[group].name, ground, above, drawn))
    return crops


def merge(above: NDArray[np.float32], drawn: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Merge the labels from NDVI and from a person; an impervious label drawn on green corrects NDVI.

    Args:
        above: NDVI minus its threshold, [height, width].
        drawn: Drawn label [height, width] of 0, 1, 255, or None.

    Returns:
        uint8 [height, width], of ``Surface``; UNKNOWN if NDVI is too close to its threshold.
    """
    label = np.where(above > 0, Surface.GREEN, Surface.NOT_GREEN).astype(np.uint8)
    label[np.abs(above) < UNDECIDED_NDVI] = UNKNOWN
    if drawn is not None:
        label[(label == Surface.NOT_GREEN) & (drawn == 0)] = Surface.OTHER
        label[drawn == 1] = Surface.IMPERVIOUS
    return label
