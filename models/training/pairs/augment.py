"""Augmentation of aerial images for training (light, haze), and normalisation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ....engine.raster.numbers.histogram import BRIGHT_PERCENT, BRIGHTEST, DARK_PERCENT, DARKEST

FILL = 110 / 255
"""Value of empty cells: about the mean of aerial images, so that they shift pooled features little."""

_THICKEST_HAZE = 0.3


class Batch(NamedTuple):
    """Images float32 [N, 3, S, S], 0-1, and labels int64 [N, S, S]; S is 128 or 256."""

    images: Tensor
    labels: Tensor


def normalise(image: Tensor) -> Tensor:
    """Convert values 0-1 to the input range of UGSNet (as published)."""
    return ((image - 0.5) / 0.5).contiguous(memory_format=torch.channels_last)


def jitter(image: Tensor, inside: Tensor, rng: np.random.Generator, strength: float = 1.0) -> Tensor:
    """Change light and camera: colours, contrast, haze, sharpness and noise of an RGB image [3, H, W], 0-1.

    Args:
        image: RGB image [3, H, W].
        inside: Valid pixels [H, W], whose mean is the pivot of the contrast.
        rng: Source of randomness.
        strength: 0 (none) to 1; scales the colour changes.
    """

    def around(low: float, neutral: float, high: float, size: int | None = None) -> Any:
        return rng.uniform(neutral + strength * (low - neutral), neutral + strength * (high - neutral), size)

    image = image.clamp(0, 1) ** around(0.6, 1.0, 1.6)
    gain = torch.tensor(around(0.88, 1.0, 1.14, 3) * around(0.65, 1.0, 1.4), dtype=torch.float32)
    image = image * gain[:, None, None]
    grey = image.mean(dim=0, keepdim=True)
    image = grey + (image - grey) * around(0.4, 1.0, 1.6)
    mean = image[:, inside].mean()
    image = mean + (image - mean) * around(0.6, 1.0, 1.4)
    haze = torch.tensor(around(-0.08, 0.0, 0.1) + around(-0.03, 0.0, 0.03, 3), dtype=torch.float32)
    image = image + haze[:, None, None]
    if rng.random() < 0.3:
        image = _blur(image, rng.uniform(0.3, 1.0))
    if rng.random() < 0.3:
        noise = torch.from_numpy(rng.standard_normal(image.shape, dtype=np.float32))
        image = image + noise * rng.uniform(0.0, 0.03)
    return image.clamp(0, 1)


def veil(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Add bluish or greyish white haze of up to 30 % to an RGB image [3, H, W], 0-1."""
    share = rng.uniform(0, _THICKEST_HAZE)
    white = rng.uniform(0.75, 0.95)
    colour = torch.tensor([white - rng.uniform(0, 0.15), white - rng.uniform(0, 0.07), white], dtype=torch.float32)
    return (1 - share) * image + share * colour[:, None, None]


def usual_brightness(image: Tensor, inside: Tensor) -> Tensor:
    """Make an RGB image [3, H, W] as bright as usual pictures, as the engine does with more than 8 bits.

    Args:
        image: RGB image [3, H, W], 0-1.
        inside: Valid pixels [H, W], at least one.
    """
    pixels = image[:, inside]
    # Torch sorts no more than 16 million numbers, and so many are not needed.
    pixels = pixels[:, :: max(1, pixels.shape[1] // 2**16)]
    dark, bright = torch.quantile(pixels, torch.tensor([DARK_PERCENT, BRIGHT_PERCENT]) / 100, dim=1)
    gain = (BRIGHTEST - DARKEST) / (bright - dark).max().clamp(min=1e-3)
    return ((image - dark[:, None, None]) * gain + DARKEST).clamp(0, 1)


def _blur(image: Tensor, sigma: float) -> Tensor:
    """Gaussian blur with a sigma of ``sigma`` pixels."""
    x = torch.arange(-3, 4, dtype=torch.float32)
    kernel = torch.exp(-(x**2) / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).reshape(1, 1, 1, 7)
    padded = F.pad(image[:, None], (3, 3, 3, 3), mode="replicate")
    return F.conv2d(F.conv2d(padded, kernel), kernel.transpose(2, 3))[:, 0]
