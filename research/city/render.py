"""Rendering of a procedural city's layers as surface reflectance from above, with light and shadow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...models.training.simulate.fields import smooth_noise
from .buildings import Sun
from .canvas import Canvas
from .materials import LOOKS, Material

# Light that reaches a shadow, per band: the sky is blue, and surrounding leaves scatter near infrared.
_SKYLIGHT = np.array([0.20, 0.24, 0.32, 0.20], dtype=np.float32)
_HIGHEST_M = 40.0


def shadow_of(height: NDArray[np.float32], sun: Sun) -> NDArray[np.float32]:
    """Compute cast shadows.

    Args:
        height: [rows, columns] at 1 m, metres above the ground.
        sun: Direction of the light.

    Returns:
        [rows, columns], 0 = sunlit, 1 = shaded, values between at soft edges.
    """
    highest = min(float(height.max(initial=0.0)), _HIGHEST_M)
    excess = np.zeros_like(height)
    for step in range(1, int(highest / sun.rise) + 2):
        row, column = round(step * sun.row), round(step * sun.column)
        if max(abs(row) - height.shape[0], abs(column) - height.shape[1]) >= 0:
            break
        here, there = _shifted(height.shape, row, column)
        # An object `step` metres towards the sun casts shade up to this height here.
        np.maximum(excess[here], height[there] - np.float32(step * sun.rise) - height[here], out=excess[here])
    return np.clip(excess / np.float32(0.8), 0.0, 1.0)


def render(canvas: Canvas, rng: np.random.Generator, sun: Sun) -> NDArray[np.float32]:
    """Surface reflectance of the scene as seen by an aerial camera with a little blur.

    Args:
        canvas: Canvas with finished layers.
        rng: Source of randomness for patches and grain of the surfaces.
        sun: Direction of the light.

    Returns:
        [4, rows, columns], red, green, blue, near infrared, 0-1.
    """
    low, high = (np.array([getattr(LOOKS[m], end) for m in Material], dtype=np.float32) for end in ("low", "high"))
    patches, grain = (
        np.array([getattr(LOOKS[m], name) for m in Material], dtype=np.float32) for name in ("patches", "grain")
    )
    shape, material = canvas.shape, canvas.material
    variation = 0.6 * smooth_noise(rng, shape, 6.0) + 0.8 * smooth_noise(rng, shape, 35.0)
    tone = np.clip(canvas.tone + patches[material] * variation, -0.3, 1.4)
    light = canvas.light * (1 + grain[material] * rng.standard_normal(shape, dtype=np.float32))
    shade = shadow_of(canvas.height, sun)
    bands = []
    for band in range(4):
        reflectance = (low[:, band][material] + (high - low)[:, band][material] * tone) * light
        reflectance *= 1 - shade * (1 - _SKYLIGHT[band])
        bands.append(_soften(np.clip(reflectance, 0.002, 1.0)))
    return np.stack(bands)


def _shifted(shape: tuple[int, ...], row: int, column: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Two windows of equal size, the second of which is offset by (row, column)."""
    height, width = shape
    here = (slice(max(-row, 0), height - max(row, 0)), slice(max(-column, 0), width - max(column, 0)))
    there = (slice(max(row, 0), height - max(-row, 0)), slice(max(column, 0), width - max(-column, 0)))
    return here, there


def _soften(band: NDArray[np.float32]) -> NDArray[np.float32]:
    """Filter with (0.15, 0.7, 0.15) along both axes, the optics of a camera at its sampling limit."""
    for axis in (0, 1):
        padded = np.pad(band, [(1, 1) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        size = band.shape[axis]
        before, after = (np.take(padded, range(i, i + size), axis=axis) for i in (0, 2))
        band = np.add(np.float32(0.7) * band, np.float32(0.15) * (before + after))
    return band
