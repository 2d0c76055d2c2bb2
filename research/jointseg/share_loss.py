"""Loss of a 1 m map on real images of 10 m, of whose pixels only bounds of a share are known.

A land-cover product tells that nothing is impervious in a pixel, or that a block is built-up with its gardens; a high
NDVI tells that a pixel is mostly green. The map is averaged to 10 m before it is compared, so that it may decide by
itself where in the pixel a surface lies.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from ...models.networks.jointseg import SuperSegmentation
from ...models.training.labels import Surface

SURFACES = (Surface.IMPERVIOUS, Surface.GREEN)
"""Surfaces whose shares are bounded, in the order of the bounds."""

FACTOR = 10
BLOCK = 5
"""Input pixels along a side of the block over which built-up ground is averaged."""

SPREAD_M = 6.7
"""Point spread of the satellite that the sharpened image is seen through, metres."""

_RIM = 2
"""Input pixels at the edge of an image whose neighbourhood is incomplete."""

_SMALLEST = 1e-4


class ShareBounds(NamedTuple):
    """What is known of each input pixel.

    Attributes:
        low, high: Bounds of the share of each of :data:`SURFACES`, [N, 2, T, T]; 0 and 1 = nothing is known.
        built: Share that is impervious at least, averaged over a block, where ground is built-up with its gardens;
            0 elsewhere, [N, T, T].
    """

    low: Tensor
    high: Tensor
    built: Tensor


def share_loss(logits: Tensor, bounds: ShareBounds) -> Tensor:
    """Mean of -log of how far a share is from its bounds, over the pixels of each surface that have bounds.

    Within the bounds the loss is 0; from an upper bound of 0 on it is the cross-entropy -log(1 - share).

    Args:
        logits: Logits of the classes [N, 3, 10T, 10T].
        bounds: Bounds of the shares.

    Returns:
        Scalar, 0 if nothing is known.
    """
    share = F.avg_pool2d(logits.softmax(dim=1)[:, list(SURFACES)], FACTOR).clamp(_SMALLEST, 1 - _SMALLEST)
    above = torch.log((1 - bounds.high).clamp(min=_SMALLEST) / (1 - share)).clamp(min=0.0)
    below = torch.log(bounds.low.clamp(min=_SMALLEST) / share).clamp(min=0.0)
    known = ((bounds.low > 0) | (bounds.high < 1)).float()
    return ((above + below) * known).sum(dim=(0, 2, 3)).div(known.sum(dim=(0, 2, 3)).clamp(min=1)).sum()


def block_loss(logits: Tensor, built: Tensor) -> Tensor:
    """-log(share / least share) where less of a built-up block is impervious than there is at least.

    Args:
        logits: Logits of the classes [N, 3, 10T, 10T].
        built: Least share where ground is built-up, else 0, [N, T, T].

    Returns:
        Scalar, 0 if nothing is built-up.
    """
    share = F.avg_pool2d(logits.softmax(dim=1)[:, Surface.IMPERVIOUS], FACTOR)
    inside = (built > 0).to(share.dtype)
    found, least = _over_block(share * inside), _over_block(built)
    missing = torch.log(least.clamp(min=_SMALLEST) / found.clamp(min=_SMALLEST)).clamp(min=0.0)
    return (missing * inside).sum() / inside.sum().clamp(min=1)


def consistency_loss(result: SuperSegmentation, image: Tensor) -> Tensor:
    """L1 between an image and its sharpened image as the satellite would see it, on reflectance.

    Args:
        result: Output of the network for the image.
        image: Reflectance [N, bands, T, T], T above 4.
    """
    rows, columns = (_seen(side, image.device, image.dtype) for side in (result.fine.shape[-2], result.fine.shape[-1]))
    inside = slice(_RIM, -_RIM)
    return F.l1_loss((rows @ result.fine @ columns.T)[..., inside, inside], image[..., inside, inside])


def _over_block(values: Tensor) -> Tensor:
    return F.avg_pool2d(values[:, None], BLOCK, stride=1, padding=BLOCK // 2)[:, 0]


def _seen(side: int, device: torch.device, dtype: torch.dtype) -> Tensor:
    """Weights [side / 10, side] of the 1 m pixels in each input pixel; rows sum to 1."""
    centres = (torch.arange(side // FACTOR, device=device, dtype=dtype) + 0.5) * FACTOR
    distance = centres[:, None] - (torch.arange(side, device=device, dtype=dtype) + 0.5)[None]
    weights = torch.exp(-0.5 * (distance / SPREAD_M) ** 2)
    return weights / weights.sum(dim=1, keepdim=True)
