"""Stored files of a crop: its superpixel map and its label, both PNG, uint8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ...models.training.labels import UNKNOWN
from .crops import FOLDER

SUPERPIXELS = FOLDER / "superpixels"
LABELS = FOLDER / "labels"

PERVIOUS, IMPERVIOUS = 0, 1

_PALETTE = {PERVIOUS: (230, 230, 220), IMPERVIOUS: (190, 30, 45), UNKNOWN: (90, 90, 90)}


def read_map(path: Path) -> NDArray[np.uint8]:
    """Read a superpixel map or a label, [height, width]."""
    with Image.open(path) as picture:
        return np.array(picture, dtype=np.uint8)


def write_superpixels(path: Path, values: NDArray[np.uint8]) -> None:
    """Write a superpixel map."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(values).save(path, optimize=True)


def write_label(path: Path, label: NDArray[np.uint8]) -> None:
    """Write a label with a colour table, so that any viewer shows its classes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(label).convert("P")
    picture.putdata(label.ravel().tolist())
    table = [0] * 768
    for value, colour in _PALETTE.items():
        table[3 * value : 3 * value + 3] = colour
    picture.putpalette(table)
    picture.save(path, optimize=True)
