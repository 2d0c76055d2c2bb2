"""One run: opens everything that a map request needs, and produces the finished files."""

from __future__ import annotations

import math
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ...contract.errors import AreaError, CancelledError, OutputError, SourceError, SpaceError
from ...contract.redaction import shown_name
from ...contract.requests import MapRequest, MapResult
from ..channel import Channel
from ..infer.memory_budget import MemoryBudget, open_within
from ..infer.model_file import LoadedModel
from ..infer.session import Session
from ..memory import give_back_memory, threads_that_start
from ..raster.area import MappedArea, resolve_area
from ..raster.areas import Areas
from ..raster.datasets import gdal_options, limit_block_cache
from ..raster.file_states import FileStates, states_of
from ..raster.grid import Grid
from ..raster.opening import Source, refuse_tiny
from ..tiles.classify import Classifier
from ..tiles.lattice import Lattice
from ..tiles.plan import Plan, plan_tiles
from ..write.assembly import DamagedBandsError, assemble, publish, remove_draft
from ..write.output_paths import target_of
from ..write.products import Product
from ..write.spool import Inputs, Spool
from .estimate import Estimate, band_memory, estimate, refuse_if_too_large, tile_memory
from .input_watch import InputWatch
from .model_choice import open_with_model
from .outputs import check_paths, layer_of, products_of, refuse_overwriting
from .pipeline import Pipeline
from .provenance import INPUT_KEYS, job_of, reading_of, tags_of
from .row_band import RowBand

NO_PIXEL = "The area of interest is too small: it contains the centre of no pixel."
ONLY_NODATA = "The input has only nodata pixels in the area to map."
"""Sentences of a run that has nothing to map."""

# Errors after which the finished bands are worth keeping: the same run can resume once the cause is removed.
_RESUMABLE = (CancelledError, SpaceError, OutputError, OSError, KeyboardInterrupt)
# Bands that are damaged again and again mean a faulty disk.
_REPAIRS = 3


def open_run(request: MapRequest, channel: Channel, stack: ExitStack) -> Run:
    """Check a request and open everything that it needs; nothing is written yet.

    Args:
        request: Map request to open.
        channel: Channel for log messages and cancellation.
        stack: Closes everything that was opened.

    Raises:
        EngineError: The request cannot be fulfilled.
    """
    with channel.nothing_to_lose():
        return _open_run(request, channel, stack)


def _open_run(request: MapRequest, channel: Channel, stack: ExitStack) -> Run:
    check_paths(request)
    model, source = open_with_model(request, stack, channel.log)
    every = bool(request.probability) and request.every_probability
    classifier = Classifier(model.card, request.target, request.threshold, every=every)
    products = products_of(request, model.card, classifier)
    states = states_of(source.files)
    refuse_overwriting(request, source.files)
    refuse_tiny(source, model.card)
    area = resolve_area(request.area, source.grid, model.card.scale_factor)
    channel.check()
    plan = plan_tiles(source, area, Lattice.of(model.card), channel.check)
    budget = MemoryBudget(request.compute.memory_mb)
    bands = band_memory(plan, products, len(classifier.channels))
    session = stack.enter_context(
        open_within(
            budget,
            bands,
            model,
            request.compute,
            request.batch,
            channel.log,
            superresolved=bool(request.superresolved),
        )
    )
    channel.on_cancel(session.cancel)
    grid = source.grid.crop(area.window).scaled(model.card.scale_factor)
    return Run(request, channel, model, classifier, products, source, states, area, session, grid, plan, budget)


@dataclass(frozen=True)
class Run:
    """A request with everything that it needs, opened.

    Attributes:
        states: State of the input's files when they were opened.
    """

    request: MapRequest
    channel: Channel
    model: LoadedModel
    classifier: Classifier
    products: list[Product]
    source: Source
    states: FileStates
    area: MappedArea
    session: Session
    grid: Grid
    plan: Plan
    budget: MemoryBudget

    def reserve_memory(self) -> int:
        """Give GDAL's block cache the remaining memory.

        Returns:
            Expected peak memory, bytes.

        Raises:
            SpaceError: The limit of the request is too low.
        """
        bands = band_memory(self.plan, self.products, len(self.classifier.channels))
        # The test tile has run, so the peak includes the network's memory.
        superresolved = bool(self.request.superresolved)
        tiles = tile_memory(self.model.card, self.session.batch, superresolved=superresolved)
        cache, peak = self.budget.for_cache(bands + tiles)
        limit_block_cache(cache)
        return peak

    def cost(self, memory: int) -> Estimate:
        """Estimate the cost of the run, given its peak memory in bytes."""
        seconds = self.session.seconds_per_tile
        cost = estimate(self.plan, self.grid, self.products, self.request.polygons, seconds, memory)
        return replace(cost, pixels=self.area.pixels)

    def execute(self, started: float) -> MapResult:
        """Perform the run; ``started`` is the :func:`time.monotonic` time from which the wall time counts."""
        cost = self.cost(self.reserve_memory())
        self.channel.log("info", f"Estimate on {self.session.device}: {cost}.")
        refuse_if_too_large(cost)
        started_on = self.session.device
        job = job_of(self.request, self.model, self.source, self.session, self.grid)
        watch = InputWatch(self.source, self.states, self.plan, self.channel.check)
        inputs = Inputs(self.states, INPUT_KEYS, watch.name, reading_of(self.request))
        spool = Spool(self.products[0].path, job, self.request.compute.threads, inputs)
        try:
            if spool.resumed:
                self.channel.progress(0.0, "Comparing the input with that of the interrupted run")
                watch.compare_with_earlier(spool)
        except BaseException:
            # The finished part may still be resumed, with the input as it was.
            spool.release()
            raise
        resumed = spool.resumed
        warnings = list(spool.warnings)
        try:
            self._tell(spool)
            with self.channel.nothing_to_lose(lambda: self._leave(spool, CancelledError("Cancelled."))):
                # A GPU may be abandoned on the way; the session logs a warning, and the file records it too.
                for repairs_left in reversed(range(_REPAIRS)):
                    self._compute(spool)
                    watch.compare_with_now(spool)
                    give_back_memory()
                    devices = list(dict.fromkeys([started_on, self.session.device]))
                    result = self._result(spool, resumed, time.monotonic() - started, warnings)
                    try:
                        # Without these options GDAL's block cache may grow to a share of the machine's memory.
                        with gdal_options(remote=False):
                            finished, irregular = self._write(spool, ", then ".join(devices), result)
                        break
                    except DamagedBandsError:
                        if not repairs_left:
                            raise
                        self._repair(spool, warnings)
            # The class raster is published last: once it exists, all other outputs exist too.
            for temporary, path in reversed(finished):
                publish(temporary, path)
        except BaseException as error:
            self._leave(spool, error)
            raise
        result = self._result(spool, resumed, time.monotonic() - started, warnings)
        result = replace(result, irregular=irregular)
        spool.discard()
        self.channel.progress(1.0, "Done")
        return result

    def _tell(self, spool: Spool) -> None:
        """Log what was found of an earlier run."""
        if spool.remark:
            self.channel.log("info", spool.remark)
        for warning in spool.warnings:
            self.channel.log("warning", warning)
        if spool.resumed:
            done = f"{len(spool.records)} of {len(self.plan.rows)} rows of tiles are done"
            self.channel.log("info", f"Resuming an earlier run: {done}.")

    def _repair(self, spool: Spool, warnings: list[str]) -> None:
        """Drop all damaged bands, and warn."""
        self._remove_drafts(spool)
        spool.drop_damaged(self.products, self.channel.check)
        missing = sum(bool(tiles) and row not in spool.records for row, tiles in self.plan.rows.items())
        warning = f"Rows of tiles that were damaged in {spool.folder} and are computed again: {missing}."
        warnings.append(warning)
        self.channel.log("warning", warning)

    def _compute(self, spool: Spool) -> None:
        wanted = {product.name: (len(product.bands), np.dtype(product.dtype)) for product in self.products}
        areas = Areas(self.grid)
        band = RowBand(
            self.plan,
            self.area,
            self.classifier,
            areas,
            percent="probability" in wanted,
            superresolved=wanted.get("superresolved"),
        )
        share = (self.plan.lattice.stride * self.plan.lattice.factor) ** 2 * areas.km2_per_pixel
        Pipeline(self.source, self.session, band, self.products, spool, self.channel, share).run(self.plan)
        if not any(record.km2 for record in spool.records.values()):
            if not self.area.has_pixels:
                raise AreaError(
                    NO_PIXEL,
                    "Choose a larger area.",
                )
            raise SourceError(
                ONLY_NODATA,
                "Choose another area, or check the input's nodata value.",
            )

    def _write(self, spool: Spool, device: str, result: MapResult) -> tuple[list[tuple[Path, Path]], int]:
        """Write and verify all outputs under temporary paths.

        Returns:
            Temporary and final path of every output, the class raster first; number of polygons without the right
            angles that were asked for.
        """
        irregular = 0
        tags = tags_of(self.request, self.model, self.source, device, self.classifier)
        threads = threads_that_start(self.request.compute.threads)
        finished: list[tuple[Path, Path]] = []
        for product in self.products:
            self.channel.check()
            self.channel.progress(0.95, f"Writing and verifying {product.path.name}")
            named = {"class": self.request.output, "probability": self.request.probability}
            path = Path(named.get(product.name, self.request.superresolved))
            finished.append((assemble(spool, product, self.grid, tags, threads), path))
        if self.request.polygons:
            irregular = self._polygons(spool, finished)
        if self.request.report:
            finished.append(self._report(spool, finished[0][0], result, tags))
        return finished, irregular

    def _polygons(self, spool: Spool, finished: list[tuple[Path, Path]]) -> int:
        from ..write.polygons import Shaping, write_polygons
        from ..write.right_angles import AREA_CHANGE

        path = Path(self.request.polygons)
        target = target_of(path)
        draft = spool.draft(target)

        def check(fraction: float) -> None:
            self.channel.check()
            self.budget.refuse_excess(path.name)
            self.channel.progress(0.96 + 0.03 * fraction, f"Writing {path.name}")

        limit = self.request.right_angles_m
        shaping = Shaping(self.request.simplify_m, self.request.min_area_m2, limit)
        raster, layer = finished[0][0], layer_of(self.request)
        written = write_polygons(raster, draft, self.grid, self.classifier.legend, shaping, check, layer, target)
        if limit:
            self.channel.log(
                "info",
                f"Right angles: {written.polygons - written.irregular:,} of {written.polygons:,} polygons. The others "
                f"would move by more than {limit:g} m, change their area by more than {AREA_CHANGE:.0%} or touch "
                "themselves: they keep their outlines.",
            )
        finished.append((draft, path))
        return written.irregular

    def _report(self, spool: Spool, raster: Path, result: MapResult, tags: dict[str, str]) -> tuple[Path, Path]:
        from ..report.map_report import Findings, write_report

        path = Path(self.request.report)
        draft = spool.draft(target_of(path))
        self.channel.progress(0.99, f"Writing {path.name}")
        surface = self.classifier.legend[-1].title if self.request.target else self.model.card.title
        images = [shown_name(path) for path in self.request.reading.sources]
        legend, year, title = self.classifier.legend, self.request.year, self.request.title
        findings = Findings(result, self.model.card, legend, tags, surface, images, year, title)
        write_report(draft, findings, raster, self.source, self.area.window)
        return draft, path

    def _remove_drafts(self, spool: Spool) -> None:
        request = self.request
        paths = [request.output, request.probability, request.superresolved, request.polygons, request.report]
        for path in filter(None, paths):
            remove_draft(spool.draft(target_of(Path(path))))

    def _leave(self, spool: Spool, error: BaseException) -> None:
        """Remove unfinished outputs; keep the finished bands if the same request can resume, else remove them too."""
        self._remove_drafts(spool)
        if isinstance(error, _RESUMABLE) and spool.records:
            spool.release()
            self.channel.log(
                "info",
                f"The finished part is kept in {spool.folder}: start the same run again to resume, "
                "or delete the folder.",
            )
        else:
            spool.discard()

    def _result(self, spool: Spool, resumed: bool, seconds: float, warnings: list[str]) -> MapResult:
        records = spool.records.values()
        # A resumed run has them in another order.
        km2 = {e.value: math.fsum(record.km2.get(e.value, 0.0) for record in records) for e in self.classifier.legend}
        covered = sum(km2.values())
        return MapResult(
            model=self.model.card.name,
            output=self.request.output,
            probability=self.request.probability,
            superresolved=self.request.superresolved,
            polygons=self.request.polygons,
            report=self.request.report,
            width=self.grid.width,
            height=self.grid.height,
            crs=self.grid.crs,
            area_km2=_to_metres(covered - km2.get(0, 0.0)),
            covered_km2=_to_metres(covered),
            class_km2={entry.name: _to_metres(km2[entry.value]) for entry in self.classifier.legend},
            tiles=self.plan.tiles,
            seconds=round(seconds, 2),
            device=self.session.device,
            resumed=resumed,
            warnings=(*self.model.warnings, *self.source.warnings, *self.session.warnings, *warnings),
        )


def _to_metres(km2: float) -> float:
    """An area rounded to the square metre: further digits are arithmetic noise."""
    return round(km2, 6)
