"""What a run gave, as one HTML page that needs nothing besides itself: to send, to print, to keep."""

from __future__ import annotations

import base64
import dataclasses
import io
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import numpy as np
import rasterio
from matplotlib.image import imsave
from numpy.typing import NDArray
from rasterio.enums import Resampling

from ..models.card import ModelCard
from .classify import Legend
from .errors import OutputError
from .grid import Window
from .jobs import MapResult
from .pixels import Source

# Longer side of the pictures, pixels: sharp on paper at half a page, and some hundred kB.
_SIDE = 800
_OVERLAY = 0.65

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 66em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse; margin: .5em 0 1.5em } th, td { text-align: left; padding: .25em .8em .25em 0;
vertical-align: top; border-bottom: 1px solid #ddd } th { font-weight: 600 } .n { text-align: right }
figure { display: inline-block; width: 48%; margin: 0 1% 1em 0 } img { width: 100%; image-rendering: auto }
.c { display: inline-block; width: 1em; height: 1em; margin-right: .5em; vertical-align: -.1em }
.w { background: #fff4d6; padding: .6em 1em; border-left: 4px solid #e0a800 } @media print { body { margin: 0 } }
"""

Rows = Iterable[tuple[str, str]]


@dataclasses.dataclass(frozen=True)
class Findings:
    """What the page tells.

    Attributes:
        result: The run's result.
        card: The model's card.
        legend: Values of the class raster.
        tags: What the raster says about where it comes from.
        title: Heading.
    """

    result: MapResult
    card: ModelCard
    legend: Sequence[Legend]
    tags: dict[str, str]
    title: str


def write_report(target: Path, findings: Findings, raster: Path, source: Source, window: Window) -> None:
    """Write the page.

    Args:
        target: Its path.
        findings: What to tell.
        raster: The class raster.
        source: The input.
        window: Part of the working grid that the raster shows.

    Raises:
        OutputError: The file cannot be written.
        SourceError: The input cannot be read.
    """
    step = -(-max(window.width, window.height) // _SIDE)
    image = _image(source, window, step, findings.card.roles)
    overlay = _overlay(image, raster, findings.legend)
    try:
        target.write_text(_page(findings, image, overlay), encoding="utf-8")
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def _image(source: Source, window: Window, step: int, roles: Sequence[str]) -> NDArray[np.uint8]:
    """The input in natural colours if it has them, else its first band, [h, w, 3]; white where there is no data."""
    natural = {"red", "green", "blue"} <= set(roles)
    bands = [roles.index(role) for role in ("red", "green", "blue")] if natural else [0, 0, 0]
    lines, valid = [], []
    for row in range(step // 2, window.height, step):
        values, here = source.read(Window(window.col, window.row + row, window.width, 1))
        lines.append(values[bands, 0, step // 2 :: step])
        valid.append(here[0, step // 2 :: step])
    shown, mask = np.stack(lines, axis=1).astype(np.float32), np.stack(valid)
    if not mask.any():
        return np.full((*mask.shape, 3), 255, np.uint8)
    # Together, so that grey stays grey.
    low, high = np.percentile(shown[:, mask], (2, 98))
    stretched = np.clip((shown - low) / max(high - low, 1e-6), 0, 1) * 255
    return np.where(mask[..., None], np.moveaxis(stretched, 0, -1), 255).astype(np.uint8)


def _overlay(image: NDArray[np.uint8], raster: Path, legend: Sequence[Legend]) -> NDArray[np.uint8]:
    """The classes above 0 in their colours over the image."""
    with rasterio.open(raster) as dataset:
        classes = dataset.read(1, out_shape=image.shape[:2], resampling=Resampling.nearest)
    result = image.astype(np.float32)
    for entry in legend:
        if entry.value:
            color = np.array([int(entry.color[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
            here = classes == entry.value
            result[here] += _OVERLAY * (color - result[here])
    return result.astype(np.uint8)


def _page(findings: Findings, image: NDArray[np.uint8], overlay: NDArray[np.uint8]) -> str:
    result, card = findings.result, findings.card
    warnings = "".join(f'<p class="w">{escape(warning)}</p>' for warning in result.warnings)
    run: Rows = [
        ("Map", Path(result.output).name),
        ("Size", f"{result.width:,} x {result.height:,} pixels"),
        ("Device", result.device),
        ("Time", f"{result.seconds:,.1f} s" + (" (continued after it was cut off)" if result.resumed else "")),
    ]
    model: Rows = [
        ("Model", f"{card.title} ({card.name})"),
        ("About", card.description),
        ("Input", f"{', '.join(card.roles)} at {card.resolution:g} m"),
        ("Adapted from", card.parent),
        ("Training data", card.training_data),
        ("Licence", card.licence),
    ]
    accuracy = "".join(
        f'<tr><td>{escape(a.metric)}</td><td class="n">{a.value:.1f} %</td><td>{escape(a.data)}</td></tr>'
        for a in card.accuracy
    )
    measured = (
        f"<h3>Measured accuracy</h3><p>On the data named here; elsewhere it may be lower.</p><table>{accuracy}</table>"
        if accuracy
        else "<p>How accurate the model is was not measured.</p>"
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(findings.title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(findings.title)}</h1>{warnings}"
        f"<div>{_figure(overlay, 'Map over the input')}{_figure(image, 'Input')}</div>"
        f"<h2>Areas</h2>{_areas(result, findings.legend)}<h2>Run</h2>{_table(run)}"
        f"<h2>Model</h2>{_table(model)}{measured}<h2>Provenance</h2>{_table(findings.tags.items())}</body></html>\n"
    )


def _areas(result: MapResult, legend: Sequence[Legend]) -> str:
    rows = []
    for entry in sorted(legend, key=lambda e: (e.value == 0, e.value)):
        km2 = result.class_km2.get(entry.name, 0.0)
        share = 100 * km2 / result.covered_km2 if result.covered_km2 else 0.0
        rows.append(
            f'<tr><td><span class="c" style="background:{escape(entry.color)}"></span>{escape(entry.title)}</td>'
            f'<td class="n">{km2:,.4f}</td><td class="n">{share:.1f} %</td></tr>'
        )
    return (
        '<table><tr><th>Class</th><th class="n">km2</th><th class="n">Share</th></tr>'
        f'{"".join(rows)}<tr><th>Mapped</th><th class="n">{result.covered_km2:,.4f}</th><th></th></tr></table>'
        "<p>Areas on the map plane; what has no data counts neither here nor there.</p>"
    )


def _table(rows: Rows) -> str:
    cells = (f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows if value)
    return f"<table>{''.join(cells)}</table>"


def _figure(pixels: NDArray[np.uint8], caption: str) -> str:
    buffer = io.BytesIO()
    imsave(buffer, pixels, format="png")
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        f'<figure><img alt="{escape(caption)}" src="data:image/png;base64,{data}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
