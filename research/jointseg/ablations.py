"""Networks with a part taken away, to measure what that part is worth."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ...models.networks.jointseg import JointSeg
from ...models.networks.ugsnet_light import UGSNetLight


class OneScale(JointSeg):
    """The head sees features of 2.5 m only: no fusion with those of 10 m and of 1 m. As many weights as JointSeg."""

    def _segment(self, coarse: Tensor, features: Tensor, fine_features: Tensor) -> Tensor:
        return super()._segment(torch.zeros_like(coarse), features, torch.zeros_like(fine_features))


class WithoutAttention(UGSNetLight):
    """ugsnet-light whose features go to the decoder as the encoder gives them."""

    def __init__(self, in_channels: int = 3, classes: int = 2) -> None:
        super().__init__(in_channels, classes)
        self.attention = nn.ModuleList(nn.Identity() for _ in self.attention)
