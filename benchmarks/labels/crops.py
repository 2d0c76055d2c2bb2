"""The labelled crops: the list in crops.csv and its images."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...research.places.naip import read_chips

FOLDER = Path(__file__).parent / "data"
ROOT = FOLDER.resolve().parents[1]
NAIP = ROOT.parent / "shared" / "data" / "naip_california"
SHEETS = ROOT / "build" / "labels"
"""Folder for contact sheets and check sheets, ignored by git."""


@dataclass(frozen=True)
class Crop:
    """One row of crops.csv.

    Attributes:
        name: File name without the extension, e.g. "chico_2020_12".
        city: City without the year.
        group: Crops less than 300 m apart share a group and stay on one side of every split.
        kind: "random" or "hard", how the crop was chosen.
        why: Reason why a hard crop is hard.
        threshold: NDVI threshold of green for its place and year.
        labeller: Labeller of the crop.
        second: Labeller of the second, blind pass; empty = none.
    """

    name: str
    city: str
    group: str
    kind: str
    why: str
    threshold: float
    labeller: str
    second: str


COLUMNS = ("name", "city", "group", "kind", "why", "threshold", "labeller", "second")


def read_crops(path: Path = FOLDER / "crops.csv") -> list[Crop]:
    """All crops, in the order of the file."""
    with path.open(newline="", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return [Crop(**(row | {"threshold": float(row["threshold"])})) for row in rows]


def write_crops(crops: list[Crop], path: Path = FOLDER / "crops.csv") -> None:
    """Write the list."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([getattr(crop, column) for column in COLUMNS] for crop in crops)


def read_images(crops: list[Crop], folder: Path = NAIP) -> dict[str, NDArray[np.uint8]]:
    """Images by name, uint8 [4, height, width]: red, green, blue, near infrared at 0.6 m.

    Raises:
        SourceError: The folder has no crops of these places.
    """
    wanted = {crop.name for crop in crops}
    places = sorted({name.rsplit("_", 1)[0] for name in wanted})
    return {chip.name: chip.image for chip in read_chips(folder, places) if chip.name in wanted}
