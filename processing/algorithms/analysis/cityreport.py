"""Algorithm ``onemetre:cityreport``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
)

from ....contract.requests import DynamicsRequest, DynamicsResult, YearRaster
from ....contract.requests.dynamics import WIDEST
from ...app.i18n import tr
from ...app.paths import absolute
from ...app.settings import settings
from ...bases.algorithm import BaseAlgorithm, is_set
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import InputParameter
from ...bases.named_zones import ZONES
from ...bases.year_inputs import INPUTS
from ...bases.zone_parameters import add_zones, population_fields, read_zones
from ...client.engine_words import said
from ...layers.growth_layers import CHANGE, OUTPUT, TABLE, growth_layers
from ...layers.occupied import refuse_shown
from ...layers.presentation import load_files
from ...parameters.common import INTEGER, number_parameter, text_parameter
from ..mapping.yearseries import YearSeries

FOLDER, LOAD, PLACE, MIN_WIDTH, REPORT = "FOLDER", "LOAD", "PLACE", "MIN_WIDTH", "REPORT"

_FORWARDED = ("YEARS", "AOI", "EXTENT", "TARGET", "MODEL", "CONSISTENCY", "BANDS", "MONTHS", "SERVICE", "AUTH")
"""Parameters of the series besides the images, as they are there."""

_NAMES = {OUTPUT: "first year.tif", CHANGE: "change.tif", TABLE: "growth.gpkg", "CSV": "growth.csv",
          REPORT: "city report.html"}  # fmt: skip

_HELP = AlgorithmHelp(
    "City report",
    "Makes one page on how a city grew: from an area and years, or from images, to maps, growth by zone and a report.",
    (
        "The steps are algorithms of their own, which can be run one by one: Sentinel-2 composite and the mapping of "
        "each year (Year series), then the comparison (Dynamics over the years). All files go to one folder. A run "
        "that was interrupted goes on where it stopped; a later run with one year more makes only what is new.\n\n"
        "The page has a summary in plain words, maps of the change and of each year, charts with their numbers, "
        "figures by zone, what they can tell and what not, and the origin and attribution of the images. It needs no "
        "other file and loads nothing from the web.\n\n"
        "The accuracy for this city is not part of it, since that takes reference points: Evaluate models."
    ),
    {
        "INPUTS": (
            "One image of each year, or the probability rasters of finished maps. Empty: composites of AOI or EXTENT "
            "are made of YEARS."
        ),
        "YEARS": (
            "Years of the rasters in their order, or years of the composites: 2017,2019 or 2017-2023/2. Empty: the "
            "year of each raster is taken from its layer, tags or name."
        ),
        "AOI": "Polygons of the area, in any coordinate system; pixels outside are nodata.",
        "EXTENT": "Rectangle of the area, or the part of AOI to map.",
        "TARGET": "What is mapped; models of two classes map their own class.",
        "MODEL": "Model for all years; auto: the best one that fits the earliest image.",
        "CONSISTENCY": (
            "Weigh each year against the others. This hides true change as well as errors, most of it if there are two "
            "years only: leave it off for two years."
        ),
        "BANDS": "Bands of the images by role; empty: by names and colours. The same for all years.",
        "MONTHS": "Months of the composites, for example 4-10: the same ones in all years.",
        "SERVICE": "Service for the composites, as in Sentinel-2 composite.",
        "AUTH": "Authentication configuration of QGIS for the service.",
        "ZONES": "Polygons that are reported on their own, such as districts. Empty: all of the area.",
        "ZONE_NAME": "Field with the names of the zones. Empty: they are numbered.",
        "POPULATION": "Fields of the zones with the number of people, one a year, such as pop_2018 and pop_2022.",
        "MIN_WIDTH": "Changes narrower than this number of pixels are left out, as in Dynamics over the years.",
        "PLACE": "Name of the city, for the page.",
        "LOAD": "Add the maps of the growth to the project.",
        "FOLDER": "Folder for all files; an existing one is used again.",
    },
)


class CityReport(BaseAlgorithm):
    """Chains the algorithms of a series and of its comparison."""

    NAME = "cityreport"
    HELP = _HELP
    GROUP = ("analysis", "Analysis")
    TAGS = ("report", "city", "growth", "years", "urban expansion", "sealing", "sdg 11.3.1", "composite", "series")

    def __init__(self) -> None:
        super().__init__()
        self._series = YearSeries()
        self._folder = ""

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self._series.initAlgorithm()
        images = InputParameter(INPUTS, tr("Images or probabilities, one a year"), Qgis.ProcessingSourceType.Raster)
        images.setFlags(images.flags() | Qgis.ProcessingParameterFlag.Optional)
        self.add(images)
        for name in _FORWARDED:
            self.add(self._series.parameterDefinition(name).clone())
        add_zones(self)
        self.add(number_parameter(MIN_WIDTH, tr("Narrowest change, pixels"), INTEGER, 1, WIDEST, 1))
        self.add(text_parameter(PLACE, tr("Name of the place")))
        self.add(QgsProcessingParameterBoolean(LOAD, tr("Add the maps to the project"), defaultValue=True))
        self.add(QgsProcessingParameterFolderDestination(FOLDER, tr("Folder of the report")))
        self.add(QgsProcessingOutputHtml(REPORT, tr("Report")))
        self.add(QgsProcessingOutputString("SUMMARY", tr("Summary")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject what the steps would reject."""
        super().prepare(parameters, context)
        population_fields(self, parameters, context)
        # Asked once: a temporary folder has another name each time.
        self._folder = absolute(self.parameterAsFileOutput(parameters, FOLDER, context))
        self._series.prepare(self._of_series(parameters), context)
        refuse_shown(FOLDER, self._paths.values(), context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Map the years, then compare them."""
        zones, crs = read_zones(self, parameters, context)
        steps = QgsProcessingMultiStepFeedback(2, feedback)
        series = self._series.execute(self._of_series(parameters), context, steps)
        steps.setCurrentStep(1)
        paths = self._paths
        request = DynamicsRequest(
            maps=tuple(YearRaster(path=path) for path in series["PROBABILITIES"]),
            zones=zones,
            zones_crs=crs,
            min_width=round(self.number(parameters, MIN_WIDTH, context) or 1),
            place=" ".join(self.text(parameters, PLACE, context).split()),
            images=tuple(self._images(series)),
            remarks=tuple(_remarks(series, linked=self.parameterAsBoolean(parameters, "CONSISTENCY", context))),
            gain=paths[OUTPUT],
            change=paths[CHANGE],
            table=paths[TABLE],
            csv=paths["CSV"],
            report=paths[REPORT],
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, DynamicsResult, steps)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        summary = " ".join(map(said, result.summary))
        feedback.pushInfo(summary)
        layers = growth_layers(
            paths, tr(result.title), request.place, result.years, feedback, zones=is_set(parameters, ZONES)
        )
        if self.parameterAsBoolean(parameters, LOAD, context) and context.project() is not None:
            load_files(context, layers)
        warnings = [series["WARNINGS"], *map(said, result.warnings)]
        return {
            FOLDER: series[FOLDER],
            REPORT: paths[REPORT],
            "SUMMARY": summary,
            "WARNINGS": " ".join(filter(None, warnings)),
        }

    def _of_series(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Parameters of the series; its maps are not loaded."""
        wanted = (INPUTS, *_FORWARDED)
        given = {name: parameters[name] for name in wanted if name in parameters}
        return {**given, FOLDER: self._folder, LOAD: False}

    @property
    def _paths(self) -> dict[str, str]:
        """Path of each file of the comparison, by the name of its output."""
        return {name: str(Path(self._folder, file)) for name, file in _NAMES.items()}

    @staticmethod
    def _images(series: dict[str, Any]) -> list[str]:
        """Composites that the series made."""
        years = series["YEARS_MAPPED"].split(",")
        found = [Path(series[FOLDER]) / f"{year} image.tif" for year in years]
        return [str(path) for path in found if path.is_file()]


def _remarks(series: dict[str, Any], *, linked: bool) -> list[str]:
    """What the page says about how the maps were made; it is in English."""
    if not linked:
        return []
    single, settled = (
        f"gain {100 * series[gain]:,.1f} ha, loss {100 * series[loss]:,.1f} ha"
        for gain, loss in (("SINGLE_GAIN_KM2", "SINGLE_LOSS_KM2"), ("GAIN_KM2", "LOSS_KM2"))
    )
    told = (
        f"The rule that makes the years consistent changed {series['CHANGED']:.2f} % of the pixels. Summed over the "
        f"years, the maps of single years have {single}; the consistent ones {settled}."
    )
    return [told]
