"""Notices bands in the wrong order by what vegetation, soil and roofs reflect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....contract.band_roles import band_text

# Vegetation is this many times brighter in near infrared than in any visible band.
_LEAP = 2.2
_SHARE = 0.1
_FEWEST = 1000


def order_doubt(
    values: NDArray[np.float64], roles: Sequence[str], bands: Sequence[int], raster: str, *, picture: bool
) -> str:
    """Why the bands seem to be in the wrong order, with the right value of BANDS; empty = they seem right.

    Args:
        values: Reflectance or brightness, 0-1, [C, n].
        roles: Role of each band.
        bands: Number of each band in the file.
        raster: Name of the raster, for messages.
        picture: Whether the values are the brightness of a picture, not reflectance.
    """
    if values.shape[1] < _FEWEST or not {"red", "green", "blue"} <= set(roles) or len(set(bands)) < len(roles):
        return ""
    order = {role: index for index, role in enumerate(roles)}
    if "nir" in order:
        leaping = _leaping(values, order)
        if leaping not in ("", "nir"):
            return (
                f"The bands {leaping} and nir of {raster} seem to be exchanged: {leaping} is more than twice as bright "
                f"as all others where vegetation grows. Set BANDS={_exchanged(roles, bands, leaping, 'nir')} if so."
            )
    elif _is_false_colour(values, order, picture=picture):
        return (
            f"{raster} seems to be a false-colour picture (near infrared, red, green), in which vegetation is red. Set "
            "BANDS to the bands of red, green and blue, or use a file that has them."
        )
    if _blue_is_red(values, order, picture=picture):
        return (
            f"The bands red and blue of {raster} seem to be exchanged: bright ground is bluer than dark ground, which "
            f"soil and roofs are not. Set BANDS={_exchanged(roles, bands, 'red', 'blue')} if so."
        )
    return ""


def _leaping(values: NDArray[np.float64], order: dict[str, int]) -> str:
    """Role of the band that behaves as near infrared; empty = none."""
    four = [role for role in ("red", "green", "blue", "nir") if role in order]
    shares = {}
    for role in four:
        own = values[order[role]]
        others = values[[order[other] for other in four if other != role]]
        shares[role] = float(((own > _LEAP * others.max(axis=0)) & (own > 0.15)).mean())
    best = max(shares, key=lambda role: shares[role])
    return best if shares[best] > _SHARE and shares[best] > shares["nir"] else ""


def _is_false_colour(values: NDArray[np.float64], order: dict[str, int], *, picture: bool) -> bool:
    red, green, blue = (values[order[role]] for role in ("red", "green", "blue"))
    leap = 1.4 if picture else 2.0
    return float(((red > leap * green) & (blue >= green) & (red > (leap - 0.1) * blue)).mean()) > 2 * _SHARE


def _blue_is_red(values: NDArray[np.float64], order: dict[str, int], *, picture: bool) -> bool:
    """Whether brightness grows more in blue than in red; without the darkest level, since haze is blue."""
    red, blue = values[order["red"]], values[order["blue"]]
    if "nir" in order and not picture:
        land = values[order["nir"]] > 0.15
        if float(land.mean()) < 0.3 or int(land.sum()) < _FEWEST:
            return False
        red, blue = red[land], blue[land]
    (red_low, red_high), (blue_low, blue_high) = np.percentile(red, [2, 98]), np.percentile(blue, [2, 98])
    # Pictures are stretched by band: some have a blue cast, so only a clear case counts.
    least, ratio = (0.15, 0.85) if picture else (0.05, 0.92)
    if blue_high - blue_low < least or red_high - red_low > ratio * (blue_high - blue_low):
        return False
    bluer = (blue - np.percentile(blue, 0.5)) > (red - np.percentile(red, 0.5))
    return float(bluer.mean()) > 0.65


def _exchanged(roles: Sequence[str], bands: Sequence[int], one: str, other: str) -> str:
    """Value of BANDS with two roles exchanged."""
    swap = {one: other, other: one}
    number = dict(zip(roles, bands, strict=True))
    return band_text(roles, [number[swap.get(role, role)] for role in roles])
