"""The figures of a zone and a year, as they stand in the table and in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from .dynamics import Tally
from .indicators import annual_growth, expansion_intensity, land_rates

_HA = 10_000.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A row of the table: a zone in a year, and what changed since an earlier year.

    Figures of change are of the ground that is known in both years only. None = not defined, or there is no such year.

    Attributes:
        zone: Number of the zone, 0 = all of the maps.
        name: Name of the zone.
        zone_ha: Area of the zone, hectares.
        year: The year.
        since: The earlier year.
        whole: 1 = from the first to the last of more than two years; 0 = since the year before.
        observed_pct: Share of the zone that is known in this year.
        class_ha, class_pct: Area of the class, and its share of what is known.
        expected_ha: Area of the class as the sum of the probabilities.
        compared_pct: Share of the zone that is known in both years.
        before_ha: Area of the class in the earlier year.
        gain_ha, loss_ha, net_ha: What became the class, what ceased to be it, and the difference.
        change_pct: The difference as a share of the area in the earlier year.
        expected_net_ha: Difference of the sums of the probabilities.
        agr_pct: Annual growth rate, compound.
        ueii_pct: Urban expansion intensity index: growth per year as a share of the ground that is compared.
        population: Number of people.
        per_capita_m2: Area of the class per person.
        lcr_un_pct, lcr_log_pct: Land consumption rate per year, by the UN (2021) and in the logarithmic form.
        pgr_pct: Population growth rate per year.
        lcrpgr_un, lcrpgr_log: Ratio of land consumption to population growth, with either form.
        no_ratio: Why there is no ratio.
    """

    zone: int
    name: str
    zone_ha: float
    year: int
    since: int | None = None
    whole: int = 0
    observed_pct: float
    class_ha: float
    class_pct: float | None
    expected_ha: float | None
    compared_pct: float | None = None
    before_ha: float | None = None
    gain_ha: float | None = None
    loss_ha: float | None = None
    net_ha: float | None = None
    change_pct: float | None = None
    expected_net_ha: float | None = None
    agr_pct: float | None = None
    ueii_pct: float | None = None
    population: float | None = None
    per_capita_m2: float | None = None
    lcr_un_pct: float | None = None
    lcr_log_pct: float | None = None
    pgr_pct: float | None = None
    lcrpgr_un: float | None = None
    lcrpgr_log: float | None = None
    no_ratio: str = ""


COLUMNS = tuple(one.name for one in fields(Figures))


@dataclass(frozen=True)
class Subject:
    """A zone, and what is asked about it.

    Attributes:
        number: Number of the zone, 0 = all of the maps.
        name: Name of the zone.
        m2: Area of all of the zone, square metres; 0 = that of its pixels.
        population: Year -> number of people.
        asks_rates: Whether land consumption is compared with the population.
    """

    number: int
    name: str
    m2: float
    population: Mapping[int, float]
    asks_rates: bool


def figures_of(
    subject: Subject, tally: Tally, years: Sequence[int], periods: Sequence[tuple[int, int]], *, expects: bool
) -> list[Figures]:
    """Rows of a zone: one a year, then one for the whole time if there are more than two years.

    Args:
        subject: The zone.
        tally: Areas of the zone.
        years: Years of the maps, ascending.
        periods: Pairs of numbers of years, as in :class:`.dynamics.Comparison`.
        expects: Whether the maps are probabilities.
    """
    ground = max(subject.m2, tally.ground)
    rows = []
    for number, period in [(None, (0, 0)), *enumerate(periods)]:
        this = period[1]
        known, mapped = tally.known[this], tally.mapped[this]
        people = subject.population.get(years[this])
        rows.append(
            Figures(
                zone=subject.number,
                name=subject.name,
                zone_ha=ground / _HA,
                year=years[this],
                observed_pct=_percent(known, ground) or 0.0,
                class_ha=mapped / _HA,
                class_pct=_percent(mapped, known),
                expected_ha=tally.expected[this] / _HA if expects else None,
                population=people,
                per_capita_m2=mapped / people if people is not None and people > 0 else None,
                **({} if number is None else _change(subject, tally, years, number, period, ground, expects=expects)),
            )
        )
    return rows


def _change(
    subject: Subject,
    tally: Tally,
    years: Sequence[int],
    number: int,
    period: tuple[int, int],
    ground: float,
    *,
    expects: bool,
) -> dict[str, Any]:
    first, second = years[period[0]], years[period[1]]
    before, net = tally.before[number], tally.gain[number] - tally.loss[number]
    after = before + net
    compared = tally.compared[number]
    grown = annual_growth(before, after, second - first)
    intensity = expansion_intensity(before, after, compared, second - first)
    found: dict[str, Any] = {
        "since": first,
        "whole": int(period[1] - period[0] > 1),
        "compared_pct": _percent(compared, ground),
        "before_ha": before / _HA,
        "gain_ha": tally.gain[number] / _HA,
        "loss_ha": tally.loss[number] / _HA,
        "net_ha": net / _HA,
        "change_pct": _percent(net, before),
        "expected_net_ha": (tally.expected_after[number] - tally.expected_before[number]) / _HA if expects else None,
        "agr_pct": _times_hundred(grown),
        "ueii_pct": _times_hundred(intensity),
    }
    if subject.asks_rates and compared > 0:
        people = subject.population.get(first), subject.population.get(second)
        rates = land_rates((before, after), people, (first, second))
        found |= {
            "lcr_un_pct": _times_hundred(rates.lcr),
            "lcr_log_pct": _times_hundred(rates.lcr_log),
            "pgr_pct": _times_hundred(rates.pgr),
            "lcrpgr_un": rates.ratio,
            "lcrpgr_log": rates.ratio_log,
            "no_ratio": rates.reason,
        }
    return found


def _percent(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole > 0 else None


def _times_hundred(share: float | None) -> float | None:
    return None if share is None else 100 * share
