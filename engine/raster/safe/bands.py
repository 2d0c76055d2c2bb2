"""Puts the bands of a Sentinel-2 product together as one virtual raster of 10 m, in reflectance x 10000."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import ExitStack

from rasterio.crs import CRS

from ....contract.errors import SourceError
from ..datasets import Recipe
from ..vrt import Vrt, VrtBand, VrtSource
from .product import BANDS, CLASSES, METRES, Granule, Product

QUANTIFICATION = 10_000
"""Numbers of the virtual raster: reflectance x 10000; 0 = no data, 1 = black and below."""

_LARGEST = 65_535
_TYPE = "uint16"
# Of a file, and of a bare code stream.
_JPEG_2000 = (b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_ATTRIBUTION = "Contains modified Copernicus Sentinel data"
_COLORS = {"B02": "blue", "B03": "green", "B04": "red"}


def conversion(quantification: float, offset: float) -> list[tuple[int, int]]:
    """Points of the broken line from a product's numbers to reflectance x 10000.

    0 stays 0, which means no data; what would be below 1 becomes 1, so that dark water stays data.

    Args:
        quantification: Divisor of the product's numbers.
        offset: Addend of the product's numbers.
    """
    step = QUANTIFICATION / quantification

    def value(number: float) -> float:
        return (number + offset) * step

    lowest = min(max(math.ceil(1 / step - offset), 1), _LARGEST)
    highest = min(max(math.floor(_LARGEST / step - offset), lowest), _LARGEST)
    points = {0: 0, 1: 1, lowest: max(round(value(lowest)), 1), highest: max(round(value(highest)), 1)}
    points[_LARGEST] = points.get(_LARGEST, points[highest])
    return sorted(points.items())


def bands_of(product: Product) -> tuple[str, ...]:
    """Bands whose files are in the product, for all of its tiles, in the order of :data:`.product.BANDS`."""
    return tuple(band for band in BANDS if all(band in granule.files for granule in product.granules))


def tile_recipe(product: Product, granule: Granule, bands: Sequence[str]) -> Recipe:
    """Recipe of one tile: its bands by their names, scale 0.0001, nodata 0.

    Args:
        product: The product.
        granule: Tile of the product.
        bands: Names of bands that the tile has, or "SCL", the scene classification as it is.

    Raises:
        SourceError: The file of a band cannot be opened, or has another size than the metadata states.
    """
    made = [_band(product, granule, band) for band in bands]
    vrt = Vrt(
        width=granule.width,
        height=granule.height,
        crs=CRS.from_user_input(granule.crs).to_wkt(),
        transform=(granule.left, float(METRES), 0.0, granule.top, 0.0, float(-METRES)),
        bands=made,
        tags=tags_of(product),
    )
    name = product.name if len(product.granules) == 1 else f"{product.name}, tile {granule.tile}"
    return Recipe(vrt.text(), label=name)


def product_recipes(product: Product) -> list[Recipe]:
    """Recipes of all tiles with all bands that they have.

    Raises:
        SourceError: The product has no band, or the file of one is damaged.
    """
    bands = bands_of(product)
    if not bands:
        raise SourceError(f"{product.name} is incomplete: it has no images.", "Download the product again.")
    return [tile_recipe(product, granule, bands) for granule in product.granules]


def tags_of(product: Product) -> dict[str, str]:
    """Tags that state the origin and the numbers, by the names that GDAL gives them."""
    tags = common_tags(product.level, product.start[:4]) | {
        "PROCESSING_BASELINE": product.baseline,
        "PRODUCT_START_TIME": product.start,
        "SPACECRAFT_NAME": product.satellite,
        "TIFFTAG_DATETIME": f"{product.start[:10].replace('-', ':')} {product.start[11:19]}" if product.start else "",
    }
    return {name: text for name, text in tags.items() if text}


def common_tags(level: str, years: str) -> dict[str, str]:
    """Tags of whatever is made of Sentinel-2: what its numbers are, and whose data they are.

    Args:
        level: "L1C" or "L2A".
        years: Years of the data, with spaces between them; empty = unknown.
    """
    return {
        "BOA_QUANTIFICATION_VALUE": str(QUANTIFICATION),
        "PROCESSING_LEVEL": f"Level-{level[1:]}",
        "TIFFTAG_COPYRIGHT": f"{_ATTRIBUTION} {years}".strip(),
    }


def _band(product: Product, granule: Granule, band: str) -> VrtBand:
    metres, path = granule.files[band]
    zoom = metres // METRES
    target, file = product.contents.target(path), path.rsplit("/", 1)[-1]
    # GDAL goes by the content: a VRT of this name could point anywhere.
    if not product.contents.begins(path).startswith(_JPEG_2000):
        raise SourceError(f"{product.name} is damaged: {file} is no JPEG 2000 image.", "Download the product again.")
    with ExitStack() as stack:
        dataset = Recipe(target, label=f"{product.name}: {file}").open(stack)
        size, stored = (dataset.width, dataset.height), (dataset.dtypes[0], dataset.block_shapes[0][::-1])
        if size != (granule.width // zoom, granule.height // zoom) or stored[0] not in {"uint8", _TYPE}:
            raise SourceError(
                f"{product.name} is damaged: {file} has {size[0]} x {size[1]} pixels of the type "
                f"{stored[0]}, not {granule.width // zoom} x {granule.height // zoom}.",
                "Download the product again.",
            )
    is_class = band == CLASSES
    offset = product.offsets.get(band, 0.0)
    table = (
        []
        if is_class or (offset == 0 and product.quantification == QUANTIFICATION)
        else conversion(product.quantification, offset)
    )
    source = VrtSource(path=target, band="1", width=size[0], height=size[1], table=table, zoom=zoom, stored=stored)
    return VrtBand(
        dtype=_TYPE,
        sources=[source],
        description=band,
        scale=1.0 if is_class else 1 / QUANTIFICATION,
        nodata=0,
        color=_COLORS.get(band, ""),
        # The offset is in the numbers already, whatever the baseline says.
        tags={} if is_class else {"BANDNAME": band, "BOA_ADD_OFFSET": "0"},
    )
