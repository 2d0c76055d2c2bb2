"""The request kind ``dynamics``: compares the maps of several years."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from ...contract.errors import OutputError, RequestError, SourceError
from ...contract.redaction import redact, shown_name
from ...contract.requests import DynamicsRequest, DynamicsResult
from ...contract.year_colors import CHANGE_COLORS
from ..channel import Channel
from ..mapping.provenance import plugin_version
from ..memory import threads_that_start
from ..raster.datasets import gdal_options, limit_block_cache
from ..raster.file_states import changed_files, changed_meanwhile, states_of
from ..raster.grid import Grid
from ..report.dynamics_report import Findings, write_dynamics
from ..report.dynamics_table import check_table, write_csv, write_layer
from ..report.dynamics_words import summary
from ..report.map_origins import origin_of, pictures_of
from ..write.assembly import draft_of, remove_drafts
from ..write.block_raster import writing
from ..write.legend import NODATA, Legend
from ..write.output_paths import PACKAGE, PAGE, RASTER, TABLE, Suffixes, check_outputs, target_of
from ..write.products import Product
from ..years.dynamics import NO_YEAR, Comparison, Question
from ..years.figures import Figures, Subject, figures_of
from ..years.ground import ground_of
from ..years.indicators import NOT_BUILT
from ..years.stack import YearStack, open_years
from ..years.zones import ZoneOnGrid, place_zones, whole

_ALL = "All of the maps"
_CLASS = Legend(1, "class", "Class", "#7b3294")
_NAMED = 3
# GDAL's cache, bytes: rows of blocks of maps in strips have to fit, and all of the engine into 1 GiB.
_CACHE = 192 * 2**20


@dataclasses.dataclass(frozen=True)
class _Drafts:
    """Drafts of the outputs; None = not requested."""

    gain: Path | None
    loss: Path | None
    change: Path | None
    table: Path | None
    csv: Path | None
    report: Path | None

    def remove(self) -> None:
        """Remove all of them."""
        remove_drafts(dataclasses.astuple(self))


def handle(request: DynamicsRequest, channel: Channel) -> DynamicsResult:
    """Compare the maps; the outputs appear when all are complete.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    outputs = _outputs(request)
    check_outputs(outputs)
    if not any(path for path, _, _ in outputs):
        raise RequestError("No output is requested.", "Choose at least one output.")
    check_table(request.table)
    limit_block_cache(_CACHE)
    with gdal_options(remote=request.trust_remote), ExitStack() as opened, ExitStack() as drafting:
        with channel.nothing_to_lose():
            stack = open_years(request.maps, opened, trust_remote=request.trust_remote)
        _refuse_overwriting([path for path, _, _ in outputs if path], stack.files)
        drafts = _Drafts(*(drafting.enter_context(draft_of(path)) for path, _, _ in outputs))
        with channel.nothing_to_lose(drafts.remove):
            return _compare(request, stack, drafts, channel, started)


def _outputs(request: DynamicsRequest) -> list[tuple[str, str, Suffixes]]:
    return [
        (request.gain, *RASTER),
        (request.loss, *RASTER),
        (request.change, *RASTER),
        (request.table, *PACKAGE),
        (request.csv, *TABLE),
        (request.report, *PAGE),
    ]


def _compare(
    request: DynamicsRequest, stack: YearStack, drafts: _Drafts, channel: Channel, started: float
) -> DynamicsResult:
    states = states_of(stack.files)
    entry, strict = _class_of(stack, request.value)
    grid = ground_of(stack)
    zones, warnings = place_zones(request.zones, request.zones_crs, grid) if request.zones else ([], [])
    if stack.cropped:
        warnings.append("The maps cover different ground: what all of them cover is compared.")
    zones = [whole(grid, _ALL), *zones]
    question = Question(entry.value, request.min_width, strict, request.trust_remote, bool(request.loss))
    comparison = Comparison(stack, grid, zones, question)
    threads = threads_that_start(request.compute.threads)
    _write_rasters(request, comparison, stack, grid, entry, drafts, threads, channel)
    if not comparison.tally(0).complete:
        raise SourceError(
            f"No pixel is known in all of the years {', '.join(map(str, stack.years))}.",
            "Leave out the years with most gaps, or choose maps of the same place.",
        )
    rows = [
        figures_of(_subject(zone, entry), comparison.tally(n), stack.years, comparison.periods, expects=stack.percent)
        for n, zone in enumerate(zones)
    ]
    warnings += _useless_populations(rows[1:])
    main = rows[1] if len(rows) == 2 else rows[0]
    place = zones[1].name if len(zones) == 2 else request.place
    told = summary(main[-1], [each[-1] for each in rows[1:]], entry.title, place)
    for warning in warnings:
        channel.log("warning", warning)
    channel.progress(0.95, "Writing the table and the report")
    every = [row for zone in rows for row in zone]
    if drafts.csv:
        write_csv(drafts.csv, every)
    if drafts.table:
        write_layer(drafts.table, every, {zone.number: zone.outline for zone in zones}, grid.crs)
    if drafts.report:
        findings = Findings(
            title=_title(entry, place, stack.years),
            summary=" ".join(told),
            warnings=warnings,
            surface=entry.title,
            years=stack.years,
            main=main,
            zones=rows[1:],
            about=_about(request, stack, grid, entry),
            min_width=request.min_width,
            smoothed=any("consistency" in one.parameters for one in stack.maps),
            pictures=pictures_of(stack, entry),
            color=entry.color,
            remarks=request.remarks,
            accuracy=request.accuracy,
            origins=[origin_of(path) for path in request.images],
        )
        write_dynamics(drafts.report, findings, drafts.gain, drafts.change)
    if changed := changed_files(states, states_of(stack.files)):
        raise changed_meanwhile(changed)
    last = main[-1]
    return DynamicsResult(
        years=stack.years,
        title=entry.title,
        summary=tuple(told),
        before_ha=round(last.before_ha or 0.0, 6),
        gain_ha=round(last.gain_ha or 0.0, 6),
        loss_ha=round(last.loss_ha or 0.0, 6),
        compared=round((last.compared_pct or 0.0) / 100, 6),
        seconds=round(time.monotonic() - started, 2),
        warnings=tuple(warnings),
    )


def _write_rasters(
    request: DynamicsRequest,
    comparison: Comparison,
    stack: YearStack,
    grid: Grid,
    entry: Legend,
    drafts: _Drafts,
    threads: int,
    channel: Channel,
) -> None:
    """Compare block by block, and write the requested rasters."""

    def advance(share: float) -> None:
        channel.check()
        channel.progress(0.8 * share, "Comparing the years")

    def product(name: str, path: str, dtype: str, band: str) -> Product:
        small = dtype == "uint8"
        return Product(
            name=name,
            path=target_of(Path(path)),
            dtype="uint8" if small else "uint16",
            nodata=NODATA if small else NO_YEAR,
            bands=(band,),
            colors=CHANGE_COLORS if small else {},
            overview="nearest",
        )

    tags = _tags(request, stack, entry)
    first, last = stack.years[0], stack.years[-1]
    with ExitStack() as files:
        gain, loss, change = (
            files.enter_context(writing(draft, product(name, path, dtype, band), grid, tags, threads))
            for draft, name, path, dtype, band in (
                (drafts.gain, "gain", request.gain, "uint16", f"first year of {entry.name}"),
                (drafts.loss, "loss", request.loss, "uint16", f"first year without {entry.name}"),
                (drafts.change, "change", request.change, "uint8", f"change of {entry.name}, {first} to {last}"),
            )
        )
        for block in comparison.run(threads, advance):
            for raster, pixels in ((gain, block.gain), (loss, block.loss), (change, block.change)):
                if raster is not None:
                    raster.write(block.window, pixels)
    channel.progress(0.9, "Verifying the rasters")
    made = [raster for raster in (gain, loss, change) if raster is not None]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda raster: raster.finish(grid), made))


def _class_of(stack: YearStack, wanted: str) -> tuple[Legend, bool]:
    """The compared class, and whether its value is a guess that the values have to confirm.

    Raises:
        SourceError: There is no such class, or several and none is named.
    """
    legend = stack.legend
    listed = ", ".join(f"{entry.value} ({entry.name})" for entry in legend)
    if wanted:
        found = next((one for one in legend if wanted.casefold() in (str(one.value), one.name.casefold())), None)
        if found is not None and not (stack.percent and found.value != legend[-1].value):
            return found, False
        if not legend and not stack.percent and wanted.isdecimal() and int(wanted) < NODATA:
            return Legend(int(wanted), f"class {int(wanted)}", f"Class {int(wanted)}", _CLASS.color), False
        hint = f"The maps have {listed}." if legend else "Enter the value of the class, a number from 0 to 254."
        raise SourceError(f"The maps have no class {wanted!r}.", hint)
    if len(legend) > 2:
        raise SourceError("The maps have several classes.", f"Set CLASS to one of {listed}.")
    if len(legend) == 2:
        return legend[1], False
    return _CLASS, not stack.percent


def _subject(zone: ZoneOnGrid, entry: Legend) -> Subject:
    asks = bool(zone.population) and not set(entry.name.casefold().replace("_", " ").split()) & NOT_BUILT
    return Subject(zone.number, zone.name, zone.m2, zone.population, asks)


def _useless_populations(rows: Sequence[Sequence[Figures]]) -> list[str]:
    """What the user should know about zones without a ratio of land consumption to population growth."""
    found = {row.name: row.no_ratio for zone in rows for row in zone if row.no_ratio}
    if not found:
        return []
    told = "; ".join(f"{name}: {reason}" for name, reason in list(found.items())[:_NAMED])
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return [f"There is no ratio of land consumption to population growth for some zones ({told}{more})."]


def _refuse_overwriting(outputs: Sequence[str], files: Sequence[Path]) -> None:
    for path in map(Path, outputs):
        if path.exists() and any(path.samefile(file) for file in files):
            raise OutputError(f"The output {path.name} would overwrite a map.", "Choose another name.")


def _title(entry: Legend, place: str, years: Sequence[int]) -> str:
    return f"{entry.title}{f' in {place}' if place else ''}, {years[0]} to {years[-1]}"


def _tags(request: DynamicsRequest, stack: YearStack, entry: Legend) -> dict[str, str]:
    parameters = {
        "maps": {str(one.year): shown_name(one.path) for one in stack.maps},
        "class": redact(entry.name),
        "min_width": request.min_width,
    }
    models = {one.model for one in stack.maps if one.model}
    return {
        "TIFFTAG_SOFTWARE": f"OneMetre {plugin_version()}",
        "ONEMETRE_VERSION": plugin_version(),
        "ONEMETRE_PARAMETERS": json.dumps(parameters, sort_keys=True),
        **({"ONEMETRE_MODEL": redact(models.pop())} if len(models) == 1 else {}),
    }


def _about(request: DynamicsRequest, stack: YearStack, grid: Grid, entry: Legend) -> list[tuple[str, str]]:
    metres = grid.pixel * grid.metres_per_unit
    return [
        *((str(one.year), one.name) for one in stack.maps),
        ("Class", f"{entry.title} ({entry.name})"),
        ("Values", "probabilities in percent" if stack.percent else "classes"),
        ("Model", ", ".join(sorted({one.model for one in stack.maps if one.model}))),
        ("Size", f"{grid.width:,} x {grid.height:,} pixels of about {metres:.3g} m"),
        ("Narrowest change", f"{request.min_width} pixels" if request.min_width > 1 else ""),
        ("OneMetre", plugin_version()),
    ]
