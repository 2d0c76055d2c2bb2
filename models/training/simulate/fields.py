"""Smooth random fields, for bends of streets, patches of lawn and the density of a town."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def smooth_noise(rng: np.random.Generator, shape: tuple[int, ...], wavelength: float) -> NDArray[np.float32]:
    """Draw a random field of about zero mean and unit variance, smooth to the second derivative (cubic B-splines).

    Args:
        rng: Source of randomness.
        shape: Number of rows and columns.
        wavelength: Spacing of the spline knots in pixels; larger = smoother.

    Returns:
        [rows, columns].
    """
    rows, columns = (_spline_weights(size, wavelength) for size in shape)
    knots = rng.standard_normal((rows.shape[1], columns.shape[1]), dtype=np.float32)
    # Splines with independent knots have a variance of about 0.23 (0.479 along each axis).
    return (rows @ knots @ columns.T) / np.float32(0.479)


def _spline_weights(size: int, wavelength: float) -> NDArray[np.float32]:
    """[size, knots], rows sum to 1."""
    position = np.arange(size) / wavelength
    distance = np.abs(position[:, None] - np.arange(-1, int(size / wavelength) + 3)[None, :])
    near = 2 / 3 - distance**2 + distance**3 / 2
    far = np.clip(2 - distance, 0, None) ** 3 / 6
    return np.where(distance < 1, near, far).astype(np.float32)
