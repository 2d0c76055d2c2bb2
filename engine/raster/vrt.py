"""Writes the text of a VRT: GDAL's XML of a raster assembled from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

TYPES = {
    "uint8": "Byte", "int8": "Int8", "uint16": "UInt16", "int16": "Int16", "uint32": "UInt32", "int32": "Int32",
    "float32": "Float32", "float64": "Float64",
}  # fmt: skip
"""GDAL's names of the data types, by numpy's names."""


@dataclass(frozen=True, kw_only=True)
class VrtSource:
    """A whole raster as a part of a band. Where sources overlap, the last one lies on top.

    Attributes:
        path: Path by which GDAL opens the raster.
        beside: Whether the path is the name of a file in the folder of the VRT.
        band: Number of the raster's band, or "mask,1".
        column, row: Position of the first pixel in the band.
        width, height: Size of the raster in pixels.
        nodata: Value of the pixels to leave out; None = no value.
        use_mask: Whether to leave out pixels that the raster's mask excludes.
        constant: Value that replaces those of all pixels of the source; None = no value.
        table: Points (value of the source, value of the band) between which values are interpolated; empty = as is.
        zoom: Pixels of the band along an axis that a pixel of the source fills.
        stored: Data type, and width and height of the blocks; None = GDAL has to open the file to find out.
    """

    path: str
    beside: bool = False
    band: str
    column: int = 0
    row: int = 0
    width: int
    height: int
    nodata: float | None = None
    use_mask: bool = False
    constant: int | None = None
    table: Sequence[tuple[int, int]] = ()
    zoom: int = 1
    stored: tuple[str, tuple[int, int]] | None = None


@dataclass(frozen=True, kw_only=True)
class VrtBand:
    """One band.

    Attributes:
        dtype: Key of :data:`TYPES`.
        sources: Sources from bottom to top.
        description, unit: Texts of the band; empty = none.
        scale, offset: Physical value = number * scale + offset.
        nodata: Nodata value; None = no value.
        color: Colour interpretation, e.g. "red"; empty = not stated.
        tags: Metadata of the band.
        palette: Value -> #rrggbb, up to ``nodata``; values without a colour are transparent. Empty = none.
    """

    dtype: str
    sources: Sequence[VrtSource]
    description: str = ""
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0
    nodata: float | None = None
    color: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    palette: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Vrt:
    """A virtual raster.

    Attributes:
        width, height: Size in pixels.
        crs: Coordinate system as WKT; empty = none.
        transform: Geotransform in GDAL's order: x, pixel, rotation, y, rotation, pixel.
        bands: Bands in their order.
        tags: Metadata of the dataset.
        mask: Sources of the mask of all bands; None = no mask.
    """

    width: int
    height: int
    crs: str
    transform: Sequence[float]
    bands: Sequence[VrtBand]
    tags: Mapping[str, str] = field(default_factory=dict)
    mask: Sequence[VrtSource] | None = None

    def text(self) -> str:
        """The XML of the VRT."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f'<VRTDataset rasterXSize="{self.width}" rasterYSize="{self.height}">'
        if self.crs:
            yield f"<SRS>{escape(self.crs)}</SRS>"
        yield f"<GeoTransform>{', '.join(map(repr, self.transform))}</GeoTransform>"
        yield from _metadata(self.tags)
        for number, band in enumerate(self.bands, start=1):
            yield from _band(band, number)
        if self.mask is not None:
            yield f'<MaskBand><VRTRasterBand dataType="{TYPES["uint8"]}">'
            yield from map(_source, self.mask)
            yield "</VRTRasterBand></MaskBand>"
        yield "</VRTDataset>"


def _metadata(tags: Mapping[str, str]) -> Iterator[str]:
    if tags:
        yield "<Metadata>"
        yield from (f"<MDI key='{escape(key)}'>{escape(value)}</MDI>" for key, value in tags.items())
        yield "</Metadata>"


def _band(band: VrtBand, number: int) -> Iterator[str]:
    yield f'<VRTRasterBand dataType="{TYPES[band.dtype]}" band="{number}">'
    yield from _metadata(band.tags)
    if band.description:
        yield f"<Description>{escape(band.description)}</Description>"
    if band.unit:
        yield f"<UnitType>{escape(band.unit)}</UnitType>"
    # Default values are not written: a copy of the raster would carry them in its metadata.
    if band.offset:
        yield f"<Offset>{band.offset!r}</Offset>"
    if band.scale != 1:
        yield f"<Scale>{band.scale!r}</Scale>"
    if band.nodata is not None:
        yield f"<NoDataValue>{band.nodata!r}</NoDataValue>"
    if band.palette:
        yield from _palette(band)
    elif band.color:
        yield f"<ColorInterp>{band.color.capitalize()}</ColorInterp>"
    yield from map(_source, band.sources)
    yield "</VRTRasterBand>"


def _palette(band: VrtBand) -> Iterator[str]:
    yield "<ColorInterp>Palette</ColorInterp><ColorTable>"
    for value in range(max(*band.palette, int(band.nodata or 0)) + 1):
        color = band.palette.get(value, "#000000")
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        alpha = 255 if value in band.palette else 0
        yield f'<Entry c1="{red}" c2="{green}" c3="{blue}" c4="{alpha}"/>'
    yield "</ColorTable>"


def _source(source: VrtSource) -> str:
    plain = source.nodata is None and source.constant is None and not source.use_mask and not source.table
    kind = "SimpleSource" if plain else "ComplexSource"
    size = f'xSize="{source.width}" ySize="{source.height}"'
    filled = f'xSize="{source.width * source.zoom}" ySize="{source.height * source.zoom}"'
    table = ",".join(f"{value}:{becomes}" for value, becomes in source.table)
    # With known properties GDAL need not open the file until its pixels are needed, and each reader opens its own.
    shared, known = "", ""
    if source.stored is not None:
        dtype, (columns, rows) = source.stored
        shared = ' shared="0"'
        known = (
            f'<SourceProperties RasterXSize="{source.width}" RasterYSize="{source.height}" '
            f'DataType="{TYPES[dtype]}" BlockXSize="{columns}" BlockYSize="{rows}"/>'
        )
    return (
        f'<{kind}><SourceFilename relativeToVRT="{int(source.beside)}"{shared}>{escape(source.path)}</SourceFilename>'
        f"<SourceBand>{source.band}</SourceBand>{known}"
        f'<SrcRect xOff="0" yOff="0" {size}/><DstRect xOff="{source.column}" yOff="{source.row}" {filled}/>'
        f"{f'<ScaleOffset>{source.constant}</ScaleOffset><ScaleRatio>0</ScaleRatio>' if source.constant else ''}"
        f"{f'<LUT>{table}</LUT>' if table else ''}"
        f"{f'<NODATA>{source.nodata!r}</NODATA>' if source.nodata is not None else ''}"
        f"{'<UseMaskBand>true</UseMaskBand>' if source.use_mask else ''}</{kind}>"
    )
