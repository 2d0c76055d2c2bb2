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
from ...contract.band_roles import band_text, resolve_bands
from ...contract.card import ModelCard
from ...contract.errors import SourceError
from ...contract.requests import Reading
from .coverage import Coverage, find_marks
from .datasets import Recipe, gdal_options
from .grid import Window
from .meaning import Stated, decide
from .mosaic import Mosaic, build_mosaic
from .plausibility import Look, check_plausibility
from .product import find_product
from .radiometry import Radiometry, plan_radiometry, refuse_numbers
from .safe_paths import is_local, screen_path
from .sample import take_sample
from .source import Source
from .validity import find_validity
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
        input_ = _assemble([Recipe(path, reading.trust_remote) for path in reading.sources])
        dataset, name = input_.recipe.open(stack), input_.recipe.name
        if dataset.count == 0:
            raise _no_bands(dataset, name)
        bands = resolve_bands(reading.bands, card.roles, describe_bands(dataset), name)
        types = sorted({dataset.dtypes[b - 1] for b in bands})
        if len(types) > 1:
            raise SourceError(f"The bands of {name} differ in type: {', '.join(types)}.", "Convert them to one type.")
        refuse_numbers(types[0], reading.scale, name)
        raw = find_validity(dataset, bands)
        sample = take_sample(dataset, bands, raw, name)
        meaning = decide(card, _stated(input_, dataset, bands, reading, stack), sample, name)
        radiometry = plan_radiometry(card, types[0], meaning, sample, name)
        told = reading.scale is not None, reading.offset is not None
        doubts = check_plausibility(Look(card, sample, meaning, radiometry, bands, told), name)
        log("info", f"Bands of {name}: {band_text(card.roles, bands)}. {meaning.sentence(card)}")
        warnings = (*meaning.warnings, *doubts)
        for warning in warnings:
            log("warning", warning)
        placement = place(dataset, card.resolution, name)
        if placement.note:
            log(placement.level, placement.note)
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
            fingerprint=_fingerprint(reading.sources, files, bands, radiometry, placement),
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
        name_band(number, description or "", _tags(dataset, number), color.name)
        for number, description, color in zip(dataset.indexes, dataset.descriptions, dataset.colorinterp, strict=True)
    ]


def _tags(dataset: DatasetReader, band: int) -> dict[str, str]:
    return {**dataset.tags(band, ns="IMAGERY"), **dataset.tags(band)}


def _stated(
    input_: Mosaic, dataset: DatasetReader, bands: tuple[int, ...], reading: Reading, stack: ExitStack
) -> Stated:
    """Everything that is stated about the numbers; a mosaic's parts state the same, so the first one counts."""
    first = input_.parts[0][0].open(stack)
    files = [*(recipe.target for recipe, _ in input_.parts[:1]), *first.files]
    # A product's 8-bit picture in true colour carries the tags of its other bands.
    is_picture = np.dtype(dataset.dtypes[bands[0] - 1]).itemsize == 1
    return Stated(
        reading.scale,
        reading.offset,
        [dataset.scales[b - 1] for b in bands],
        [dataset.offsets[b - 1] for b in bands],
        None if is_picture else find_product(first if first.count == dataset.count else dataset, bands, files),
    )


def _assemble(recipes: list[Recipe]) -> Mosaic:
    if len(recipes) > 1:
        return build_mosaic(recipes)
    with ExitStack() as stack:
        dataset = recipes[0].open(stack)
        return Mosaic(recipes[0], ((recipes[0], Window(0, 0, dataset.width, dataset.height)),))


def _no_bands(dataset: DatasetReader, name: str) -> SourceError:
    inner = ", ".join(s.rsplit(":", 1)[-1] for s in dataset.subdatasets[:5])
    hint = f"It contains subdatasets ({inner}): export one of them as a GeoTIFF." if inner else "Choose another file."
    return SourceError(f"{name} has no bands.", hint)


def _sidecars(dataset: DatasetReader) -> list[Path]:
    """Files that belong to a raster: masks, overviews, statistics. GDAL also lists inline text and remote names."""
    return [Path(name) for name in dataset.files if is_local(name) and Path(name).is_file()]


def _fingerprint(
    sources: tuple[str, ...], files: list[Path], bands: tuple[int, ...], radiometry: Radiometry, placement: Placement
) -> str:
    states = {str(f): (f.stat().st_size, f.stat().st_mtime_ns) for f in files}
    conversion = dataclasses.asdict(radiometry)
    grid = dataclasses.asdict(placement.grid)
    return json.dumps([sources, states, bands, conversion, grid, placement.note], sort_keys=True)
