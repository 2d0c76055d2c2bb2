"""Settings that determine the weights of an adaptation, apart from parent, images and samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Method = Literal["adversarial", "adversarial+selftraining", "supervised"]


@dataclass(frozen=True, kw_only=True)
class AdaptationRecipe:
    """Training settings of an adaptation. The defaults are for ugsnet-light.

    Attributes:
        method: Name of the method, see :mod:`.learning`.
        steps: Optimiser steps. More is not better: with 25 polygons accuracy falls again beyond the default.
        rate: Peak learning rate.
        adversarial_weight: Lambda, the weight of the adversarial term in the loss; the published 0.001 only cost
            accuracy here (research/NOTES.md).
        adversarial_start: Share of the steps that train the discriminator before the adversarial term enters the loss.
        entropy: The discriminator sees entropy maps, -p log p, as in ADVENT (Vu et al., CVPR 2019), instead of p.
        source_weight: Weight of source images in the loss, if there are any; samples have weight 1.
        anchor_weight: Weight of the parent's predictions on the pixels around samples, scaled by their confidence:
            samples lie where the parent is unsure, and nothing else holds the rest of the map in place (Li and Hoiem,
            "Learning without forgetting", 2016).
        pseudo_weight: Weight of the teacher's pseudo-labels in the loss.
        averaging: Decay of the moving average (EMA) of the weights, which is both the teacher and the result.
        freeze_encoder: Train only the layers behind the encoder, see :meth:`.aerial_family.Family.encoder`.
        batch: Images of each kind per step; used to build the samplers.
        side: Side of these images in pixels; used to build the samplers.
        seed: Seed of all randomness.
    """

    method: Method = "supervised"
    steps: int = 60
    rate: float = 2e-4
    adversarial_weight: float = 0.2
    adversarial_start: float = 1 / 3
    entropy: bool = False
    source_weight: float = 1.0
    anchor_weight: float = 1.0
    pseudo_weight: float = 1.0
    averaging: float = 0.98
    freeze_encoder: bool = False
    batch: int = 4
    side: int = 128
    seed: int = 0
