"""Requests and results about maps of several years."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import RequestError

FIRST_YEAR, LAST_YEAR = 1800, 2999
"""Range of years that a map can be of: wide enough for maps drawn from old sheets, and for projections."""


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
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise RequestError(f"The year cannot be {self.year}.", f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.")
