"""Reads the metadata of a Sentinel-2 product: tiles, files of the bands, and the meaning of the numbers.

The format is that of the Sentinel-2 Products Specification Document (S2-PDGS-TAS-DI-PSD); the elements are found by
their names, which have not changed since 2015, and files by what lies in the product, whose layout has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ....contract.errors import SourceError
from .contents import Contents
from .xml_text import Element, parse_xml, text_of

BANDS = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12")
"""Names of the bands in the order of the product's lists (band_id)."""

CLASSES = "SCL"
"""Name of the scene classification of Level-2A."""

SHIFT = -1000
"""Addend of the numbers from baseline 04.00 (25 January 2022) on, where nothing else is stated."""

METRES = 10
"""Pixel size of the finest bands."""

_OWN_METRES = {"B01": 60, "B05": 20, "B06": 20, "B07": 20, "B8A": 20, "B09": 60, "B10": 60, "B11": 20, "B12": 20}
"""Pixel size of the bands of Level-1C, whose file names do not state it; others have 10 m."""

_SHIFTED = 4.0
_FILE = re.compile(r"_(?P<band>B0[1-9]|B1[0-2]|B8A|SCL)(?:_(?P<metres>10|20|60)m)?\.jp2$")
_TILE = re.compile(r"_T(\d\d[A-Z]{3})_")
_TILE_METADATA = re.compile(r"MTD_TL\.xml|S2[A-D]_\w+_MTD_L\w\w_TL_\w+\.xml")


@dataclass(frozen=True)
class Granule:
    """A tile of the product, on its grid of 10 m.

    Attributes:
        tile: Name of the tile, such as 32TPS; empty = not stated.
        crs: Coordinate system, such as EPSG:32632.
        left, top: Coordinates of the upper left corner, metres.
        width, height: Size in pixels of 10 m.
        files: Band -> pixel size in metres and path in the product, the finest one.
    """

    tile: str
    crs: str
    left: float
    top: float
    width: int
    height: int
    files: Mapping[str, tuple[int, str]]


@dataclass(frozen=True)
class Product:
    """A product of Level-1C or 2A. Reflectance = (DN + offset) / quantification, for DN above 0.

    Attributes:
        contents: Files of the product.
        level: "L1C" or "L2A".
        baseline: Processing baseline, such as 05.09.
        start: Start of the acquisition, ISO 8601 in UTC; empty = not stated.
        satellite: Name of the satellite, such as Sentinel-2A; empty = not stated.
        quantification: Divisor of the numbers.
        offsets: Band -> offset in digital numbers; bands without one have 0.
        granules: Tiles, at least one.
    """

    contents: Contents
    level: str
    baseline: str
    start: str
    satellite: str
    quantification: float
    offsets: Mapping[str, float]
    granules: tuple[Granule, ...]

    @property
    def name(self) -> str:
        """Name for messages."""
        return self.contents.name


def is_shifted(baseline: str) -> bool:
    """Whether products of a processing baseline, such as 05.09, hold reflectance x 10000 + 1000, and say so."""
    return bool(re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", baseline)) and float(baseline) >= _SHIFTED


def read_product(contents: Contents) -> Product:
    """Read a product's metadata.

    Raises:
        SourceError: A metadata file is missing, damaged, or states something that cannot be.
    """
    root = parse_xml(contents.read(contents.root), contents.root)
    name = contents.name
    level = re.sub(r"\W", "", text_of(root, "PROCESSING_LEVEL")).upper().replace("LEVEL", "L")[:3]
    level = level or ("L1C" if "L1C" in contents.root else "L2A")
    baseline = text_of(root, "PROCESSING_BASELINE")
    text = text_of(root, "BOA_QUANTIFICATION_VALUE") or text_of(root, "QUANTIFICATION_VALUE")
    text = text or text_of(root, "L2A_BOA_QUANTIFICATION_VALUE")  # before baseline 02.06
    quantification = _number(text, "QUANTIFICATION_VALUE", name)
    if quantification <= 0:
        raise _odd(name, "QUANTIFICATION_VALUE", text)
    offsets = _offsets(root, name)
    if not offsets and is_shifted(baseline):
        raise SourceError(
            f"{name} has the processing baseline {baseline}, but its metadata states no offset.",
            "Download the product again.",
        )
    granules = tuple(_granules(contents))
    if not granules:
        raise SourceError(f"{name} is incomplete: it has no tile (GRANULE).", "Download the product again.")
    return Product(
        contents,
        level,
        baseline,
        text_of(root, "PRODUCT_START_TIME") or text_of(root, "DATATAKE_SENSING_START"),
        text_of(root, "SPACECRAFT_NAME"),
        quantification,
        offsets,
        granules,
    )


def _offsets(root: Element, name: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for tag in ("BOA_ADD_OFFSET", "RADIO_ADD_OFFSET"):
        for element in root.iter(tag):
            number = element.attributes.get("band_id", "")
            if not number.isdecimal() or int(number) >= len(BANDS):
                raise _odd(name, f"band_id of {tag}", number)
            found[BANDS[int(number)]] = _number(element.text.strip(), tag, name)
    return found


def _granules(contents: Contents) -> list[Granule]:
    """The tiles, in the order of their folders' names."""
    found = []
    for metadata in sorted(contents.names):
        path = PurePosixPath(metadata)
        if len(path.parts) == 3 and path.parts[0] == "GRANULE" and _TILE_METADATA.fullmatch(path.name):
            found.append(_granule(contents, metadata, f"{path.parent.as_posix()}/"))
    return found


def _granule(contents: Contents, metadata: str, folder: str) -> Granule:
    root = parse_xml(contents.read(metadata), PurePosixPath(metadata).name)
    name = contents.name
    size = _of_resolution(root, "Size", name)
    place = _of_resolution(root, "Geoposition", name)
    width, height = (round(_number(text_of(size, tag), tag, name)) for tag in ("NCOLS", "NROWS"))
    left, top = (_number(text_of(place, tag), tag, name) for tag in ("ULX", "ULY"))
    crs = text_of(root, "HORIZONTAL_CS_CODE")
    if not re.fullmatch(r"EPSG:32[67]\d\d", crs):
        raise _odd(name, "HORIZONTAL_CS_CODE", crs)
    if not (0 < width <= 100_000 and 0 < height <= 100_000):
        raise _odd(name, "NROWS, NCOLS", f"{height}, {width}")
    tile = _TILE.search(text_of(root, "TILE_ID") or folder)
    return Granule(tile[1] if tile else "", crs, left, top, width, height, _band_files(contents, folder))


def _band_files(contents: Contents, folder: str) -> dict[str, tuple[int, str]]:
    files: dict[str, tuple[int, str]] = {}
    for path in sorted(contents.names):
        match = _FILE.search(path) if path.startswith(f"{folder}IMG_DATA/") else None
        if match:
            band = match["band"]
            metres = int(match["metres"] or _OWN_METRES.get(band, METRES))
            if band not in files or metres < files[band][0]:
                files[band] = metres, path
    return files


def _of_resolution(root: Element, tag: str, name: str) -> Element:
    for element in root.iter(tag):
        if element.attributes.get("resolution") == str(METRES):
            return element
    raise SourceError(f"{name} is damaged: its metadata has no {tag} at 10 m.", "Download the product again.")


def _number(text: str, element: str, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _odd(name, element, text) from None
    if not abs(value) < 1e9:  # NaN is not below it either
        raise _odd(name, element, text)
    return value


def _odd(name: str, element: str, text: str) -> SourceError:
    if not text:
        return SourceError(f"{name} is damaged: its metadata has no {element}.", "Download the product again.")
    return SourceError(f"{name} is damaged: {element} is {text[:50]!r} in its metadata.", "Download the product again.")
