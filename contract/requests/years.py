"""Requests and results about maps of several years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute
from .imagery import CompositeRequest
from .mapping import Area
from .model_file import ModelFile
from .ranges import refuse_outside, refuse_relative
from .reading import Reading

FIRST_YEAR, LAST_YEAR = 1800, 2999
"""Range of years that a map can be of: wide enough for maps drawn from old sheets, and for projections."""

MOST_YEARS = 100
"""Most years of one series: each is an open file in every thread."""

USUAL_GAIN, USUAL_LOSS = 1.0, 0.1
"""Usual annual rates of change, percent: of the rest that becomes the class, and the other way round."""

USUAL_PRIOR = 50.0
"""Usual probability of the class in the first year before anything is seen, percent."""

LEAST_RATE, MOST_RATE = 1e-4, 50.0
"""Range of the rates, percent a year. With the least one, a change in that direction is as good as excluded."""


@dataclass(frozen=True, kw_only=True)
class YearRaster:
    """A map of one year.

    Attributes:
        path: Path of a raster with one band, absolute.
        year: Year of the map; None = as its tags state, else its name.

    Raises:
        RequestError: The year is outside the range.
    """

    path: str
    year: int | None = None

    def __post_init__(self) -> None:
        _check_year(self.year)


@dataclass(frozen=True, kw_only=True)
class SeriesYear:
    """One year of a series: an image, the probabilities of a map that exists, or an image that is to be made.

    Attributes:
        year: Which year; None = as the tags of the raster state, else its name.
        reading: The image, or the probability raster of OneMetre; None = to be made.
        composite: How the image is made; None = there is one.

    Raises:
        RequestError: The year is outside the range, or not exactly one of image and composite is given.
    """

    year: int | None = None
    reading: Reading | None = None
    composite: CompositeRequest | None = None

    def __post_init__(self) -> None:
        _check_year(self.year)
        if (self.reading is None) == (self.composite is None):
            raise RequestError("A year needs an image, or the description of one.", "State one of them.")
        if self.composite is not None and self.year is None:
            raise RequestError("A composite has no year.", "State its year.")


@dataclass(frozen=True, kw_only=True)
class YearSeriesRequest:
    """Map the images of several years on one grid, and make the maps consistent.

    Attributes:
        years: The years, in any order.
        folder: Folder for all files, absolute; made if its parent exists.
        model: Path of the .onnx file, absolute; empty = the first of the candidates that fits the earliest image.
        candidates: Models to choose from, the preferred ones first.
        model_sha256: Expected hash of the model file; empty = not checked.
        known: Models whose cards may tell the temperature of maps that exist.
        area: Area of interest.
        target: Name of the class to map as 1; empty = the class of a model of two classes.
        threshold: Percent from which a pixel of an image is the class, 1-99; None = the card's.
        consistency: Whether the years of a pixel are linked.
        gain: Part of the rest that becomes the class in a year, percent.
        loss: Part of the class that becomes the rest in a year, percent.
        prior: Probability of the class in the first year before anything is seen, percent.
        temperature: Divisor of the logits that calibrates the maps; None = that of the model's card.
        title: Title of the report; empty = the class and the years.
        batch: Tiles in one forward pass; 0 = the engine chooses.
        compute: Device, threads and memory to use.

    Raises:
        RequestError: The folder is no absolute path, a number lies outside its range, or a model and candidates are
            given.
    """

    kind: ClassVar[str] = "year-series"

    years: tuple[SeriesYear, ...]
    folder: str
    model: str = ""
    candidates: tuple[ModelFile, ...] = ()
    model_sha256: str = ""
    known: tuple[ModelFile, ...] = ()
    area: Area = field(default_factory=Area)
    target: str = ""
    threshold: int | None = None
    consistency: bool = True
    gain: float = USUAL_GAIN
    loss: float = USUAL_LOSS
    prior: float = USUAL_PRIOR
    temperature: float | None = None
    title: str = ""
    batch: int = 0
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        refuse_relative(self, "folder")
        if self.model and self.candidates:
            raise RequestError("The request names a model and candidates.", "Name one model.")
        if len(self.years) > MOST_YEARS:
            raise RequestError(
                f"The series has {len(self.years)} years, more than {MOST_YEARS}.", "Choose fewer years."
            )
        refuse_outside(
            self,
            threshold=(1, 99),
            gain=(LEAST_RATE, MOST_RATE),
            loss=(LEAST_RATE, MOST_RATE),
            prior=(1, 99),
            temperature=(0.01, 100),
            batch=(0, 1024),
        )


@dataclass(frozen=True, kw_only=True)
class MappedYear:
    """One year of a finished series. Areas count the pixels that are observed in all years.

    Attributes:
        year: Which year.
        image: Path of the composite that was made; empty = the image was given.
        map: Path of the class raster of the year by itself; empty = the probabilities were given.
        probability: Path of its probability raster.
        consistent_map: Path of the class raster in the light of all years; empty = years are not linked.
        consistent_probability: Path of its probability raster.
        single_km2: Area of the class by the map of the year itself, km2.
        area_km2: Area of the class in the light of all years, km2; by the map itself if years are not linked.
        expected_km2: Sum of the probabilities of the same, km2.
        observed: Part of all pixels that is observed in the year, 0-1.
    """

    year: int
    image: str = ""
    map: str = ""
    probability: str
    consistent_map: str = ""
    consistent_probability: str = ""
    single_km2: float
    area_km2: float
    expected_km2: float
    observed: float


@dataclass(frozen=True, kw_only=True)
class YearSeriesResult:
    """Result of a year series.

    Attributes:
        years: The years, ascending.
        report: Path of the HTML report.
        target: Name of the class.
        model: Name of the model; empty = the maps do not state it.
        temperature: Temperature that was used; 0 = none is known.
        single_gain_km2: Sum of the gains from year to year by the maps of the years by themselves, km2.
        single_loss_km2: Sum of the losses, km2.
        gain_km2: Sum of the gains in the light of all years, km2; of the maps by themselves if years are not linked.
        loss_km2: Sum of the losses, km2.
        changed: Part of all observed pixels whose class the rule changed, 0-1.
        seconds: Wall time in seconds.
        resumed: Whether finished steps of an earlier run were taken over.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "year-series"

    years: tuple[MappedYear, ...]
    report: str
    target: str
    model: str
    temperature: float
    single_gain_km2: float
    single_loss_km2: float
    gain_km2: float
    loss_km2: float
    changed: float
    seconds: float
    resumed: bool = False
    warnings: tuple[str, ...] = ()


def _check_year(year: int | None) -> None:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise RequestError(f"The year cannot be {year}.", f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.")
