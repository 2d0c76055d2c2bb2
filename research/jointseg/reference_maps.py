"""Reference maps that need no training: baselines for a network, and upper bounds for networks of a kind."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from ...models.networks.rrdb import upsample
from ...models.training.labels import UNKNOWN, Surface
from ...models.training.simulate.sensor import FloatImage
from ..places.places import ndvi, otsu

FACTOR = 10
_FIT_STEPS = 40

Labels = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def surface(labels: Labels, value: int) -> Labels:
    """One class against the rest: 1, 0, and ``UNKNOWN`` if it is not known (``NOT_GREEN`` may be impervious).

    Args:
        labels: Labels of any shape, of ``Surface``.
        value: Value of the class.
    """
    known = (labels != UNKNOWN) & ((labels != Surface.NOT_GREEN) | (value == Surface.GREEN))
    return np.where(known, labels == value, UNKNOWN).astype(np.uint8)


def majority(truth: Labels) -> Mask:
    """Whether the class covers most of the known part of an input pixel: a perfect 10 m map.

    Args:
        truth: [height, width], 0, 1, ``UNKNOWN``; the last input pixels may be incomplete.

    Returns:
        Mask of the class [height, width].
    """
    padded = _padded(truth, FACTOR)
    rows, columns = (side // FACTOR for side in padded.shape)
    blocks = padded.reshape(rows, FACTOR, columns, FACTOR)
    most = (blocks == 1).sum(axis=(1, 3)) > (blocks == 0).sum(axis=(1, 3))
    return np.kron(most, np.ones((FACTOR, FACTOR), dtype=np.bool_))[: truth.shape[0], : truth.shape[1]]


def ndvi_rule(image: FloatImage) -> Mask:
    """Green by NDVI of the 10 m image, bilinearly enlarged, above Otsu's threshold of the scene.

    It needs the near infrared, which RGB networks do not see.

    Args:
        image: Reflectance [4, T, T].

    Returns:
        Mask of green [10T, 10T].
    """
    index = ndvi(image)
    return upsample(torch.from_numpy(index)[None, None], FACTOR)[0, 0].numpy() > otsu(index)


def coarse_ceiling(truth: Labels, stride: int) -> Mask:
    """The best map possible with logits on a grid of ``stride`` pixels: fitted to the truth itself, then enlarged.

    Args:
        truth: [height, width], 0, 1, ``UNKNOWN``.
        stride: Pixels per logit along an axis.

    Returns:
        Mask of the class [height, width].
    """
    padded = _padded(truth, stride)
    masks = (padded == 1, padded != UNKNOWN)
    target, weight = (torch.from_numpy(mask.astype(np.float32))[None, None] for mask in masks)
    logits = (8 * F.avg_pool2d(target, stride) - 4).requires_grad_()
    optimiser = torch.optim.Adam([logits], lr=0.8)
    for _ in range(_FIT_STEPS):
        loss = F.binary_cross_entropy_with_logits(upsample(logits, stride), target, weight)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return (upsample(logits.detach(), stride)[0, 0, : truth.shape[0], : truth.shape[1]] > 0).numpy()


def _padded(truth: Labels, multiple: int) -> Labels:
    return np.pad(truth, [(0, -side % multiple) for side in truth.shape], constant_values=UNKNOWN)
