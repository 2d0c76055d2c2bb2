"""Parses the parameter YEARS: 2017,2019 or 2017-2023, or every second one, 2017-2023/2."""

from __future__ import annotations

import re

from ...contract.errors import RequestError
from ...contract.requests.years import FIRST_YEAR, LAST_YEAR, MOST_YEARS
from ..app.i18n import tr

EXAMPLE = "2017,2019,2021-2025/2"

_SPACED = re.compile(r"\s*([-/])\s*")
_PART = re.compile(r"(\d{4})(?:-(\d{4})(?:/(\d{1,3}))?)?")


def parse_years(text: str) -> list[int]:
    """Years in their order; an empty text has none.

    Args:
        text: Text of the parameter, as given.

    Raises:
        RequestError: The text is malformed, or names too many years.
    """
    years: list[int] = []
    for part in filter(None, re.split(r"[,;\s]+", _SPACED.sub(r"\1", text))):
        match = _PART.fullmatch(part)
        first = int(match[1]) if match else 0
        last, step = (int(match[2] or first), int(match[3] or 1)) if match else (0, 0)
        if not (FIRST_YEAR <= first <= last <= LAST_YEAR and step):
            raise RequestError(tr("YEARS cannot be read at {}.").format(part), tr("For example: {}.").format(EXAMPLE))
        years += range(first, last + 1, step)
    if len(years) > MOST_YEARS:
        raise RequestError(tr("YEARS names {} years.").format(len(years)), tr("Name at most {}.").format(MOST_YEARS))
    return years
