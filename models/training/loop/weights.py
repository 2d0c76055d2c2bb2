"""The weights that lie beside a model, as ``<model>.safetensors`` next to ``<model>.onnx``, so that it can be adapted.

Nothing can be learned from an .onnx file alone: its layers are merged and its weights rounded. Matrices are stored as
float16, what a model is computed from anyway; whether the file belongs to the model, its golden tile shows.
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
from ...export.export import ExportGraph
from ...networks.registry import ARCHITECTURES
from .checkpoint import first_line, save_tensors

_TRAIN_ANEW = "Use a bundled model, or one that Train a model made."


def weights_beside(model: Path) -> Path:
    """Where the weights of an .onnx file lie."""
    return model.with_suffix(".safetensors")


def save_adaptable(network: nn.Module, model: Path) -> Path:
    """Write the weights of the network that an .onnx file was exported from beside it.

    Args:
        network: On any device; it is not changed.
        model: Path of the .onnx file.

    Returns:
        The path of the weights.
    """
    path = weights_beside(model)
    save_tensors(path, {name: _stored(value) for name, value in network.state_dict().items()}, {})
    return path


def load_adaptable(card: ModelCard, model: Path) -> nn.Module:
    """The network of a model, as it was when the model was exported.

    It takes what :class:`..export.ExportGraph` gives it: values of the card's bands, normalised by ``mean`` and ``std``
    of its entry in the registry.

    Args:
        card: Of the model.
        model: Path of its .onnx file; the weights are read from beside it.

    Returns:
        On the CPU, in float32 and evaluation mode, one logit per class of the card.

    Raises:
        ModelError: OneMetre does not know the architecture; or the weights are missing, damaged, or another model's.
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
            f"The model {card.name} cannot be adapted: its weights {path} are not there.",
            f"Put the file that was made with the model beside it. {_TRAIN_ANEW}",
        )
    network = ARCHITECTURES[card.architecture].build(len(card.bands), len(card.classes))
    try:
        tensors = load_file(path)
        network.load_state_dict({name: _loaded(value) for name, value in tensors.items()})
    except (SafetensorError, OSError, RuntimeError) as error:
        raise ModelError(
            f"The weights {path} do not fit the model {card.name}: {first_line(error)}",
            f"Put the file that was made with the model beside it. {_TRAIN_ANEW}",
        ) from None
    network.eval()
    _check_golden(network, card, path)
    return network


@torch.no_grad()
def _check_golden(network: nn.Module, card: ModelCard, path: Path) -> None:
    """Raise a ModelError unless the network gives what the model's card expects for the golden tile."""
    if card.golden is None:
        return
    entry, bands = ARCHITECTURES[card.architecture], len(card.bands)
    before = dataclasses.replace(card, mean=(entry.mean,) * bands, std=(entry.std,) * bands)
    output = ExportGraph(network, before).eval()(torch.from_numpy(golden_input(card)))[0].numpy()
    if not np.allclose(block_means(output), card.golden.mean, rtol=0, atol=card.golden.tolerance):
        raise ModelError(
            f"The weights {path} are those of another model, not of {card.name}.",
            f"Put the file that was made with the model beside it. {_TRAIN_ANEW}",
        )


def _stored(value: Tensor) -> Tensor:
    """Matrices as float16 where their numbers are not too large for it; statistics and biases as they are."""
    value = value.detach().cpu().contiguous()
    small = value.dim() > 1 and value.is_floating_point() and value.abs().max() <= torch.finfo(torch.float16).max
    return value.half() if small else value


def _loaded(value: Tensor) -> Tensor:
    return value.float() if value.is_floating_point() else value
