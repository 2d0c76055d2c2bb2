"""A map beside another product: CSV table and HTML page."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import OutputError
from ..assess.accuracy import f1, overall_accuracy
from .page import facts, figure, label, notes, write_page
from .pictures import Picture

_COLUMNS = (
    "zone", "cells", "compared_km2", "ours_km2", "theirs_km2", "difference_km2", "ours_share", "theirs_share",
    "agreement_cells", "f1_cells", "agreement_pixels", "f1_pixels",
)  # fmt: skip
_SIDE = 500
_BINS = 50
_ENLARGED = 6
_GREY = 225


@dataclass(frozen=True)
class ZoneComparison:
    """Agreement in one zone, or in all together.

    Attributes:
        name: Name of the zone.
        cells: Cells of the product that both sides know.
        km2: Area by class of map and product, km2, [2, 2].
        pixels: Pixels of the map by the same, [2, 2].
        ours: Area of the surface in the map, km2.
        theirs: Area of the surface in the product, km2.
    """

    name: str
    cells: int
    km2: NDArray[np.float64]
    pixels: NDArray[np.int64]
    ours: float
    theirs: float

    @property
    def compared(self) -> float:
        """Area that both sides know, km2."""
        return float(self.km2.sum())

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """Agreement and F1 at the product's grid, and at the map's, 0-1; NaN where undefined."""
        return (
            float(overall_accuracy(self.km2)),  # type: ignore[arg-type]
            float(f1(self.km2)[1]),  # type: ignore[arg-type]
            float(overall_accuracy(self.pixels)),
            float(f1(self.pixels)[1]),
        )


@dataclass(frozen=True, kw_only=True)
class ComparisonFindings:
    """Content of the page.

    Attributes:
        names: Names of the map and of the product.
        legend: Legend of the product, in words.
        cell_m: Side of a cell of the product, metres.
        correlation: Correlation of both shares; NaN = not defined.
        surface: Title of the surface.
        sentence: Which of the two is nearer to the reference points; empty = no points.
        warnings: Warnings for the user, whole sentences.
        zones: The zones, all together last.
        shares: Shares of the map and of the product in squares, 0-1, [2, rows, columns]; NaN = unknown.
        square: Side of these squares, cells.
    """

    names: tuple[str, str]
    legend: str
    cell_m: float
    correlation: float
    surface: str
    sentence: str
    warnings: Sequence[str]
    zones: Sequence[ZoneComparison]
    shares: NDArray[np.float32]
    square: int


def write_comparison_table(target: Path, zones: Sequence[ZoneComparison]) -> None:
    """Write a row per zone; areas in km2, shares 0-1, empty = not defined.

    Raises:
        OutputError: The file cannot be written.
    """
    try:
        with target.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for one in zones:
                whole = one.compared or math.nan
                numbers = (
                    one.compared,
                    one.ours,
                    one.theirs,
                    one.ours - one.theirs,
                    one.ours / whole,
                    one.theirs / whole,
                )
                row = ["" if math.isnan(value) else f"{value:.8g}" for value in (*numbers, *one.figures)]
                writer.writerow([one.name, one.cells, *row])
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def write_comparison(target: Path, findings: ComparisonFindings) -> None:
    """Write the page.

    Raises:
        OutputError: The file cannot be written.
    """
    told = f'<p class="told">{label(findings.sentence)}</p>' if findings.sentence else ""
    ours, theirs = findings.shares
    about = [
        ("Map", findings.names[0]),
        ("Surface", findings.surface),
        ("Product", findings.names[1]),
        ("Legend", findings.legend),
        ("Cell of the product", f"{findings.cell_m:.4g} m"),
        ("Correlation of shares", "" if math.isnan(findings.correlation) else f"{findings.correlation:.3f}"),
    ]
    side = findings.square
    maps = (
        figure(_ramp(ours), f"Map: share of {findings.surface}")
        + figure(_ramp(theirs), f"Product: share of {findings.surface}")
        + figure(_diverging(ours - theirs), "Map minus product: red more in the map, blue more in the product")
        + figure(
            _scatter(ours, theirs), f"Shares in squares of {side} cells: map upwards, product to the right, 0 to 100 %"
        )
    )
    body = (
        f"{told}{notes(findings.warnings)}{facts(about)}<h2>Agreement</h2>{_table(findings.zones)}"
        "<p>At the product's grid the mean of the map in each cell counts, weighted by the cell's area on the ground; "
        "at the map's grid each pixel beside the cell that holds it. Neither of the two is the truth: agreement is no "
        f"accuracy.</p><h2>Maps</h2>{maps}"
    )
    write_page(target, " and ".join(findings.names), body)


def _table(zones: Sequence[ZoneComparison]) -> str:
    names = (
        "Zone", "Cells", "Compared, km2", "Map, km2", "Product, km2", "Difference, km2", "Map, %", "Product, %",
        "Agreement of cells, %", "F1 of cells, %", "Agreement of pixels, %", "F1 of pixels, %",
    )  # fmt: skip
    rows = "".join(f"<th>{label(name)}</th>" for name in names)
    for one in zones:
        whole = one.compared or math.nan
        areas = (one.compared, one.ours, one.theirs, one.ours - one.theirs)
        cells = [f"{one.cells:,}", *(f"{value:,.4f}" for value in areas)]
        cells += [_percent(value) for value in (one.ours / whole, one.theirs / whole, *one.figures)]
        rows += f"<tr><th>{label(one.name)}</th>{''.join(f'<td class=n>{cell}</td>' for cell in cells)}</tr>"
    return f"<table>{rows}</table>"


def _percent(value: float) -> str:
    return "-" if math.isnan(value) else f"{100 * value:.1f}"


def _small(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Every n-th square, so that the picture is not too large, and small ones enlarged."""
    step = max(1, -(-max(values.shape) // _SIDE))
    times = max(1, _SIDE // max(values.shape)) if step == 1 else 1
    return values[::step, ::step].repeat(times, axis=0).repeat(times, axis=1)


def _mixed(values: NDArray[np.float32], low: tuple[int, int, int], high: tuple[int, int, int]) -> Picture:
    """Colours between two, for values 0-1; grey where unknown."""
    known = np.isfinite(values)
    part = np.where(known, np.clip(values, 0, 1), 0)[..., None]
    mixed = np.array(low) * (1 - part) + np.array(high) * part
    return np.where(known[..., None], mixed, _GREY).astype(np.uint8)


def _ramp(values: NDArray[np.float32]) -> Picture:
    return _mixed(_small(values), (247, 247, 247), (84, 39, 136))


def _diverging(values: NDArray[np.float32]) -> Picture:
    shown = _small(values)
    more = _mixed(np.maximum(shown, 0), (247, 247, 247), (178, 24, 43))
    less = _mixed(np.maximum(-shown, 0), (247, 247, 247), (33, 102, 172))
    return np.where((shown > 0)[..., None], more, less)


def _scatter(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> Picture:
    """Number of squares by their two shares, on a logarithmic scale, with the diagonal."""
    known = np.isfinite(ours) & np.isfinite(theirs)
    counts, _, _ = np.histogram2d(ours[known], theirs[known], bins=_BINS, range=((0, 1), (0, 1)))
    most = math.log1p(float(counts.max(initial=1)))
    picture = _mixed((np.log1p(counts) / most).astype(np.float32), (255, 255, 255), (20, 20, 80))
    diagonal = np.arange(_BINS)
    empty = counts[diagonal, diagonal] == 0
    picture[diagonal[empty], diagonal[empty]] = (220, 160, 160)
    return picture[::-1].repeat(_ENLARGED, axis=0).repeat(_ENLARGED, axis=1)
