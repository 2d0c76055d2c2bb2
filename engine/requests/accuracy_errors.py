"""Writes the errors of maps into a GeoPackage, to look at them in QGIS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from ...contract.errors import OutputError
from ...contract.geopackage import contents_of
from ...contract.requests import ReferencePoints
from ..assess.class_map import ClassMap
from ..assess.map_totals import Cell
from ..assess.point_reference import Located
from ..raster.geodesy import reproject
from ..write.point_layer import write_layer

Coordinates = NDArray[np.float64]

ERRORS = "errors"
"""Name of the layer."""


def refuse_other_layers(path: str) -> None:
    """Check that a GeoPackage of that name holds nothing but earlier errors: it would be replaced as a whole.

    Raises:
        OutputError: It holds other layers, is no GeoPackage, or is open in another program.
    """
    contents = contents_of(Path(path))
    others = contents.names - {ERRORS, "layer_styles"} if contents else frozenset()
    if others:
        raise OutputError(
            f"{path} already holds other layers: {', '.join(sorted(others))}.", "Choose another name for the errors."
        )


def write_points(draft: Path, maps: Sequence[ClassMap], located: Located, points: ReferencePoints) -> None:
    """Write all points that count, in the coordinate system of the first map, with what both sides say.

    Raises:
        OutputError: The file cannot be written.
    """
    titles = np.array([one.title for one in maps[0].classes], object)
    x, y = _centres(maps, located)
    strata = np.array(points.strata, object)[located.index]
    write_layer(
        draft,
        ERRORS,
        {
            "map": np.array([one.name for one in maps], object)[located.map],
            "stratum": strata,
            "map_class": titles[located.found],
            "reference": titles[located.true],
            "right": (located.found == located.true).astype(np.int32),
            "stands_for_px": located.sample.weights,
        },
        shapes=shapely.points(x, y),
        crs=maps[0].grid.crs,
        description="Reference points beside the classes of the map; right = 0 is an error.",
    )


def write_cells(draft: Path, maps: Sequence[ClassMap], cells: Sequence[Cell]) -> None:
    """Write the squares with errors, in the coordinate system of the first map.

    Raises:
        OutputError: The file cannot be written.
    """
    corners = [maps[cell.map].grid.bounds_of(cell.window) for cell in cells]
    boxes = np.array([shapely.box(*bounds) for bounds in corners], object)
    for number, one in enumerate(maps[1:], start=1):
        here = np.array([cell.map == number for cell in cells], bool)
        boxes[here] = shapely.transform(boxes[here], _to(one.grid.crs, maps[0].grid.crs))
    write_layer(
        draft,
        ERRORS,
        {
            "map": np.array([maps[cell.map].name for cell in cells], object),
            "errors": np.array([cell.errors for cell in cells], np.int32),
            "compared": np.array([cell.known for cell in cells], np.int32),
            "share": np.array([cell.errors / cell.known for cell in cells], float),
        },
        shapes=boxes,
        crs=maps[0].grid.crs,
        polygons=True,
        description="Squares of 64 pixels with errors: number of pixels whose classes differ.",
    )


def _centres(maps: Sequence[ClassMap], located: Located) -> tuple[Coordinates, Coordinates]:
    """Coordinates of the points in the coordinate system of the first map."""
    x, y = np.zeros(len(located.map)), np.zeros(len(located.map))
    for number, one in enumerate(maps):
        here = located.map == number
        grid = one.grid
        xy = np.column_stack(
            [grid.x + (located.cols[here] + 0.5) * grid.pixel, grid.y - (located.rows[here] + 0.5) * grid.pixel]
        )
        if number:
            xy = _to(grid.crs, maps[0].grid.crs)(xy)
        x[here], y[here] = xy.T
    return x, y


def _to(source: str, target: str) -> Callable[[Coordinates], Coordinates]:
    """Function from coordinates [n, 2] in one system to those in another."""
    return lambda xy: np.column_stack(reproject(source, target, (xy[:, 0], xy[:, 1])))
