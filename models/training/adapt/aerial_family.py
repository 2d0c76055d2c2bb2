"""Families of adaptable networks: their input, their output and their loss."""

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
"""Output of a network for a batch; only the network's family interprets it."""

_ENCODERS = ("encoder", "backbone")


class Family(Protocol):
    """One family of networks; f is the number of map pixels per image pixel along an axis.

    Attributes:
        layout: Layout of the patches that samples are cut into.
        recipe: Recommended settings.
        peak_bytes: Measured peak memory of a step, in bytes per pixel of the batch; 0 = unknown.
    """

    layout: Layout
    recipe: AdaptationRecipe
    peak_bytes: int

    def values(self, numbers: Tensor) -> Tensor:
        """Convert raster numbers to the values in batches, [N, bands, S, S]."""

    def crop(self, sample: Sample, side: int, rng: np.random.Generator, /) -> tuple[Tensor, Tensor]:
        """A random view of a sample: values [bands, side, side] and labels int64 [f * side, f * side]."""

    def learn(self, network: nn.Module, images: Tensor) -> Prediction:
        """Forward pass of a network in training mode."""

    def recall(self, network: nn.Module, images: Tensor) -> Prediction:
        """Forward pass of a network in evaluation mode."""

    def map_of(self, prediction: Prediction, size: tuple[int, ...], /) -> Tensor:
        """Probabilities [N, classes, f * rows, f * columns] for images of this size."""

    def loss(self, prediction: Prediction, labels: Tensor, before: Prediction | None, /) -> Tensor:
        """Loss on the labelled pixels, of which there is at least one; ``before`` is the parent's prediction."""

    def encoder(self, network: nn.Module) -> list[nn.Module]:
        """Parts of the network that stay fixed when only the rest is trained.

        Raises:
            ModelError: This network has no such part.
        """

    def picture(self, numbers: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Render raster numbers [bands, rows, columns] as an RGB picture of the map's size, for display."""


class Aerial:
    """UGSNet: 8-bit red, green and blue images, mapped at their own resolution."""

    layout = Layout(cell=128, margin=64)
    """The attention module has a reach of 64 pixels."""
    recipe = AdaptationRecipe()
    peak_bytes = 2700
    """Measured for ugsnet-light."""

    def values(self, numbers: Tensor) -> Tensor:
        """Scale to 0-1."""
        return numbers / 255

    def crop(self, sample: Sample, side: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Implements :meth:`Family.crop`."""
        return aerial_crop(sample, side, rng)

    def learn(self, network: nn.Module, images: Tensor) -> Prediction:
        """Calls ``supervise`` if the network has it."""
        return getattr(network, "supervise", network)(normalise(images))

    def recall(self, network: nn.Module, images: Tensor) -> Prediction:
        """Returns logits."""
        return network(normalise(images))

    def map_of(self, prediction: Prediction, size: tuple[int, ...]) -> Tensor:
        """Implements :meth:`Family.map_of`."""
        return map_of(prediction, (size[0], size[1]))

    def loss(self, prediction: Prediction, labels: Tensor, _before: Prediction | None, /) -> Tensor:
        """Loss of the published UGSNet plus Dice."""
        return green_loss(prediction, labels)

    def encoder(self, network: nn.Module) -> list[nn.Module]:
        """Implements :meth:`Family.encoder`."""
        found = [getattr(network, name, None) for name in _ENCODERS]
        parts = [part for part in found if isinstance(part, nn.Module)]
        if not parts:
            raise ModelError("This network has no encoder to freeze.", "Adapt it with all its layers.")
        return parts

    def picture(self, numbers: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Returned unchanged."""
        return numbers.astype(np.uint8)


AERIAL = Aerial()
