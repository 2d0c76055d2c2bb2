"""The request kind ``import-sentinel2``: products on the disk become one raster that the models can read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rasterio.crs import CRS

from ...contract.errors import SourceError
from ...contract.requests import ImportSentinel2Request, ImportSentinel2Result
from ..channel import Channel
from ..imagery.stack import Written, write_stack
from ..imagery.tiles import Tiles, place_tiles
from ..memory import threads_that_start
from ..raster.area import middle_of, resolve_area
from ..raster.datasets import gdal_options
from ..raster.safe.bands import tags_of
from ..raster.safe.contents import find_contents
from ..raster.safe.product import Product, read_product
from ..raster.safe_paths import screen_path
from ..write.assembly import draft_of, remove_draft
from ..write.output_paths import RASTER, check_outputs

_THROUGH_AIR = (
    "Level-1C shows the ground through the air (top of atmosphere); the models expect surface reflectance (Level-2A): "
    "maps will be less accurate. Use the Level-2A product of the same scene."
)


def handle(request: ImportSentinel2Request, channel: Channel) -> ImportSentinel2Result:
    """Import the products; the output appears when it is complete.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    check_outputs([(request.output, *RASTER)])
    with gdal_options(remote=False), draft_of(request.output) as draft:
        if draft is None:
            raise AssertionError("check_outputs comes before draft_of")
        with channel.nothing_to_lose(lambda: remove_draft(draft)):
            products = [_read(path) for path in request.products]
            warnings = _check(products)
            for warning in warnings:
                channel.log("warning", warning)
            tiles = place_tiles(products, request.bands, masked=request.masked, centre=middle_of(request.area))
            area = resolve_area(request.area, tiles.grid, 1)
            _tell(products, tiles, channel)

            def advance(share: float) -> None:
                channel.check()
                channel.progress(share, "Reading the bands")

            threads = threads_that_start(request.compute.threads)
            written = write_stack(draft, tiles, area, request.bands, _tags(products), advance, threads)
            if not written.observed:
                raise _empty(written)
    days = sorted(product.start[:10] for product in products if product.start)
    return ImportSentinel2Result(
        output=request.output,
        width=area.window.width,
        height=area.window.height,
        crs=tiles.grid.crs,
        start=days[0] if days else "",
        end=days[-1] if days else "",
        observed=round(written.observed / written.pixels, 6),
        clouded=round(written.clouded / written.pixels, 6),
        seconds=round(time.monotonic() - started, 2),
        warnings=tuple(warnings),
    )


def _read(path: str) -> Product:
    screen_path(path, trust_remote=False)
    contents = find_contents(Path(path))
    if contents is None:
        raise SourceError(
            f"{Path(path).name} is no Sentinel-2 product.",
            "Choose the folder (.SAFE), the zip archive or the file MTD_MSIL2A.xml of a product.",
        )
    return read_product(contents)


def _check(products: Sequence[Product]) -> list[str]:
    """Warnings about the products.

    Raises:
        SourceError: They cannot become one image.
    """
    levels = {product.level: product for product in products}
    if len(levels) > 1:
        first, second = levels.values()
        raise SourceError(
            f"{first.name} is of Level-{first.level[1:]} and {second.name} of Level-{second.level[1:]}, whose numbers "
            "differ.",
            "Import them in separate runs, or use Level-2A throughout.",
        )
    if "L1C" in levels:
        return [_THROUGH_AIR]
    return []


def _tell(products: Sequence[Product], tiles: Tiles, channel: Channel) -> None:
    for product in products:
        stated = sorted(set(product.offsets.values())) or [0.0]
        numbers = ", ".join(f"{offset:+g}" for offset in stated)
        channel.log(
            "info",
            f"{product.name}: processing baseline {product.baseline or 'unknown'}, offset {numbers} by its metadata.",
        )
    warped = [tile.granule.tile for tile in tiles.placed if tile.is_warped]
    if warped:
        channel.log(
            "info",
            f"Warped into {CRS.from_wkt(tiles.grid.crs).to_string()}, the zone of the area's centre: "
            f"{', '.join(warped)}.",
        )


def _tags(products: Sequence[Product]) -> dict[str, str]:
    tags = tags_of(products[0])
    starts = sorted(product.start for product in products if product.start)
    if starts and starts[0][:10] != starts[-1][:10]:
        tags["ONEMETRE_ACQUIRED"] = f"{starts[0][:10]}/{starts[-1][:10]}"
    tags["ONEMETRE_PRODUCTS"] = ", ".join(dict.fromkeys(product.name for product in products))
    if len({product.baseline for product in products}) > 1:
        tags.pop("PROCESSING_BASELINE", None)
    return tags


def _empty(written: Written) -> SourceError:
    if written.clouded:
        return SourceError(
            "Clouds and their shadows cover the whole area.", "Choose another scene, or import it without the mask."
        )
    return SourceError("The products have no data in the area.", "Choose another area, or other products.")
