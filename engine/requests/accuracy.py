"""The request kind ``accuracy``: measures class maps against points, polygons or a raster."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray

from ...contract.errors import AreaError
from ...contract.redaction import shown_name
from ...contract.requests import AccuracyRequest, AccuracyResult, Figure
from ..assess.class_map import open_class_map, same_classes
from ..assess.design_based import assess, assisted_share, compared
from ..assess.map_totals import MapTotals
from ..assess.point_reference import Located, locate
from ..assess.probability import ProbabilityMap
from ..assess.reference import PolygonReference, RasterReference, Reference, meaning_of_labels
from ..assess.stratified import Estimate
from ..assess.zones import ShapesOnGrid
from ..channel import Channel, Portion
from ..memory import threads_that_start
from ..raster.datasets import gdal_options, limit_block_cache
from ..raster.geodesy import degrees_text
from ..report.accuracy_place import check_report, with_accuracy
from ..report.accuracy_report import POLYGONS, AccuracyFindings, write_accuracy
from ..report.accuracy_table import HA_PER_KM2, ZoneAccuracy, write_accuracy_table
from ..report.page import write_html
from ..write.assembly import draft_of, remove_drafts
from ..write.output_paths import PACKAGE, PAGE, TABLE, check_outputs
from .accuracy_errors import refuse_other_layers, write_cells, write_points
from .accuracy_places import worst_cells, worst_points

_TOGETHER = "All together"
# The variance of a ratio of fewer clusters is too small, and the normal distribution too narrow.
_FEW_POLYGONS = 20
_CACHE = 128 * 2**20


def handle(request: AccuracyRequest, channel: Channel) -> AccuracyResult:
    """Measure the accuracy; outputs appear when all are complete.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    outputs = [(request.table, *TABLE), (request.report, *PAGE), (request.errors, *PACKAGE), (request.add_to, *PAGE)]
    check_outputs(outputs)
    if request.errors:
        refuse_other_layers(request.errors)
    threads = threads_that_start(request.compute.threads)
    limit_block_cache(_CACHE)
    with (
        gdal_options(remote=request.trust_remote),
        rasterio.Env(GDAL_NUM_THREADS=str(threads or "ALL_CPUS")),
        ExitStack() as stack,
        draft_of(request.table) as table,
        draft_of(request.report) as report,
        draft_of(request.errors) as errors,
        draft_of(request.add_to) as added,
        channel.nothing_to_lose(lambda: remove_drafts((table, report, errors, added))),
    ):
        run = _Assessing(request, channel, stack)
        about_map = check_report(Path(request.add_to), run.maps[0].dataset) if added else ""
        run.count()
        zones = run.assess()
        if table:
            write_accuracy_table(table, zones, run.classes, run.assisted_class, kappa=request.kappa)
        if errors:
            run.write_errors(errors)
        if report:
            run.write_report(report, zones, stack)
        result = _result(run, zones[-1], time.monotonic() - started)
        if added:
            write_html(added, with_accuracy(about_map, result))
    channel.progress(1.0, "Done")
    return result


def _result(run: _Assessing, whole: ZoneAccuracy, seconds: float) -> AccuracyResult:
    sampled, figures = whole.made.sampled, whole.made.classes
    return AccuracyResult(
        counted=int(whole.made.counts.sum()),
        names=tuple(one.title for one in run.classes),
        matrix=tuple(tuple(int(cell) for cell in row) for row in whole.made.counts),
        overall=_figure(whole.made.overall, 1.0),
        users=tuple(_figure(one.users, 1.0) for one in figures),
        producers=tuple(_figure(one.producers, 1.0) for one in figures),
        f1=tuple(_figure(one.f1, 1.0) for one in figures),
        area_ha=tuple(_figure(whole.area_ha(number), math.inf) for number in range(len(figures))),
        mapped_ha=tuple(round(float(km2) * HA_PER_KM2, 4) for km2 in whole.mapped_km2),
        assisted_ha=None if whole.assisted is None else _figure(whole.assisted.times(whole.km2 * HA_PER_KM2), math.inf),
        design=run.design if sampled else "",
        seconds=round(seconds, 2),
        warnings=tuple(run.warnings),
    )


class _Assessing:
    """A request in progress.

    Attributes:
        maps: The class maps.
        classes: Classes that all of them have.
        design: What is known of the sample, in words.
        assisted_class: Number of the class of the probability raster.
        warnings: Warnings for the user.
    """

    def __init__(self, request: AccuracyRequest, channel: Channel, stack: ExitStack) -> None:
        self.request, self._channel, self._stack = request, channel, stack
        self.warnings: list[str] = []
        self.design, self.assisted_class = "", 0
        remote = request.trust_remote
        self.maps = [open_class_map(path, request.classes, stack, remote=remote) for path in request.maps]
        same_classes(self.maps)
        self.classes = self.maps[0].classes
        self._names = tuple(request.zones.names if request.zones else (one.name for one in self.maps))
        every = tuple(dict.fromkeys(self._names)) if request.zones else self._names
        self._zones: list[ShapesOnGrid | None] = [None] * len(self.maps)
        if request.zones is not None:
            numbers = tuple(every.index(name) for name in request.zones.names)
            found = [ShapesOnGrid(request.zones.wkt, numbers, request.zones.crs, one.grid) for one in self.maps]
            if all(zones.missed for zones in found):
                raise AreaError("No zone lies on the map.", "Choose zones of the mapped place.")
            self._zones = list(found)
        self._names = every
        self._probability: list[ProbabilityMap] = []
        if request.probability:
            self._probability = [
                ProbabilityMap(request.probability, one.grid, stack, remote=remote) for one in self.maps
            ]
            self.assisted_class = self._probability[0].class_in(self.classes)
        self._references = self._opened(stack)
        self._totals = MapTotals(len(every), len(self.classes))
        self._located: Located | None = None

    def count(self) -> None:
        """Count the maps, and find the points on them."""
        request = self.request
        share = 0.9 / len(self.maps)
        pixels = np.zeros(len(self.maps), np.int64)
        for number, one in enumerate(self.maps):
            part = Portion(self._channel, number * share, (number + 1) * share, f"Counting {one.name}")
            probability = self._probability[number] if self._probability else None
            before = int(self._totals.pixels.sum())
            self._totals.add(number, one, self._zones[number], self._references[number], probability, part.tell)
            pixels[number] = int(self._totals.pixels.sum()) - before
            if one.left_out:
                self._warn(f"Pixels of {one.name} whose value is no class were left out.")
        if request.points is None:
            if not self._totals.matrices.any():
                raise self._elsewhere()
            if request.polygons is not None:
                many = len(self._totals.clusters(range(len(self._names))))
                if many < _FEW_POLYGONS:
                    self._warn(f"There are few polygons on the map ({many}): the true intervals are wider.")
            return
        meaning = meaning_of_labels(request.points.labels, self.classes, request.values)
        true = np.array([meaning[label] for label in request.points.labels], np.int16)
        self._located = locate(request.points, true, self.maps, self._zones, pixels)
        self.design = self._located.design
        self._channel.log("info", f"Design: {self.design}.")
        for warning in self._located.warnings:
            self._warn(warning)

    def assess(self) -> list[ZoneAccuracy]:
        """Accuracy of each zone, and of all together, which comes last; of a single zone only the latter."""
        names = self._names if len(self._names) > 1 else ()
        parts = [self._zone(name, [number]) for number, name in enumerate(names)]
        return [*parts, self._zone(_TOGETHER, list(range(len(self._names))))]

    def _zone(self, name: str, numbers: list[int]) -> ZoneAccuracy:
        totals, located = self._totals, self._located
        mapped = totals.km2[numbers].sum(axis=0)
        if located is None:
            counts = totals.matrices[numbers].sum(axis=0)
            pixels = totals.pixels[numbers].sum()
            km2 = float(mapped.sum() * counts.sum() / pixels) if pixels else math.nan
            clusters = totals.clusters(numbers) if self.request.polygons is not None else None
            return ZoneAccuracy(name, compared(counts, clusters), km2, mapped)
        inside = np.isin(located.zone, numbers)
        made = assess(located.found, located.true, located.sample, len(self.classes), inside)
        km2 = float(mapped.sum())
        if not located.whole:
            # The points were drawn in another area: what they say of it is all that is known of its size.
            km2 = located.km2 * located.sample.ratio(inside, np.ones(len(inside))).value
        return ZoneAccuracy(name, made, km2, mapped, self._assisted(located, numbers, inside))

    def _assisted(self, located: Located, numbers: list[int], inside: NDArray[np.bool_]) -> Estimate | None:
        likely = int(self._totals.likely[numbers].sum())
        if not self._probability or not likely:
            return None
        percent = np.full(len(located.found), 255.0)
        for number, one in enumerate(self._probability):
            here = np.flatnonzero(located.map == number)
            percent[here] = one.at(located.cols[here], located.rows[here])
        known = inside & (percent <= 100)
        if not known.any():
            return None
        mean = float(self._totals.probability[numbers].sum()) / likely
        is_class = located.true == self.assisted_class
        return assisted_share(percent / 100, is_class, located.sample, mean, known)

    def write_errors(self, draft: Path) -> None:
        """Write the errors as points, or as squares with their numbers."""
        if self._located is not None and self.request.points is not None:
            write_points(draft, self.maps, self._located, self.request.points)
        else:
            write_cells(draft, self.maps, self._totals.cells)

    def write_report(self, draft: Path, zones: Sequence[ZoneAccuracy], stack: ExitStack) -> None:
        """Write the page."""
        request = self.request
        remote = request.trust_remote
        if self._located is not None:
            places = worst_points(self.maps, self._located, request.image, stack, remote=remote)
        else:
            cells = self._totals.cells
            places = worst_cells(self.maps, cells, self._references, request.image, stack, remote=remote)
        findings = AccuracyFindings(
            maps=[one.name for one in self.maps],
            reference=POLYGONS if request.polygons else shown_name(request.raster) if request.raster else "",
            points=len(request.points.x) if request.points else 0,
            design=self.design,
            probability=self._probability[0].name if self._probability else "",
            warnings=self.warnings,
            classes=self.classes,
            zones=zones,
            assisted_class=self.assisted_class,
            kappa=request.kappa,
            places=places,
        )
        write_accuracy(draft, findings)

    def _opened(self, stack: ExitStack) -> list[Reference | None]:
        """The reference on the grid of each map; None for points."""
        request = self.request
        if request.polygons is not None:
            meaning = meaning_of_labels(request.polygons.labels, self.classes, request.values)
            if not any(number >= 0 for number in meaning.values()):
                raise AreaError("No reference polygon has a class.", "Choose another CLASS_FIELD.")
            return [PolygonReference(request.polygons, meaning, one.grid) for one in self.maps]
        if request.raster:
            remote = request.trust_remote
            return [RasterReference(request.raster, one, request.values, stack, remote=remote) for one in self.maps]
        return [None] * len(self.maps)

    def _elsewhere(self) -> AreaError:
        ours = "; ".join(degrees_text(one.grid.crs, one.grid.bounds) for one in self.maps)
        theirs = next((one.extent for one in self._references if one is not None), "")
        return AreaError(
            f"The reference does not overlap the map: the reference covers {theirs}, the map {ours}.",
            "Choose the reference of this place, and check the coordinate systems of both.",
        )

    def _warn(self, sentence: str) -> None:
        self.warnings.append(sentence)
        self._channel.log("warning", sentence)


def _figure(estimate: Estimate, most: float) -> Figure:
    if math.isnan(estimate.value):
        return Figure(value=None, low=None, high=None)
    if math.isnan(estimate.error):
        return Figure(value=round(estimate.value, 6), low=None, high=None)
    interval = estimate.interval(0.0, most)
    return Figure(value=round(interval.value, 6), low=round(interval.low, 6), high=round(interval.high, 6))
