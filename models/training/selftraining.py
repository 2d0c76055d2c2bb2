"""Self-training on images without labels: a teacher, the moving average of the network, says what it sees.

Weighted by how sure it is, and mixed with labelled images: all pixels of one class of a labelled image are pasted into
the target image. Sources: Tranheden et al., "DACS", WACV 2021 (the mixture across domains and the teacher); Olsson et
al., "ClassMix", WACV 2021 (the mask). Their weight is one number an image, the share of sure pixels; ours is a pixel's
own, because in one image lawns are sure and crowns' rims are not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..pointhead import PointPrediction
from .adversary import map_of
from .mosaics import Batch, jitter
from .naip import IGNORE
from .train_green import normalise


class Teacher:
    """Gives the loss of self-training.

    Args:
        network: In evaluation mode; the trainer keeps it the moving average of what is trained.
        seed: Of the mixtures.
    """

    def __init__(self, network: nn.Module, seed: int) -> None:
        self._network = network
        self._seed = seed

    def loss(
        self,
        supervise: Callable[[Tensor], PointPrediction | Tensor],
        images: Tensor,
        labelled: Sequence[Batch],
        step: int,
    ) -> Tensor:
        """Cross entropy on mixed images, weighted.

        Args:
            supervise: The network that learns.
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
        probability = map_of(supervise(normalise(pictures)), pictures.shape[-2:])
        losses = F.nll_loss(probability.clamp(min=1e-6).log(), labels, reduction="none")
        return (weights * losses).mean()

    def anchor(self, found: Tensor, batch: Batch) -> Tensor:
        """Cross entropy between the teacher and a map where nothing is labelled, weighted by how sure the teacher is.

        Args:
            found: Probabilities [N, K, S, S] that the network which learns gives for the batch.
            batch: Images and labels.
        """
        labels, sure = self.ask(batch.images)
        losses = F.nll_loss(found.clamp(min=1e-6).log(), labels, reduction="none")
        return (sure * losses * (batch.labels == IGNORE)).mean()

    @torch.no_grad()
    def ask(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """The most probable class [N, S, S] and how sure it is, 0 (an even guess) to 1 (certain)."""
        probability = self._network(normalise(images)).float().softmax(dim=1)
        best, labels = probability.max(dim=1)
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
    values = [int(value) for value in truth.unique() if value != IGNORE]
    pasted = truth == (values[int(rng.integers(len(values)))] if values else -1)
    mixed = torch.where(pasted, other, image)
    everywhere = torch.ones_like(pasted).cpu()
    changed = jitter(mixed.cpu(), everywhere, rng, rng.random()).to(image)
    return changed, torch.where(pasted, truth, label), torch.where(pasted, 1.0, weight)
