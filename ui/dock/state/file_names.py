"""Names of a run's files, by the pattern of the dock."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ....contract.errors import OutputError
from ....processing.app.i18n import tr

PLACEHOLDERS = ("model", "year", "aoi", "place", "date", "n")

LONGEST_BYTES = 200
"""Longest name in UTF-8; file systems allow 255 with the ending and what is appended while a file is being made."""

_LONGEST_VALUE = 64
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
"""Names that Windows reserves, with any ending."""


def check_pattern(pattern: str) -> None:
    """Check a pattern.

    Raises:
        OutputError: It has other placeholders than :data:`PLACEHOLDERS`, or characters that file names cannot have.
    """
    unknown = [f"{{{name}}}" for name in _PLACEHOLDER.findall(pattern) if name not in PLACEHOLDERS]
    rest = _PLACEHOLDER.sub("", pattern)
    if unknown or "{" in rest or "}" in rest:
        raise OutputError(
            tr("The name pattern cannot contain {}.").format(", ".join(unknown) or "{ }"),
            tr("It may contain {model}, {year}, {aoi}, {place}, {date} and {n}."),
        )
    if found := "".join(sorted(set(_FORBIDDEN.findall(pattern)))):
        raise OutputError(
            tr("The name pattern contains characters that file names cannot have: {}").format(found),
            tr("Use letters, digits, spaces, _ and - instead."),
        )


def file_name(pattern: str, values: Mapping[str, str], number: int) -> str:
    """Name without an ending that is valid on every system.

    Args:
        pattern: Checked pattern.
        values: Value of each placeholder besides {n}.
        number: Value of {n}, from 1; a pattern without it gets the number at its end, if it is not 1.

    Raises:
        OutputError: The name is empty or too long.
    """
    safe = {name: _cut(_FORBIDDEN.sub("-", value)) for name, value in values.items()}
    # Not str.format, which would evaluate attributes.
    name = _PLACEHOLDER.sub(lambda found: (safe | {"n": str(number)})[found[1]], pattern).strip(" .")
    if not name:
        raise OutputError(tr("The name pattern is empty."), tr("For example: {model}_{year}_{aoi}"))
    if number > 1 and not has_number(pattern):
        name = f"{name}_{number}"
    if _DEVICES.match(name):
        name = f"_{name}"
    if len(name.encode()) > LONGEST_BYTES:
        raise OutputError(tr("The file name is too long: {}").format(name), tr("Shorten the name pattern."))
    return name


def has_number(pattern: str) -> bool:
    """Whether a pattern says where the number stands."""
    return "{n}" in pattern


def _cut(value: str) -> str:
    """A value that leaves room for the others."""
    return value.encode()[:_LONGEST_VALUE].decode(errors="ignore")
