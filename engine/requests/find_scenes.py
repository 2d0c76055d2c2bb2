"""The request kind ``find-scenes``: the scenes that composites of some years would choose from."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.errors import GEOSException, ShapelyError
from shapely.geometry import shape

from ...contract.errors import SourceError
from ...contract.imagery_services import find_service
from ...contract.requests import FindScenesRequest, FindScenesResult, FoundScene
from ..channel import Channel
from ..imagery.footprint import boxes_of, km2_of, outline
from ..imagery.scenes import Scene, read_scene, select
from ..imagery.search import Box, search
from ..imagery.volume import megabytes
from ..raster.datasets import gdal_options

_DIGITS = 6


def handle(request: FindScenesRequest, channel: Channel) -> FindScenesResult:
    """Search the service year by year.

    Raises:
        EngineError: An error in the user's words, such as a service that cannot be reached, or no scene in any year.
    """
    started = time.monotonic()
    service = find_service(request.service)
    points = outline(request.area)
    boxes, area, km2 = boxes_of(points), shapely.MultiPoint(points).convex_hull, km2_of(request.area)
    found: list[FoundScene] = []
    size: dict[str, float] = {}
    # A search waits for a network that may be silent.
    with gdal_options(remote=True), channel.nothing_to_lose():
        for number, year in enumerate(sorted(set(request.years))):
            channel.progress(number / len(request.years), f"Searching {service.title}: {year}")
            scenes, shapes = _of_year(request, year, boxes)
            channel.check()
            found += [_found(scene, shapes.get((scene.collection, scene.id)), area) for scene in scenes]
            tiles = Counter(scene.tile for scene in scenes)
            most = max((min(count, request.scenes) for count in tiles.values()), default=0)
            size[str(year)] = round(megabytes(km2, len(request.roles), most), 1)
    if not found:
        years = ", ".join(map(str, sorted(set(request.years))))
        raise SourceError(
            f"{service.title} has no scene of the area in {years} of these months with at most "
            f"{request.cloud:g} % clouds.",
            "Choose other years or months, or another service.",
        )
    return FindScenesResult(
        scenes=tuple(found), km2=round(km2, 6), megabytes=size, seconds=round(time.monotonic() - started, 2)
    )


def _of_year(
    request: FindScenesRequest, year: int, boxes: Sequence[Box]
) -> tuple[list[Scene], Mapping[tuple[str, str], Any]]:
    """The scenes of a year, and the geometries of all items by collection and id."""
    service = find_service(request.service)
    items = search(service, boxes, f"{year}-01-01", f"{year}-12-31", request.credentials.headers)
    scenes = [scene for item in items if (scene := read_scene(item, request.roles)) is not None]
    shapes = {(str(item.get("collection", "")), str(item.get("id", ""))): item.get("geometry") for item in items}
    return select(scenes, service.collections, request.months, request.cloud), shapes


def _found(scene: Scene, geometry: Any, area: shapely.Geometry) -> FoundScene:
    footprint = _footprint(geometry)
    coverage = _coverage(footprint, area) if footprint is not None else None
    return FoundScene(
        id=scene.id,
        date=scene.date,
        tile=scene.tile,
        baseline=scene.baseline,
        cloud=scene.cloud,
        coverage=coverage,
        footprint="" if footprint is None else shapely.to_wkt(footprint, rounding_precision=_DIGITS),
    )


def _footprint(geometry: Any) -> shapely.Geometry | None:
    """The polygon of an item; None if it has none that can be read."""
    try:
        found = shapely.make_valid(shape(geometry))
    except (GEOSException, ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return None
    return found if found.area > 0 else None


def _coverage(footprint: shapely.Geometry, area: shapely.Geometry) -> float:
    """Share of the area in a footprint, in degrees; the area may go on beyond 180 degrees."""
    everywhere = shapely.union_all([translate(footprint, turn) for turn in (-360, 0, 360)])
    return round(float(everywhere.intersection(area).area / area.area), 4)
