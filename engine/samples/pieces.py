"""Pieces of an image: around drawn samples with their labels, and spread over an area without any."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.features import rasterize

from ..assess.accuracy import UNKNOWN
from ..raster.area import MappedArea
from ..raster.grid import Window
from ..raster.source import Source
from .placement import Shape

_PARTS = 16
"""Most pieces of one sample."""

_SHARE = 0.5
"""Part of the area in a piece that has data, at least, if there are such pieces."""


@dataclass(frozen=True)
class Layout:
    """How pieces are cut.

    Attributes:
        cell: Side of the part of a piece that is labelled, pixels of the working grid.
        margin: What is seen around it, likewise.
        factor: Pixels of the labels per pixel of the image along an axis.
    """

    cell: int
    margin: int
    factor: int = 1

    @property
    def side(self) -> int:
        """Of a piece, pixels of the working grid."""
        return self.cell + 2 * self.margin


@dataclass(frozen=True)
class Piece:
    """A part of a sample in the image around it.

    Attributes:
        number, value: Of the sample.
        window: On the working grid.
        image: [bands, side, side] in the numbers that the model's card asks for.
        label: uint8 [side * factor, side * factor], the value in the sample, elsewhere and without data 255.
    """

    number: int
    value: int
    window: Window
    image: NDArray[np.generic]
    label: NDArray[np.uint8]


def cut_samples(source: Source, shapes: Sequence[Shape], layout: Layout, tell: Callable[[float], None]) -> list[Piece]:
    """Pieces around samples; a sample in which no pixel has data gives none.

    Args:
        source: The image.
        shapes: On its working grid.
        layout: Of the pieces.
        tell: Called with the share that is done.

    Raises:
        SourceError: The image cannot be read.
    """
    pieces: list[Piece] = []
    for done, shape in enumerate(shapes, start=1):
        parts = (_piece(source, shape, cell, layout) for cell in _cells_of(source, shape, layout))
        pieces += itertools.islice((part for part in parts if part is not None), _PARTS)
        tell(done / len(shapes))
    return pieces


def _cells_of(source: Source, shape: Shape, layout: Layout) -> list[Window]:
    """What of an image a sample may cover, in random order: of a large sample not all is looked at."""
    if shape.region.is_empty:
        return []
    cells = _cells(source.grid.window_of(shape.region.bounds).intersection(source.grid.window), layout.cell)
    return [cells[index] for index in np.random.default_rng(shape.number).permutation(len(cells))]


def _piece(source: Source, shape: Shape, cell: Window, layout: Layout) -> Piece | None:
    """The part of a sample in a cell; None = there is none with data."""
    grid = source.grid.scaled(layout.factor).crop(cell.scaled(layout.factor))
    inside = rasterize([shape.region], out_shape=(grid.height, grid.width), transform=grid.transform, dtype=np.uint8)
    if not inside.any():
        return None
    window = cell.expanded(layout.margin)
    image, valid = source.read(window)
    rim = layout.margin * layout.factor
    whole = np.pad(inside.astype(np.bool_), rim) & np.kron(valid, np.ones((layout.factor,) * 2, np.bool_))
    if not whole.any():
        return None
    label = np.where(whole, shape.value, UNKNOWN).astype(np.uint8)
    return Piece(shape.number, shape.value, window, image, label)


def cut_area(
    source: Source, area: MappedArea, side: int, most: int, seed: int, tell: Callable[[float], None]
) -> list[NDArray[np.generic]]:
    """Pieces of an area, spread at random, in which half of the area has data, or some if no piece has so much.

    Args:
        source: The image.
        area: On its working grid.
        side: Of a piece, pixels.
        most: Pieces, at most.
        seed: Of the choice.
        tell: Called with the share that is done.

    Returns:
        [bands, side, side] in the numbers that the model's card asks for; none where there is no data at all.

    Raises:
        SourceError: The image cannot be read.
    """
    # Whole pieces inside the image where it is large enough: at its edge it is mirrored.
    cells = [_pulled_in(cell, source.grid.window) for cell in _cells(area.window, side)]
    order = np.random.default_rng(seed).permutation(len(cells))
    good: list[NDArray[np.generic]] = []
    poor: list[NDArray[np.generic]] = []
    for index in order:
        if len(good) == most:
            break
        if not area.touches(cells[index]) or not source.has_data(cells[index]):
            continue
        image, valid = source.read(cells[index])
        mask = area.mask(cells[index])
        inside = valid if mask is None else valid[mask]
        if not inside.any():
            continue
        if inside.mean() >= _SHARE:
            good.append(image)
        elif len(poor) < most:
            poor.append(image)
        tell(len(good) / most)
    return good or poor


def _cells(window: Window, side: int) -> list[Window]:
    """Squares in rows and columns over a window, which lies in their middle."""
    columns, rows = math.ceil(window.width / side), math.ceil(window.height / side)
    col = window.col - (columns * side - window.width) // 2
    row = window.row - (rows * side - window.height) // 2
    return [Window(col + c * side, row + r * side, side, side) for r in range(rows) for c in range(columns)]


def _pulled_in(cell: Window, whole: Window) -> Window:
    def start(at: int, side: int, size: int) -> int:
        return max(0, min(at, size - side))

    return Window(
        start(cell.col, cell.width, whole.width), start(cell.row, cell.height, whole.height), cell.width, cell.height
    )
