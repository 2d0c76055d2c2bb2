"""The map of a report: class colours over the image, with scale bar, north arrow and legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rasterio.transform import Affine

from ..raster.geodesy import length_across, north_of
from ..write.legend import Legend
from .page import label, png_text, swatch
from .pictures import Picture

# Room for the map on a printed page, mm.
_WIDEST_MM, _HIGHEST_MM = 178, 128
# The scale bar is at most this part of the map's width.
_LONGEST = 0.3
_KM = 1000
_ARROW = (
    '<svg class="arrow" viewBox="-20 -20 40 40" role="img" aria-label="North arrow"><g transform="rotate({:.1f})">'
    '<path d="M0 -17 L6 4 L0 0 L-6 4 Z" fill="#222"/><text y="15" text-anchor="middle" font-size="11">N</text>'
    "</g></svg>"
)


@dataclass(frozen=True)
class Ground:
    """Ground that a raster covers.

    Attributes:
        crs: Coordinate system as WKT.
        transform: Transformation from columns and rows to coordinates.
        width, height: Size in pixels.
    """

    crs: str
    transform: Affine
    width: int
    height: int

    @property
    def north(self) -> float:
        """Direction of true north in the middle of the raster, degrees clockwise from up."""
        return north_of(self.crs, self.transform, self.width / 2, self.height / 2)

    @property
    def metres_wide(self) -> float:
        """Width of the raster on the ground, by the scale in its middle, metres."""
        third = self.width / 3
        return 3 * length_across(self.crs, self.transform, (third, 2 * third), self.height / 2)


def bar_metres(most: float) -> float:
    """The largest length of 1, 2 or 5 times a power of ten that is not longer than ``most``, metres."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(digit * power for digit in (5, 2, 1) if digit * power <= most * (1 + 1e-9))


def map_figure(picture: Picture, ground: Ground, legend: Sequence[Legend]) -> str:
    """The picture [h, w, 3] of the whole ground with its scale bar, north arrow and the legend of the drawn classes."""
    height, width = picture.shape[:2]
    metres = ground.metres_wide
    bar = bar_metres(_LONGEST * metres)
    text = f"{bar / _KM:g} km" if bar >= _KM else f"{bar:g} m"
    shown_mm = min(_WIDEST_MM, _HIGHEST_MM * width / height)
    entries = "".join(f"<li>{swatch(one.color)}{label(one.title)}</li>" for one in legend if one.value)
    rest = next((one for one in legend if one.value == 0), None)
    if rest is not None:
        entries += f'<li class="b">{label(rest.title)}: image without a colour</li>'
    return (
        f'<figure class="map"><div style="width:{shown_mm:.1f}mm"><img alt="Map over the image" '
        f'src="data:image/png;base64,{png_text(picture)}">'
        f'<div class="under">{_ARROW.format(ground.north)}'
        f'<div class="bar" style="width:{100 * bar / metres:.3f}%"></div><span>{text}</span></div></div>'
        f'<figcaption><ul class="legend">{entries}</ul></figcaption></figure>'
    )
