"""Checks that the maps of several years can be compared: years, content and pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rasterio.io import DatasetReader

from ...contract.errors import GridError, SourceError
from ..raster.grid import Window
from .year_map import YearMap

# Rasters may be off the grid of the first one by this part of a pixel, as in a mosaic.
_ALIGNMENT = 0.1
_FIT = (
    "Map the images of all years with Year series, which maps them on one grid, or bring one map onto the grid of the "
    "other with Warp (reproject), resampling method Nearest Neighbour."
)


def refuse_years(found: Sequence[tuple[int, str]]) -> None:
    """Check that years make a series.

    Args:
        found: Year and name of each raster.

    Raises:
        SourceError: A year is there twice, or there are fewer than two.
    """
    names = defaultdict(list)
    for year, name in found:
        names[year].append(name)
    for year, twice in sorted(names.items()):
        if len(twice) > 1:
            raise SourceError(
                f"Two rasters are of {year}: {twice[0]} and {twice[1]}.",
                "Choose one raster for each year, or correct a year.",
            )
    if len(found) < 2:
        there = f"only one, {found[0][0]}" if found else "none"
        raise SourceError(f"At least two years are needed; there is {there}.", "Choose rasters of more years.")


def refuse_other_content(first: YearMap, other: YearMap) -> None:
    """Check that two maps hold the same.

    Args:
        first: A map.
        other: Another one.

    Raises:
        SourceError: They hold different values or classes, or come from different models.
    """
    both = f"{first.name} ({first.year}) and {other.name} ({other.year})"
    if first.percent != other.percent:
        raise SourceError(
            f"Of {both}, one holds classes and the other one probabilities.", "Choose the same kind for all years."
        )
    mine, others = ({entry.value: entry.name for entry in one.legend} for one in (first, other))
    if mine and others and mine != others:
        raise SourceError(
            f"The maps {both} have other classes: {', '.join(mine.values())}; {', '.join(others.values())}.",
            "Choose maps of the same classes.",
        )
    hashes = first.model_sha256, other.model_sha256
    known = hashes if all(hashes) else (first.model, other.model)
    if all(known) and known[0] != known[1]:
        named = f"{first.model} and {other.model}" if first.model != other.model else f"two versions of {first.model}"
        raise SourceError(
            f"The maps {both} were made by different models, {named}: what differs between the models would look like "
            "change.",
            "Map all years with the same model.",
        )


def shift_of(first: YearMap, reference: DatasetReader, other: YearMap, dataset: DatasetReader) -> tuple[int, int]:
    """Column and row of the reference's grid at which another raster begins.

    Args:
        first: Map whose grid counts.
        reference: Raster of the first map.
        other: Another map.
        dataset: Raster of the other map.

    Raises:
        GridError: The rasters do not share one grid.
    """
    both = f"{first.name} ({first.year}) and {other.name} ({other.year})"
    if dataset.crs != reference.crs:
        named = f"{_crs_name(reference)} and {_crs_name(dataset)}"
        raise GridError(f"The coordinate systems of {both} differ: {named}.", _FIT)
    move = ~reference.transform * dataset.transform
    # How far the raster's last corner is off if its pixels are of another size or turned.
    drift = max(
        abs(move.a - 1) * dataset.width + abs(move.b) * dataset.height,
        abs(move.d) * dataset.width + abs(move.e - 1) * dataset.height,
    )
    if drift > _ALIGNMENT:
        raise GridError(f"The pixels of {both} differ in size: {_size(reference)} and {_size(dataset)}.", _FIT)
    col, row = round(move.c), round(move.f)
    off = max(abs(move.c - col), abs(move.f - row))
    if off > _ALIGNMENT:
        raise GridError(f"The pixels of {both} lie {off:.2g} of a pixel apart.", _FIT)
    return col, row


def common_window(maps: Sequence[YearMap], extents: Sequence[Window]) -> Window:
    """The pixels that all maps have.

    Args:
        maps: The maps.
        extents: Extent of each, in pixels of the first one.

    Raises:
        GridError: There is none.
    """
    common = extents[0]
    for one, extent in zip(maps, extents, strict=True):
        common = common.intersection(extent)
        if common.is_empty:
            raise GridError(
                f"{one.name} ({one.year}) shares no pixel with the maps of the earlier years.",
                "Choose maps of the same place.",
            )
    return common


def _crs_name(dataset: DatasetReader) -> str:
    return str(dataset.crs.to_string())[:60]


def _size(dataset: DatasetReader) -> str:
    return f"{abs(dataset.transform.a):.8g} x {abs(dataset.transform.e):.8g}"
