"""The request kind ``sentinel2-composite``: one cloud-free image of an area and a period from a STAC service."""

from __future__ import annotations

import csv
import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rasterio.transform import Affine

from ...contract.band_names import SENTINEL_2
from ...contract.errors import AreaError, SourceError
from ...contract.imagery_services import find_service
from ...contract.requests import CompositeRequest, CompositeResult
from ..channel import Channel
from ..imagery.access import Access
from ..imagery.choice import choose
from ..imagery.composite import ROOF, SIDE, Composer
from ..imagery.footprint import are_neighbours, boxes_of, grid_around, km2_of, outline, zone_at, zone_of_tile
from ..imagery.plan import Chosen, Plan
from ..imagery.remote_pixels import RemotePixels
from ..imagery.scenes import Scene, read_scene, select
from ..imagery.search import search
from ..imagery.stack_file import OBSERVATIONS, StackFile
from ..imagery.unit_store import UnitStore
from ..imagery.volume import megabytes
from ..memory import threads_that_start
from ..raster.area import MappedArea, resolve_area
from ..raster.datasets import gdal_options
from ..raster.safe.bands import common_tags
from ..write.assembly import draft_of, remove_drafts
from ..write.output_paths import RASTER, TABLE, check_outputs

LARGE_KM2 = 10_000
"""Area above which the user has to agree."""

_COLUMNS = ("scene", "collection", "tile", "date", "baseline", "added", "reason", "clear", "used")


def handle(request: CompositeRequest, channel: Channel) -> CompositeResult:
    """Make the composite; the output appears when it is complete. What was fetched stays for the next run until then.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    check_outputs([(request.output, *RASTER), (request.table, *TABLE)])
    _refuse_large(request)
    job = job_of(request)
    threads = threads_that_start(request.compute.threads) or 1
    drafts: list[Path] = []
    with gdal_options(remote=True), UnitStore(Path(request.output), job) as store:
        access = Access(find_service(request.service), request.credentials, store.folder)

        def leave() -> None:
            remove_drafts(drafts)
            access.close()
            store.abandon()

        try:
            # A network that is silent must not hold up a cancellation.
            with channel.nothing_to_lose(leave):
                pixels = RemotePixels(access, channel.check)
                resumed = store.plan is not None
                plan = Plan.from_json(store.plan) if store.plan is not None else _plan(request, pixels, channel)
                if not resumed:
                    store.keep_plan(plan.to_json())
                area = resolve_area(request.area, plan.grid, 1)
                composer = Composer(plan, area, request.roles, request.method, pixels, store, threads)
                with draft_of(request.output) as draft, draft_of(request.table) as table:
                    drafts += [path for path in (draft, table) if path is not None]
                    if draft is None:
                        raise AssertionError("check_outputs comes before draft_of")
                    shown = _write(draft, composer, request, channel, threads)
                    if table is not None:
                        _write_table(table, composer)
        finally:
            access.close()
    days = sorted(one.scene.date for one, used in zip(plan.chosen, composer.used, strict=True) if used)
    return CompositeResult(
        output=request.output,
        table=request.table,
        width=area.window.width,
        height=area.window.height,
        crs=plan.grid.crs,
        start=days[0],
        end=days[-1],
        scenes=len(days),
        observed=round(shown.observed, 6),
        bright=round(shown.bright, 6),
        megabytes=round(pixels.size / 1e6, 2),
        seconds=round(time.monotonic() - started, 2),
        resumed=resumed,
        warnings=tuple(one.numbers.warning for one in plan.chosen if one.numbers.warning),
    )


def job_of(request: CompositeRequest) -> dict[str, object]:
    """What the image depends on.

    Secrets and paths do not change it, and a secret must not be stored, not even as a checksum.
    """
    job = dataclasses.asdict(request)
    for name in ("credentials", "output", "table", "allow_large", "compute"):
        job.pop(name)
    return job


def _refuse_large(request: CompositeRequest) -> None:
    km2 = km2_of(request.area)
    if km2 > LARGE_KM2 and not request.allow_large:
        size = megabytes(km2, len(request.roles), request.scenes) / 1e3
        raise AreaError(
            f"The area has {km2:,.0f} km2: up to {request.scenes} scenes of each tile, some {size:,.0f} GB.",
            "Choose a smaller area, or allow large areas.",
        )


def _plan(request: CompositeRequest, pixels: RemotePixels, channel: Channel) -> Plan:
    service, secrets = find_service(request.service), request.credentials
    points = outline(request.area)
    channel.progress(0.0, f"Searching {service.title}")
    items = search(service, boxes_of(points), request.start, request.end, secrets.headers, secrets.timeout)
    channel.check()
    found = [scene for item in items if (scene := read_scene(item, request.roles)) is not None]
    scenes = select(found, service.collections, request.months, request.cloud)
    channel.log("info", f"{service.title}: {len(items)} items, {len(scenes)} scenes of the wanted months and clouds.")
    if not scenes:
        raise _nothing(request, len(items), len(found))
    crs, anchor = _anchor(scenes, zone_at(points))
    grid = grid_around(points, crs, _lattice(pixels, anchor, crs), SIDE)
    area = resolve_area(request.area, grid, 1)
    channel.progress(0.01, f"Looking at {len(scenes)} scenes")
    chosen = choose(scenes, area, request.scenes, pixels, channel.log)
    channel.log("info", f"{len(chosen)} of {len(scenes)} scenes are used: {_estimate(area, chosen, request)}.")
    return Plan(grid, tuple(chosen))


def _anchor(scenes: Sequence[Scene], wanted: str) -> tuple[str, Scene]:
    """The zone of the area's centre if a scene lies in it, else that of a scene beside it, and such a scene."""
    zones = [zone_of_tile(scene.tile) for scene in scenes]
    found = wanted if wanted in zones else next((zone for zone in zones if are_neighbours(zone, wanted)), "")
    return found or wanted, scenes[zones.index(found) if found else 0]


def _lattice(pixels: RemotePixels, scene: Scene, crs: str) -> Affine:
    """Pixels of the composite: those of a scene of the same zone, else whole tens of metres."""
    own, transform = pixels.placement(scene)
    return transform if own == crs and transform.a == 10 else Affine(10.0, 0.0, 0.0, 0.0, -10.0, 0.0)


def _estimate(area: MappedArea, chosen: Sequence[Chosen], request: CompositeRequest) -> str:
    km2 = area.window.width * area.window.height * area.grid.pixel**2 / 1e6
    return f"up to {megabytes(km2, len(request.roles), len(chosen)):,.0f} MB"


@dataclass(frozen=True)
class _Shown:
    """Shares of the area, 0-1: with a clear observation, and of roofs that are bright on every day."""

    observed: float
    bright: float


def _write(draft: Path, composer: Composer, request: CompositeRequest, channel: Channel, threads: int) -> _Shown:
    """Write all blocks."""
    area, grid = composer.area, composer.plan.grid
    names = [*(SENTINEL_2[role] for role in request.roles), OBSERVATIONS]
    file = StackFile(grid.crop(area.window), names, _tags(composer, request), threads)
    seen = bright = pixels = 0

    def tell(share: float) -> None:
        channel.check()
        size = composer.pixels.size / 1e6
        channel.progress(0.05 + 0.9 * share, f"{size:,.0f} MB of {len(composer.plan.chosen)} scenes")

    with file.writing(draft) as raster:
        for window, image in composer.compose(tell):
            at = window.shifted(-area.window.col, -area.window.row)
            raster.write(image, window=((at.row, at.bottom), (at.col, at.right)))
            roofs = int(np.count_nonzero(image[-1] == ROOF))
            seen += int(np.count_nonzero(image[-1])) - roofs
            bright += roofs
            pixels += int(np.count_nonzero(area.inside(window)))
    if not seen:
        composer.store.give_up()
        raise SourceError(
            "Clouds cover the whole area in every scene.", "Choose a longer period, other months, or more scenes."
        )
    shown = _Shown(seen / pixels, bright / pixels)
    hidden = 1 - shown.observed - shown.bright
    if seen < pixels:
        channel.log(
            "info",
            f"{100 * hidden:.2f} % of the area is hidden in every scene and has no data; {100 * shown.bright:.2f} % is "
            "bright on every day and was taken for roofs.",
        )
    return shown


def _tags(composer: Composer, request: CompositeRequest) -> dict[str, str]:
    days = sorted(one.scene.date for one in composer.plan.chosen)
    years = " ".join(dict.fromkeys(day[:4] for day in days))
    return common_tags("L2A", years) | {
        "TIFFTAG_DATETIME": f"{days[0].replace('-', ':')} 00:00:00",
        "ONEMETRE_ACQUIRED": f"{days[0]}/{days[-1]}",
        "ONEMETRE_SERVICE": find_service(request.service).url,
        "ONEMETRE_METHOD": request.method,
        "ONEMETRE_SCENES": ", ".join(one.scene.id for one in composer.plan.chosen),
        "ONEMETRE_OFFSETS": "; ".join(f"{one.scene.id}: {one.numbers.how}" for one in composer.plan.chosen),
    }


def _write_table(path: Path, composer: Composer) -> None:
    total = max(int(composer.used.sum()), 1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for one, used in zip(composer.plan.chosen, composer.used, strict=True):
            scene, numbers = one.scene, one.numbers
            added = " ".join(str(number) for number in sorted(set(numbers.added.values())))
            row = (scene.id, scene.collection, scene.tile, scene.date, scene.baseline, added, numbers.how)
            writer.writerow((*row, f"{one.clear:.4f}", f"{used / total:.4f}"))


def _nothing(request: CompositeRequest, items: int, usable: int) -> SourceError:
    where = find_service(request.service).title
    if not items:
        return SourceError(
            f"{where} has no scene of the area from {request.start} to {request.end}.",
            "Choose another period, or another service.",
        )
    if not usable:
        return SourceError(
            f"The {items} items of {where} lack the bands {', '.join(request.roles)} or the scene classification.",
            "Choose another service.",
        )
    return SourceError(
        f"None of the {usable} scenes of {where} is of the wanted months with at most {request.cloud:g} % clouds.",
        "Choose other months, or allow more clouds.",
    )
