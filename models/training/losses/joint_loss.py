"""Losses of the networks from 10 m to 1 m: a map of three classes with partly known truth, and two images.

The papers state no losses for JointSeg; cross-entropy with Dice for the map and L1 for the images is our reading. The
nearest open work (ESRGAN) adds perceptual and adversarial terms to L1; they invent texture, which a map must not.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from ...networks.jointseg import SuperSegmentation
from ..labels import UNKNOWN, Surface

_CLASSES = 3
SMOOTH = 1000.0
"""Pixels added to both sides of Dice, so that a class of a few pixels in a batch does not dominate the loss."""


@dataclass(frozen=True)
class LossWeights:
    """Weights of the loss terms.

    Attributes:
        dice: Weight of Dice relative to cross-entropy.
        image: Weight of L1 at each scale, on reflectance; differences are of the order of 0.02.
    """

    dice: float = 0.5
    image: float = 5.0


def marginal_cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean of -log(probability of the classes that the label allows).

    A pixel labelled ``NOT_GREEN`` allows other and impervious: its loss is -log(p_other + p_impervious).

    Args:
        logits: Logits of the classes [N, 3, H, W].
        labels: [N, H, W] uint8 of ``Surface``.

    Returns:
        Scalar; 0 if no pixel is labelled.
    """
    log_p = logits.log_softmax(dim=1)
    exact = F.nll_loss(log_p, labels.long().where(labels < _CLASSES, -1), ignore_index=-1, reduction="sum")
    partial = labels == Surface.NOT_GREEN
    either = torch.logaddexp(log_p[:, Surface.OTHER], log_p[:, Surface.IMPERVIOUS])
    return (exact - (either * partial).sum()) / (labels != UNKNOWN).sum().clamp(min=1)


def dice_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """1 - soft Dice, averaged over impervious and green; pixels where a class is unknown are excluded from it.

    Arguments and shapes are those of :func:`marginal_cross_entropy`.
    """
    p = logits.softmax(dim=1)
    losses = []
    for value in (Surface.IMPERVIOUS, Surface.GREEN):
        known = labels < _CLASSES
        if value == Surface.GREEN:
            known = known | (labels == Surface.NOT_GREEN)
        share, truth = p[:, value] * known, (labels == value) & known
        overlap = (share * truth).sum()
        losses.append(1 - (2 * overlap + SMOOTH) / (share.sum() + truth.sum() + SMOOTH))
    return torch.stack(losses).mean()


def joint_loss(result: SuperSegmentation, fine: Tensor, medium: Tensor, labels: Tensor, weights: LossWeights) -> Tensor:
    """Weighted sum of all terms.

    Args:
        result: Output of the network.
        fine: True reflectance at 1 m, [N, bands, 10T, 10T].
        medium: True reflectance at 2.5 m, [N, bands, 4T, 4T].
        labels: Labels of the map [N, 10T, 10T].
        weights: Weights of the loss terms.
    """
    segmentation = marginal_cross_entropy(result.logits, labels) + weights.dice * dice_loss(result.logits, labels)
    return segmentation + weights.image * image_loss(result, fine, medium)


def image_loss(result: SuperSegmentation, fine: Tensor, medium: Tensor) -> Tensor:
    """L1 of both images, on reflectance; shapes are those of :func:`joint_loss`."""
    return F.l1_loss(result.fine, fine) + F.l1_loss(result.medium, medium)
