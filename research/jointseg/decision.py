"""The rule by which a map is made of probabilities: that of the engine, so that figures are those of users' maps.

The algorithms map one surface and take a pixel from 50 % on; a pixel of which no surface reaches that is the rest. The
most probable of three classes, in contrast, may have 34 %.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...models.training.labels import Surface

_LEVELS = 255
_HALF = 127
"""The smallest of 255 levels that the engine rounds to 50 %."""

Levels = NDArray[np.uint8]


def decide(levels: Levels) -> Levels:
    """Class of each pixel.

    Args:
        levels: Probabilities [3, height, width] as 0-255, in the order of ``Surface``.

    Returns:
        uint8 [height, width] of ``Surface``: impervious or green from 50 % on, else other.
    """
    winner = levels.argmax(axis=0).astype(np.uint8)
    certain = levels.max(axis=0) >= _HALF
    return np.where(certain, winner, np.uint8(Surface.OTHER))


def levels_of(logits: Tensor) -> Levels:
    """Probabilities [3, height, width] as 0-255 of logits of that size, rounded as in an exported model."""
    levels: Levels = torch.round(logits.softmax(dim=0) * _LEVELS).to(torch.uint8).numpy()
    return levels


def decide_logits(logits: Tensor) -> Levels:
    """:func:`decide` for logits [3, height, width]."""
    return decide(levels_of(logits))
