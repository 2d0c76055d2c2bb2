"""Simulated Sentinel-2: converts 1 m images to what the satellite would see of the same ground at 10 m.

Needs numpy only. All images are [bands, height, width], bands in the order red, green, blue (and near infrared).

The measured numbers (gammas, point spreads, noise of NAIP imagery against Sentinel-2) come from the PyPI package
opensr-degradation 1.0.1 by C. Aybar (MIT licence).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FloatImage = NDArray[np.float32]
T = TypeVar("T", bound=np.generic)

BANDS = ("red", "green", "blue", "nir")
PIXEL_M = 10.0
"""Ground sampling distance of Sentinel-2's four fine bands, metres."""

# The package's Gaussians have 7.3-8.5 m; its kernel of 32.5 m truncates them to an effective 6.7 m (visible) and 7.3 m.
SIGMA_M = (6.7, 6.7, 6.7, 7.3)
"""Standard deviation of the point spread per band, metres on the ground."""

GAMMA_MEAN = (0.33212655, 0.32608668, 0.35346831, 0.45705735)
GAMMA_COVARIANCE = (
    (0.00592020, 0.00507745, 0.00445213, 0.00364854),
    (0.00507745, 0.00494151, 0.00445722, 0.00381408),
    (0.00445213, 0.00445722, 0.00485922, 0.00329423),
    (0.00364854, 0.00381408, 0.00329423, 0.01427048),
)
_SMALLEST_GAMMA = 0.1

SIGMA_RANGE_M = (4.0, 9.0)
"""Range of point spreads in training: networks that know only one width lose a quarter of their F1 at another."""
_NIR_SPREAD = SIGMA_M[3] / SIGMA_M[0]

_HAZE = (0.7, 0.85, 1.2, 0.2)

# A square-root law fitted to the package's noise table: sigma 0.0025 at reflectance 0.1, 0.0033 at 0.2.
_NOISE_FLOOR = 1e-6
_NOISE_SLOPE = 5e-5


def draw_gammas(rng: np.random.Generator, bands: int = 4) -> NDArray[np.float64]:
    """Draw the gammas of one aerial image, correlated between the bands as measured.

    Args:
        rng: Source of randomness.
        bands: 3 (red, green, blue) or 4 (and near infrared).

    Returns:
        [bands], at least 0.1.
    """
    mean, covariance = np.array(GAMMA_MEAN)[:bands], np.array(GAMMA_COVARIANCE)[:bands, :bands]
    return np.maximum(rng.multivariate_normal(mean, covariance), _SMALLEST_GAMMA)


def dn_to_reflectance(image: NDArray[np.uint8], gammas: Sequence[float] | NDArray[np.float64]) -> FloatImage:
    """Undo the tone curve of an aerial camera: reflectance = (DN / 255) ** (1 / gamma).

    Args:
        image: [bands, height, width], digital numbers 0-255.
        gammas: [bands], see :data:`GAMMA_MEAN` and :func:`draw_gammas`.

    Returns:
        [bands, height, width], surface reflectance 0-1.
    """
    levels = np.arange(256) / 255.0
    table = np.power(levels, 1.0 / np.asarray(gammas, dtype=np.float64)[:, None])
    return np.stack([row[band] for row, band in zip(table.astype(np.float32), image, strict=True)])


def reflectance_to_dn(image: FloatImage, gammas: Sequence[float] | NDArray[np.float64]) -> NDArray[np.uint8]:
    """Convert a scene to what an aerial camera delivers; the inverse of :func:`dn_to_reflectance` up to rounding.

    Args:
        image: [bands, height, width], surface reflectance; clipped to 0-1.
        gammas: Gamma of each band, [bands].

    Returns:
        [bands, height, width], digital numbers 0-255.
    """
    exponents = np.asarray(gammas, dtype=np.float32)[:, None, None]
    return np.rint(np.clip(image, 0.0, 1.0) ** exponents * 255.0).astype(np.uint8)


def spread_at(sigma: float, bands: int) -> tuple[float, ...]:
    """Point spread per band, metres: ``sigma`` in the visible bands and 9 % more, as measured, in the near infrared.

    Args:
        sigma: Standard deviation, metres.
        bands: Number of bands, 3 or 4.
    """
    return (sigma, sigma, sigma, sigma * _NIR_SPREAD)[:bands]


def draw_spread(rng: np.random.Generator, bands: int) -> tuple[float, ...]:
    """Draw the point spread per band, metres, within :data:`SIGMA_RANGE_M`; the near infrared is never the sharpest.

    Args:
        rng: Source of randomness.
        bands: Number of bands, 3 or 4.
    """
    visible = rng.uniform(*SIGMA_RANGE_M) * np.exp(rng.normal(0.0, 0.03, 3))
    infrared = visible.max() * rng.uniform(1.0, _NIR_SPREAD**2)
    drawn = np.clip([*visible, infrared], *SIGMA_RANGE_M)
    return tuple(float(sigma) for sigma in drawn[:bands])


def draw_haze(rng: np.random.Generator, bands: int) -> NDArray[np.float32]:
    """Draw the error of the atmospheric correction in a scene's reflectance: [bands], about 0.006.

    Path radiance falls with wavelength: most in blue, least in the near infrared.

    Args:
        rng: Source of randomness.
        bands: Number of bands, 3 or 4.
    """
    drawn = rng.normal(0.002, 0.006) * np.array(_HAZE[:bands]) + rng.normal(0.0, 0.002, bands)
    return drawn.astype(np.float32)


def random_phase(rng: np.random.Generator, factor: int = 10) -> tuple[int, int]:
    """Draw the start of the satellite's grid: rows and columns of fine pixels before it, each in [0, factor)."""
    rows, columns = rng.integers(0, factor, size=2)
    return int(rows), int(columns)


def crop_to_grid(image: NDArray[T], phase: tuple[int, int] = (0, 0), factor: int = 10) -> NDArray[T]:
    """Crop a fine image or label to the area covered by whole coarse pixels.

    Args:
        image: Image or label [..., height, width].
        phase: Rows and columns to skip first, as for :func:`degrade`.
        factor: Fine pixels per coarse pixel.

    Returns:
        View [..., rows * factor, columns * factor] with the rows and columns that :func:`degrade` returns.
    """
    rows, columns = ((size - start) // factor * factor for size, start in zip(image.shape[-2:], phase, strict=True))
    return image[..., phase[0] : phase[0] + rows, phase[1] : phase[1] + columns]


def degrade(
    image: FloatImage,
    sigma_m: Sequence[float] = SIGMA_M,
    *,
    phase: tuple[int, int] = (0, 0),
    factor: int = 10,
    gsd_m: float = 1.0,
    noise: np.random.Generator | None = None,
) -> FloatImage:
    """Simulate a fine scene seen through the satellite's point spread.

    A coarse pixel is the average of the scene under a Gaussian around the pixel's centre; if the Gaussian extends
    beyond the image, it is normalised over the part inside. A rim of 3 sigma is therefore less certain than the rest.

    Args:
        image: [bands, height, width], reflectance 0-1 at ``gsd_m``.
        sigma_m: [bands or more], standard deviation of the point spread, metres on the ground.
        phase: Rows and columns of fine pixels before the first coarse pixel.
        factor: Fine pixels per coarse pixel along an axis.
        gsd_m: Ground sampling distance of the image, metres.
        noise: Source of the sensor noise; None = no noise.

    Returns:
        [bands, (height - phase[0]) // factor, (width - phase[1]) // factor], reflectance, not below 0.
    """
    height, width = image.shape[-2:]
    coarse = []
    for band, sigma in zip(image, sigma_m[: len(image)], strict=True):
        rows = _gaussian_weights(height, phase[0], factor, sigma / gsd_m)
        columns = _gaussian_weights(width, phase[1], factor, sigma / gsd_m)
        coarse.append(rows @ band @ columns.T)
    seen = np.stack(coarse)
    return seen if noise is None else add_noise(seen, noise)


def add_noise(image: FloatImage, rng: np.random.Generator) -> FloatImage:
    """Add sensor noise: variance = 1e-6 + 5e-5 * reflectance.

    Args:
        image: [bands, height, width], reflectance.
        rng: Source of the noise.

    Returns:
        [bands, height, width], reflectance, not below 0.
    """
    deviation = np.sqrt(_NOISE_FLOOR + _NOISE_SLOPE * np.maximum(image, 0.0))
    noisy = image + deviation * rng.standard_normal(image.shape, dtype=np.float32)
    return np.maximum(noisy, 0.0).astype(np.float32)


def box_average(image: FloatImage, factor: float) -> FloatImage:
    """Average over square pixels of any size, e.g. 1 m -> 2.5 m as the target of super-resolution.

    Args:
        image: Image [bands, height, width].
        factor: Side of a new pixel in old pixels, need not be an integer; old pixels on an edge count by their share.

    Returns:
        [bands, int(height / factor), int(width / factor)], in the image's unit.

    Raises:
        ValueError: The factor is below 1.
    """
    if factor < 1:
        raise ValueError(f"A box average makes pixels larger; the factor {factor} would make them smaller.")
    rows, columns = (_box_weights(size, factor) for size in image.shape[-2:])
    return np.stack([rows @ band @ columns.T for band in image])


def _gaussian_weights(size: int, start: int, factor: int, sigma: float) -> FloatImage:
    """Weights [coarse, size]; each row sums to 1. Lengths are in fine pixels."""
    centres = start + (np.arange((size - start) // factor) + 0.5) * factor
    distance = centres[:, None] - (np.arange(size) + 0.5)[None, :]
    weights = np.exp(-0.5 * (distance / sigma) ** 2)
    return (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)


def _box_weights(size: int, factor: float) -> FloatImage:
    """Weights [int(size / factor), size], the share of each old pixel in each new one; rows sum to 1."""
    # A float such as 0.3 / 0.1 lies just below its integer.
    start = np.arange(int(size / factor + 1e-9))[:, None] * factor
    old = np.arange(size)[None, :]
    shared = np.minimum(start + factor, old + 1) - np.maximum(start, old)
    return (np.clip(shared, 0.0, 1.0) / factor).astype(np.float32)
