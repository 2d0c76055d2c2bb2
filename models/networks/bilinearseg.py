"""BilinearSeg, the baseline for ISA-1.

The paper compares with "bilinear-interpolation-based segmentation" [Q]; the network behind the interpolation is not
known. Ours is a small encoder-decoder with about the compute of :class:`JointSeg`, so that the two differ in how they
reach 1 m and not in the amount of computation [I].
"""

from __future__ import annotations

from typing import ClassVar

import torch
from torch import Tensor, nn

from .jointseg import SuperSegmentation, to_brightness
from .rrdb import SLOPE, ConvAct, PixelShuffleUp, ResidualDenseBlock, upsample


def _down(inputs: int, outputs: int, factor: int) -> nn.Sequential:
    """Non-overlapping convolution, which divides the input at the same places in every tile."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, factor, stride=factor), nn.LeakyReLU(SLOPE, inplace=True))


class BilinearSeg(nn.Module):
    """Bilinear x10, then segmentation at 1, 2 and 10 m with skip connections; same interface as :class:`JointSeg`.

    Its "superresolved" images are the interpolated ones.

    Args:
        bands: Input channels.
        classes: Classes of the 1 m map, 1 = binary.
        width: Channels at 10 m; half as many at 2 m. The default needs 8.9 GMAC per km2, JointSeg 8.7.
        fine_width: Channels at 1 m.
    """

    SCALE: ClassVar[int] = 10
    HALO: ClassVar[int] = 8

    def __init__(self, bands: int = 3, classes: int = 3, *, width: int = 46, fine_width: int = 8) -> None:
        super().__init__()
        half = width // 2
        self.bands, self.classes = bands, classes
        self.enter = nn.Sequential(ConvAct(bands, fine_width), ConvAct(fine_width, fine_width))
        self.to_medium = nn.Sequential(_down(fine_width, half, 2), ConvAct(half, half))
        self.to_coarse = _down(half, width, 5)
        self.trunk = ResidualDenseBlock(width, half)
        self.up_medium = PixelShuffleUp(width, half, 5)
        self.fuse_medium = nn.Sequential(ConvAct(2 * half, half), ConvAct(half, half))
        self.enter_head = nn.Conv2d(half, fine_width, 1)
        self.head = nn.Sequential(ConvAct(2 * fine_width, fine_width), nn.Conv2d(fine_width, classes, 3, padding=1))

    def forward(self, reflectance: Tensor) -> SuperSegmentation:
        """Same interface as :meth:`JointSeg.forward`."""
        enlarged = upsample(to_brightness(reflectance), self.SCALE)
        fine = self.enter(enlarged)
        medium = self.to_medium(fine)
        coarse = self.trunk(self.to_coarse(medium))
        fused = self.fuse_medium(torch.cat((medium, self.up_medium(coarse)), dim=1))
        logits = self.head(torch.cat((upsample(self.enter_head(fused), 2), fine), dim=1))
        return SuperSegmentation(logits, upsample(reflectance, self.SCALE), upsample(reflectance, 4))
