"""Turns blended probabilities into the class raster and the probability raster.

Both derive from one number, the probability in whole percent, so that a threshold applied to the probability raster
reproduces the class raster exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...contract.card import ModelCard
from ...contract.errors import ModelError
from ..write.legend import Legend


class Classifier:
    """Classifies pixels as one class ("target") or the rest, or by all classes of a card.

    Args:
        card: Card of the model.
        target: Name of the class that becomes 1; empty = all classes by their values.
        threshold: Percent from which a pixel is the target, 1-99; None = the card's.

    Raises:
        ModelError: The model has no class of that name.

    Attributes:
        channels: Indices of the needed network channels.
        legend: Values of the class raster.
    """

    def __init__(self, card: ModelCard, target: str = "", threshold: int | None = None) -> None:
        names = [c.name for c in card.classes]
        if target and target not in names:
            raise ModelError(
                f"The model {card.name} has no class {target!r}.", f"Available classes: {', '.join(names)}."
            )
        self.threshold = card.threshold if threshold is None else threshold
        self._values = np.array([c.value for c in card.classes], np.uint8)
        self._argmax = not target and not card.is_binary
        everything = [Legend(c.value, c.name, c.title, c.color) for c in card.classes]
        if self._argmax:
            self.channels = list(range(card.channels))
            self.legend = everything
        elif card.is_binary:
            if target == names[0]:
                raise ModelError(f"The model {card.name} maps {names[1]!r}; {target!r} is only the rest.")
            self.channels = [0]
            self.legend = everything
        else:
            chosen = names.index(target)
            self.channels = [chosen]
            found = everything[chosen]
            rest = next((c.color for c in card.classes if c.value == 0), "#d9d9d9")
            self.legend = [Legend(0, "other", "Other", rest), Legend(1, found.name, found.title, found.color)]
        self._cutoffs: dict[int, int] = {}

    def __call__(
        self, sums: NDArray[np.generic], weight: int, valid: NDArray[np.bool_], *, percent: bool
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
        """Classify a band of rows.

        Args:
            sums: Blended network output, [channels, rows, columns], each 0-255 times ``weight``.
            weight: Divisor of the sums, as in :attr:`BandBlender.weight`.
            valid: Mask of the pixels with a result, [rows, columns].
            percent: Whether to return the probability too.

        Returns:
            Class values and, if requested, probabilities in percent, both uint8 [rows, columns], 255 = nodata.
        """
        if self._argmax:
            winner = sums.argmax(axis=0)
            classes = self._values[winner]
            strongest = np.take_along_axis(sums, winner[None], axis=0)[0] if percent else sums[0]
        else:
            strongest = sums[0]
            classes = (strongest >= self._cutoff(weight)).view(np.uint8)
        # One less than true is 0, one less than false is 255: NODATA.
        veil = valid.view(np.uint8) - np.uint8(1)
        classes |= veil
        return classes, _percent(strongest, weight) | veil if percent else None

    def _cutoff(self, weight: int) -> int:
        """The smallest sum that reaches the threshold when rounded to whole percent."""
        if weight not in self._cutoffs:
            steps = np.arange(255 * weight + 1, dtype=np.uint32)
            self._cutoffs[weight] = int(np.searchsorted(_percent(steps, weight), self.threshold))
        return self._cutoffs[weight]


def _percent(sums: NDArray[np.generic], weight: int) -> NDArray[np.uint8]:
    """0-255 times ``weight`` as 0-100, rounded."""
    scaled = np.multiply(sums, 100, dtype=np.uint32)
    scaled += 127 * weight
    scaled //= 255 * weight
    return scaled.astype(np.uint8)
