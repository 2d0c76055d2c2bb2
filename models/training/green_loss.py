"""The loss of UGSNet on labelled images."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from ..pointhead import PointPrediction
from .naip import GREEN, IGNORE


def green_loss(prediction: PointPrediction | Tensor, labels: Tensor) -> Tensor:
    """Cross entropy of the enlarged coarse logits and of the points, as published, plus soft Dice of green.

    The published loss is our reading of the paper's text; Dice is our addition, because green is rare in some places.

    Args:
        prediction: Two classes, (other, green); or the logits [N, 2, H, W] of a network without points.
        labels: int64 [N, H, W] of OTHER, GREEN, IGNORE; at least one pixel is not IGNORE.
    """
    if isinstance(prediction, Tensor):
        return _dense_loss(prediction, labels)
    coarse = F.interpolate(prediction.coarse, size=labels.shape[-2:], mode="bilinear", align_corners=True)
    loss = _dense_loss(coarse, labels)
    at_points = labels_at(labels, prediction.points)
    if bool((at_points != IGNORE).any()):
        loss = loss + F.cross_entropy(prediction.logits, at_points, ignore_index=IGNORE)
    return loss


def _dense_loss(logits: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(logits, labels, ignore_index=IGNORE) + 0.5 * _dice(logits, labels)


def labels_at(labels: Tensor, points: Tensor) -> Tensor:
    """The label of the pixel that each point (x, y in 0-1) [N, P, 2] lies in -> [N, P]."""
    height, width = labels.shape[-2:]
    x = (points[..., 0] * width).long().clamp(0, width - 1)
    y = (points[..., 1] * height).long().clamp(0, height - 1)
    return labels.flatten(1).gather(1, y * width + x)


def _dice(logits: Tensor, labels: Tensor) -> Tensor:
    known = labels != IGNORE
    probability = torch.where(known, logits.softmax(dim=1)[:, 1], 0.0)
    truth = (labels == GREEN).float()
    return 1 - (2 * (probability * truth).sum() + 1) / (probability.sum() + truth.sum() + 1)
