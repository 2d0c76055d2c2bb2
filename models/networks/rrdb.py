"""Building blocks of the super-resolution trunk.

The dense block is that of ESRGAN (Wang et al. 2018, section 3.1), the generator that ISA-1 uses in both stages
(second-hand summary). No batch normalisation, as in ESRGAN: every layer here acts on a bounded neighbourhood, so a
scene cut into tiles with a halo gives the same result as the whole scene.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SLOPE = 0.2


def without(image: Tensor, rim: int) -> Tensor:
    """The image [N, C, H, W] without ``rim`` pixels at each side."""
    return image[..., rim:-rim, rim:-rim] if rim > 0 else image


def upsample(image: Tensor, factor: float) -> Tensor:
    """Bilinear enlargement [N, C, H, W] -> [N, C, H * factor, W * factor], pixel areas aligned (not pixel centres)."""
    return F.interpolate(image, scale_factor=factor, mode="bilinear", align_corners=False, recompute_scale_factor=False)


class ConvAct(nn.Sequential):
    """Convolution with stride 1, zero padding that keeps the size, and LeakyReLU 0.2 (ESRGAN's activation)."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3) -> None:
        super().__init__(nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2), nn.LeakyReLU(SLOPE, inplace=True))


class ResidualDenseBlock(nn.Module):
    """Dense block of ESRGAN: each 3x3 convolution sees all earlier maps, the last one restores the width.

    Args:
        width: Channels in and out.
        growth: Channels that every convolution but the last adds.
        depth: Number of convolutions, which is the receptive radius in pixels. ESRGAN has 5.
        damping: Factor of the residual. ESRGAN damps its 23 x 3 blocks by 0.2; the single block of a small network
            needs no damping (our reading).
    """

    def __init__(self, width: int, growth: int, depth: int = 5, damping: float = 1.0) -> None:
        super().__init__()
        self.damping = damping
        self.grow = nn.ModuleList(ConvAct(width + i * growth, growth) for i in range(depth - 1))
        self.fuse = nn.Conv2d(width + (depth - 1) * growth, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """[N, width, H, W] -> the same shape."""
        maps = x
        for layer in self.grow:
            maps = torch.cat((maps, layer(maps)), dim=1)
        fused: Tensor = self.fuse(maps)
        return x + self.damping * fused


class PixelShuffleUp(nn.Sequential):
    """Enlargement by an integer factor: 1x1 convolution, LeakyReLU and pixel shuffle (Shi et al. 2016).

    The 1x1 kernel keeps the receptive field; every position inside the coarse pixel has its own weights. They start
    equal (ICNR, Aitken et al. 2017): random ones draw a checkerboard over even ground, which training hardly removes.
    """

    def __init__(self, inputs: int, outputs: int, factor: int) -> None:
        convolution = nn.Conv2d(inputs, outputs * factor * factor, 1)
        # The activation acts on each number alone, so it may come first: runtimes then merge it into the convolution.
        super().__init__(convolution, nn.LeakyReLU(SLOPE, inplace=True), nn.PixelShuffle(factor))
        with torch.no_grad():
            for parameter in (convolution.weight, convolution.bias):
                if parameter is not None:
                    positions = parameter.unflatten(0, (outputs, factor * factor))
                    positions.copy_(positions[:, :1].expand_as(positions).clone())
