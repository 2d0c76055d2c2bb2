"""Opens the input of a request as a source, and plans the conversion of its pixels for the model."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ...contract.band_roles import BandInfo, resolve_bands
from ...contract.card import ModelCard
from ...contract.errors import SourceError
from ...contract.redaction import identity
from ...contract.requests import Reading
from .coverage import Coverage, find_marks
from .datasets import Recipe, gdal_options
from .gdal_errors import GDAL_ERRORS, cause_of
from .grid import Window
from .mosaic import Mosaic, build_mosaic
from .radiometry import Radiometry, plan_radiometry, refuse_fractions
from .safe_paths import is_local, screen_path
from .soundness import refuse_odd_scales
from .source import Source
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
        SourceError: The input is missing, not a raster, rejected, too coarse, or has numbers of unknown meaning.
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
        scales, offsets = [dataset.scales[b - 1] for b in bands], [dataset.offsets[b - 1] for b in bands]
        refuse_odd_scales(scales, offsets, name, given=(reading.scale, reading.offset))
        radiometry = plan_radiometry(
            card,
            types[0],
            scales,
            offsets,
            reading.scale,
            reading.offset,
            name,
        )
        raw = find_validity(dataset, bands)
        if reading.scale is None and np.dtype(types[0]).kind == "f":
            refuse_fractions(*_sample(dataset, bands, raw, name), radiometry, name)
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
    """Number, name and colour of every band."""
    return [
        BandInfo(number, description or "", color.name)
        for number, description, color in zip(dataset.indexes, dataset.descriptions, dataset.colorinterp, strict=True)
    ]


def _sample(
    dataset: DatasetReader, bands: tuple[int, ...], validity: Validity, name: str
) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
    """Pixels of a few small windows spread over a raster, [C, 32, ...], and their validity."""
    side = 32
    cols = np.linspace(0, max(dataset.width - side, 0), 5).astype(int)
    rows = np.linspace(0, max(dataset.height - side, 0), 5).astype(int)
    size = (min(side, dataset.width), min(side, dataset.height))
    try:
        pieces = [validity.read(dataset, bands, RasterioWindow(c, r, *size)) for c in cols for r in rows]
    except GDAL_ERRORS as error:
        raise SourceError(f"{name} is damaged: {cause_of(error)}", "Copy or download the file again.") from None
    return np.concatenate([p[0] for p in pieces], axis=2), np.concatenate([p[1] for p in pieces], axis=1)


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
    # The fingerprint lies on the disk while the run lasts: a renewed signature of an address is the same input.
    return json.dumps([list(map(identity, sources)), states, bands, conversion, grid, placement.note], sort_keys=True)
