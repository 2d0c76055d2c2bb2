"""The HTML report of a mapping run: one page for everybody, then the details for engineers."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import rasterio
from rasterio.enums import Resampling

from ...contract.accuracy_words import accuracy_words, without_comparison
from ...contract.card import ModelCard
from ...contract.requests import MapResult
from ..raster.geodesy import degrees_at
from ..raster.grid import Window
from ..raster.source import Source
from ..write.legend import Legend
from .accuracy_place import naming, reliability_place, section_place
from .heading import heading
from .map_figure import Ground, map_figure
from .page import Rows, details, facts, figure, label, notes, plain, swatch, without_addresses, write_page
from .pictures import Picture, enlarged, natural_colours, overlay

# Longer side of the pictures, pixels, up to twice as much where a map is finer than its input: some hundred kB.
_SIDE = 800
_TOLD_CLASSES = 3
# Digits after the point of mapped areas from this size on, km2; square metres at most.
_DIGITS = ((100, 0), (10, 1), (1, 2), (0.1, 3), (0.01, 4))
_MOST_DIGITS, _TWO_DIGITS = 6, 10


@dataclasses.dataclass(frozen=True)
class Findings:
    """Content of the page.

    Attributes:
        result: Result of the run.
        card: Card of the model.
        legend: Values of the class raster.
        tags: Provenance tags of the class raster.
        surface: Display title of the mapped class or model.
        images: Names of the mapped files.
        year: Year of the imagery; None = not given.
        title: Heading of the page; empty = composed of surface, images and year.
    """

    result: MapResult
    card: ModelCard
    legend: Sequence[Legend]
    tags: dict[str, str]
    surface: str
    images: Sequence[str]
    year: int | None
    title: str = ""


def write_report(target: Path, findings: Findings, raster: Path, source: Source, window: Window) -> None:
    """Write the page.

    Args:
        target: Path of the page.
        findings: Content of the page.
        raster: Path of the class raster.
        source: Opened input.
        window: Part of the working grid that the raster covers.

    Raises:
        OutputError: The file cannot be written.
        SourceError: The input cannot be read.
    """
    step = -(-max(window.width, window.height) // _SIDE)
    image = natural_colours(source, window, step, findings.card.roles)
    # A map that is finer than its input is shown so, as far as the picture is small.
    times = min(findings.card.scale_factor, -(-_SIDE // max(image.shape[:2])))
    below = enlarged(image, times)
    with rasterio.open(raster) as dataset:
        classes = dataset.read(1, out_shape=below.shape[:2], resampling=Resampling.nearest)
        ground = Ground(dataset.crs.to_wkt(), dataset.transform, dataset.width, dataset.height)
        named = naming(dataset)
    middle = degrees_at(ground.crs, ground.transform, ground.width / 2, ground.height / 2)
    title = findings.title or heading(findings.surface, findings.images, findings.year, *middle)
    shown = map_figure(overlay(below, classes, findings.legend), ground, findings.legend)
    write_page(target, title, f"{named}{_front(findings, shown)}{section_place()}{_details(findings, image)}")


def _front(findings: Findings, shown: str) -> str:
    """The page for everybody: map, summary, areas, reliability, warnings."""
    result = findings.result
    return (
        f'<section class="front"><p class="told">{summary(result, findings.legend)}</p>{shown}'
        f"{_areas(result, findings.legend)}{reliability_place(f'<p>{plain(reliability(findings.card))}</p>')}"
        f"{notes(result.warnings)}</section>"
    )


def summary(result: MapResult, legend: Sequence[Legend]) -> str:
    """Mapped area and the share of the classes in one sentence, as HTML."""
    classes = sorted((one for one in legend if one.value), key=lambda one: -result.class_km2.get(one.name, 0.0))
    parts = []
    for one in classes[:_TOLD_CLASSES]:
        km2 = result.class_km2.get(one.name, 0.0)
        title = label(one.title)
        parts.append(f"{_km2(km2, result)} km² ({_percent(km2, result)}) are {title[:1].lower()}{title[1:]}")
    told = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"Of {_km2(result.covered_km2, result)} km² that were mapped, {told}."


def reliability(card: ModelCard) -> str:
    """Why the areas have no interval, and how good the model was elsewhere."""
    return (
        "No interval: this map has not been compared with reference points. The accuracy of the model elsewhere: "
        f"{accuracy_words(card)} Accuracy differs from place to place: check the map against the image and, before "
        "decisions that rest on these figures, against reference points."
    )


def _areas(result: MapResult, legend: Sequence[Legend]) -> str:
    rows = []
    for entry in sorted(legend, key=lambda e: (e.value == 0, e.value)):
        km2 = result.class_km2.get(entry.name, 0.0)
        rows.append(
            f"<tr><td>{swatch(entry.color)}{label(entry.title)}</td>"
            f'<td class="n">{_km2(km2, result)}</td><td class="n">{_percent(km2, result)}</td></tr>'
        )
    return (
        '<table><tr><th>Class</th><th class="n">km²</th><th class="n">Share</th></tr>'
        f'{"".join(rows)}<tr><th>Mapped</th><th class="n">{_km2(result.covered_km2, result)}</th><th></th></tr></table>'
    )


def _details(findings: Findings, image: Picture) -> str:
    result, card = findings.result, findings.card
    exact = [(entry.title, f"{result.class_km2.get(entry.name, 0.0):,.6f} km²") for entry in findings.legend]
    run: Rows = [
        ("Map", Path(result.output).name),
        ("Images", ", ".join(findings.images)),
        ("Values of the input", findings.tags.get("ONEMETRE_RADIOMETRY", "")),
        ("Size", f"{result.width:,} x {result.height:,} pixels"),
        ("Device", result.device),
        ("Time", f"{result.seconds:,.1f} s" + (" (resumed after an interruption)" if result.resumed else "")),
        *[(without_addresses(name), value) for name, value in exact],
    ]
    model: Rows = [
        ("Model", without_addresses(f"{card.title} ({card.name})")),
        ("Accuracy", accuracy_words(card)),
        ("Description", card.description),
        ("Input", f"{', '.join(card.roles)} at {card.resolution:g} m"),
        ("Training data", card.training_data),
        ("Licence", card.licence),
    ]
    tags = [(name, without_addresses(value)) for name, value in findings.tags.items()]
    return (
        details(
            "The run",
            f"{facts(run)}<p>Areas are those on the ground (on the ellipsoid); nodata pixels are not counted.</p>"
            f"{figure(image, 'Input')}",
        )
        + details("The model", f"{facts(model)}{_figures(card)}")
        + details("For the record", f"{facts([('Adapted from', card.parent), *tags])}{_full_figures(card)}")
    )


def _figures(card: ModelCard) -> str:
    if not card.accuracy:
        return ""
    rows = "".join(
        f'<tr><td>{label(a.metric)}</td><td class="n">{a.value:.1f} %</td><td>{plain(without_comparison(a))}</td></tr>'
        for a in card.accuracy
    )
    told = "Valid for the data listed; it may be lower elsewhere."
    return f"<h3>Measured accuracy</h3><p>{told}</p><table>{rows}</table>"


def _full_figures(card: ModelCard) -> str:
    """The figures as the card has them, with other models and commands."""
    rows = [(f"{a.metric} {a.value:.2f} %", f"{a.data} ({a.command})" if a.command else a.data) for a in card.accuracy]
    return facts([(without_addresses(name), value) for name, value in rows])


def _km2(km2: float, result: MapResult) -> str:
    """An area as exact as three digits of the mapped area, or as two of its own."""
    digits = next((places for least, places in _DIGITS if result.covered_km2 >= least), _MOST_DIGITS)
    while 0 < km2 * 10**digits < _TWO_DIGITS and digits < _MOST_DIGITS:
        digits += 1
    return f"{km2:,.{digits}f}"


def _percent(km2: float, result: MapResult) -> str:
    share = 100 * km2 / result.covered_km2 if result.covered_km2 else 0.0
    return f"{share:.0f} %" if share >= 10 or share == 0 else f"{share:.1f} %"
