"""The atmosphere between surface reflectance (Sentinel-2 L2A) and what the satellite measures (L1C).

Two measured ends: one scene of hazy Bangalore at both levels, and clear air, in which almost only Rayleigh scattering
is left. In each, L1C = L2A / gain + path for every band, with a correlation above 0.998.
"""

from __future__ import annotations

import numpy as np

from ...models.training.simulate.sensor import FloatImage

# Red, green, blue, near infrared.
_CLEAR = (0.025, 0.045, 0.075, 0.008), (1.09, 1.13, 1.20, 1.05)
_HAZY = (0.0491, 0.0695, 0.0980, 0.0455), (1.565, 1.872, 2.082, 1.429)
_ENDS = (_CLEAR, _HAZY)
"""Path radiance as reflectance, and gain."""

_DARK = 0.015
"""Reflectance of dark ground in blue, by which the path radiance of a scene is told."""

_DARK_PERCENT = 1.0


def to_top(surface: FloatImage, haze: float) -> FloatImage:
    """What the satellite measures above a surface.

    Args:
        surface: Surface reflectance [bands, height, width]: red, green, blue (and near infrared).
        haze: 0 = clear, 1 = as over Bangalore.
    """
    path, gain = _air(haze, len(surface))
    return surface / gain + path


def to_surface(top: FloatImage, haze: float) -> FloatImage:
    """Inverse of :func:`to_top`; not below 0."""
    path, gain = _air(haze, len(top))
    surface: FloatImage = np.maximum((top - path) * gain, 0.0)
    return surface


def haze_of(top: FloatImage) -> float:
    """Haze of a scene, 0-1, by its darkest percent in blue, taken for dark ground.

    Args:
        top: Reflectance at the top of the atmosphere [bands, height, width], red, green, blue first.
    """
    known = top[2][top[2] > 0]
    if not known.size:
        return 0.0
    dark = float(np.percentile(known, _DARK_PERCENT))
    clear, hazy = (path[2] + _DARK / gain[2] for path, gain in _ENDS)
    return float(np.clip((dark - clear) / (hazy - clear), 0.0, 1.0))


def corrected(top: FloatImage) -> FloatImage:
    """A scene of level L1C made to look like L2A, by dark-object subtraction."""
    return to_surface(top, haze_of(top))


def _air(haze: float, bands: int) -> tuple[FloatImage, FloatImage]:
    """Path and gain, each [bands, 1, 1]."""
    mixed = np.tensordot([1.0 - haze, haze], np.array(_ENDS, dtype=np.float64), axes=1)
    path, gain = mixed[:, :bands, None, None].astype(np.float32)
    return path, gain
