"""Algorithm ``onemetre:cityreport``."""

from __future__ import annotations

from collections.abc import Sequence
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

from ....contract.errors import RequestError
from ....contract.requests import (
    AccuracyRequest,
    AccuracyResult,
    DynamicsRequest,
    DynamicsResult,
    ReferencePoints,
    ReferencePolygons,
    YearAccuracy,
    YearRaster,
)
from ....contract.requests.dynamics import WIDEST
from ...app.i18n import tr
from ...app.paths import absolute
from ...app.settings import settings
from ...bases.algorithm import BaseAlgorithm, is_set
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import InputParameter
from ...bases.named_zones import ZONES
from ...bases.reference_parameters import REFERENCE, add_reference, class_fields, read_reference, read_values
from ...bases.sample_parameters import CLASS_FIELD
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
        "each year (Year series), Measure the accuracy if there is a REFERENCE, then the comparison (Dynamics over "
        "the years). All files go to one folder. A run "
        "that was interrupted goes on where it stopped; a later run with one year more makes only what is new.\n\n"
        "The page has a summary in plain words, maps of the change and of each year, charts with their numbers, "
        "figures by zone, what they can tell and what not, and the origin and attribution of the images. It needs no "
        "other file and loads nothing from the web.\n\n"
        "With a REFERENCE the page says how right the maps are, with error matrix, accuracies and areas with their "
        "95 % intervals. Points of Draw points to label, drawn from the map of one year, can be labelled for several "
        "years, with a field for each: label_2018, label_2022. The full pages of the accuracy lie beside the report: "
        "'2022 accuracy.html'."
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
        "REFERENCE": "Layer of points or polygons whose classes are known, for the accuracy. Empty: none.",
        "CLASS_FIELD": (
            "Field of the reference with the class: its value, name or title in the maps. Several: one a year, with "
            "the year in its name; a single one without a year is of the latest year."
        ),
        "CLASS_VALUES": (
            "Class of the map for each value of the reference: lawn=green,water=other. Empty: values of the reference "
            "are values, names or titles of classes of the map."
        ),
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
        self._references: dict[int | None, ReferencePoints | ReferencePolygons] = {}

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
        add_reference(self, by_year=True)
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
        read_values(self, parameters, context)
        self._references = self._read_references(parameters, context)
        if self._series.years:
            self._refuse_other_years(self._series.years)
        refuse_shown(FOLDER, self._paths.values(), context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Map the years, then compare them."""
        zones, crs = read_zones(self, parameters, context)
        steps = QgsProcessingMultiStepFeedback(2 + len(self._references), feedback)
        series = self._series.execute(self._of_series(parameters), context, steps)
        years = [int(year) for year in series["YEARS_MAPPED"].split(",")]
        self._refuse_other_years(years)
        linked = self.parameterAsBoolean(parameters, "CONSISTENCY", context)
        accuracy = []
        for step, (year, reference) in enumerate(self._references.items(), start=1):
            steps.setCurrentStep(step)
            values = read_values(self, parameters, context)
            accuracy.append(self._measure(year or max(years), series["MAPS"], reference, values, steps))
        steps.setCurrentStep(1 + len(self._references))
        paths = self._paths
        request = DynamicsRequest(
            maps=tuple(YearRaster(path=path) for path in series["PROBABILITIES"]),
            zones=zones,
            zones_crs=crs,
            min_width=round(self.number(parameters, MIN_WIDTH, context) or 1),
            place=" ".join(self.text(parameters, PLACE, context).split()),
            images=tuple(self._images(series)),
            remarks=tuple(_remarks(series, linked=linked)),
            accuracy=tuple(accuracy),
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
        told = (warning for one in accuracy for warning in one.measured.warnings)
        warnings = [series["WARNINGS"], *map(said, (*told, *result.warnings))]
        return {
            FOLDER: series[FOLDER],
            REPORT: paths[REPORT],
            "SUMMARY": summary,
            "WARNINGS": " ".join(filter(None, warnings)),
        }

    def _read_references(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[int | None, ReferencePoints | ReferencePolygons]:
        """Reference of each year; None = the latest year."""
        if not is_set(parameters, REFERENCE):
            return {}
        found = {
            year: read_reference(self, parameters, context, field)
            for year, field in class_fields(self, parameters, context).items()
        }
        return {year: reference for year, reference in found.items() if reference is not None}

    def _refuse_other_years(self, years: Sequence[int]) -> None:
        """Reject labels of a year that has no map."""
        for year in self._references:
            if year is not None and year not in years:
                raise RequestError(
                    tr("{}: there is no map of {}.").format(CLASS_FIELD, year),
                    tr("Years of the maps: {}.").format(", ".join(map(str, sorted(years)))),
                )

    def _measure(
        self,
        year: int,
        maps: Sequence[str],
        reference: ReferencePoints | ReferencePolygons,
        values: dict[str, str],
        feedback: QgsProcessingFeedback,
    ) -> YearAccuracy:
        """Compare the map of a year with the reference.

        Raises:
            RequestError: The series has no map of that year, since its probabilities were given.
        """
        found = [path for path in maps if Path(path).name.startswith(f"{year} ")]
        if not found:
            raise RequestError(
                tr("There is no map of {} to compare with the reference, only probabilities.").format(year),
                tr("Choose images as {}, or turn on {}.").format(INPUTS, "CONSISTENCY"),
            )
        points = reference if isinstance(reference, ReferencePoints) else None
        image = Path(self._folder, f"{year} image.tif")
        request = AccuracyRequest(
            maps=(found[0],),
            points=points,
            polygons=reference if isinstance(reference, ReferencePolygons) else None,
            values=values,
            image=str(image) if image.is_file() else "",
            table=str(Path(self._folder, f"{year} accuracy.csv")),
            report=str(Path(self._folder, f"{year} accuracy.html")),
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, AccuracyResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        return YearAccuracy(year=year, measured=result)

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
