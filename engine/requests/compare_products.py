"""The request kind ``compare-products``: a map beside another product, and which of the two is nearer to points."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from pathlib import Path

import numpy as np
import rasterio

from ...contract.errors import AreaError
from ...contract.product_legends import ProductLegend, parse_legend, year_in_legend
from ...contract.requests import CompareProductsRequest, CompareProductsResult, Figure, ReferencePoints
from ..assess.compare_maps import NODATA, Comparison, common_window, compare, square_of
from ..assess.our_surface import OurSurface, open_surface
from ..assess.point_reference import locate
from ..assess.product import Product
from ..assess.reference import meaning_of_labels
from ..assess.stratified import Estimate
from ..assess.zones import ShapesOnGrid
from ..channel import Channel, Portion
from ..memory import threads_that_start
from ..raster.datasets import gdal_options, limit_block_cache
from ..raster.geodesy import degrees_text, reproject
from ..report.comparison_report import ComparisonFindings, ZoneComparison, write_comparison, write_comparison_table
from ..write.assembly import draft_of, remove_drafts
from ..write.difference_file import difference_file
from ..write.output_paths import PAGE, RASTER, TABLE, check_outputs

_TOGETHER = "All together"
_CACHE = 192 * 2**20


def handle(request: CompareProductsRequest, channel: Channel) -> CompareProductsResult:
    """Compare; outputs appear when all are complete.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    check_outputs([(request.difference, *RASTER), (request.table, *TABLE), (request.report, *PAGE)])
    threads = threads_that_start(request.compute.threads)
    limit_block_cache(_CACHE)
    with (
        gdal_options(remote=request.trust_remote),
        rasterio.Env(GDAL_NUM_THREADS=str(threads or "ALL_CPUS")),
        ExitStack() as stack,
        draft_of(request.difference) as difference,
        draft_of(request.table) as table,
        draft_of(request.report) as report,
        channel.nothing_to_lose(lambda: remove_drafts((difference, table, report))),
    ):
        run = _Comparing(request, channel, stack)
        made = run.compare(difference)
        nearer = run.judge()
        zones = run.zones(made)
        if table:
            write_comparison_table(table, zones)
        if report:
            run.write_report(report, made, zones, nearer[0])
    whole = zones[-1]
    agreement_cells, f1_cells, agreement_pixels, f1_pixels = whole.figures
    channel.progress(1.0, "Done")
    return CompareProductsResult(
        cells=whole.cells,
        cell_m=round(run.product.grid.pixel * run.product.grid.metres_per_unit, 3),
        agreement_cells=round(agreement_cells, 6),
        f1_cells=_defined(f1_cells),
        agreement_pixels=round(agreement_pixels, 6),
        f1_pixels=_defined(f1_pixels),
        ours_km2=round(whole.ours, 6),
        theirs_km2=round(whole.theirs, 6),
        compared_km2=round(whole.compared, 6),
        correlation=_defined(made.correlation),
        nearer=nearer[0],
        ours_right=nearer[1],
        theirs_right=nearer[2],
        seconds=round(time.monotonic() - started, 2),
        warnings=tuple(run.warnings),
    )


class _Comparing:
    """A request in progress.

    Attributes:
        ours: The map.
        product: The product.
        warnings: Warnings for the user.
    """

    def __init__(self, request: CompareProductsRequest, channel: Channel, stack: ExitStack) -> None:
        self.request, self._channel = request, channel
        self.warnings: list[str] = []
        remote = request.trust_remote
        self._legend = parse_legend(request.legend)
        self.ours = open_surface(request.map, request.classes, request.target, stack, remote=remote)
        year = request.year if request.year is not None else year_in_legend(request.legend)
        self.product = Product(request.product, self._legend, year, stack, remote=remote)
        for sentence in _told(self._legend):
            self._warn(sentence)
        self._window = common_window(self.ours, self.product)
        if self._window.is_empty:
            raise _apart(self.ours, self.product)
        self._zones: ShapesOnGrid | None = None
        self._names: tuple[str, ...] = (_TOGETHER,)
        if request.zones is not None:
            self._names = tuple(dict.fromkeys(request.zones.names))
            numbers = tuple(self._names.index(name) for name in request.zones.names)
            self._zones = ShapesOnGrid(request.zones.wkt, numbers, request.zones.crs, self.product.grid)
            if self._zones.missed:
                raise AreaError(f"No zone lies on {self.product.name}.", "Choose zones of the mapped place.")

    def compare(self, difference: Path | None) -> Comparison:
        """Compare, and write the differences if wanted."""
        part = Portion(self._channel, 0.0, 0.9, "Comparing")
        writing = (
            nullcontext()
            if difference is None
            else difference_file(difference, self.product.grid, self._window, NODATA, "map minus product")
        )
        with writing as write:
            made = compare(self.ours, self.product, self._window, self._zones, len(self._names), write, part.tell)
        if not made.cells.any():
            raise AreaError(
                f"{self.ours.name} and {self.product.name} share no cell in which both have data.",
                "Choose another product, or zones that both cover.",
            )
        return made

    def zones(self, made: Comparison) -> list[ZoneComparison]:
        """Agreement of each zone, and of all together, which comes last."""
        parts = [] if self._zones is None else [self._zone(name, made, [n]) for n, name in enumerate(self._names)]
        return [*parts, self._zone(_TOGETHER, made, list(range(len(self._names))))]

    @staticmethod
    def _zone(name: str, made: Comparison, numbers: list[int]) -> ZoneComparison:
        return ZoneComparison(
            name,
            int(made.cells[numbers].sum()),
            made.km2[numbers].sum(axis=0),
            made.pixels[numbers].sum(axis=0),
            float(made.ours[numbers].sum()),
            float(made.theirs[numbers].sum()),
        )

    def judge(self) -> tuple[str, Figure | None, Figure | None]:
        """Which of the two is nearer to the reference points, and how often each is right."""
        points = self.request.points
        if points is None:
            return "", None, None
        classes = self.ours.labels
        meaning = meaning_of_labels(points.labels, classes, self.request.values)
        numbers = np.array([meaning[label] for label in points.labels], np.int16)
        surface = [one.value for one in classes].index(self.ours.surface.value)
        true = np.where(numbers < 0, numbers, numbers == surface).astype(np.int16)
        located = locate(points, true, [self.ours], [None], np.array([_pixels(points, self.ours)]))
        for warning in located.warnings:
            self._warn(warning)
        grid, cells = self.ours.grid, self.product.grid
        x, y = grid.x + (located.cols + 0.5) * grid.pixel, grid.y - (located.rows + 0.5) * grid.pixel
        if grid.crs != cells.crs:
            x, y = reproject(grid.crs, cells.crs, (x, y))
        cols, rows = np.floor((x - cells.x) / cells.pixel), np.floor((cells.y - y) / cells.pixel)
        shares = self.product.at(cols.astype(np.int64), rows.astype(np.int64))
        known = np.isfinite(shares)
        if not known.any():
            self._warn("No labelled point lies where the product has data.")
            return "", None, None
        ours = (located.found == located.true) & known
        theirs = (self.product.is_surface(shares) == (located.true == 1)) & known
        right = [located.sample.ratio(one, known) for one in (ours, theirs)]
        gain = located.sample.ratio(ours.astype(float) - theirs, known)
        return self._sentence(right, gain, int(known.sum())), _figure(right[0]), _figure(right[1])

    @staticmethod
    def _sentence(right: Sequence[Estimate], gain: Estimate, count: int) -> str:
        ours, theirs = (f"{100 * one.value:.1f} %" for one in right)
        told = (
            f"At {count} reference points, weighted by their strata, the map is right at {ours} and the product at "
            f"{theirs}"
        )
        if math.isnan(gain.error):
            return f"{told}; whether the difference is more than chance is unknown."
        interval = gain.interval(-1.0, 1.0)
        between = f"{100 * interval.low:+.1f} to {100 * interval.high:+.1f}"
        if interval.low > 0:
            return f"{told}: the map is nearer (difference {between} percent, 95 % interval)."
        if interval.high < 0:
            return f"{told}: the product is nearer (difference {between} percent, 95 % interval)."
        return f"{told}: the points cannot tell them apart (difference {between} percent, 95 % interval)."

    def write_report(self, draft: Path, made: Comparison, zones: Sequence[ZoneComparison], sentence: str) -> None:
        """Write the page."""
        grid = self.product.grid
        findings = ComparisonFindings(
            names=(self.ours.name, self.product.name),
            legend=self._legend.title,
            cell_m=grid.pixel * grid.metres_per_unit,
            correlation=made.correlation,
            surface=self.ours.surface.title,
            sentence=sentence,
            warnings=self.warnings,
            zones=zones,
            shares=made.shares,
            square=square_of(self._window),
        )
        write_comparison(draft, findings)

    def _warn(self, sentence: str) -> None:
        self.warnings.append(sentence)
        self._channel.log("warning", sentence)


def _told(legend: ProductLegend) -> list[str]:
    """What one has to know of the product."""
    told = []
    if legend.zero_outside:
        told.append(f"{legend.title} has 0 outside its area, too: pixels outside count as not the class.")
    if legend.only_alone:
        told.append(f"{legend.only_alone} differ in method: their difference is no change on the ground.")
    return told


def _pixels(points: ReferencePoints, ours: OurSurface) -> int:
    """Pixels that the points stand for: only their proportions matter here."""
    if points.design is not None:
        return sum(one.pixels for one in points.design.strata)
    return ours.grid.width * ours.grid.height


def _apart(ours: OurSurface, product: Product) -> AreaError:
    here, there = (degrees_text(one.grid.crs, one.grid.bounds) for one in (ours, product))
    return AreaError(
        f"The product does not overlap the map: the product covers {there}, the map {here}.",
        "Choose the tile of the product that covers the map.",
    )


def _figure(estimate: Estimate) -> Figure:
    interval = estimate.interval(0.0, 1.0)
    known = not math.isnan(estimate.error)
    return Figure(
        value=_defined(estimate.value),
        low=round(interval.low, 6) if known else None,
        high=round(interval.high, 6) if known else None,
    )


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
