"""Draws figures by year for HTML pages, as embedded SVG: colour-blind safe, and told apart without colours, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .page import label

_WIDTH, _HEIGHT = 560, 260
_LEFT, _BOTTOM, _TOP, _RIGHT = 56, 26, 12, 14
# Okabe and Ito's palette: blue, vermilion, green, purple; each with a dash and a mark of its own.
_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
_DASHES = ("", "6 3", "2 3", "8 3 2 3")
_MARKS = ("M-4 -4h8v8h-8z", "M0 -5L5 4H-5z", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", "M0 -5L5 0L0 5L-5 0z")


@dataclass(frozen=True)
class Line:
    """Figures of one kind.

    Attributes:
        name: What they are.
        values: One for each year.
    """

    name: str
    values: Sequence[float]


def year_chart(title: str, years: Sequence[int], lines: Sequence[Line]) -> str:
    """A chart of up to four lines over years, from zero, with a legend.

    Args:
        title: What is drawn and its unit.
        years: The years, ascending.
        lines: The lines.
    """
    lines = lines[: len(_COLORS)]
    top = max((value for line in lines for value in line.values), default=0.0) or 1.0

    def at(year: float, value: float) -> tuple[float, float]:
        across = (year - years[0]) / max(years[-1] - years[0], 1)
        column = _LEFT + (_WIDTH - _LEFT - _RIGHT) * across
        return column, _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * value / top

    left, bottom = at(years[0], 0)
    right, ceiling = at(years[-1], top)
    frame = f"M{left} {ceiling:.1f}V{bottom}H{right}"
    shown = years if len(years) <= 8 else [years[0], years[-1]]
    texts = "".join(
        f'<text x="{at(year, 0)[0]:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{year}</text>' for year in shown
    )
    texts += f'<text x="{_LEFT - 6}" y="{_TOP + 6}" text-anchor="end">{top:.4g}</text>'
    texts += f'<text x="{_LEFT - 6}" y="{bottom}" text-anchor="end">0</text>'
    drawn = "".join(
        _drawn(number, [at(y, v) for y, v in zip(years, line.values, strict=True)]) for number, line in enumerate(lines)
    )
    names = ", ".join(f"{_key(number)} {label(line.name)}" for number, line in enumerate(lines))
    return (
        f'<figure class="map"><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" style="max-width:{_WIDTH}px" font-size="11" '
        f'role="img" aria-label="{label(title)}"><path d="{frame}" fill="none" stroke="#999"/>{drawn}{texts}</svg>'
        f"<figcaption>{label(title)}: {names}</figcaption></figure>"
    )


def _drawn(number: int, points: Sequence[tuple[float, float]]) -> str:
    color = _COLORS[number]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = "".join(f'<path transform="translate({x:.1f} {y:.1f})" d="{_MARKS[number]}"/>' for x, y in points)
    return (
        f'<polyline fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{_DASHES[number]}" '
        f'points="{path}"/><g fill="{color}">{marks}</g>'
    )


def _key(number: int) -> str:
    """The mark of a line, for the legend."""
    return (
        f'<svg viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true"><path d="{_MARKS[number]}" '
        f'fill="{_COLORS[number]}"/></svg>'
    )
