"""One map of a stack: what its tags state."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rasterio.io import DatasetReader

from ...contract.errors import SourceError
from ...contract.image_names import year_in
from ...contract.requests import YearRaster
from ...contract.requests.years import FIRST_YEAR, LAST_YEAR
from ..write.legend import Legend
from ..write.products import probability_band

T = TypeVar("T")

_YEAR_TAGS = ("ONEMETRE_YEAR", "ONEMETRE_ACQUIRED", "TIFFTAG_DATETIME")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_USUAL_THRESHOLD = 50


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
        parameters: Parameters of the run that made it; empty = not stated.
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
    parameters: dict[str, Any]
    tags: dict[str, str]
    files: tuple[Path, ...]


def describe_map(
    dataset: DatasetReader, raster: YearRaster, name: str, files: list[Path], percent: bool | None
) -> YearMap:
    """What a raster is a map of.

    Args:
        dataset: The open raster.
        raster: The raster as the request names it.
        name: Name for messages.
        files: Files that it is read from.
        percent: What it has to hold: probabilities (True), classes (False), or whatever it states (None).

    Raises:
        SourceError: It is no map, holds the other kind, or its year is not known.
    """
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
    return YearMap(
        year=_year(raster, tags, name),
        path=raster.path,
        name=name,
        band=band,
        percent=bool(percent) if stated is None else stated,
        legend=legend,
        model=tags.get("ONEMETRE_MODEL", ""),
        model_sha256=tags.get("ONEMETRE_MODEL_SHA256", ""),
        threshold=threshold if isinstance(threshold, int) and 1 <= threshold <= 99 else _USUAL_THRESHOLD,
        parameters=parameters,
        tags=tags,
        files=tuple(files),
    )


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
    except (ValueError, RecursionError):
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


def _other_values(name: str, *, wanted: bool) -> SourceError:
    if wanted:
        return SourceError(f"{name} holds classes, not probabilities.", "Choose the probability rasters of the maps.")
    return SourceError(f"{name} holds probabilities, not classes.", "Choose the maps of classes.")
