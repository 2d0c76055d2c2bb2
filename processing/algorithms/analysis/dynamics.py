"""Algorithm ``onemetre:dynamics``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
)

from ....contract.errors import OutputError, SourceError
from ....contract.requests import DynamicsRequest, DynamicsResult, YearRaster
from ....contract.requests.dynamics import WIDEST
from ...app.i18n import tr
from ...app.settings import settings
from ...bases.algorithm import BaseAlgorithm, is_set
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import InputParameter
from ...bases.named_zones import ZONES
from ...bases.year_inputs import INPUTS, YEARS, read_year_rasters
from ...bases.year_inputs import YearRaster as Given
from ...bases.zone_parameters import add_zones, population_fields, read_zones
from ...client.engine_words import said
from ...layers.growth_layers import CHANGE, LOST, OUTPUT, TABLE, growth_layers
from ...layers.occupied import refuse_occupied
from ...layers.presentation import present_on_load
from ...parameters.common import INTEGER, number_parameter, text_parameter
from ...parameters.destinations import has_own_name, split_layer
from ...parameters.year_text import EXAMPLE

CLASS, MIN_WIDTH, PLACE = "CLASS", "MIN_WIDTH", "PLACE"
CSV, REPORT = "CSV", "REPORT"

_HELP = AlgorithmHelp(
    "Dynamics over the years",
    "Compares maps of several years: where and when a surface was gained or lost, and how fast it grows, by zone.",
    (
        "The input are maps of one class, such as impervious surface or green space, one a year on the same grid, as "
        "Year series makes them: either the maps of classes, or their probabilities, which also give areas as the sum "
        "of the probabilities. Other rasters of whole numbers will do if CLASS names the value.\n\n"
        "Only pixels that are known in both years are compared; the share of the rest is reported. Areas are those on "
        "the ground, whatever the coordinate system. The table has for each zone and year area, share, gain, loss, "
        "annual growth and expansion intensity (UEII), and with a population the area per person and the indicator "
        "SDG 11.3.1: land consumption rate (LCR), population growth rate (PGR) and their ratio (LCRPGR), by the "
        "definition of the UN of 2021 and in the logarithmic form of Trends.Earth.\n\n"
        "The difference of two maps has the errors of both: gross gain and loss come out too large, often several "
        "times; the net change suffers less. Maps made consistent by Year series, and MIN_WIDTH, lessen that; the "
        "former also hide true change, most of it if there are two years only."
    ),
    {
        "INPUTS": "Maps of classes, or their probabilities, one a year: at least two years, from the same model.",
        "YEARS": (
            "Year of each raster, in their order: 2018,2020,2022 or 2018-2022/2. Empty: as the layers, the tags of the "
            "files or their names state."
        ),
        "CLASS": (
            "Class that is compared, by its name or value. Empty: the class of maps with one class; 1 in a raster of "
            "zeros and ones."
        ),
        "ZONES": (
            "Polygons that are reported on their own, in any coordinate system. Zones that overlap are counted each. "
            "Empty: all of the maps."
        ),
        "ZONE_NAME": "Field with the names of the zones. Empty: they are numbered.",
        "POPULATION": (
            "Fields of the zones with the number of people, one a year, whose names have the year, such as pop_2018 "
            "and pop_2022. Where the population of a year is missing, 0 or negative, there is no ratio, and the table "
            "says why."
        ),
        "MIN_WIDTH": (
            "Changes narrower than this number of pixels are left out. Images of two years do not lie on each other to "
            "the metre, which makes seams of false change along edges; 3 removes most of them in maps of 1 m, with "
            "true changes that are as narrow. 1: all changes count."
        ),
        "PLACE": "Name of the place, for the summary, the report and the names of the layers.",
        "OUTPUT": (
            "Year in which the class was first there; the first year means then or before, 0 = never, 65535 = nodata, "
            "where a year is not known. GeoTIFF."
        ),
        "LOST": "Year in which the class was first gone; 0 = never, 65535 = nodata. GeoTIFF.",
        "CHANGE": (
            "Change from the first to the last year: 0 = other, 1 = the class in both years, 2 = gain, 3 = loss, 255 = "
            "nodata, where not both years are known. GeoTIFF."
        ),
        "TABLE": (
            "Figures for each zone and year with the outlines of the zones; zone 0 is all of the maps. A row compares "
            "its year with the year since; the last one of a zone (whole = 1) the last year with the first. GeoPackage."
        ),
        "CSV": "The same figures as a table of text.",
        "REPORT": (
            "One HTML page to keep, print or send: a summary in plain words, maps of the change and of the years, "
            "charts, each with its numbers, and how to read them."
        ),
    },
)


class Dynamics(BaseAlgorithm):
    """Compares maps of several years."""

    NAME = "dynamics"
    HELP = _HELP
    GROUP = ("analysis", "Analysis")
    TAGS = (
        "change", "growth", "years", "time series", "urban expansion", "sprawl", "sealing", "sdg 11.3.1", "lcrpgr",
        "land consumption", "population", "zones",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._given: list[Given] = []

    def declare(self) -> None:
        """Add the parameters and outputs."""
        self.add(InputParameter(INPUTS, tr("Maps of several years"), Qgis.ProcessingSourceType.Raster))
        self.add(text_parameter(YEARS, tr("Years, as in {}").format(EXAMPLE)))
        self.add(text_parameter(CLASS, tr("Class")))
        add_zones(self)
        self.add(number_parameter(MIN_WIDTH, tr("Narrowest change, pixels"), INTEGER, 1, WIDEST, 1))
        self.add(text_parameter(PLACE, tr("Name of the place")))
        self.add(QgsProcessingParameterRasterDestination(OUTPUT, tr("First year")))
        self.add(
            QgsProcessingParameterRasterDestination(LOST, tr("Year of the loss"), optional=True, createByDefault=False)
        )
        self.add(QgsProcessingParameterRasterDestination(CHANGE, tr("Change"), optional=True))
        self.add(
            QgsProcessingParameterVectorDestination(
                TABLE, tr("Figures by zone and year"), Qgis.ProcessingSourceType.VectorPolygon, optional=True
            )
        )
        for name, title, kind in (
            (CSV, tr("Figures as CSV"), tr("CSV files") + " (*.csv)"),
            (REPORT, tr("Report"), tr("HTML files") + " (*.html)"),
        ):
            self.add(
                QgsProcessingParameterFileDestination(
                    name, title, fileFilter=kind, optional=True, createByDefault=False
                )
            )
        self.add(QgsProcessingOutputString("SUMMARY", tr("Summary")))
        self.add(QgsProcessingOutputNumber("GAIN_HA", tr("Gain, hectares")))
        self.add(QgsProcessingOutputNumber("LOSS_HA", tr("Loss, hectares")))
        self.add(QgsProcessingOutputNumber("NET_HA", tr("Net change, hectares")))
        self.add(QgsProcessingOutputNumber("COMPARED", tr("Share of the ground known in both years, percent")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be compared and outputs that cannot be written."""
        super().prepare(parameters, context)
        self._given = read_year_rasters(self, parameters, context)
        if any(one.inputs.crs or one.inputs.nodata for one in self._given):
            raise SourceError(
                tr("The coordinate system or the nodata value of a map was changed in QGIS, but maps are read as their "
                   "files are."),
                tr("Reset it in the layer's properties, or save the layer as a new file."),
            )  # fmt: skip
        population_fields(self, parameters, context)
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare in the engine, then style the outputs."""
        zones, crs = read_zones(self, parameters, context)
        table, layer = split_layer(self.output_path(parameters, TABLE, context))
        if layer:
            raise OutputError(
                tr("{} is written as a file of its own.").format(TABLE), tr("Choose a file name that ends in .gpkg.")
            )
        paths = {name: self.output_path(parameters, name, context) for name in (OUTPUT, LOST, CHANGE, CSV, REPORT)}
        request = DynamicsRequest(
            maps=tuple(YearRaster(path=one.inputs.sources[0], year=one.year) for one in self._given),
            value=self.text(parameters, CLASS, context),
            zones=zones,
            zones_crs=crs,
            min_width=round(self.number(parameters, MIN_WIDTH, context) or 1),
            place=self._place(parameters, context),
            gain=paths[OUTPUT],
            loss=paths[LOST],
            change=paths[CHANGE],
            table=table,
            csv=paths[CSV],
            report=paths[REPORT],
            trust_remote=any(one.inputs.trusted for one in self._given),
            compute=settings().compute("cpu"),
        )
        result = self.run_engine(request, DynamicsResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        summary = " ".join(map(said, result.summary))
        feedback.pushInfo(summary)
        made = {name: path for name, path in (paths | {TABLE: table}).items() if path}
        layers = growth_layers(
            made, tr(result.title), request.place, result.years, feedback, zones=is_set(parameters, ZONES)
        )
        shown = [
            (path, replace(look, title="") if has_own_name(parameters.get(name)) else look)
            for name, path, look in layers
        ]
        present_on_load(context, shown)
        return {
            **made,
            "SUMMARY": summary,
            "GAIN_HA": result.gain_ha,
            "LOSS_HA": result.loss_ha,
            "NET_HA": round(result.gain_ha - result.loss_ha, 6),
            "COMPARED": round(100 * result.compared, 2),
            "SECONDS": result.seconds,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def _place(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return " ".join(self.text(parameters, PLACE, context).split())
