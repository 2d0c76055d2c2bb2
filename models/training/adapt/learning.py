"""Fine-tuning of a trained network on a new city: the city's images and, if available, a few drawn samples.

Three methods are available. "supervised" learns from samples only. "adversarial" is the method of UGS-1m (Shi et al.,
ESSD 15, 2023): in every step a discriminator compares the maps of source and target images, and the network also learns
to deceive it. "adversarial+selftraining" adds a teacher, see :mod:`.selftraining`. In all three, samples enter as
labels. Batch norm keeps the parent's statistics: with those of target batches accuracy falls (research/NOTES.md), and
the exported network stays the one that was measured.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from ....contract.errors import ModelError
from ....engine.channel import Channel
from ..loop.trainer import Schedule, average_of, train
from ..pairs.augment import Batch
from .adversary import Adversary
from .aerial_family import AERIAL, Family, Prediction
from .recipe import AdaptationRecipe
from .selftraining import Teacher, anchor

_CHECKS = 10
"""Maximum number of checks in an adaptation; a checkpoint with the discriminator and its optimiser is 45 MB."""

_FEWEST_STEPS = 10
"""Minimum number of steps between two checks."""


class LabelledSampler(Protocol):
    """Yields images [N, bands, S, S] in the values of the network's family and labels int64, 255 = unknown.

    The batch of a given step is always the same.
    """

    def batch(self, step: int) -> Batch:
        """The batch of a step; at least one of its pixels is labelled."""


class ImageSampler(Protocol):
    """Yields images of the target city; the batch of a given step is always the same."""

    def batch(self, step: int) -> Tensor:
        """The batch of a step [N, bands, S, S]; for aerial images S is a multiple of 32."""


def adapt(
    network: nn.Module,
    recipe: AdaptationRecipe,
    *,
    samples: LabelledSampler | None,
    target: ImageSampler | None,
    source: LabelledSampler | None,
    folder: Path,
    classes: int = 2,
    family: Family = AERIAL,
    check: Callable[[nn.Module], dict[str, float]] | None = None,
    channel: Channel | None = None,
) -> nn.Module:
    """Adapt a copy of a network, or resume the adaptation in the folder.

    Args:
        network: The parent, on the training device; left unchanged.
        recipe: Training settings; a resumed run must have the same ones.
        samples: Sampler of the user's samples.
        target: Sampler of the city's images; unused by "supervised".
        source: Sampler of the parent's training data, or similar. Without it the samples take its place. Unused by
            "supervised": alongside source images samples teach less (research/NOTES.md).
        folder: Folder of the training, as in :func:`.trainer.train`.
        classes: Number of classes in the network's map.
        family: Family of the network.
        check: Computes figures of the adapted network. If one is named "score", the result is the network of the best
            check instead of the last. A score on the training samples is meaningless.
        channel: Receives the figures of each check and the progress.
        channel: Gets the figures of each check and the progress.

    Returns:
        Child network in evaluation mode: the moving average of the weights.

    Raises:
        ModelError: The data that the method learns from is missing, the network has no encoder to freeze, the folder
            holds another training, or the training diverged.
        CancelledError: The channel was cancelled; the checkpoint is kept.
    """
    weighted = ((None if recipe.method == "supervised" else source, recipe.source_weight), (samples, 1.0))
    labelled = [(sampler, weight) for sampler, weight in weighted if sampler is not None]
    _refuse(recipe, has_labels=bool(labelled), has_samples=samples is not None, has_target=target is not None)
    torch.manual_seed(recipe.seed)
    child = _student(network, recipe, family)
    average, parent = average_of(child), average_of(network)
    device = next(child.parameters()).device
    adversary = Adversary(classes, entropy=recipe.entropy, device=device) if recipe.method != "supervised" else None
    objective = _Objective(
        recipe,
        family,
        parent,
        labelled=labelled,
        samples=samples,
        target=target,
        adversary=adversary,
        teacher=Teacher(average, recipe.seed, family) if recipe.method == "adversarial+selftraining" else None,
        device=device,
    )
    return train(
        child, objective.of_step, _schedule(recipe), folder, check, channel, average=average, opponent=adversary
    )


class _Objective:
    """Loss of an adaptation: on labels, on the city's images, and on the teacher's pseudo-labels.

    Args:
        recipe: Training settings, including the weight of each term.
        family: Family of the networks.
        parent: Parent network in evaluation mode.
        labelled: Samplers of labelled images, each with its weight in the loss.
        samples: Sampler in ``labelled`` of the user's samples, if any.
        target: Sampler of the city's images.
        adversary: Compares source and target maps; None = images without labels are not used.
        teacher: Pseudo-labels the city's images; None = no self-training.
        device: Device of the networks.
    """

    def __init__(
        self,
        recipe: AdaptationRecipe,
        family: Family,
        parent: nn.Module,
        *,
        labelled: Sequence[tuple[LabelledSampler, float]],
        samples: LabelledSampler | None,
        target: ImageSampler | None,
        adversary: Adversary | None,
        teacher: Teacher | None,
        device: torch.device,
    ) -> None:
        self._recipe, self._family, self._parent, self._device = recipe, family, parent, device
        self._labelled, self._samples, self._target = labelled, samples, target
        self._adversary, self._teacher = adversary, teacher

    def of_step(self, model: nn.Module, step: int) -> Tensor:
        """Loss of a network on the batches of a step."""
        freeze_statistics(model)
        loss = torch.zeros((), device=self._device)
        batches, maps = [], []
        for sampler, weight in self._labelled:
            batch = Batch(*(tensor.to(self._device) for tensor in sampler.batch(step)))
            prediction, found = self._look(model, batch.images)
            before, map_before = self._remember(batch.images) if sampler is self._samples else (None, None)
            loss = loss + weight * self._family.loss(prediction, batch.labels, before)
            if map_before is not None:
                loss = loss + self._recipe.anchor_weight * anchor(found, map_before, batch.labels)
            batches.append(batch)
            maps.append(found)
        if self._target is None or self._adversary is None:
            return loss
        images = self._target.batch(step).to(self._device)
        fooled = self._adversary.observe(maps[0], self._look(model, images)[1])
        if step >= self._recipe.adversarial_start * self._recipe.steps:
            loss = loss + self._recipe.adversarial_weight * fooled
        if self._teacher is not None:
            loss = loss + self._recipe.pseudo_weight * self._teacher.loss(model, images, batches, step)
        return loss

    def _look(self, model: nn.Module, images: Tensor) -> tuple[Prediction, Tensor]:
        prediction = self._family.learn(model, images)
        return prediction, self._family.map_of(prediction, images.shape[-2:])

    @torch.no_grad()
    def _remember(self, images: Tensor) -> tuple[Prediction, Tensor]:
        prediction = self._family.recall(self._parent, images)
        return prediction, self._family.map_of(prediction, images.shape[-2:])


def _student(network: nn.Module, recipe: AdaptationRecipe, family: Family) -> nn.Module:
    """Copy of a network for training, with its encoder frozen if the recipe requires it."""
    child = copy.deepcopy(network)
    child.requires_grad_(requires_grad=True)
    for part in family.encoder(child) if recipe.freeze_encoder else ():
        part.requires_grad_(requires_grad=False)
    return child


def _schedule(recipe: AdaptationRecipe) -> Schedule:
    return Schedule(
        steps=recipe.steps,
        rate=recipe.rate,
        seed=recipe.seed,
        averaging=recipe.averaging,
        save_every=max(_FEWEST_STEPS, recipe.steps // _CHECKS),
        warm_up=min(20, recipe.steps),
    )


def freeze_statistics(model: nn.Module) -> None:
    """Freeze the running statistics of batch norm, and use them."""
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):  # noqa: SLF001 (the one base class)
            module.eval()


def _refuse(recipe: AdaptationRecipe, *, has_labels: bool, has_samples: bool, has_target: bool) -> None:
    if recipe.method == "supervised":
        if not has_samples:
            raise ModelError("Supervised adaptation learns from samples, but there are none.", "Draw some samples.")
        return
    if not has_target:
        raise ModelError(f"The method {recipe.method} needs images of the city, but there are none.")
    if not has_labels:
        raise ModelError(
            f"The method {recipe.method} needs labelled images, but there are neither samples nor source images.",
            "Draw some samples, or choose the folder of images that the model was trained on.",
        )
