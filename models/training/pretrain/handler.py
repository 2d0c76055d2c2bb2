"""Handler of ``pretrain`` requests: trains a network on the user's own images and publishes it as a model.

The run folder holds everything; an interrupted run resumes from it when the same request is made again.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnxscript  # noqa: F401 - the export needs it, which must not come out after hours of training
import torch
from torch import Tensor, nn

from ....contract.card import Accuracy, card_to_json
from ....contract.requests import PretrainRequest, PretrainResult
from ....engine.channel import Channel, Portion
from ...export.export import export_onnx
from ..loop.device import torch_device
from ..loop.run_files import claim, note, publish, refuse_taken
from ..loop.time_budget import save_every, steps_within
from ..loop.trainer import CHECKPOINT, LOG, SCORE, WEIGHTS, Schedule, train
from ..loop.weights import save_adaptable
from ..pairs.pair_score import class_f1, count_pairs
from ..pairs.pair_split import Split, check_pairs
from .data import OwnData, own_data
from .jointseg import JointSegLearner
from .learner import Learner
from .ugsnet_light import UGSNetLearner

LEARNERS: dict[str, Callable[[OwnData, PretrainRequest], Learner]] = {
    "ugsnet-light": UGSNetLearner,
    "jointseg": JointSegLearner,
}


def handle(request: PretrainRequest, channel: Channel) -> PretrainResult:
    """Train, measure and export the network, and publish the model in the catalogue's folder.

    Raises:
        RequestError: The network does not support the request.
        SourceError: The images or the labels do not fit.
        ModelError: The name is taken, the folder holds another training, or the training diverged.
        DeviceError: There is no such device.
        OutputError: Cannot write to a folder.
        CancelledError: The user cancelled; the checkpoint is kept.
    """
    started = time.monotonic()
    run, target = Path(request.run), Path(request.folder) / f"{request.name}.onnx"
    made = run / target.name
    refuse_taken(request.name, request.taken, target, made, overwrite=request.overwrite, parameter="NAME")
    device = torch_device(request.compute.device)
    if request.compute.threads:
        torch.set_num_threads(request.compute.threads)
    data = own_data(request)
    learner = LEARNERS[request.network](data, request)
    split = data.split
    channel.log("info", f"{len(split.training)} training images, {len(split.validation)} validation images.")
    check_pairs(split, data.read, data.names, Portion(channel, 0.0, 0.05, "Checking the images").tell)
    noted = claim(run, _settings(request, split))
    if noted:
        channel.log("info", f"The training in {run} is resumed.")
    training = _Training(request, data, learner, device, Portion(channel, 0.05, 0.9, "Training"))
    network, steps = training.learn(noted)
    matrix = count_pairs(network, split.validation, learner, Portion(channel, 0.9, 0.95, "Validating").tell)
    figures = [float(value) for value in class_f1(matrix)]
    channel.progress(0.95, "Writing the model")
    card = learner.card(request.name, _trained_on(request, data, steps), _accuracy(data, figures))
    card = export_onnx(network.cpu(), card, made)
    save_adaptable(network, made)
    publish(made, target)
    return PretrainResult(
        path=str(target),
        card=card_to_json(card),
        sha256=card.sha256,
        f1=sum(figures) / len(figures),
        checkpoint=str(run / CHECKPOINT),
        weights=str(run / WEIGHTS),
        device=str(device),
        seconds=time.monotonic() - started,
        resumed=noted is not None,
    )


class _Training:
    """The training of a network: its steps and its checks.

    Args:
        request: The user's request.
        data: Training data.
        learner: Learner of the network.
        device: Device of the training.
        channel: Receives the progress and the results of checks.
    """

    def __init__(
        self, request: PretrainRequest, data: OwnData, learner: Learner, device: torch.device, channel: Channel
    ) -> None:
        self._request, self._data, self._learner, self._device = request, data, learner, device
        self._channel = channel

    def learn(self, noted: dict[str, Any] | None) -> tuple[nn.Module, int]:
        """Train the network; returns it and the number of steps of the training.

        Args:
            noted: Record of the run to resume; None = a new run.
        """
        request = self._request
        torch.manual_seed(request.seed)
        start = Path(request.start) if request.start else None
        network = self._learner.network(start, lambda told: self._channel.log("info", told))
        # On a CPU, convolutions with few channels run faster if the channels are adjacent in memory.
        network = network.to(self._device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        steps = self._steps(network, noted) if request.minutes else request.steps
        schedule = self._schedule(steps)
        return train(network, self._loss, schedule, Path(request.run), self._check, self._channel), steps

    def _steps(self, network: nn.Module, noted: dict[str, Any] | None) -> int:
        """Number of steps that fit into the given time; decided once per run folder."""
        request = self._request
        if noted:
            steps: int = noted["STEPS"]
        else:
            self._channel.progress(0.0, "Timing the first steps")
            steps = steps_within(60 * request.minutes, network, self._loss, self._schedule(1), self._check)
            note(Path(request.run), _settings(request, self._data.split) | {"STEPS": steps})
        self._channel.log("info", f"{steps} steps fit into {request.minutes:g} minutes, judging by the first steps.")
        return steps

    def _schedule(self, steps: int) -> Schedule:
        return Schedule(
            steps=steps,
            rate=self._request.rate,
            weight_decay=self._learner.weight_decay,
            seed=self._request.seed,
            averaging=0.99,
            save_every=save_every(steps),
        )

    def _loss(self, model: Any, step: int) -> Tensor:
        return self._learner.loss(model, step, self._device)

    def _check(self, average: nn.Module) -> dict[str, float]:
        pairs, tiles = self._data.split.validation, self._learner.checked_tiles
        figures = class_f1(count_pairs(average, pairs, self._learner, lambda _: self._channel.check(), tiles))
        named = zip(self._data.names[1:], figures, strict=True)
        listed = ", ".join(f"{name} {100 * f1:.1f} %" for name, f1 in named)
        self._channel.log("info", f"F1 on validation images: {listed}")
        return {SCORE: float(figures.mean())}


def _trained_on(request: PretrainRequest, data: OwnData, steps: int) -> str:
    start = f"started from {Path(request.start).name}" if request.start else "started from random weights"
    last = Path(request.run, LOG).read_text(encoding="utf-8").splitlines()[-1]
    done = json.loads(last)["step"]
    length = f"{steps} steps" if done == steps else f"{done} of {steps} steps"
    return (
        f"{len(data.split.training)} labelled images of the user's own, from the folder {Path(request.images).name}; "
        f"{start}, {length}."
    )


def _accuracy(data: OwnData, figures: list[float]) -> tuple[Accuracy, ...]:
    return tuple(
        Accuracy(
            metric=f"F1 {name}",
            value=round(100 * value, 2),
            data=(
                f"the user's own validation data: {len(data.split.validation)} labelled images that were not learned "
                "from, but by which the best weights were chosen"
            ),
            command="onemetre:pretrain",
        )
        for name, value in zip(data.names[1:], figures, strict=True)
    )


def _settings(request: PretrainRequest, split: Split) -> dict[str, Any]:
    """Settings that must match for a run to resume, keyed by parameter name."""
    files = json.dumps([[pair.image.name for pair in pairs] for pairs in split])
    length = {"MINUTES": request.minutes} | ({} if request.minutes else {"STEPS": request.steps})
    return {
        "NETWORK": request.network,
        "FOLDER": request.images,
        "VALIDATION": request.validation,
        "SHARE": request.share,
        "files": hashlib.sha256(files.encode()).hexdigest(),
        "CLASSES": ",".join(f"{value}={name}" for value, name in request.classes.items()),
        "NIR": request.nir,
        "RESOLUTION": request.resolution,
        "START": request.start,
        "LEARNING_RATE": request.rate,
        "BATCH": request.batch,
        "SEED": request.seed,
    } | length
