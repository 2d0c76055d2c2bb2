"""Handler of ``adapt`` requests: adapts a model to a city, checks the result, and publishes it.

The run folder holds everything until the model is published. An interrupted run resumes from it when the same request
is made again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnxscript  # noqa: F401 - the export needs it, which must not come out after the training
import torch
from torch import nn

from ....contract.card import ModelCard, card_to_json
from ....contract.errors import SpaceError
from ....contract.requests import AdaptRequest, AdaptResult
from ....engine.channel import Channel, Portion
from ....engine.report.adaptation_report import check_page
from ...export.export import export_onnx
from ..loop.device import torch_device
from ..loop.run_files import publish, refuse_taken
from ..loop.weights import save_adaptable
from .card import child_card
from .inputs import Inputs, read_inputs
from .run_folder import RunFolder
from .stages import Stages
from .story import tell_story


def handle(request: AdaptRequest, channel: Channel) -> AdaptResult:
    """Adapt the model, check the child, and publish it if it is better.

    Raises:
        EngineError: The model cannot be adapted, the samples or the image do not fit, a name is taken, memory or disk
            space is too small, or the training diverged. Training results stay in the run folder.
        CancelledError: The user cancelled; training results stay in the run folder.
    """
    started = time.monotonic()
    target, run = Path(request.folder) / f"{request.name}.onnx", RunFolder(Path(request.run), keep=request.keep_run)
    made = run.path / target.name
    refuse_taken(request.name, request.taken, target, made, overwrite=request.overwrite, parameter="OUTPUT")
    check_page(request.report)
    device = torch_device(request.compute.device)
    if request.compute.threads:
        torch.set_num_threads(request.compute.threads)
    run.remove_old()
    inputs = read_inputs(request, target, device, Portion(channel, 0.0, 0.04, "Reading"))
    resumed = _claim(run, inputs, channel)
    with _enough_memory():
        stages = Stages(inputs, run, Portion(channel, 0.04, 0.95, "Adapting"))
        child, outcome = stages.learn()
    verdict, f1 = outcome.verdict, outcome.verdict.f1
    publishing = verdict.keep or request.always
    channel.progress(0.95, "Writing the model")
    # A model that is not saved is written too, so that its user may map with it or import it.
    file = made if publishing else run.unsaved(target.name)
    adapted = _export(child, child_card(inputs, stages.recipe(outcome.steps), verdict), file)
    card = adapted if publishing else inputs.card
    warnings = inputs.warnings if verdict.checked else (*inputs.warnings, verdict.sentence)
    tell_story(inputs, stages, child, outcome, card.name if publishing else "")
    if publishing:
        publish(made, target)
    return AdaptResult(
        published=publishing,
        name=card.name,
        path=str(target) if publishing else request.model,
        card=card_to_json(card),
        kept=verdict.keep,
        checked=verdict.checked,
        sentence=verdict.sentence,
        f1_before=f1[0] if f1 else None,
        f1_after=f1[1] if f1 else None,
        steps=outcome.steps,
        source_data=inputs.source.told,
        report=request.report,
        run=run.finish() if publishing else str(run.path),
        unsaved="" if publishing else str(file),
        device=str(device),
        seconds=round(time.monotonic() - started, 2),
        resumed=resumed,
        warnings=warnings,
    )


def _claim(run: RunFolder, inputs: Inputs, channel: Channel) -> bool:
    """Claim the run folder; True if it holds a run to resume."""
    resumed, told = run.claim(inputs.settings)
    if told:
        channel.log("info", told)
    channel.log("info", f"Source: {inputs.source.told}.")
    return resumed


def _export(child: nn.Module, card: ModelCard, made: Path) -> ModelCard:
    """Write the model and its weights; returns the card as written."""
    written = export_onnx(child.cpu(), card, made)
    save_adaptable(child, made)
    return written


@contextmanager
def _enough_memory() -> Iterator[None]:
    """Raise one SpaceError for the many ways in which torch reports that memory ran out."""
    try:
        yield
    except (torch.OutOfMemoryError, RuntimeError) as error:
        text = str(error).lower()
        if not isinstance(error, torch.OutOfMemoryError) and "allocate memory" not in text:
            raise
        raise SpaceError(
            "There is not enough memory for a step of the adaptation.",
            "Lower BATCH, freeze the encoder (FREEZE_ENCODER), or close other programs.",
        ) from None
