"""JointSeg with an encoder that knows photographs: EfficientNet-Lite0 on the image that is sharpened to 2.5 m.

Most errors of JointSeg are not what 10 m pixels hide but what class a pixel is. ImageNet's features of texture and
shape help there, as networks for 1 m images show that start from them. Here they are computed at 2.5 m, where the
super-resolution of JointSeg has already given the image its edges, and where they cost a tenth of a network at 1 m.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .efficientnet_lite import EfficientNetLite0, SameConv, load_imagenet
from .jointseg import JointSeg, SuperSegmentation, to_brightness, to_reflectance
from .rrdb import ConvAct, upsample, without

REST = 2
"""Input pixels that the layers behind the encoder look beyond an output pixel: 2 of 2.5 m, and 3 of 1 m."""

_LEVELS = 3
_WIDTH = 32
_QUIET = 0.1
"""Weight of the near infrared beside red, green and blue in the stem at the start, which ImageNet does not know."""


class JointSegLite0(JointSeg):
    """JointSeg whose map is also made from features of EfficientNet-Lite0 at 5, 10 and 20 m.

    The parts of :class:`JointSeg` have the same names and sizes, so that its weights fit.

    Args:
        bands: Input channels: 3 (red, green, blue) or 4 (with near infrared).
        classes: Classes of the 1 m map, 1 = binary.
        width: Channels at 10 m; half as many at 2.5 m.
        fine_width: Channels at 1 m.
    """

    HALO: ClassVar[int] = 20
    GRID: ClassVar[int] = 2
    """Distances of tiles are multiples of this, and sides of images are extended to one: the encoder halves them."""

    def __init__(self, bands: int = 3, classes: int = 3, *, width: int = 48, fine_width: int = 8) -> None:
        super().__init__(bands, classes, width=width, fine_width=fine_width)
        self.encoder = EfficientNetLite0(levels=_LEVELS)
        shallow, middle, deep = self.encoder.channels[:_LEVELS]
        stem = self.encoder.conv_stem
        self.infrared = SameConv(bands - 3, stem.out_channels, 3, 2) if bands > 3 else None
        if self.infrared is not None:
            with torch.no_grad():
                self.infrared.weight.copy_(_QUIET * stem.weight.mean(dim=1, keepdim=True))
        self.from_deep = nn.Conv2d(deep, _WIDTH, 1)
        self.from_middle = nn.Conv2d(middle + width, _WIDTH, 1)
        self.from_shallow = nn.Conv2d(shallow, _WIDTH, 1)
        self.decode_middle = ConvAct(_WIDTH, _WIDTH, kernel=1)
        self.decode_shallow = ConvAct(_WIDTH, width // 2)

    def load_imagenet(self, state_dict: Mapping[str, Tensor]) -> None:
        """Load ImageNet weights into the encoder; see :func:`.efficientnet_lite.load_imagenet`."""
        load_imagenet(self.encoder, state_dict)
        if self.infrared is not None:
            with torch.no_grad():
                self.infrared.weight.copy_(_QUIET * self.encoder.conv_stem.weight.mean(dim=1, keepdim=True))

    def train(self, mode: bool = True) -> Self:
        """Set the mode; the encoder's batch norm always keeps its statistics.

        Simulated and real images are learned from together: statistics of such a batch are those of neither kind, and
        a map would be made with others than the network has learned with.
        """
        super().train(mode)
        for module in self.encoder.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def silence_encoder(self) -> None:
        """Let the encoder add nothing, so that a training begins with what the parts of :class:`JointSeg` map."""
        for parameter in self.decode_shallow.parameters():
            nn.init.zeros_(parameter)

    def forward(self, reflectance: Tensor, margin: int = 0) -> SuperSegmentation:
        """Map and sharpen an image.

        Args:
            reflectance: [N, bands, T, T], surface reflectance, 0-1 and occasionally above.
            margin: Input pixels at each side that the result leaves out, 0 or at least :data:`REST`. The result inside
                is the same; the layers behind the encoder, which cost most, skip what only the margin needs.
        """
        image = to_brightness(reflectance)
        coarse = self.trunk(self.stem(image))

        enlarged = upsample(image, 4)
        features = self.refine_medium(self.up_medium(coarse))
        medium = enlarged + self.medium(features)

        semantics = self._semantics(medium, coarse)
        rest = REST if margin else 0
        coarse = without(coarse, margin - rest)
        features, enlarged, medium, semantics = (
            without(layer, 4 * (margin - rest)) for layer in (features, enlarged, medium, semantics)
        )

        fine_features = self.refine_fine(upsample(self.enter_fine(torch.cat((features, enlarged, medium), dim=1)), 2.5))
        fine = upsample(medium, 2.5) + self.fine(fine_features)

        enter, merge = self.fuse_medium
        fused = merge(enter(torch.cat((features, self.context(coarse)), dim=1)) + semantics)
        at_fine = upsample(self.enter_head(fused), 2.5)
        logits = self.head(torch.cat((at_fine, fine_features), dim=1))
        return SuperSegmentation(
            without(logits, 10 * rest),
            to_reflectance(without(fine, 10 * rest)),
            to_reflectance(without(medium, 4 * rest)),
        )

    def _semantics(self, medium: Tensor, coarse: Tensor) -> Tensor:
        """Features at 2.5 m, from the encoder on the sharpened image and the 10 m features."""
        height, width = medium.shape[-2:]
        medium, coarse = _padded(medium, 4 * self.GRID), _padded(coarse, self.GRID)
        encoder = self.encoder
        x = encoder.conv_stem(medium[:, :3])
        if self.infrared is not None:
            x = x + self.infrared(medium[:, 3:])
        shallow = encoder.level(0, F.relu6(encoder.bn0(x)))
        middle = encoder.level(1, shallow)
        deep = encoder.level(2, middle)
        at_middle = upsample(self.from_deep(deep), 2) + self.from_middle(torch.cat((middle, coarse), dim=1))
        at_shallow = upsample(self.decode_middle(at_middle), 2) + self.from_shallow(shallow)
        return upsample(self.decode_shallow(at_shallow), 2)[..., :height, :width]


def _padded(image: Tensor, multiple: int) -> Tensor:
    """The image [N, C, H, W], extended by its edge to sides that are multiples of a number."""
    below, right = (-side % multiple for side in image.shape[-2:])
    return F.pad(image, (0, right, 0, below), mode="replicate") if below or right else image
