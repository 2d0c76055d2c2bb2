"""Self-training on images without labels: a teacher, the moving average of the network, assigns pseudo-labels.

Pseudo-labels are weighted by confidence and mixed with labelled images: all pixels of one class of a labelled image are
pasted into the target image. Sources: Tranheden et al., "DACS", WACV 2021 (mixing across domains, the teacher); Olsson
et al., "ClassMix", WACV 2021 (the mask). They use one weight per image, the share of confident pixels; here each pixel
has its own weight, because within one image lawns are certain and the edges of tree crowns are not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..labels import UNKNOWN
from ..pairs.augment import Batch, jitter
from .aerial_family import Family


class Teacher:
    """Computes the self-training loss.

    Args:
        network: Teacher network in evaluation mode; the trainer updates it as the moving average of the student.
        seed: Random seed of the mixing.
        family: Family of the network, whose map has the size of its image.
    """

    def __init__(self, network: nn.Module, seed: int, family: Family) -> None:
        self._network, self._seed, self._family = network, seed, family

    def loss(self, student: nn.Module, images: Tensor, labelled: Sequence[Batch], step: int) -> Tensor:
        """Weighted cross entropy on mixed images.

        Args:
            student: Network in training.
            images: Target images [N, 3, S, S], 0-1.
            labelled: Batches to mix in, with images of the same size; only the last batch may have incomplete labels.
            step: Number of the step, which determines all randomness.
        """
        rng = np.random.default_rng((self._seed, step, 1))
        labels, weights = self.ask(images)
        mixed = [
            class_mix(image, label, weight, labelled[int(rng.integers(len(labelled)))], rng)
            for image, label, weight in zip(images, labels, weights, strict=True)
        ]
        pictures, labels, weights = (torch.stack(items) for items in zip(*mixed, strict=True))
        family = self._family
        probability = family.map_of(family.learn(student, pictures), pictures.shape[-2:])
        losses = F.nll_loss(probability.clamp(min=1e-6).log(), labels, reduction="none")
        return (weights * losses).mean()

    @torch.no_grad()
    def ask(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Pseudo-labels of images and their confidence, see :func:`opinion_of`."""
        family = self._family
        return opinion_of(family.map_of(family.recall(self._network, images), images.shape[-2:]))


def anchor(found: Tensor, before: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy between two maps on unlabelled pixels, weighted by the confidence of the first network.

    Args:
        found: Probabilities [N, K, H, W] of the network in training.
        before: Probabilities of the network before training, without gradient.
        labels: Class values [N, H, W].
    """
    opinion, sure = opinion_of(before)
    losses = F.nll_loss(found.clamp(min=1e-6).log(), opinion, reduction="none")
    return (sure * losses * (labels == UNKNOWN)).mean()


def opinion_of(probability: Tensor) -> tuple[Tensor, Tensor]:
    """Most probable class [N, H, W] and its confidence, 0 (an even guess) to 1 (certain), from [N, K, H, W]."""
    best, labels = probability.float().max(dim=1)
    even = 1 / probability.shape[1]
    return labels, (best - even) / (1 - even)


def class_mix(
    image: Tensor, label: Tensor, weight: Tensor, batch: Batch, rng: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Paste one class of a labelled image into a target image, then change the light of the mixture.

    Args:
        image: Target image [3, S, S], 0-1.
        label: Pseudo-labels of the teacher [S, S].
        weight: Confidence of the pseudo-labels [S, S].
        batch: Labelled images; one of them is drawn.
        rng: Source of randomness.

    Returns:
        Image, labels and weights; pasted pixels have weight 1.
    """
    chosen = int(rng.integers(len(batch.images)))
    other, truth = batch.images[chosen], batch.labels[chosen]
    # Draw a class instead of a pixel, so that rare classes are pasted as often as common ones.
    values = [int(value) for value in truth.unique() if value != UNKNOWN]
    pasted = truth == (values[int(rng.integers(len(values)))] if values else -1)
    mixed = torch.where(pasted, other, image)
    everywhere = torch.ones_like(pasted).cpu()
    changed = jitter(mixed.cpu(), everywhere, rng, rng.random()).to(image)
    return changed, torch.where(pasted, truth, label), torch.where(pasted, 1.0, weight)
