"""The accuracy of a map as an HTML page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..assess.class_map import MapClass, class_text
from ..assess.design_based import Assessment
from ..assess.stratified import Estimate
from .accuracy_table import HA_PER_KM2, ZoneAccuracy
from .page import Rows, details, facts, figure, label, notes, swatch, write_page
from .places import Place

POLYGONS = "polygons"
"""Name of a reference of polygons."""

_MOST_NAMED = 3
_SAMPLED = (
    "In brackets: 95 % intervals. User's accuracy: share of what the map gives to a class that belongs to it "
    "(precision). Producer's accuracy: share of a class that the map has found (recall). Areas are those on the "
    "ground. The mapped area counts pixels of the map; the estimated one corrects it by the errors at the points, and "
    "is the one to report. An interval of no width means that no error was found at few points, not that there is none."
)
_COUNTED = (
    "The reference covers pixels of the map, which are all counted. They are no sample, however many they are, since "
    "neighbours are alike: the figures have no intervals, and hold for the reference's pixels only. User's accuracy: "
    "precision. Producer's accuracy: recall."
)
_POLYGONS = (
    "All pixels of the polygons are counted. In brackets: 95 % intervals, by polygons and not by pixels, since pixels "
    "of one polygon are alike (Stehman 1997). They hold if the polygons were chosen at random; polygons that somebody "
    "chose say how right the map is there, and not more. Areas are those of the polygons themselves. User's accuracy: "
    "precision. Producer's accuracy: recall."
)
_KAPPA = (
    "Kappa was asked for. It mixes errors of place and of amount and compares with chance, which is no alternative to "
    "a map (Pontius and Millones 2011); overall, user's and producer's accuracy say more."
)


@dataclass(frozen=True, kw_only=True)
class AccuracyFindings:
    """Content of the page.

    Attributes:
        maps: Names of the maps.
        reference: Name of the reference raster, or :data:`POLYGONS`; empty = points.
        points: Number of reference points; 0 = none.
        design: What is known of the sample, in words.
        probability: Name of the probability raster; empty = none.
        warnings: Warnings for the user, whole sentences.
        classes: Classes of the map.
        zones: The zones, all together last.
        assisted_class: Number of the class of the probability raster.
        kappa: Whether to state kappa.
        places: The worst places.
    """

    maps: Sequence[str]
    reference: str
    points: int
    design: str
    probability: str
    warnings: Sequence[str]
    classes: Sequence[MapClass]
    zones: Sequence[ZoneAccuracy]
    assisted_class: int
    kappa: bool
    places: Sequence[Place]


def write_accuracy(target: Path, findings: AccuracyFindings) -> None:
    """Write the page.

    Raises:
        OutputError: The file cannot be written.
    """
    *parts, whole = findings.zones
    made, classes = whole.made, findings.classes
    unit = "points" if made.sampled else "pixels"
    told = f'<p class="told">Overall accuracy {_percent(made.overall)} %.</p>'
    kappa = f"<p>{label(_KAPPA)} Kappa: {_number(made.kappa, 3)}.</p>" if findings.kappa else ""
    shares = (
        f"<h2>Error matrix, share of the area in percent</h2>{_matrix(made, classes, 'share')}" if made.sampled else ""
    )
    body = (
        f"{told}{notes(findings.warnings)}{facts(_about(findings))}"
        f"<h2>Error matrix, {unit}</h2><p>Rows are the map, columns the reference.</p>{_matrix(made, classes, 'count')}"
        f"{shares}<h2>Classes</h2>{_by_class(whole, findings)}<p>{label(_explained(findings))}</p>"
        f"{kappa}{_by_zone(parts, whole, classes) if parts else ''}{_gallery(findings.places)}"
    )
    write_page(target, f"Accuracy of {', '.join(findings.maps[:_MOST_NAMED])}", body)


def _explained(findings: AccuracyFindings) -> str:
    """What the figures are, by the kind of the reference."""
    if findings.zones[-1].made.sampled:
        return _SAMPLED
    return _POLYGONS if findings.reference == POLYGONS else _COUNTED


def _about(findings: AccuracyFindings) -> Rows:
    counted = int(findings.zones[-1].made.counts.sum())
    points = f"{findings.points:,} points, {counted:,} of them counted"
    return [
        ("Maps", ", ".join(findings.maps)),
        ("Classes", class_text(findings.classes)),
        ("Reference", findings.reference or points),
        ("Design of the sample", findings.design),
        ("Probabilities", findings.probability),
    ]


def _matrix(made: Assessment, classes: Sequence[MapClass], what: str) -> str:
    head = "".join(f"<th>{swatch(one.color)}{label(one.title)}</th>" for one in classes)
    rows = f"<tr><th>Map / Reference</th>{head}<th>Sum</th></tr>"
    cells = made.counts if what == "count" else 100 * made.shares

    def text(value: float) -> str:
        return f'<td class="n">{value:,.0f}</td>' if what == "count" else f'<td class="n">{_number(value, 2)}</td>'

    for number, one in enumerate(classes):
        row = "".join(text(float(value)) for value in cells[number])
        rows += f"<tr><th>{swatch(one.color)}{label(one.title)}</th>{row}{text(float(cells[number].sum()))}</tr>"
    sums = "".join(text(float(value)) for value in cells.sum(axis=0))
    return f"<table>{rows}<tr><th>Sum</th>{sums}{text(float(cells.sum()))}</tr></table>"


def _by_class(whole: ZoneAccuracy, findings: AccuracyFindings) -> str:
    names = ["Class", "User's accuracy, %", "Producer's accuracy, %", "F1, %", "IoU, %", "Mapped, ha"]
    names.append("Estimated, ha" if whole.made.sampled else "By the reference, ha")
    if whole.assisted is not None:
        names.append("With probabilities, ha")
    rows = "".join(f"<th>{label(name)}</th>" for name in names)
    for number, one in enumerate(findings.classes):
        figures = whole.made.classes[number]
        cells = [_percent(value) for value in (figures.users, figures.producers, figures.f1, figures.iou)]
        cells.append(f"{whole.mapped_km2[number] * HA_PER_KM2:,.2f}")
        cells.append(
            _hectares(whole.area_ha(number)) if whole.made.sampled else _number(whole.area_ha(number).value, 2)
        )
        if whole.assisted is not None:
            is_class = number == findings.assisted_class
            cells.append(_hectares(whole.assisted.times(whole.km2 * HA_PER_KM2)) if is_class else "")
        values = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        rows += f"<tr><th>{swatch(one.color)}{label(one.title)}</th>{values}</tr>"
    return f"<table>{rows}</table>"


def _by_zone(parts: Sequence[ZoneAccuracy], whole: ZoneAccuracy, classes: Sequence[MapClass]) -> str:
    shown = [(number, one) for number, one in enumerate(classes) if one.value != 0] or list(enumerate(classes))
    head = "<th>Zone</th><th>Counted</th><th>Overall accuracy, %</th>"
    for _, one in shown:
        name = label(one.title)
        head += f"<th>{name}: precision, %</th><th>recall, %</th><th>F1, %</th><th>area, ha</th>"
    rows = f"<tr>{head}</tr>"
    for zone in (*parts, whole):
        cells = [f"{int(zone.made.counts.sum()):,}", _percent(zone.made.overall)]
        for number, _ in shown:
            figures = zone.made.classes[number]
            cells += [_percent(value) for value in (figures.users, figures.producers, figures.f1)]
            cells.append(_hectares(zone.area_ha(number)))
        values = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        rows += f"<tr><th>{label(zone.name)}</th>{values}</tr>"
    told = "<p>All together: pooled, not the mean of the zones. A zone with few points has wide intervals or none.</p>"
    return f"<h2>Zones</h2><table>{rows}</table>{told}"


def _gallery(places: Sequence[Place]) -> str:
    if not places:
        return ""
    shown = "".join(
        f'<h3>{label(one.caption)}</h3><div class="small">'
        f"{''.join(figure(picture, name) for name, picture in one.pictures)}</div>"
        for one in places
    )
    return f"<h2>The worst places</h2>{details('Pictures', shown).replace('<details>', '<details open>')}"


def _percent(estimate: Estimate) -> str:
    """A share in percent with its interval."""
    if math.isnan(estimate.value):
        return "-"
    if math.isnan(estimate.error):
        return f"{100 * estimate.value:.1f}"
    interval = estimate.interval(0, 1)
    return f"{100 * estimate.value:.1f} [{100 * interval.low:.1f}, {100 * interval.high:.1f}]"


def _hectares(estimate: Estimate) -> str:
    if math.isnan(estimate.value):
        return "-"
    if math.isnan(estimate.error):
        return f"{estimate.value:,.2f}"
    interval = estimate.interval(0.0)
    return f"{estimate.value:,.2f} [{interval.low:,.2f}, {interval.high:,.2f}]"


def _number(value: float, digits: int) -> str:
    return "-" if math.isnan(value) else f"{value:,.{digits}f}"
