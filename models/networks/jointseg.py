"""JointSeg: from 10 m Sentinel-2 to a 1 m image and a 1 m map in one network.

After ISA-1 (arXiv 2505.05367). According to the abstract [Q], super-resolution and segmentation are integrated in one
framework, resolution is raised gradually from 10 m to 1 m, and features are fused across scales. According to
second-hand summaries [S], there are two ESRGAN stages, x4 and then to 1 m (x2.5), the second of which takes the
enlarged Sentinel-2 image and the output of the first, and a light segmentation head. Everything else, above all sizes,
is our reading [I] and is marked so. One summary mentions attention; it is unconfirmed and left out.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import torch
from torch import Tensor, nn

from .rrdb import ConvAct, PixelShuffleUp, ResidualDenseBlock, upsample, without


class SuperSegmentation(NamedTuple):
    """Output of the networks from 10 m to 1 m for an image of T x T input pixels.

    If a margin of M input pixels is left out at each side, T - 2M takes the place of T.

    Attributes:
        logits: [N, classes, 10T, 10T]; softmax over the classes, or sigmoid if there is one.
        fine: Super-resolved reflectance at 1 m, [N, bands, 10T, 10T], >= 0.
        medium: Super-resolved reflectance at 2.5 m, [N, bands, 4T, 4T], >= 0.
    """

    logits: Tensor
    fine: Tensor
    medium: Tensor


def to_brightness(reflectance: Tensor) -> Tensor:
    """Square root of reflectance, shifted and scaled to about -1..1.5 for land [I].

    Forest has reflectances of about 0.02 and pale roofs of 0.4: the square root spreads the dark end, which a linear
    normalisation would squeeze into one value. Reflectances below 0 (dark water after atmospheric correction) count
    as 0.
    """
    return (reflectance.clamp(min=0.0, max=2.0) + 1e-6).sqrt() * 5.0 - 1.5


def to_reflectance(brightness: Tensor) -> Tensor:
    """Inverse of :func:`to_brightness`; brightness below that of reflectance 0 maps to 0."""
    return ((brightness + 1.5) * 0.2).clamp(min=0.0).square()


class JointSeg(nn.Module):
    """Progressive super-resolution (10 -> 2.5 -> 1 m) and segmentation with features of all three scales.

    No layer pools over the tile. An output pixel depends on input pixels at most ``HALO`` away, so tiles that overlap
    by twice the halo give the same map as the whole scene.

    Args:
        bands: Input channels: 3 (red, green, blue, as published) or 4 (with near infrared).
        classes: Classes of the 1 m map, 1 = binary.
        width: Channels at 10 m; half as many at 2.5 m. [I]
        fine_width: Channels at 1 m, where a channel costs most. [I]
        joint: Whether the segmentation loss also trains the super-resolution (the framework of the paper); False cuts
            the gradient there, which yields the cascade used for comparison.
    """

    SCALE: ClassVar[int] = 10
    HALO: ClassVar[int] = 8
    # The 10 m layers take up 6 pixels of the halo: the stem 1, the trunk 5. What follows looks at most REST pixels of
    # 10 m far: 7 of its 8 pixels of 2.5 m, of which the 1 m layers (3 pixels, enlarged bilinearly) take 2.
    REST: ClassVar[int] = 2
    REST_MEDIUM: ClassVar[int] = 2

    def __init__(
        self, bands: int = 3, classes: int = 3, *, width: int = 48, fine_width: int = 8, joint: bool = True
    ) -> None:
        super().__init__()
        half, narrow = width // 2, fine_width
        self.bands, self.classes, self.joint = bands, classes, joint
        # 10 m, where context is cheap.
        self.stem = ConvAct(bands, width)
        self.trunk = ResidualDenseBlock(width, half)
        # Stage one, 10 -> 2.5 m.
        self.up_medium = PixelShuffleUp(width, half, 4)
        self.refine_medium = ResidualDenseBlock(half, half // 2, depth=3)
        self.medium = nn.Conv2d(half, bands, 3, padding=1)
        # Stage two, 2.5 -> 1 m, from the enlarged input and the image and features of stage one.
        self.enter_fine = ConvAct(half + 2 * bands, narrow, kernel=1)
        self.refine_fine = ConvAct(narrow, narrow)
        self.fine = nn.Conv2d(narrow, bands, 3, padding=1)
        # Segmentation: 10 m and 2.5 m features are merged at 2.5 m, then joined by those at 1 m.
        self.context = PixelShuffleUp(width, half // 2, 4)
        self.fuse_medium = nn.Sequential(ConvAct(half + half // 2, half), ConvAct(half, half))
        self.enter_head = nn.Conv2d(half, narrow, 1)
        self.head = nn.Sequential(ConvAct(2 * narrow, narrow), nn.Conv2d(narrow, classes, 3, padding=1))

    def forward(self, reflectance: Tensor, margin: int = 0) -> SuperSegmentation:
        """Map and sharpen an image.

        Args:
            reflectance: [N, bands, T, T], surface reflectance, 0-1 and occasionally above.
            margin: Input pixels at each side that the result leaves out, 0 or at least :attr:`REST`. The result inside
                is the same; the layers at 2.5 m and 1 m, which cost most, skip what only the margin needs.
        """
        image = to_brightness(reflectance)
        coarse = self.trunk(self.stem(image))
        rest, rest_medium = (self.REST, self.REST_MEDIUM) if margin else (0, 0)
        image, coarse = without(image, margin - rest), without(coarse, margin - rest)

        enlarged = upsample(image, 4)
        features = self.refine_medium(self.up_medium(coarse))
        medium = enlarged + self.medium(features)

        rim = 4 * rest - rest_medium
        stage_two = without(self.enter_fine(torch.cat((features, enlarged, medium), dim=1)), rim)
        fine_features = self.refine_fine(upsample(stage_two, 2.5))
        fine = upsample(without(medium, rim), 2.5) + self.fine(fine_features)

        if not self.joint:
            coarse, features, fine_features = coarse.detach(), features.detach(), fine_features.detach()
        logits = self._segment(coarse, features, fine_features)
        rim_fine = 5 * rest_medium // 2
        return SuperSegmentation(
            without(logits, rim_fine),
            to_reflectance(without(fine, rim_fine)),
            to_reflectance(without(medium, 4 * rest)),
        )

    def _segment(self, coarse: Tensor, features: Tensor, fine_features: Tensor) -> Tensor:
        """Cross-scale fusion and the head at 1 m; channels are reduced before each enlargement, not after."""
        fused = self.fuse_medium(torch.cat((features, self.context(coarse)), dim=1))
        # The features of 1 m may have been cropped.
        rim = (fused.shape[-1] - fine_features.shape[-1] * 2 // 5) // 2
        at_fine = upsample(without(self.enter_head(fused), rim), 2.5)
        logits: Tensor = self.head(torch.cat((at_fine, fine_features), dim=1))
        return logits
