"""Many rasters as one: a VRT in memory, the first raster on top."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from pathlib import Path

from rasterio.enums import MaskFlags
from rasterio.io import DatasetReader
from rasterio.transform import Affine

from .errors import SourceError
from .grid import Window
from .handles import Recipe

_TYPES = {
    "uint8": "Byte", "int8": "Int8", "uint16": "UInt16", "int16": "Int16", "uint32": "UInt32", "int32": "Int32",
    "float32": "Float32", "float64": "Float64",
}  # fmt: skip
# Rasters of one mosaic may be off its grid by this part of a pixel; they are moved onto it.
_ALIGNMENT = 0.1


@dataclass(frozen=True)
class Mosaic:
    """Rasters on one grid.

    Attributes:
        recipe: Opens them as one.
        parts: Where each raster lies, in pixels of the mosaic, with the recipe that opens it alone.
    """

    recipe: Recipe
    parts: tuple[tuple[Recipe, Window], ...]


@dataclass(frozen=True)
class _Tile:
    """What has to be known of a raster to put it into a VRT."""

    path: str
    window: Window
    types: tuple[str, ...]
    nodata: tuple[float | None, ...]
    masked: bool
    block: tuple[int, int]


def build_mosaic(recipes: Sequence[Recipe]) -> Mosaic:
    """Put rasters side by side; where they overlap, the first one that has data counts.

    They need one coordinate system, one pixel size, a common raster of pixels (within a tenth of a pixel), and the same
    bands: warping some of them onto the grid of the others would hide that they do not belong together.

    Raises:
        SourceError: One of them cannot be opened or does not fit the first one.
    """
    tiles: list[_Tile] = []
    with ExitStack() as stack:
        first = recipes[0].open(stack)
        for recipe in recipes:
            # Closed at once: orthophotos come in thousands of tiles, and file handles are few.
            with ExitStack() as short:
                tiles.append(_describe(recipe.target, recipe.open(short), first))
        col, row = min(t.window.col for t in tiles), min(t.window.row for t in tiles)
        tiles = [_moved(t, -col, -row) for t in tiles]
        text = _vrt(first, first.transform * Affine.translation(col, row), tiles)
    parts = tuple(zip(recipes, (t.window for t in tiles), strict=True))
    return Mosaic(Recipe(text, recipes[0].remote, label=f"the mosaic of {len(tiles)} rasters"), parts)


def _describe(path: str, dataset: DatasetReader, first: DatasetReader) -> _Tile:
    def same(what: str, ours: object, theirs: object) -> None:
        if ours != theirs:
            raise SourceError(
                f"{Path(path).name} does not fit {Path(first.name).name}: {what} {ours} and {theirs}.",
                "The inputs of one run need the same coordinate system, pixel size, bands and type of numbers. "
                "Map the others in a run of their own.",
            )

    same("number of bands", dataset.count, first.count)
    same("type of numbers", dataset.dtypes[0], first.dtypes[0])
    same("scale and offset", (dataset.scales, dataset.offsets), (first.scales, first.offsets))
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


def _window(path: str, dataset: DatasetReader, first: DatasetReader) -> Window:
    """Place of a raster in pixels of the first one."""
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
        "Warp the inputs to one grid first, or map them in runs of their own.",
    )


def _size(dataset: DatasetReader) -> str:
    return f"{abs(dataset.transform.a):.6g} x {abs(dataset.transform.e):.6g}"


def _crs_name(dataset: DatasetReader) -> str:
    return dataset.crs.to_string()[:60] if dataset.crs else "none"


def _moved(tile: _Tile, cols: int, rows: int) -> _Tile:
    return _Tile(tile.path, tile.window.shifted(cols, rows), tile.types, tile.nodata, tile.masked, tile.block)


def _vrt(first: DatasetReader, transform: Affine, tiles: Sequence[_Tile]) -> str:
    width, height = max(t.window.right for t in tiles), max(t.window.bottom for t in tiles)
    # A nodata value that all rasters share becomes that of the mosaic. Otherwise gaps and masks go into a mask band.
    values = {repr(value) for t in tiles for value in t.nodata}
    by_nodata = len(values) == 1 and values != {"None"} and not any(t.masked for t in tiles)
    lines = [f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}">']
    if first.crs:
        lines.append(f"<SRS>{escape(first.crs.to_wkt())}</SRS>")
    lines.append(f"<GeoTransform>{', '.join(map(repr, transform.to_gdal()))}</GeoTransform>")
    for band in first.indexes:
        i = band - 1
        lines.append(f'<VRTRasterBand dataType="{_TYPES[first.dtypes[i]]}" band="{band}">')
        lines.append(f"<Description>{escape(first.descriptions[i] or '')}</Description>")
        lines.append(f"<ColorInterp>{first.colorinterp[i].name.capitalize()}</ColorInterp>")
        lines.append(f"<Scale>{first.scales[i]!r}</Scale><Offset>{first.offsets[i]!r}</Offset>")
        if by_nodata:
            lines.append(f"<NoDataValue>{first.nodata!r}</NoDataValue>")
        lines += [_source(t, str(band), t.nodata[i], use_mask=t.masked) for t in reversed(tiles)]
        lines.append("</VRTRasterBand>")
    if not by_nodata:
        lines.append('<MaskBand><VRTRasterBand dataType="Byte">')
        lines += [_source(t, "mask,1", 0, use_mask=False) for t in reversed(tiles)]
        lines.append("</VRTRasterBand></MaskBand>")
    return "\n".join([*lines, "</VRTDataset>"])


def _source(tile: _Tile, band: str, nodata: float | None, *, use_mask: bool) -> str:
    kind = "SimpleSource" if nodata is None and not use_mask else "ComplexSource"
    size = f'xSize="{tile.window.width}" ySize="{tile.window.height}"'
    extra = f"<NODATA>{nodata!r}</NODATA>" if nodata is not None else ""
    extra += "<UseMaskBand>true</UseMaskBand>" if use_mask else ""
    return (
        f'<{kind}><SourceFilename relativeToVRT="0" shared="0">{escape(tile.path)}</SourceFilename>'
        f"<SourceBand>{band}</SourceBand>"
        f'<SourceProperties RasterXSize="{tile.window.width}" RasterYSize="{tile.window.height}" '
        f'DataType="{_TYPES[tile.types[0]]}" BlockXSize="{tile.block[0]}" BlockYSize="{tile.block[1]}"/>'
        f'<SrcRect xOff="0" yOff="0" {size}/><DstRect xOff="{tile.window.col}" yOff="{tile.window.row}" {size}/>'
        f"{extra}</{kind}>"
    )
