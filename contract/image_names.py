"""Reads place and date from the names of image files."""

from __future__ import annotations

import datetime as dt
import re

_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SEPARATORS = re.compile(r"[\s_.,;()\[\]{}+-]+")
# Words of products, sensors, bands and processing steps: they name no place.
_TECHNICAL = re.compile(
    r"\d.*|[a-z]{1,2}|s[123][a-d]?|msi\w*|l\d\w*|t\d\d[a-z]{3}|[bnr]\d+a?|sentinel\d?\w?|landsat\d?|naip|dop\d*|"
    r"tci|rgbn?i?|nir|swir|red|green|blue|alpha|bands?|reflectance|ortho\w*|photo\w*|aerial|satellite|"
    r"ima?ge?s?|scene|raster|tile|stack|composite|mosaic\w*|merged?|clip(ped)?|crop(ped)?|cut|subset|warped|"
    r"input|output|data|test|sample|final|copy|new|utm\w*|epsg\w*|wgs\w*|tiff?|vrt|jp2|safe|map",
    re.IGNORECASE,
)


def date_in(text: str) -> dt.date | None:
    """The first full date in a name: 2022-06-12, 20220612, or that of a product, 20220612T101559."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                continue
    return None


def year_in(text: str) -> int | None:
    """The year of the first full date in a name, else the first lone year: 2022 of "2022 map"."""
    if (date := date_in(text)) is not None:
        return date.year
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def date_text(date: dt.date) -> str:
    """A date in English words: 12 June 2022."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def place_in(name: str) -> str:
    """The words of a file's name that are not those of products, sensors, bands or dates; empty = none."""
    words = [word for word in _SEPARATORS.split(name) if word and not _TECHNICAL.fullmatch(word)]
    return " ".join(word if any(map(str.isupper, word)) else word.capitalize() for word in words)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
