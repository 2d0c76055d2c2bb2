"""From what a network gives to probabilities as uint8, where the network does not do it itself."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.card import Activation, ModelCard
from ...contract.errors import ModelError

TOLERANCE = 1e-3
"""How far a probability may lie outside 0-1 by rounding (half precision)."""


def detect_activation(output: NDArray[Any]) -> Activation:
    """Decide on one tile's raw output what it is: "none" (probabilities already), "sigmoid" or "softmax" (logits).

    Logits of a whole textured tile do not all stay within 0-1; what does is a probability.

    Args:
        output: [1, K, H, W] or [1, H, W] float, or class numbers (decided by their type: "none").
    """
    if not np.issubdtype(output.dtype, np.floating):
        return "none"
    if float(output.min()) >= -TOLERANCE and float(output.max()) <= 1 + TOLERANCE:
        return "none"
    return "sigmoid" if output.ndim == 3 or output.shape[1] == 1 else "softmax"


def to_probability(output: NDArray[Any], card: ModelCard, activation: Activation) -> NDArray[np.uint8]:
    """Probabilities 0-255 of the card's channels at the card's size.

    Args:
        output: [N, K, H, W] or [N, H, W]: what the network gives. Integers under another activation than "quantised"
            are class numbers. Of two channels under a binary card the second one is the class.
        card: The model's card.
        activation: The card's, with "detect" replaced by what was detected.

    Returns:
        [N, card.channels, tile * scale_factor, ...]; a margin that the network leaves out (no padding) is 0 and lies
        within the card's halo.

    Raises:
        ModelError: Another shape or type than the card says, or values that are no numbers.
    """
    if output.ndim == 3:
        output = output[:, None]
    if activation == "quantised":
        if output.dtype != np.uint8:
            raise ModelError(
                f"The model {card.name} gives {output.dtype}, its card says quantised probabilities (uint8)."
            )
        probability = output
    elif np.issubdtype(output.dtype, np.floating):
        probability = _quantise(_activate(output.astype(np.float32, copy=False), activation), card)
    else:
        probability = _one_hot(output, card)
    if card.is_binary and probability.shape[1] == 2:
        probability = probability[:, 1:]
    if probability.shape[1] != card.channels:
        raise ModelError(
            f"The model {card.name} gives {output.shape[1]} channels, its card names {len(card.classes)} classes."
        )
    return _pad(probability, card)


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
        raise ModelError(f"The model {card.name} gives values that are no numbers (NaN or infinite).")
    return np.rint(values.clip(0, 1) * 255).astype(np.uint8)


def _one_hot(numbers: NDArray[Any], card: ModelCard) -> NDArray[np.uint8]:
    if numbers.shape[1] != 1:
        raise ModelError(
            f"The model {card.name} gives {numbers.dtype} in {numbers.shape[1]} channels.",
            "Class numbers are supported in one channel, probabilities as floating-point numbers.",
        )
    return (numbers == np.arange(len(card.classes)).reshape(1, -1, 1, 1)).astype(np.uint8) * np.uint8(255)


def _pad(probability: NDArray[np.uint8], card: ModelCard) -> NDArray[np.uint8]:
    side = card.tile * card.scale_factor
    height, width = probability.shape[2:]
    if height == width == side:
        return probability
    margin, odd = divmod(side - height, 2)
    if height != width or odd or margin < 0 or margin > card.halo * card.scale_factor:
        # Convolutions without padding, in a network that does not say so: the sizes of its output are not fixed.
        cropped = height == width and not odd and margin > 0 and margin % card.scale_factor == 0
        raise ModelError(
            f"The model {card.name} gives {width} x {height} pixels for a tile; its card says {side} x {side}.",
            f"If that is the middle of the tile, import it with HALO {margin // card.scale_factor}." if cropped else "",
        )
    return np.pad(probability, ((0, 0), (0, 0), (margin, margin), (margin, margin)))
