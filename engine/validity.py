"""Which pixels have data: nodata values, alpha bands and masks, told apart once and then cheap to apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow


@dataclass(frozen=True)
class Validity:
    """How a raster says that a pixel has no data.

    Attributes:
        nodata: Value per band that means no data; None = none.
        alpha: Number of the alpha band, 0 = none.
        mask: Number of a band whose mask band (inside the file or beside it) counts for all, 0 = none.
    """

    nodata: tuple[float | None, ...]
    alpha: int = 0
    mask: int = 0

    def of(
        self, values: NDArray[np.generic], alpha: NDArray[np.generic] | None, mask: NDArray[np.generic] | None
    ) -> NDArray[np.bool_]:
        """Whether each pixel has data in every band.

        Args:
            values: [C, h, w] as read.
            alpha, mask: [h, w] as read, 0 = no data; None where there is none.
        """
        valid = np.ones(values.shape[1:], dtype=np.bool_)
        for band, nodata in zip(values, self.nodata, strict=True):
            if np.issubdtype(band.dtype, np.floating):
                valid &= np.isfinite(band)
            if nodata is not None and not np.isnan(nodata):
                # Compared in the type of the pixels: a nodata value of -3.4e38 is stored as float32.
                with np.errstate(over="ignore"):
                    valid &= band != (band.dtype.type(nodata) if band.dtype.kind == "f" else nodata)
        for cover in (alpha, mask):
            if cover is not None:
                valid &= cover != 0
        return valid

    def read(
        self, dataset: DatasetReader, bands: Sequence[int], window: RasterioWindow
    ) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        """Read bands [C, h, w] and their validity [h, w], all in one call but for a mask band."""
        numbers = [*bands, self.alpha] if self.alpha else list(bands)
        values: NDArray[np.generic] = dataset.read(numbers, window=window)
        mask = dataset.read_masks(self.mask, window=window) if self.mask else None
        alpha = values[-1] if self.alpha else None
        values = values[: len(bands)]
        return values, self.of(values, alpha, mask)


def find_validity(dataset: DatasetReader, bands: Sequence[int]) -> Validity:
    """What a dataset says about the validity of some of its bands."""
    flags = [dataset.mask_flag_enums[b - 1] for b in bands]
    alphas = [b for b, color in zip(dataset.indexes, dataset.colorinterp, strict=True) if color == ColorInterp.alpha]
    alpha = alphas[0] if alphas and alphas[0] not in bands else 0
    masks = [b for b, f in zip(bands, flags, strict=True) if MaskFlags.per_dataset in f and MaskFlags.alpha not in f]
    return Validity(nodata=tuple(dataset.nodatavals[b - 1] for b in bands), alpha=alpha, mask=masks[0] if masks else 0)
