"""A training loop that can be interrupted at any moment and resumes where it stopped.

Deterministic for a given seed: step k sees the same batch and the same random numbers, whether or not the run was
interrupted.
"""

from __future__ import annotations

import copy
import json
import logging
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

import torch
from torch import Tensor, nn

from ....contract.errors import ModelError
from ....engine.channel import Channel
from .checkpoint import load_checkpoint, load_weights, save_checkpoint, save_weights

log = logging.getLogger(__name__)

CHECKPOINT = "checkpoint.safetensors"
WEIGHTS = "weights.safetensors"
"""Moving average at its best check: the result of a training, complete at any time after the first check."""

LOG = "log.jsonl"

SCORE = "score"
"""Name of the figure by which checks are compared; higher is better."""

WARM_UP_STEPS = 50
GRADIENT_NORM = 5.0
MOMENTUM = 0.9
_POLY_POWER = 0.9


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """Length and learning rate of a training.

    Attributes:
        steps: Total number of optimiser steps.
        rate: Peak learning rate; rises linearly over the first steps, then falls to 0.
        weight_decay: Weight decay of the optimiser.
        averaging: Decay of the exponential moving average (EMA) of the weights, the result of the training.
        save_every: Steps between two checkpoints and checks.
        seed: Seed of the random numbers inside the loss and the network.
        optimiser: AdamW, or stochastic gradient descent with momentum 0.9 as in the UGSNet publication.
        fall: Half a cosine, or (1 - step / steps) ** 0.9 as in the UGSNet publication.
        warm_up: Steps over which the learning rate rises.
        patience: Consecutive checks without a better score after which the training stops; None = never.
    """

    steps: int
    rate: float = 1e-3
    weight_decay: float = 1e-2
    averaging: float = 0.998
    save_every: int = 100
    seed: int = 0
    optimiser: Literal["adamw", "sgd"] = "adamw"
    fall: Literal["cosine", "poly"] = "cosine"
    warm_up: int = WARM_UP_STEPS
    patience: int | None = None

    def rate_at(self, step: int) -> float:
        """Learning rate at a step."""
        done = step / self.steps
        share = (1 - done) ** _POLY_POWER if self.fall == "poly" else 0.5 * (1 + math.cos(math.pi * done))
        return self.rate * min(1.0, (step + 1) / self.warm_up) * share

    def optimise(self, model: nn.Module) -> torch.optim.Optimizer:
        """Create the optimiser for the parameters of a model."""
        if self.optimiser == "sgd":
            return torch.optim.SGD(model.parameters(), lr=self.rate, momentum=MOMENTUM, weight_decay=self.weight_decay)
        return torch.optim.AdamW(model.parameters(), lr=self.rate, weight_decay=self.weight_decay)


class Opponent(Protocol):
    """A second network, trained in turn with the first and saved in the same checkpoint."""

    @property
    def network(self) -> nn.Module:
        """The network."""

    @property
    def optimiser(self) -> torch.optim.Optimizer:
        """Its optimiser."""

    def learn(self) -> float:
        """Take a step after a step of the first network; returns the loss."""


def average_of(model: nn.Module) -> nn.Module:
    """A copy of the model for the moving average, in evaluation mode, without gradients."""
    average = copy.deepcopy(model).eval()
    average.requires_grad_(requires_grad=False)
    return average


@torch.no_grad()
def update_average(average: nn.Module, model: nn.Module, decay: float) -> None:
    """Move ``average`` towards ``model``, batch-norm statistics included."""
    for kept, new in zip(average.state_dict().values(), model.state_dict().values(), strict=True):
        if kept.is_floating_point():
            kept.lerp_(new, 1 - decay)
        else:
            kept.copy_(new)


@dataclass
class _State:
    """State of a checkpoint besides tensors.

    Attributes:
        step: Number of steps done.
        best: Best score of all checks.
        unimproved: Checks since the best one.
        seconds: Training time so far.
    """

    step: int = 0
    best: float = -math.inf
    unimproved: int = 0
    seconds: float = 0.0


def train(
    model: nn.Module,
    loss_of_step: Callable[[nn.Module, int], Tensor],
    schedule: Schedule,
    folder: Path,
    check: Callable[[nn.Module], dict[str, float]] | None = None,
    channel: Channel | None = None,
    *,
    average: nn.Module | None = None,
    opponent: Opponent | None = None,
) -> nn.Module:
    """Train ``model`` or resume its training, and return the moving average of its weights.

    On a CUDA device the loss is computed in bfloat16.

    Args:
        model: Changed in place.
        loss_of_step: Loss of a model at a step; all its randomness comes from the step's number or torch's generator.
        schedule: Length and learning rate; a resumed run must have the same schedule.
        folder: Receives the checkpoint and the weights (each replaced atomically) and ``log.jsonl`` with a line per
            checkpoint.
        check: Computes figures of the averaged model. If one is named "score", the result is the average at its best
            check instead of the last one.
        channel: Receives a "metric" event per checkpoint and the progress. Its ``keep_best`` ends the training with a
            last check; such a run resumes where it stopped when it is started again.
        average: The moving average, made with :func:`average_of`; needed by a loss that uses it.
        opponent: Second network, trained in turn with the model.

    Raises:
        ModelError: The checkpoint belongs to another network, or the loss is not finite. Saved files are kept.
        CancelledError: The channel was cancelled. Saved files are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    average, optimiser = average or average_of(model), schedule.optimise(model)
    networks, optimisers = {"model": model, "average": average}, {"optimiser": optimiser}
    if opponent:
        networks["opponent"], optimisers["opponent_optimiser"] = opponent.network, opponent.optimiser
    checkpoint = folder / CHECKPOINT
    state = _State(**load_checkpoint(checkpoint, networks, optimisers)) if checkpoint.exists() else _State()
    patience = math.inf if schedule.patience is None else schedule.patience
    losses: list[float] = []
    first, started = state.step, time.monotonic()
    spent = state.seconds
    while state.step < schedule.steps and state.unimproved <= patience:
        if channel:
            channel.check()
        # Steps since the last check are checked once more; without any, the saved files are complete.
        stopping = bool(channel and channel.keep_best)
        if stopping and not losses and state.step:
            break
        losses.append(_step(model, loss_of_step, optimiser, schedule, state.step))
        if opponent:
            _refuse_infinite(opponent.learn(), schedule, state.step)
        # Early on the average follows quickly: the initial weights are not worth keeping.
        update_average(average, model, min(schedule.averaging, (state.step + 1) / (state.step + 10)))
        state.step += 1
        passed = time.monotonic() - started
        if channel:
            left = passed / (state.step - first) * (schedule.steps - state.step)
            channel.progress(state.step / schedule.steps, f"Step {state.step} of {schedule.steps}, {_clock(left)} left")
        if state.step % schedule.save_every and state.step < schedule.steps and not stopping:
            continue
        figures = check(average) if check else {}
        state.seconds = spent + time.monotonic() - started
        if _improves(state, figures.get(SCORE)):
            save_weights(average, folder / WEIGHTS)
        save_checkpoint(checkpoint, networks, optimisers, asdict(state))
        _tell(
            {"step": state.step, "loss": sum(losses) / len(losses), "seconds": state.seconds} | figures, folder, channel
        )
        losses = []
    load_weights(average, folder / WEIGHTS)
    return average


def _step(
    model: nn.Module,
    loss_of_step: Callable[[nn.Module, int], Tensor],
    optimiser: torch.optim.Optimizer,
    schedule: Schedule,
    step: int,
) -> float:
    """Take one optimiser step; returns the loss."""
    torch.manual_seed(schedule.seed * 1_000_003 + step)
    for group in optimiser.param_groups:
        group["lr"] = schedule.rate_at(step)
    model.train()
    device = next(model.parameters()).device.type
    with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
        loss = loss_of_step(model, step)
    value = float(loss.detach())
    _refuse_infinite(value, schedule, step)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), GRADIENT_NORM)
    optimiser.step()
    return value


def _refuse_infinite(loss: float, schedule: Schedule, step: int) -> None:
    if math.isfinite(loss):
        return
    kept = step // schedule.save_every * schedule.save_every
    raise ModelError(
        f"The training diverged at step {step}.",
        f"The weights of step {kept} are kept. Start again with a lower learning rate."
        if kept
        else "Start again with a lower learning rate.",
    )


def _improves(state: _State, score: float | None) -> bool:
    """Whether the weights are the best so far (without a score: always); counts the checks since the best."""
    if score is None:
        return True
    better = score > state.best
    state.unimproved = 0 if better else state.unimproved + 1
    state.best = max(state.best, score)
    return better


def _tell(figures: dict[str, float], folder: Path, channel: Channel | None) -> None:
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures) + "\n")
    log.info("%s", figures)
    if channel:
        channel.emit("metric", **figures)


def _clock(seconds: float) -> str:
    """Format a duration in hours and minutes, e.g. "1:05 h"."""
    minutes = math.ceil(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02} h" if minutes >= 60 else f"{minutes} min"
