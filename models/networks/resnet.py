"""The encoder of UGSNet: a ResNet with a fine stem, a multi-grid last stage, and attention after every stage.

Source: He, Zhang, Ren and Sun, "Deep residual learning", CVPR 2016, with the changes of the published UGSNet
definition: 7x7 stem with stride 1, stages at 1/2, 1/4, 1/8 and 1/16 of the input, last stage of three blocks with
    dilations 1, 2 and 4.
Parameter names follow torchvision's ResNet, so that its ImageNet weights fit the stem and stages 1 to 3.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from torch import Tensor, nn

from .attention import EnhancedCoordinateAttention

ResNetName = Literal["resnet18", "resnet34", "resnet50"]

MULTI_GRID = (1, 2, 4)


def _shortcut(inputs: int, outputs: int, stride: int) -> nn.Module | None:
    """Projection of the identity if the shape changes, else None."""
    if stride == 1 and inputs == outputs:
        return None
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))


class BasicBlock(nn.Module):
    """Two 3x3 convolutions; the first has the stride and the dilation."""

    expansion: ClassVar[int] = 1

    def __init__(self, inputs: int, planes: int, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, planes, 3, stride, dilation, dilation, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = _shortcut(inputs, planes, stride)

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, H, W] -> [N, planes, H / stride, W / stride]."""
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        summed: Tensor = self.relu(self.bn2(self.conv2(out)) + identity)
        return summed


class Bottleneck(nn.Module):
    """1x1, 3x3 with the stride and the dilation, 1x1 to four times the planes."""

    expansion: ClassVar[int] = 4

    def __init__(self, inputs: int, planes: int, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        outputs = planes * self.expansion
        self.conv1 = nn.Conv2d(inputs, planes, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, stride, dilation, dilation, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = _shortcut(inputs, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs, H, W] -> [N, 4 * planes, H / stride, W / stride]."""
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        summed: Tensor = self.relu(self.bn3(self.conv3(out)) + identity)
        return summed


_BLOCKS: dict[ResNetName, tuple[type[BasicBlock | Bottleneck], tuple[int, int, int]]] = {
    "resnet18": (BasicBlock, (2, 2, 2)),
    "resnet34": (BasicBlock, (3, 4, 6)),
    "resnet50": (Bottleneck, (3, 4, 6)),
}


class ResNetEncoder(nn.Module):
    """Features of an image at 1/2, 1/4, 1/8 and 1/16, each after its attention.

    Args:
        name: Type and number of blocks per stage. The published definition works with resnet50 only (its attention has
            fixed widths); resnet18 and resnet34, with attention of matching widths, are our reading.
        in_channels: Bands of the image.

    Attributes:
        channels: Channels of the four features.
    """

    def __init__(self, name: ResNetName = "resnet50", in_channels: int = 3) -> None:
        super().__init__()
        block, depths = _BLOCKS[name]
        self.channels = tuple(planes * block.expansion for planes in (64, 128, 256, 512))
        self.conv1 = nn.Conv2d(in_channels, 64, 7, 1, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)

        def stage(inputs: int, planes: int, stride: int, dilations: tuple[int, ...]) -> nn.Sequential:
            first = block(inputs, planes, stride, dilations[0])
            return nn.Sequential(first, *(block(planes * block.expansion, planes, 1, d) for d in dilations[1:]))

        self.layer1 = stage(64, 64, 1, (1,) * depths[0])
        self.layer2 = stage(self.channels[0], 128, 2, (1,) * depths[1])
        self.layer3 = stage(self.channels[1], 256, 2, (1,) * depths[2])
        self.layer4 = stage(self.channels[2], 512, 2, MULTI_GRID)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        self.coord1, self.coord2, self.coord3, self.coord4 = (EnhancedCoordinateAttention(c) for c in self.channels)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """[N, in_channels, H, W] -> four features, H and W multiples of 16."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(image))))
        half = self.coord1(self.layer1(x))
        quarter = self.coord2(self.layer2(half))
        eighth = self.coord3(self.layer3(quarter))
        sixteenth = self.coord4(self.layer4(eighth))
        return half, quarter, eighth, sixteenth
