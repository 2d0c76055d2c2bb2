"""What a training on a user's own images has to know about a network."""

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
        weight_decay: Of the optimiser.
        checked_tiles: What a check in the course of the training looks at; the figure in the end is that of all tiles.
    """

    architecture: str
    weight_decay: float
    checked_tiles: int

    def network(self, start: Path | None, tell: Callable[[str], None]) -> nn.Module:
        """The network before its first step.

        Args:
            start: File of weights to begin with; None = random ones.
            tell: Called with a sentence where the file fits in part only.

        Raises:
            ModelError: The file does not fit.
        """

    def loss(self, network: Any, step: int, device: torch.device) -> Tensor:
        """Of the batch of a step."""

    def card(self, name: str, trained_on: str, accuracy: tuple[Accuracy, ...]) -> ModelCard:
        """The card, as :func:`..export.export_onnx` takes it."""
