"""Joins the maps of frames: a VRT that refers to them, and one COG on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rasterio
import rasterio.shutil

from ...contract.errors import SourceError
from ..raster.datasets import gdal_options, limit_block_cache
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.vrt import Vrt, VrtBand, VrtSource
from ..write.assembly import draft_of
from ..write.failures import incomplete
from ..write.products import cog_options
from ..write.small_file import write_small_file

# Copying a mosaic of 40,000 x 40,000 pixels took 402 MiB with this block cache, and 934 MiB with four times as much.
_CACHE = 64 * 2**20


@dataclass(frozen=True)
class _Piece:
    """A map on the lattice of all."""

    path: Path
    x: float
    y: float
    width: int
    height: int
    blocks: tuple[int, int]


def write_vrt(path: Path, maps: Sequence[Path], check: Callable[[], None]) -> None:
    """Write a VRT of maps on one lattice, in the folder above theirs; paths in it are relative.

    Args:
        path: Path of the VRT.
        maps: Paths of the maps.
        check: Called for each map; raises an error when the user has cancelled.

    Raises:
        SourceError: A map cannot be read.
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    pieces: list[_Piece] = []
    with gdal_options(remote=False):
        for one in maps:
            check()
            try:
                with rasterio.open(one) as raster:
                    at = raster.transform
                    columns_rows = raster.block_shapes[0][::-1]
                    pieces.append(_Piece(one, at.c, at.f, raster.width, raster.height, columns_rows))
                    if len(pieces) == 1:
                        crs, pixel, nodata = raster.crs.to_wkt(), at.a, raster.nodata
                        palette = _palette(raster)
                        description, tags = raster.descriptions[0] or "", _tags(raster.tags())
            except GDAL_ERRORS as error:
                raise SourceError(
                    f"The map {one.name} cannot be read: {cause_of(error)}.",
                    "Delete it and run again: it is made anew.",
                ) from None
    left, top = min(piece.x for piece in pieces), max(piece.y for piece in pieces)
    right = max(piece.x + piece.width * pixel for piece in pieces)
    bottom = min(piece.y - piece.height * pixel for piece in pieces)
    sources = [
        VrtSource(
            path=piece.path.relative_to(path.parent).as_posix(),
            beside=True,
            band="1",
            column=round((piece.x - left) / pixel),
            row=round((top - piece.y) / pixel),
            width=piece.width,
            height=piece.height,
            nodata=nodata,
            stored=("uint8", piece.blocks),
        )
        for piece in pieces
    ]
    vrt = Vrt(
        width=round((right - left) / pixel),
        height=round((top - bottom) / pixel),
        crs=crs,
        transform=(left, pixel, 0.0, top, 0.0, -pixel),
        bands=[VrtBand(dtype="uint8", sources=sources, description=description, nodata=nodata, palette=palette)],
        tags=tags,
    )
    write_small_file(path, vrt.text().encode())


def write_cog(path: Path, vrt: Path, threads: int) -> None:
    """Write the maps of a VRT into one COG; memory is bounded whatever its size.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    limit_block_cache(_CACHE)
    with draft_of(str(path)) as draft:
        if draft is None:
            raise AssertionError("the path is given")
        try:
            with gdal_options(remote=False):
                rasterio.shutil.copy(str(vrt), str(draft), **cog_options("nearest", threads))
        except GDAL_ERRORS as error:
            raise incomplete(draft, path.name, cause_of(error)) from error


def _palette(raster: rasterio.DatasetReader) -> dict[int, str]:
    """Value -> #rrggbb of the visible entries of a colour table; empty = there is none."""
    try:
        table = raster.colormap(1)
    except ValueError:
        return {}
    return {value: f"#{r:02x}{g:02x}{b:02x}" for value, (r, g, b, alpha) in table.items() if alpha}


def _tags(tags: dict[str, str]) -> dict[str, str]:
    """Tags of a map that hold for all of them."""
    return {name: value for name, value in tags.items() if name.startswith("ONEMETRE_") or name == "TIFFTAG_SOFTWARE"}
