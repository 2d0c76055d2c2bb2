"""Figures of a place by year, as they stand in chart, table and export."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...processing.app.i18n import tr

_HA_IN_KM2 = 100.0
_LARGE_HA = 1000.0


@dataclass(frozen=True, kw_only=True)
class YearFigures:
    """A year of a place, with the terms of the table of ``onemetre:dynamics``; None = not defined.

    Attributes:
        year: The year.
        observed_pct: Share of the place that is known in this year, 0-100.
        class_ha, class_pct: Area of the class, hectares, and its share of what is known.
        since: The year before; None = the first year.
        gain_ha, loss_ha: What became the class since the year before, and what ceased to be it, of the ground that is
            known in both years.
    """

    year: int
    observed_pct: float
    class_ha: float
    class_pct: float | None
    since: int | None = None
    gain_ha: float | None = None
    loss_ha: float | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceFigures:
    """All years of a place.

    Attributes:
        title: What is counted where.
        rows: The years, ascending.
        stride: One of stride x stride pixels was counted; 1 = all were.
        table: Name of the layer that the figures were read from; empty = they were counted.
    """

    title: str
    rows: tuple[YearFigures, ...]
    stride: int = 1
    table: str = ""

    @property
    def gaps(self) -> bool:
        """Whether ground is unknown in some year."""
        return any(row.observed_pct < 99.95 for row in self.rows)


@dataclass(frozen=True)
class Unit:
    """Unit of areas.

    Attributes:
        name: Sign of the unit, such as ha.
        hectares: Number of hectares in one.
        digits: Digits after the point.
    """

    name: str
    hectares: float
    digits: int

    def text(self, hectares: float | None) -> str:
        """An area without the sign of the unit; empty = not defined."""
        return "" if hectares is None else f"{hectares / self.hectares:,.{self.digits}f}"


def unit_of(rows: Sequence[YearFigures]) -> Unit:
    """The unit in which areas have few digits: square metres, hectares or square kilometres."""
    most = max((row.class_ha for row in rows), default=0.0)
    if most < 1:
        return Unit(tr("m²"), 1e-4, 0)
    name, hectares = (tr("km²"), _HA_IN_KM2) if most >= _LARGE_HA else (tr("ha"), 1.0)
    return Unit(name, hectares, max(0, 2 - math.floor(math.log10(most / hectares))))
