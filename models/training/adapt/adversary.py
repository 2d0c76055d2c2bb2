"""Adversarial part of UGS-1m: a discriminator that learns to tell maps of the source from maps of the target.

Source: Shi et al., ESSD 15, 2023, section 3 (L_adv and L_D). The optimiser follows the original design, Tsai et al.,
CVPR 2018. Entropy maps: Vu et al., "ADVENT", CVPR 2019.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from ...networks.discriminator import Discriminator
from ...networks.pointhead import PointPrediction

_RATE = 1e-4
_BETAS = (0.9, 0.99)


class Adversary:
    """A discriminator, its optimiser and its loss.

    Args:
        classes: Channels of the maps.
        entropy: Compare entropy maps, -p log p, instead of probabilities.
        device: Device of the discriminator.
    """

    def __init__(self, classes: int = 2, *, entropy: bool = False, device: torch.device | None = None) -> None:
        self.network = Discriminator(classes).to(device)
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=_RATE, betas=_BETAS)
        self._entropy = entropy
        self._seen: tuple[Tensor, Tensor] | None = None

    def observe(self, source: Tensor, target: Tensor) -> Tensor:
        """Loss L_adv: how easily the discriminator recognises the target's map; it trains the mapping network.

        Both maps are stored for :meth:`learn`.

        Args:
            source: Probabilities of the source images [N, classes, H, W], sides >= 32.
            target: Probabilities of the target images, of the same shape.
        """
        source, target = self._view(source), self._view(target)
        self._seen = source.detach().float(), target.detach().float()
        self.network.requires_grad_(requires_grad=False)
        loss = _against(self.network(target), truth=1.0)
        self.network.requires_grad_(requires_grad=True)
        return loss

    def learn(self) -> float:
        """Take one discriminator step on the maps last observed; returns L_D."""
        if self._seen is None:
            return 0.0
        source, target = self._seen
        loss = (_against(self.network(source), truth=1.0) + _against(self.network(target), truth=0.0)) / 2
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()
        self._seen = None
        return float(loss.detach())

    def _view(self, probability: Tensor) -> Tensor:
        if not self._entropy:
            return probability
        return -probability * (probability + 1e-30).log() / math.log(probability.shape[1])


def map_of(prediction: PointPrediction | Tensor, size: torch.Size | tuple[int, int]) -> Tensor:
    """Class probabilities [N, classes, *size]; for a point head, those of the coarse prediction."""
    logits = prediction if isinstance(prediction, Tensor) else prediction.coarse
    if logits.shape[-2:] != tuple(size):
        logits = F.interpolate(logits, size=tuple(size), mode="bilinear", align_corners=True)
    return logits.softmax(dim=1)


def _against(logits: Tensor, truth: float) -> Tensor:
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, truth))
