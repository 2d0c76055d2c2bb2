"""A small folder of images with labels: bright is the class, dark is the rest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rasters import write_raster

SIDE = 96


def write_labelled(folder: Path, count: int = 5, *, seed: int = 0) -> Path:
    """Write ``count`` pairs into ``folder``/images and ``folder``/labels, each on a ground of its own."""
    rng = np.random.default_rng(seed)
    for name in ("images", "labels"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        label = np.zeros((1, SIDE, SIDE), np.uint8)
        label[:, :, int(rng.integers(30, 60)) :] = 1
        image = np.where(label == 1, 235, 25) + rng.integers(-15, 16, (3, SIDE, SIDE))
        place = {"x": 600_000.0 + 1000 * number}
        write_raster(folder / "images" / f"{number}.tif", image.astype(np.uint8), **place)
        write_raster(folder / "labels" / f"{number}.tif", label, **place)
    return folder
