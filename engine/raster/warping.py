"""Plans the warp of a raster to a north-up grid of square pixels of the model's size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasterio.crs import CRS
from rasterio.enums import MaskFlags, Resampling
from rasterio.io import DatasetReader
from rasterio.transform import Affine

from ...contract.errors import GridError, SourceError
from ...contract.requests import PixelGrid
from .geodesy import apply, ground_size, reproject, rim, shows_ground, utm_zone
from .grid import SNAP, Grid, Window
from .projection import pyproj
from .validity import must_be_in_all

_SIMILAR = 0.1
# Tolerance of a warp in pixels: practically exact. rasterio requires one.
_EXACT = 1e-9
_TOO_COARSE = 2.5
# Pixels that are off another raster's by less than this part count as the same, as in a mosaic.
_OFF = 0.1


@dataclass(frozen=True)
class Placement:
    """The working grid of a raster, and the warp onto it.

    Attributes:
        grid: Working grid of the run.
        warp: Arguments for :class:`rasterio.vrt.WarpedVRT`; None = the raster's own pixels.
        note: Description of the warp, one sentence; empty = no warp.
        level: Level of the note: info or warning.
        source_crs, source_transform: Coordinate system (as WKT) and geotransform of the raster.
    """

    grid: Grid
    warp: Mapping[str, Any] | None
    note: str
    level: str
    source_crs: str
    source_transform: Affine

    def source_window(self, window: Window) -> Window:
        """The raster's own pixels under a window of the working grid, with the margin that interpolation needs."""
        if self.warp is None:
            return window
        points = apply(self.grid.transform, rim(window))
        if self.grid.crs != self.source_crs:
            points = reproject(self.grid.crs, self.source_crs, points)
        col, row = apply(~self.source_transform, points)
        left, top = math.floor(col.min()), math.floor(row.min())
        return Window(left, top, math.ceil(col.max()) - left, math.ceil(row.max()) - top).expanded(2)


def place(
    dataset: DatasetReader, bands: Sequence[int], resolution: float, name: str, onto: PixelGrid | None = None
) -> Placement:
    """Find the working grid of a raster.

    Pixels that are square, north up and within 10 % of the wanted ground size stay unchanged. Other sizes in a
    projected coordinate system are resampled within it. Degrees, projections that do not preserve ground sizes (web
    Mercator), and pixels that are rotated, not square or south up are warped to the UTM zone of the raster's centre.
    Finer pixels are averaged, coarser ones interpolated.

    Args:
        dataset: Raster to place.
        bands: Numbers of the needed bands.
        resolution: Wanted ground size of a pixel, metres.
        name: Name of the raster, for messages.
        onto: Working grid that is asked for; None = found as above.

    Raises:
        GridError: The coordinate system does not place the raster on Earth, or not on the grid that is asked for.
        SourceError: The pixels are more than 2.5 times as coarse as wanted.
    """
    longitude, latitude, across, down = ground_size(dataset, name)
    if max(across, down) > _TOO_COARSE * resolution:
        raise SourceError(
            f"{name} has pixels of {max(across, down):.3g} m on the ground, but the model needs {resolution:g} m.",
            "Use imagery of that resolution, or another model.",
        )
    if onto is not None:
        return _onto(dataset, bands, onto, math.sqrt(across * down) / resolution, name)
    regular = _is_regular(dataset)
    if not (regular and shows_ground(dataset.crs.to_wkt(), longitude, latitude)):
        return _to_utm(dataset, bands, resolution, name, longitude, latitude, math.sqrt(across * down), regular=regular)
    unit = float(dataset.crs.linear_units_factor[1])
    pixel, transform = dataset.transform.a, dataset.transform
    grid = Grid(dataset.crs.to_wkt(), transform.c, transform.f, pixel, dataset.width, dataset.height, unit)
    if abs(pixel * unit / resolution - 1) <= _SIMILAR:
        return Placement(grid, None, "", "info", grid.crs, transform)
    wanted = resolution / unit
    grid = Grid(
        grid.crs,
        grid.x,
        grid.y,
        wanted,
        _cells(grid.width * pixel / wanted),
        _cells(grid.height * pixel / wanted),
        unit,
    )
    return _warped(dataset, bands, grid, f"{name} is resampled", pixel * unit, resolution)


def _onto(dataset: DatasetReader, bands: Sequence[int], wanted: PixelGrid, coarseness: float, name: str) -> Placement:
    """Put a raster on another one's pixels: unchanged if they are its own, also with another extent, else resampled.

    Args:
        dataset: Raster to place.
        bands: Numbers of the needed bands.
        wanted: The pixels.
        coarseness: Size of the raster's pixels on the ground, in pixels as the model wants them.
        name: Name of the raster, for messages.

    Raises:
        GridError: The raster shares no ground with the grid.
    """
    crs = CRS.from_user_input(wanted.crs)
    unit = float(crs.linear_units_factor[1])
    grid = Grid(crs.to_wkt(), wanted.x, wanted.y, wanted.pixel, wanted.width, wanted.height, unit)
    own, there = dataset.crs.to_wkt(), dataset.transform
    whole = Window(0, 0, dataset.width, dataset.height)
    if not _overlaps(dataset, grid):
        raise GridError(
            f"{name} shares no ground with the image whose pixels it should have.", "Choose images of the same place."
        )
    move = ~grid.transform * there
    drift = max(abs(move.a - 1), abs(move.b), abs(move.d), abs(move.e - 1)) * max(dataset.width, dataset.height)
    shift = round(move.c), round(move.f)
    off = max(abs(move.c - shift[0]), abs(move.f - shift[1]))
    same = dataset.crs == crs and drift <= _OFF and off <= _OFF
    if same and shift == (0, 0) and whole == grid.window:
        return Placement(grid, None, "", "info", own, there)
    finer, coarser = coarseness < 1 - _SIMILAR, coarseness > 1 + _SIMILAR
    if same:
        how, note = Resampling.nearest, f"{name} is cut, or filled with nodata, to the extent of the first image."
    else:
        how = Resampling.average if finer and not coarser else Resampling.bilinear
        note = (
            f"{name} has other pixels than the first image and is resampled onto them: edges may move by a part of a "
            "pixel."
        )
    return Placement(grid, _warp(dataset, bands, grid, how, crs), note, "info" if same else "warning", own, there)


def _overlaps(dataset: DatasetReader, grid: Grid) -> bool:
    """Whether a raster and a grid share ground."""
    points = apply(dataset.transform, rim(Window(0, 0, dataset.width, dataset.height)))
    if dataset.crs != CRS.from_wkt(grid.crs):
        try:
            points = reproject(dataset.crs.to_wkt(), grid.crs, points)
        except pyproj.exceptions.ProjError:
            return False
    cols, rows = apply(~grid.transform, points)
    seen = np.isfinite(cols) & np.isfinite(rows)
    if not seen.any():
        return False
    (left, right), (top, bottom) = ((values[seen].min(), values[seen].max()) for values in (cols, rows))
    return bool(left < grid.width and right > 0 and top < grid.height and bottom > 0)


def _is_regular(dataset: DatasetReader) -> bool:
    """Whether the pixels are square and north up, within a tenth of a pixel over the whole raster."""
    t = dataset.transform
    drift = max(abs(t.b), abs(t.d), abs(t.a + t.e)) * max(dataset.width, dataset.height)
    return bool(t.a > 0 and t.e < 0 and drift <= 0.1 * t.a)


def _to_utm(
    dataset: DatasetReader,
    bands: Sequence[int],
    resolution: float,
    name: str,
    longitude: float,
    latitude: float,
    size: float,
    *,
    regular: bool,
) -> Placement:
    zone = utm_zone(longitude, latitude)
    crs = CRS.from_user_input(zone)
    outline = apply(dataset.transform, rim(Window(0, 0, dataset.width, dataset.height)))
    x, y = reproject(dataset.crs.to_wkt(), crs.to_wkt(), outline)
    if not np.isfinite([*x, *y]).all():
        raise GridError(f"{name} is too large for one UTM zone.", "Cut it into parts of a few degrees each.")
    returned = reproject(crs.to_wkt(), dataset.crs.to_wkt(), (x, y))
    pixel = math.hypot(dataset.transform.a, dataset.transform.d)
    if not all(np.allclose(there, back, rtol=0, atol=pixel) for there, back in zip(outline, returned, strict=True)):
        raise GridError(
            f"{name} lies across the edge of its coordinate system, at the antimeridian or a pole.",
            "Warp it to the UTM zone of the place first, with Warp (reproject).",
        )
    left, top = math.floor(x.min() / resolution + SNAP), math.ceil(y.max() / resolution - SNAP)
    grid = Grid(
        crs.to_wkt(),
        left * resolution,
        top * resolution,
        resolution,
        _cells(x.max() / resolution - left),
        _cells(top - y.min() / resolution),
    )
    if dataset.crs.is_geographic:
        why = "it is in degrees"
    else:
        why = "its map units are not metres on the ground" if regular else "its pixels are not square and north up"
    return _warped(
        dataset, bands, grid, f"{name} is warped to UTM zone {int(zone[-2:])} because {why}", size, resolution, crs=crs
    )


def _warped(
    dataset: DatasetReader,
    bands: Sequence[int],
    grid: Grid,
    what: str,
    size: float,
    resolution: float,
    crs: CRS | None = None,
) -> Placement:
    finer = size < (1 - _SIMILAR) * resolution
    coarser = size > (1 + _SIMILAR) * resolution
    how = "averaged" if finer else "interpolated"
    warning = " The map will show less detail than the model can resolve." if coarser else ""
    note = f"{what}: its pixels of {size:.3g} m are {how} to {resolution:g} m.{warning}"
    warp = _warp(dataset, bands, grid, Resampling.average if finer else Resampling.bilinear, crs)
    return Placement(grid, warp, note, "warning" if coarser else "info", dataset.crs.to_wkt(), dataset.transform)


def _warp(
    dataset: DatasetReader, bands: Sequence[int], grid: Grid, resampling: Resampling, crs: CRS | None
) -> dict[str, Any]:
    return {
        "transform": grid.transform,
        "width": grid.width,
        "height": grid.height,
        "resampling": resampling,
        # An approximate transformation and the size of the kernel would depend on the window that is read.
        "tolerance": _EXACT,
        "XSCALE": "1",
        "YSCALE": "1",
        **({"crs": crs} if crs else {}),
        **_nodata(dataset, bands),
    }


def _nodata(dataset: DatasetReader, bands: Sequence[int]) -> dict[str, Any]:
    """Warp arguments that preserve validity: by the nodata value if the raster has one, else by an alpha band."""
    flags = dataset.mask_flag_enums[0]
    # GDAL can require the nodata value in all bands, but only in all of the raster, needed or not, alpha or not.
    # Otherwise it warps each band without its nodata pixels, and the rule is applied to the result.
    unified = must_be_in_all(dataset.dtypes[0]) and set(dataset.indexes) == set(bands)
    return {"UNIFIED_SRC_NODATA": "YES" if unified else "NO", **_nodata_value(dataset, flags)}


def _nodata_value(dataset: DatasetReader, flags: Sequence[MaskFlags]) -> dict[str, Any]:
    if MaskFlags.alpha in flags:
        return {}
    if MaskFlags.per_dataset in flags:
        return {"add_alpha": True}
    if np.issubdtype(np.dtype(dataset.dtypes[0]), np.floating):
        nodata = dataset.nodata if dataset.nodata is not None else math.nan
        return {"src_nodata": nodata, "nodata": nodata}
    return {} if MaskFlags.nodata in flags else {"add_alpha": True}


def _cells(length: float) -> int:
    return max(math.ceil(length - SNAP), 1)
