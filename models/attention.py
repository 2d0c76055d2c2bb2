"""Enhanced coordinate attention, the attention of UGSNet.

Source: Shi, Liu, Marinoni and Liu, "UGS-1m", Earth System Science Data 15, 555-577, 2023, and the network
definition that its authors published. It extends coordinate attention (Hou, Zhou and Feng, CVPR 2021) by a branch over
the whole tile.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def hard_swish(x: Tensor) -> Tensor:
    """Hard swish: t * relu6(t + 3) / 6 (Howard et al., MobileNetV3, 2019)."""
    return x * F.relu6(x + 3) / 6


class EnhancedCoordinateAttention(nn.Module):
    """Weighs every cell by its channel, its column and its row.

    Three weights in 0-1 multiply the input: one from the mean of the whole tile (channel), one from the means over the
    height (column), one from the means over the width (row). So a cell's result depends on the whole tile: the tile
    size is part of a model that uses this.

    Args:
        channels: Channels of the input and the output.
        reduction: The branches work on max(8, channels / reduction) channels.

    Parameter names are those of the published definition.
    """

    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        middle = max(8, channels // reduction)
        self.conv1 = nn.Conv2d(channels, middle, 1)
        self.bn1 = nn.BatchNorm2d(middle)
        self.conv2 = nn.Conv2d(channels, middle, 1)
        self.bn2 = nn.BatchNorm2d(middle)
        self.conv_h = nn.Conv2d(middle, channels, 3, padding=1)
        self.conv_w = nn.Conv2d(middle, channels, 3, padding=1)
        self.conv_c = nn.Conv2d(middle, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """[N, C, H, W] -> [N, C, H, W]."""
        height, width = x.shape[-2:]
        # mean(dim) and not AdaptiveAvgPool2d: the latter has no ONNX form for one free axis.
        rows = x.mean(dim=3, keepdim=True)
        columns = x.mean(dim=2, keepdim=True)
        # Both axes go through one convolution and one batch norm together, as one long column.
        both = hard_swish(self.bn1(self.conv1(torch.cat([rows, columns.transpose(2, 3)], dim=2))))
        rows, columns = torch.split(both, [height, width], dim=2)
        tile = hard_swish(self.bn2(self.conv2(x.mean(dim=(2, 3), keepdim=True))))
        row_weight = self.conv_h(rows).sigmoid()
        column_weight = self.conv_w(columns.transpose(2, 3)).sigmoid()
        weighted: Tensor = x * self.conv_c(tile).sigmoid() * column_weight * row_weight
        return weighted
