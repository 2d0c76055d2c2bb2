"""Requests and results of assessing the accuracy of a map: points to label, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute
from .mapping import Area
from .ranges import refuse_outside

DESIGNS = ("stratified", "random", "systematic")
"""Designs of a sample, the default one first."""

ALLOCATIONS = ("proportional", "equal", "optimal")
"""Ways of dividing points among strata, the default one first."""

NOT_SURE = -1
"""Label of a point whose class the interpreter could not tell."""

MOST_POINTS = 100_000
"""Largest number of points of a sample."""


@dataclass(frozen=True, kw_only=True)
class ClassEntry:
    """A class of a map.

    Attributes:
        value: Value of its pixels.
        name: Name in the files.
        title: Name for people.
        color: Colour as #rrggbb.
    """

    value: int
    name: str
    title: str
    color: str


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """A part of the map from which points were drawn.

    Attributes:
        name: Name, unique in the sample.
        pixels: Number of pixels.
        km2: Area on the ground, km2.
        points: Number of points drawn.
    """

    name: str
    pixels: int
    km2: float
    points: int


@dataclass(frozen=True, kw_only=True)
class SampleDesign:
    """How points were drawn; with it their figures hold for the whole area.

    Attributes:
        kind: One of :data:`DESIGNS`.
        seed: Seed of the random numbers.
        strata: Strata, also those without points.
    """

    kind: str
    seed: int
    strata: tuple[Stratum, ...]


@dataclass(frozen=True, kw_only=True)
class Zones:
    """Parts of an area with names; polygons of one name belong together.

    Attributes:
        names: Name of each polygon.
        wkt: Polygons as WKT, in the same order; where they overlap, the first one counts.
        crs: Coordinate system of the polygons, as WKT or "EPSG:4326".

    Raises:
        RequestError: The numbers of names and polygons differ.
    """

    names: tuple[str, ...]
    wkt: tuple[str, ...]
    crs: str

    def __post_init__(self) -> None:
        if len(self.names) != len(self.wkt):
            raise RequestError("The zones have not as many names as polygons.")


@dataclass(frozen=True, kw_only=True)
class SamplePointsRequest:
    """Draw points of a class map at random, to be labelled by people.

    Attributes:
        map: Path of the class raster, absolute.
        classes: Value of the map -> name of its class, in place of what the file states; empty = as it states.
        area: Area from which points are drawn.
        zones: Zones; with the stratified design each class in each zone is a stratum.
        design: One of :data:`DESIGNS`.
        edge_m: Width on each side of the edges between classes that are a stratum of their own, metres; 0 = none.
        number: Number of points; None = from ``error``.
        error: Wanted standard error of the overall accuracy, 0-1.
        expected: Name or value of a class -> expected user's accuracy, 0-1; "*" for all others.
        minimum: Fewest points of a stratum.
        allocation: One of :data:`ALLOCATIONS`.
        seed: Seed of the random numbers: the same one draws the same points.
        output: Path of the GeoPackage, absolute.
        trust_remote: Whether a /vsi path or URL is allowed as map.
        compute: Threads to use.

    Raises:
        RequestError: An unknown design or allocation, or a number outside its range.
    """

    kind: ClassVar[str] = "sample-points"

    map: str
    classes: dict[str, str] = field(default_factory=dict)
    area: Area = field(default_factory=Area)
    zones: Zones | None = None
    design: str = DESIGNS[0]
    edge_m: float = 0.0
    number: int | None = None
    error: float = 0.015
    expected: dict[str, float] = field(default_factory=dict)
    minimum: int = 30
    allocation: str = ALLOCATIONS[0]
    seed: int = 1
    output: str
    trust_remote: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if self.design not in DESIGNS:
            raise RequestError(f"There is no design {self.design!r}.", f"Designs: {', '.join(DESIGNS)}.")
        if self.allocation not in ALLOCATIONS:
            raise RequestError(
                f"There is no allocation {self.allocation!r}.", f"Allocations: {', '.join(ALLOCATIONS)}."
            )
        refuse_outside(
            self,
            edge_m=(0, 10_000),
            number=(1, MOST_POINTS),
            error=(0.0005, 0.5),
            minimum=(0, MOST_POINTS),
            seed=(0, 2**31 - 1),
        )
        for name, share in self.expected.items():
            if not 0 <= share <= 1:
                raise RequestError(
                    f"The expected user's accuracy of {name} cannot be {share:g}.", "Enter a number from 0 to 1."
                )


@dataclass(frozen=True, kw_only=True)
class SamplePointsResult:
    """Points drawn.

    Attributes:
        output: Path of the GeoPackage.
        points: Number of points.
        design: Design with its strata.
        classes: Classes of the map.
        formula: How the number of points was found, as a sentence.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "sample-points"

    output: str
    points: int
    design: SampleDesign
    classes: tuple[ClassEntry, ...]
    formula: str
    seconds: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReferencePoints:
    """Points with a known class; all fields have one entry a point.

    Attributes:
        crs: Coordinate system of the points, as WKT or "EPSG:4326".
        x, y: Coordinates in that system.
        labels: Content of the class field; empty = not labelled.
        strata: Names of the strata; empty = not drawn with the sample.
        stratum_pixels: Pixels of the strata as stated beside the points; 0 = not stated.
        drawn: Longitude and latitude of the places drawn, degrees; None = not stated.
        design: Design of the sample; None = not stated.

    Raises:
        RequestError: The fields differ in length.
    """

    crs: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    labels: tuple[str, ...]
    strata: tuple[str, ...]
    stratum_pixels: tuple[float, ...]
    drawn: tuple[tuple[float, float] | None, ...]
    design: SampleDesign | None = None

    def __post_init__(self) -> None:
        columns = (self.x, self.y, self.labels, self.strata, self.stratum_pixels, self.drawn)
        if len({len(column) for column in columns}) > 1:
            raise RequestError("The fields of the reference points differ in length.")


@dataclass(frozen=True, kw_only=True)
class ReferencePolygons:
    """Polygons with a known class.

    Attributes:
        crs: Coordinate system of the polygons, as WKT or "EPSG:4326".
        wkt: Polygons as WKT; where they overlap, the first one counts.
        labels: Content of the class field of each polygon.

    Raises:
        RequestError: The numbers of polygons and labels differ.
    """

    crs: str
    wkt: tuple[str, ...]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.wkt) != len(self.labels):
            raise RequestError("The reference has not as many labels as polygons.")


@dataclass(frozen=True, kw_only=True)
class AccuracyRequest:
    """Measure the accuracy of class maps against a reference: points, polygons or a raster, one of the three.

    Attributes:
        maps: Paths of class rasters that do not overlap, absolute.
        classes: Value of the maps -> name of its class, in place of what the files state; empty = as they state.
        points: Reference points.
        polygons: Reference polygons.
        raster: Path of a reference raster with whole numbers, absolute.
        values: Content of the class field, or value of the reference raster -> name or value of a class of the maps.
            A content that is not listed is itself taken for the value, name or title of a class.
        zones: Zones to report on; None = each map is one.
        probability: Path of the probability raster of one class, percent; empty = none.
        image: Path of an image for the pictures; empty = none.
        kappa: Whether to state kappa, too.
        table: Path of a CSV file with all figures, empty = none.
        report: Path of an HTML page, empty = none.
        errors: Path of a GeoPackage with the errors, empty = none.
        add_to: Path of the HTML report of the map, which gets a section with the accuracy in place of the one that it
            may have; empty = none.
        trust_remote: Whether a /vsi path or URL is allowed as input.
        compute: Threads to use.

    Raises:
        RequestError: No map, not exactly one reference, or several maps or zones with the report of one map.
    """

    kind: ClassVar[str] = "accuracy"

    maps: tuple[str, ...]
    classes: dict[str, str] = field(default_factory=dict)
    points: ReferencePoints | None = None
    polygons: ReferencePolygons | None = None
    raster: str = ""
    values: dict[str, str] = field(default_factory=dict)
    zones: Zones | None = None
    probability: str = ""
    image: str = ""
    kappa: bool = False
    table: str = ""
    report: str = ""
    errors: str = ""
    add_to: str = ""
    trust_remote: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not self.maps:
            raise RequestError("The request names no map.", "Choose at least one class map.")
        if (self.points is not None) + (self.polygons is not None) + bool(self.raster) != 1:
            raise RequestError(
                "The request has not exactly one reference.", "Choose points, polygons or a raster as the reference."
            )
        if self.add_to and (len(self.maps) > 1 or self.zones is not None):
            raise RequestError(
                "A report of a map takes the accuracy of that whole map only.",
                "Choose one map and no zones, or leave ADD_TO_REPORT empty.",
            )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure with its 95 % interval; None = not defined.

    Attributes:
        value: The figure itself.
        low: Lower end of the interval.
        high: Upper end of the interval.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class AccuracyResult:
    """Accuracy of the maps over all zones together.

    Attributes:
        counted: Points or pixels in the error matrix.
        names: Titles of the classes.
        matrix: Points or pixels, rows are the map, columns the reference.
        overall: Overall accuracy, 0-1.
        users: User's accuracy of each class, 0-1.
        producers: Producer's accuracy of each class, 0-1.
        f1: F1 of each class, 0-1.
        area_ha: Area of each class by the reference, hectares on the ground.
        mapped_ha: Area that the map gives to each class, hectares on the ground.
        assisted_ha: Area of the class of the probability raster, hectares; None = no such raster, or no points.
        design: What is known of the sample, in words.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "accuracy"

    counted: int
    names: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    overall: Figure
    users: tuple[Figure, ...]
    producers: tuple[Figure, ...]
    f1: tuple[Figure, ...]
    area_ha: tuple[Figure, ...]
    mapped_ha: tuple[float, ...]
    assisted_ha: Figure | None
    design: str
    seconds: float
    warnings: tuple[str, ...] = ()
