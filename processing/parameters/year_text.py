"""Parses the text of the parameter YEARS."""

from __future__ import annotations

from ...contract.errors import RequestError
from ...contract.requests.years import FIRST_YEAR, LAST_YEAR
from ..app.i18n import tr

EXAMPLE = "2018,2020,2022"


def parse_years(text: str, count: int) -> list[int]:
    """Parse "2018,2020,2022"; an empty text has no years.

    Args:
        text: Text of the parameter, as given.
        count: Number of rasters, each of which has a year.

    Raises:
        RequestError: The text has something other than years, or another number of them.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    for part in parts:
        if not part.isdecimal() or not FIRST_YEAR <= int(part) <= LAST_YEAR:
            raise RequestError(tr("YEARS: {} is no year.").format(repr(part)), tr("For example: {}.").format(EXAMPLE))
    if parts and len(parts) != count:
        raise RequestError(
            tr("YEARS names {} years, but there are {} rasters.").format(len(parts), count),
            tr("Enter one year for each raster, in the order of the rasters, or leave YEARS empty."),
        )
    return [int(part) for part in parts]
