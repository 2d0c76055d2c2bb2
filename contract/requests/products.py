"""Requests and results of comparing a map with another product."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from ..product_legends import parse_legend, year_in_legend
from .accuracy import Figure, ReferencePoints, Zones
from .compute import Compute
from .ranges import refuse_outside


@dataclass(frozen=True, kw_only=True)
class CompareProductsRequest:
    """Compare one class of a map, or its probability, with another product.

    Attributes:
        map: Path of the class raster or probability raster, absolute.
        classes: Value of the map -> name of its class, in place of what the file states; empty = as it states.
        target: Name or value of the class; empty = the one with the value 1.
        product: Paths of the product's rasters, absolute; tiles are put together.
        legend: Id of a preset, or values: "50,60", ">=30", "until 2020".
        year: Year for products of years; None = not given.
        zones: Zones to report on.
        points: Reference points that say which of the two is nearer.
        values: Content of the points' class field -> name or value of a class of the map.
        difference: Path of the difference raster (GeoTIFF), empty = none.
        table: Path of a CSV file, empty = none.
        report: Path of an HTML page, empty = none.
        trust_remote: Whether a /vsi path or URL is allowed as input.
        compute: Threads to use.

    Raises:
        RequestError: No product, no legend, or no year for a product of years.
    """

    kind: ClassVar[str] = "compare-products"

    map: str
    classes: dict[str, str] = field(default_factory=dict)
    target: str = ""
    product: tuple[str, ...]
    legend: str
    year: int | None = None
    zones: Zones | None = None
    points: ReferencePoints | None = None
    values: dict[str, str] = field(default_factory=dict)
    difference: str = ""
    table: str = ""
    report: str = ""
    trust_remote: bool = False
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not self.product:
            raise RequestError("The request names no product.", "Choose at least one raster of the product.")
        refuse_outside(self, year=(1900, 2200))
        if parse_legend(self.legend).kind == "year" and self.year is None and year_in_legend(self.legend) is None:
            raise RequestError(
                "The product states years of change, and no year is given.", "Enter the year of the map."
            )


@dataclass(frozen=True, kw_only=True)
class CompareProductsResult:
    """Agreement of a map and a product where both have data.

    Attributes:
        cells: Cells of the product that were compared.
        cell_m: Side of a cell, metres.
        agreement_cells: Share of the area in which both have the same class, at the product's grid, 0-1.
        f1_cells: F1 of the surface there, 0-1; None = neither has it.
        agreement_pixels: Share of the map's pixels with the class of the product, 0-1.
        f1_pixels: F1 of the surface at the map's grid, 0-1; None = neither has it.
        ours_km2: Area of the surface in the map, km2 on the ground.
        theirs_km2: Area of the surface in the product, km2.
        compared_km2: Area in which both have data, km2.
        correlation: Correlation of the shares of both in squares of ten cells; None = not defined.
        nearer: Sentence on which of the two is nearer to the reference points; empty = no points.
        ours_right: Share of the reference points' area where the map is right; None = no points.
        theirs_right: Share of the reference points' area where the product is right; None = no points.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "compare-products"

    cells: int
    cell_m: float
    agreement_cells: float
    f1_cells: float | None
    agreement_pixels: float
    f1_pixels: float | None
    ours_km2: float
    theirs_km2: float
    compared_km2: float
    correlation: float | None
    nearer: str = ""
    ours_right: Figure | None = None
    theirs_right: Figure | None = None
    seconds: float
    warnings: tuple[str, ...] = ()
