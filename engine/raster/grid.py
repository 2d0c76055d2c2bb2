"""Pixel geometry: windows in whole pixels, and north-up grids of square pixels.

Everything behind the source works on such a grid; other rasters are warped first (see
:mod:`onemetre.engine.raster.warping`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rasterio.transform import Affine

SNAP = 1e-3
"""Fraction of a pixel treated as coordinate noise when bounds are snapped outwards."""


@dataclass(frozen=True)
class Window:
    """A rectangle of whole pixels; it may be empty and may reach outside its grid.

    Attributes:
        col, row: First column and row, from the grid's top-left corner.
        width, height: Size in pixels, 0 or more.
    """

    col: int
    row: int
    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 0 or self.height < 0:
            raise ValueError(f"negative size: {self}")

    @property
    def is_empty(self) -> bool:
        """Whether the window has no pixel."""
        return self.width == 0 or self.height == 0

    @property
    def right(self) -> int:
        """Column behind the last one."""
        return self.col + self.width

    @property
    def bottom(self) -> int:
        """Row behind the last one."""
        return self.row + self.height

    def intersection(self, other: Window) -> Window:
        """The pixels that both windows share; empty if they do not overlap."""
        col, row = max(self.col, other.col), max(self.row, other.row)
        width, height = min(self.right, other.right) - col, min(self.bottom, other.bottom) - row
        return Window(col, row, max(width, 0), max(height, 0))

    def intersects(self, other: Window) -> bool:
        """Whether the two share a pixel."""
        return not self.intersection(other).is_empty

    def contains(self, other: Window) -> bool:
        """Whether every pixel of the other one is in this one."""
        return other.is_empty or self.intersection(other) == other

    def scaled(self, factor: int) -> Window:
        """The same ground on a grid with pixels ``factor`` times as small."""
        return Window(self.col * factor, self.row * factor, self.width * factor, self.height * factor)

    def expanded(self, pixels: int) -> Window:
        """The window grown by a number of pixels at each side."""
        return Window(self.col - pixels, self.row - pixels, self.width + 2 * pixels, self.height + 2 * pixels)

    def shifted(self, cols: int, rows: int) -> Window:
        """The window moved right and down."""
        return Window(self.col + cols, self.row + rows, self.width, self.height)

    def blocks(self, side: int) -> Iterator[Window]:
        """The window in squares of a side, row by row; those at the right and lower edge are smaller."""
        for row in range(self.row, self.bottom, side):
            for col in range(self.col, self.right, side):
                yield Window(col, row, min(side, self.right - col), min(side, self.bottom - row))


@dataclass(frozen=True)
class Grid:
    """A north-up raster of square pixels in a projected coordinate system.

    Attributes:
        crs: Coordinate system as WKT.
        x, y: Top-left corner, in units of the coordinate system.
        pixel: Side of a pixel, in units of the coordinate system.
        width, height: Size in pixels.
        metres_per_unit: 1 for metres, 0.3048 for feet.
    """

    crs: str
    x: float
    y: float
    pixel: float
    width: int
    height: int
    metres_per_unit: float = 1.0

    @property
    def transform(self) -> Affine:
        """Transformation from (column, row) to (x, y)."""
        return Affine(self.pixel, 0.0, self.x, 0.0, -self.pixel, self.y)

    @property
    def window(self) -> Window:
        """All pixels."""
        return Window(0, 0, self.width, self.height)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in units of the coordinate system."""
        return self.x, self.y - self.height * self.pixel, self.x + self.width * self.pixel, self.y

    @property
    def pixel_m2(self) -> float:
        """Area of a pixel by the units of the coordinate system, square metres."""
        return (self.pixel * self.metres_per_unit) ** 2

    def scaled(self, factor: int) -> Grid:
        """The same ground with pixels ``factor`` times as small."""
        return Grid(
            self.crs,
            self.x,
            self.y,
            self.pixel / factor,
            self.width * factor,
            self.height * factor,
            self.metres_per_unit,
        )

    def crop(self, window: Window) -> Grid:
        """The grid of a window; the window may reach outside."""
        return Grid(
            self.crs,
            self.x + window.col * self.pixel,
            self.y - window.row * self.pixel,
            self.pixel,
            window.width,
            window.height,
            self.metres_per_unit,
        )

    def bounds_of(self, window: Window) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax of a window."""
        return self.crop(window).bounds

    def window_of(self, bounds: tuple[float, float, float, float]) -> Window:
        """The smallest window that covers bounds (xmin, ymin, xmax, ymax), not clipped to the grid.

        An edge that lies within a thousandth of a pixel of a pixel's edge counts as lying on it; bounds without
        an extent yield the pixel that they lie in.
        """
        xmin, ymin, xmax, ymax = bounds
        left, right = _snap_outwards((xmin - self.x) / self.pixel, (xmax - self.x) / self.pixel)
        top, bottom = _snap_outwards((self.y - ymax) / self.pixel, (self.y - ymin) / self.pixel)
        return Window(left, top, right - left, bottom - top)


def _snap_outwards(low: float, high: float) -> tuple[int, int]:
    first, behind = math.floor(low + SNAP), math.ceil(high - SNAP)
    return first, max(behind, first + 1)
