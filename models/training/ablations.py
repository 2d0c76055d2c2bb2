"""JointSeg with a part taken away, to measure what that part is worth."""

from __future__ import annotations

import torch
from torch import Tensor

from ..jointseg import JointSeg


class OneScale(JointSeg):
    """The head sees features of 2.5 m only: no fusion with those of 10 m and of 1 m. As many weights as JointSeg."""

    def _segment(self, coarse: Tensor, features: Tensor, fine_features: Tensor) -> Tensor:
        return super()._segment(torch.zeros_like(coarse), features, torch.zeros_like(fine_features))
