"""Checks where a result is to be written, before any work begins."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ...contract.errors import OutputError

Suffixes = tuple[str, ...]

RASTER: tuple[str, Suffixes] = ("GeoTIFF", (".tif", ".tiff"))
TABLE: tuple[str, Suffixes] = ("CSV", (".csv",))
PAGE: tuple[str, Suffixes] = ("HTML", (".html", ".htm"))


def check_outputs(outputs: Iterable[tuple[str, str, Suffixes]]) -> None:
    """Refuse outputs that cannot be written.

    Args:
        outputs: Path, name of the format and suffixes that it may have; what has an empty path is not looked at.

    Raises:
        OutputError: Says which one and why.
    """
    wanted = [output for output in outputs if output[0]]
    for text, kind, suffixes in wanted:
        path = Path(text)
        if not path.is_absolute():
            raise OutputError(f"The output {text} is not an absolute path.")
        if path.suffix.lower() not in suffixes:
            raise OutputError(
                f"{path.name}: OneMetre writes {kind} here, not {path.suffix or 'files without an extension'}.",
                f"Give the output a name that ends in {suffixes[0]}.",
            )
        if not path.parent.is_dir():
            raise OutputError(f"The folder {path.parent} does not exist.", "Create it, or choose another one.")
        if path.is_dir():
            raise OutputError(f"{path} is a folder.", "Give the output a file name.")
        if not os.access(path.parent, os.W_OK):
            raise OutputError(f"Nothing can be written to {path.parent}.", "Choose another folder for the output.")
    if len({os.path.normcase(os.path.realpath(path)) for path, _, _ in wanted}) < len(wanted):
        raise OutputError("Two outputs have the same path.", "Give each its own name.")
