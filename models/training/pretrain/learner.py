"""Network-specific part of a training on the user's own images."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from ....contract.card import Accuracy, ModelCard
from ..pairs.pair_score import Judge


class Learner(Judge, Protocol):
    """One network on one user's data.

    Attributes:
        architecture: Key of :data:`..registry.ARCHITECTURES`.
        weight_decay: Weight decay of the optimiser.
        checked_tiles: Number of tiles in an intermediate check; the final figure uses all tiles.
    """

    architecture: str
    weight_decay: float
    checked_tiles: int

    def network(self, start: Path | None, tell: Callable[[str], None]) -> nn.Module:
        """Build the network before its first step.

        Args:
            start: File of initial weights; None = random ones.
            tell: Called with a sentence if the file fits only in part.

        Raises:
            ModelError: The file does not fit.
        """

    def loss(self, network: Any, step: int, device: torch.device) -> Tensor:
        """Loss on the batch of a step."""

    def card(self, name: str, trained_on: str, accuracy: tuple[Accuracy, ...]) -> ModelCard:
        """Build the card, in the form for :func:`..export.export_onnx`."""
