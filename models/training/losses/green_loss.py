"""Loss of UGSNet on labelled images."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from ...networks.pointhead import PointPrediction
from ..labels import UNKNOWN


def green_loss(prediction: PointPrediction | Tensor, labels: Tensor) -> Tensor:
    """Cross entropy of the enlarged coarse logits and of the points, as published, plus soft Dice of green.

    The published loss is our reading of the paper's text; Dice is our addition, because green is rare in some places.

    Args:
        prediction: Prediction of K classes, as published (other, green); or the logits [N, K, H, W] of a network
            without a point head.
        labels: int64 [N, H, W] of 0 to K - 1 and UNKNOWN; at least one pixel is not UNKNOWN.
    """
    if isinstance(prediction, Tensor):
        return dense_loss(prediction, labels)
    coarse = F.interpolate(prediction.coarse, size=labels.shape[-2:], mode="bilinear", align_corners=True)
    loss = dense_loss(coarse, labels)
    at_points = labels_at(labels, prediction.points)
    if bool((at_points != UNKNOWN).any()):
        loss = loss + F.cross_entropy(prediction.logits, at_points, ignore_index=UNKNOWN)
    return loss


def dense_loss(logits: Tensor, labels: Tensor, smooth: float = 1.0) -> Tensor:
    """Cross entropy plus half of Dice, averaged over all classes but the first, which is the rest.

    Args:
        logits: Logits of the classes [N, K, H, W].
        labels: int64 [N, H, W] of 0 to K - 1 and UNKNOWN; at least one pixel is not UNKNOWN.
        smooth: Pixels added to both sides of Dice: the more, the less a class of a few pixels dominates the loss.
    """
    return F.cross_entropy(logits, labels, ignore_index=UNKNOWN) + 0.5 * _dice(logits, labels, smooth)


def labels_at(labels: Tensor, points: Tensor) -> Tensor:
    """Labels [N, P] of the pixels that contain the points [N, P, 2], (x, y) in 0-1."""
    height, width = labels.shape[-2:]
    x = (points[..., 0] * width).long().clamp(0, width - 1)
    y = (points[..., 1] * height).long().clamp(0, height - 1)
    return labels.flatten(1).gather(1, y * width + x)


def _dice(logits: Tensor, labels: Tensor, smooth: float) -> Tensor:
    known, shares = labels != UNKNOWN, logits.softmax(dim=1)
    losses = []
    for value in range(1, shares.shape[1]):
        probability, truth = torch.where(known, shares[:, value], 0.0), (labels == value).float()
        overlap, total = (probability * truth).sum(), probability.sum() + truth.sum()
        losses.append(1 - (2 * overlap + smooth) / (total + smooth))
    return torch.stack(losses).mean()
