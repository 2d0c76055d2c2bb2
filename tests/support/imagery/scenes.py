"""Small Sentinel-2 scenes as four services publish them: their files, and the STAC items that describe them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.transform import array_bounds, from_origin
from rasterio.warp import transform_bounds, transform_geom

Ground = Callable[[str, str], NDArray[Any]]
"""(band, date) -> reflectance x 10000 [rows, columns] at 10 m, 0 = no data; for "scl" classes at 20 m."""

BANDS = ("red", "green", "blue", "nir", "scl")
OFFSET = 1000
"""What ESA adds to the pixels from baseline 04.00 on."""


@dataclass(frozen=True)
class Service:
    """How a service names and describes things.

    Attributes:
        collection: Its collection.
        assets: Names of the assets of ``BANDS``.
        states: Where an asset states scale and offset: in "raster:bands", in "raster:scale" and "raster:offset"
            ("flat"), or nowhere.
        flagged: Whether items say if the offset was taken off already.
        jpeg2000: Whether the pixels are JPEG 2000 files instead of COGs.
    """

    collection: str
    assets: tuple[str, ...]
    states: str
    flagged: bool = False
    jpeg2000: bool = False


EARTH_SEARCH = Service("sentinel-2-c1-l2a", BANDS, "raster:bands")
EARTH_SEARCH_OLD = Service("sentinel-2-l2a", BANDS, "raster:bands", flagged=True)
PLANETARY_COMPUTER = Service("sentinel-2-l2a", ("B04", "B03", "B02", "B08", "SCL"), "")
COPERNICUS = Service("sentinel-2-l2a", ("B04_10m", "B03_10m", "B02_10m", "B08_10m", "SCL_20m"), "flat", jpeg2000=True)


@dataclass(frozen=True)
class Scene:
    """One tile on one day.

    Attributes:
        date: Day, "2023-08-21".
        baseline: Processing baseline; from 04.00 on the pixels hold reflectance x 10000 + 1000.
        cloud: Share of clouds that its metadata state, percent.
        tile: Tile of the MGRS grid; its zone and hemisphere give the CRS.
        origin: Easting and northing of its top-left corner.
        applied: Whether the pixels have the offset taken off already, as most of the older collection of Earth Search.
        flag: What ``earthsearch:boa_offset_applied`` says; ``None`` = the truth. Other services have no such flag.
        shift: What was added to bands, where it is not 1000; there are such products.
    """

    date: str
    baseline: str = "05.09"
    cloud: float = 10.0
    tile: str = "32TPS"
    origin: tuple[float, float] = (640_000.0, 5_204_000.0)
    applied: bool = False
    flag: bool | None = None
    shift: Mapping[str, int] | None = None

    @property
    def epsg(self) -> int:
        """EPSG code of the tile's zone."""
        return (32600 if self.tile[2] >= "N" else 32700) + int(self.tile[:2])

    def offset(self, band: str) -> int:
        """What the producer added to a band; stays in the metadata when it was taken off the pixels."""
        if band == "scl" or float(self.baseline) < 4:
            return 0
        return (self.shift or {}).get(band, OFFSET)

    def name(self, service: Service) -> str:
        """Identifier of its item; another baseline of the same tile and day has another one."""
        day, digits = self.date.replace("-", ""), self.baseline.replace(".", "")
        if service is EARTH_SEARCH:
            return f"S2A_T{self.tile}_{day}T101944_L2A"
        if service is EARTH_SEARCH_OLD:
            return f"S2A_{self.tile}_{day}_{0 if float(self.baseline) < 5 else 1}_L2A"
        number = f"_N{digits}" if service is COPERNICUS else ""
        return f"S2A_MSIL2A_{day}T101941{number}_R065_T{self.tile}_{day}T{digits}25"


def town(side: int = 600, clouds: Mapping[str, tuple[slice, slice]] | None = None) -> Ground:
    """A place that never changes, under a cloud on some days.

    Args:
        side: Rows and columns of 10 m; even.
        clouds: Rows and columns of 20 m under cloud (class 9, bright) by date.
    """

    def ground(band: str, date: str) -> NDArray[Any]:
        cloud = (clouds or {}).get(date)
        if band == "scl":
            classes = np.full((side // 2, side // 2), 5, np.uint8)
            if cloud:
                classes[cloud] = 9
            return classes
        rng = np.random.default_rng(zlib.crc32(band.encode()))
        coarse = rng.integers(300, 2500, (-(-side // 4), -(-side // 4)))
        pixels = coarse.repeat(4, axis=0).repeat(4, axis=1)[:side, :side] + rng.integers(0, 100, (side, side))
        if cloud:
            pixels.reshape(side // 2, 2, side // 2, 2).swapaxes(1, 2)[cloud] = 9000
        return pixels.astype(np.uint16)

    return ground


def publish(
    folder: Path, address: str, service: Service, scenes: Iterable[Scene], ground: Ground | None = None
) -> list[dict[str, Any]]:
    """Write scenes into a folder as a service would, and describe them.

    Args:
        folder: Folder that a server serves.
        address: Its address, without a slash at the end; begins the assets' addresses.
        service: Whose conventions to follow.
        scenes: Scenes to write.
        ground: What they show; ``None`` = :func:`town`.

    Returns:
        STAC items.
    """
    ground = ground or town()
    items = []
    for scene in scenes:
        item, place = _item(scene, service), f"{service.collection}/{scene.name(service)}"
        (folder / place).mkdir(parents=True, exist_ok=True)
        for band, asset in zip(BANDS, service.assets, strict=True):
            file = f"{place}/{asset}.{'jp2' if service.jpeg2000 else 'tif'}"
            pixels = _pixels(scene, band, ground(band, scene.date))
            _write(folder / file, scene, pixels, pixel=20.0 if band == "scl" else 10.0)
            item["assets"][asset] = _asset(scene, service, band, pixels.shape) | {"href": f"{address}/{file}"}
            if band == "red":
                item |= _place(scene, pixels.shape)
        items.append(item)
    return items


def collection(service: Service) -> dict[str, Any]:
    """The collection of a service."""
    return {
        "type": "Collection",
        "id": service.collection,
        "stac_version": "1.0.0",
        "description": "Sentinel-2 Level-2A",
        "license": "proprietary",
        "links": [],
        "extent": {
            "spatial": {"bbox": [[-180, -90, 180, 90]]},
            "temporal": {"interval": [["2015-06-27T10:25:31Z", None]]},
        },
    }


def _pixels(scene: Scene, band: str, truth: NDArray[Any]) -> NDArray[Any]:
    """What the file holds where the ground reflects ``truth``."""
    if band == "scl":
        return truth.astype(np.uint8)
    added = 0 if scene.applied else scene.offset(band)
    return np.where(truth > 0, truth.astype(np.int32) + added, 0).astype(np.uint16)


def _write(path: Path, scene: Scene, pixels: NDArray[Any], *, pixel: float) -> None:
    lossless = {"QUALITY": 100, "REVERSIBLE": "YES", "YCBCR420": "NO", "BLOCKXSIZE": 512, "BLOCKYSIZE": 512}
    cog = {
        "BLOCKSIZE": 512,
        "COMPRESS": "DEFLATE",
        "PREDICTOR": "YES",
        "OVERVIEWS": "AUTO",
        "RESAMPLING": "NEAREST" if pixel == 20.0 else "AVERAGE",
    }
    options = {"driver": "JP2OpenJPEG", **lossless} if path.suffix == ".jp2" else {"driver": "COG", "nodata": 0, **cog}
    with rasterio.open(
        path,
        "w",
        width=pixels.shape[1],
        height=pixels.shape[0],
        count=1,
        dtype=pixels.dtype,
        crs=CRS.from_epsg(scene.epsg),
        transform=from_origin(*scene.origin, pixel, pixel),
        **options,
    ) as raster:
        raster.write(pixels, 1)


def _place(scene: Scene, shape: tuple[int, ...]) -> dict[str, Any]:
    rows, columns = shape
    west, south, east, north = array_bounds(rows, columns, from_origin(*scene.origin, 10, 10))
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    crs = CRS.from_epsg(scene.epsg)
    outline = transform_geom(crs, "EPSG:4326", {"type": "Polygon", "coordinates": [ring]})
    return {
        "bbox": list(transform_bounds(crs, "EPSG:4326", west, south, east, north)),
        # As plain lists: the result has tuples. Across the antimeridian there are two polygons.
        "geometry": json.loads(json.dumps(outline)),
    }


def _item(scene: Scene, service: Service) -> dict[str, Any]:
    code, number = {"proj:code": f"EPSG:{scene.epsg}"}, {"proj:epsg": scene.epsg}
    tile, grid = {"s2:mgrs_tile": scene.tile}, {"grid:code": f"MGRS-{scene.tile}"}
    properties: dict[str, Any] = {
        "datetime": f"{scene.date}T10:19:44.012000Z",
        "created": f"{scene.date}T23:00:00Z",
        "platform": "sentinel-2a",
        "constellation": "sentinel-2",
        "eo:cloud_cover": scene.cloud,
    }
    if service is COPERNICUS:
        properties |= {**code, **grid, "processing:version": scene.baseline, "processing:level": "L2"}
    elif service is PLANETARY_COMPUTER:
        properties |= {**number, **tile, "s2:processing_baseline": scene.baseline}
    else:
        properties |= {**code, **grid, "s2:processing_baseline": scene.baseline}
    if service.flagged:
        properties["earthsearch:boa_offset_applied"] = scene.applied if scene.flag is None else scene.flag
    return {
        "type": "Feature",
        "stac_version": "1.1.0" if service is COPERNICUS else "1.0.0",
        "stac_extensions": [],
        "id": scene.name(service),
        "collection": service.collection,
        "properties": properties,
        "links": [],
        "assets": {},
    }


def _asset(scene: Scene, service: Service, band: str, shape: tuple[int, ...]) -> dict[str, Any]:
    pixel = 20 if band == "scl" else 10
    x, y = scene.origin
    kind = "image/jp2" if service.jpeg2000 else "image/tiff; application=geotiff; profile=cloud-optimized"
    result: dict[str, Any] = {
        "href": "",
        "type": kind,
        "roles": ["data"] if band == "scl" else ["data", "reflectance"],
        "proj:shape": list(shape),
        "proj:transform": [pixel, 0, x, 0, -pixel, y],
    }
    if band == "scl":
        return result
    offset = -scene.offset(band) / 10000
    if service.states == "raster:bands":
        stated = {"nodata": 0, "data_type": "uint16", "spatial_resolution": 10, "scale": 0.0001, "offset": offset}
        result["raster:bands"] = [stated]
    elif service.states == "flat":
        result |= {"data_type": "uint16", "nodata": 0, "raster:scale": 0.0001, "raster:offset": offset}
    return result
