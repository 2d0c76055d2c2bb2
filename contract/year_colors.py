"""Colours of years and of changes, which people with any colour vision tell apart."""

from __future__ import annotations

from collections.abc import Sequence

STABLE_OTHER, STABLE_CLASS, GAIN, LOSS = 0, 1, 2, 3
"""Values of a raster of changes; 255 where not both years are known."""

CHANGE_COLORS = {STABLE_OTHER: "#f2f2f2", STABLE_CLASS: "#999999", GAIN: "#d55e00", LOSS: "#0072b2"}
"""Colours of the changes, of the palette of Okabe and Ito (2008), "Color Universal Design"."""

# Lightness rises evenly, as in the ramp viridis of matplotlib.
_RAMP = ((0x44, 0x01, 0x54), (0x3B, 0x52, 0x8B), (0x21, 0x91, 0x8C), (0x5E, 0xC9, 0x62), (0xFD, 0xE7, 0x25))


def year_colors(years: Sequence[int]) -> dict[int, str]:
    """Year -> #rrggbb, from dark to bright by the time between the years.

    Args:
        years: Years, ascending.
    """
    span = max(years[-1] - years[0], 1) if years else 1
    return {year: _at((year - years[0]) / span) for year in years}


def _at(share: float) -> str:
    place = share * (len(_RAMP) - 1)
    low = min(int(place), len(_RAMP) - 2)
    rest = place - low
    mixed = (round(a + (b - a) * rest) for a, b in zip(_RAMP[low], _RAMP[low + 1], strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
