"""What an adaptation begins with: the parent, the city, and what stands for the city that the parent knows."""

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
    """All that is read before anything is learned.

    Attributes:
        request: What was asked for.
        card: Of the parent.
        sha256: Of its file.
        parent: The network, in evaluation mode, on the device.
        family: Of the network.
        ground: The city: its image and the samples.
        source: Labelled images that stand for what the parent knows.
        warnings: What the user has to know, whole sentences.
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
        """The image's name, for people."""
        return names_of(self.request.reading.sources)

    @property
    def settings(self) -> dict[str, object]:
        """What must be the same for a run to be continued, by the names of the parameters."""
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
    """Read what a request names.

    Args:
        request: What was asked for.
        target: Where the adapted model goes.
        device: For the parent.
        channel: Gets the progress.

    Raises:
        EngineError: The model cannot be adapted or would be replaced, or the samples or the images do not fit.
        CancelledError: The user cancelled.
    """
    loaded = load_model(request.model, request.model_sha256)
    card, model = loaded.card, Path(request.model)
    if request.name == card.name or (target.exists() and target.samefile(model)):
        raise ModelError("The adapted model would replace its parent.", "Give another name as OUTPUT.")
    parent = load_adaptable(card, model)
    family = family_of(card, request.method)
    ground = read_ground(request, card, family.layout, channel)
    source = open_source_data(request.source_data, request.method, card, model)
    return Inputs(
        request=request,
        card=card,
        sha256=loaded.sha256,
        # Convolutions of few channels run faster on a CPU when the channels lie next to each other.
        parent=parent.to(device, memory_format=torch.channels_last),  # type: ignore[call-overload]
        family=family,
        ground=ground,
        source=source,
        warnings=(*loaded.warnings, *ground.warnings, *_refuse_one_sided(ground, source, card)),
    )


def _refuse_one_sided(ground: TrainingGround, source: SourceData, card: ModelCard) -> list[str]:
    """Samples must show every class, unless the source does; gives what the user has to know.

    Raises:
        RequestError: They do not, or there is nothing to learn from.
    """
    only_samples = methods_for(card.architecture) == METHODS[:1]
    if not ground.count:
        if source.pairs is None:
            raise RequestError(
                "There are no samples to learn from.",
                "Draw some of each class."
                if only_samples
                else "Draw some samples, or give labelled images as SOURCE and an adversarial method.",
            )
        return ["There are no samples: nothing says whether the adapted model is better than its parent."]
    missing = [one.title for one in card.classes if one.value not in ground.count]
    if not missing:
        return []
    if source.pairs is None:
        raise RequestError(
            f"There is no sample of the class {missing[0]}.",
            "Draw some of each class, also where the model is right."
            if only_samples
            else "Draw some of each class, also where the model is right; or give labelled images as SOURCE and an "
            "adversarial method.",
        )
    return [f"There is no sample of the class {missing[0]}: only the source images show it, and nothing is checked."]
