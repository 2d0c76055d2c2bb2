"""The maps of frames as a static STAC catalogue: a Collection, and an Item a frame. All links are relative.

STAC 1.1.0 with the extensions projection 2.0.0, raster 2.0.0, classification 2.0.0 and processing 1.2.0. The fields of
MLM 1.4.0 tell the model; the extension is not declared, since its schema is one of models, not of what they map.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from rasterio.crs import CRS

from ...contract.card import ModelCard, card_to_json
from ..mapping.provenance import plugin_version
from ..raster.datasets import gdal_options
from ..write.legend import NODATA, Legend
from ..write.small_file import write_small_file
from .on_globe import in_degrees

COLLECTION, ITEMS = "collection.json", "items"
_STAC = "1.1.0"
_EXTENSIONS = tuple(
    f"https://stac-extensions.github.io/{name}/schema.json"
    for name in ("projection/v2.0.0", "raster/v2.0.0", "classification/v2.0.0", "processing/v1.2.0")
)
_COG = "image/tiff; application=geotiff; profile=cloud-optimized"
_OF_MODELS = ("mlm:name", "mlm:architecture", "mlm:tasks", "mlm:framework", "mlm:input", "mlm:output")
_HALF_TURN = 180.0


@dataclass(frozen=True)
class Mapped:
    """A frame with its map.

    Attributes:
        name: Name of the frame.
        path: Path of the map, below the folder of the catalogue.
        class_km2: Area per class name, km2.
    """

    name: str
    path: Path
    class_km2: Mapping[str, float]


@dataclass(frozen=True)
class Product:
    """What all maps have in common.

    Attributes:
        title: Title for people.
        year: Year of the imagery; None = unknown.
        card: Card of the model.
        sha256: Hash of the model's file.
        legend: Values of the maps.
        mosaics: Paths of the joined maps, in the folder of the catalogue.
    """

    title: str
    year: int | None
    card: ModelCard
    sha256: str
    legend: Sequence[Legend]
    mosaics: Sequence[Path]


def write_catalogue(folder: Path, maps: Sequence[Mapped], product: Product, check: Callable[[], None]) -> Path:
    """Write the catalogue; items of frames that are gone stay behind without a link.

    Args:
        folder: Folder that the maps lie below.
        maps: The maps.
        product: What they have in common.
        check: Called for each map; raises an error when the user has cancelled.

    Returns:
        Path of the Collection.

    Raises:
        SpaceError: The disk is full.
        OutputError: A file cannot be written.
    """
    (folder / ITEMS).mkdir(exist_ok=True)
    boxes, times = [], []
    common = _common(product)
    with gdal_options(remote=False):
        for one in maps:
            check()
            item = _item(folder, one, product, common)
            boxes.append(item["bbox"])
            times.append(item["properties"])
            _write(folder / ITEMS / f"{one.name}.json", item)
    path = folder / COLLECTION
    _write(path, _collection(folder, maps, product, common, (boxes, times)))
    return path


def _item(folder: Path, one: Mapped, product: Product, common: dict[str, Any]) -> dict[str, Any]:
    with rasterio.open(one.path) as raster:
        bounds, crs, at, shape = raster.bounds, raster.crs, raster.transform, raster.shape
    shown = in_degrees(shapely.box(*bounds), crs.to_wkt())
    return {
        "type": "Feature",
        "stac_version": _STAC,
        "stac_extensions": list(_EXTENSIONS),
        "id": one.name,
        "collection": folder.name,
        "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shown, 1e-9))),
        "bbox": _bbox(shown),
        "properties": {
            **_time(product.year, one.path),
            **_projection(crs),
            "proj:shape": list(shape),
            "proj:transform": [at.a, at.b, at.c, at.d, at.e, at.f],
            "proj:bbox": list(bounds),
            "gsd": at.a * crs.linear_units_factor[1],
            **common,
            "onemetre:class_km2": dict(one.class_km2),
        },
        "assets": {
            "map": {
                "href": f"../{one.path.relative_to(folder).as_posix()}",
                "type": _COG,
                "roles": ["data"],
                "title": product.title,
                "file:size": one.path.stat().st_size,
                "bands": [_band(product, at.a)],
            }
        },
        "links": [
            {"rel": rel, "href": f"../{COLLECTION}", "type": "application/json"}
            for rel in ("root", "parent", "collection")
        ],
    }


def _collection(
    folder: Path,
    maps: Sequence[Mapped],
    product: Product,
    common: dict[str, Any],
    extent: tuple[list[list[float]], list[dict[str, Any]]],
) -> dict[str, Any]:
    boxes, times = extent
    starts = [one.get("start_datetime") or one["datetime"] for one in times]
    ends = [one.get("end_datetime") or one["datetime"] for one in times]
    edges = np.array(boxes)
    across = bool((edges[:, 0] > edges[:, 2]).any())
    whole = [
        -_HALF_TURN if across else float(edges[:, 0].min()),
        float(edges[:, 1].min()),
        _HALF_TURN if across else float(edges[:, 2].max()),
        float(edges[:, 3].max()),
    ]
    links = [{"rel": "root", "href": f"./{COLLECTION}", "type": "application/json"}]
    links += [
        {"rel": "item", "href": f"./{ITEMS}/{one.name}.json", "type": "application/geo+json", "title": one.name}
        for one in maps
    ]
    return {
        "type": "Collection",
        "stac_version": _STAC,
        "stac_extensions": list(_EXTENSIONS),
        "id": folder.name,
        "title": product.title,
        "description": f"{product.title}: {len(maps)} frames mapped with the model {product.card.name} by OneMetre.",
        # The imagery has its own licence, which nothing here knows.
        "license": "other",
        "extent": {"spatial": {"bbox": [whole]}, "temporal": {"interval": [[min(starts), max(ends)]]}},
        "summaries": {"mlm:name": [product.card.name], "processing:software": [common["processing:software"]]},
        "item_assets": {"map": {"type": _COG, "roles": ["data"], "title": product.title}},
        "assets": {
            path.stem.replace(" ", "_") + path.suffix.replace(".", "_"): {
                "href": f"./{path.name}",
                "type": _COG if path.suffix == ".tif" else "application/xml",
                "roles": ["data"],
                "title": path.name,
            }
            for path in product.mosaics
        },
        "links": links,
    }


def _common(product: Product) -> dict[str, Any]:
    """Properties that all items have."""
    card = card_to_json(product.card)
    return {
        "processing:software": {"OneMetre": plugin_version()},
        "processing:lineage": f"Mapped with the model {product.card.name} (sha256 {product.sha256}).",
        **{name: card[name] for name in _OF_MODELS if card.get(name)},
    }


def _band(product: Product, pixel: float) -> dict[str, Any]:
    return {
        "name": "class",
        "data_type": "uint8",
        "nodata": NODATA,
        "raster:spatial_resolution": pixel,
        "raster:sampling": "area",
        "classification:classes": [
            {
                "value": entry.value,
                "name": entry.name,
                "title": entry.title,
                "color_hint": entry.color.removeprefix("#").upper(),
            }
            for entry in product.legend
        ],
    }


def _time(year: int | None, path: Path) -> dict[str, Any]:
    """The year of the imagery; if it is unknown, the time at which the map was made."""
    made = dt.datetime.fromtimestamp(int(path.stat().st_mtime), dt.UTC).isoformat().replace("+00:00", "Z")
    if year is None:
        return {"datetime": made, "created": made}
    return {
        "datetime": None,
        "start_datetime": f"{year:04d}-01-01T00:00:00Z",
        "end_datetime": f"{year:04d}-12-31T23:59:59Z",
        "created": made,
    }


def _projection(crs: CRS) -> dict[str, Any]:
    code = crs.to_epsg()
    return {"proj:code": f"EPSG:{code}"} if code else {"proj:code": None, "proj:wkt2": crs.to_wkt(version="WKT2_2019")}


def _bbox(shown: shapely.Geometry) -> list[float]:
    """West, south, east, north; west is the larger number if the antimeridian lies between."""
    west, south, east, north = shapely.bounds(shown).tolist()
    if east - west > _HALF_TURN:
        parts = shapely.bounds(shapely.get_parts(shown))
        west, east = parts[parts[:, 0] > 0, 0].min(), parts[parts[:, 2] < 0, 2].max()
    return [float(west), float(south), float(east), float(north)]


def _write(path: Path, content: dict[str, Any]) -> None:
    write_small_file(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
