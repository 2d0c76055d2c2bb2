"""Cast shadows, drawn over training images: the ground under them keeps its label.

A crown and its shadow are alike in brightness, and in many places most dark pixels are trees, so that a network learns
that dark is green. Shadows of crowns, of blocks like buildings, and of things outside the picture fall on everything
here. All of a picture fall in one direction, away from the sun.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

LIGHT_LEFT = (0.25, 0.6)
"""Share of the light that a shadow leaves in red, from the deepest to the palest."""

_BLUER = (1.0, 1.8)
"""The sky lights a shadow: blue keeps so much more than red, green half of that."""

_LENGTH_PX = (2.0, 16.0)
_BLOCKS = 5
_BLOCK_PX = (5.0, 28.0)


def smooth_field(size: tuple[int, int], grain: float, rng: np.random.Generator) -> Tensor:
    """A random field [H, W] with spots of about ``grain`` pixels, spread about evenly over 0-1."""
    cells = [max(2, math.ceil(side / grain) + 1) for side in size]
    noise = torch.from_numpy(rng.standard_normal((1, 1, *cells), dtype=np.float32))
    field = F.interpolate(noise, size=size, mode="bicubic", align_corners=True)[0, 0]
    # Interpolated normal numbers are normal ones of a smaller variance.
    spread: Tensor = torch.special.ndtr((field - field.mean()) / field.std().clamp(min=1e-6))
    return spread


def cast_shadows(image: Tensor, green: Tensor, rng: np.random.Generator) -> Tensor:
    """Draw the shadows of one sun over an image.

    Args:
        image: RGB image [3, H, W], 0-1.
        green: Pixels of vegetation [H, W], of which the darker ones are taken for crowns that cast shadows.
        rng: Source of randomness.

    Returns:
        The image, nowhere brighter than before.
    """
    azimuth, length = rng.uniform(0, 2 * math.pi), rng.uniform(*_LENGTH_PX)
    step = math.sin(azimuth), math.cos(azimuth)
    crowns = _crowns(image, green, rng)
    shade = _swept(crowns, step, length)
    # The side of a crown that is turned away from the sun lies in its own shade.
    shade = torch.where(crowns, _swept(crowns, step, 1.5) * shade if rng.random() < 0.3 else 0.0, shade)
    blocks = _blocks(green.shape[0], green.shape[1], rng)
    high = length * rng.uniform(0.7, 2.0)
    shade = torch.maximum(shade, torch.where(blocks, 0.0, _swept(blocks, step, high)))
    if rng.random() < 0.3:
        edge = rng.uniform(0.75, 0.95)
        shade = torch.maximum(shade, (smooth_field((green.shape[0], green.shape[1]), 40, rng) > edge).float())
    return shaded(image, shade, rng)


def shaded(image: Tensor, shade: Tensor, rng: np.random.Generator) -> Tensor:
    """Take light away where ``shade`` [H, W] is above 0; 1 is full shade. Edges are blurred by half a pixel or more."""
    shade = _soft(shade, rng.uniform(0.4, 1.0))
    left, bluer = rng.uniform(*LIGHT_LEFT), rng.uniform(*_BLUER)
    light = torch.tensor([left, left * (1 + bluer) / 2, left * bluer], dtype=torch.float32).clamp(max=1.0)
    return image * (1 - shade * (1 - light[:, None, None]))


def _crowns(image: Tensor, green: Tensor, rng: np.random.Generator) -> Tensor:
    """Some of the darker vegetation, bool [H, W]: lawns are bright and cast no shadows."""
    if not bool(green.any()):
        return torch.zeros_like(green)
    grey = image.mean(dim=0)
    dark = grey <= grey[green].quantile(rng.uniform(0.4, 0.9))
    chosen = smooth_field((green.shape[0], green.shape[1]), 16, rng) < rng.uniform(0.3, 1.0)
    crowns = (green & dark & chosen).float()[None, None]
    # Opened by 3 x 3: single pixels are no trees.
    crowns = F.max_pool2d(1 - F.max_pool2d(1 - crowns, 3, 1, 1), 3, 1, 1)
    return crowns[0, 0] > 0


def _blocks(height: int, width: int, rng: np.random.Generator) -> Tensor:
    """Turned rectangles, bool [H, W]."""
    rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    result = torch.zeros(height, width, dtype=torch.bool)
    for _ in range(int(rng.integers(_BLOCKS * height * width // 128**2 + 1))):
        y, x = rng.uniform(0, height), rng.uniform(0, width)
        half_length, half_width, turn = *(rng.uniform(*_BLOCK_PX, 2) / 2), rng.uniform(0, math.pi)
        along = (columns - x) * math.cos(turn) + (rows - y) * math.sin(turn)
        across = (rows - y) * math.cos(turn) - (columns - x) * math.sin(turn)
        result |= (along.abs() <= half_length) & (across.abs() <= half_width)
    return result


def _swept(mask: Tensor, step: tuple[float, float], length: float) -> Tensor:
    """The ground that a mask [H, W] covers while it moves ``length`` pixels along ``step`` (rows, columns): 0 or 1."""
    height, width = mask.shape
    result = torch.zeros(height, width)
    moved = {(round(d * step[0]), round(d * step[1])) for d in np.arange(1.0, length + 0.5, 1.0)}
    for down, right in sorted(moved):
        if abs(down) >= height or abs(right) >= width:
            continue
        target = result[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)]
        source = mask[max(-down, 0) : height + min(-down, 0), max(-right, 0) : width + min(-right, 0)]
        target[source] = 1.0
    return result


def _soft(mask: Tensor, sigma: float) -> Tensor:
    x = torch.arange(-2, 3, dtype=torch.float32)
    kernel = torch.exp(-(x**2) / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).reshape(1, 1, 1, 5)
    padded = F.pad(mask[None, None], (2, 2, 2, 2), mode="replicate")
    return F.conv2d(F.conv2d(padded, kernel), kernel.transpose(2, 3))[0, 0].clamp(0, 1)
