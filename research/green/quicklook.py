"""Contact sheets for judging an NDVI threshold by eye.

``python -m onemetre.research.green.quicklook --data DATA --place palm_springs_2020 --out sheet.png``
One crop per row: true colours, near infrared as red, then the green at the threshold - 0.05, the threshold, + 0.05.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray

from ..places.naip import Chip, read_all, resample
from ..places.ndvi_thresholds import read_thresholds
from ..places.places import ndvi

log = logging.getLogger(__name__)

STEP = 0.05

_GAP = 4
_GREEN = np.array([40, 220, 60], dtype=np.float32)


def row(chip: Chip, threshold: float) -> NDArray[np.uint8]:
    """Views of one crop side by side, uint8 [3, height, width]."""
    image = resample(chip, 1.0).numpy()
    rgb, index = image[:3], ndvi(image)
    panels = [rgb, image[[3, 0, 1]]]
    for shift in (-STEP, 0.0, STEP):
        green = index > threshold + shift
        panels.append(np.where(green, 0.4 * rgb + 0.6 * _GREEN[:, None, None], rgb))
    padded = [np.pad(panel, ((0, 0), (0, _GAP), (0, _GAP)), constant_values=255) for panel in panels]
    return np.concatenate(padded, axis=2).clip(0, 255).astype(np.uint8)


def main() -> None:
    """Write a contact sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--place", required=True, help="city and year, e.g. chico_2020, or naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="output PNG file")
    parser.add_argument("--threshold", type=float, help="NDVI threshold (default: from the table)")
    parser.add_argument("--crops", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    threshold = read_thresholds()[arguments.place] if arguments.threshold is None else arguments.threshold
    chips = [chip for chip in read_all(arguments.data) if chip.place == arguments.place]
    chosen = np.random.default_rng(arguments.seed).permutation(len(chips))[: arguments.crops]
    sheet = np.concatenate([row(chips[i], threshold) for i in chosen], axis=1)
    profile = {"driver": "PNG", "dtype": "uint8", "count": 3, "height": sheet.shape[1], "width": sheet.shape[2]}
    with rasterio.open(arguments.out, "w", **profile) as dataset:
        dataset.write(sheet)
    log.info("%s at NDVI %.3f: %s", arguments.place, threshold, ", ".join(chips[i].name for i in chosen))


if __name__ == "__main__":
    main()
