"""Checks the output paths of a request before any work begins."""

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
    """Reject outputs that cannot be written.

    Args:
        outputs: Path, name of the format and accepted suffixes; outputs with an empty path are skipped.

    Raises:
        OutputError: An output cannot be written; the message names it and the reason.
    """
    wanted = [output for output in outputs if output[0]]
    for text, kind, suffixes in wanted:
        path = Path(text)
        if not path.is_absolute():
            raise OutputError(f"The output path {text} is not absolute.")
        if path.suffix.lower() not in suffixes:
            raise OutputError(
                f"{path.name}: OneMetre writes {kind} here, not {path.suffix or 'files without an extension'}.",
                f"Choose a name that ends in {suffixes[0]}.",
            )
        if not path.parent.is_dir():
            raise OutputError(f"The folder {path.parent} does not exist.", "Create it, or choose another one.")
        if path.is_dir():
            raise OutputError(f"{path} is a folder.", "Enter a file name.")
        if not os.access(path.parent, os.W_OK):
            raise OutputError(f"The folder {path.parent} is not writable.", "Choose another folder for the output.")
    if len({os.path.normcase(os.path.realpath(path)) for path, _, _ in wanted}) < len(wanted):
        raise OutputError("Two outputs have the same path.", "Choose different names.")
