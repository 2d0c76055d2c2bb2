"""Reads what a product states about its numbers: Sentinel-2's tags and metadata files, STAC items, names."""

from __future__ import annotations

import functools
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rasterio.io import DatasetReader

from ....contract.band_names import SENTINEL_2
from ....contract.local_paths import is_local_path
from ....contract.regular_file import is_regular_file
from ..safe.product import BANDS, SHIFT, is_shifted

_ALL = "*"
_QUANTIFICATION = 10000.0
_METADATA = ("MTD_MSIL2A.xml", "MTD_MSIL1C.xml")
_LEVELS_UP = 5
_MOST_BYTES = 4 * 2**20
_MOST_ITEMS = 20

_NAME = re.compile(r"S2[A-D]_MSIL(1C|2A)_\d{8}T\d{6}_N(\d\d)(\d\d)_")
_OFFSET_TAG = re.compile(r"(?:BOA|RADIO)_ADD_OFFSET(?:_(?:BAND_?)?(\w+))?")
_XML_OFFSET = re.compile(r"<(?:BOA|RADIO)_ADD_OFFSET\b[^>]*band_id=\"(\d+)\"[^>]*>\s*([-+.\deE]+)\s*<")
_XML_SCALE = re.compile(r"<(?:BOA_)?QUANTIFICATION_VALUE\b[^>]*>\s*([-+.\deE]+)\s*<")
_XML_BASELINE = re.compile(r"<PROCESSING_BASELINE>\s*([\d.]+)\s*<")
_XML_LEVEL = re.compile(r"<(?:PRODUCT_TYPE|PROCESSING_LEVEL)>\s*([\w-]+)\s*<")


@dataclass(frozen=True)
class Product:
    """What a product states about its numbers: physical value = DN * scale + offset.

    Attributes:
        origin: Where it is stated, in words that follow "by".
        scale: Scale of the numbers; None = not stated.
        offsets: Name of a Sentinel-2 band (B04), or "*" for all -> offset in reflectance; empty = not stated.
        level: "L1C", "L2A", or empty.
        baseline: Processing baseline, such as "05.09"; empty = not stated.
    """

    origin: str
    scale: float | None = None
    offsets: tuple[tuple[str, float], ...] = ()
    level: str = ""
    baseline: str = ""

    def offset(self, role: str) -> float | None:
        """Offset of the band of a role, in reflectance; None = not stated."""
        offsets = dict(self.offsets)
        return offsets.get(SENTINEL_2.get(role, _ALL), offsets.get(_ALL))

    @property
    def words(self) -> str:
        """Where it is stated, with the processing baseline."""
        return f"{self.origin} (processing baseline {self.baseline})" if self.baseline else self.origin


def find_product(dataset: DatasetReader, bands: Sequence[int], files: Sequence[str]) -> Product | None:
    """What is stated about a raster's numbers: by its tags, else beside it; None = nothing.

    Args:
        dataset: The opened raster.
        bands: Bands to read, from 1.
        files: Names of the raster and of the files behind it.
    """
    stated = [product for product in _all(dataset, bands, files) if product.scale or product.offsets or product.level]
    if not stated:
        return None
    # The first source that knows the offset counts; the level may be stated elsewhere.
    best = next((product for product in stated if product.offsets), stated[0])
    level = best.level or next((product.level for product in stated if product.level), "")
    return Product(best.origin, best.scale, best.offsets, level, best.baseline)


def _all(dataset: DatasetReader, bands: Sequence[int], files: Sequence[str]) -> Iterator[Product]:
    yield _of_tags(dataset, bands)
    for file in files:
        yield from _of_metadata(file)
    for file in files:
        yield from _of_stac(file)
    for name in (dataset.tags().get("PRODUCT_URI", ""), *files):
        if found := _NAME.search(name):
            yield _completed(Product("the product's name", level=f"L{found[1]}", baseline=f"{found[2]}.{found[3]}"))


def _completed(product: Product) -> Product:
    """Add the offset that follows from the processing baseline, and the scale of all products."""
    if product.offsets or _number(product.baseline) is None:
        return product
    scale = product.scale or 1 / _QUANTIFICATION
    offset = SHIFT * scale if is_shifted(product.baseline) else 0.0
    return Product(product.origin, scale, ((_ALL, offset),), product.level, product.baseline)


def _of_tags(dataset: DatasetReader, bands: Sequence[int]) -> Product:
    tags = dataset.tags()
    quantification = _number(tags.get("BOA_QUANTIFICATION_VALUE") or tags.get("QUANTIFICATION_VALUE"))
    scale = 1 / quantification if quantification else None
    added = _added(tags)
    for band in bands:
        # A band's own tag counts for that band alone; without its name in the product it can only count for all.
        own = _added(dataset.tags(band)).get(_ALL)
        name = _band_name(dataset.tags(band).get("BANDNAME") or dataset.descriptions[band - 1] or "")
        if own is not None:
            added[name or _ALL] = own
    offsets = tuple((name, value * (scale or 1 / _QUANTIFICATION)) for name, value in added.items())
    level = _level(tags.get("PROCESSING_LEVEL", "") + tags.get("PRODUCT_TYPE", ""))
    if offsets and not scale:
        scale = 1 / _QUANTIFICATION
    of_file = "SENTINEL2" if dataset.driver == "SENTINEL2" else ""
    origin = "the product's metadata" if of_file else "the tags of the file"
    return _completed(Product(origin, scale, offsets, level, tags.get("PROCESSING_BASELINE", "")))


def _added(tags: Mapping[str, str]) -> dict[str, float]:
    """Name of a band, or "*" for all -> added offset in digital numbers."""
    found: dict[str, float] = {}
    for key, text in tags.items():
        match, value = _OFFSET_TAG.fullmatch(key.upper()), _number(text)
        if match and value is not None:
            which = match[1] or ""
            by_id = BANDS[int(which)] if which.isdecimal() and int(which) < len(BANDS) else ""
            found[by_id or _band_name(which) or _ALL] = value
    return found


def _band_name(text: str) -> str:
    """B04 for "B4, central wavelength 665 nm"; empty = no name of Sentinel-2."""
    match = re.match(r"[Bb]0?(\d{1,2}[Aa]?)(?![0-9A-Za-z])", text.strip())
    name = f"B{match[1].upper():0>2}" if match else ""
    return name if name in BANDS else ""


def _of_metadata(file: str) -> Iterator[Product]:
    """The product's own metadata, beside a file of it or above."""
    for text in _metadata_texts(file):
        scale = _XML_SCALE.search(text)
        quantification = _number(scale[1]) if scale else None
        step = 1 / (quantification or _QUANTIFICATION)
        offsets = tuple(
            (BANDS[int(band)], float(value) * step)
            for band, value in _XML_OFFSET.findall(text)
            if int(band) < len(BANDS) and _number(value) is not None
        )
        baseline, level = _XML_BASELINE.search(text), "".join(_XML_LEVEL.findall(text))
        yield _completed(
            Product("the product's metadata", step, offsets, _level(level), baseline[1] if baseline else "")
        )


def _metadata_texts(file: str) -> Iterator[str]:
    zipped = re.match(r"/vsizip/\{?(.+?\.zip)\}?/(.+)", file, re.IGNORECASE)
    if zipped:
        yield from _zipped_metadata(zipped[1], zipped[2])
    if not is_local_path(file):
        return
    folders = list(Path(file).parents)[: _LEVELS_UP + 1]
    in_product = "IMG_DATA" in file or ".SAFE" in file.upper()
    for folder in folders if in_product else folders[:1]:
        for name in _METADATA:
            try:
                if is_regular_file(folder / name) and (folder / name).stat().st_size <= _MOST_BYTES:
                    yield (folder / name).read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue


def _zipped_metadata(archive: str, inner: str) -> Iterator[str]:
    if not is_local_path(archive):
        return
    try:
        with zipfile.ZipFile(archive) as zipped:
            for info in zipped.infolist():
                path = PurePosixPath(info.filename)
                above = path.parent in PurePosixPath(inner).parents
                if path.name in _METADATA and above and info.file_size <= _MOST_BYTES:
                    yield zipped.read(info).decode("utf-8", errors="replace")
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return


def _of_stac(file: str) -> Iterator[Product]:
    """The STAC item beside a file, if one of its assets is the file."""
    if not is_local_path(file):
        return
    path = Path(file)
    items = sorted(_items(path.parent), key=lambda item: (item.stem != path.stem, item.name))[:_MOST_ITEMS]
    for item in items:
        content = _json(item)
        properties, assets = content.get("properties"), content.get("assets")
        if "stac_version" not in content or not isinstance(assets, dict) or not isinstance(properties, dict):
            continue
        for key, asset in assets.items():
            if isinstance(asset, dict) and str(asset.get("href", "")).split("?")[0].split("/")[-1] == path.name:
                yield _of_asset(item.name, str(key), asset, properties)


@functools.lru_cache(maxsize=16)
def _items(folder: Path) -> tuple[Path, ...]:
    # A mosaic may have thousands of rasters in one folder.
    try:
        return tuple(folder.glob("*.json"))
    except OSError:
        return ()


def _json(file: Path) -> dict[str, Any]:
    try:
        small = is_regular_file(file) and file.stat().st_size <= _MOST_BYTES
        content = json.loads(file.read_text(encoding="utf-8")) if small else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _of_asset(item: str, key: str, asset: Mapping[str, Any], properties: Mapping[str, Any]) -> Product:
    bands = asset.get("raster:bands") or asset.get("bands") or [asset]
    bands = [band for band in bands if isinstance(band, dict)] if isinstance(bands, list) else []
    scale: float | None = None
    offsets: dict[str, float] = {}
    for band in [*bands, asset]:
        stated = _number(band.get("scale", band.get("raster:scale")))
        offset = _number(band.get("offset", band.get("raster:offset")))
        scale = stated or scale
        if stated is not None or offset is not None:
            name = _band_name(str(band.get("name", ""))) or (_band_name(key) if len(bands) == 1 else "")
            offsets.setdefault(name or _ALL, offset or 0.0)
    # Earth Search states the offset of the original product even where it was subtracted from the pixels.
    if properties.get("earthsearch:boa_offset_applied") is True:
        offsets = {_ALL: 0.0}
    level = _level(str(properties.get("processing:level", "")) + str(properties.get("s2:product_type", "")))
    baseline = str(properties.get("s2:processing_baseline") or properties.get("processing:version") or "")
    known = baseline if re.fullmatch(r"\d\d\.\d\d", baseline) else ""
    return _completed(Product(f"the STAC item {item}", scale, tuple(offsets.items()), level, known))


def _level(text: str) -> str:
    match = re.search(r"(?:LEVEL-?|L|MSI)(1C|2A)", text.upper())
    return f"L{match[1]}" if match else ""


def _number(text: object) -> float | None:
    try:
        value = float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return value if abs(value) < 1e9 else None
