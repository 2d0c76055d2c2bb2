"""ugsnet-light: UGSNet for computers without a GPU.

As published (see :mod:`.ugsnet`): four features at 1/2 to 1/16 with coordinate attention after each, a decoder that
resamples them to one grid and fuses them, the point head. Our departures: EfficientNet-Lite0 instead of ResNet-50
(about 1/60 of the multiplications); attention over windows instead of the whole tile, so that the map does not depend
on the tiling; a decoder that climbs from grid to grid and ends on the 1/2 grid, because the published 1/4 grid alone
caps the F1 of 1 m vegetation near 0.95; cells keep their places when a grid is doubled; the point head uses the 1/2
features and refines once, at a number of cells that grows with the area of the tile. Attention can be left out
(``ugsnet-light-conv``): the map is no worse for it, and an eighth cheaper.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .attention import LocalCoordinateAttention
from .efficientnet_lite import EfficientNetLite0
from .pointhead import PointHead, PointPrediction
from .ugsnet import Reduction, check_size

CELLS_PER_POINT = 256
"""The published ratio: 1,024 of the 512 x 512 pixels of a tile."""

REACH_PX = 64
"""Reach of the attention in input pixels: no farther than the halo by which tiles overlap."""


class ClimbingDecoder(nn.Module):
    """Decodes from the coarsest feature upwards, merging the next finer feature at each step.

    Args:
        channels: Channels of the features, fine to coarse.
        widths: Channels after each step, fine to coarse.
        dropout: Share of the last channels dropped in training.
        classes: Channels of the logits.
    """

    def __init__(
        self,
        channels: tuple[int, ...],
        widths: tuple[int, ...] = (32, 48, 64, 64),
        dropout: float = 0.1,
        classes: int = 2,
    ) -> None:
        super().__init__()
        self.reduction = Reduction(channels[-1], widths[-1])
        self.steps = nn.ModuleList(
            _fuse(widths[level + 1] + channels[level], widths[level]) for level in range(len(channels) - 2, -1, -1)
        )
        self.head = nn.Sequential(*_fuse(widths[0], widths[0]), nn.Dropout(dropout), nn.Conv2d(widths[0], classes, 1))

    def forward(self, features: list[Tensor]) -> Tensor:
        """Features, fine to coarse -> logits on the grid of the finest."""
        x: Tensor = self.reduction(features[-1])
        for step, finer in zip(self.steps, features[-2::-1], strict=True):
            larger = F.interpolate(x, size=finer.shape[-2:], mode="bilinear", align_corners=False)
            x = step(torch.cat([larger, finer], dim=1))
        logits: Tensor = self.head(x)
        return logits


class UGSNetLight(nn.Module):
    """A compact UGSNet.

    Args:
        in_channels: Bands of the image.
        classes: Number K of logit channels.
        attention: Whether attention follows each feature, which takes an eighth of the time.
    """

    def __init__(self, in_channels: int = 3, classes: int = 2, *, attention: bool = True) -> None:
        super().__init__()
        self.encoder = EfficientNetLite0(in_channels)
        channels = self.encoder.channels
        self.attention = nn.ModuleList(
            LocalCoordinateAttention(c, reach=REACH_PX >> level) if attention else nn.Identity()
            for level, c in enumerate(channels, start=1)
        )
        self.decoder = ClimbingDecoder(channels, classes=classes)
        self.pointhead = PointHead(channels[0], classes)

    def _coarse(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Logits [N, K, H/2, W/2] and fine features [N, F, H/2, W/2]."""
        check_size(image)
        x = self.encoder.stem(image)
        features = []
        for index, attention in enumerate(self.attention):
            x = attention(self.encoder.level(index, x))
            features.append(x)
        return self.decoder(features), features[0]

    def forward(self, image: Tensor) -> Tensor:
        """Normalised image [N, C, H, W] -> refined logits [N, K, H, W].

        Raises:
            ModelError: Height or width is not a multiple of 16.
        """
        coarse, fine = self._coarse(image)
        height, width = image.shape[-2:]
        count = height * width // CELLS_PER_POINT
        return self.pointhead.refine(coarse, fine, steps=1, count=count, align_corners=False)

    def supervise(self, image: Tensor) -> PointPrediction:
        """Predictions for the training loss: coarse logits, enlarged to [N, K, H, W], and logits at 4 * W points."""
        coarse, fine = self._coarse(image)
        enlarged = F.interpolate(coarse, scale_factor=2.0, mode="bilinear", align_corners=False)
        return self.pointhead.supervise(enlarged, fine, count=4 * image.shape[-1])


def _fuse(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())
