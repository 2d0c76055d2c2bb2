"""How many steps a training can make in a given time, from the time of its first ones."""

from __future__ import annotations

import copy
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from torch import Tensor, nn

from .trainer import Schedule, average_of, train

CHECKS = 10
"""Fewest checks in a training."""

MOST_BETWEEN = 100
"""Most steps between two checks."""

_TIMED = 3


def save_every(steps: int) -> int:
    """Steps between two checks."""
    return max(1, min(MOST_BETWEEN, steps // CHECKS))


def steps_within(
    seconds: float,
    network: nn.Module,
    loss_of_step: Callable[[nn.Module, int], Tensor],
    schedule: Schedule,
    check: Callable[[nn.Module], object],
) -> int:
    """Steps that fit into a time, checks included; at least one.

    A copy of the network makes a step that does not count and three that are timed, and is checked once.

    Args:
        seconds: The time.
        network: Not changed.
        loss_of_step: See :func:`.trainer.train`.
        schedule: Of the training, its steps apart.
        check: Of the training.
    """
    trial, short = copy.deepcopy(network), replace(schedule, steps=1, save_every=1)
    with tempfile.TemporaryDirectory() as folder:
        train(trial, loss_of_step, short, Path(folder, "first"))
        started = time.monotonic()
        train(trial, loss_of_step, replace(short, steps=_TIMED, save_every=_TIMED), Path(folder, "timed"))
    of_step = (time.monotonic() - started) / _TIMED
    started = time.monotonic()
    check(average_of(trial))
    of_check = time.monotonic() - started
    steps = (seconds - CHECKS * of_check) / of_step
    if steps > CHECKS * MOST_BETWEEN:
        steps = seconds / (of_step + of_check / MOST_BETWEEN)
    return max(1, int(steps))
