"""Kinds of networks that can be adapted: what they are shown, what they give, and what it is worth."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from ....contract.errors import ModelError
from ....engine.samples.pieces import Layout
from ..losses.green_loss import green_loss
from ..pairs.augment import normalise
from .adversary import map_of
from .recipe import AdaptationRecipe
from .sampling import Sample, aerial_crop

Prediction = Any
"""What a network gives of some images; only its family looks into it."""

_ENCODERS = ("encoder", "backbone")


class Family(Protocol):
    """One kind; f are pixels of its map per pixel of the image along an axis.

    Attributes:
        layout: Of the pieces that samples are cut into.
        recipe: What is recommended.
        peak_bytes: Of memory in a step, per pixel of a batch's images, measured; 0 = not known.
    """

    layout: Layout
    recipe: AdaptationRecipe
    peak_bytes: int

    def values(self, numbers: Tensor) -> Tensor:
        """What batches hold of the numbers of a raster, [N, bands, S, S]."""

    def crop(self, sample: Sample, side: int, rng: np.random.Generator, /) -> tuple[Tensor, Tensor]:
        """A random view of a sample: values [bands, side, side] and labels int64 [f * side, f * side]."""

    def learn(self, network: nn.Module, images: Tensor) -> Prediction:
        """What a network that is being trained gives of a batch."""

    def recall(self, network: nn.Module, images: Tensor) -> Prediction:
        """What a network in evaluation mode gives of a batch."""

    def map_of(self, prediction: Prediction, size: tuple[int, ...], /) -> Tensor:
        """Probabilities [N, classes, f * rows, f * columns] of images of this size."""

    def loss(self, prediction: Prediction, labels: Tensor, before: Prediction | None, /) -> Tensor:
        """Loss on the labelled pixels, of which there is one at least; ``before`` is what the parent gives."""

    def encoder(self, network: nn.Module) -> list[nn.Module]:
        """What stays as it is where only the rest is to learn.

        Raises:
            ModelError: This network has no such part.
        """

    def picture(self, numbers: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Numbers of a raster [bands, rows, columns] as red, green, blue of the map's size, for people."""


class Aerial:
    """UGSNet: 8-bit images of red, green and blue, mapped at their own resolution."""

    layout = Layout(cell=128, margin=64)
    """Attention looks 64 pixels far."""
    recipe = AdaptationRecipe()
    peak_bytes = 2700
    """Measured for ugsnet-light."""

    def values(self, numbers: Tensor) -> Tensor:
        """0-1."""
        return numbers / 255

    def crop(self, sample: Sample, side: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """See :class:`Family`."""
        return aerial_crop(sample, side, rng)

    def learn(self, network: nn.Module, images: Tensor) -> Prediction:
        """Trained through ``supervise`` where it has one."""
        return getattr(network, "supervise", network)(normalise(images))

    def recall(self, network: nn.Module, images: Tensor) -> Prediction:
        """Logits."""
        return network(normalise(images))

    def map_of(self, prediction: Prediction, size: tuple[int, ...]) -> Tensor:
        """See :class:`Family`."""
        return map_of(prediction, (size[0], size[1]))

    def loss(self, prediction: Prediction, labels: Tensor, _before: Prediction | None, /) -> Tensor:
        """As UGSNet was published, and Dice."""
        return green_loss(prediction, labels)

    def encoder(self, network: nn.Module) -> list[nn.Module]:
        """See :class:`Family`."""
        found = [getattr(network, name, None) for name in _ENCODERS]
        parts = [part for part in found if isinstance(part, nn.Module)]
        if not parts:
            raise ModelError("This network has no encoder that could be frozen.", "Adapt it with all its layers.")
        return parts

    def picture(self, numbers: NDArray[np.generic]) -> NDArray[np.uint8]:
        """As it is."""
        return numbers.astype(np.uint8)


AERIAL = Aerial()
