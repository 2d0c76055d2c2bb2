"""Request and result of comparing the maps of several years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .accuracy import AccuracyResult
from .compute import Compute
from .ranges import refuse_outside
from .years import FIRST_YEAR, LAST_YEAR, YearRaster

WIDEST = 99
"""Largest width, pixels, below which changes can be left out."""


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A part of the ground that is reported on its own.

    Attributes:
        name: Name for people.
        wkt: Polygon or several, as WKT.
        population: Year -> number of people; years that are not known are left out.

    Raises:
        RequestError: A population is not that of a year.
    """

    name: str
    wkt: str
    population: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for year in self.population:
            if not (year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR):
                raise RequestError(f"The population of {year!r} is not that of a year.", "For example 2018.")


@dataclass(frozen=True, kw_only=True)
class YearAccuracy:
    """How right the map of a year is, by a reference.

    Attributes:
        year: The year.
        measured: What was measured.
    """

    year: int
    measured: AccuracyResult


@dataclass(frozen=True, kw_only=True)
class DynamicsRequest:
    """Compare the maps of several years: gain, loss and growth of one class.

    Attributes:
        maps: Maps of classes, or probabilities of the class in whole percent, one a year in any order.
        value: The class by its value or name; empty = the class of a map with two classes, 1 in a map of zeros and
            ones. Probabilities are of one class only.
        zones: Zones; empty = all of the maps.
        zones_crs: Coordinate system of the zones, as WKT or "EPSG:4326".
        min_width: Changes narrower than this number of pixels are left out; 1 = none.
        place: Name of the place; empty = not known.
        images: Images that the maps were made of, in any order: the page states their origin and attribution.
        remarks: Sentences about how the maps were made, for the page.
        accuracy: How right the maps of single years are, for the page.
        gain: Path of the raster with the year in which the class was first there, empty = none.
        loss: Path of the raster with the year in which the class was first gone, empty = none.
        change: Path of the raster of changes from the first year to the last one, empty = none.
        table: Path of the GeoPackage with the figures by zone and year, empty = none.
        csv: Path of the same figures as CSV, empty = none.
        report: Path of the HTML page, empty = none.
        trust_remote: Whether /vsi paths and URLs are allowed.
        compute: Threads to use.

    Raises:
        RequestError: The width is outside its range.
    """

    kind: ClassVar[str] = "dynamics"

    maps: tuple[YearRaster, ...]
    value: str = ""
    zones: tuple[Zone, ...] = ()
    zones_crs: str = ""
    min_width: int = 1
    place: str = ""
    images: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    accuracy: tuple[YearAccuracy, ...] = ()
    gain: str = ""
    loss: str = ""
    change: str = ""
    table: str = ""
    csv: str = ""
    report: str = ""
    trust_remote: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        refuse_outside(self, min_width=(1, WIDEST))


@dataclass(frozen=True, kw_only=True)
class DynamicsResult:
    """Result of a comparison, for the first zone if there is only one, else for all of the maps.

    Attributes:
        years: Years of the maps, ascending.
        title: Title of the class.
        summary: What happened, in sentences.
        before_ha: Area of the class in the first year, hectares, where both the first and the last year are known.
        gain_ha: Area that became the class from the first year to the last one, hectares.
        loss_ha: Area that ceased to be the class, hectares.
        compared: Share of the ground that is known in the first year and in the last one, 0-1.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "dynamics"

    years: tuple[int, ...]
    title: str
    summary: tuple[str, ...]
    before_ha: float
    gain_ha: float
    loss_ha: float
    compared: float
    seconds: float
    warnings: tuple[str, ...] = ()
