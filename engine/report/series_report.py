"""The HTML report of a year series: how much of the class there is in every year, and what the rule changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling

from ..raster.grid import Grid
from ..write.legend import NODATA, Legend
from ..years.consistency import Rule
from ..years.survey import Findings
from ..years.year_map import YearMap
from .page import details, facts, figure, label, notes, plain, swatch, without_addresses, write_page
from .pictures import Picture
from .year_chart import Line, year_chart

# Longer side of the pictures, pixels, and how many are shown.
_SIDE, _MOST_PICTURES = 400, 12
_SURE = (
    "Linking years removes what a single year states against the others. It also hides a part of the true change, the "
    "more the less sure the maps are, and it does not mend an error that all years share. Where the maps are "
    "undecided it follows its rates, and may show growth that no map states: compare it with the years by themselves."
)
_ALONE = (
    "Differences between maps that were made one by one hold the errors of both: gains and losses come out several "
    "times too large. Link the years (CONSISTENCY) before you read change from them."
)


@dataclass(frozen=True)
class Story:
    """Content of the page.

    Attributes:
        title: Heading; empty = the class and the years.
        maps: The maps of the single years.
        legend: The class.
        grid: Grid of all maps.
        findings: What was counted.
        rule: Parameters of the rule; None = years are not linked.
        calibrated: Whether a temperature is known.
        pictures: Class rasters to show, one for each year.
        warnings: Warnings of the run, whole sentences.
    """

    title: str
    maps: tuple[YearMap, ...]
    legend: Legend
    grid: Grid
    findings: Findings
    rule: Rule | None
    calibrated: bool
    pictures: tuple[Path, ...]
    warnings: tuple[str, ...]

    @property
    def years(self) -> list[int]:
        """The years, ascending."""
        return [one.year for one in self.maps]


def write_series(target: Path, story: Story) -> None:
    """Write the page.

    Args:
        target: Path of the page.
        story: Content of the page.

    Raises:
        OutputError: The file cannot be written.
    """
    years, found = story.years, story.findings
    lines = [Line("each year by itself", found.single.class_km2)]
    if found.consistent is not None:
        lines.append(Line("in the light of all years", found.consistent.class_km2))
        lines.append(Line("sum of the probabilities", found.consistent.expected_km2))
    title = story.title or f"{story.legend.title}, {years[0]} to {years[-1]}"
    body = (
        f'<section class="front"><p class="told">{summary(story)}</p>{notes(story.warnings)}'
        f"{year_chart(f'{story.legend.title}, km²', years, lines)}{_years(story)}{_pairs(story)}"
        f"{_rule(story)}</section>{_pictures(story)}{_record(story)}"
    )
    write_page(target, title, body)


def summary(story: Story) -> str:
    """What happened, in plain words, as HTML."""
    found, years = story.findings, story.years
    growth = found.consistent or found.single
    before, after = growth.class_km2[0], growth.class_km2[-1]
    more = "more" if after >= before else "less"
    share = f" ({abs(after / before - 1):.1%})" if before else ""
    told = (
        f"{label(story.legend.title)}: {_km2(after)} km² in {years[-1]}, {_km2(abs(after - before))} km²{share} {more} "
        f"than in {years[0]}, of {_km2(growth.compared_km2)} km² that were observed in all years."
    )
    if found.consistent is None:
        return told
    expected = growth.expected_km2[-1] - growth.expected_km2[0]
    alone = found.single.class_km2[-1] - found.single.class_km2[0]
    return (
        f"{told} By the sum of the probabilities the difference is {_signed(expected)} km²; by the maps of the years "
        f"by themselves it is {_signed(alone)} km²."
    )


def _years(story: Story) -> str:
    found = story.findings
    linked = found.consistent
    head = ["Year", "Observed", "By itself, km²", "By itself, probabilities, km²"]
    head += ["All years, km²", "All years, probabilities, km²", "Changed pixels"] if linked else []
    rows = []
    for number, year in enumerate(story.years):
        row = [
            str(year),
            _share(found.observed[number], found.pixels),
            _km2(found.single.class_km2[number]),
            _km2(found.single.expected_km2[number]),
        ]
        if linked:
            changed = found.changed[number]
            row += [
                _km2(linked.class_km2[number]),
                _km2(linked.expected_km2[number]),
                f"{changed:,} ({_share(changed, found.observed[number])})",
            ]
        rows.append(row)
    told = "Areas on the ground, of the pixels that are observed in all years."
    return f"<h2>Areas</h2>{_table(head, rows)}<p>{told}</p>"


def _pairs(story: Story) -> str:
    """Gain and loss between neighbouring years, before and after the rule."""
    single, linked = story.findings.single, story.findings.consistent
    head = ["Years", "Compared, km²", "Gain by itself", "Loss by itself"]
    head += ["Gain, all years", "Loss, all years"] if linked else []
    rows = []
    for number, (before, after) in enumerate(pairwise(story.years)):
        row = [f"{before} to {after}", _km2(single.both_km2[number])]
        for growth in filter(None, (single, linked)):
            row += [_km2(growth.gain_km2[number]), _km2(growth.loss_km2[number])]
        rows.append(row)
    total = ["Together", ""]
    for growth in filter(None, (single, linked)):
        total += [_km2(growth.gain), _km2(growth.loss)]
    told = "Gain: the rest became the class. Loss: the other way round. Pixels that are observed in both years, km²."
    return f"<h2>Gain and loss</h2>{_table(head, [*rows, total])}<p>{told}</p>"


def _rule(story: Story) -> str:
    found, rule = story.findings, story.rule
    if rule is None or found.consistent is None:
        return f"<h2>Years by themselves</h2><p>{plain(_ALONE)}</p>"
    changed, observed = sum(found.changed), sum(found.observed)
    temperature = (
        f"with the temperature {rule.temperature:g}"
        if story.calibrated
        else "as they are, since nobody has fitted a temperature"
    )
    single, linked = found.single, found.consistent
    told = (
        f"The rule changed the class of {changed:,} of {observed:,} observed pixels ({_share(changed, observed)}). The "
        f"gains of all pairs of years went from {_km2(single.gain)} to {_km2(linked.gain)} km², the losses from "
        f"{_km2(single.loss)} to {_km2(linked.loss)} km². It expects that {rule.gain:g} % of the rest become the class "
        f"in a year and {rule.loss:g} % of the class the rest, and takes the probabilities {temperature}."
    )
    return f"<h2>What the rule changed</h2><p>{plain(told)}</p><p>{plain(_SURE)}</p>"


def _pictures(story: Story) -> str:
    shown = story.pictures[:_MOST_PICTURES]
    if not shown:
        return ""
    kind = "in the light of all years" if story.rule is not None else "each by itself"
    figures = "".join(
        figure(_picture(path, story.legend), str(year)) for path, year in zip(shown, story.years, strict=False)
    )
    return (
        f"<h2>Maps, {kind}</h2><p>{swatch(story.legend.color)}{label(story.legend.title)}, {swatch('#ececec')}other; "
        f'white: not observed</p><div class="small">{figures}</div>'
    )


def _picture(path: Path, legend: Legend) -> Picture:
    with rasterio.open(path) as raster:
        step = max(1, -(-max(raster.width, raster.height) // _SIDE))
        shape = (max(1, raster.height // step), max(1, raster.width // step))
        classes = raster.read(1, out_shape=shape, resampling=Resampling.nearest)
    picture = np.full((*classes.shape, 3), 0xEC, np.uint8)
    picture[classes == legend.value] = list(bytes.fromhex(legend.color[1:]))
    picture[classes == NODATA] = 255
    return picture


def _record(story: Story) -> str:
    grid, rule, first = story.grid, story.rule, story.maps[0]
    rows = [
        ("Class", story.legend.title),
        ("Model", without_addresses(first.model)),
        ("Hash of the model", first.model_sha256),
        ("Grid", f"{grid.width:,} x {grid.height:,} pixels of {grid.pixel * grid.metres_per_unit:g} m"),
        *[(f"Map of {one.year}", f"{one.name}, threshold {one.threshold} %") for one in story.maps],
    ]
    if rule is not None:
        rows += [
            ("Gain", f"{rule.gain:g} % a year"),
            ("Loss", f"{rule.loss:g} % a year"),
            ("Prior probability", f"{rule.prior:g} %"),
            ("Temperature", f"{rule.temperature:g}" if story.calibrated else "not known: 1"),
            ("Method", "Hidden Markov model with two states, forward and backward; the class from 50 % on"),
        ]
    return details("For the record", facts(rows))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def line(tag: str, cells: Sequence[str]) -> str:
        first, *others = cells
        return (
            f"<tr><{tag}>{label(first)}</{tag}>"
            + "".join(f'<{tag} class="n">{label(cell)}</{tag}>' for cell in others)
            + "</tr>"
        )

    return f"<table>{line('th', head)}{''.join(line('td', row) for row in rows)}</table>"


def _km2(km2: float) -> str:
    return f"{km2:,.{_digits(km2)}f}"


def _signed(km2: float) -> str:
    return f"{km2:+,.{_digits(km2)}f}"


def _digits(km2: float) -> int:
    """Digits after the point, so that an area has at least three that tell."""
    size = abs(km2)
    return next((digits for least, digits in ((100, 1), (1, 3), (0.01, 5)) if size >= least), 6)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"
