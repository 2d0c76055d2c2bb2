"""Number of training steps that fit into a given time, estimated from the first few."""

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
"""Minimum number of checks in a training."""

MOST_BETWEEN = 100
"""Maximum number of steps between two checks."""

_TIMED = 3


def save_every(steps: int) -> int:
    """Number of steps between two checks."""
    return max(1, min(MOST_BETWEEN, steps // CHECKS))


def steps_within(
    seconds: float,
    network: nn.Module,
    loss_of_step: Callable[[nn.Module, int], Tensor],
    schedule: Schedule,
    check: Callable[[nn.Module], object],
) -> int:
    """Number of steps that fit into a time, checks included; at least one.

    A copy of the network makes one warm-up step and three timed steps, and is checked once.

    Args:
        seconds: Available time in seconds.
        network: Network to time; left unchanged.
        loss_of_step: Loss of a step, as in :func:`.trainer.train`.
        schedule: Schedule of the training; its number of steps is ignored.
        check: Check of the training, as in :func:`.trainer.train`.
    """
    trial, short = copy.deepcopy(network), replace(schedule, steps=1, save_every=1)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
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
