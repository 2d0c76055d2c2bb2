"""The request kind ``pretrain``: trains ugsnet-light on a user's own images and makes a model of it.

The folder of the run holds everything; a run that was cut off goes on there when the same is asked for again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxscript  # noqa: F401 - the export needs it, which must not come out after hours of training
import torch
from torch import Tensor, nn

from ...engine.accuracy import f1
from ...engine.channel import Channel, Portion
from ...engine.errors import DeviceError, ModelError, OutputError
from ...engine.jobs import PretrainRequest, PretrainResult
from ..card import Accuracy, ModelCard, card_to_json
from ..export import export_onnx
from ..ugsnet_light import UGSNetLight
from .green_loss import green_loss
from .naip import GREEN, IGNORE, OTHER
from .own_card import ARCHITECTURE, own_card
from .pair_sampler import PairSampler
from .pair_score import count_pairs
from .pair_split import Split, check_pairs, split_pairs
from .start_weights import load_start
from .train_green import normalise
from .trainer import CHECKPOINT, SCORE, WEIGHTS, Schedule, train

SETTINGS = "training.json"
"""What a run was started with, so that no other one is mixed into it."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_CHECKS = 10
"""Fewest checks in a training."""

_CHECKED_TILES = 64
"""What a check looks at; the figure in the end is that of all tiles."""


def handle(request: PretrainRequest, channel: Channel) -> PretrainResult:
    """Train, measure, export and put the model where the catalogue finds it.

    Raises:
        SourceError: The images or the labels do not fit.
        ModelError: The name is taken, the folder holds another training, or the training diverged.
        DeviceError: There is no such device.
        OutputError: A folder cannot be written to.
        CancelledError: The user cancelled; the checkpoint stays.
    """
    started = time.monotonic()
    run, target = Path(request.run), Path(request.folder) / f"{request.name}.onnx"
    made = run / target.name
    _refuse_taken(request, target, made)
    device = torch_device(request.device)
    if request.threads:
        torch.set_num_threads(request.threads)
    names, classes = _classes(request)
    split = split_pairs(
        Path(request.images),
        Path(request.validation) if request.validation else None,
        request.share / 100,
        request.seed,
    )
    channel.log("info", f"{len(split.training)} images to learn from, {len(split.validation)} to validate with.")
    check_pairs(split, classes, names, _teller(Portion(channel, 0.0, 0.05, "Checking the images")))
    resumed = _claim(run, _settings(request, split))
    if resumed:
        channel.log("info", f"The training in {run} is continued.")
    network = _learn(request, split, classes, device, Portion(channel, 0.05, 0.9, "Training"))
    matrix = count_pairs(network, split.validation, classes, _teller(Portion(channel, 0.9, 0.95, "Validating")))
    value = float(np.nan_to_num(f1(matrix)[GREEN]))
    channel.progress(0.95, "Writing the model")
    card = export_onnx(network.cpu(), _card(request, names, split, value), made)
    _publish(made, target)
    return PretrainResult(
        path=str(target),
        card=card_to_json(card),
        sha256=card.sha256,
        f1=value,
        checkpoint=str(run / CHECKPOINT),
        weights=str(run / WEIGHTS),
        device=str(device),
        seconds=time.monotonic() - started,
        resumed=resumed,
    )


def torch_device(wanted: str) -> torch.device:
    """The device that "auto", "cpu" or "cuda:N" means.

    Raises:
        DeviceError: There is none of this name; the hint lists what there is.
    """
    devices = ["cpu", *(f"cuda:{number}" for number in range(torch.cuda.device_count()))]
    if wanted == "auto":
        return torch.device(devices[1] if len(devices) > 1 else "cpu")
    if wanted not in devices:
        raise DeviceError(
            f"There is no device {wanted!r} for training.", f"Devices on this machine: auto, {', '.join(devices)}."
        )
    return torch.device(wanted)


def _classes(request: PretrainRequest) -> tuple[tuple[str, str], dict[int, int]]:
    """Names of the rest and of what is mapped, and what each value of the labels means."""
    rest, target = dict.fromkeys(request.classes.values())
    meaning = {int(value): GREEN if name == target else OTHER for value, name in request.classes.items()}
    return (rest, target), {IGNORE: IGNORE} | meaning


def _learn(
    request: PretrainRequest, split: Split, classes: dict[int, int], device: torch.device, channel: Channel
) -> nn.Module:
    torch.manual_seed(request.seed)
    network = UGSNetLight()
    if request.start:
        load_start(network, Path(request.start))
    # Convolutions of few channels run faster on a CPU when the channels lie next to each other.
    network = network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    sampler = PairSampler(split.training, classes, request.batch, request.seed)

    def loss_of_step(model: Any, step: int) -> Tensor:
        images, labels = sampler.batch(step)
        return green_loss(model.supervise(normalise(images.to(device))), labels.to(device))

    def check(average: nn.Module) -> dict[str, float]:
        matrix = count_pairs(average, split.validation, classes, lambda _: channel.check(), _CHECKED_TILES)
        score = float(np.nan_to_num(f1(matrix)[GREEN]))
        channel.log("info", f"F1 on validation images: {100 * score:.1f} %")
        return {SCORE: score}

    schedule = Schedule(
        steps=request.steps,
        rate=request.rate,
        seed=request.seed,
        averaging=0.99,
        save_every=max(1, min(100, request.steps // _CHECKS)),
    )
    return train(network, loss_of_step, schedule, Path(request.run), check, channel)


def _card(request: PretrainRequest, names: tuple[str, str], split: Split, value: float) -> ModelCard:
    trained_on = (
        f"{len(split.training)} labelled images of the user's own, from the folder {Path(request.images).name}; "
        f"{'started from ' + Path(request.start).name if request.start else 'started from random weights'}, "
        f"{request.steps} steps."
    )
    return own_card(
        request.name,
        names,
        request.resolution,
        trained_on,
        Accuracy(
            metric=f"F1 {names[1]}",
            value=round(100 * value, 2),
            data=(
                f"the user's own validation data: {len(split.validation)} labelled images that were not learned from, "
                "but by which the best weights were chosen"
            ),
            command="onemetre:pretrain",
        ),
    )


def _settings(request: PretrainRequest, split: Split) -> dict[str, Any]:
    """What must be the same for a run to be continued, by the names of the parameters."""
    files = json.dumps([[pair.image.name for pair in pairs] for pairs in split])
    return {
        "architecture": ARCHITECTURE,
        "FOLDER": request.images,
        "VALIDATION": request.validation,
        "SHARE": request.share,
        "files": hashlib.sha256(files.encode()).hexdigest(),
        "CLASSES": ",".join(f"{value}={name}" for value, name in request.classes.items()),
        "START": request.start,
        "STEPS": request.steps,
        "LEARNING_RATE": request.rate,
        "BATCH": request.batch,
        "SEED": request.seed,
    }


def _claim(run: Path, settings: dict[str, Any]) -> bool:
    """Take a folder for a run with these settings; whether there is something to go on with.

    Raises:
        ModelError: It holds a training with other settings.
        OutputError: Nothing can be written to it.
    """
    noted, checkpoint = run / SETTINGS, run / CHECKPOINT
    if checkpoint.exists():
        try:
            before = json.loads(noted.read_text(encoding="utf-8"))
            other = [name for name, value in settings.items() if before.get(name) != value]
        except (OSError, ValueError, AttributeError):
            before, other = {}, ["architecture"]
        if other:
            raise ModelError(
                f"The folder {run} holds another training: {other[0]} was {before.get(other[0], 'not noted')}.",
                "Give the same parameters to go on with it, or another OUTPUT.",
            )
        return True
    try:
        run.mkdir(parents=True, exist_ok=True)
        noted.write_text(json.dumps(settings, indent=1), encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"Nothing can be written to {run}: {error.strerror}.", "Choose another folder as OUTPUT."
        ) from None
    return False


def _refuse_taken(request: PretrainRequest, target: Path, made: Path) -> None:
    if not _NAME.fullmatch(request.name):
        raise ModelError(
            f"A model cannot be called {request.name!r}.", "Use small letters, digits, dots, dashes and _."
        )
    if request.name in request.taken:
        raise ModelError(f"There is another model {request.name}.", "Give another NAME.")
    # What this very run has published before may be published again.
    ours = made.exists() and target.exists() and made.read_bytes() == target.read_bytes()
    if target.exists() and not ours and not request.overwrite:
        raise ModelError(f"There is a model {request.name} already.", "Give another NAME, or allow OVERWRITE.")


def _publish(made: Path, target: Path) -> None:
    """Copy a model to where the catalogue looks; the card last, since the catalogue lists what has one."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for source, copy in ((made, target), (made.with_suffix(".json"), target.with_suffix(".json"))):
            part = copy.with_name(copy.name + ".part")
            shutil.copyfile(source, part)
            part.replace(copy)
    except OSError as error:
        raise OutputError(
            f"Nothing can be written to {target.parent}: {error.strerror}.",
            f"The model is {made}; choose another folder for models in the options and run the same again.",
        ) from None


def _teller(channel: Channel) -> Callable[[float], None]:
    """Reports the share that is done, and stops when the user cancelled."""

    def tell(share: float) -> None:
        channel.check()
        channel.progress(share, f"{share:.0%}")

    return tell
