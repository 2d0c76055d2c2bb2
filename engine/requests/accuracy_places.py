"""Pictures of the places where a map errs most."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

import numpy as np

from ..assess.class_map import ClassMap
from ..assess.map_totals import CELL, Cell
from ..assess.point_reference import Located
from ..assess.reference import Reference
from ..raster.geodesy import degrees_at
from ..raster.grid import Window
from ..report.places import Backdrop, Place, picture_of, place_text, point_caption, square_caption

_MOST = 12
_AROUND = 50
_RIM = 3


def worst_points(
    maps: Sequence[ClassMap], located: Located, image: str, stack: ExitStack, *, remote: bool
) -> list[Place]:
    """The wrong points that stand for most pixels, with the 100 pixels around each.

    Raises:
        SourceError: The image or a map cannot be read.
    """
    backdrop = Backdrop(image, stack, remote=remote) if image else None
    wrong = np.flatnonzero(located.found != located.true)
    order = wrong[np.argsort(-located.sample.weights[wrong], kind="stable")][:_MOST]
    titles = [one.title for one in maps[0].classes]
    places = []
    for point in order.tolist():
        one = maps[int(located.map[point])]
        at = Window(int(located.cols[point]), int(located.rows[point]), 1, 1)
        found, true = titles[located.found[point]], titles[located.true[point]]
        caption = point_caption(_where(one, at), found, true, float(located.sample.weights[point]))
        places.append(_place(caption, one, at, None, backdrop))
    return places


def worst_cells(
    maps: Sequence[ClassMap],
    cells: Sequence[Cell],
    references: Sequence[Reference | None],
    image: str,
    stack: ExitStack,
    *,
    remote: bool,
) -> list[Place]:
    """The squares with most errors.

    Raises:
        SourceError: The image or a map cannot be read.
    """
    backdrop = Backdrop(image, stack, remote=remote) if image else None
    places = []
    for cell in cells[:_MOST]:
        one = maps[cell.map]
        caption = square_caption(_where(one, cell.window), cell.errors, cell.known)
        places.append(_place(caption, one, cell.window, references[cell.map], backdrop))
    return places


def _place(caption: str, one: ClassMap, at: Window, reference: Reference | None, backdrop: Backdrop | None) -> Place:
    around = at.expanded(_AROUND if at.width < CELL // 2 else CELL // 4).intersection(one.grid.window)
    codes = one.read(around)
    truth = None if reference is None else reference.read(around)
    picture = None if backdrop is None else backdrop.read(one.grid.crop(around))
    # A frame of a single pixel would hide it.
    frame = (at if at.width > 1 else at.expanded(_RIM)).shifted(-around.col, -around.row)
    return Place(caption, picture_of(codes, truth, picture, one.classes, frame))


def _where(one: ClassMap, at: Window) -> str:
    """Name of the map, and longitude and latitude of a place."""
    grid = one.grid
    longitude, latitude = degrees_at(grid.crs, grid.transform, at.col + at.width / 2, at.row + at.height / 2)
    return place_text(one.name, longitude, latitude)
