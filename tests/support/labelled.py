"""A small folder of labelled images, in which bright is a class and dark is the rest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rasters import write_raster

SIDE = 96


def write_labelled(folder: Path, count: int = 5, *, seed: int = 0, bands: int = 3, classes: int = 2) -> Path:
    """Write ``count`` pairs into ``folder``/images and ``folder``/labels, none of which overlap on the ground.

    With three classes, the third is half as bright and lies at the right.
    """
    rng = np.random.default_rng(seed)
    for name in ("images", "labels"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        label = np.zeros((1, SIDE, SIDE), np.uint8)
        label[:, :, int(rng.integers(30, 60)) :] = 1
        if classes == 3:
            label[:, :, int(rng.integers(70, 80)) :] = 2
        image = np.array([25, 235, 120])[label] + rng.integers(-15, 16, (bands, SIDE, SIDE))
        place = {"x": 600_000.0 + 1000 * number}
        write_raster(folder / "images" / f"{number}.tif", image.astype(np.uint8), **place)
        write_raster(folder / "labels" / f"{number}.tif", label, **place)
    return folder
