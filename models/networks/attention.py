"""Enhanced coordinate attention, the attention module of UGSNet.

Source: Shi, Liu, Marinoni and Liu, "UGS-1m", Earth System Science Data 15, 555-577, 2023, and the network definition
that its authors published. It adds a branch over the whole tile to coordinate attention (Hou, Zhou and Feng, CVPR
2021).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def hard_swish(x: Tensor) -> Tensor:
    """Hard swish: t * relu6(t + 3) / 6 (Howard et al., MobileNetV3, 2019)."""
    return x * F.relu6(x + 3) / 6


class EnhancedCoordinateAttention(nn.Module):
    """Weights every cell by its channel, its column and its row.

    Three weights in 0-1 multiply the input: one from the mean of the whole tile (channel), one from the means over the
    height (column), one from the means over the width (row). A cell's result therefore depends on the whole tile, and
    the tile size is part of any model that uses this module.

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
        # mean(dim) instead of AdaptiveAvgPool2d, which has no ONNX form for one free axis.
        rows = x.mean(dim=3, keepdim=True)
        columns = x.mean(dim=2, keepdim=True)
        # Both axes share one convolution and one batch norm, as one long column.
        both = hard_swish(self.bn1(self.conv1(torch.cat([rows, columns.transpose(2, 3)], dim=2))))
        rows, columns = torch.split(both, [height, width], dim=2)
        tile = hard_swish(self.bn2(self.conv2(x.mean(dim=(2, 3), keepdim=True))))
        row_weight = self.conv_h(rows).sigmoid()
        column_weight = self.conv_w(columns.transpose(2, 3)).sigmoid()
        weighted: Tensor = x * self.conv_c(tile).sigmoid() * column_weight * row_weight
        return weighted


class LocalCoordinateAttention(EnhancedCoordinateAttention):
    """Enhanced coordinate attention with means limited to ``reach`` cells, so that the tile size does not matter.

    Our departure from the published definition: every mean is taken over a window around the cell, clipped at the edge
    of the tile, instead of over the whole tile. With a reach beyond the tile it equals
    :class:`EnhancedCoordinateAttention` except for the 3x3 convolutions, which see rows and columns in two dimensions
    here.

    Args:
        channels: Channels of the input and the output.
        reach: Cells from the centre to the end of a window.
        reduction: The branches work on max(8, channels / reduction) channels.
    """

    def __init__(self, channels: int, reach: int, reduction: int = 16) -> None:
        super().__init__(channels, reduction)
        self.reach = reach
        # The weights start near 1: three sigmoids of 1/2 would reduce pretrained features to an eighth.
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                if name in ("conv_h.bias", "conv_w.bias", "conv_c.bias"):
                    parameter.fill_(3.0)

    def forward(self, x: Tensor) -> Tensor:
        """[N, C, H, W] -> [N, C, H, W]."""
        rows, columns = self._mean(x, axis=3), self._mean(x, axis=2)
        around = self._mean(rows, axis=2)
        row_weight = self.conv_h(hard_swish(self.bn1(self.conv1(rows)))).sigmoid()
        column_weight = self.conv_w(hard_swish(self.bn1(self.conv1(columns)))).sigmoid()
        channel_weight = self.conv_c(hard_swish(self.bn2(self.conv2(around)))).sigmoid()
        weighted: Tensor = x * channel_weight * column_weight * row_weight
        return weighted

    def _mean(self, x: Tensor, axis: int) -> Tensor:
        """Mean over the window along an axis (2 or 3)."""
        along = [1, 1]
        along[axis - 2] = 2 * self.reach + 1
        padding = [side // 2 for side in along]
        return F.avg_pool2d(x, along, stride=1, padding=padding, count_include_pad=False)
