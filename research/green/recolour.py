"""Ground of other colours for training images: grey and violet crowns, and water of many kinds."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .shadows import smooth_field

_WATERS = (
    (0.06, 0.09, 0.12),  # deep
    (0.10, 0.20, 0.28),  # blue
    (0.25, 0.55, 0.60),  # pool
    (0.16, 0.24, 0.18),  # green
    (0.24, 0.27, 0.16),  # algae
    (0.38, 0.34, 0.26),  # turbid
    (0.45, 0.47, 0.45),  # milky
    (0.03, 0.03, 0.04),  # black
    (0.55, 0.58, 0.62),  # glint
)
"""Red, green and blue of water, 0-1."""


def grey_crowns(image: Tensor, green: Tensor, rng: np.random.Generator) -> Tensor:
    """Take the green out of some of the darker vegetation and tint it grey, violet, brown or silver.

    Args:
        image: RGB image [3, H, W], 0-1.
        green: Pixels of vegetation [H, W].
        rng: Source of randomness.

    Returns:
        The image, changed in vegetation only.
    """
    if not bool(green.any()):
        return image
    grey = image.mean(dim=0)
    # Lawns, brighter and even, stay green: without colour they are bare ground.
    dark = grey <= grey[green].quantile(0.7)
    chosen = green & dark & (smooth_field((green.shape[0], green.shape[1]), 24, rng) < rng.uniform(0.2, 0.7))
    colourless = grey + (image - grey) * rng.uniform(0.2, 0.8)
    tint = torch.tensor(rng.uniform((0.95, 0.9, 0.9), (1.2, 1.0, 1.2)), dtype=torch.float32)
    return torch.where(chosen, (colourless * tint[:, None, None] * rng.uniform(0.9, 1.2)).clamp(0, 1), image)


def draw_water(
    image: Tensor, label: Tensor, rng: np.random.Generator, other: int, unknown: int
) -> tuple[Tensor, Tensor]:
    """Flood a part of an image.

    Args:
        image: RGB image [3, H, W], 0-1.
        label: Labels [H, W].
        rng: Source of randomness.
        other: Label of water.
        unknown: Label of pixels that are not known, which stay unknown.

    Returns:
        The image and its labels, which are ``other`` under water.
    """
    size = (label.shape[0], label.shape[1])
    water = smooth_field(size, rng.uniform(24, 90), rng) < rng.uniform(0.05, 0.3)
    colour = torch.tensor(_WATERS[int(rng.integers(len(_WATERS)))], dtype=torch.float32)
    colour = colour * torch.tensor(rng.uniform(0.8, 1.25, 3) * rng.uniform(0.8, 1.25), dtype=torch.float32)
    waves = smooth_field(size, rng.uniform(3, 30), rng) - 0.5
    noise = torch.from_numpy(rng.standard_normal(image.shape, dtype=np.float32)) * rng.uniform(0.002, 0.012)
    surface = colour[:, None, None] * (1 + waves * rng.uniform(0, 0.3)) + noise
    flooded = torch.where(water & (label != unknown), other, label)
    return torch.where(water, surface.clamp(0, 1), image), flooded
