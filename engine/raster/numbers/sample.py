"""A coarse look at the pixels of a raster: small windows spread over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window

from ....contract.errors import SourceError
from ..gdal_errors import GDAL_ERRORS, cause_of
from ..validity import Validity

_SIDE, _ALONG = 32, 6
# Fewer and larger windows, each within one block, where blocks are slow to decode, as in JPEG 2000.
_LARGE_BLOCK, _LARGE_SIDE, _ALONG_LARGE = 512 * 512, 64, 3
_JPEG_2000_BLOCK = 1024
# A raster of up to this many pixels along both axes is read whole.
_WHOLE = 256
_FEWEST, _FEWEST_VALUES = 400, 16


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

    @property
    def is_image(self) -> bool:
        """Whether there are enough pixels, and enough different numbers, for an image that can be judged."""
        return self.size >= _FEWEST and len(np.unique(self.values[:, :4096])) >= _FEWEST_VALUES

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
    across, down = _starts(dataset)
    side = max(dataset.width, dataset.height) if len(across) * len(down) == 1 else _side(dataset)
    pieces, masks = [], []
    for i, row in enumerate(down):
        # Of large blocks every second one, as on a chessboard.
        for col in across[i % 2 :: 2] if _large_block(dataset) and len(across) > 1 else across:
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


def _large_block(dataset: DatasetReader) -> int:
    """Side of the blocks that are slow to decode; 0 = they are fast. A VRT hides the blocks of its files."""
    rows, cols = dataset.block_shapes[0]
    if any(name.lower().endswith((".jp2", ".j2k")) for name in dataset.files):
        return _JPEG_2000_BLOCK
    return min(rows, cols) if rows * cols >= _LARGE_BLOCK else 0


def _side(dataset: DatasetReader) -> int:
    return _LARGE_SIDE if _large_block(dataset) else _SIDE


def _starts(dataset: DatasetReader) -> tuple[list[int], list[int]]:
    """Left and top edges of the windows."""
    if max(dataset.width, dataset.height) <= _WHOLE:
        return [0], [0]
    block = _large_block(dataset)
    return _edges(dataset.width, block), _edges(dataset.height, block)


def _edges(size: int, block: int) -> list[int]:
    side, along = (_LARGE_SIDE, _ALONG_LARGE) if block else (_SIDE, _ALONG)
    last = max(size - side, 0)
    # In the middle of equal parts: corners of images are often empty.
    edges = ((np.arange(along) + 0.5) * size / along - side / 2).clip(0, last).astype(int).tolist()
    if block > side:
        # Pushed to the left or top edge of a block if they would cross its right or lower one.
        edges = [edge if edge % block <= block - side else edge - edge % block + block - side for edge in edges]
    return sorted({min(edge, last) for edge in edges})


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
