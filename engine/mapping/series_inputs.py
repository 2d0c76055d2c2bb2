"""Finds out what the inputs of a year series are: of which years, and whether images or finished probabilities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ...contract.errors import CancelledError, EngineError, SourceError, error_of_kind
from ...contract.redaction import shown_name
from ...contract.requests import CompositeRequest, Reading, SeriesYear
from ..explain import explain
from ..raster.datasets import gdal_options
from ..raster.opening import assemble
from ..raster.safe_paths import screen_path
from ..years.agreement import refuse_years
from ..years.year_map import holds_probabilities, is_map, stated_year


@dataclass(frozen=True)
class YearInput:
    """The input of one year.

    Attributes:
        year: Which year.
        name: Name of the raster for messages; for a composite that is to be made, what it will be.
        reading: The image or the probabilities; None = the image is to be made.
        composite: How the image is made; None = there is one.
        files: Files of the input; none for a composite.
        percent: Whether the input holds probabilities of a finished map.
    """

    year: int
    name: str
    reading: Reading | None
    composite: CompositeRequest | None
    files: tuple[Path, ...]
    percent: bool

    def with_image(self, path: Path) -> YearInput:
        """The same year with the image that was made for it."""
        return replace(self, reading=Reading(sources=(str(path),)), composite=None, files=(path,), name=path.name)


def find_inputs(years: Sequence[SeriesYear]) -> list[YearInput]:
    """The inputs, the earliest first.

    Raises:
        SourceError: An input cannot be opened, a year is unknown or there twice, there are fewer than two, or some are
            images and others probabilities.
    """
    inputs = [_input(one) for one in years]
    refuse_years([(one.year, one.name) for one in inputs])
    if len({one.percent for one in inputs}) > 1:
        finished = next(one for one in inputs if one.percent)
        image = next(one for one in inputs if not one.percent)
        raise SourceError(
            f"{finished.name} holds probabilities of a map, but {image.name} is an image.",
            "Choose images of all years, or probabilities of all years.",
        )
    return sorted(inputs, key=lambda one: one.year)


@contextmanager
def of_year(year: int) -> Iterator[None]:
    """Errors inside tell the year in which they happened.

    Raises:
        EngineError: Whatever happened, with the year before its sentence.
    """
    try:
        yield
    except CancelledError:
        raise
    except Exception as error:
        known: EngineError = explain(error)
        raise error_of_kind(known.kind, f"The year {year} failed: {known.message}", known.hint) from error


def _input(one: SeriesYear) -> YearInput:
    if one.composite is not None and one.year is not None:
        return YearInput(one.year, f"the composite of {one.year}", None, one.composite, (), percent=False)
    reading = one.reading
    if reading is None or not reading.sources:
        raise SourceError("A year of the series has no raster.", "Choose a raster for every year.")
    name = shown_name(reading.sources[0])
    with gdal_options(remote=reading.trust_remote), ExitStack() as stack:
        files = [file for path in reading.sources for file in screen_path(path, trust_remote=reading.trust_remote)]
        dataset = assemble(reading).recipe.open(stack)
        year = one.year if one.year is not None else stated_year(dataset.tags(), name)
        percent = holds_probabilities(dataset)
        if not percent and is_map(dataset):
            raise SourceError(
                f"{name} holds the classes of a map, so it is no image, and it lacks probabilities.",
                "Choose the probability raster of the map, or the image that it was made of.",
            )
    if year is None:
        raise SourceError(f"The year of {name} is not known.", "State the years of the rasters, for example 2018,2020.")
    return YearInput(year, name, reading, None, tuple(files), percent)
