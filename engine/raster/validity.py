"""Finds valid pixels by nodata values, alpha bands and masks; detected once, then cheap to apply.

One rule decides, whether a raster is read pixel by pixel or warped. A pixel has no data

* where an alpha band, or a mask inside the file or beside it, is 0;
* where a needed band holds a number that is not finite;
* in a picture (8-bit pixels): where *all* needed bands hold their nodata value. A picture has no number to spare: its
  nodata value is a brightness too, and a shadow may well be 0 in one band;
* in wider types: where *any* needed band holds its nodata value. Their products reserve the number, and a band that
  lacks data must not pass for a dark one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow


@dataclass(frozen=True)
class Validity:
    """How a raster marks nodata pixels.

    Attributes:
        nodata: Nodata value per needed band; None = none.
        in_all: Whether a pixel has no data only if all needed bands hold their nodata value; otherwise one is enough.
        alpha: Number of the alpha band, 0 = none.
        masks: Numbers of the bands whose masks (inside the file or beside it) must be read.
    """

    nodata: tuple[float | None, ...]
    in_all: bool = False
    alpha: int = 0
    masks: tuple[int, ...] = ()

    def read(
        self, dataset: DatasetReader, bands: Sequence[int], window: RasterioWindow
    ) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        """Read bands [C, h, w] and whether each pixel has data in all of them [h, w]."""
        numbers = [*bands, self.alpha] if self.alpha else list(bands)
        # One call for all bands: pixel-interleaved blocks are decoded once.
        values: NDArray[np.generic] = dataset.read(numbers, window=window)
        valid = np.ones(values.shape[1:], dtype=np.bool_)
        if self.alpha:
            valid &= values[-1] != 0
            values = values[:-1]
        marked = [band != _as_stored(nodata, band.dtype) for band, nodata in self._marked(values)]
        if marked:
            valid &= functools.reduce(np.logical_or if self.in_all else np.logical_and, marked)
        for band in values:
            if band.dtype.kind == "f":
                valid &= np.isfinite(band)
        if self.masks:
            valid &= (dataset.read_masks(list(self.masks), window=window) != 0).all(axis=0)
        return values, valid

    def _marked(self, values: NDArray[np.generic]) -> Iterator[tuple[NDArray[np.generic], float]]:
        """The bands that have a nodata value, with it."""
        for band, nodata in zip(values, self.nodata, strict=True):
            if nodata is not None:
                yield band, nodata


def must_be_in_all(dtype: str) -> bool:
    """Whether the nodata value of a raster of this numpy type must be in all bands; see the rule above."""
    return dtype == "uint8"


def find_validity(dataset: DatasetReader, bands: Sequence[int]) -> Validity:
    """Detect how a dataset marks nodata in some of its bands."""
    types, colors = dataset.dtypes, dataset.colorinterp
    alphas = [b for b in dataset.indexes if colors[b - 1] == ColorInterp.alpha and b not in bands]
    readable = [b for b in alphas if types[b - 1] == types[bands[0] - 1]]
    masks: list[int] = []
    for band in bands:
        flags = dataset.mask_flag_enums[band - 1]
        of_alpha = MaskFlags.alpha in flags and (readable or not alphas)
        if of_alpha or MaskFlags.all_valid in flags or MaskFlags.nodata in flags:
            continue
        masks.append(band)
        if MaskFlags.per_dataset in flags:
            break
    return Validity(
        nodata=tuple(dataset.nodatavals[b - 1] for b in bands),
        in_all=must_be_in_all(types[bands[0] - 1]),
        alpha=readable[0] if readable else 0,
        masks=tuple(masks),
    )


def _as_stored(nodata: float, dtype: np.dtype[np.generic]) -> float:
    """The nodata value as stored in the pixels: -3.4e38 is another number in float32."""
    if dtype.kind != "f":
        return nodata
    with np.errstate(over="ignore"):
        return float(np.asarray(nodata).astype(dtype))
