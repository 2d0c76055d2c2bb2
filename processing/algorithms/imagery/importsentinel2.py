"""Algorithm ``onemetre:importsentinel2``."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterDestination,
)

from ....contract.band_names import SENTINEL_2
from ....contract.requests import ImportSentinel2Request, ImportSentinel2Result
from ...app.i18n import tr
from ...app.settings import settings
from ...bases.area_parameters import AOI, EXTENT, read_area
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, InputAlgorithm, InputParameter
from ...bases.sentinel_bands import SentinelBandsAlgorithm
from ...client.engine_words import said
from ...layers.imagery_layer import present_imagery
from ...layers.occupied import refuse_occupied
from ...parameters.destinations import has_own_name

# The layer that QGIS opens for a product: SENTINEL2_L2A:<metadata file>:10m:EPSG_32632.
_LAYER = re.compile(r"SENTINEL2_L(?:1C|2A):(?:/vsizip/)?(?P<file>.+?\.(?:xml|zip))(?:/.*)?(?::\d+m:EPSG_\d+)?")

_HELP = AlgorithmHelp(
    "Import a Sentinel-2 product",
    "Turns Sentinel-2 products as downloaded (SAFE) into one raster of 10 m that the models read.",
    (
        "Choose zip archives as the Copernicus Browser delivers them, which need not be unpacked, unpacked folders "
        "(.SAFE), or their files MTD_MSIL2A.xml: Level-2A, or Level-1C with a warning, of all processing baselines "
        "since 2015.\n\n"
        "The output has reflectance times 10000: scale and offset of each band come from the product's metadata, so "
        "that images from before and after January 2022 compare. 0 is nodata. Several products become one raster, the "
        "first one on top; if they lie in several UTM zones, they are warped into the zone of the area's centre, and "
        "the log says so.\n\n"
        "The mapping algorithms take products as INPUT directly, too."
    ),
    {
        "INPUT": "Products: zip archives, folders (.SAFE), files MTD_MSIL2A.xml, or layers of QGIS made from them.",
        "MODEL": "Model whose bands are imported.",
        "BANDS": "Bands in place of the model's, by name or role: B02,B03,B04,B08 or blue,green,red,nir.",
        "AOI": "Polygons to import, in any coordinate system; pixels outside are nodata. Empty: all of the products.",
        "EXTENT": "Rectangle to import. Empty: all of the products.",
        "CLOUDS": (
            "Clouds and their shadows become nodata, with a border of 100 m, by the scene classification (SCL) of "
            "Level-2A. Clouds narrower than 50 m are taken for bright roofs, and stay."
        ),
        "OUTPUT": "GeoTIFF with one band each, named as in the product.",
    },
)


class ImportSentinel2(InputAlgorithm, SentinelBandsAlgorithm):
    """Turns Sentinel-2 products into one raster."""

    NAME = "importsentinel2"
    HELP = _HELP
    GROUP = ("imagery", "Imagery")
    ICON = "impervious"
    TAGS = ("sentinel-2", "sentinel", "safe", "copernicus", "import", "l2a", "l1c", "clouds", "stack", "bands")

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(InputParameter(INPUT, tr("Products"), Qgis.ProcessingSourceType.File))
        self.add_model()
        self.add_bands()
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True))
        self.add(QgsProcessingParameterBoolean("CLOUDS", tr("Leave out clouds"), defaultValue=False))
        self.add(QgsProcessingParameterRasterDestination("OUTPUT", tr("Sentinel-2 image")))
        self.add(QgsProcessingOutputString("DATE", tr("Day of the acquisition")))
        self.add(QgsProcessingOutputNumber("OBSERVED", tr("Share of the area with data, percent")))
        self.add(QgsProcessingOutputNumber("CLOUDED", tr("Share of the area under clouds, percent")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject bands that do not exist, and outputs that cannot be written."""
        super().prepare(parameters, context)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Import in the engine."""
        request = ImportSentinel2Request(
            products=tuple(map(_file_of, self.inputs.sources)),
            bands=tuple(SENTINEL_2[role] for role in self.roles(parameters, context)),
            area=read_area(self, parameters, context),
            masked=self.parameterAsBoolean(parameters, "CLOUDS", context),
            output=self.output_path(parameters, "OUTPUT", context),
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, ImportSentinel2Result, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        if result.clouded:
            feedback.pushInfo(tr("Under clouds: {} %").format(f"{100 * result.clouded:.1f}"))
        date = result.start if result.start == result.end else f"{result.start}/{result.end}"
        title = "" if has_own_name(parameters.get("OUTPUT")) else tr("Sentinel-2, {}").format(date)
        present_imagery(context, result.output, title, result.start, result.end)
        return {
            "OUTPUT": result.output,
            "DATE": date,
            "OBSERVED": round(100 * result.observed, 2),
            "CLOUDED": round(100 * result.clouded, 2),
            "SECONDS": result.seconds,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }


def _file_of(source: str) -> str:
    """The file of a product behind a layer of QGIS."""
    match = _LAYER.fullmatch(source)
    return match["file"] if match else source
