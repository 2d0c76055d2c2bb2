"""The HTML report of a mapping run."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import rasterio
from rasterio.enums import Resampling

from ...contract.card import ModelCard
from ...contract.requests import MapResult
from ..raster.grid import Window
from ..raster.source import Source
from ..write.legend import Legend
from .page import Rows, facts, figure, label, notes, plain, swatch, without_addresses, write_page
from .pictures import Picture, natural_colours, overlay

# Longer side of the pictures, pixels: sharp at half a printed page, and some hundred kB.
_SIDE = 800


@dataclasses.dataclass(frozen=True)
class Findings:
    """Content of the page.

    Attributes:
        result: Result of the run.
        card: Card of the model.
        legend: Values of the class raster.
        tags: Provenance tags of the class raster.
        title: Heading of the page.
    """

    result: MapResult
    card: ModelCard
    legend: Sequence[Legend]
    tags: dict[str, str]
    title: str


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
    with rasterio.open(raster) as dataset:
        classes = dataset.read(1, out_shape=image.shape[:2], resampling=Resampling.nearest)
    write_page(target, findings.title, _body(findings, image, overlay(image, classes, findings.legend)))


def _body(findings: Findings, image: Picture, shown: Picture) -> str:
    result, card = findings.result, findings.card
    run: Rows = [
        ("Map", Path(result.output).name),
        ("Values of the input", findings.tags.get("ONEMETRE_RADIOMETRY", "")),
        ("Size", f"{result.width:,} x {result.height:,} pixels"),
        ("Device", result.device),
        ("Time", f"{result.seconds:,.1f} s" + (" (resumed after an interruption)" if result.resumed else "")),
    ]
    model: Rows = [
        ("Model", without_addresses(f"{card.title} ({card.name})")),
        ("Description", card.description),
        ("Input", f"{', '.join(card.roles)} at {card.resolution:g} m"),
        ("Adapted from", card.parent),
        ("Training data", card.training_data),
        ("Licence", card.licence),
    ]
    tags = [(name, without_addresses(value)) for name, value in findings.tags.items()]
    accuracy = "".join(
        f'<tr><td>{label(a.metric)}</td><td class="n">{a.value:.1f} %</td><td>{plain(a.data)}</td></tr>'
        for a in card.accuracy
    )
    measured = (
        f"<h3>Measured accuracy</h3><p>Valid for the data listed; it may be lower elsewhere.</p><table>{accuracy}"
        "</table>"
        if accuracy
        else "<p>The accuracy of the model was not measured.</p>"
    )
    return (
        f"{notes(result.warnings)}<div>{figure(shown, 'Map over the input')}{figure(image, 'Input')}</div>"
        f"<h2>Areas</h2>{_areas(result, findings.legend)}<h2>Run</h2>{facts(run)}"
        f"<h2>Model</h2>{facts(model)}{measured}<h2>Provenance</h2>{facts(tags)}"
    )


def _areas(result: MapResult, legend: Sequence[Legend]) -> str:
    rows = []
    for entry in sorted(legend, key=lambda e: (e.value == 0, e.value)):
        km2 = result.class_km2.get(entry.name, 0.0)
        share = 100 * km2 / result.covered_km2 if result.covered_km2 else 0.0
        rows.append(
            f"<tr><td>{swatch(entry.color)}{label(entry.title)}</td>"
            f'<td class="n">{km2:,.4f}</td><td class="n">{share:.1f} %</td></tr>'
        )
    return (
        '<table><tr><th>Class</th><th class="n">km2</th><th class="n">Share</th></tr>'
        f'{"".join(rows)}<tr><th>Mapped</th><th class="n">{result.covered_km2:,.4f}</th><th></th></tr></table>'
        "<p>Areas on the map plane; nodata pixels are not counted.</p>"
    )
