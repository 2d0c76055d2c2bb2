"""Growth that is known, and maps with drawn errors: what is found of it.

    python -m onemetre.benchmarks.series.errors

A pixel's score is its class plus noise, a part of which is the same in all years: errors that persist, such as a roof
that always looks like soil. The maps state the probability that follows from the score, but not sure enough: with
logits of 1 / 1.72 of their due, the temperature that mends them is 0.58.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.calibration import count, fit_temperature
from ...engine.years.consistency import Rule
from .score import readings, table

YEARS = (2017, 2019, 2021, 2023)
SIDE, BLOCK = 640, 40
SHARE, GAIN, LOSS = 0.26, 0.02, 0.002
"""Part of the class in the first year; of the rest that becomes the class in one step, and the other way round."""

SEPARATION, UNSURE = 2.68, 1.72
"""Distance of the classes in standard deviations of the noise; what the logits are divided by."""


def draw_truth(rng: np.random.Generator) -> NDArray[np.bool_]:
    """Classes of all years, [years, rows, columns]."""
    now = rng.random((SIDE, SIDE)) < SHARE
    years = [now]
    for _ in YEARS[1:]:
        chance = rng.random((SIDE, SIDE))
        now = np.where(now, chance >= LOSS, chance < GAIN)
        years.append(now)
    return np.stack(years)


def draw_maps(truth: NDArray[np.bool_], persistent: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Whole percent, [years, rows, columns].

    Args:
        truth: Classes of all years.
        persistent: Part of the variance of the noise that is the same in all years, 0-1.
        rng: Source of the noise.
    """
    same = np.sqrt(persistent) * rng.standard_normal(truth.shape[1:])
    noise = same + np.sqrt(1 - persistent) * rng.standard_normal(truth.shape)
    score = SEPARATION * (truth - 0.5) + noise
    # Of two normal distributions of the same width: the logit is linear in the score.
    logit = SEPARATION * score + np.log(SHARE / (1 - SHARE))
    return np.rint(100 / (1 + np.exp(-logit / UNSURE))).astype(np.uint8)


def main() -> None:
    """Print a table for each part of persistent errors."""
    for persistent in (0.0, 0.5, 0.8):
        rng = np.random.default_rng(2026)
        known = draw_truth(rng)
        sample = draw_maps(known, persistent, rng)
        temperature = fit_temperature(sum(count(p, t) for p, t in zip(sample, known, strict=True)))
        truth = draw_truth(rng)
        percent = draw_maps(truth, persistent, rng)
        net = truth[-1].mean() - truth[0].mean()
        rules = {
            "as they are": Rule(),
            f"calibrated ({temperature:.2f})": Rule(temperature=temperature),
            "calibrated, prior 25 %": Rule(temperature=temperature, prior=25),
            "taken for too unsure (0.33)": Rule(temperature=1 / 3),
        }
        print(f"\nPersistent part of the errors: {persistent:.0%}; true net growth {net:.2%} of the area\n")
        print("\n".join(table([truth], [readings(YEARS, percent, rules)], BLOCK)), flush=True)


if __name__ == "__main__":
    main()
