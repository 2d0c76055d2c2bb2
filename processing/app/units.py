"""Formats figures with their units."""

from __future__ import annotations

from .i18n import tr

_SMALL_KM2, _TINY_KM2 = 10, 0.01


def km2_text(km2: float) -> str:
    """Format an area with its unit."""
    return tr("{} km²").format(km2_number(km2))


def km2_number(km2: float) -> str:
    """Format an area without its unit."""
    digits = 5 if 0 < km2 < _TINY_KM2 else 3 if km2 < _SMALL_KM2 else 1
    return f"{km2:,.{digits}f}"
