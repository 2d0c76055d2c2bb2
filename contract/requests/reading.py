"""The rasters to read, and how to interpret their numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ..errors import RequestError
from .ranges import refuse_outside

NO_NODATA = "none"
"""Value of :attr:`Reading.nodata` if no number marks pixels without data."""

_SMALLEST, _LARGEST = 1e-12, 1e12
_FARTHEST = 1e9


@dataclass(frozen=True, kw_only=True)
class PixelGrid:
    """North-up square pixels.

    Attributes:
        crs: Coordinate system, projected, as WKT or "EPSG:32632".
        x: Left edge, in units of the coordinate system.
        y: Top edge, in the same units.
        pixel: Side of a pixel, in the same units.
        width: Number of columns.
        height: Number of rows.

    Raises:
        RequestError: A number is outside what coordinates and rasters can have.
    """

    crs: str
    x: float
    y: float
    pixel: float
    width: int
    height: int

    def __post_init__(self) -> None:
        places, sides = (-_FARTHEST, _FARTHEST), (1, _FARTHEST)
        refuse_outside(self, x=places, y=places, pixel=(_SMALLEST, _FARTHEST), width=sides, height=sides)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An input: one raster, or a mosaic of several.

    Attributes:
        sources: Paths of the rasters, absolute; the first one lies on top.
        bands: Role -> "3" (number from 1) or the band's name; empty = guessed from names and colours. The role
            "alpha" makes a band an alpha band.
        scale, offset: Value = DN * scale + offset, in the physical unit of the model's card (reflectance 0-1, or 0-1 of
            an 8-bit image); None = from the file if it states them, else from the card.
        crs: Coordinate system that replaces those of the rasters, as WKT or "EPSG:4326"; empty = as the rasters state.
        nodata: Number that marks pixels without data, in place of what the rasters state; "none" = no number does;
            empty = as the rasters state. Alpha bands and masks count in any case.
        onto: Pixels onto which the rasters are put before anything else; None = their own as far as the model reads
            them.
        trust_remote: Whether /vsi paths, URLs and inline XML are allowed as sources.

    Raises:
        RequestError: scale or offset is not finite or impossibly large or small, or nodata is not a number.
    """

    sources: tuple[str, ...]
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    crs: str = ""
    nodata: str = ""
    onto: PixelGrid | None = None
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
        if self.nodata not in ("", NO_NODATA):
            try:
                float(self.nodata)
            except ValueError:
                raise RequestError(
                    f"NODATA cannot be {self.nodata!r}.", "Enter a number, or none if no number marks missing pixels."
                ) from None
