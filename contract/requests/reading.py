"""The rasters to read, and how to interpret their numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ..errors import RequestError

_SMALLEST, _LARGEST = 1e-12, 1e12


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An input: one raster, or a mosaic of several.

    Attributes:
        sources: Paths of the rasters, absolute; the first one lies on top.
        bands: Role -> "3" (number from 1) or the band's name; empty = guessed from names and colours.
        scale, offset: Value = DN * scale + offset, in the physical unit of the model's card (reflectance 0-1, or 0-1 of
            an 8-bit image); None = from the file if it states them, else from the card.
        trust_remote: Whether /vsi paths, URLs and inline XML are allowed as sources.

    Raises:
        RequestError: scale or offset is not finite, or impossibly large or small.
    """

    sources: tuple[str, ...]
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    trust_remote: bool = False

    def __post_init__(self) -> None:
        for name in ("scale", "offset"):
            value = getattr(self, name) or 0
            if not math.isfinite(value):
                raise RequestError(f"{name} must be a finite number.", "Omit it, or enter a number.")
            if abs(value) > _LARGEST or 0 < abs(value) < _SMALLEST:
                raise RequestError(
                    f"{name.upper()} cannot be {value:g}: no sensor has numbers of that size.",
                    "SCALE is the value of one step on a scale from 0 (black) to 1 (white); 0.0001 is usual.",
                )
