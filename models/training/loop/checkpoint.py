"""State of a training in one safetensors file: weights, their moving average, optimisers, and some numbers.

A checkpoint is replaced atomically. It holds tensors and JSON only, so nothing in it can be executed.
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
from ....contract.patient_files import replace

_NUMBERS = "onemetre"
_LONGEST = 160


def save_weights(model: nn.Module, path: Path) -> None:
    """Write the parameters and statistics of a network."""
    save_tensors(path, _contiguous(model.state_dict()), {})


def load_weights(model: nn.Module, path: Path) -> None:
    """Load weights into a network from a file that :func:`save_weights` wrote.

    Raises:
        ModelError: The file belongs to another network, is damaged, or does not exist.
    """
    try:
        model.load_state_dict(load_file(path))
    except (SafetensorError, OSError, RuntimeError) as error:
        raise ModelError(f"The weights {path} do not fit this network: {first_line(error)}") from None


def save_checkpoint(
    path: Path, models: dict[str, nn.Module], optimisers: dict[str, torch.optim.Optimizer], numbers: Any
) -> None:
    """Write networks and optimiser states, each under its name, and ``numbers`` (JSON)."""
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
    """Restore the state that :func:`save_checkpoint` wrote, and return its numbers.

    Raises:
        ModelError: The file belongs to other networks, is damaged, or is not a checkpoint.
    """
    try:
        with safe_open(path, "pt") as file:
            numbers = json.loads(file.metadata()[_NUMBERS])
            # Copies: the optimisers would keep the file mapped, and Windows replaces no such file.
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 (not a mapping)
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
            "Delete it, or choose another folder for the training.",
        ) from None
    return numbers


def first_line(error: Exception) -> str:
    """First problem that torch reports, without its list of all parameters."""
    # The first line of torch's message only states that there are errors.
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [f"{type(error).__name__}."]
    return textwrap.shorten(lines[min(1, len(lines) - 1)], _LONGEST, placeholder=" ...")


def _below(tensors: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {key.removeprefix(f"{name}/"): value for key, value in tensors.items() if key.startswith(f"{name}/")}


def _contiguous(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: value.contiguous() for name, value in tensors.items()}


def save_tensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]) -> None:
    """Write a safetensors file atomically.

    Raises:
        OSError: The file cannot be written; ``errno`` holds the reason.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        save_file(tensors, part, metadata)
    except SafetensorError as error:
        part.unlink(missing_ok=True)
        # The library puts the error number, above all "disk full", into its text; Python needs it as errno.
        number = re.search(r"os error (\d+)", str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) from None
    replace(part, path)
