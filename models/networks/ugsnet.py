"""UGSNet as published: urban green space from 1 m imagery.

Source: Shi, Liu, Marinoni and Liu, "UGS-1m: fine-grained urban green space mapping of 31 major cities in China based on
the deep learning framework", Earth System Science Data 15, 555-577, 2023, section 3, and the network definition that
its authors published. The published input normalisation is (x - 0.5) / 0.5 of values in 0-1; it belongs to the model
card, not to this module.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ...contract.errors import ModelError
from .pointhead import PointHead, PointPrediction
from .resnet import ResNetEncoder, ResNetName

MULTIPLE = 16
POINTS = 1024


class Reduction(nn.Sequential):
    """1x1 convolution, batch norm and ReLU, with the parameter names of the published definition."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU()


class Decoder(nn.Module):
    """Resamples four features to one grid and fuses them into coarse logits.

    Args:
        channels: Channels of the features, fine to coarse.
        reduced: Channels of each feature before they are fused (published: 96).
        fused: Channels after the fusion (published: 256).
        dropout: Share of the fused channels that training drops (published: 0.5).
        classes: Channels of the logits.
    """

    def __init__(
        self,
        channels: tuple[int, ...],
        reduced: int = 96,
        fused: int = 256,
        dropout: float = 0.5,
        classes: int = 2,
    ) -> None:
        super().__init__()
        self.dr2, self.dr3, self.dr4, self.dr5 = (Reduction(c, reduced) for c in channels)
        self.last_conv = nn.Sequential(
            nn.Conv2d(4 * reduced, fused, 3, padding=1, bias=False),
            nn.BatchNorm2d(fused),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Conv2d(fused, classes, 1, bias=False),
        )

    def forward(self, features: tuple[Tensor, Tensor, Tensor, Tensor], size: tuple[int, int]) -> Tensor:
        """Features, fine to coarse -> logits [N, classes, *size]."""
        first, second, third, fourth = (
            F.interpolate(reduce(feature), size=size, mode="bilinear", align_corners=True)
            for reduce, feature in zip((self.dr2, self.dr3, self.dr4, self.dr5), features, strict=True)
        )
        # The coarsest feature comes first, as when the published weights were trained.
        logits: Tensor = self.last_conv(torch.cat([fourth, first, second, third], dim=1))
        return logits


class UGSNet(nn.Module):
    """The generator of UGS-1m.

    Args:
        encoder: "resnet50" as published; "resnet18" and "resnet34" are our reading (see :class:`ResNetEncoder`).
        in_channels: Bands of the image.
        points: Cells that the point head replaces at each doubling (published: 1024, for tiles of 512).
        classes: Channels of the logits (published: 2).
    """

    def __init__(
        self, encoder: ResNetName = "resnet50", in_channels: int = 3, points: int = POINTS, classes: int = 2
    ) -> None:
        super().__init__()
        self.backbone = ResNetEncoder(encoder, in_channels)
        self.decoder = Decoder(self.backbone.channels, classes=classes)
        self.pointhead = PointHead(self.backbone.channels[1], classes)
        self.points = points

    def _coarse(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Coarse logits [N, K, H/4, W/4] and fine features [N, F, H/4, W/4]."""
        check_size(image)
        features = self.backbone(image)
        fine = features[1]
        return self.decoder(features, fine.shape[-2:]), fine

    def forward(self, image: Tensor) -> Tensor:
        """Normalised image [N, C, H, W] -> refined logits [N, K, H, W], (other, green) as published.

        Raises:
            ModelError: Height or width is not a multiple of 16.
        """
        coarse, fine = self._coarse(image)
        return self.pointhead.refine(coarse, fine, steps=2, count=self.points)

    def supervise(self, image: Tensor) -> PointPrediction:
        """Predictions for the training loss: coarse logits at 1/4, and at 4 * W points (see :class:`PointHead`)."""
        coarse, fine = self._coarse(image)
        return self.pointhead.supervise(coarse, fine, count=4 * image.shape[-1])


def check_size(image: Tensor) -> None:
    """Raise a ModelError unless height and width are multiples of 16."""
    height, width = image.shape[-2:]
    if height % MULTIPLE or width % MULTIPLE:
        raise ModelError(
            f"UGSNet cannot take a tile of {width} x {height} pixels.", f"Use sides that are multiples of {MULTIPLE}."
        )


def load_official_state_dict(model: UGSNet, state_dict: Mapping[str, Tensor]) -> None:
    """Load weights of the published definition.

    The published decoder has layers that its forward pass never uses, and training wrappers prefix names with
    "module.": both are ignored.

    Raises:
        ModelError: A parameter is missing or has another shape.
    """
    given = {name.removeprefix("module."): value for name, value in state_dict.items()}
    wanted = model.state_dict()
    missing = [name for name in wanted if name not in given and not name.endswith("num_batches_tracked")]
    if missing:
        raise ModelError(
            f"The weights lack {len(missing)} parameters of UGSNet, the first of which is {missing[0]}.",
            "Use a state dict of the published UGSNet with the same encoder.",
        )
    for name, value in wanted.items():
        if name in given and given[name].shape != value.shape:
            shapes = f"{tuple(given[name].shape)}, not {tuple(value.shape)}"
            raise ModelError(f"The parameter {name} has the shape {shapes}.")
    model.load_state_dict({name: given.get(name, value) for name, value in wanted.items()})
