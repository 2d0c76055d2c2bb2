"""Networks with one part removed, to measure what the part contributes."""

from __future__ import annotations

import torch
from torch import Tensor

from ...models.networks.jointseg import JointSeg


class OneScale(JointSeg):
    """The head sees features of 2.5 m only, without fusion with 10 m and 1 m. As many weights as JointSeg."""

    def _segment(self, coarse: Tensor, features: Tensor, fine_features: Tensor) -> Tensor:
        return super()._segment(torch.zeros_like(coarse), features, torch.zeros_like(fine_features))
