"""Opens the maps of several years as one stack of rasters on one grid."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.transform import Affine
from rasterio.windows import Window as RasterWindow

from ...contract.errors import GridError, SourceError
from ...contract.image_names import year_in
from ...contract.requests import YearRaster
from ...contract.requests.years import FIRST_YEAR, LAST_YEAR, MOST_YEARS
from ..raster.datasets import Handles, Recipe, gdal_options
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Grid, Window
from ..raster.safe_paths import screen_path
from ..write.legend import NODATA, Legend
from ..write.products import BLOCK, probability_band

T = TypeVar("T")

_YEAR_TAGS = ("ONEMETRE_YEAR", "ONEMETRE_ACQUIRED", "TIFFTAG_DATETIME")
# Rasters may be off the grid of the first one by this part of a pixel, as in a mosaic.
_ALIGNMENT = 0.1
_PERCENT = 100
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_USUAL_THRESHOLD = 50
_FIT = (
    "Map the images of all years with Year series, which maps them on one grid, or bring one map onto the grid of the "
    "other with Warp (reproject), resampling method Nearest Neighbour."
)


@dataclass(frozen=True)
class YearMap:
    """One map of a stack, with what its tags state.

    Attributes:
        year: Year of the map.
        path: Path of the raster.
        name: Name for messages.
        band: Number of the band that is read.
        percent: Whether the values are probabilities in percent, else classes.
        legend: Classes; empty = not stated.
        model, model_sha256: Name and hash of the model; empty = not stated.
        threshold: Percent from which a pixel is the class; 50 if not stated.
        tags: All tags of the raster.
        files: Files that the raster is read from.
    """

    year: int
    path: str
    name: str
    band: int
    percent: bool
    legend: tuple[Legend, ...]
    model: str
    model_sha256: str
    threshold: int
    tags: dict[str, str]
    files: tuple[Path, ...]


class YearStack:
    """Rasters of several years on the pixels that all of them share.

    May be read by several threads, each under :func:`gdal_options`.

    Attributes:
        maps: The maps, the earliest first.
        crs: Coordinate system as WKT.
        transform: From (column, row) to (x, y).
        width, height: Size of the common window, pixels.
        cropped: Whether a map reaches beyond the common window.
    """

    def __init__(
        self,
        maps: Sequence[YearMap],
        crs: str,
        transform: Affine,
        windows: Sequence[Window],
        handles: Sequence[tuple[Handles, float | None]],
        *,
        cropped: bool,
    ) -> None:
        self.maps = tuple(maps)
        self.crs = crs
        self.transform = transform
        self.width, self.height = windows[0].width, windows[0].height
        self.cropped = cropped
        self._windows = tuple(windows)
        self._handles = tuple(handles)

    @property
    def years(self) -> tuple[int, ...]:
        """The years, ascending."""
        return tuple(one.year for one in self.maps)

    @property
    def percent(self) -> bool:
        """Whether the values are probabilities, 0-100 %, else classes."""
        return self.maps[0].percent

    @property
    def legend(self) -> tuple[Legend, ...]:
        """Classes of the maps; empty = none states them."""
        return next((one.legend for one in self.maps if one.legend), ())

    @property
    def files(self) -> list[Path]:
        """Files that the maps are read from."""
        return [file for one in self.maps for file in one.files]

    @property
    def grid(self) -> Grid:
        """The common window as a grid of square pixels.

        Raises:
            GridError: The pixels are not square, not north up, or in degrees.
        """
        first, crs = self.maps[0].name, self._handles[0][0].get().crs
        a, b, _, d, e, _ = tuple(self.transform)[:6]
        if b or d or a <= 0 or abs(a + e) > 1e-6 * a:
            raise GridError(
                f"The pixels of {first} are not square or not north up.",
                "Warp all maps to one grid of square pixels with Warp (reproject).",
            )
        if not crs.is_projected:
            raise GridError(
                f"The coordinate system of {first} is in degrees.",
                "Warp all maps to one projected coordinate system with Warp (reproject).",
            )
        metres = crs.linear_units_factor[1]
        return Grid(self.crs, self.transform.c, self.transform.f, a, self.width, self.height, metres)

    def read(self, window: Window) -> NDArray[np.uint8]:
        """Pixels of all years, [years, rows, columns]; 255 = not observed.

        Args:
            window: Part of the common window.

        Raises:
            SourceError: A raster cannot be read, or has a probability above 100.
        """
        block = np.empty((len(self.maps), window.height, window.width), np.uint8)
        for layer, one, part, (handles, nodata) in zip(block, self.maps, self._windows, self._handles, strict=True):
            there = RasterWindow(part.col + window.col, part.row + window.row, window.width, window.height)
            try:
                handles.get().read(one.band, window=there, out=layer)
            except GDAL_ERRORS as error:
                last = there.row_off + there.height - 1
                raise SourceError(
                    f"{one.name} is damaged: the pixels in rows {there.row_off} to {last} cannot be read "
                    f"({cause_of(error).rstrip('.')}).",
                    "Copy it again, or make it anew.",
                ) from None
            if nodata is not None and nodata != NODATA:
                layer[layer == nodata] = NODATA
            if one.percent and np.any((layer > _PERCENT) & (layer != NODATA)):
                raise SourceError(
                    f"{one.name} is no map of probabilities: it has values from 101 to 254.",
                    "Choose maps in whole percent, 0 to 100, with 255 where nothing is known.",
                )
        return block

    def blocks(self, pixels: int = 2**22) -> Iterator[Window]:
        """Windows that cover the stack, row by row, in multiples of the blocks that maps are stored in.

        Args:
            pixels: Most pixels of a window.
        """
        rows = BLOCK
        columns = max(BLOCK, pixels // rows // BLOCK * BLOCK)
        for row in range(0, self.height, rows):
            for col in range(0, self.width, columns):
                yield Window(col, row, min(columns, self.width - col), min(rows, self.height - row))


def open_years(
    rasters: Sequence[YearRaster], stack: ExitStack, *, trust_remote: bool = False, percent: bool | None = None
) -> YearStack:
    """Open the maps of several years.

    Maps that differ only in their extent are read where they overlap.

    Args:
        rasters: The maps in any order.
        stack: Closes them.
        trust_remote: Whether /vsi paths and URLs are allowed.
        percent: What rasters without a statement hold, and what the others have to hold: probabilities (True), classes
            (False), or whatever they state (None), without a statement classes.

    Raises:
        SourceError: Fewer than two maps, a year that is unknown or there twice, a map that cannot be opened, or maps
            with other values, classes or models than the first one.
        GridError: A map is not placed, or has other pixels than the first one.
    """
    if len(rasters) > MOST_YEARS:
        raise SourceError(f"There are {len(rasters)} maps, more than {MOST_YEARS}.", "Choose fewer years.")
    with gdal_options(remote=trust_remote):
        opened = [_open(raster, stack, trust_remote, percent) for raster in rasters]
        refuse_years([(one.year, one.name) for one, _ in opened])
        opened.sort(key=lambda pair: pair[0].year)
        maps = [one for one, _ in opened]
        for one in maps[1:]:
            _refuse_other_content(maps[0], one)
        datasets = [handles.get() for _, handles in opened]
        shifts = [_shift(maps[0], datasets[0], one, dataset) for one, dataset in zip(maps, datasets, strict=True)]
        extents = [
            Window(col, row, dataset.width, dataset.height)
            for (col, row), dataset in zip(shifts, datasets, strict=True)
        ]
        common = _common(maps, extents)
        return YearStack(
            maps,
            datasets[0].crs.to_wkt(),
            datasets[0].transform * Affine.translation(common.col, common.row),
            [common.shifted(-extent.col, -extent.row) for extent in extents],
            [(handles, handles.get().nodatavals[one.band - 1]) for one, handles in opened],
            cropped=any(extent != common for extent in extents),
        )


def _open(raster: YearRaster, stack: ExitStack, trust_remote: bool, percent: bool | None) -> tuple[YearMap, Handles]:
    files = screen_path(raster.path, trust_remote=trust_remote)
    handles = Handles(Recipe(raster.path, trust_remote))
    stack.callback(handles.close)
    dataset, name = handles.get(), handles.recipe.name
    refuse_unplaced(dataset, name)
    tags = dataset.tags()
    legend = _legend(tags)
    band, stated = _band(dataset, legend, name)
    if percent is not None and stated is not None and stated != percent:
        raise _other_values(name, wanted=percent)
    if dataset.dtypes[band - 1] != "uint8":
        raise SourceError(
            f"{name} has pixels of the type {dataset.dtypes[band - 1]}, not uint8 as maps have.",
            "Choose maps of classes, or of probabilities in whole percent.",
        )
    parameters = _json(tags, "ONEMETRE_PARAMETERS", dict)
    threshold = parameters.get("threshold")
    one = YearMap(
        year=_year(raster, tags, name),
        path=raster.path,
        name=name,
        band=band,
        percent=bool(percent) if stated is None else stated,
        legend=legend,
        model=tags.get("ONEMETRE_MODEL", ""),
        model_sha256=tags.get("ONEMETRE_MODEL_SHA256", ""),
        threshold=threshold if isinstance(threshold, int) and 1 <= threshold <= 99 else _USUAL_THRESHOLD,
        tags=tags,
        files=tuple(files),
    )
    return one, handles


def _band(dataset: DatasetReader, legend: tuple[Legend, ...], name: str) -> tuple[int, bool | None]:
    """Number of the band to read, and whether it states that it holds probabilities; None = no statement.

    Raises:
        SourceError: The raster has several bands, none of which is that of the mapped class; or probabilities of more
            than one class in one band.
    """
    texts = [text or "" for text in dataset.descriptions]
    of_class = probability_band(legend[1].name) if len(legend) == 2 else ""
    if of_class and of_class in texts:
        return texts.index(of_class) + 1, True
    if dataset.count != 1:
        raise SourceError(
            f"{name} has {dataset.count} bands, so it is no map of one year.",
            "Choose rasters with one band: maps of classes, or their probabilities.",
        )
    if legend and texts[0] == "probability":
        raise SourceError(
            f"{name} holds the probability of the winning class, not that of one class.",
            "Map one class (TARGET) with its probability.",
        )
    return 1, False if legend else None


def holds_probabilities(dataset: DatasetReader) -> bool:
    """Whether a raster states that it holds the probabilities of one class, as maps by OneMetre do."""
    legend = _legend(dataset.tags())
    return len(legend) == 2 and probability_band(legend[1].name) in dataset.descriptions


def is_map(dataset: DatasetReader) -> bool:
    """Whether a raster states classes, as maps by OneMetre do, so that it is no image."""
    return bool(_legend(dataset.tags()))


def _legend(tags: dict[str, str]) -> tuple[Legend, ...]:
    try:
        legend = tuple(Legend(**entry) for entry in _json(tags, "ONEMETRE_CLASSES", list))
    except TypeError:
        return ()
    return legend if all(map(_is_sound, legend)) else ()


def _is_sound(entry: Legend) -> bool:
    texts = (entry.name, entry.title, entry.color)
    return isinstance(entry.value, int) and all(isinstance(t, str) for t in texts) and bool(_COLOR.fullmatch(texts[2]))


def _json(tags: dict[str, str], name: str, kind: type[T]) -> T:
    """JSON content of a tag; empty if it is missing or of another type."""
    try:
        content = json.loads(tags.get(name, ""))
    except ValueError:
        return kind()
    return content if isinstance(content, kind) else kind()


def stated_year(tags: Mapping[str, str], name: str) -> int | None:
    """Year of a raster by its tags, else by its name; None = neither states one.

    Args:
        tags: Tags of the raster: the year of a map, or the days of an image.
        name: Name of its file.
    """
    for tag in _YEAR_TAGS:
        year = tags.get(tag, "")[:4]
        if year.isdecimal() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR:
            return int(year)
    return year_in(name)


def _year(raster: YearRaster, tags: dict[str, str], name: str) -> int:
    if raster.year is not None:
        return raster.year
    if (year := stated_year(tags, name)) is not None:
        return year
    raise SourceError(f"The year of {name} is not known.", "State the years of the maps.")


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


def _refuse_other_content(first: YearMap, other: YearMap) -> None:
    """Check that two maps hold the same."""
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


def _shift(first: YearMap, reference: DatasetReader, other: YearMap, dataset: DatasetReader) -> tuple[int, int]:
    """Column and row of the reference's grid at which another raster begins.

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


def _common(maps: Sequence[YearMap], extents: Sequence[Window]) -> Window:
    common = extents[0]
    for one, extent in zip(maps, extents, strict=True):
        common = common.intersection(extent)
        if common.is_empty:
            raise GridError(
                f"{one.name} ({one.year}) shares no pixel with the maps of the earlier years.",
                "Choose maps of the same place.",
            )
    return common


def _other_values(name: str, *, wanted: bool) -> SourceError:
    if wanted:
        return SourceError(f"{name} holds classes, not probabilities.", "Choose the probability rasters of the maps.")
    return SourceError(f"{name} holds probabilities, not classes.", "Choose the maps of classes.")


def _crs_name(dataset: DatasetReader) -> str:
    return str(dataset.crs.to_string())[:60]


def _size(dataset: DatasetReader) -> str:
    return f"{abs(dataset.transform.a):.8g} x {abs(dataset.transform.e):.8g}"
