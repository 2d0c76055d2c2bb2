"""Reference points on maps: what each of them counts for, and what is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ...contract.crs_text import is_undefined
from ...contract.errors import AreaError, RequestError
from ...contract.requests import ReferencePoints
from ..raster.geodesy import degrees_text, reproject
from ..raster.grid import Grid
from ..raster.projection import pyproj
from .accuracy import UNKNOWN
from .reference import UNLABELLED, UNSURE
from .stratified import Sample
from .zones import NOWHERE, ShapesOnGrid

_WGS84 = "EPSG:4326"
# A point that lies further than this from where it was drawn was moved, pixels.
_MOVED = 0.75
_SLACK = 0.01
_MOST_SHOWN = 5


class PointMap(Protocol):
    """A map that knows the class of single pixels."""

    @property
    def name(self) -> str:
        """Name for messages."""

    @property
    def grid(self) -> Grid:
        """Grid of the map."""

    def at(self, cols: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Numbers of the classes of pixels, [points]; 255 = none."""


@dataclass(frozen=True)
class Located:
    """Reference points that count.

    Attributes:
        found: Number of the map's class at each point, [points].
        true: Number of the reference's class at each point, [points].
        zone: Number of the zone of each point, -1 = none, [points].
        map: Number of the map on which each point lies, [points].
        cols: Column of each point in the grid of its map, [points].
        rows: Row of each point in the grid of its map, [points].
        index: Number of each point in the request, [points].
        sample: Strata of the points.
        km2: Area of the strata that have points, km2.
        design: What is known of the design, in words.
        warnings: Warnings for the user, whole sentences.
        whole: Whether the strata cover the maps, and all have points.
    """

    found: NDArray[np.uint8]
    true: NDArray[np.uint8]
    zone: NDArray[np.int32]
    map: NDArray[np.int32]
    cols: NDArray[np.int64]
    rows: NDArray[np.int64]
    index: NDArray[np.int64]
    sample: Sample
    km2: float
    design: str
    warnings: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class _Strata:
    """Strata of all points: number of each, -1 = not drawn; names, sizes in pixels, areas in km2."""

    number: NDArray[np.int64]
    names: tuple[str, ...]
    sizes: NDArray[np.float64]
    km2: NDArray[np.float64]
    design: str
    warnings: tuple[str, ...] = ()


def locate(
    points: ReferencePoints,
    true: NDArray[np.int16],
    maps: Sequence[PointMap],
    zones: Sequence[ShapesOnGrid | None],
    pixels: NDArray[np.int64],
) -> Located:
    """Find the class of the maps at each point, and the design to estimate with.

    Args:
        points: The points.
        true: Number of the class of each, or UNSURE, or UNLABELLED, [points].
        maps: The maps; where they overlap, the first one with a class counts.
        zones: Zones on the grid of each map; None = the map is a zone.
        pixels: Pixels with a class of each map, [maps].

    Raises:
        AreaError: No point lies on a map, or the points have no coordinate system.
        RequestError: No point has a class, or the strata contradict each other.
    """
    if is_undefined(points.crs):
        raise AreaError("The reference points have no coordinate system.", "Set it in the layer's properties.")
    many = len(points.x)
    found = np.full(many, UNKNOWN, np.uint8)
    inside, on = np.zeros(many, np.bool_), np.full(many, -1, np.int32)
    cols, rows, zone = np.zeros(many, np.int64), np.zeros(many, np.int64), np.full(many, NOWHERE, np.int32)
    for number, one in enumerate(maps):
        across, down = _pixels(points, one.grid)
        here = (found == UNKNOWN) & (across >= 0) & (down >= 0) & (across < one.grid.width) & (down < one.grid.height)
        inside |= here
        classes = one.at(across[here], down[here])
        places = np.flatnonzero(here)[classes != UNKNOWN]
        found[places], on[places] = classes[classes != UNKNOWN], number
        cols[places], rows[places] = across[places], down[places]
        of_map = zones[number]
        zone[places] = number if of_map is None else of_map.at(cols[places], rows[places])
    if not inside.any():
        raise _elsewhere(points, maps)
    strata = _strata(points, maps, on, pixels)
    kept = (true >= 0) & (found != UNKNOWN) & (strata.number >= 0)
    warnings = [*_left_out(true, found, inside, strata.number >= 0), *strata.warnings]
    if not kept.any():
        raise _nothing(true, found)
    if moved := _moved(points, maps, kept, on):
        warnings.append(f"{moved} points were moved after they were drawn: they count where they are now.")
    used = np.bincount(strata.number[kept], minlength=len(strata.names))
    warnings += _thin(strata, used)
    whole = abs(strata.sizes.sum() - pixels.sum()) <= _SLACK * pixels.sum()
    if not whole:
        warnings.append(
            f"The strata add up to {int(strata.sizes.sum()):,} pixels, but the maps have {int(pixels.sum()):,}: the "
            "points were drawn in another area or map, and areas refer to the strata."
        )
    index = np.flatnonzero(kept)
    return Located(
        found=found[index],
        true=true[index].astype(np.uint8),
        zone=zone[index],
        map=on[index],
        cols=cols[index],
        rows=rows[index],
        index=index,
        sample=Sample(strata.number[index].astype(np.intp), strata.sizes),
        km2=float(strata.km2[used > 0].sum()),
        design=strata.design,
        warnings=tuple(warnings),
        whole=bool(whole and (used > 0)[strata.sizes > 0].all()),
    )


def _pixels(points: ReferencePoints, grid: Grid) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Column and row of each point; -1 where it cannot be placed."""
    x, y = reproject(_wkt(points.crs), grid.crs, (np.array(points.x, float), np.array(points.y, float)))
    with np.errstate(invalid="ignore"):
        across, down = np.floor((x - grid.x) / grid.pixel), np.floor((grid.y - y) / grid.pixel)
    far = ~(np.isfinite(across) & np.isfinite(down)) | (np.abs(across) > 2**40) | (np.abs(down) > 2**40)
    across[far], down[far] = -1, -1
    return across.astype(np.int64), down.astype(np.int64)


def _wkt(crs: str) -> str:
    try:
        return str(pyproj.CRS.from_user_input(crs).to_wkt())
    except pyproj.exceptions.CRSError as error:
        raise AreaError(f"The coordinate system of the reference points cannot be read: {error}.") from None


def _strata(
    points: ReferencePoints, maps: Sequence[PointMap], on: NDArray[np.int32], pixels: NDArray[np.int64]
) -> _Strata:
    """The strata that the points carry; without any, each map is one."""
    if points.design is not None and points.design.strata:
        names = tuple(one.name for one in points.design.strata)
        if len(set(names)) < len(names):
            raise RequestError("The design of the sample names a stratum twice.", "Draw the points again.")
        sizes = np.array([one.pixels for one in points.design.strata], float)
        km2 = np.array([one.km2 for one in points.design.strata])
        design = f"{points.design.kind} sample with {len(names)} strata, seed {points.design.seed}"
        if points.design.kind == "systematic":
            design = (
                f"systematic sample, seed {points.design.seed}; errors as of a simple random sample, which are rather "
                "too large than too small"
            )
        return _Strata(_numbers(points.strata, names), names, sizes, km2, design)
    if any(points.strata) and any(points.stratum_pixels):
        stated: dict[str, float] = {}
        for name, size in zip(points.strata, points.stratum_pixels, strict=True):
            if name and stated.setdefault(name, size) != size:
                raise RequestError(
                    f"The points state several sizes of the stratum {name}.", "Use points of one sample only."
                )
        names, sizes = tuple(stated), np.array(list(stated.values()))
        if not (sizes > 0).all():
            raise RequestError("The points state no size of some stratum.", "Draw the points again.")
        km2 = sizes * maps[0].grid.pixel_m2 / 1e6
        return _Strata(
            _numbers(points.strata, names), names, sizes, km2, f"{len(names)} strata, by the sizes beside each point"
        )
    names = tuple(one.name for one in maps)
    told = (
        "The points carry no strata: a simple random sample of the map's pixels is assumed. If they were chosen "
        "otherwise, the figures do not hold for the area."
    )
    return _Strata(
        on.astype(np.int64),
        names,
        pixels.astype(float),
        np.array([count * one.grid.pixel_m2 / 1e6 for count, one in zip(pixels.tolist(), maps, strict=True)]),
        "simple random, assumed",
        (told,),
    )


def _numbers(given: Sequence[str], names: Sequence[str]) -> NDArray[np.int64]:
    places = {name: number for number, name in enumerate(names)}
    return np.array([places.get(name, -1) for name in given], np.int64)


def _left_out(
    true: NDArray[np.int16], found: NDArray[np.uint8], inside: NDArray[np.bool_], drawn: NDArray[np.bool_]
) -> list[str]:
    """Sentences on points that do not count, each for one reason."""
    labelled = true >= 0
    outside, nodata = labelled & ~inside, labelled & inside & (found == UNKNOWN)
    added = labelled & (found != UNKNOWN) & ~drawn
    empty, unsure, bare, away, others = (
        int(np.count_nonzero(mask)) for mask in (true == UNLABELLED, true == UNSURE, nodata, outside, added)
    )
    told = []
    if empty:
        told.append(f"{empty} points have no label and are left out.")
    if unsure:
        told.append(
            f"{unsure} points are not sure and left out: the figures hold if the map is as often right there as "
            "elsewhere."
        )
    if bare:
        told.append(f"{bare} points lie where the map has no data and are left out.")
    if away:
        told.append(f"{away} points lie outside the map and are left out.")
    if others:
        told.append(
            f"{others} points were not drawn with the sample (they have no stratum of it) and are left out: nobody "
            "knows how likely they were."
        )
    return told


def _moved(points: ReferencePoints, maps: Sequence[PointMap], kept: NDArray[np.bool_], on: NDArray[np.int32]) -> int:
    """Number of points that do not lie where they were drawn."""
    moved = 0
    for number, one in enumerate(maps):
        here = [index for index in np.flatnonzero(kept & (on == number)).tolist() if points.drawn[index] is not None]
        if not here:
            continue
        drawn = np.array([points.drawn[index] for index in here], float)
        old = reproject(_WGS84, one.grid.crs, (drawn[:, 0], drawn[:, 1]))
        coords = np.array(points.x, float)[here], np.array(points.y, float)[here]
        new = reproject(_wkt(points.crs), one.grid.crs, coords)
        far = np.hypot(old[0] - new[0], old[1] - new[1]) > _MOVED * one.grid.pixel
        moved += int(np.count_nonzero(far))
    return moved


def _thin(strata: _Strata, used: NDArray[np.int64]) -> list[str]:
    """Sentences on strata with too few points."""
    told = []
    if empty := [name for name, count in zip(strata.names, used, strict=True) if count == 0]:
        share = float(strata.sizes[used == 0].sum() / strata.sizes.sum())
        told.append(
            f"Strata without a labelled point: {_some(empty)}. Nothing is known of {100 * share:.2g} % of the area, "
            "and no figure includes it."
        )
    if alone := [name for name, count in zip(strata.names, used, strict=True) if count == 1]:
        told.append(
            f"Strata with a single labelled point: {_some(alone)}. Figures in which they take part have no interval; "
            "two points are the least."
        )
    return told


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_SHOWN]) + (" ..." if len(names) > _MOST_SHOWN else "")


def _nothing(true: NDArray[np.int16], found: NDArray[np.uint8]) -> RequestError:
    if (true == UNLABELLED).all():
        return RequestError("No reference point has a label.", "Label the points first, or choose another CLASS_FIELD.")
    if not (true >= 0).any():
        return RequestError("All labels of the reference points are not sure.", "Label points whose class is clear.")
    if (found[true >= 0] == UNKNOWN).all():
        return RequestError("All labelled points lie where the map has no data.", "Choose the map of these points.")
    return RequestError(
        "No labelled point belongs to the sample: none has a stratum of its design.", "Use the layer as it was drawn."
    )


def _elsewhere(points: ReferencePoints, maps: Sequence[PointMap]) -> AreaError:
    wkt = _wkt(points.crs)
    theirs = degrees_text(wkt, (min(points.x), min(points.y), max(points.x), max(points.y))) if points.x else "no point"
    ours = "; ".join(degrees_text(one.grid.crs, one.grid.bounds) for one in maps)
    return AreaError(
        f"The reference does not overlap the map: the reference covers {theirs}, the map {ours}.",
        "Choose the reference of this place, and check the coordinate systems of both.",
    )
