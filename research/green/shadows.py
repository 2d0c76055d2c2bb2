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

_LENGTH = (1.0, 4.0)
"""Length of a shadow in radii of the crown that casts it: a small bush has a short shadow."""

_HIGHEST_PX = 6
_BLOCK_SHADOW_PX = (3.0, 20.0)
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
    azimuth = rng.uniform(0, 2 * math.pi)
    step = math.sin(azimuth), math.cos(azimuth)
    crowns = _crowns(image, green, rng)
    shade = _under_domes(crowns, step, rng.uniform(*_LENGTH))
    # The side of a crown that is turned away from the sun lies in its own shade, next to the shadow that it casts.
    depth, dim = rng.uniform(0, 4), rng.uniform(0.3, 1.0)
    far = crowns & ~_moved(crowns, -step[0] * depth, -step[1] * depth)
    shade = torch.where(crowns, dim * far, shade)
    blocks = _blocks(green.shape[0], green.shape[1], rng)
    length = rng.uniform(*_BLOCK_SHADOW_PX)
    swept = torch.zeros_like(blocks)
    for distance in range(1, math.ceil(length) + 1):
        swept |= _moved(blocks, distance * step[0], distance * step[1])
    shade = torch.maximum(shade, (swept & ~blocks).float())
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
    dark = grey <= grey[green].quantile(rng.uniform(0.6, 1.0))
    chosen = smooth_field((green.shape[0], green.shape[1]), 16, rng) < rng.uniform(0.5, 1.0)
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


def _under_domes(crowns: Tensor, step: tuple[float, float], length: float) -> Tensor:
    """Shade of crowns [H, W] that are as high inside as they are far from their edge: 0 or 1."""
    height, inner = torch.zeros(crowns.shape), crowns.float()[None, None]
    for turn in range(_HIGHEST_PX):
        height += inner[0, 0]
        # Crosses and squares in turn wear a disc down evenly.
        outer = 1 - inner
        if turn % 2:
            outer = F.max_pool2d(outer, 3, 1, 1)
        else:
            outer = torch.maximum(F.max_pool2d(outer, (3, 1), 1, (1, 0)), F.max_pool2d(outer, (1, 3), 1, (0, 1)))
        inner = 1 - outer
    shade = torch.zeros_like(crowns)
    for distance in range(1, math.ceil(_HIGHEST_PX * length) + 1):
        shade |= _moved(height * length >= distance, distance * step[0], distance * step[1])
    return shade.float()


def _moved(mask: Tensor, down: float, right: float) -> Tensor:
    """A mask [H, W] moved by whole pixels; nothing comes in from outside."""
    rows, columns = round(down), round(right)
    result = torch.zeros_like(mask)
    height, width = mask.shape
    if abs(rows) < height and abs(columns) < width:
        result[max(rows, 0) : height + min(rows, 0), max(columns, 0) : width + min(columns, 0)] = mask[
            max(-rows, 0) : height + min(-rows, 0), max(-columns, 0) : width + min(-columns, 0)
        ]
    return result


def _soft(mask: Tensor, sigma: float) -> Tensor:
    x = torch.arange(-2, 3, dtype=torch.float32)
    kernel = torch.exp(-(x**2) / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).reshape(1, 1, 1, 5)
    padded = F.pad(mask[None, None], (2, 2, 2, 2), mode="replicate")
    return F.conv2d(F.conv2d(padded, kernel), kernel.transpose(2, 3))[0, 0].clamp(0, 1)
