"""The state of a training in one safetensors file: weights, their moving average, optimisers, and some numbers.

A checkpoint is replaced at once or not at all. It holds tensors and JSON only: nothing in it can run.
"""

from __future__ import annotations

import json
import os
import re
import textwrap
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ....contract.errors import ModelError

_NUMBERS = "onemetre"
_LONGEST = 160


def save_weights(model: nn.Module, path: Path) -> None:
    """Write a network's parameters and statistics."""
    save_tensors(path, _contiguous(model.state_dict()), {})


def load_weights(model: nn.Module, path: Path) -> None:
    """Fill a network with weights that :func:`save_weights` wrote.

    Raises:
        ModelError: The file belongs to another network, is damaged, or is not there.
    """
    try:
        model.load_state_dict(load_file(path))
    except (SafetensorError, OSError, RuntimeError) as error:
        raise ModelError(f"The weights {path} do not fit this network: {first_line(error)}") from None


def save_checkpoint(
    path: Path, models: dict[str, nn.Module], optimisers: dict[str, torch.optim.Optimizer], numbers: Any
) -> None:
    """Write networks and the memory of optimisers, each under its name, and ``numbers`` (JSON)."""
    tensors = {
        f"{name}/{key}": value
        for name, model in models.items()
        for key, value in _contiguous(model.state_dict()).items()
    }
    for name, optimiser in optimisers.items():
        for index, memory in optimiser.state_dict()["state"].items():
            tensors |= {
                f"{name}/{index}/{key}": value.contiguous() for key, value in memory.items() if value is not None
            }
    save_tensors(path, tensors, {_NUMBERS: json.dumps(numbers)})


def load_checkpoint(path: Path, models: dict[str, nn.Module], optimisers: dict[str, torch.optim.Optimizer]) -> Any:
    """Restore what :func:`save_checkpoint` wrote and give its numbers.

    Raises:
        ModelError: The file belongs to other networks, is damaged, or is no checkpoint.
    """
    try:
        with safe_open(path, "pt") as file:
            numbers = json.loads(file.metadata()[_NUMBERS])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a mapping)
        for name, model in models.items():
            model.load_state_dict(_below(tensors, name))
        for name, optimiser in optimisers.items():
            state: dict[int, dict[str, Tensor]] = {}
            for path_below, value in _below(tensors, name).items():
                index, _, key = path_below.partition("/")
                state.setdefault(int(index), {})[key] = value
            optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})
    except (SafetensorError, OSError, RuntimeError, KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"The checkpoint {path} does not fit this network: {first_line(error)}",
            "Delete it or train into another folder.",
        ) from None
    return numbers


def first_line(error: Exception) -> str:
    """What torch found wrong first, without its list of all parameters."""
    # Its own first line says no more than that there are errors.
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [f"{type(error).__name__}."]
    return textwrap.shorten(lines[min(1, len(lines) - 1)], _LONGEST, placeholder=" ...")


def _below(tensors: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {key.removeprefix(f"{name}/"): value for key, value in tensors.items() if key.startswith(f"{name}/")}


def _contiguous(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: value.contiguous() for name, value in tensors.items()}


def save_tensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]) -> None:
    """Write a safetensors file at once or not at all.

    Raises:
        OSError: It cannot be written; the number says why.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        save_file(tensors, part, metadata)
    except SafetensorError as error:
        part.unlink(missing_ok=True)
        # It says in its text only what Python says with a number: that the disk is full, above all.
        number = re.search(r"os error (\d+)", str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) from None
    part.replace(path)
