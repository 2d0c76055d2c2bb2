"""JointSeg as a family: reflectance at 10 m in, a map and an image at 1 m out."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ....contract.card import ModelCard
from ....engine.samples.pieces import Layout
from ...networks.jointseg import JointSeg, SuperSegmentation
from ...networks.jointseg_lite0 import JointSegLite0
from ..losses.green_loss import dense_loss
from ..losses.joint_loss import SMOOTH, LossWeights, image_loss
from ..pairs.pair_sampler import turned
from ..simulate.scenes import jitter
from .recipe import AdaptationRecipe
from .sampling import Sample

_CELL = 8
"""In pixels of 10 m: four times the size of a 20 m sample; a larger sample is split into several patches."""

_LIGHT = 0.3
"""Strength of the lighting augmentation; low, because the city's lighting is what the network should learn."""

_MAP = ("context", "fuse_medium", "enter_head", "head")
_PHOTOGRAPHS = ("encoder", "infrared", "from_deep", "from_middle", "from_shallow", "decode_middle", "decode_shallow")
"""Parts of the networks that serve the map only; the second ones are JointSegLite0's."""


class Satellite:
    """JointSeg's implementation of :class:`.aerial_family.Family`.

    Args:
        card: Model card, which defines the meaning of the raster numbers.
    """

    layout = Layout(cell=_CELL, margin=JointSeg.HALO, factor=JointSeg.SCALE)
    recipe = AdaptationRecipe(rate=5e-4, side=_CELL + 2 * JointSeg.HALO)
    peak_bytes = 85_000

    def __init__(self, card: ModelCard) -> None:
        self._scale, self._offset = (
            torch.tensor(values).reshape(-1, 1, 1)
            for values in ([band.scale for band in card.bands], [band.offset for band in card.bands])
        )
        roles = card.roles
        natural = {"red", "green", "blue"} <= set(roles)
        self._shown = [roles.index(role) for role in ("red", "green", "blue")] if natural else [0, 0, 0]

    def values(self, numbers: Tensor) -> Tensor:
        """Convert to reflectance."""
        return numbers.float() * self._scale.to(numbers.device) + self._offset.to(numbers.device)

    def crop(self, sample: Sample, _side: int, rng: np.random.Generator, /) -> tuple[Tensor, Tensor]:
        """The whole patch, turned, mirrored and slightly relit; no shifts, because the network would see the same."""
        turns, mirrored = int(rng.integers(4)), rng.random() < 0.5
        image = jitter(self.values(torch.from_numpy(sample.image.astype(np.float32))).numpy(), rng, _LIGHT)
        label = torch.from_numpy(sample.label.astype(np.int64))
        return turned(torch.from_numpy(image), turns, mirrored=mirrored), turned(label, turns, mirrored=mirrored)

    def learn(self, network: nn.Module, images: Tensor) -> SuperSegmentation:
        """Returns the map and the images."""
        result: SuperSegmentation = network(images.contiguous(memory_format=torch.channels_last))
        return result

    recall = learn

    def map_of(self, prediction: SuperSegmentation, _size: tuple[int, ...], /) -> Tensor:
        """Implements :meth:`.aerial_family.Family.map_of`."""
        return prediction.logits.softmax(dim=1)

    def loss(self, prediction: SuperSegmentation, labels: Tensor, before: SuperSegmentation | None, /) -> Tensor:
        """Cross entropy and Dice of the map, plus a term that keeps both images as the parent makes them."""
        loss = dense_loss(prediction.logits, labels, SMOOTH)
        if before is not None:
            loss = loss + LossWeights.image * image_loss(prediction, before.fine, before.medium)
        return loss

    def encoder(self, network: nn.Module) -> list[nn.Module]:
        """All parts that the images depend on, so that these stay bit-identical to the parent's."""
        return [part for name, part in network.named_children() if name not in (*_MAP, *_PHOTOGRAPHS)]

    def picture(self, numbers: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Contrast-stretched, with a square for each pixel."""
        shown = numbers[self._shown].astype(np.float32)
        low, high = np.percentile(shown, (2, 98))
        stretched = (np.clip((shown - low) / max(high - low, 1e-6), 0, 1) * 255).astype(np.uint8)
        return stretched.repeat(JointSeg.SCALE, axis=1).repeat(JointSeg.SCALE, axis=2)


class SatelliteLite0(Satellite):
    """:class:`Satellite` for JointSegLite0, which sees farther."""

    layout = Layout(cell=_CELL, margin=JointSegLite0.HALO, factor=JointSegLite0.SCALE)
    recipe = AdaptationRecipe(rate=5e-4, side=_CELL + 2 * JointSegLite0.HALO)
