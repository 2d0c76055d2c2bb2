"""Parity check: does an exported file compute the same as its network?

Equality of all pixels is the wrong criterion: the point head replaces the most undecided cells, and when two cells tie
for the last place, two implementations choose differently. So a small share of pixels may differ, by any amount; all
others must agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import ModelError

LEVELS = 3
"""Levels of 255 by which a pixel may differ without counting: rounding, float16 weights, summation order."""


@dataclass(frozen=True)
class Parity:
    """Agreement of two quantised outputs.

    Attributes:
        changed: Share of the pixels, 0-1, in which a channel differs by more than LEVELS.
        agreement: Share of the pixels, 0-1, with the same class.
        median: Median absolute difference of all values, in levels.
    """

    changed: float
    agreement: float
    median: float


def compare(expected: NDArray[np.uint8], found: NDArray[np.uint8]) -> Parity:
    """Compare two outputs [N, K, H, W], 0-255, of the same shape.

    One channel is binary with a threshold of one half; with several, the largest is the class.
    """
    difference = np.abs(expected.astype(np.int16) - found.astype(np.int16))
    classes = _classes(expected) == _classes(found)
    return Parity(
        changed=float((difference.max(axis=1) > LEVELS).mean()),
        agreement=float(classes.mean()),
        median=float(np.median(difference)),
    )


def check_parity(parity: Parity, changed: float = 2e-3, agreement: float = 0.998) -> None:
    """Accept only small differences.

    Args:
        parity: Result of :func:`compare`.
        changed: Largest accepted share of pixels that differ, 0-1.
        agreement: Smallest accepted share of pixels of the same class, 0-1.

    Raises:
        ModelError: The outputs differ more than that.
    """
    if parity.changed > changed or parity.agreement < agreement or parity.median > 1:
        raise ModelError(
            f"The exported file does not compute the same as the network: {parity.changed:.2%} of the pixels differ, "
            f"{parity.agreement:.2%} have the same class."
        )


def _classes(output: NDArray[np.uint8]) -> NDArray[Any]:
    return output[:, 0] >= 128 if output.shape[1] == 1 else output.argmax(axis=1)
