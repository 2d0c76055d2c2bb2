"""Checks where a run wants to write, before anything else happens."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..models.card import ModelCard
from .classify import NODATA, Classifier
from .errors import ModelError, OutputError
from .jobs import MapRequest
from .products import Product
from .rowband import SUPERRESOLVED_NODATA

Suffixes = tuple[str, ...]

_TIFF: Suffixes = (".tif", ".tiff")


TABLE: tuple[str, Suffixes] = ("CSV", (".csv",))
PAGE: tuple[str, Suffixes] = ("HTML", (".html", ".htm"))


def _wanted(request: MapRequest) -> list[tuple[str, str, Suffixes]]:
    """Path, format and suffixes of every output of a map request; an empty path is not asked for."""
    return [
        (request.output, "GeoTIFF", _TIFF),
        (request.probability, "GeoTIFF", _TIFF),
        (request.superresolved, "GeoTIFF", _TIFF),
        (request.polygons, "GeoPackage", (".gpkg",)),
        (request.report, *PAGE),
    ]


def check_paths(request: MapRequest) -> None:
    """Refuse outputs that cannot be written; see :func:`check_outputs`."""
    check_outputs(_wanted(request))


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


def refuse_overwriting(request: MapRequest, files: Iterable[Path]) -> None:
    """Refuse outputs that are a file of the input.

    Args:
        request: Names the outputs.
        files: All files that the input is read from, those behind a VRT too.

    Raises:
        OutputError: Says which one.
    """
    for path in (Path(text) for text, _, _ in _wanted(request) if text):
        if path.exists() and any(path.samefile(file) for file in files):
            raise OutputError(f"{path.name} is the input.", "Choose another name for the output.")


def products_of(request: MapRequest, card: ModelCard, classifier: Classifier) -> list[Product]:
    """The rasters that were asked for, the class raster first.

    Raises:
        ModelError: A super-resolved image is wanted from a model that has none.
    """
    products = [
        Product(
            name="class",
            path=Path(request.output),
            dtype="uint8",
            nodata=NODATA,
            bands=(request.target or card.title,),
            colors={entry.value: entry.color for entry in classifier.legend},
            overview="nearest",
        )
    ]
    if request.probability:
        products.append(
            Product(
                name="probability",
                path=Path(request.probability),
                dtype="uint8",
                nodata=NODATA,
                bands=(f"probability of {request.target}" if request.target else "probability",),
                unit="%",
            )
        )
    if request.superresolved:
        if not card.superresolved or card.data_type == "float32":
            raise ModelError(
                f"The model {card.name} gives no super-resolved image.",
                "Leave SUPERRESOLVED empty, or choose another model.",
            )
        products.append(
            Product(
                name="superresolved",
                path=Path(request.superresolved),
                dtype=card.data_type,
                nodata=SUPERRESOLVED_NODATA,
                bands=card.roles,
                scale=card.bands[0].scale,
                offset=card.bands[0].offset,
            )
        )
    return products
