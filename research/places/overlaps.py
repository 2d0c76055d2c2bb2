"""Places that show the same ground: they belong on the same side of every split.

    python -m onemetre.research.places.overlaps --data DATA

prints the groups of the tiles of s2_worldcover that overlap, directly or through others. The tiles do not say where
they lie: a shift is found by phase correlation, and confirmed by the correlation of neighbouring pixels' differences.
"""

from __future__ import annotations

import argparse
import itertools
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ...models.training.simulate.sensor import FloatImage
from .worldcover import load_worldcover

log = logging.getLogger(__name__)

CORRELATED = 0.3
"""Correlation from which an overlap is real: of the tiles it is above 0.39 or below 0.21."""

_LEAST = 200
_DARK = 0.02
_DATES = 2
_PEAKS = 10


class Overlap(NamedTuple):
    """The likeliest overlap of two images.

    Attributes:
        rows, columns: Shift of the second image's corner in the first one, pixels.
        pixels: Pixels that both have.
        correlation: Correlation of the differences of neighbouring pixels; 0 if too few pixels are in both.
    """

    rows: int
    columns: int
    pixels: int
    correlation: float


def find_overlap(first: FloatImage, second: FloatImage) -> Overlap:
    """Find the shift between two images of one band and one size [height, width]."""
    size = tuple(2 * side for side in first.shape)
    spectra = [np.fft.rfft2(_logarithm(image), size) for image in (first, second)]
    product = spectra[0] * np.conj(spectra[1])
    peaks = np.fft.irfft2(product / (np.abs(product) + 1e-9), size)
    # The edges of an image make a peak of their own, at or near no shift.
    found = (_at(first, second, *np.unravel_index(int(peak), size)) for peak in peaks.argsort(axis=None)[:-_PEAKS:-1])
    return max(found, key=lambda overlap: overlap.correlation)


def _at(first: FloatImage, second: FloatImage, *peak: np.intp) -> Overlap:
    rows, columns = (int(s) - 2 * side if s >= side else int(s) for s, side in zip(peak, first.shape, strict=True))
    common = [_common(image, rows * sign, columns * sign) for image, sign in ((first, 1), (second, -1))]
    if common[0].size < _LEAST:
        return Overlap(rows, columns, common[0].size, 0.0)
    here, there = (np.diff(_logarithm(image), axis=0).ravel() for image in common)
    flat = min(here.std(), there.std()) < 1e-6
    return Overlap(rows, columns, common[0].size, 0.0 if flat else float(np.corrcoef(here, there)[0, 1]))


def groups(images: Mapping[str, Sequence[FloatImage]]) -> list[list[str]]:
    """Names of places that overlap, directly or through others; a place alone is a group too.

    Args:
        images: Images of one band by place; any two of them may overlap.
    """
    group = {place: place for place in images}
    for first, second in itertools.combinations(images, 2):
        if group[first] == group[second]:
            continue
        pairs = itertools.product(images[first][:_DATES], images[second][:_DATES])
        if any(find_overlap(*pair).correlation > CORRELATED for pair in pairs):
            old, new = group[second], group[first]
            group = {place: new if name == old else name for place, name in group.items()}
    return [[place for place in images if group[place] == name] for name in dict.fromkeys(group.values())]


def _logarithm(image: FloatImage) -> FloatImage:
    values: FloatImage = np.log(image + _DARK)
    return values - values.mean()


def _common(image: FloatImage, rows: int, columns: int) -> FloatImage:
    height, width = image.shape
    return image[max(rows, 0) : height + min(rows, 0), max(columns, 0) : width + min(columns, 0)]


def main(arguments: list[str] | None = None) -> None:
    """Print the groups."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds s2_worldcover")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    images: dict[str, list[FloatImage]] = {}
    for tile in load_worldcover(options.data):
        images.setdefault(tile.place, []).append(tile.image[0])
    for group in groups(images):
        log.info("%s", " ".join(group))


if __name__ == "__main__":
    main()
