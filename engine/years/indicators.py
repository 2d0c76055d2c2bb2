"""Indicators of growth from areas and populations.

Sources: UN-Habitat, "SDG Indicator Metadata 11.3.1", version of March 2021 (rates of land consumption and of population
growth, and their ratio); Trends.Earth, documentation of SDG 11.3.1 (the logarithmic form, which was the UN's until
2019); Hu, Tong, Fan et al. (2018) for the expansion intensity index.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

NOT_BUILT = frozenset({"green", "vegetation", "tree", "trees", "grass", "forest", "water", "bare", "soil"})
"""Names of classes whose growth is not consumption of land."""


@dataclass(frozen=True)
class LandRates:
    """Rates of land consumption against population growth, of a period.

    Attributes:
        lcr: Land consumption rate by the UN (2021), per year; None = not defined.
        lcr_log: The logarithmic form, per year.
        pgr: Population growth rate, per year.
        ratio, ratio_log: LCRPGR, with the first and with the second form.
        reason: Why there is no ratio; empty = there is one.
    """

    lcr: float | None
    lcr_log: float | None
    pgr: float | None
    ratio: float | None
    ratio_log: float | None
    reason: str


def annual_growth(before: float, after: float, years: int) -> float | None:
    """Growth rate per year, compound; None = there was nothing before."""
    return (after / before) ** (1 / years) - 1 if before > 0 and after >= 0 else None


def expansion_intensity(before: float, after: float, ground: float, years: int) -> float | None:
    """Urban expansion intensity index: growth as a share of all ground, per year; None = no ground."""
    return (after - before) / (ground * years) if ground > 0 else None


def land_consumption(before: float, after: float, years: int) -> float | None:
    """Land consumption rate by the UN (2021): growth as a share of what was there, per year."""
    return (after - before) / before / years if before > 0 else None


def land_consumption_log(before: float, after: float, years: int) -> float | None:
    """Land consumption rate in the logarithmic form, per year."""
    return math.log(after / before) / years if before > 0 and after > 0 else None


def population_growth(before: float, after: float, years: int) -> float:
    """Population growth rate, per year: the logarithm of the ratio of two populations above 0."""
    return math.log(after / before) / years


def land_rates(
    area: tuple[float, float], population: tuple[float | None, float | None], period: tuple[int, int]
) -> LandRates:
    """Land consumption against population growth.

    The ratio is not defined where the population stayed the same, and says nothing where one grew and the other
    shrank.

    Args:
        area: Area of the class in both years, in any unit.
        population: Number of people in both years; None = not known.
        period: Both years.
    """
    years = period[1] - period[0]
    lcr, lcr_log = (rate(*area, years) for rate in (land_consumption, land_consumption_log))
    reason = next(
        (told for people, year in zip(population, period, strict=True) if (told := _useless(people, year))), ""
    )
    if reason or population[0] is None or population[1] is None:
        return LandRates(lcr, lcr_log, None, None, None, reason)
    pgr = population_growth(population[0], population[1], years)
    if lcr is None:
        reason = f"nothing was there in {period[0]}"
    elif pgr == 0:
        reason = "the population stayed the same"
    elif lcr * pgr < 0:
        reason = "area and population changed in opposite directions"
    ratio, ratio_log = (None if reason or rate is None else rate / pgr for rate in (lcr, lcr_log))
    return LandRates(lcr, lcr_log, pgr, ratio, ratio_log, reason)


def _useless(people: float | None, year: int) -> str:
    """Why a population cannot be used; empty = it can."""
    if people is None:
        return f"the population of {year} is missing"
    if people == 0:
        return f"the population of {year} is 0"
    return f"the population of {year} is negative" if people < 0 else ""
