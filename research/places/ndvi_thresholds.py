"""NDVI threshold of green for each city and year.

The rule: light, sensor and season differ, so every city and year has its own threshold, set on all its crops at 1 m
before any model is trained:

* "otsu": Otsu's threshold over pixels that are neither shadow nor water (mean of the four bands above 60); in shadow
  and water both bands are near the sensor's noise and their ratio is meaningless.
* "valley": the lowest point of the histogram between bare ground and the first mode of vegetation, used if a contact
  sheet (see :mod:`.quicklook`) shows that Otsu's two groups are two kinds of vegetation.

The table is ``ndvi_thresholds.csv``; ``python -m onemetre.research.places.ndvi_thresholds --data DATA`` computes both
thresholds for every place.
"""

from __future__ import annotations

import argparse
import csv
import logging
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from .naip import Chip, read_all, resample
from .places import ndvi, otsu

log = logging.getLogger(__name__)

DARK = 60.0
"""Mean of the four bands up to which a pixel is shadow or water."""

_TABLE = Path(__file__).with_name("ndvi_thresholds.csv")
_BIN = 0.005
_SMOOTHING = 4
"""Standard deviation of the histogram smoothing, bins."""


def read_thresholds() -> dict[str, float]:
    """NDVI threshold of each place."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["place"]: float(row["ndvi"]) for row in csv.DictReader(file)}


def lit_ndvi(chips: Iterable[Chip]) -> dict[str, NDArray[np.float32]]:
    """NDVI at 1 m of the pixels of each place that are neither shadow nor water."""
    values = defaultdict(list)
    for chip in chips:
        image = resample(chip, 1.0).numpy()
        values[chip.place].append(ndvi(image)[image.mean(axis=0) > DARK])
    return {place: np.concatenate(arrays) for place, arrays in values.items()}


def valley(values: NDArray[np.float32]) -> float:
    """First minimum of the smoothed histogram above the mode of bare ground, which is the highest below NDVI 0.1."""
    edges = np.arange(-1.0, 1.0 + _BIN, _BIN)
    reach = np.arange(-4 * _SMOOTHING, 4 * _SMOOTHING + 1)
    kernel = np.exp(-(reach**2) / (2 * _SMOOTHING**2))
    density = np.convolve(np.histogram(values, edges)[0], kernel, mode="same")
    centres = edges[:-1] + _BIN / 2
    bare = int(np.argmax(np.where(centres < 0.1, density, 0)))
    rising = np.flatnonzero(np.diff(density[bare:]) > 0)
    return float(centres[bare + (int(rising[0]) if rising.size else 0)])


def main() -> None:
    """Print the thresholds of both rules."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with naip_california and naip_ohio")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    table = read_thresholds()
    for place, values in sorted(lit_ndvi(read_all(arguments.data)).items()):
        log.info("%-20s otsu %.3f  valley %.3f  table %.3f", place, otsu(values), valley(values), table[place])


if __name__ == "__main__":
    main()
