"""A training loop that can be cut off at any moment and goes on where it was.

Deterministic given the seed: step k sees the same batch and the same random numbers, whether or not the run was
interrupted.
"""

from __future__ import annotations

import copy
import json
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ...engine.errors import ModelError

log = logging.getLogger(__name__)

WARM_UP_STEPS = 50
GRADIENT_NORM = 5.0


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How long and how fast to learn.

    Attributes:
        steps: Optimiser steps in all.
        rate: Highest learning rate of AdamW; rises linearly over the first steps, then falls as a half cosine to 0.
        weight_decay: Of AdamW.
        averaging: Decay of the exponential moving average of the weights, the result of the training.
        save_every: Steps between two checkpoints.
        seed: Of the random numbers inside the loss and the network.
    """

    steps: int
    rate: float = 1e-3
    weight_decay: float = 1e-2
    averaging: float = 0.998
    save_every: int = 100
    seed: int = 0

    def rate_at(self, step: int) -> float:
        """Learning rate of a step."""
        rise = min(1.0, (step + 1) / WARM_UP_STEPS)
        return self.rate * rise * 0.5 * (1 + math.cos(math.pi * step / self.steps))


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


def train(
    model: nn.Module,
    loss_of_step: Callable[[nn.Module, int], Tensor],
    schedule: Schedule,
    folder: Path,
    check: Callable[[nn.Module], dict[str, float]] | None = None,
) -> nn.Module:
    """Train ``model`` or continue, and give the moving average of its weights.

    Args:
        model: Changed in place.
        loss_of_step: The loss of a model at a step; all its randomness comes from the step's number or torch's
            generator.
        schedule: See there; a run that is continued must have the same one.
        folder: Gets ``checkpoint.pt`` (replaced at once or not at all) and ``log.jsonl`` with a line per checkpoint.
        check: Figures of the averaged model for the log.

    Raises:
        ModelError: The checkpoint belongs to another network, or the loss is not finite.
    """
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "checkpoint.pt"
    average = average_of(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=schedule.rate, weight_decay=schedule.weight_decay)
    first = _load(checkpoint, model, average, optimiser) if checkpoint.exists() else 0
    started, total, counted = time.monotonic(), 0.0, 0
    model.train()
    for step in range(first, schedule.steps):
        torch.manual_seed(schedule.seed * 1_000_003 + step)
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate_at(step)
        loss = loss_of_step(model, step)
        if not torch.isfinite(loss):
            raise ModelError(f"The training diverged at step {step}.", "Start again with a lower learning rate.")
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), GRADIENT_NORM)
        optimiser.step()
        # Early on the average follows quickly: the first weights are not worth remembering.
        update_average(average, model, min(schedule.averaging, (step + 1) / (step + 10)))
        total, counted = total + float(loss.detach()), counted + 1
        if (step + 1) % schedule.save_every == 0 or step + 1 == schedule.steps:
            _save(checkpoint, model, average, optimiser, step + 1)
            figures = {"step": step + 1, "loss": total / counted, "seconds": time.monotonic() - started}
            figures |= check(average) if check else {}
            with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(figures) + "\n")
            log.info("%s", figures)
            total, counted = 0.0, 0
    return average


def _save(path: Path, model: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer, step: int) -> None:
    state = {
        "step": step,
        "model": model.state_dict(),
        "average": average.state_dict(),
        "optimiser": optimiser.state_dict(),
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def _load(path: Path, model: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> int:
    """Restore a checkpoint; gives the next step."""
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        return int(state["step"])
    except (RuntimeError, KeyError, ValueError) as error:
        raise ModelError(
            f"The checkpoint {path} does not fit this network: {error}.", "Delete it or train into another folder."
        ) from None
