"""The HTML page of a comparison of years: one page for everybody, then tables and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling

from ...contract.requests import YearAccuracy
from ...contract.year_colors import CHANGE_COLORS, GAIN, LOSS, STABLE_CLASS, STABLE_OTHER, year_colors
from ..write.legend import Legend
from ..years.figures import Figures
from .growth_charts import MOST_SERIES, Series, gain_and_loss, rounded, year_lines, zone_bars
from .map_accuracy_report import accuracy_section
from .map_figure import Ground, map_figure
from .page import Rows, details, facts, figure, label, notes, plain, swatch, write_page
from .pictures import Picture

# Longer side of the pictures, pixels.
_SIDE = 900
_MOST_BARS = 20
_WHITE = "#ffffff"
_NUMBER = ' class="n"'

_DIFFERENCE = (
    "The difference of two maps has the errors of both. Where each map is wrong by chance, gross gain and gross loss "
    "come out too large, often several times; the net change suffers less. {}"
)
_UNMEASURED = "No interval is given: these maps were not compared with reference points of this place."
_MEASURED = (
    "The intervals in the sections on accuracy are those of the map of one year; they say nothing about gain and loss, "
    "which have no interval here."
)
_AREAS = (
    "Areas are those on the ellipsoid. Gain and loss are of ground that is known in both years; the rest is not "
    "counted, and its share is in the table."
)
_EXPECTED = (
    "The area by probabilities is the sum of the probabilities of all pixels. If the probabilities are calibrated, it "
    "is the better estimate of an area; the map of classes is the better picture."
)
_RATES = (
    "LCR (UN 2021): growth as a share of the area of the earlier year, per year. LCR (log): the logarithm of the ratio "
    "of both areas, per year, as in Trends.Earth and in the UN's metadata until 2019. PGR: the logarithm of the ratio "
    "of both populations, per year. LCRPGR: LCR divided by PGR. The UN computes them for the built-up extent of a "
    "city; here they are of the zones as given."
)
_SMOOTHED = (
    "The maps were made consistent over the years before they were compared: what a single year says against the "
    "others was outvoted. That removes false change, and some true change too."
)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Content of the page.

    Attributes:
        title: Heading of the page.
        summary: What happened, in plain words.
        warnings: Warnings for the user, whole sentences.
        surface: Title of the class.
        years: Years of the maps, ascending.
        main: Rows of the subject of the summary.
        zones: Rows of each zone; empty = there are no zones.
        about: Facts about the maps, as names and values.
        min_width: Changes narrower than this number of pixels are left out.
        smoothed: Whether the maps were made consistent before.
        pictures: Year -> picture of its map.
        color: Colour of the class, as #rrggbb.
        remarks: Sentences about how the maps were made.
        accuracy: How right the maps of single years are.
        origins: Facts about each image, as names and values.
    """

    title: str
    summary: str
    warnings: Sequence[str]
    surface: str
    years: Sequence[int]
    main: Sequence[Figures]
    zones: Sequence[Sequence[Figures]]
    about: Rows
    min_width: int
    smoothed: bool
    pictures: Mapping[int, Picture] = field(default_factory=dict)
    color: str = _WHITE
    remarks: Sequence[str] = ()
    accuracy: Sequence[YearAccuracy] = ()
    origins: Sequence[Rows] = ()


def write_dynamics(target: Path, findings: Findings, gain: Path | None, change: Path | None) -> None:
    """Write the page.

    Args:
        target: Path of the page.
        findings: Content of the page.
        gain: Raster with the first year of the class; None = without its picture.
        change: Raster of changes; None = without its picture.

    Raises:
        OutputError: The file cannot be written.
    """
    body = (
        f'<section class="front"><p class="told">{plain(findings.summary)}</p>{notes(findings.warnings)}'
        f"{_change_picture(change, findings) if change else ''}</section>"
        f"{_by_year(findings)}{_by_period(findings)}{_by_zone(findings)}{_population(findings)}"
        f"{_year_picture(gain, findings) if gain else ''}{_maps(findings)}{_accuracy(findings)}"
        f"<h2>How to read these figures</h2>{''.join(f'<p>{plain(text)}</p>' for text in _limits(findings))}"
        f"{details('The maps', facts(findings.about))}{_origins(findings)}"
    )
    write_page(target, findings.title, body)


def _maps(findings: Findings) -> str:
    """A picture of the map of each year."""
    figures = "".join(figure(picture, str(year)) for year, picture in findings.pictures.items())
    told = f"<p>{swatch(findings.color)}{label(findings.surface)}; grey: other; white: not known.</p>"
    return f'<h2>Maps by year</h2>{told}<div class="small">{figures}</div>' if figures else ""


def _accuracy(findings: Findings) -> str:
    """How right the map of each year is that was compared with a reference."""
    return "".join(
        accuracy_section(one.measured, f"Accuracy of the map of {one.year}")
        for one in sorted(findings.accuracy, key=lambda one: one.year)
    )


def _origins(findings: Findings) -> str:
    """Origin and attribution of the images."""
    return details("The images", "".join(map(facts, findings.origins))) if findings.origins else ""


def _limits(findings: Findings) -> list[str]:
    texts = [_DIFFERENCE.format(_MEASURED if findings.accuracy else _UNMEASURED), _AREAS, *findings.remarks]
    if findings.smoothed:
        texts.append(_SMOOTHED)
    if findings.main[0].expected_ha is not None:
        texts.append(_EXPECTED)
    if findings.min_width > 1:
        texts.append(
            f"Changes narrower than {findings.min_width} pixels are left out: images of two years do not lie on each "
            "other exactly, which makes seams of false change along edges."
        )
    if _with_rates(findings):
        texts.append(_RATES)
    return texts


def _by_year(findings: Findings) -> str:
    rows = [row for row in findings.main if not row.whole]
    series: list[Series] = [(findings.surface, [(row.year, row.class_ha) for row in rows])]
    head, cells = ["Year", "Area, ha", "Share of what is known", "Known"], []
    if rows[0].expected_ha is not None:
        series.append(("by probabilities", [(row.year, row.expected_ha or 0.0) for row in rows]))
        head.insert(2, "Area by probabilities, ha")
    for row in rows:
        expected = [] if row.expected_ha is None else [rounded(row.expected_ha)]
        cells.append(
            [str(row.year), rounded(row.class_ha), *expected, _percent(row.class_pct), _percent(row.observed_pct)]
        )
    return f"<h2>Area by year</h2>{year_lines('Area', series, 'hectares')}{_table(head, cells)}"


def _by_period(findings: Findings) -> str:
    rows = [row for row in findings.main if row.since is not None]
    bars = [(_span(row), row.gain_ha or 0.0, row.loss_ha or 0.0) for row in rows if not row.whole]
    head = ["Years", "Gain, ha", "Loss, ha", "Net, ha", "Change", "Per year", "UEII", "Compared"]
    cells = [
        [
            _span(row),
            *(rounded(value or 0.0) for value in (row.gain_ha, row.loss_ha, row.net_ha)),
            *(_percent(value, "+") for value in (row.change_pct, row.agr_pct, row.ueii_pct)),
            _percent(row.compared_pct),
        ]
        for row in rows
    ]
    told = (
        "Per year: compound annual growth rate. UEII, urban expansion intensity: growth per year as a share of all "
        "ground. Compared: share of the ground that is known in both years."
    )
    chart = gain_and_loss("Gain and loss", bars, "hectares")
    return f"<h2>Gain and loss</h2>{chart}{_table(head, cells)}<p>{told}</p>"


def _by_zone(findings: Findings) -> str:
    if len(findings.zones) < 2:
        return ""
    last = sorted((rows[-1] for rows in findings.zones), key=lambda row: -(row.net_ha or 0.0))
    bars = [(row.name, row.net_ha or 0.0) for row in last]
    chosen = {row.zone for row in sorted(last, key=lambda row: -abs(row.net_ha or 0.0))[:MOST_SERIES]}
    lines: list[Series] = [
        (rows[0].name, [(row.year, row.class_pct) for row in rows if not row.whole and row.class_pct is not None])
        for rows in findings.zones
        if rows[0].zone in chosen
    ]
    head = ["Zone", "Zone, ha", "Area, ha", "Share", "Gain, ha", "Loss, ha", "Net, ha", "Change", "UEII", "Compared"]
    cells = [
        [
            row.name,
            *(rounded(value or 0.0) for value in (row.zone_ha, row.class_ha)),
            _percent(row.class_pct),
            *(rounded(value or 0.0) for value in (row.gain_ha, row.loss_ha, row.net_ha)),
            *(_percent(value, "+") for value in (row.change_pct, row.ueii_pct)),
            _percent(row.compared_pct),
        ]
        for row in last
    ]
    if len(bars) > _MOST_BARS:
        half = _MOST_BARS // 2
        bars = bars[:half] + bars[-half:]
    shares = [[name, *(_percent(dict(line).get(year)) for year in findings.years)] for name, line in lines]
    return (
        f"<h2>Zones, {_span(last[0])}</h2>{zone_bars('Net change', bars, 'hectares')}{_table(head, cells)}"
        f"{year_lines('Share of the zones with most change', lines, 'percent')}"
        f"{_table(['Zone', *map(str, findings.years)], shares)}"
    )


def _with_rates(findings: Findings) -> list[Figures]:
    rows = [row for zone in (findings.zones or [findings.main]) for row in zone]
    return [row for row in rows if row.population is not None or row.lcrpgr_un is not None]


def _population(findings: Findings) -> str:
    rows = _with_rates(findings)
    if not rows:
        return ""
    head = [
        "Zone", "Years", "Population", "Area per person, m²", "LCR (UN 2021)", "LCR (log)", "PGR", "LCRPGR (UN 2021)",
        "LCRPGR (log)", "No ratio, because",
    ]  # fmt: skip
    cells = [
        [
            row.name,
            str(row.year) if row.since is None else _span(row),
            "" if row.population is None else f"{row.population:,.0f}",
            "" if row.per_capita_m2 is None else f"{row.per_capita_m2:,.1f}",
            *(_percent(value, "+", 2) for value in (row.lcr_un_pct, row.lcr_log_pct, row.pgr_pct)),
            *("" if value is None else f"{value:.2f}" for value in (row.lcrpgr_un, row.lcrpgr_log)),
            row.no_ratio,
        ]
        for row in rows
    ]
    return f"<h2>Land and people</h2>{_table(head, cells)}"


def _change_picture(change: Path, findings: Findings) -> str:
    first, last = findings.years[0], findings.years[-1]
    titles = {
        STABLE_CLASS: f"{findings.surface} in {first} and {last}",
        GAIN: f"Gained by {last}",
        LOSS: f"Lost since {first}",
    }
    legend = [Legend(value, str(value), title, CHANGE_COLORS[value]) for value, title in titles.items()]
    return _picture(change, CHANGE_COLORS, legend)


def _year_picture(gain: Path, findings: Findings) -> str:
    colors = year_colors(findings.years)
    legend = [
        Legend(year, str(year), f"{year} or before" if year == findings.years[0] else str(year), color)
        for year, color in colors.items()
    ]
    picture = _picture(gain, {0: CHANGE_COLORS[STABLE_OTHER], **colors}, legend)
    return f"<h2>First year of {label(findings.surface.lower())}</h2>{picture}"


def _picture(raster: Path, colors: dict[int, str], legend: Sequence[Legend]) -> str:
    """A raster in its colours; what has none is white."""
    with rasterio.open(raster) as dataset:
        step = max(1, -(-max(dataset.width, dataset.height) // _SIDE))
        shape = (-(-dataset.height // step), -(-dataset.width // step))
        values: NDArray[np.generic] = dataset.read(1, out_shape=shape, resampling=Resampling.nearest)
        ground = Ground(dataset.crs.to_wkt(), dataset.transform, dataset.width, dataset.height)
    picture = np.full((*values.shape, 3), tuple(bytes.fromhex(_WHITE[1:])), np.uint8)
    for value, color in colors.items():
        picture[values == value] = tuple(bytes.fromhex(color[1:]))
    return map_figure(picture, ground, legend)


def _span(row: Figures) -> str:
    return f"{row.since} to {row.year}"


def _percent(value: float | None, sign: str = "", digits: int = 1) -> str:
    return "" if value is None else f"{value:{sign}.{digits}f} %"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers, or sentences that wrap."""

    def cell(number: int, text: str, tag: str) -> str:
        told = number == 0 or (tag == "td" and text and not any(letter.isdigit() for letter in text))
        return f"<{tag}{'' if told else _NUMBER}>{label(text)}</{tag}>"

    def line(cells: Sequence[str], tag: str) -> str:
        return f"<tr>{''.join(cell(number, text, tag) for number, text in enumerate(cells))}</tr>"

    return f"<table>{line(head, 'th')}{''.join(line(row, 'td') for row in rows)}</table>"
