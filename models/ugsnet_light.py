"""ugsnet-light: UGSNet for processors without a GPU.

As published (see :mod:`.ugsnet`): four features at 1/2 to 1/16 with enhanced coordinate attention after each, the
decoder that brings them to one grid and fuses them, the point head. Our departures: EfficientNet-Lite0 instead of
ResNet-50 (about 1/30 of the multiplications); logits on the 1/2 grid, because the published 1/4 grid alone caps the F1
of 1 m vegetation near 0.95; the point head looks at the 1/2 features and refines once, at a number of cells that grows
with the tile's area; narrower decoder, less dropout.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .attention import EnhancedCoordinateAttention
from .efficientnet_lite import EfficientNetLite0
from .pointhead import PointHead, PointPrediction
from .ugsnet import Decoder, check_size

CELLS_PER_POINT = 256
"""The published share: 1,024 of the 512 x 512 pixels of a tile."""


class UGSNetLight(nn.Module):
    """A compact UGSNet.

    Args:
        in_channels: Bands of the image.
    """

    def __init__(self, in_channels: int = 3) -> None:
        super().__init__()
        self.encoder = EfficientNetLite0(in_channels)
        channels = self.encoder.channels
        self.attention = nn.ModuleList(_open_attention(c) for c in channels)
        self.decoder = Decoder(channels, reduced=48, fused=64, dropout=0.1)
        self.pointhead = PointHead(channels[0])

    def _coarse(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Logits [N, 2, H/2, W/2] and fine features [N, F, H/2, W/2]."""
        check_size(image)
        x = self.encoder.stem(image)
        features = []
        for index, attention in enumerate(self.attention):
            x = attention(self.encoder.level(index, x))
            features.append(x)
        first, second, third, fourth = features
        return self.decoder((first, second, third, fourth), first.shape[-2:]), first

    def forward(self, image: Tensor) -> Tensor:
        """Normalised image [N, C, H, W] -> refined logits [N, 2, H, W] of (other, green).

        Raises:
            ModelError: Height or width is no multiple of 16.
        """
        coarse, fine = self._coarse(image)
        height, width = image.shape[-2:]
        return self.pointhead.refine(coarse, fine, steps=1, count=height * width // CELLS_PER_POINT)

    def supervise(self, image: Tensor) -> PointPrediction:
        """What the training loss needs: coarse logits at 1/2, and logits at 4 * W points (see :class:`PointHead`)."""
        coarse, fine = self._coarse(image)
        return self.pointhead.supervise(coarse, fine, count=4 * image.shape[-1])


def _open_attention(channels: int) -> EnhancedCoordinateAttention:
    """Attention whose weights start near 1: three sigmoids at 1/2 would cut the pretrained features to an eighth."""
    attention = EnhancedCoordinateAttention(channels)
    with torch.no_grad():
        for name, parameter in attention.named_parameters():
            if name in ("conv_c.bias", "conv_h.bias", "conv_w.bias"):
                parameter.fill_(3.0)
    return attention
