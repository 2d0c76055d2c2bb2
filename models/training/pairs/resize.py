"""Resampling of images to another size."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F


def resize(image: NDArray[np.uint8], size: tuple[int, int]) -> Tensor:
    """[bands, height, width] -> float32 [bands, *size]: means over the area of each pixel, without aliasing."""
    pixels = torch.from_numpy(image.astype(np.float32))[None]
    return F.interpolate(pixels, size=size, mode="bilinear", antialias=True, align_corners=False)[0]
