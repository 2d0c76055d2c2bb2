"""The rule for what a local path is, for both processes."""

from __future__ import annotations

import re

# Inline XML and JSON, GDAL's virtual file systems (/vsicurl/..., /vsizip/..., /vsicurl?...), and names with a prefix:
# URLs and GDAL's connection strings such as NETCDF:"file":variable. A single letter before the colon is a Windows
# drive; a folder may be called VSI_2022.
_CONNECTION = re.compile(r"\s*(?:[<{]|/vsi(?:7z|[a-z][a-z0-9_]*)[/?]|[a-z][a-z0-9_+.\-]+:)", re.IGNORECASE)
_VARIABLE = re.compile(
    r'(?:NETCDF|HDF5):(?:"(?P<quoted>[^"]+)"|(?P<bare>(?:[A-Za-z]:)?[^":]+)):[^":<>]+', re.IGNORECASE
)


def is_local_path(text: str) -> bool:
    """Whether a text can only be a path of this machine's file system, so that opening it opens no connection."""
    return _CONNECTION.match(text) is None


def file_of_variable(text: str) -> str:
    """Path of the file in a GDAL name of one variable of a file, such as NETCDF:"bands.nc":B02; empty = not one."""
    found = _VARIABLE.fullmatch(text.strip())
    return (found["quoted"] or found["bare"]) if found else ""
