"""Opens the input of a request as a source, and plans the conversion of its pixels for the model."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from rasterio.io import DatasetReader

from ...contract.band_names import BandInfo, name_band
from ...contract.band_roles import ALPHA, band_text, resolve_bands
from ...contract.card import ModelCard
from ...contract.errors import SourceError
from ...contract.local_paths import is_local_path
from ...contract.redaction import identity
from ...contract.requests import Reading
from .alpha import ask_about_alpha
from .coverage import Coverage, find_marks
from .datasets import Recipe, gdal_options
from .georeference import refuse_unplaced
from .grid import Window
from .longitudes import turned
from .mosaic import Mosaic, build_mosaic, build_stack
from .numbers.histogram import by_histogram
from .numbers.meaning import StatedValues, decide
from .numbers.plausibility import Look, check_plausibility
from .numbers.product import find_product
from .numbers.radiometry import Radiometry, plan_radiometry, refuse_numbers
from .numbers.sample import take_sample
from .safe.bands import product_recipes
from .safe.contents import find_contents
from .safe.product import read_product
from .safe_paths import screen_path
from .soundness import refuse_odd_scales
from .source import Source
from .stack import find_stack
from .stated import Stated, described_tags, read_stated
from .validity import Validity, find_validity
from .warping import Placement, place

__all__ = ["Log", "Source", "open_source", "refuse_tiny"]

Log = Callable[[str, str], None]
"""log(level, message); the levels are info and warning."""

_SMALLEST = 2


def open_source(reading: Reading, card: ModelCard, log: Log) -> Source:
    """Open an input with the bands, grid and numeric range that a model needs.

    Args:
        reading: The rasters, bands, scale and offset.
        card: Card of the model: roles, data type and meaning of the numbers, ground sampling distance.
        log: Receives messages about how the pixels are converted.

    Raises:
        SourceError: The input is missing, not a raster, rejected, too coarse, or has numbers of unknown or impossible
            meaning.
        BandError: A role has no band.
        GridError: The coordinate system is missing, or the geometry cannot be mapped.
    """
    if not reading.sources:
        raise SourceError("The request names no input.", "Choose at least one raster.")
    with gdal_options(remote=reading.trust_remote), ExitStack() as stack:
        files = [f for path in reading.sources for f in screen_path(path, trust_remote=reading.trust_remote)]
        input_ = assemble(reading)
        dataset, name = input_.recipe.open(stack), input_.recipe.name
        if dataset.count == 0:
            raise _no_bands(dataset, name)
        refuse_unplaced(dataset, name)
        bands = resolve_bands(reading.bands, card.roles, describe_bands(dataset), name)
        types = sorted({dataset.dtypes[b - 1] for b in bands})
        if len(types) > 1:
            raise SourceError(f"The bands of {name} differ in type: {', '.join(types)}.", "Convert them to one type.")
        scales, offsets = [dataset.scales[b - 1] for b in bands], [dataset.offsets[b - 1] for b in bands]
        refuse_odd_scales(scales, offsets, name, given=(reading.scale, reading.offset))
        refuse_numbers(types[0], reading.scale, name)
        raw = find_validity(dataset, bands)
        ask_about_alpha(dataset, reading.bands, card.roles, bands, raw, name)
        sample = take_sample(dataset, bands, raw, name)
        meaning = decide(card, _stated_values(input_, dataset, bands, reading, stack), sample, name)
        told = reading.scale is not None, reading.offset is not None
        meaning = by_histogram(meaning, card, types[0], sample, name, told=any(told))
        radiometry = plan_radiometry(card, types[0], meaning, sample, name)
        doubts = check_plausibility(Look(card, sample, meaning, radiometry, bands, told), name)
        log("info", f"Bands of {name}: {band_text(card.roles, bands)}. {meaning.sentence(card)}")
        warnings = (*meaning.warnings, *doubts)
        for warning in warnings:
            log("warning", warning)
        placement = place(dataset, bands, card.resolution, name, reading.onto)
        if placement.note:
            log(placement.level, placement.note)
        if reading.crs:
            log("info", f"The coordinate system that is set in QGIS counts for {name}, not the one in the file.")
        if reading.nodata:
            log("info", f"The nodata value of {name} is {reading.nodata} as set, whatever the file states.")
        if len(reading.sources) > 1:
            log("info", f"Mapping {len(reading.sources)} rasters as one; where they overlap, the first one counts.")
        files += _sidecars(dataset)
        warped = dataclasses.replace(input_.recipe, warp=placement.warp).open(stack)
        return Source(
            input_=input_,
            placement=placement,
            bands=bands,
            validity=find_validity(warped, bands),
            radiometry=radiometry,
            coverage=Coverage(placement, tuple(w for _, w in input_.parts), find_marks(dataset, bands, raw)),
            files=tuple(files),
            meaning=meaning.sentence(card),
            warnings=warnings,
            fingerprint=_fingerprint(reading.sources, bands, raw, radiometry, placement),
        )


def refuse_tiny(source: Source, card: ModelCard) -> None:
    """Check that an input is large enough to give its pixels any context.

    Raises:
        SourceError: The input is smaller than two pixels along an axis.
    """
    if min(source.grid.width, source.grid.height) < _SMALLEST:
        raise SourceError(
            f"The input has only {source.grid.width} x {source.grid.height} pixels of {card.resolution:g} m, too few "
            "to recognise anything.",
            f"Choose an image of at least {_SMALLEST} x {_SMALLEST} pixels.",
        )


def describe_bands(dataset: DatasetReader) -> list[BandInfo]:
    """Number, names and colour of every band."""
    return [
        name_band(number, description or "", described_tags(dataset, number), color.name)
        for number, description, color in zip(dataset.indexes, dataset.descriptions, dataset.colorinterp, strict=True)
    ]


def _stated_values(
    input_: Mosaic, dataset: DatasetReader, bands: tuple[int, ...], reading: Reading, stack: ExitStack
) -> StatedValues:
    """Everything that is stated about the numbers; a mosaic's parts state the same, so the first one counts."""
    first = input_.parts[0][0].open(stack)
    # Bands in separate files: the assembled raster has the tags of all.
    described = first if first.count == dataset.count else dataset
    files = [*dict.fromkeys(recipe.target for recipe, _ in input_.parts), *first.files]
    # A product's 8-bit picture in true colour carries the tags of its other bands.
    is_picture = np.dtype(dataset.dtypes[bands[0] - 1]).itemsize == 1
    return StatedValues(
        reading.scale,
        reading.offset,
        [dataset.scales[b - 1] for b in bands],
        [dataset.offsets[b - 1] for b in bands],
        None if is_picture else find_product(described, bands, files),
    )


def assemble(reading: Reading) -> Mosaic:
    """Put the rasters of a request together, with what it states in place of the files.

    A Sentinel-2 product (SAFE) is one image, in reflectance x 10000, of the bands that it has.
    Several single-band rasters whose names differ only by the band are the bands of one image, and so are the variables
    of a file; others are mosaicked.

    Raises:
        SourceError: A raster cannot be opened, or does not fit the others.
        BandError: The alpha band does not exist.
        GridError: A raster or the request states no coordinate system that can be used.
    """
    recipes, products = [], 0
    for path in reading.sources:
        contents = find_contents(Path(path)) if is_local_path(path) else None
        products += contents is not None
        recipes += product_recipes(read_product(contents)) if contents else [Recipe(path, reading.trust_remote)]
    if not products and (stack := find_stack(recipes)):
        numbered = [name_band(number, name, {}, "") for number, name in enumerate(stack.names, start=1)]
        return build_stack(stack.recipes, stack.names, stack.label, _stated(reading, numbered, stack.label))
    with ExitStack() as opened:
        dataset = recipes[0].open(opened)
        stated = _stated(reading, describe_bands(dataset), recipes[0].name)
        if len(recipes) > 1 or not stated.is_empty or _is_turned(dataset):
            return build_mosaic(recipes, stated)
        return Mosaic(recipes[0], ((recipes[0], Window(0, 0, dataset.width, dataset.height)),))


def _is_turned(dataset: DatasetReader) -> bool:
    """Whether the longitudes of a raster need another turn."""
    crs = dataset.crs.to_wkt() if dataset.crs else ""
    return turned(crs, dataset.transform, dataset.width, dataset.height) != (crs, dataset.transform)


def _stated(reading: Reading, bands: list[BandInfo], name: str) -> Stated:
    alpha = reading.bands.get(ALPHA)
    return read_stated(reading, 0 if alpha is None else resolve_bands({ALPHA: alpha}, (ALPHA,), bands, name)[0])


def _no_bands(dataset: DatasetReader, name: str) -> SourceError:
    inner = ", ".join(s.rsplit(":", 1)[-1] for s in dataset.subdatasets[:5])
    hint = f"It contains subdatasets ({inner}): export one of them as a GeoTIFF." if inner else "Choose another file."
    return SourceError(f"{name} has no bands.", hint)


def _sidecars(dataset: DatasetReader) -> list[Path]:
    """Files that belong to a raster: masks, overviews, statistics. GDAL also lists inline text and remote names."""
    return [Path(name) for name in dataset.files if is_local_path(name) and Path(name).is_file()]


def _fingerprint(
    sources: tuple[str, ...],
    bands: tuple[int, ...],
    validity: Validity,
    radiometry: Radiometry,
    placement: Placement,
) -> str:
    conversion = dataclasses.asdict(radiometry)
    grid = dataclasses.asdict(placement.grid)
    marks = dataclasses.asdict(validity)
    # The fingerprint lies on the disk while the run lasts: a renewed signature of an address is the same input.
    names = list(map(identity, sources))
    return json.dumps([names, bands, marks, conversion, grid, placement.note], sort_keys=True)
