"""A coarse look at the pixels of a raster: small windows spread over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window

from ...contract.errors import SourceError
from .gdal_errors import GDAL_ERRORS, cause_of
from .validity import Validity

_SIDE, _ALONG = 32, 6
# A raster of up to this many pixels along both axes is read whole.
_WHOLE = 256


@dataclass(frozen=True)
class Sample:
    """Pixels of a raster as stored.

    Attributes:
        values: Pixels that have data in all bands, [C, n], float64.
        empty: Share of pixels at 0 or 1, per band, among those that have more in another band; 0-1.
        is_float: Whether the raster stores floating-point numbers.
    """

    values: NDArray[np.float64]
    empty: tuple[float, ...]
    is_float: bool

    @property
    def size(self) -> int:
        """Number of pixels."""
        return self.values.shape[1]

    def percentile(self, percent: float) -> NDArray[np.float64]:
        """A percentile of every band, [C]; the sample must not be empty."""
        result: NDArray[np.float64] = np.percentile(self.values, percent, axis=1)
        return result


def take_sample(dataset: DatasetReader, bands: Sequence[int], validity: Validity, name: str) -> Sample:
    """Read some pixels.

    Integer windows that cannot be read are left out: the run names them when it reads them. The meaning of
    floating-point numbers depends on the sample.

    Args:
        dataset: The opened raster.
        bands: Bands to read, from 1.
        validity: How the raster marks nodata pixels.
        name: Name of the raster, for messages.

    Raises:
        SourceError: Floating-point pixels cannot be read.
    """
    is_float = np.dtype(dataset.dtypes[bands[0] - 1]).kind == "f"
    side = max(dataset.width, dataset.height) if max(dataset.width, dataset.height) <= _WHOLE else _SIDE
    along = 1 if side > _SIDE else _ALONG
    cols = sorted(set(np.linspace(0, max(dataset.width - side, 0), along).astype(int).tolist()))
    rows = sorted(set(np.linspace(0, max(dataset.height - side, 0), along).astype(int).tolist()))
    pieces, masks = [], []
    for row in rows:
        for col in cols:
            window = Window(col, row, min(side, dataset.width), min(side, dataset.height))
            try:
                values, valid = validity.read(dataset, bands, window)
            except GDAL_ERRORS as error:
                if is_float:
                    cause = cause_of(error)
                    raise SourceError(f"{name} is damaged: {cause}", "Copy or download the file again.") from None
                continue
            pieces.append(values.reshape(len(values), -1))
            masks.append(valid.ravel())
    if not pieces:
        return Sample(np.empty((len(bands), 0)), (0.0,) * len(bands), is_float)
    raw = np.concatenate(pieces, axis=1).astype(np.float64)
    return Sample(_clear(raw, np.concatenate(masks)), _empty(raw), is_float)


def _clear(raw: NDArray[np.float64], valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    # Borders of 0 are no data, whether or not the file says so.
    shown: NDArray[np.float64] = raw[:, valid & (raw != 0).any(axis=0)]
    return shown


def _empty(raw: NDArray[np.float64]) -> tuple[float, ...]:
    raw = raw[:, np.isfinite(raw).all(axis=0)]
    lit = (raw > 1).any(axis=0)
    if not lit.any():
        return (0.0,) * len(raw)
    return tuple(float(share) for share in ((raw >= 0) & (raw <= 1))[:, lit].mean(axis=1))
