"""NAIP crops as folders of RGB images and labels, in the form of a user's own images for ``onemetre:pretrain``.

    python -m onemetre.benchmarks.green.own_images --data DATA --out FOLDER

Writes ``FOLDER/train`` and ``FOLDER/val``, each with ``images`` and ``labels``: 0 other, 1 green (NDVI above the
threshold of the city and year), 255 too close to it. Californian cities, split by place as for the bundled model.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import rasterio
import torch
from rasterio.transform import from_origin

from ...research.green.data import load_green_data
from ...research.places.naip import GSD_M, OHIO, Chip, green_label
from ...research.places.ndvi_thresholds import read_thresholds


def write_pairs(chips: Iterable[Chip], folder: Path) -> int:
    """Write the Californian crops; returns their number."""
    thresholds, written = read_thresholds(), 0
    for name in ("images", "labels"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for chip in chips:
        if chip.place == OHIO:
            continue
        label = green_label(torch.from_numpy(chip.image.astype(np.float32)), thresholds[chip.place]).numpy()
        height, width = label.shape
        corner = from_origin(chip.x - width * GSD_M / 2, chip.y + height * GSD_M / 2, GSD_M, GSD_M)
        shape = {"driver": "GTiff", "height": height, "width": width, "dtype": "uint8", "transform": corner}
        for name, pixels in (("images", chip.image[:3]), ("labels", label[None].astype(np.uint8))):
            with rasterio.open(folder / name / f"{chip.name}.tif", "w", count=len(pixels), **shape) as raster:
                raster.write(pixels)
        written += 1
    return written


def main() -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="output folder")
    options = parser.parse_args()
    data = load_green_data(options.data)
    for name, chips in (("train", data.training), ("val", data.validation)):
        print(name, write_pairs(chips, options.out / name))


if __name__ == "__main__":
    main()
