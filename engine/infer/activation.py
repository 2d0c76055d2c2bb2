"""Converts the output of a network to uint8 probabilities of a whole tile, unless the network does so itself."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.card import Activation, ModelCard
from ...contract.errors import ModelError

TOLERANCE = 1e-3
"""Distance by which rounding (half precision) may push a probability outside 0-1."""


def detect_activation(output: NDArray[Any]) -> Activation:
    """Detect the activation that one tile's raw output lacks: "none" (probabilities), "sigmoid" or "softmax" (logits).

    Logits of a whole textured tile do not all stay within 0-1; values that do are probabilities.

    Args:
        output: [1, K, H, W] or [1, H, W] float, or class numbers (recognised by their type: "none").
    """
    if not np.issubdtype(output.dtype, np.floating):
        return "none"
    if float(output.min()) >= -TOLERANCE and float(output.max()) <= 1 + TOLERANCE:
        return "none"
    return "sigmoid" if output.ndim == 3 or output.shape[1] == 1 else "softmax"


def to_probability(output: NDArray[Any], card: ModelCard, activation: Activation) -> NDArray[np.uint8]:
    """Probabilities 0-255 of the card's channels.

    Args:
        output: Output of the network, [N, K, H, W] or [N, H, W]. Integers under another activation than "quantised"
            are class numbers. With two channels and a binary card, the second one is the class.
        card: Card of the model.
        activation: Activation of the card, with "detect" replaced by the detected one.

    Returns:
        [N, card.channels, H, W].

    Raises:
        ModelError: The channels or the type differ from the card, or values are NaN or infinite.
    """
    if output.ndim == 3:
        output = output[:, None]
    if activation == "quantised":
        if output.dtype != np.uint8:
            raise ModelError(
                f"The model {card.name} returns {output.dtype}, but its card states quantised probabilities (uint8)."
            )
        probability = output
    elif np.issubdtype(output.dtype, np.floating):
        probability = _quantise(_activate(output.astype(np.float32, copy=False), activation), card)
    else:
        probability = _one_hot(output, card)
    if card.is_binary and probability.shape[1] == 2:
        probability = probability[:, 1:]
    if probability.shape[1] != card.channels:
        found = output.shape[1]
        example = "A network of one channel has the classes 0, the rest, and 1: for example CLASSES=0=other,1=building."
        raise ModelError(
            f"The model {card.name} returns {found} channels, but its card names {len(card.classes)} classes.",
            example if found == 1 else "",
        )
    return probability


def _activate(values: NDArray[np.float32], activation: Activation) -> NDArray[np.float32]:
    if activation == "sigmoid":
        # By tanh: exp overflows for large negative logits.
        return 0.5 * (np.tanh(0.5 * values) + 1)
    if activation == "softmax":
        exponentials = np.exp(values - values.max(axis=1, keepdims=True))
        result: NDArray[np.float32] = exponentials / exponentials.sum(axis=1, keepdims=True)
        return result
    return values


def _quantise(values: NDArray[np.float32], card: ModelCard) -> NDArray[np.uint8]:
    if not np.isfinite(values).all():
        raise ModelError(f"The model {card.name} returns values that are not numbers (NaN or infinite).")
    return np.rint(values.clip(0, 1) * 255).astype(np.uint8)


def _one_hot(numbers: NDArray[Any], card: ModelCard) -> NDArray[np.uint8]:
    if numbers.shape[1] != 1:
        raise ModelError(
            f"The model {card.name} returns {numbers.dtype} in {numbers.shape[1]} channels.",
            "Class numbers must be in one channel, probabilities must be floating-point numbers.",
        )
    return (numbers == np.arange(len(card.classes)).reshape(1, -1, 1, 1)).astype(np.uint8) * np.uint8(255)


def whole_tile(output: NDArray[Any], card: ModelCard) -> NDArray[Any]:
    """An output of the network at the size of the tile; the margin that the network leaves out is 0.

    Args:
        output: Map or image, [N, channels, H, W].
        card: Card of the model.

    Returns:
        [N, channels, tile * scale_factor, tile * scale_factor].

    Raises:
        ModelError: The output is neither the whole tile nor its middle without at most the halo.
    """
    side = card.tile * card.scale_factor
    height, width = output.shape[2:]
    if height == width == side:
        return output
    margin, odd = divmod(side - height, 2)
    if height != width or odd or margin < 0 or margin > card.halo * card.scale_factor:
        # Convolutions without padding, in a network that does not declare it: its output sizes are not fixed.
        cropped = height == width and not odd and margin > 0 and margin % card.scale_factor == 0
        raise ModelError(
            f"The model {card.name} returns {width} x {height} pixels for a tile, but its card states {side} x {side}.",
            f"If they are the middle of the tile, import it with HALO {margin // card.scale_factor}."
            if cropped
            else "",
        )
    return np.pad(output, ((0, 0), (0, 0), (margin, margin), (margin, margin)))
