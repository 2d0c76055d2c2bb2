"""Self-training on images without labels: a teacher, the moving average of the network, says what it sees.

Weighted by how sure it is, and mixed with labelled images: all pixels of one class of a labelled image are pasted into
the target image. Sources: Tranheden et al., "DACS", WACV 2021 (the mixture across domains and the teacher); Olsson et
al., "ClassMix", WACV 2021 (the mask). Their weight is one number an image, the share of sure pixels; ours is a pixel's
own, because in one image lawns are sure and crowns' rims are not.
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
    """Gives the loss of self-training.

    Args:
        network: In evaluation mode; the trainer keeps it the moving average of what is trained.
        seed: Of the mixtures.
        family: Of the network, whose map has the size of its image.
    """

    def __init__(self, network: nn.Module, seed: int, family: Family) -> None:
        self._network, self._seed, self._family = network, seed, family

    def loss(self, student: nn.Module, images: Tensor, labelled: Sequence[Batch], step: int) -> Tensor:
        """Cross entropy on mixed images, weighted.

        Args:
            student: The network that learns.
            images: Of the target [N, 3, S, S], 0-1.
            labelled: Batches to mix in, images of the same size; all but the last one's labels are complete or nearly.
            step: Its number decides all randomness.
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
        """What it says of images, see :func:`opinion_of`."""
        family = self._family
        return opinion_of(family.map_of(family.recall(self._network, images), images.shape[-2:]))


def anchor(found: Tensor, before: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy between two maps where nothing is labelled, weighted by how sure the first network is.

    Args:
        found: Probabilities [N, K, H, W] that the network which learns gives.
        before: Those of the network that it was, without gradient.
        labels: [N, H, W].
    """
    opinion, sure = opinion_of(before)
    losses = F.nll_loss(found.clamp(min=1e-6).log(), opinion, reduction="none")
    return (sure * losses * (labels == UNKNOWN)).mean()


def opinion_of(probability: Tensor) -> tuple[Tensor, Tensor]:
    """The most probable class [N, H, W] and how sure it is, 0 (an even guess) to 1 (certain), of [N, K, H, W]."""
    best, labels = probability.float().max(dim=1)
    even = 1 / probability.shape[1]
    return labels, (best - even) / (1 - even)


def class_mix(
    image: Tensor, label: Tensor, weight: Tensor, batch: Batch, rng: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Paste one class of a labelled image, in other light then.

    Args:
        image: Of the target [3, S, S], 0-1.
        label: What the teacher says [S, S].
        weight: How sure it is [S, S].
        batch: Labelled images; one of them is drawn.
        rng: Where the randomness comes from.

    Returns:
        Image, labels, and weights; pasted pixels have 1.
    """
    chosen = int(rng.integers(len(batch.images)))
    other, truth = batch.images[chosen], batch.labels[chosen]
    # A class and not a pixel is drawn, so that a rare one is pasted as often.
    values = [int(value) for value in truth.unique() if value != UNKNOWN]
    pasted = truth == (values[int(rng.integers(len(values)))] if values else -1)
    mixed = torch.where(pasted, other, image)
    everywhere = torch.ones_like(pasted).cpu()
    changed = jitter(mixed.cpu(), everywhere, rng, rng.random()).to(image)
    return changed, torch.where(pasted, truth, label), torch.where(pasted, 1.0, weight)
