"""The parameters INPUTS and YEARS of a series: rasters with their years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsProcessingContext, QgsRasterLayer

from ...contract.errors import RequestError
from ...contract.requests import Reading, SeriesYear
from ..app.i18n import tr
from ..app.settings import settings
from ..layers.raster_facts import year_of
from ..parameters.band_text import parse_bands
from ..parameters.year_text import parse_years
from .algorithm import BaseAlgorithm
from .input_algorithm import Inputs, each_item, open_layer, read_inputs

INPUTS, YEARS = "INPUTS", "YEARS"


@dataclass(frozen=True)
class YearRaster:
    """A raster of one year.

    Attributes:
        inputs: The raster.
        year: Year of the raster; None = the engine finds it in the tags or the name.
    """

    inputs: Inputs
    year: int | None


def read_year_rasters(
    algorithm: BaseAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[YearRaster]:
    """Each raster of INPUTS with its year, by YEARS or its layer; call it in the project's thread.

    Raises:
        RequestError: YEARS cannot be read, or names more or fewer years than there are rasters.
        SourceError: A raster cannot be used.
    """
    rasters = []
    for item in each_item(parameters.get(INPUTS), context):
        inputs = read_inputs(item, context, settings().allow_remote.value(), INPUTS)
        layer = item if isinstance(item, QgsRasterLayer) else open_layer(str(item), context.project())
        rasters.append(YearRaster(inputs, year_of(layer) if isinstance(layer, QgsRasterLayer) else None))
    years = parse_years(algorithm.text(parameters, YEARS, context))
    if not (rasters and years):
        return rasters
    if len(years) != len(rasters):
        raise RequestError(
            tr("YEARS names {} years, but there are {} rasters.").format(len(years), len(rasters)),
            tr("Name the year of each raster, in their order."),
        )
    return [YearRaster(raster.inputs, year) for raster, year in zip(rasters, years, strict=True)]


def images_of(
    algorithm: BaseAlgorithm,
    rasters: list[YearRaster],
    parameters: dict[str, Any],
    context: QgsProcessingContext,
) -> list[SeriesYear]:
    """The rasters for a request, read by BANDS, SCALE, OFFSET and NODATA of the algorithm.

    Raises:
        BandError: BANDS cannot be read.
        RequestError: SCALE or OFFSET is not finite, or NODATA is not a number.
    """
    bands = parse_bands(algorithm.text(parameters, "BANDS", context))
    nodata = algorithm.text(parameters, "NODATA", context).lower()
    return [
        SeriesYear(
            year=raster.year,
            reading=Reading(
                sources=raster.inputs.sources,
                bands=bands,
                scale=algorithm.number(parameters, "SCALE", context),
                offset=algorithm.number(parameters, "OFFSET", context),
                crs=raster.inputs.crs,
                nodata=nodata or raster.inputs.nodata,
                trust_remote=raster.inputs.trusted,
            ),
        )
        for raster in rasters
    ]
