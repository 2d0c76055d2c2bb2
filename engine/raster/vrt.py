"""The text of a VRT: GDAL's XML of a raster that is put together from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

TYPES = {
    "uint8": "Byte", "int8": "Int8", "uint16": "UInt16", "int16": "Int16", "uint32": "UInt32", "int32": "Int32",
    "float32": "Float32", "float64": "Float64",
}  # fmt: skip
"""GDAL's names of the types of numbers, by numpy's."""


@dataclass(frozen=True, kw_only=True)
class VrtSource:
    """A whole raster as a part of a band. Of sources that overlap the last one lies on top.

    Attributes:
        path: As GDAL opens it.
        beside: Whether the path is the name of a file in the folder of the VRT.
        band: Number of its band, or "mask,1".
        column, row: Where its first pixel lies.
        width, height: Its size in pixels.
        nodata: Its pixels of this value are left out; None = no value.
        use_mask: Whether what its mask excludes is left out.
        stored: Type of its numbers, and width and height of its blocks; None = GDAL has to open it to find out.
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
    stored: tuple[str, tuple[int, int]] | None = None


@dataclass(frozen=True, kw_only=True)
class VrtBand:
    """One band.

    Attributes:
        dtype: Key of :data:`TYPES`.
        sources: From the bottom to the top.
        description, unit: Empty = none.
        scale, offset: Physical value = number * scale + offset.
        nodata: None = no value.
        color: What it shows, e.g. "red"; empty = not said.
        palette: Value -> #rrggbb, up to ``nodata``; what has no colour is transparent. Empty = none.
    """

    dtype: str
    sources: Sequence[VrtSource]
    description: str = ""
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0
    nodata: float | None = None
    color: str = ""
    palette: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Vrt:
    """A raster.

    Attributes:
        width, height: In pixels.
        crs: As WKT; empty = none.
        transform: In GDAL's order: x, pixel, rotation, y, rotation, pixel.
        bands: In their order.
        tags: Metadata.
        mask: Parts of the mask of all bands; None = there is none.
    """

    width: int
    height: int
    crs: str
    transform: Sequence[float]
    bands: Sequence[VrtBand]
    tags: Mapping[str, str] = field(default_factory=dict)
    mask: Sequence[VrtSource] | None = None

    def text(self) -> str:
        """The XML."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f'<VRTDataset rasterXSize="{self.width}" rasterYSize="{self.height}">'
        if self.crs:
            yield f"<SRS>{escape(self.crs)}</SRS>"
        yield f"<GeoTransform>{', '.join(map(repr, self.transform))}</GeoTransform>"
        if self.tags:
            yield "<Metadata>"
            yield from (f"<MDI key='{escape(key)}'>{escape(value)}</MDI>" for key, value in self.tags.items())
            yield "</Metadata>"
        for number, band in enumerate(self.bands, start=1):
            yield from _band(band, number)
        if self.mask is not None:
            yield f'<MaskBand><VRTRasterBand dataType="{TYPES["uint8"]}">'
            yield from map(_source, self.mask)
            yield "</VRTRasterBand></MaskBand>"
        yield "</VRTDataset>"


def _band(band: VrtBand, number: int) -> Iterator[str]:
    yield f'<VRTRasterBand dataType="{TYPES[band.dtype]}" band="{number}">'
    if band.description:
        yield f"<Description>{escape(band.description)}</Description>"
    if band.unit:
        yield f"<UnitType>{escape(band.unit)}</UnitType>"
    # What is written goes into a copy's metadata, whether it says anything or not.
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
    kind = "SimpleSource" if source.nodata is None and not source.use_mask else "ComplexSource"
    size = f'xSize="{source.width}" ySize="{source.height}"'
    # What is known of a file need not be read from it: it is opened when its pixels are wanted, and by each reader.
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
        f'<SrcRect xOff="0" yOff="0" {size}/><DstRect xOff="{source.column}" yOff="{source.row}" {size}/>'
        f"{f'<NODATA>{source.nodata!r}</NODATA>' if source.nodata is not None else ''}"
        f"{'<UseMaskBand>true</UseMaskBand>' if source.use_mask else ''}</{kind}>"
    )
