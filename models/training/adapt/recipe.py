"""What decides the weights of an adaptation, besides parent, images and samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Method = Literal["adversarial", "adversarial+selftraining", "supervised"]


@dataclass(frozen=True, kw_only=True)
class AdaptationRecipe:
    """See the module. The defaults are for ugsnet-light.

    Attributes:
        method: See :mod:`.learning`.
        steps: Optimiser steps. More is not better: on 25 polygons accuracy falls again beyond.
        rate: Highest learning rate.
        adversarial_weight: Lambda, of the adversarial term in the loss; published 0.001, which only cost accuracy here
            (research/NOTES.md).
        adversarial_start: Share of the steps that the discriminator learns for before the network hears of it.
        entropy: The discriminator sees maps of -p log p, as in ADVENT (Vu et al., CVPR 2019), and not of p.
        source_weight: Of source images in the loss, where there are any; samples have 1.
        anchor_weight: Of what the parent says about the pixels around samples, as far as it is sure: samples lie where
            it is not, and nothing else holds the rest of the map (Li and Hoiem, "Learning without forgetting", 2016).
        pseudo_weight: Of what the teacher says in the loss.
        averaging: Decay of the moving average of the weights, which is the teacher and the result.
        freeze_encoder: Only the layers behind the encoder learn, see :meth:`.aerial_family.Family.encoder`.
        batch: Images of each kind in a step, for who makes the samplers.
        side: Of their images in pixels, for who makes the samplers.
        seed: Of all randomness.
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
