"""The alternative to a network from 10 m to 1 m: enlarge the image and pass it to a network for 1 m images."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ...models.networks.jointseg import SuperSegmentation, to_brightness
from ...models.networks.rrdb import upsample

SCALE = 10
_STRIDE = 32


class Enlarged(nn.Module):
    """A network for 1 m images behind bilinear interpolation; same interface as JointSeg.

    Its "superresolved" images are the interpolated ones.

    Args:
        network: Maps an image [N, 3, H, W], H and W multiples of 32, to logits [N, K, H, W].
    """

    bands = 3

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, reflectance: Tensor) -> SuperSegmentation:
        """Reflectance [N, 3, T, T] -> the map and both images."""
        image = upsample(to_brightness(reflectance), SCALE)
        height, width = image.shape[-2:]
        padded = F.pad(image, (0, -width % _STRIDE, 0, -height % _STRIDE), mode="replicate")
        logits: Tensor = self.network(padded.contiguous(memory_format=torch.channels_last))[..., :height, :width]
        return SuperSegmentation(logits, upsample(reflectance, SCALE), upsample(reflectance, 4))
