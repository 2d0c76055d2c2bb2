"""Mosaics several rasters into a VRT in memory, the first raster on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rasterio.enums import MaskFlags
from rasterio.io import DatasetReader
from rasterio.transform import Affine

from ...contract.errors import SourceError
from .datasets import Recipe
from .georeference import refuse_unplaced
from .grid import Window
from .longitudes import turned, turns_apart
from .numbers.product import find_product
from .stated import Stated, described_tags, refuse_type
from .validity import must_be_in_all
from .vrt import Vrt, VrtBand, VrtSource

# Rasters of one mosaic may be off its grid by this part of a pixel; they are moved onto it.
_ALIGNMENT = 0.1


@dataclass(frozen=True)
class Mosaic:
    """Rasters on one grid.

    Attributes:
        recipe: Recipe that opens the whole mosaic.
        parts: Recipe and window of each single raster, in pixels of the mosaic. The bands of an image in separate files
            lie on each other.
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
    tags: tuple[dict[str, str], ...]
    masked: bool
    block: tuple[int, int]


def build_mosaic(recipes: Sequence[Recipe], stated: Stated) -> Mosaic:
    """Mosaic one or several rasters; where they overlap, the first one that has data counts.

    The rasters must share coordinate system, pixel size, pixel grid (within a tenth of a pixel) and bands: warping some
    of them onto the grid of the others would hide that they do not belong together.

    Args:
        recipes: Rasters, the first one on top.
        stated: What the user states in place of the files.

    Raises:
        SourceError: One of them cannot be opened or does not fit the first one.
        GridError: One of them has no geotransform or coordinate system.
    """
    tiles: list[_Tile] = []
    with ExitStack() as stack:
        first = recipes[0].open(stack)
        for recipe in recipes:
            # Closed at once: orthophotos come in thousands of tiles, and the number of open files is limited.
            with ExitStack() as short:
                tiles.append(_describe(recipe, recipe.open(short), first, recipes[0].name, stated))
        col, row = min(t.window.col for t in tiles), min(t.window.row for t in tiles)
        tiles = [_moved(t, -col, -row) for t in tiles]
        if not stated.nodata:
            tiles = [_with_mask(t) if over else t for t, over in zip(tiles, _overlapping(tiles), strict=True)]
        vrt = _vrt(first, first.transform * Affine.translation(col, row), tiles, stated)
    parts = tuple(zip(recipes, (t.window for t in tiles), strict=True))
    label = recipes[0].name if len(tiles) == 1 else f"the mosaic of {len(tiles)} rasters"
    return Mosaic(Recipe(vrt.text(), recipes[0].remote, label=label), parts)


def build_stack(recipes: Sequence[Recipe], names: Sequence[str], label: str, stated: Stated) -> Mosaic:
    """Put the bands of one image together that lie in separate rasters, one band each.

    Args:
        recipes: Rasters, in the order of the bands.
        names: Names of the bands; a raster that names its band itself keeps that name.
        label: Name of the image, for messages.
        stated: What the user states in place of the files.

    Raises:
        SourceError: A raster cannot be opened, or does not lie on the grid of the first one.
        GridError: A raster has no geotransform or coordinate system.
    """
    with ExitStack() as stack:
        datasets = [recipe.open(stack) for recipe in recipes]
        first = datasets[0]
        tiles = [_band_tile(recipe, dataset, first, stated) for recipe, dataset in zip(recipes, datasets, strict=True)]
        masked = next((t for t in tiles if t.masked), None)
        crs, transform = turned(stated.crs_of(first), first.transform, first.width, first.height)
        vrt = Vrt(
            width=first.width,
            height=first.height,
            crs=crs,
            transform=transform.to_gdal(),
            bands=[
                VrtBand(
                    dtype=tile.types[0],
                    sources=[_source(tile, 1, None, use_mask=False)],
                    description=dataset.descriptions[0] or name,
                    color=_color(dataset, number, stated),
                    tags={**tile.tags[0], "name": name},
                    scale=dataset.scales[0],
                    offset=dataset.offsets[0],
                    nodata=tile.nodata[0],
                )
                for number, (tile, dataset, name) in enumerate(zip(tiles, datasets, names, strict=True), start=1)
            ],
            mask=_mask_sources(masked, stated) if masked is not None else None,
        )
    return Mosaic(Recipe(vrt.text(), recipes[0].remote, label=label), tuple((r, tiles[0].window) for r in recipes))


def _color(dataset: DatasetReader, number: int, stated: Stated) -> str:
    """Colour of a band of a stack: a single band is "gray" in its own file."""
    if number == stated.alpha:
        return "alpha"
    return "palette" if dataset.colorinterp[0].name == "palette" else ""


def _band_tile(recipe: Recipe, dataset: DatasetReader, first: DatasetReader, stated: Stated) -> _Tile:
    refuse_unplaced(dataset, recipe.name, stated.crs)
    refuse_type(dataset.dtypes[0], recipe.name)
    if not stated.crs and dataset.crs != first.crs:
        problem = f"its coordinate system is {_crs_name(dataset)} and not {_crs_name(first)}"
    elif (dataset.width, dataset.height) != (first.width, first.height):
        problem = f"it has {dataset.width} x {dataset.height} pixels and not {first.width} x {first.height}"
    elif not (~first.transform * dataset.transform).almost_equals(Affine.identity(), _ALIGNMENT / first.width):
        problem = "its pixels lie elsewhere"
    else:
        return _tile(recipe, dataset, Window(0, 0, dataset.width, dataset.height), stated)
    raise SourceError(
        f"{recipe.name} does not lie on the grid of {Path(first.name).name}, another band of the image: {problem}.",
        "Resample all bands to one grid first, for example with Warp (reproject), or choose bands of one resolution.",
    )


def _describe(recipe: Recipe, dataset: DatasetReader, first: DatasetReader, name: str, stated: Stated) -> _Tile:
    """Check that a raster fits the first one, whose name is ``name``."""

    def same(what: str, ours: object, theirs: object) -> None:
        if ours != theirs:
            raise SourceError(
                f"{recipe.name} does not fit {name}: {what} {ours} and {theirs}.",
                "The inputs of one run need the same coordinate system, pixel size, bands and data type. "
                "Map the others in a separate run.",
            )

    refuse_unplaced(dataset, recipe.name, stated.crs)
    for dtype in dataset.dtypes:
        refuse_type(dtype, recipe.name)
    same("number of bands", dataset.count, first.count)
    same("data type", dataset.dtypes[0], first.dtypes[0])
    same("scale and offset", (dataset.scales, dataset.offsets), (first.scales, first.offsets))
    if dataset.dtypes[0] != "uint8":
        same("offset of the product", _stated_offset(recipe.target, dataset), _stated_offset(first.name, first))
    if not stated.crs and dataset.crs != first.crs:
        same("coordinate system", _crs_name(dataset), _crs_name(first))
        same("definition of the coordinate system", dataset.crs and dataset.crs.to_wkt(), first.crs.to_wkt())
    if any(dataset.descriptions) and any(first.descriptions):
        same("names of the bands", dataset.descriptions, first.descriptions)
    return _tile(recipe, dataset, _window(recipe.name, dataset, first, name), stated)


def _tile(recipe: Recipe, dataset: DatasetReader, window: Window, stated: Stated) -> _Tile:
    return _Tile(
        path=recipe.target,
        window=window,
        types=dataset.dtypes,
        nodata=stated.nodata_of(dataset, recipe.name),
        tags=tuple(described_tags(dataset, band) for band in dataset.indexes),
        masked=any(MaskFlags.per_dataset in flags for flags in dataset.mask_flag_enums),
        block=(dataset.block_shapes[0][1], dataset.block_shapes[0][0]),
    )


def _stated_offset(path: str, dataset: DatasetReader) -> str:
    """The offset that a product states for its numbers: the same place of two processing baselines differs by 1000."""
    product = find_product(dataset, dataset.indexes, [path, *dataset.files])
    offsets = {} if product is None else dict(product.offsets)
    values = sorted(set(offsets.values()))
    return ", ".join(f"{value:g}" for value in values) or "not stated"


def _window(ours: str, dataset: DatasetReader, first: DatasetReader, theirs: str) -> Window:
    """Window of a raster in pixels of the first one."""
    placed = ~first.transform * dataset.transform
    if first.crs is not None and first.crs.is_geographic:
        placed = Affine.translation(-turns_apart(placed.c, first.transform.a), 0) * placed
    drift = max(dataset.width, dataset.height) * max(abs(placed.a - 1), abs(placed.b), abs(placed.d), abs(placed.e - 1))
    col, row = round(placed.c), round(placed.f)
    if drift > _ALIGNMENT:
        problem = f"its pixels are {_size(dataset)} and not {_size(first)}"
    elif max(abs(placed.c - col), abs(placed.f - row)) > _ALIGNMENT:
        problem = f"it is shifted by {placed.c - col:.2f} and {placed.f - row:.2f} of a pixel"
    else:
        return Window(col, row, dataset.width, dataset.height)
    raise SourceError(
        f"{ours} does not lie on the grid of {theirs}: {problem}.",
        "Warp the inputs to one grid first, or map them in separate runs.",
    )


def _size(dataset: DatasetReader) -> str:
    return f"{abs(dataset.transform.a):.6g} x {abs(dataset.transform.e):.6g}"


def _crs_name(dataset: DatasetReader) -> str:
    return dataset.crs.to_string()[:60] if dataset.crs else "none"


def _moved(tile: _Tile, cols: int, rows: int) -> _Tile:
    return replace(tile, window=tile.window.shifted(cols, rows))


def _overlapping(tiles: Sequence[_Tile]) -> Iterator[bool]:
    """Whether each raster overlaps another one."""
    left, top = (np.array([(t.window.col, t.window.row) for t in tiles])).T
    right, bottom = (np.array([(t.window.right, t.window.bottom) for t in tiles])).T
    for i in range(len(tiles)):
        shared = (left < right[i]) & (left[i] < right) & (top < bottom[i]) & (top[i] < bottom)
        yield int(shared.sum()) > 1


def _with_mask(tile: _Tile) -> _Tile:
    """A picture whose nodata value is turned into a mask of all bands.

    GDAL composes a mosaic band by band: below a pixel whose value is nodata in one band only, that band would show the
    raster underneath.
    """
    if tile.masked or not must_be_in_all(tile.types[0]) or set(tile.nodata) == {None}:
        return tile
    alone = replace(tile, window=Window(0, 0, tile.window.width, tile.window.height))
    bands = range(1, len(tile.types) + 1)
    vrt = Vrt(
        width=tile.window.width,
        height=tile.window.height,
        crs="",
        transform=Affine.identity().to_gdal(),
        bands=[VrtBand(dtype=tile.types[b - 1], sources=[_source(alone, b, None, use_mask=False)]) for b in bands],
        mask=_mask_sources(alone, Stated()),
    )
    return replace(tile, path=vrt.text(), nodata=(None,) * len(tile.types), masked=True)


def _vrt(first: DatasetReader, transform: Affine, tiles: Sequence[_Tile], stated: Stated) -> Vrt:
    # A nodata value that all rasters share becomes that of the mosaic. Otherwise gaps and masks go into a mask band.
    values = {repr(value) for t in tiles for value in t.nodata}
    by_nodata = len(values) == 1 and values != {"None"} and not any(t.masked for t in tiles)
    keeps_nodata = by_nodata or bool(stated.nodata) or len(tiles) == 1
    bands = [
        VrtBand(
            dtype=first.dtypes[i],
            sources=[_source(t, band, t.nodata[i], use_mask=t.masked) for t in reversed(tiles)],
            description=first.descriptions[i] or "",
            color=stated.color_of(first, band),
            tags=dict(set.intersection(*(set(t.tags[i].items()) for t in tiles))),
            scale=first.scales[i],
            offset=first.offsets[i],
            nodata=tiles[0].nodata[i] if keeps_nodata else None,
        )
        for i, band in enumerate(first.indexes)
    ]
    unmasked = len(tiles) == 1 and not tiles[0].masked
    width, height = max(t.window.right for t in tiles), max(t.window.bottom for t in tiles)
    crs, transform = turned(stated.crs_of(first), transform, width, height)
    return Vrt(
        width=width,
        height=height,
        crs=crs,
        transform=transform.to_gdal(),
        bands=bands,
        mask=None if by_nodata or unmasked else [s for t in reversed(tiles) for s in _mask_sources(t, stated)],
    )


def _mask_sources(tile: _Tile, stated: Stated) -> list[VrtSource]:
    """Sources of a raster's mask: pixels that are valid in a band, or in the first one where one decides."""
    if stated.nodata and not tile.masked:
        # The mask of the file is made of its own nodata value.
        return [replace(_source(tile, 1, None, use_mask=False), constant=255)]
    several = not tile.masked and must_be_in_all(tile.types[0])
    numbers = range(1, len(tile.types) + 1) if several else [1]
    return [replace(_source(tile, n, 0, use_mask=False), band=f"mask,{n}") for n in numbers]


def _source(tile: _Tile, band: int, nodata: float | None, *, use_mask: bool) -> VrtSource:
    return VrtSource(
        path=tile.path,
        band=str(band),
        column=tile.window.col,
        row=tile.window.row,
        width=tile.window.width,
        height=tile.window.height,
        nodata=nodata,
        use_mask=use_mask,
        stored=(tile.types[band - 1], tile.block),
    )
