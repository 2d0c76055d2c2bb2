"""A trained network learns a new city, from the city's images and, where there are any, from a few drawn samples.

Three methods. "supervised" learns from samples only. "adversarial" is that of UGS-1m (Shi et al., ESSD 15, 2023): in
every step a discriminator compares the maps of source and target images, and the network also learns to make it err.
"adversarial+selftraining" adds a teacher, see :mod:`.selftraining`. Samples enter all three as labels. Batch norm keeps
the statistics of the parent: with those of target batches accuracy falls (docs/adaptation.md), and what is exported is
what was measured.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import torch
from torch import Tensor, nn

from ...engine.channel import Channel
from ...engine.errors import ModelError
from .adversary import Adversary, map_of
from .green_loss import green_loss
from .mosaics import Batch
from .selftraining import Teacher
from .train_green import normalise
from .trainer import Schedule, average_of, train

Method = Literal["adversarial", "adversarial+selftraining", "supervised"]

_CHECKS = 10
"""Checks in an adaptation, at most; a checkpoint with the discriminator and its memory is 45 MB."""

_FEWEST_STEPS = 10
"""Between two checks."""

_ENCODERS = ("encoder", "backbone")


class LabelledSampler(Protocol):
    """Gives images [N, 3, S, S], 0-1, and labels int64 [N, S, S], 255 = unknown; a step's batch is always the same."""

    def batch(self, step: int) -> Batch:
        """The batch of a step; at least one pixel is labelled."""


class ImageSampler(Protocol):
    """Gives images of the target city; a step's batch is always the same."""

    def batch(self, step: int) -> Tensor:
        """The batch of a step [N, 3, S, S], 0-1; S is a multiple of 32."""


@dataclass(frozen=True, kw_only=True)
class AdaptationRecipe:
    """What decides the weights, besides parent, images and samples.

    Attributes:
        method: See the module.
        steps: Optimiser steps. More is not better: on 25 polygons accuracy falls again beyond.
        rate: Highest learning rate.
        adversarial_weight: Lambda, of the adversarial term in the loss; published 0.001.
        adversarial_start: Steps that the discriminator learns for before the network hears of it.
        entropy: The discriminator sees maps of -p log p, as in ADVENT (Vu et al., CVPR 2019), and not of p.
        source_weight: Of source images in the loss, where there are any; samples have 1.
        anchor_weight: Of what the parent says about the pixels around samples, as far as it is sure: samples lie where
            it is not, and nothing else holds the rest of the map (Li and Hoiem, "Learning without forgetting", 2016).
        pseudo_weight: Of what the teacher says in the loss.
        averaging: Decay of the moving average of the weights, which is the teacher and the result.
        freeze_encoder: Only attention, decoder and point head learn: half the time.
        batch: Images of each kind in a step, for who makes the samplers.
        side: Of their images in pixels, for who makes the samplers.
        seed: Of all randomness.
    """

    method: Method = "supervised"
    steps: int = 60
    rate: float = 2e-4
    adversarial_weight: float = 1e-3
    adversarial_start: int = 0
    entropy: bool = False
    source_weight: float = 1.0
    anchor_weight: float = 1.0
    pseudo_weight: float = 1.0
    averaging: float = 0.98
    freeze_encoder: bool = False
    batch: int = 4
    side: int = 128
    seed: int = 0


def adapt(
    network: nn.Module,
    recipe: AdaptationRecipe,
    *,
    samples: LabelledSampler | None,
    target: ImageSampler | None,
    source: LabelledSampler | None,
    folder: Path,
    classes: int = 2,
    check: Callable[[nn.Module], dict[str, float]] | None = None,
    channel: Channel | None = None,
) -> nn.Module:
    """Adapt a copy of a network, or go on where the folder's adaptation stopped.

    Args:
        network: The parent, on the device to be used: normalised image [N, 3, S, S] -> logits [N, K, S, S], trained
            through ``supervise`` where it has one. It is not changed.
        recipe: See there; a run that is continued must have the same one.
        samples: The user's samples.
        target: Images of the city; "supervised" does not look at them.
        source: What the parent learned from, or the like. Without it the samples take its place; "supervised" does not
            look at it: beside source images samples teach less (docs/adaptation.md).
        folder: See :func:`.trainer.train`.
        classes: K, of the network's logits.
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
    if recipe.freeze_encoder:
        _encoder(child).requires_grad_(requires_grad=False)
    average = average_of(child)
    parent = Teacher(average_of(network), recipe.seed)
    device = next(child.parameters()).device
    adversary = Adversary(classes, entropy=recipe.entropy, device=device) if recipe.method != "supervised" else None
    teacher = Teacher(average, recipe.seed) if recipe.method == "adversarial+selftraining" else None

    def loss_of_step(model: Any, step: int) -> Tensor:
        freeze_statistics(model)
        supervise = getattr(model, "supervise", model)
        loss = torch.zeros((), device=device)
        batches = []
        maps = []
        for sampler, weight in labelled:
            batch = Batch(*(tensor.to(device) for tensor in sampler.batch(step)))
            prediction = supervise(normalise(batch.images))
            loss = loss + weight * green_loss(prediction, batch.labels)
            batches.append(batch)
            maps.append(map_of(prediction, batch.images.shape[-2:]))
        if samples is not None and recipe.anchor_weight:
            loss = loss + recipe.anchor_weight * parent.anchor(maps[-1], batches[-1])
        if target is None or adversary is None:
            return loss
        images = target.batch(step).to(device)
        target_map = map_of(supervise(normalise(images)), images.shape[-2:])
        fooled = adversary.observe(maps[0], target_map)
        if step >= recipe.adversarial_start:
            loss = loss + recipe.adversarial_weight * fooled
        if teacher is not None:
            loss = loss + recipe.pseudo_weight * teacher.loss(supervise, images, batches, step)
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


def _encoder(network: nn.Module) -> nn.Module:
    for name in _ENCODERS:
        encoder = getattr(network, name, None)
        if isinstance(encoder, nn.Module):
            return encoder
    raise ModelError("This network has no encoder that could be frozen.", "Adapt it with all its layers.")


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
