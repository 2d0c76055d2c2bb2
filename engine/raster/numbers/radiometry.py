"""Converts the numbers in a file to the numbers that the network was trained on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ....contract.card import ModelCard
from ....contract.errors import SourceError
from .histogram import BRIGHT_PERCENT, BRIGHTEST
from .meaning import Meaning
from .sample import Sample


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


def plan_radiometry(card: ModelCard, source_type: str, meaning: Meaning, sample: Sample, raster: str) -> Radiometry:
    """Plan the conversion for a file.

    Args:
        card: Card of the model.
        source_type: numpy type of the file.
        meaning: Scale and offset of the numbers in the file.
        sample: Pixels of the file, for the hint.
        raster: Name of the file, for messages.

    Raises:
        SourceError: The meaning of the file's numbers for the model is unknown.
    """
    gains, biases, fills = [], [], []
    for band, scale, offset, stated in zip(card.bands, meaning.scales, meaning.offsets, meaning.stated, strict=True):
        if not stated and not card.takes(source_type):
            kind = f"{8 * np.dtype(source_type).itemsize}-bit"
            raise SourceError(
                f"{raster} has {kind} numbers, the model {card.name} needs {card.data_type}: "
                "the meaning of the numbers is unknown.",
                _scale_hint(card, source_type, sample),
            )
        gains.append(_tidy(scale / band.scale))
        biases.append(_tidy((offset - band.offset) / band.scale))
        fills.append(band.fill)
    return Radiometry(tuple(gains), tuple(biases), tuple(fills), card.data_type, source_type)


def refuse_numbers(source_type: str, scale: float | None, raster: str) -> None:
    """Check that numbers can be converted at all.

    Args:
        source_type: numpy type of the file.
        scale: Scale of the request; None = not given.
        raster: Name of the file, for messages.

    Raises:
        SourceError: The type is not numeric, or the scale is 0.
    """
    if np.dtype(source_type).kind not in "uif":
        raise SourceError(
            f"{raster} has pixels of the type {source_type}.", "Convert it to integer or floating-point numbers."
        )
    if scale is not None and scale == 0:
        raise SourceError("SCALE is 0, which would make all pixels the same.", _scale_hint(None, source_type, None))


def _scale_hint(card: ModelCard | None, source_type: str, sample: Sample | None) -> str:
    what = "Set SCALE to the value of one step on a scale from 0 (black) to 1 (white, or full reflectance)."
    if np.dtype(source_type).itemsize == 1 and sample is not None and sample.size and sample.values.max() <= 100:
        return f"{what} SCALE=0.01 for per cent, {1 / 255:.9f} if 255 is 1."
    if np.dtype(source_type).itemsize == 1:
        return f"{what} SCALE={1 / 255:.9f} if 255 is 1."
    hint = (
        f"{what} SCALE=0.0001 for reflectance x 10000, {1 / 65535:.9f} if 65535 is 1, "
        f"{1 / 4095:.9f} for 12-bit and {1 / 2047:.9f} for 11-bit imagery."
    )
    if card is None or sample is None or not sample.size or card.data_type != "uint8":
        return hint
    usual = f"SCALE={stretch(sample):.3g} makes a picture of usual brightness"
    return f"{hint} The brightest pixels have {sample.values.max():.6g}; {usual}."


def stretch(sample: Sample) -> float:
    """Scale that shows pixels as bright as usual pictures: the 98th percentile of the brightest band becomes 0.8."""
    return BRIGHTEST / max(float(sample.percentile(BRIGHT_PERCENT).max()), 1e-9)


def _tidy(value: float) -> float:
    """Remove the rounding noise of a division, so that 0.0001 / 0.0001 and 0.1 / 0.0001 are whole."""
    return float(round(value)) if abs(value - round(value)) < 1e-9 * max(1.0, abs(value)) else value
