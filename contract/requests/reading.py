"""The rasters to read, and how to interpret their numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ..errors import RequestError


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
        RequestError: scale or offset is not finite.
    """

    sources: tuple[str, ...]
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    trust_remote: bool = False

    def __post_init__(self) -> None:
        for name in ("scale", "offset"):
            if not math.isfinite(getattr(self, name) or 0):
                raise RequestError(f"{name} must be a finite number.", "Omit it, or enter a number.")
