"""The accuracy of one map as a section of a page about the map."""

from __future__ import annotations

from ...contract.requests import AccuracyResult, Figure
from .page import facts, label, notes, plain

_POINTS = (
    "In brackets: 95 % intervals. User's accuracy: share of what the map gives to a class that belongs to it. "
    "Producer's accuracy: share of a class that the map has found. The mapped area counts pixels; the estimated one "
    "corrects it by the errors at the points, and is the one to report."
)
_PIXELS = (
    "Every pixel of the reference was compared: the figures hold for these pixels, not for the rest of the map. In "
    "brackets, where the reference are polygons: 95 % intervals, if the polygons were chosen at random."
)


def told(result: AccuracyResult) -> str:
    """How right the map is, in one plain sentence; empty = not known."""
    overall = result.overall
    if overall.value is None:
        return ""
    if not result.design:
        return f"The map is right at {100 * overall.value:.1f} % of {result.counted:,} pixels of the reference."
    by = f"About {100 * overall.value:.0f} % of the map is right by {result.counted:,} labelled points"
    if overall.low is None or overall.high is None:
        return f"{by}."
    return f"{by}; with 95 % confidence it is between {100 * overall.low:.1f} and {100 * overall.high:.1f} %."


def accuracy_section(result: AccuracyResult, heading: str = "Accuracy of this map") -> str:
    """Matrix, accuracies and areas with their intervals, as HTML under a heading, which is plain text."""
    about = facts([("Design of the sample", result.design)]) if result.design else ""
    unit = "points" if result.design else "pixels"
    return (
        f"<h2>{label(heading)}</h2><p>{plain(told(result))}</p>{about}"
        f"{notes(result.warnings)}<h3>Error matrix, {unit}</h3><p>Rows are the map, columns the reference.</p>"
        f"{_matrix(result)}{_classes(result)}<p>{plain(_POINTS if result.design else _PIXELS)}</p>"
    )


def _matrix(result: AccuracyResult) -> str:
    sums = [sum(column) for column in zip(*result.matrix, strict=True)]
    rows = [(name, [*row, sum(row)]) for name, row in zip(result.names, result.matrix, strict=True)]
    head = "".join(f'<th class="n">{label(name)}</th>' for name in (*result.names, "Sum"))
    body = "".join(_row(name, [f"{cell:,}" for cell in cells]) for name, cells in [*rows, ("Sum", [*sums, sum(sums)])])
    return f"<table><tr><th>Map / Reference</th>{head}</tr>{body}</table>"


def _classes(result: AccuracyResult) -> str:
    area = "Estimated, ha" if result.design else "By the reference, ha"
    names = ["User's accuracy, %", "Producer's accuracy, %", "F1, %", "Mapped, ha", area]
    head = "".join(f'<th class="n">{label(name)}</th>' for name in names)
    rows = "".join(
        _row(name, [*(_text(figure, 100, 1) for figure in shares), f"{mapped:,.2f}", _text(hectares, 1, 2)])
        for name, *shares, mapped, hectares in zip(
            result.names, result.users, result.producers, result.f1, result.mapped_ha, result.area_ha, strict=True
        )
    )
    overall = f"<p>Overall accuracy: {_text(result.overall, 100, 1)} %.</p>"
    return f"<h3>Accuracy and area</h3><table><tr><th>Class</th>{head}</tr>{rows}</table>{overall}"


def _row(name: str, cells: list[str]) -> str:
    values = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    return f"<tr><th>{label(name)}</th>{values}</tr>"


def _text(figure: Figure, times: float, digits: int) -> str:
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return f"{times * figure.value:,.{digits}f}"
    low, high = times * figure.low, times * figure.high
    return f"{times * figure.value:,.{digits}f} [{low:,.{digits}f}, {high:,.{digits}f}]"
