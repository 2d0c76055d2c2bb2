"""How much a composite fetches at most."""

from __future__ import annotations

_PIXELS_PER_KM2 = 1e4
_BYTES = 2
_CLASSES = 0.25
_COMPRESSED = 0.66


def megabytes(km2: float, bands: int, scenes: int) -> float:
    """The most that the scenes of an area take, MB, if all of them cover it.

    Ten thousand numbers of two bytes a km2 and band, and a quarter of that for the classes of 20 m, of which the
    compression leaves about two thirds.
    """
    return km2 * _PIXELS_PER_KM2 * _BYTES * _COMPRESSED * (bands + _CLASSES) * scenes / 1e6
