"""Makes the maps of several years consistent: a hidden Markov model with two states, the class and the rest.

Each pixel is a chain of years. What a map says of a year is evidence with a weight; between two years the pixel changes
its state with the probability that the annual rates give for the time between them. Forward and backward passes
(Rabiner, "A tutorial on hidden Markov models", Proceedings of the IEEE 77, 1989, section III.A) give the probability of
the class in every year, from all years together. With two states both passes are recursions of one number, an odds
ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...contract.requests.years import USUAL_GAIN, USUAL_LOSS, USUAL_PRIOR
from ..write.legend import NODATA

PIXELS = 32_768
"""Pixels that are computed at a time: their numbers of all years stay in the processor's cache."""

_LEVELS = 101
# Numbers between two rows of the work: rows that are powers of two apart push each other out of the cache, which takes
# a third more time.
_APART = 24
# What a map is sure of is evidence as if it said 2 or 98 %: a single year never outweighs all the others.
_SUREST = 0.02
# Natural logarithm of the largest weight of one year. Beyond it, odds of float32 could overflow.
_HEAVIEST = 30.0


@dataclass(frozen=True)
class Rule:
    """Parameters of the model.

    Attributes:
        gain: Part of the rest that becomes the class in a year, percent.
        loss: Part of the class that becomes the rest in a year, percent.
        prior: Probability of the class in the first year before anything is seen, percent. At 50 the first year is
            judged by the maps alone, and years that agree never change.
        temperature: Divisor of the logits that calibrates the maps (:mod:`onemetre.engine.assess.calibration`); above
            1 the maps are too sure, and count less.
    """

    gain: float = USUAL_GAIN
    loss: float = USUAL_LOSS
    prior: float = USUAL_PRIOR
    temperature: float = 1.0


class Chain:
    """The model of one series of years.

    Args:
        years: The years, ascending.
        thresholds: For each year the percent from which its map states the class.
        rule: Rates of change, prior and temperature.
    """

    def __init__(self, years: Sequence[int], thresholds: Sequence[int], rule: Rule) -> None:
        self._weights = np.stack([_weights(threshold, rule.temperature) for threshold in thresholds])
        self._prior = np.float32(rule.prior / (100 - rule.prior))
        gaps = [after - before for before, after in pairwise(years)]
        self._steps = [_step(rule.gain / 100, rule.loss / 100, gap) for gap in gaps]

    def probabilities(self, percent: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Probability of the class in every year, from what the maps of all years say.

        A pixel that is not observed in a year stays so; the years around it are linked across the gap.

        Args:
            percent: What the maps say, whole percent, 255 = not observed, [years, ...].

        Returns:
            Whole percent, 255 = not observed, same shape.
        """
        flat = percent.reshape(len(percent), -1)
        result = np.empty_like(flat)
        work = _Work(len(percent), min(PIXELS, flat.shape[1]))
        for start in range(0, flat.shape[1], PIXELS):
            part = slice(start, start + PIXELS)
            self._part(flat[:, part], result[:, part], work.of(flat[:, part].shape[1]))
        return result.reshape(percent.shape)

    def _part(self, percent: NDArray[np.uint8], result: NDArray[np.uint8], work: _Work) -> None:
        weight, forward, backward, divisor = work.weight, work.forward, work.backward, work.divisor
        for year, numbers in enumerate(percent):
            np.take(self._weights[year], numbers, out=weight[year], mode="clip")
        np.multiply(weight[0], self._prior, out=forward[0])
        for year, (gain, loss) in enumerate(self._steps, start=1):
            before, now = forward[year - 1], forward[year]
            np.multiply(before, 1 - loss, out=now)
            now += gain
            np.multiply(before, loss, out=divisor)
            divisor += 1 - gain
            now /= divisor
            now *= weight[year]
        self._settle(forward[-1], percent[-1], result[-1], divisor)
        for year in range(len(percent) - 2, -1, -1):
            gain, loss = self._steps[year]
            # What the later years say, as odds: their own weight times what follows them.
            later = weight[year + 1]
            if year < len(percent) - 2:
                later *= backward
            np.multiply(later, 1 - loss, out=backward)
            backward += loss
            np.multiply(later, gain, out=divisor)
            divisor += 1 - gain
            backward /= divisor
            forward[year] *= backward
            self._settle(forward[year], percent[year], result[year], divisor)

    @staticmethod
    def _settle(
        odds: NDArray[np.float32], percent: NDArray[np.uint8], result: NDArray[np.uint8], scratch: NDArray[np.float32]
    ) -> None:
        """Turn odds into whole percent; where nothing was observed the result is 255."""
        np.add(odds, 1, out=scratch)
        odds /= scratch
        odds *= 100
        odds += 0.5
        np.copyto(result, odds, casting="unsafe")
        np.copyto(result, NODATA, where=percent == NODATA)


class _Work:
    """Arrays that are used again for every part."""

    def __init__(self, years: int, pixels: int) -> None:
        rows = np.empty((2 * years + 2, pixels + _APART), np.float32)[:, :pixels]
        self.weight, self.forward = rows[:years], rows[years : 2 * years]
        self.backward, self.divisor = rows[2 * years :]

    def of(self, pixels: int) -> _Work:
        """The arrays for a part of this number of pixels."""
        if pixels == self.divisor.size:
            return self
        return _Work(len(self.weight), pixels)


def _weights(threshold: int, temperature: float) -> NDArray[np.float32]:
    """Likelihood ratio of the class for every value of a map, float32 [256]; 1 where nothing was observed.

    The odds of the map's probability, measured against those of its threshold, to the power of 1 / temperature.
    """
    share = np.clip(np.arange(float(_LEVELS)) / 100, _SUREST, 1 - _SUREST)
    limit = min(max(threshold / 100, _SUREST), 1 - _SUREST)
    logits = (np.log(share / (1 - share)) - np.log(limit / (1 - limit))) / temperature
    weights = np.ones(256, np.float32)
    weights[:_LEVELS] = np.exp(np.clip(logits, -_HEAVIEST, _HEAVIEST))
    return weights


def _step(gain: float, loss: float, years: int) -> tuple[float, float]:
    """Probability of a gain and of a loss within some years: the power of the matrix of one year, in closed form."""
    both = gain + loss
    reached = (1 - (1 - both) ** years) / both
    return gain * reached, loss * reached
