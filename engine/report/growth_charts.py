"""Draws charts of years and of zones for HTML pages, as embedded SVG.

Series differ by colour and by the shape of their points, so that they are told apart with any colour vision and in
print.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...contract.year_colors import CHANGE_COLORS, GAIN, LOSS
from .page import label, swatch

_WIDTH, _HEIGHT = 640, 260
_LEFT, _BOTTOM, _TOP, _RIGHT = 64, 28, 14, 14
_ROW = 22
_WIDEST = 80
# The palette of Okabe and Ito (2008), without its yellow, which is weak on white.
_COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
_MARKS = ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", "M-4 -4h8v8h-8z", "M0 -5L5 4H-5Z", "M-5 0L0 -5L5 0L0 5Z")

Series = tuple[str, Sequence[tuple[int, float]]]
"""Name, and pairs of year and value."""

MOST_SERIES = len(_COLORS)
"""Most series of a chart."""


def rounded(value: float) -> str:
    """A number, as exact as three digits."""
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f}"


def year_lines(title: str, series: Sequence[Series], unit: str) -> str:
    """A chart of values over years, whose axis begins at 0 unless values are below; empty if there is no value."""
    points = [point for _, line in series for point in line]
    if not points:
        return ""
    years = sorted({year for year, _ in points})
    first, span = years[0], max(years[-1] - years[0], 1)
    low, high = min(0.0, *(value for _, value in points)), max(0.0, *(value for _, value in points))

    def x(year: int) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (year - first) / span

    drawn = ""
    for number, (name, line) in enumerate(series):
        color, mark = _COLORS[number % len(_COLORS)], _MARKS[number % len(_MARKS)]
        places = [(x(year), _y(value, low, high), year, value) for year, value in line]
        drawn += f'<polyline fill="none" stroke="{color}" stroke-width="2" points="' + " ".join(
            f"{across:.1f},{down:.1f}" for across, down, _, _ in places
        )
        drawn += '"/>' + "".join(
            f'<path d="{mark}" fill="{color}" transform="translate({across:.1f} {down:.1f})">'
            f"<title>{label(name)}, {year}: {rounded(value)} {label(unit)}</title></path>"
            for across, down, year, value in places
        )
    ticks = "".join(_below(x(year), str(year)) for year in _spread(years))
    keys = " ".join(_key(number, name) for number, (name, _) in enumerate(series))
    return _figure(title, unit, _HEIGHT, _frame(low, high) + ticks + drawn, keys)


def gain_and_loss(title: str, periods: Sequence[tuple[str, float, float]], unit: str) -> str:
    """Bars of gain upwards and of loss downwards, for periods with their names; empty if there is none."""
    if not periods:
        return ""
    low, high = min(0.0, *(-loss for _, _, loss in periods)), max(0.0, *(gain for _, gain, _ in periods))
    step = (_WIDTH - _LEFT - _RIGHT) / len(periods)
    half = min(0.3 * step, _WIDEST / 2)
    drawn = ""
    for number, (name, gain, loss) in enumerate(periods):
        middle = _LEFT + step * (number + 0.5)
        for value, color, word in ((gain, CHANGE_COLORS[GAIN], "gain"), (-loss, CHANGE_COLORS[LOSS], "loss")):
            top, bottom = sorted((_y(value, low, high), _y(0, low, high)))
            drawn += (
                f'<rect x="{middle - half:.1f}" y="{top:.1f}" width="{2 * half:.1f}" '
                f'height="{bottom - top:.1f}" fill="{color}"><title>{label(name)}, {word}: {rounded(abs(value))} '
                f"{label(unit)}</title></rect>"
            )
        drawn += _below(middle, name)
    keys = f"{swatch(CHANGE_COLORS[GAIN])}gain (up) {swatch(CHANGE_COLORS[LOSS])}loss (down)"
    return _figure(title, unit, _HEIGHT, _frame(low, high) + drawn, keys)


def zone_bars(title: str, zones: Sequence[tuple[str, float]], unit: str) -> str:
    """Horizontal bars of a value by zone; empty if there is none."""
    if not zones:
        return ""
    low, high = min(0.0, *(value for _, value in zones)), max(0.0, *(value for _, value in zones))
    span = (high - low) or 1
    left, wide = 200, _WIDTH - 200 - 70
    zero = left + wide * -low / span
    drawn = ""
    for number, (name, value) in enumerate(zones):
        end = zero + wide * value / span
        top = 6 + _ROW * number
        color = CHANGE_COLORS[GAIN if value > 0 else LOSS]
        short = name if len(name) <= 30 else f"{name[:29]}…"
        drawn += (
            f'<text x="{left - 8}" y="{top + 13}" text-anchor="end">{label(short)}</text>'
            f'<rect x="{min(zero, end):.1f}" y="{top}" width="{abs(end - zero):.1f}" height="{_ROW - 6}" '
            f'fill="{color}"/><text x="{max(zero, end) + 4:.1f}" y="{top + 13}">{value:+,.1f}</text>'
        )
    height = 12 + _ROW * len(zones)
    line = f'<path d="M{zero:.1f} 2V{height - 4}" stroke="#999"/>'
    return _figure(title, unit, height, drawn + line, "")


def _figure(title: str, unit: str, height: int, drawn: str, keys: str) -> str:
    return (
        f'<figure class="wide" style="width:100%"><svg viewBox="0 0 {_WIDTH} {height}" style="max-width:52em" '
        f'font-size="12" role="img" aria-label="{label(title)}">{drawn}</svg><figcaption>{label(title)}, {label(unit)}'
        f"{': ' + keys if keys else ''}</figcaption></figure>"
    )


def _y(value: float, low: float, high: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * (value - low) / ((high - low) or 1)


def _frame(low: float, high: float) -> str:
    """Axis with its two ends, and the line of 0."""
    ends = "".join(
        f'<text x="{_LEFT - 6}" y="{_y(value, low, high) + 4:.1f}" text-anchor="end">{rounded(value)}</text>'
        for value in sorted({low, high, 0.0})
    )
    zero = _y(0, low, high)
    return f'<path d="M{_LEFT} {_TOP}V{_HEIGHT - _BOTTOM}M{_LEFT} {zero:.1f}H{_WIDTH - _RIGHT}" stroke="#999"/>{ends}'


def _below(x: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{label(text)}</text>'


def _spread(years: Sequence[int]) -> Sequence[int]:
    """Years that find room below a chart: all of up to 12, else every n-th."""
    return years[:: -(-len(years) // 12)]


def _key(number: int, name: str) -> str:
    color, mark = _COLORS[number % len(_COLORS)], _MARKS[number % len(_MARKS)]
    return (
        f'<svg width="14" height="12" viewBox="-7 -6 14 12"><path d="{mark}" fill="{color}"/></svg>{label(name)}&ensp;'
    )
