"""Converts the numbers in a file to the numbers that the network was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...contract.card import ModelCard
from ...contract.errors import SourceError


@dataclass(frozen=True)
class Radiometry:
    """Linear conversion per band: delivered number = number in the file * gain + bias, rounded and clipped.

    Attributes:
        gain, bias: Coefficients of the conversion, one per band.
        fill: Delivered number for nodata pixels, one per band.
        data_type: Delivered numpy type: uint8, uint16 or float32.
        source_type: numpy type of the file.
    """

    gain: tuple[float, ...]
    bias: tuple[float, ...]
    fill: tuple[float, ...]
    data_type: str
    source_type: str

    @property
    def is_identity(self) -> bool:
        """Whether the conversion leaves the numbers unchanged."""
        return self.data_type == self.source_type and all(g == 1 for g in self.gain) and not any(self.bias)

    @cached_property
    def _table(self) -> NDArray[np.generic] | None:
        """Look-up table of delivered numbers by [band, number in the file], for types with few values."""
        if self.source_type not in ("uint8", "uint16"):
            return None
        numbers = np.arange(np.iinfo(self.source_type).max + 1, dtype=np.float64)
        return self._convert(np.broadcast_to(numbers, (len(self.gain), numbers.size)))

    def apply(self, values: NDArray[np.generic], valid: NDArray[np.bool_]) -> NDArray[np.generic]:
        """Convert [C, h, w] of the file's type to the delivered type, with the fill where ``valid`` [h, w] is false."""
        if self.is_identity:
            result = values
        elif self._table is not None:
            result = np.stack([table[band] for table, band in zip(self._table, values, strict=True)])
        else:
            result = self._convert(np.where(valid, values, 0.0))
        if not valid.all():
            for band, fill in zip(result, self.fill, strict=True):
                band[~valid] = fill
        return result

    def _convert(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        shape = (-1, *(1,) * (values.ndim - 1))
        result = values * np.reshape(self.gain, shape) + np.reshape(self.bias, shape)
        if self.data_type != "float32":
            limits = np.iinfo(self.data_type)
            result = np.rint(result).clip(limits.min, limits.max)
        return result.astype(self.data_type)


def plan_radiometry(
    card: ModelCard,
    source_type: str,
    file_scales: Sequence[float],
    file_offsets: Sequence[float],
    scale: float | None,
    offset: float | None,
    raster: str,
) -> Radiometry:
    """Plan the conversion for a file.

    A physical value is number * scale + offset. Scale and offset come from the request, else from the file's own
    tags if they are set, else the file is assumed to have the numeric range of the card.

    Args:
        card: Card of the model.
        source_type: numpy type of the file.
        file_scales: Scale tags of the bands in the order of the card's; 1 with an offset of 0 counts as not set.
        file_offsets: Offset tags of the bands in the same order.
        scale: Scale from the request; None = not given.
        offset: Offset from the request; None = not given.
        raster: Name of the file, for messages.

    Raises:
        SourceError: The type is not numeric, or the meaning of its numbers for the model is unknown.
    """
    if np.dtype(source_type).kind not in "uif":
        raise SourceError(
            f"{raster} has pixels of the type {source_type}.", "Convert it to integer or floating-point numbers."
        )
    if scale is not None and scale == 0:
        raise SourceError("SCALE is 0, which would make all pixels the same.", _scale_hint(source_type))
    gains, biases, fills = [], [], []
    for band, file_scale, file_offset in zip(card.bands, file_scales, file_offsets, strict=True):
        tagged = (file_scale, file_offset) != (1.0, 0.0)
        if scale is None and not tagged and not card.takes(source_type):
            kind = f"{8 * np.dtype(source_type).itemsize}-bit"
            raise SourceError(
                f"{raster} has {kind} numbers, the model {card.name} needs {card.data_type}: "
                "the meaning of the numbers is unknown.",
                _scale_hint(source_type),
            )
        used_scale = scale if scale is not None else file_scale if tagged else band.scale
        used_offset = offset if offset is not None else file_offset if tagged else band.offset
        gains.append(_tidy(used_scale / band.scale))
        biases.append(_tidy((used_offset - band.offset) / band.scale))
        fills.append(band.fill)
    return Radiometry(tuple(gains), tuple(biases), tuple(fills), card.data_type, source_type)


def refuse_fractions(
    sample: NDArray[np.generic], valid: NDArray[np.bool_], radiometry: Radiometry, raster: str
) -> None:
    """Reject floating-point pixels that rounding would reduce to almost nothing.

    Floating-point images hold fractions of 1 as often as the numbers of a card, and only the pixels show which.

    Args:
        sample: Sample of pixels as stored in the file, [C, h, w].
        valid: Mask of the sample pixels that have data, [h, w].
        radiometry: Conversion planned for the file.
        raster: Name of the file, for messages.

    Raises:
        SourceError: All pixels lie within 0 and 2, and their numbers would be taken as they are.
    """
    kept = not any(radiometry.bias) and all(gain == 1 for gain in radiometry.gain)
    if not kept or radiometry.data_type == "float32" or sample.dtype.kind != "f" or not valid.any():
        return
    low, high = float(sample[:, valid].min()), float(sample[:, valid].max())
    if low >= 0 and 0 < high <= 2:
        raise SourceError(
            f"The pixels of {raster} lie between {low:.3g} and {high:.3g}; they look like fractions of 1.",
            "If they are, set SCALE=1. Otherwise set SCALE to the value of one step on a scale from 0 to 1.",
        )


def _scale_hint(source_type: str) -> str:
    what = "Set SCALE to the value of one step on a scale from 0 (black) to 1 (white, or full reflectance)."
    if np.dtype(source_type).itemsize == 1:
        return f"{what} SCALE={1 / 255:.9f} if 255 is 1."
    return (
        f"{what} SCALE=0.0001 for reflectance x 10000, {1 / 65535:.9f} if 65535 is 1, "
        f"{1 / 4095:.9f} for 12-bit and {1 / 2047:.9f} for 11-bit imagery."
    )


def _tidy(value: float) -> float:
    """Remove the rounding noise of a division, so that 0.0001 / 0.0001 and 0.1 / 0.0001 are whole."""
    return float(round(value)) if abs(value - round(value)) < 1e-9 * max(1.0, abs(value)) else value
