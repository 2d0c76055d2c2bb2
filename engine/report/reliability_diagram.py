"""Draws a reliability diagram for HTML pages, as embedded SVG."""

from __future__ import annotations

from ..assess.calibration import Counts, calibration_error, fit_temperature, reliability
from .page import label

_SIDE, _MARGIN = 220, 34


def reliability_diagram(name: str, counts: Counts) -> str:
    """The share of the class over the stated probability, with both figures as its caption.

    Args:
        name: Name of the model.
        counts: Pixels by probability, at least one; the area of a point shows its share of the pixels.
    """
    points = reliability(counts)
    pixels = sum(number for *_, number in points)

    def at(stated: float, true: float) -> tuple[float, float]:
        return _MARGIN + _SIDE * stated, _MARGIN / 2 + _SIDE * (1 - true)

    (left, bottom), (right, top) = at(0, 0), at(1, 1)
    line = " ".join("{:.1f},{:.1f}".format(*at(stated, true)) for stated, true, _ in points)
    dots = "".join(_dot(*at(stated, true), number / pixels, stated, true) for stated, true, number in points)
    error, temperature = calibration_error(counts), fit_temperature(counts)
    text = f"{label(name)}: ECE {100 * error:.1f} %, temperature {temperature:.2f}"
    width, height = _SIDE + 1.5 * _MARGIN, _SIDE + 1.5 * _MARGIN
    return (
        f'<figure><svg viewBox="0 0 {width:g} {height:g}" style="max-width:24em" font-size="10" role="img" '
        f'aria-label="{text}"><path d="M{left} {bottom}H{right}V{top}H{left}Z" fill="none" stroke="#999"/>'
        f'<path d="M{left} {bottom}L{right} {top}" stroke="#bbb" stroke-dasharray="4"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f6fb4" stroke-width="1.5"/>'
        f'<g fill="#1f6fb4" fill-opacity=".6">{dots}</g>'
        f'<text x="{(left + right) / 2}" y="{height - 6}" text-anchor="middle">stated probability, %</text>'
        f'<text transform="translate(10 {(top + bottom) / 2}) rotate(-90)" text-anchor="middle">share of the class, %'
        f'</text><text x="{left}" y="{bottom + 12}">0</text><text x="{right}" y="{bottom + 12}" text-anchor="end">100'
        f"</text></svg><figcaption>{text}</figcaption></figure>"
    )


def _dot(x: float, y: float, share: float, stated: float, true: float) -> str:
    radius, words = 2 + 10 * share**0.5, f"{100 * stated:.0f} %: {100 * true:.1f} %"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{words}</title></circle>'
