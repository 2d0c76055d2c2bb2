"""Draws curves for HTML pages, as embedded SVG."""

from __future__ import annotations

from collections.abc import Sequence

from .page import label, swatch

_WIDTH, _HEIGHT = 480, 240
_LEFT, _BOTTOM, _TOP, _RIGHT = 48, 24, 10, 10
_COLORS = ("#1f6fb4", "#d9542b", "#3a923a", "#8e44ad", "#777777")

Curve = tuple[str, Sequence[tuple[float, float]]]
"""Name and points (x, y) of a curve."""


def curves(title: str, lines: Sequence[Curve], unit: str) -> str:
    """A chart of curves over steps, with a caption that serves as legend; empty if there is no point."""
    points = [point for _, line in lines for point in line]
    if not points:
        return ""
    last = max(x for x, _ in points) or 1
    low, high = min(y for _, y in points), max(y for _, y in points)
    span = (high - low) or abs(high) or 1

    def at(x: float, y: float) -> str:
        column = _LEFT + (_WIDTH - _LEFT - _RIGHT) * x / last
        row = _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * (y - low) / span
        return f"{column:.1f},{row:.1f}"

    drawn = "".join(
        f'<polyline fill="none" stroke-width="2" stroke="{color}" points="{" ".join(at(x, y) for x, y in line)}"/>'
        for color, (_, line) in zip(_cycle(len(lines)), lines, strict=True)
        if line
    )
    frame = f"M{at(0, low + span).replace(',', ' ')}L{at(0, low).replace(',', ' ')}L{at(last, low).replace(',', ' ')}"
    texts = (
        f'<text x="{_LEFT - 4}" y="{_TOP + 8}" text-anchor="end">{low + span:.3g}</text>'
        f'<text x="{_LEFT - 4}" y="{_HEIGHT - _BOTTOM}" text-anchor="end">{low:.3g}</text>'
        f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 6}" text-anchor="end">step {last:g}</text>'
    )
    names = ", ".join(
        f"{swatch(color)}{label(name)}" for color, (name, _) in zip(_cycle(len(lines)), lines, strict=True)
    )
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" font-size="11" role="img" aria-label="{label(title)}">'
        f'<path d="{frame}" fill="none" stroke="#999"/>{drawn}{texts}</svg>'
        f"<figcaption>{label(title)}, {label(unit)}: {names}</figcaption></figure>"
    )


def _cycle(count: int) -> list[str]:
    return [_COLORS[index % len(_COLORS)] for index in range(count)]
