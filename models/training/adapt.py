"""The request kind ``adapt``: lets a model learn a new city, checks whether it is better, and makes a model of it.

The folder of the run holds everything until the model is there; a run that was cut off goes on there when the same is
asked for again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnxscript  # noqa: F401 - the export needs it, which must not come out after the training
import torch

from ...engine.adaptation_report import check_page
from ...engine.channel import Channel, Portion
from ...engine.errors import ModelError, RequestError, SpaceError
from ...engine.jobs import METHODS, AdaptRequest, AdaptResult, methods_for
from ...engine.loading import LoadedModel, load_model
from ...engine.training_ground import TrainingGround, read_ground
from ..card import ModelCard, card_to_json
from ..export import export_onnx
from .adapt_card import child_card
from .adapt_files import RunFolder
from .adapt_source import SourceData, open_source_data
from .adapt_stages import Stages
from .adapt_story import tell_story
from .adaptable import load_adaptable, save_adaptable
from .family_choice import family_of
from .loop.device import torch_device
from .own_files import publish, refuse_taken


def handle(request: AdaptRequest, channel: Channel) -> AdaptResult:
    """Adapt, check, and publish the child if it is better.

    Raises:
        EngineError: The model cannot be adapted, the samples or the image do not fit, a name is taken, the memory or
            the disk is too small, or the training diverged; what was trained stays in the folder of the run.
        CancelledError: The user cancelled; likewise.
    """
    started = time.monotonic()
    target, run = Path(request.folder) / f"{request.name}.onnx", RunFolder(Path(request.run), keep=request.keep_run)
    made = run.path / target.name
    refuse_taken(request.name, request.taken, target, made, overwrite=request.overwrite, parameter="OUTPUT")
    check_page(request.report)
    device = torch_device(request.compute.device)
    if request.compute.threads:
        torch.set_num_threads(request.compute.threads)
    loaded = load_model(request.model, request.model_sha256)
    card = loaded.card
    if request.name == card.name or (target.exists() and target.samefile(request.model)):
        raise ModelError("The adapted model would replace its parent.", "Give another name as OUTPUT.")
    parent = load_adaptable(card, Path(request.model))
    family = family_of(card, request.method)
    ground = read_ground(request, card, family.layout, Portion(channel, 0.0, 0.04, "Reading"))
    source = open_source_data(request.source_data, request.method, card, Path(request.model))
    warnings = [*loaded.warnings, *ground.warnings, *_refuse_one_sided(ground, source, card)]
    resumed, told = run.claim(_settings(request, loaded, ground, source))
    if told:
        channel.log("info", told)
    channel.log("info", f"Source: {source.told}.")
    # Convolutions of few channels run faster on a CPU when the channels lie next to each other.
    parent = parent.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    with _enough_memory():
        stages = Stages(request, card, family, ground, source, parent, run, Portion(channel, 0.04, 0.95, "Adapting"))
        child, outcome = stages.learn()
    verdict = outcome.verdict
    publishing = verdict.keep or request.always
    f1 = verdict.f1
    written = card
    if publishing:
        channel.progress(0.95, "Writing the model")
        wanted = child_card(card, request, ground, stages.recipe(outcome.steps), source.told, verdict, f1)
        written = export_onnx(child.cpu(), wanted, made)
        save_adaptable(child, made)
    if not verdict.checked:
        warnings.append(verdict.sentence)
    tell_story(request, written, card, ground, source.told, stages, child, outcome, warnings, published=publishing)
    if publishing:
        publish(made, target)
    return AdaptResult(
        published=publishing,
        name=written.name,
        path=str(target) if publishing else request.model,
        card=card_to_json(written),
        kept=verdict.keep,
        checked=verdict.checked,
        sentence=verdict.sentence,
        f1_before=f1[0] if f1 else None,
        f1_after=f1[1] if f1 else None,
        steps=outcome.steps,
        source_data=source.told,
        report=request.report,
        run=run.finish() if publishing else str(run.path),
        device=str(device),
        seconds=round(time.monotonic() - started, 2),
        resumed=resumed,
        warnings=tuple(warnings),
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


def _settings(
    request: AdaptRequest, loaded: LoadedModel, ground: TrainingGround, source: SourceData
) -> dict[str, object]:
    """What must be the same for a run to be continued, by the names of the parameters."""
    return {
        "MODEL": loaded.sha256,
        "INPUT and SAMPLES": ground.fingerprint,
        "SOURCE": source.fingerprint,
        "METHOD": request.method,
        "MINUTES": request.minutes,
        "EPOCHS": request.epochs,
        "LEARNING_RATE": request.rate,
        "LAMBDA": request.adversarial_weight,
        "FREEZE_ENCODER": request.freeze_encoder,
        "BATCH": request.batch,
        "SEED": request.seed,
    }


@contextmanager
def _enough_memory() -> Iterator[None]:
    """Say in one sentence that the memory ran out, which torch says in many ways."""
    try:
        yield
    except (torch.OutOfMemoryError, RuntimeError) as error:
        text = str(error).lower()
        if not isinstance(error, torch.OutOfMemoryError) and "allocate memory" not in text:
            raise
        raise SpaceError(
            "There is not enough memory for a step of the adaptation.",
            "Give a smaller BATCH, keep the encoder as it is (FREEZE_ENCODER), or close other programs.",
        ) from None
