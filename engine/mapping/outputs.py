"""The outputs of a map request: checks their paths before anything else, and defines their rasters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...contract.card import ModelCard
from ...contract.errors import ModelError, OutputError
from ...contract.geopackage import LAYER, check_layer
from ...contract.requests import MapRequest
from ..tiles.classify import Classifier
from ..write.legend import NODATA
from ..write.output_paths import PACKAGE, PAGE, RASTER, Suffixes, check_outputs, target_of
from ..write.products import SUPERRESOLVED_NODATA, Product, probability_band


def _wanted(request: MapRequest) -> list[tuple[str, str, Suffixes]]:
    """Path, format and suffixes of every output of a map request; an empty path is not requested."""
    return [
        (request.output, *RASTER),
        (request.probability, *RASTER),
        (request.superresolved, *RASTER),
        (request.polygons, *PACKAGE),
        (request.report, *PAGE),
    ]


def check_paths(request: MapRequest) -> None:
    """Reject outputs that cannot be written; see :func:`check_outputs` and :func:`check_layer`."""
    check_outputs(_wanted(request))
    if request.polygons:
        check_layer(target_of(Path(request.polygons)), layer_of(request))


def layer_of(request: MapRequest) -> str:
    """Name of the layer with the polygons."""
    return request.polygons_layer or LAYER


def refuse_overwriting(request: MapRequest, files: Iterable[Path]) -> None:
    """Reject outputs that would overwrite a file of the input.

    Args:
        request: Request that names the outputs.
        files: All files that the input is read from, including those behind a VRT.

    Raises:
        OutputError: An output is a file of the input; the message names it.
    """
    for path in (Path(text) for text, _, _ in _wanted(request) if text):
        if path.exists() and any(path.samefile(file) for file in files):
            raise OutputError(f"The output {path.name} would overwrite the input.", "Choose another name.")


def _probability_bands(request: MapRequest, classifier: Classifier) -> tuple[str, ...]:
    if classifier.names:
        return tuple(map(probability_band, classifier.names))
    return (probability_band(request.target) if request.target else "probability",)


def products_of(request: MapRequest, card: ModelCard, classifier: Classifier) -> list[Product]:
    """The requested rasters, the class raster first.

    Raises:
        ModelError: A super-resolved image is requested from a model that produces none.
    """
    products = [
        Product(
            name="class",
            path=target_of(Path(request.output)),
            dtype="uint8",
            nodata=NODATA,
            bands=(request.target or card.title,),
            colors={entry.value: entry.color for entry in classifier.legend},
            overview="nearest",
            cog=request.cog,
        )
    ]
    if request.probability:
        products.append(
            Product(
                name="probability",
                path=target_of(Path(request.probability)),
                dtype="uint8",
                nodata=NODATA,
                bands=_probability_bands(request, classifier),
                unit="%",
                statistics=request.every_probability,
                cog=request.cog,
            )
        )
    if request.superresolved:
        if not card.superresolved or card.data_type == "float32":
            raise ModelError(
                f"The model {card.name} produces no super-resolved image.",
                "Leave SUPERRESOLVED empty, or choose another model.",
            )
        products.append(
            Product(
                name="superresolved",
                path=target_of(Path(request.superresolved)),
                dtype=card.data_type,
                nodata=SUPERRESOLVED_NODATA,
                bands=card.roles,
                scale=card.bands[0].scale,
                offset=card.bands[0].offset,
                cog=request.cog,
            )
        )
    return products
