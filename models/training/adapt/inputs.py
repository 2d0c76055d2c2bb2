"""Inputs of an adaptation: the parent, the city, and the source data that represents what the parent knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ....contract.card import ModelCard
from ....contract.errors import ModelError, RequestError
from ....contract.requests import METHODS, AdaptRequest, methods_for
from ....engine.channel import Channel
from ....engine.infer.model_file import load_model
from ....engine.samples.training_ground import TrainingGround, names_of, read_ground
from ..loop.weights import load_adaptable
from .aerial_family import Family
from .family_choice import family_of
from .source import SourceData, open_source_data


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything that is read before training starts.

    Attributes:
        request: The user's request.
        card: Card of the parent.
        sha256: SHA-256 of the parent's file.
        parent: Parent network in evaluation mode, on the training device.
        family: Family of the network.
        ground: The city: its image and the samples.
        source: Labelled images that represent what the parent knows.
        warnings: Warnings for the user, in whole sentences.
    """

    request: AdaptRequest
    card: ModelCard
    sha256: str
    parent: nn.Module
    family: Family
    ground: TrainingGround
    source: SourceData
    warnings: tuple[str, ...]

    @property
    def image(self) -> str:
        """Name of the image, for display."""
        return names_of(self.request.reading.sources)

    @property
    def settings(self) -> dict[str, object]:
        """Settings that must match for a run to resume, keyed by parameter name."""
        request = self.request
        return {
            "MODEL": self.sha256,
            "INPUT and SAMPLES": self.ground.fingerprint,
            "SOURCE": self.source.fingerprint,
            "METHOD": request.method,
            "MINUTES": request.minutes,
            "EPOCHS": request.epochs,
            "LEARNING_RATE": request.rate,
            "LAMBDA": request.adversarial_weight,
            "FREEZE_ENCODER": request.freeze_encoder,
            "BATCH": request.batch,
            "SEED": request.seed,
        }


def read_inputs(request: AdaptRequest, target: Path, device: torch.device, channel: Channel) -> Inputs:
    """Read everything that a request names.

    Args:
        request: The user's request.
        target: Path of the adapted model.
        device: Device for the parent network.
        channel: Receives the progress.

    Raises:
        EngineError: The model cannot be adapted or would be replaced, or the samples or the images do not fit.
        CancelledError: The user cancelled.
    """
    loaded = load_model(request.model, request.model_sha256)
    card, model = loaded.card, Path(request.model)
    if request.name == card.name or (target.exists() and target.samefile(model)):
        raise ModelError("The adapted model would replace its parent.", "Choose another file as OUTPUT.")
    parent = load_adaptable(card, model)
    family = family_of(card, request.method)
    ground = read_ground(request, card, family.layout, channel)
    source = open_source_data(request.source_data, request.method, card, model)
    return Inputs(
        request=request,
        card=card,
        sha256=loaded.sha256,
        # On a CPU, convolutions with few channels run faster if the channels are adjacent in memory.
        parent=parent.to(device, memory_format=torch.channels_last),  # type: ignore[call-overload]
        family=family,
        ground=ground,
        source=source,
        warnings=(*loaded.warnings, *ground.warnings, *_refuse_one_sided(ground, source, card)),
    )


def _refuse_one_sided(ground: TrainingGround, source: SourceData, card: ModelCard) -> list[str]:
    """Require samples of every class, unless the source shows the class; returns warnings for the user.

    Raises:
        RequestError: A class has no sample, or there is nothing to learn from.
    """
    only_samples = methods_for(card.architecture) == METHODS[:1]
    if not ground.count:
        if source.pairs is None:
            raise RequestError(
                "There are no samples to learn from.",
                "Draw samples of each class."
                if only_samples
                else "Draw samples, or choose labelled images as SOURCE and an adversarial method.",
            )
        return ["There are no samples, so it cannot be checked whether the adapted model is better than its parent."]
    missing = [one.title for one in card.classes if one.value not in ground.count]
    if not missing:
        return []
    if source.pairs is None:
        raise RequestError(
            f"The class {missing[0]} has no sample.",
            "Draw samples of each class, including places where the model is right."
            if only_samples
            else "Draw samples of each class, including places where the model is right; or choose labelled images as "
            "SOURCE and an adversarial method.",
        )
    return [f"The class {missing[0]} has no sample: only the source images show it, and the result is not checked."]
