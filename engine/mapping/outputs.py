"""The outputs of a map request: where they go, checked before anything else happens, and which rasters they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...contract.card import ModelCard
from ...contract.errors import ModelError, OutputError
from ...contract.requests import MapRequest
from ..tiles.classify import Classifier
from ..write.legend import NODATA
from ..write.output_paths import PAGE, RASTER, Suffixes, check_outputs
from ..write.products import SUPERRESOLVED_NODATA, Product


def _wanted(request: MapRequest) -> list[tuple[str, str, Suffixes]]:
    """Path, format and suffixes of every output of a map request; an empty path is not asked for."""
    return [
        (request.output, *RASTER),
        (request.probability, *RASTER),
        (request.superresolved, *RASTER),
        (request.polygons, "GeoPackage", (".gpkg",)),
        (request.report, *PAGE),
    ]


def check_paths(request: MapRequest) -> None:
    """Refuse outputs that cannot be written; see :func:`check_outputs`."""
    check_outputs(_wanted(request))


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
