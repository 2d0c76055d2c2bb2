"""Trainable weights of a model, ``<model>.safetensors`` next to ``<model>.onnx``, needed to adapt it.

An .onnx file alone cannot be trained further: its layers are merged and its weights rounded. Matrices are stored as
float16 where the model uses that precision anyway, so that the model can be exported again from them, bit for bit. The
golden tile verifies that the weights belong to the model.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from ....contract.card import ModelCard
from ....contract.errors import ModelError
from ....engine.infer.golden import block_means, golden_input
from ...export.export import HALF_FROM, ExportGraph
from ...networks.registry import ARCHITECTURES
from .checkpoint import first_line, save_tensors

_TRAIN_ANEW = "Use a bundled model, or one made with Train a model."


def weights_beside(model: Path) -> Path:
    """Path of the weights of an .onnx file."""
    return model.with_suffix(".safetensors")


def save_adaptable(network: nn.Module, model: Path) -> Path:
    """Write the weights of an exported network beside its .onnx file.

    Args:
        network: Network on any device; left unchanged.
        model: Path of the .onnx file.

    Returns:
        Path of the weights.
    """
    path = weights_beside(model)
    save_tensors(path, {name: _stored(value) for name, value in network.state_dict().items()}, {})
    return path


def load_adaptable(card: ModelCard, model: Path) -> nn.Module:
    """Load the network of a model, as it was when the model was exported.

    Its input is what :class:`..export.ExportGraph` passes on: values of the card's bands, normalised by ``mean`` and
    ``std`` of the architecture's entry in the registry.

    Args:
        card: Card of the model.
        model: Path of the model file (.onnx), which has the weights beside it.

    Returns:
        Network on the CPU, in float32 and evaluation mode, with one logit per class of the card.

    Raises:
        ModelError: The architecture is unknown to OneMetre; or the weights are missing, damaged, or another model's.
    """
    path = weights_beside(model)
    if card.architecture not in ARCHITECTURES:
        raise ModelError(
            f"The model {card.name} cannot be adapted: OneMetre does not know its architecture"
            f"{f' {card.architecture!r}' if card.architecture else ''}.",
            _TRAIN_ANEW,
        )
    if not path.is_file():
        raise ModelError(
            f"The model {card.name} cannot be adapted: its weights {path} are missing.",
            f"Put the weights file of the model beside it. {_TRAIN_ANEW}",
        )
    network = ARCHITECTURES[card.architecture].build(len(card.bands), len(card.classes))
    try:
        tensors = load_file(path)
        network.load_state_dict({name: _loaded(value) for name, value in tensors.items()})
    except (SafetensorError, OSError, RuntimeError) as error:
        raise ModelError(
            f"The weights {path} do not fit the model {card.name}: {first_line(error)}",
            f"Put the weights file of the model beside it. {_TRAIN_ANEW}",
        ) from None
    network.eval()
    _check_golden(network, card, path)
    return network


@torch.no_grad()
def _check_golden(network: nn.Module, card: ModelCard, path: Path) -> None:
    """Raise a ModelError unless the network reproduces the golden tile of the card."""
    if card.golden is None:
        return
    entry, bands = ARCHITECTURES[card.architecture], len(card.bands)
    before = dataclasses.replace(card, mean=(entry.mean,) * bands, std=(entry.std,) * bands)
    output = ExportGraph(network, before).eval()(torch.from_numpy(golden_input(card)))[0].numpy()
    found, expected = block_means(output), card.golden.mean
    if len(found) != len(expected) or not np.allclose(found, expected, rtol=0, atol=card.golden.tolerance):
        raise ModelError(
            f"The weights {path} belong to another model, not to {card.name}.",
            f"Put the weights file of the model beside it. {_TRAIN_ANEW}",
        )


def _stored(value: Tensor) -> Tensor:
    """Large matrices as float16 unless their numbers are too large for it; the others, statistics, biases unchanged."""
    value = value.detach().cpu().contiguous()
    large = value.dim() > 1 and value.numel() >= HALF_FROM
    rounded = large and value.is_floating_point() and value.abs().max() <= torch.finfo(torch.float16).max
    return value.half() if rounded else value


def _loaded(value: Tensor) -> Tensor:
    return value.float() if value.is_floating_point() else value
