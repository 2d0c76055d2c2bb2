"""NAIP crops with a green label from the near infrared, and their split by place.

The label is physical, not drawn: NDVI above a threshold of the city and year (see :mod:`.ndvi_thresholds`). A model
that sees only red, green and blue can therefore be trained and judged without anyone's opinion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...contract.errors import SourceError
from ...models.training.labels import UNKNOWN
from ...models.training.pairs.resize import resize
from .places import ndvi

GSD_M = 0.6
"""Ground sampling distance of the crops, metres."""

GROUP_M = 300.0
"""Crops with edges closer than this belong to one group and so to one side of a split."""

UNDECIDED_NDVI = 0.03
"""Pixels this close to the threshold are neither green nor other: the threshold itself is no more certain."""

OHIO = "naip_ohio"

_NAME = re.compile(r"(?:(?P<place>[a-z_]+_\d{4})|tile)_(?P<number>\d+)")


@dataclass(frozen=True)
class Chip:
    """One crop.

    Attributes:
        place: City and year, e.g. "chico_2020", or "naip_ohio".
        number: Number of the crop in its city; the same number is the same ground in every year.
        image: uint8 [4, height, width]: red, green, blue, near infrared at 0.6 m.
        x, y: Centre in metres, in the crop's UTM zone.
    """

    place: str
    number: int
    image: NDArray[np.uint8]
    x: float
    y: float

    @property
    def city(self) -> str:
        """Name of the place without its year."""
        return self.place if self.place == OHIO else self.place.rsplit("_", 1)[0]

    @property
    def name(self) -> str:
        """Name for display, e.g. "chico_2020_7"."""
        return f"{self.place}_{self.number}"


def read_chips(folder: Path, places: Sequence[str] = ()) -> list[Chip]:
    """Read the crops of a folder, sorted by name.

    Args:
        folder: Folder with <city>_<year>_<n>.tif, or tile_<n>.tif of Ohio.
        places: Places to read; empty = all.

    Raises:
        SourceError: No such crop exists, or one cannot be read.
    """
    chips = []
    for path in sorted(folder.glob("*.tif")):
        match = _NAME.fullmatch(path.stem)
        if not match or (places and (match["place"] or OHIO) not in places):
            continue
        place, number = match["place"] or OHIO, int(match["number"])
        try:
            with rasterio.open(path) as dataset:
                x, y = dataset.xy(dataset.height / 2, dataset.width / 2)
                chips.append(Chip(place, number, dataset.read((1, 2, 3, 4)), x, y))
        except (rasterio.errors.RasterioError, IndexError) as error:
            raise SourceError(f"The training image {path} cannot be read: {error}.") from None
    if not chips:
        raise SourceError(f"There are no crops of {', '.join(places) or 'any place'} in {folder}.")
    return chips


def read_all(folder: Path) -> list[Chip]:
    """Read the crops of ``folder``/naip_california and of both parts of ``folder``/naip_ohio.

    Raises:
        SourceError: Crops are missing or cannot be read.
    """
    parts = (Path("naip_california"), Path(OHIO, "train", "images"), Path(OHIO, "val", "images"))
    return [chip for part in parts for chip in read_chips(folder / part)]


def resample(chip: Chip, metres: float) -> Tensor:
    """The crop at another ground sampling distance, float32 [4, H, W], 0-255."""
    height, width = (round(side * GSD_M / metres) for side in chip.image.shape[1:])
    return resize(chip.image, (height, width))


def green_label(image: Tensor, threshold: float, undecided: float = UNDECIDED_NDVI) -> Tensor:
    """Labels of an image [4, H, W] (red, green, blue, nir): int64 [H, W] of ``Green`` and ``UNKNOWN``."""
    index = torch.from_numpy(ndvi(image.numpy()))
    label = (index > threshold).long()
    label[(index - threshold).abs() < undecided] = UNKNOWN
    return label


def groups(chips: Sequence[Chip], distance: float = GROUP_M) -> list[int]:
    """Group number per crop: crops of any year with edges less than ``distance`` metres apart share a group."""
    side = chips[0].image.shape[1] * GSD_M
    centres = np.array([(chip.x, chip.y) for chip in chips])
    cities = np.array([chip.city for chip in chips])
    near = (np.abs(centres[:, None] - centres[None]).max(axis=2) < distance + side) & (cities[:, None] == cities[None])
    labels = np.arange(len(chips))
    while True:
        smallest = np.where(near, labels[None], len(chips)).min(axis=1)
        if (smallest == labels).all():
            return [int(label) for label in labels]
        labels = smallest


def hold_out(chips: Sequence[Chip], share: float, seed: int) -> tuple[list[Chip], list[Chip]]:
    """Split into training and validation crops: whole groups, about ``share`` of each city's crops for validation."""
    members: dict[str, dict[int, list[Chip]]] = defaultdict(lambda: defaultdict(list))
    for chip, group in zip(chips, groups(chips), strict=True):
        members[chip.city][group].append(chip)
    training: list[Chip] = []
    validation: list[Chip] = []
    generator = np.random.default_rng(seed)
    for city in sorted(members):
        wanted = share * sum(len(group) for group in members[city].values())
        held = 0
        for group in generator.permutation(sorted(members[city])):
            chosen = members[city][int(group)]
            (validation if held < wanted else training).extend(chosen)
            held += len(chosen)
    return training, validation
