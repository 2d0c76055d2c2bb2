"""Areas of the classes city by city: a table of the joined maps by the names of the boundary."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window as RasterWindow

from ...contract.requests import Zones
from ..assess.zones import ShapesOnGrid
from ..raster.areas import Areas
from ..raster.datasets import gdal_options
from ..raster.grid import Grid, Window
from ..write.assembly import draft_of
from ..write.legend import NODATA

_SIDE = 2048
_VALUES = 256


def count_by_name(
    raster: Path, zones: Zones, found: dict[str, dict[int, float]], check: Callable[[float], None]
) -> None:
    """Add the areas of a map's values by the names of zones, km2 on the ground.

    Args:
        raster: Class raster.
        zones: The zones; where they overlap, the first one counts.
        found: Name -> value -> km2, added to.
        check: Called with the fraction done; raises an error when the user has cancelled.
    """
    names = list(dict.fromkeys(zones.names))
    numbers = tuple(names.index(name) for name in zones.names)
    with gdal_options(remote=False), rasterio.open(raster) as opened:
        at = opened.transform
        grid = Grid(
            opened.crs.to_wkt(), at.c, at.f, at.a, opened.width, opened.height, opened.crs.linear_units_factor[1]
        )
        shapes, areas = ShapesOnGrid(zones.wkt, numbers, zones.crs, grid), Areas(grid)
        blocks = list(grid.window.blocks(_SIDE))
        for number, block in enumerate(blocks):
            check(number / len(blocks))
            inside = shapes.read(block)
            if (inside < 0).all():
                continue
            values = opened.read(1, window=_raster_window(block))
            counts = np.bincount(
                inside[inside >= 0].astype(np.int64) * _VALUES + values[inside >= 0], minlength=len(names) * _VALUES
            ).reshape(len(names), _VALUES)
            km2 = areas.pixel_km2(block.col + block.width / 2, block.row + block.height / 2)
            for zone, value in zip(*(found_.tolist() for found_ in np.nonzero(counts)), strict=True):
                if value != NODATA:
                    of_zone = found[names[zone]]
                    of_zone[value] = of_zone.get(value, 0.0) + float(counts[zone, value]) * km2


def new_table(zones: Zones) -> dict[str, dict[int, float]]:
    """A table without areas yet, with a row a name."""
    return {name: {} for name in dict.fromkeys(zones.names)}


def write_table(path: Path, found: Mapping[str, Mapping[int, float]], classes: Sequence[tuple[int, str]]) -> None:
    """Write the table: a row a name with the km2 of each class, what was mapped, and the share of all but class 0.

    Args:
        path: Path of the CSV file.
        found: Name -> value -> km2.
        classes: Value and name of each class.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    total: dict[int, float] = defaultdict(float)
    for row in found.values():
        for value, km2 in row.items():
            total[value] += km2
    with draft_of(str(path)) as draft:
        if draft is None:
            raise AssertionError("the path is given")
        with open(draft, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["name", *(f"{name}_km2" for _, name in classes), "mapped_km2", "share"])
            for name, row in [*found.items(), ("", dict(total))]:
                mapped = math.fsum(row.values())
                share = 1 - row.get(0, 0.0) / mapped if mapped else None
                figures = [round(row.get(value, 0.0), 6) for value, _ in classes]
                shown = "" if share is None else round(share, 6)
                writer.writerow([name or "all", *figures, round(mapped, 6), shown])


def _raster_window(window: Window) -> RasterWindow:
    return RasterWindow(window.col, window.row, window.width, window.height)
