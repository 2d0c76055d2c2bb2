"""Places the tiles of Sentinel-2 products on one grid of 10 m; tiles of other UTM zones are warped onto it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.warp import transform_bounds

from ...contract.errors import SourceError
from ..raster.datasets import Recipe
from ..raster.geodesy import reproject, utm_zone
from ..raster.grid import Grid, Window
from ..raster.safe.bands import tile_recipe
from ..raster.safe.product import CLASSES, METRES, Granule, Product

_WGS84 = "EPSG:4326"
# Largest side of the mosaic in pixels: 2,000 km.
_LARGEST = 200_000
_EDGE_POINTS = 21


@dataclass(frozen=True)
class PlacedTile:
    """A tile on the common grid.

    Attributes:
        product: Product that the tile belongs to.
        granule: The tile in the product.
        window: Pixels of the tile on the common grid.
        bands: Recipe of the bands, on the pixels of the window.
        classes: Recipe of the scene classification on the same pixels; None = not asked for.
        is_warped: Whether it comes from another UTM zone.
    """

    product: Product
    granule: Granule
    window: Window
    bands: Recipe
    classes: Recipe | None
    is_warped: bool


@dataclass(frozen=True)
class Tiles:
    """All tiles, the first one on top.

    Attributes:
        grid: Common grid.
        placed: The tiles.
    """

    grid: Grid
    placed: tuple[PlacedTile, ...]


def place_tiles(
    products: Sequence[Product], bands: Sequence[str], *, masked: bool, centre: tuple[float, float] | None = None
) -> Tiles:
    """Find the common grid: a UTM zone, and the lattice of its tiles.

    Args:
        products: Products, the first one on top.
        bands: Bands to read.
        masked: Whether the scene classification is needed.
        centre: Longitude and latitude whose zone counts if there are several; None = the centre of all tiles.

    Raises:
        SourceError: A band's file is missing or damaged, or the tiles lie too far apart.
    """
    found = [(product, granule) for product in products for granule in product.granules]
    crs = _common_zone([granule for _, granule in found], centre)
    anchor = next((g for _, g in found if g.crs == crs), None)
    left = anchor.left if anchor else 0.0
    top = anchor.top if anchor else 0.0
    spans = [_span(granule, crs, left, top) for _, granule in found]
    col, row = min(s.col for s in spans), min(s.row for s in spans)
    right, bottom = max(s.right for s in spans), max(s.bottom for s in spans)
    if max(right - col, bottom - row) > _LARGEST:
        raise SourceError(
            "The products lie more than 2,000 km apart.", "Import those that belong together in separate runs."
        )
    grid = Grid(
        CRS.from_user_input(crs).to_wkt(), left + col * METRES, top - row * METRES, METRES, right - col, bottom - row
    )
    placed = [
        _placed(product, granule, span.shifted(-col, -row), grid, bands, crs, masked=masked)
        for (product, granule), span in zip(found, spans, strict=True)
    ]
    return Tiles(grid, tuple(placed))


def _common_zone(granules: Sequence[Granule], centre: tuple[float, float] | None) -> str:
    """The tiles' own zone; of several the one that the centre lies in."""
    zones = Counter(granule.crs for granule in granules)
    if len(zones) == 1:
        return granules[0].crs
    wanted = utm_zone(*(centre or _middle([_centre(granule) for granule in granules])))
    # Around Norway and Svalbard zones are wider: then the zone of most tiles counts.
    return wanted if wanted in zones else zones.most_common(1)[0][0]


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean of longitudes and latitudes; on both sides of the antimeridian that of the directions."""
    angles = np.deg2rad([longitude for longitude, _ in places])
    longitude = math.degrees(math.atan2(np.sin(angles).mean(), np.cos(angles).mean()))
    return longitude, float(np.mean([latitude for _, latitude in places]))


def _centre(granule: Granule) -> tuple[float, float]:
    x = granule.left + granule.width * METRES / 2
    y = granule.top - granule.height * METRES / 2
    longitude, latitude = reproject(granule.crs, _WGS84, (np.array([x]), np.array([y])))
    return float(longitude[0]), float(latitude[0])


def _span(granule: Granule, crs: str, left: float, top: float) -> Window:
    """Pixels of a tile on the lattice through a corner."""
    xmin, ymax = granule.left, granule.top
    xmax, ymin = xmin + granule.width * METRES, ymax - granule.height * METRES
    if granule.crs != crs:
        xmin, ymin, xmax, ymax = transform_bounds(granule.crs, crs, xmin, ymin, xmax, ymax, densify_pts=_EDGE_POINTS)
    col, row = math.floor((xmin - left) / METRES + 1e-6), math.floor((top - ymax) / METRES + 1e-6)
    right, bottom = math.ceil((xmax - left) / METRES - 1e-6), math.ceil((top - ymin) / METRES - 1e-6)
    return Window(col, row, right - col, bottom - row)


def _placed(
    product: Product, granule: Granule, window: Window, grid: Grid, bands: Sequence[str], crs: str, *, masked: bool
) -> PlacedTile:
    missing = [band for band in (*bands, *([CLASSES] if masked else ())) if band not in granule.files]
    if missing:
        raise SourceError(
            f"The product {product.name} has no {' and no '.join(missing)} for the tile {granule.tile}.",
            "Download the product again with all of its files, choose other bands, or leave the product out.",
        )
    image = tile_recipe(product, granule, bands)
    classes = tile_recipe(product, granule, [CLASSES]) if masked else None
    warped = granule.crs != crs
    if warped:
        image = replace(image, warp=_warp(grid, window, Resampling.cubic))
        classes = replace(classes, warp=_warp(grid, window, Resampling.nearest)) if classes else None
    return PlacedTile(product, granule, window, image, classes, warped)


def _warp(grid: Grid, window: Window, resampling: Resampling) -> Mapping[str, Any]:
    here = grid.crop(window)
    return {
        "crs": grid.crs,
        "transform": here.transform,
        "width": window.width,
        "height": window.height,
        "resampling": resampling,
        "src_nodata": 0,
        "nodata": 0,
    }
