"""Mosaics several rasters into a VRT in memory, the first raster on top."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rasterio.enums import MaskFlags
from rasterio.io import DatasetReader
from rasterio.transform import Affine

from ...contract.errors import SourceError
from .datasets import Recipe
from .grid import Window
from .product import find_product
from .vrt import Vrt, VrtBand, VrtSource

# Rasters of one mosaic may be off its grid by this part of a pixel; they are moved onto it.
_ALIGNMENT = 0.1


@dataclass(frozen=True)
class Mosaic:
    """Rasters on one grid.

    Attributes:
        recipe: Recipe that opens the whole mosaic.
        parts: Recipe and window of each single raster, in pixels of the mosaic.
    """

    recipe: Recipe
    parts: tuple[tuple[Recipe, Window], ...]


@dataclass(frozen=True)
class _Tile:
    """Properties of a raster that its entry in a VRT needs."""

    path: str
    window: Window
    types: tuple[str, ...]
    nodata: tuple[float | None, ...]
    masked: bool
    block: tuple[int, int]


def build_mosaic(recipes: Sequence[Recipe]) -> Mosaic:
    """Mosaic rasters; where they overlap, the first one that has data counts.

    The rasters must share coordinate system, pixel size, pixel grid (within a tenth of a pixel) and bands: warping some
    of them onto the grid of the others would hide that they do not belong together.

    Raises:
        SourceError: One of them cannot be opened or does not fit the first one.
    """
    tiles: list[_Tile] = []
    with ExitStack() as stack:
        first = recipes[0].open(stack)
        for recipe in recipes:
            # Closed at once: orthophotos come in thousands of tiles, and the number of open files is limited.
            with ExitStack() as short:
                tiles.append(_describe(recipe.target, recipe.open(short), first))
        col, row = min(t.window.col for t in tiles), min(t.window.row for t in tiles)
        tiles = [_moved(t, -col, -row) for t in tiles]
        vrt = _vrt(first, first.transform * Affine.translation(col, row), tiles)
    parts = tuple(zip(recipes, (t.window for t in tiles), strict=True))
    return Mosaic(Recipe(vrt.text(), recipes[0].remote, label=f"the mosaic of {len(tiles)} rasters"), parts)


def _describe(path: str, dataset: DatasetReader, first: DatasetReader) -> _Tile:
    def same(what: str, ours: object, theirs: object) -> None:
        if ours != theirs:
            raise SourceError(
                f"{Path(path).name} does not fit {Path(first.name).name}: {what} {ours} and {theirs}.",
                "The inputs of one run need the same coordinate system, pixel size, bands and data type. "
                "Map the others in a separate run.",
            )

    same("number of bands", dataset.count, first.count)
    same("data type", dataset.dtypes[0], first.dtypes[0])
    same("scale and offset", (dataset.scales, dataset.offsets), (first.scales, first.offsets))
    if dataset.dtypes[0] != "uint8":
        same("offset of the product", _stated_offset(path, dataset), _stated_offset(first.name, first))
    if dataset.crs != first.crs:
        same("coordinate system", _crs_name(dataset), _crs_name(first))
        same("definition of the coordinate system", dataset.crs and dataset.crs.to_wkt(), first.crs.to_wkt())
    if any(dataset.descriptions) and any(first.descriptions):
        same("names of the bands", dataset.descriptions, first.descriptions)
    return _Tile(
        path=path,
        window=_window(path, dataset, first),
        types=dataset.dtypes,
        nodata=dataset.nodatavals,
        masked=any(MaskFlags.per_dataset in flags for flags in dataset.mask_flag_enums),
        block=(dataset.block_shapes[0][1], dataset.block_shapes[0][0]),
    )


def _stated_offset(path: str, dataset: DatasetReader) -> str:
    """The offset that a product states for its numbers: the same place of two processing baselines differs by 1000."""
    product = find_product(dataset, dataset.indexes, [path, *dataset.files])
    offsets = {} if product is None else dict(product.offsets)
    values = sorted(set(offsets.values()))
    return ", ".join(f"{value:g}" for value in values) or "not stated"


def _window(path: str, dataset: DatasetReader, first: DatasetReader) -> Window:
    """Window of a raster in pixels of the first one."""
    placed = ~first.transform * dataset.transform
    drift = max(dataset.width, dataset.height) * max(abs(placed.a - 1), abs(placed.b), abs(placed.d), abs(placed.e - 1))
    col, row = round(placed.c), round(placed.f)
    if drift > _ALIGNMENT:
        problem = f"its pixels are {_size(dataset)} and not {_size(first)}"
    elif max(abs(placed.c - col), abs(placed.f - row)) > _ALIGNMENT:
        problem = f"it is shifted by {placed.c - col:.2f} and {placed.f - row:.2f} of a pixel"
    else:
        return Window(col, row, dataset.width, dataset.height)
    raise SourceError(
        f"{Path(path).name} does not lie on the grid of {Path(first.name).name}: {problem}.",
        "Warp the inputs to one grid first, or map them in separate runs.",
    )


def _size(dataset: DatasetReader) -> str:
    return f"{abs(dataset.transform.a):.6g} x {abs(dataset.transform.e):.6g}"


def _crs_name(dataset: DatasetReader) -> str:
    return dataset.crs.to_string()[:60] if dataset.crs else "none"


def _moved(tile: _Tile, cols: int, rows: int) -> _Tile:
    return _Tile(tile.path, tile.window.shifted(cols, rows), tile.types, tile.nodata, tile.masked, tile.block)


def _vrt(first: DatasetReader, transform: Affine, tiles: Sequence[_Tile]) -> Vrt:
    # A nodata value that all rasters share becomes that of the mosaic. Otherwise gaps and masks go into a mask band.
    values = {repr(value) for t in tiles for value in t.nodata}
    by_nodata = len(values) == 1 and values != {"None"} and not any(t.masked for t in tiles)
    bands = [
        VrtBand(
            dtype=first.dtypes[i],
            sources=[_source(t, str(band), t.nodata[i], use_mask=t.masked) for t in reversed(tiles)],
            description=first.descriptions[i] or "",
            color=first.colorinterp[i].name,
            scale=first.scales[i],
            offset=first.offsets[i],
            nodata=first.nodata if by_nodata else None,
        )
        for i, band in enumerate(first.indexes)
    ]
    return Vrt(
        width=max(t.window.right for t in tiles),
        height=max(t.window.bottom for t in tiles),
        crs=first.crs.to_wkt() if first.crs else "",
        transform=transform.to_gdal(),
        bands=bands,
        mask=None if by_nodata else [_source(t, "mask,1", 0, use_mask=False) for t in reversed(tiles)],
    )


def _source(tile: _Tile, band: str, nodata: float | None, *, use_mask: bool) -> VrtSource:
    return VrtSource(
        path=tile.path,
        band=band,
        column=tile.window.col,
        row=tile.window.row,
        width=tile.window.width,
        height=tile.window.height,
        nodata=nodata,
        use_mask=use_mask,
        stored=(tile.types[0], tile.block),
    )
