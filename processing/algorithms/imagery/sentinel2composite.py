"""Algorithm ``onemetre:sentinel2composite``."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
)

from ....contract.errors import AreaError, RequestError
from ....contract.imagery_services import presets
from ....contract.requests import COMPOSITE_METHODS, CompositeRequest, CompositeResult, Credentials
from ...app.i18n import tr
from ...app.settings import settings
from ...bases.area_parameters import AOI, EXTENT, read_area
from ...bases.help import AlgorithmHelp
from ...bases.sentinel_bands import SentinelBandsAlgorithm
from ...client.engine_words import said
from ...layers.imagery_layer import imagery_title, present_imagery
from ...layers.occupied import refuse_occupied
from ...parameters.common import INTEGER, NUMBER, number_parameter, text_parameter
from ...parameters.credentials import read_credentials
from ...parameters.destinations import has_own_name
from ...parameters.stac_services import hinted_service

_FIRST_YEAR, _LAST_YEAR = 2015, 2100
_MOST_SCENES = 100

_HELP = AlgorithmHelp(
    "Sentinel-2 composite",
    "Makes one cloud-free image of an area and a year from the scenes of an online service, for the models.",
    (
        "Searches the service (a STAC API) for Level-2A scenes, looks at each in little, and fetches only the area of "
        "those with most clear ground. Clouds and their shadows are left out by the scene classification; of what is "
        "clear, each pixel is the median of all days, or comes from the clearest scene. The output has reflectance "
        "times 10000 and a band with the number of clear observations; 0 is nodata.\n\n"
        "Whether the offset of January 2022 has to be subtracted is decided for every scene: by the service's flag, "
        "the metadata of the bands, or the processing baseline; pixels that are darker than black show that it was "
        "subtracted already, whatever the metadata says. In deserts, where nothing is dark, the metadata is believed. "
        "The log and the table tell what was decided.\n\n"
        "A run that was interrupted goes on where it stopped, and fetches nothing twice. The presets follow the "
        "documentation of the services; none of them has been tried live yet. This command tries one: "
        'qgis_process run onemetre:sentinel2composite --EXTENT="11.30,11.36,46.48,46.52 [EPSG:4326]" --YEAR=2022 '
        "--MONTHS=6-7 --SERVICE=earth-search --OUTPUT=bolzano.tif"
    ),
    {
        "AOI": "Polygons of the area, in any coordinate system; pixels outside are nodata.",
        "EXTENT": "Rectangle of the area, or the part of AOI to make.",
        "YEAR": "Year of the scenes; START and END count in its place if they are given.",
        "START": "First day, for example 2022-04-01. Empty: the first day of YEAR.",
        "END": "Last day. Empty: the last day of YEAR.",
        "MONTHS": "Months, for example 4-10 or 11,12,1: the same ones for all years to be compared.",
        "SERVICE": (
            "earth-search (no account), planetary-computer (no account), copernicus-data-space (S3 keys as user name "
            "and password of AUTH), or the address of any STAC API with Sentinel-2 Level-2A."
        ),
        "MODEL": "Model whose bands are fetched.",
        "BANDS": "Bands in place of the model's, by name or role: B02,B03,B04,B08 or blue,green,red,nir.",
        "METHOD": "median of the clear days of each pixel, or least-cloud: the clearest scene lies on top.",
        "CLOUD": "Scenes with more clouds by their metadata are not looked at, percent.",
        "MAX_SCENES": "Scenes of each tile, those with most clear ground in the area first.",
        "AUTH": "Authentication configuration of QGIS for the service. Its secrets are stored nowhere else.",
        "LARGE": "Allow areas above 10,000 km2, whose scenes fill disks.",
        "TABLE": "The scenes used: day, processing baseline, number added, reason, shares. CSV.",
        "OUTPUT": "GeoTIFF with one band each, named as in Sentinel-2, and the band observations.",
    },
)


class Sentinel2Composite(SentinelBandsAlgorithm):
    """Makes one cloud-free image of many scenes."""

    NAME = "sentinel2composite"
    HELP = _HELP
    GROUP = ("imagery", "Imagery")
    ICON = "impervious"
    TAGS = ("sentinel-2", "sentinel", "stac", "composite", "median", "mosaic", "cloud-free", "download", "year")

    def __init__(self) -> None:
        super().__init__()
        self._credentials = Credentials()

    def declare(self) -> None:
        """Add the parameters and outputs."""
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True))
        self.add(number_parameter("YEAR", tr("Year"), INTEGER, _FIRST_YEAR, _LAST_YEAR))
        self.add(text_parameter("MONTHS", tr("Months, as in {}").format("4-10")))
        self.add(hinted_service("SERVICE", tr("Service")))
        self.add_model()
        self.add_bands()
        methods = list(COMPOSITE_METHODS)
        self.add(
            QgsProcessingParameterEnum(
                "METHOD", tr("Method"), options=methods, defaultValue=methods[0], usesStaticStrings=True
            )
        )
        self.add(text_parameter("START", tr("First day")), advanced=True)
        self.add(text_parameter("END", tr("Last day")), advanced=True)
        self.add(number_parameter("CLOUD", tr("Highest cloud cover, percent"), NUMBER, 0, 100, 60), advanced=True)
        self.add(
            number_parameter("MAX_SCENES", tr("Most scenes of a tile"), INTEGER, 1, _MOST_SCENES, 12), advanced=True
        )
        self.add(QgsProcessingParameterAuthConfig("AUTH", tr("Authentication"), optional=True), advanced=True)
        self.add(QgsProcessingParameterBoolean("LARGE", tr("Allow large areas"), defaultValue=False), advanced=True)
        self.add(QgsProcessingParameterRasterDestination("OUTPUT", tr("Composite")))
        self.add(
            QgsProcessingParameterFileDestination(
                "TABLE", tr("Table"), fileFilter=tr("CSV files") + " (*.csv)", optional=True, createByDefault=False
            )
        )
        self.add(QgsProcessingOutputString("DATES", tr("First and last day")))
        self.add(QgsProcessingOutputNumber("SCENES", tr("Scenes used")))
        self.add(QgsProcessingOutputNumber("OBSERVED", tr("Share of the area with data, percent")))
        self.add(QgsProcessingOutputNumber("MEGABYTES", tr("Fetched, MB")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject what cannot be searched for, and outputs that cannot be written."""
        super().prepare(parameters, context)
        service = self.text(parameters, "SERVICE", context) or presets()[0].id
        # QGIS may ask for its master password, which takes the main thread.
        self._credentials = read_credentials(self.text(parameters, "AUTH", context), service)
        self._request(parameters, context)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Make the composite in the engine."""
        request = self._request(parameters, context)
        result = self.run_engine(request, CompositeResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        dates = f"{result.start}/{result.end}"
        title = "" if has_own_name(parameters.get("OUTPUT")) else imagery_title(result.start, result.end)
        present_imagery(context, result.output, title, result.start, result.end)
        return {
            "OUTPUT": result.output,
            **({"TABLE": result.table} if result.table else {}),
            "DATES": dates,
            "SCENES": result.scenes,
            "OBSERVED": round(100 * result.observed, 2),
            "MEGABYTES": result.megabytes,
            "SECONDS": result.seconds,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> CompositeRequest:
        area = read_area(self, parameters, context)
        if area.extent is None and not area.wkt:
            raise AreaError(tr("No area is given."), tr("Choose an area of interest or an extent."))
        year = self.number(parameters, "YEAR", context)
        start, end = (self.text(parameters, name, context) for name in ("START", "END"))
        if year is None and not (start and end):
            raise RequestError(tr("No year is given."), tr("Enter a year, or the first and the last day."))
        service = self.text(parameters, "SERVICE", context) or presets()[0].id
        return CompositeRequest(
            service=service,
            area=area,
            start=start or f"{year:.0f}-01-01",
            end=end or f"{year:.0f}-12-31",
            months=months_of(self.text(parameters, "MONTHS", context)),
            roles=self.roles(parameters, context),
            method=self.text(parameters, "METHOD", context) or COMPOSITE_METHODS[0],
            cloud=self.number(parameters, "CLOUD", context) or 0.0,
            scenes=round(self.number(parameters, "MAX_SCENES", context) or 0),
            output=self.output_path(parameters, "OUTPUT", context),
            table=self.output_path(parameters, "TABLE", context),
            allow_large=self.parameterAsBoolean(parameters, "LARGE", context),
            credentials=self._credentials,
            compute=settings().compute("cpu"),
        )


def months_of(text: str) -> tuple[int, ...]:
    """Months of a text such as 4-10 or 11,12,1; all of them if it is empty.

    Raises:
        RequestError: It cannot be read.
    """
    months: list[int] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(\d{1,2})(?:\s*-\s*(\d{1,2}))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not (1 <= first <= 12 and 1 <= last <= 12):
            raise RequestError(
                tr("MONTHS cannot be {}.").format(repr(text)), tr("Enter months from 1 to 12, for example 4-10.")
            )
        # 11-2 goes on in the next year's January.
        months += [(month - 1) % 12 + 1 for month in range(first, last + 1 if last >= first else last + 13)]
    return tuple(dict.fromkeys(months)) or tuple(range(1, 13))
