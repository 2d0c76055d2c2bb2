"""A trained network learns a new city, from the city's images and, where there are any, from a few drawn samples.

Three methods. "supervised" learns from samples only. "adversarial" is that of UGS-1m (Shi et al., ESSD 15, 2023): in
every step a discriminator compares the maps of source and target images, and the network also learns to make it err.
"adversarial+selftraining" adds a teacher, see :mod:`.selftraining`. Samples enter all three as labels. Batch norm keeps
the statistics of the parent: with those of target batches accuracy falls (research/NOTES.md), and what is exported is
what was measured.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from ...engine.channel import Channel
from ...engine.errors import ModelError
from .adaptation_recipe import AdaptationRecipe
from .adversary import Adversary
from .families import AERIAL, Family, Prediction
from .mosaics import Batch
from .selftraining import Teacher, anchor
from .trainer import Schedule, average_of, train

_CHECKS = 10
"""Checks in an adaptation, at most; a checkpoint with the discriminator and its memory is 45 MB."""

_FEWEST_STEPS = 10
"""Between two checks."""


class LabelledSampler(Protocol):
    """Gives images [N, bands, S, S] in the values of the network's family and labels int64, 255 = unknown.

    A step's batch is always the same.
    """

    def batch(self, step: int) -> Batch:
        """The batch of a step; at least one pixel is labelled."""


class ImageSampler(Protocol):
    """Gives images of the target city; a step's batch is always the same."""

    def batch(self, step: int) -> Tensor:
        """The batch of a step [N, bands, S, S]; of aerial images S is a multiple of 32."""


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
    """Adapt a copy of a network, or go on where the folder's adaptation stopped.

    Args:
        network: The parent, on the device to be used. It is not changed.
        recipe: See there; a run that is continued must have the same one.
        samples: The user's samples.
        target: Images of the city; "supervised" does not look at them.
        source: What the parent learned from, or the like. Without it the samples take its place; "supervised" does not
            look at it: beside source images samples teach less (research/NOTES.md).
        folder: See :func:`.trainer.train`.
        classes: Of the network's map.
        family: Of the network.
        check: Figures of the adapted network; with one named "score" the result is the best check's and not the last
            one's. A score on the samples that are learned from says nothing.
        channel: Gets the figures of each check and the progress.

    Returns:
        The child in evaluation mode: the moving average of the weights.

    Raises:
        ModelError: The method lacks what it learns from, the network has no encoder to freeze, the folder holds another
            training, or the training diverged.
        CancelledError: The channel was cancelled; the checkpoint stays.
    """
    weighted = ((None if recipe.method == "supervised" else source, recipe.source_weight), (samples, 1.0))
    labelled = [(sampler, weight) for sampler, weight in weighted if sampler is not None]
    _refuse(recipe, has_labels=bool(labelled), has_samples=samples is not None, has_target=target is not None)
    torch.manual_seed(recipe.seed)
    child = copy.deepcopy(network)
    child.requires_grad_(requires_grad=True)
    for part in family.encoder(child) if recipe.freeze_encoder else ():
        part.requires_grad_(requires_grad=False)
    average, parent = average_of(child), average_of(network)
    device = next(child.parameters()).device
    adversary = Adversary(classes, entropy=recipe.entropy, device=device) if recipe.method != "supervised" else None
    teacher = Teacher(average, recipe.seed, family) if recipe.method == "adversarial+selftraining" else None

    def look(model: nn.Module, images: Tensor) -> tuple[Prediction, Tensor]:
        prediction = family.learn(model, images)
        return prediction, family.map_of(prediction, images.shape[-2:])

    @torch.no_grad()
    def remember(images: Tensor) -> tuple[Prediction, Tensor]:
        prediction = family.recall(parent, images)
        return prediction, family.map_of(prediction, images.shape[-2:])

    def loss_of_step(model: nn.Module, step: int) -> Tensor:
        freeze_statistics(model)
        loss = torch.zeros((), device=device)
        batches = []
        maps = []
        for sampler, weight in labelled:
            batch = Batch(*(tensor.to(device) for tensor in sampler.batch(step)))
            prediction, found = look(model, batch.images)
            before, map_before = remember(batch.images) if sampler is samples else (None, None)
            loss = loss + weight * family.loss(prediction, batch.labels, before)
            if map_before is not None:
                loss = loss + recipe.anchor_weight * anchor(found, map_before, batch.labels)
            batches.append(batch)
            maps.append(found)
        if target is None or adversary is None:
            return loss
        images = target.batch(step).to(device)
        fooled = adversary.observe(maps[0], look(model, images)[1])
        if step >= recipe.adversarial_start * recipe.steps:
            loss = loss + recipe.adversarial_weight * fooled
        if teacher is not None:
            loss = loss + recipe.pseudo_weight * teacher.loss(model, images, batches, step)
        return loss

    schedule = Schedule(
        steps=recipe.steps,
        rate=recipe.rate,
        seed=recipe.seed,
        averaging=recipe.averaging,
        save_every=max(_FEWEST_STEPS, recipe.steps // _CHECKS),
        warm_up=min(20, recipe.steps),
    )
    return train(child, loss_of_step, schedule, folder, check, channel, average=average, opponent=adversary)


def freeze_statistics(model: nn.Module) -> None:
    """Let batch norm use the statistics it has, and keep them."""
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):  # noqa: SLF001 (the one base class)
            module.eval()


def _refuse(recipe: AdaptationRecipe, *, has_labels: bool, has_samples: bool, has_target: bool) -> None:
    if recipe.method == "supervised":
        if not has_samples:
            raise ModelError("Supervised adaptation learns from samples, and there are none.", "Draw some samples.")
        return
    if not has_target:
        raise ModelError(f"The method {recipe.method} needs images of the city, and there are none.")
    if not has_labels:
        raise ModelError(
            f"The method {recipe.method} needs labelled images, and there are neither samples nor source images.",
            "Draw some samples, or give the folder of images that the model was trained with.",
        )
