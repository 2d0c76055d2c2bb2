"""Algorithm ``onemetre:yearseries``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
)

from ....contract.errors import AreaError, RequestError
from ....contract.imagery_services import presets
from ....contract.requests import (
    COMPOSITE_METHODS,
    CompositeRequest,
    Credentials,
    SeriesYear,
    YearSeriesRequest,
    YearSeriesResult,
)
from ....contract.requests import ModelFile as Candidate
from ....contract.requests.years import LEAST_RATE, MOST_RATE, USUAL_GAIN, USUAL_LOSS, USUAL_PRIOR
from ...app.i18n import tr
from ...app.live_catalogue import live_catalogue
from ...app.paths import absolute
from ...app.settings import MOST_THREADS, settings
from ...bases.area_parameters import AOI, EXTENT, read_area
from ...bases.class_models import TARGETS, models_with
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import InputParameter
from ...bases.model_algorithm import AUTO, MODEL, ModelAlgorithm, ModelFile
from ...bases.sentinel_bands import is_for_sentinel
from ...bases.year_inputs import INPUTS, YEARS, YearRaster, images_of, read_year_rasters
from ...client.engine_words import said
from ...layers.occupied import refuse_shown
from ...layers.series_layers import load_series, series_title, write_series_styles
from ...parameters.band_text import EXAMPLE as BANDS_EXAMPLE
from ...parameters.band_text import parse_bands
from ...parameters.common import INTEGER, NUMBER, device_parameter, number_parameter, text_parameter
from ...parameters.credentials import read_credentials
from ...parameters.stac_services import hinted_service
from ...parameters.year_text import EXAMPLE, parse_years
from ..imagery.sentinel2composite import months_of

TARGET, CONSISTENCY, FOLDER = "TARGET", "CONSISTENCY", "FOLDER"
_KINDS = ("map", "probability", "consistent map", "consistent probability")

_HELP = AlgorithmHelp(
    "Year series",
    "Maps the images of several years on one grid, and makes the maps consistent with each other.",
    (
        "The years come from one raster each (INPUTS), or from an area and YEARS: then a Sentinel-2 composite is made "
        "of every year. All images are mapped with one model, on the pixels of the earliest one; an image with other "
        "pixels is resampled onto them. Probability rasters of earlier maps are taken as they are, without a model.\n\n"
        "Maps that were made one by one differ by their errors, too: gain and loss between them come out several times "
        "too large. CONSISTENCY weighs each year against the others by a hidden Markov model: what a single year "
        "states against all others is dropped. Both kinds of maps stay, and the report says what the rule changed. It "
        "also hides a part of the true change (docs/series.md measures how much): read net growth from the areas of "
        "the single years and from the sums of the probabilities as well. Pixels that were not observed in a year "
        "stay so.\n\n"
        "The folder gets, for each year, '2018 map.tif' and '2018 probability.tif', with CONSISTENCY also '2018 "
        "consistent map.tif' and '2018 consistent probability.tif', and one report.html. A run that was interrupted "
        "goes on where it stopped; a series with one year more maps only that year.\n\n"
        "In the project, each map shows until the year of the next one: the temporal controller plays the series."
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
        "THRESHOLD": "Percent from which a pixel is the class; empty: the model's own.",
        "CONSISTENCY": "Weigh each year against the others.",
        "BANDS": "Bands of the images by role; empty: by names and colours. The same for all years.",
        "MONTHS": "Months of the composites, for example 4-10: the same ones in all years.",
        "SERVICE": "Service for the composites, as in Sentinel-2 composite.",
        "GAIN": "Part of the rest that becomes the class in a year, percent. A rate below the true one hides growth.",
        "LOSS": "Part of the class that becomes the rest in a year, percent; 0.0001: as good as none.",
        "PRIOR": (
            "Probability of the class in the first year before anything is seen, percent. 50: years that agree never "
            "change their class. Nearer to the true share of the class, more of the growth is found."
        ),
        "TEMPERATURE": (
            "Divisor of the logits that calibrates the probabilities, as Evaluate models reports it; empty: from the "
            "model's card. Above 1 the maps count less."
        ),
        "SCALE": "Value = number times SCALE plus OFFSET, for images that do not state it.",
        "OFFSET": "See SCALE.",
        "NODATA": "Number that marks pixels without data, in place of what the images state; none: no number does.",
        "METHOD": "median of the clear days of each pixel, or least-cloud.",
        "CLOUD": "Scenes with more clouds by their metadata are not looked at, percent.",
        "MAX_SCENES": "Scenes of each tile and year, those with most clear ground first.",
        "AUTH": "Authentication configuration of QGIS for the service.",
        "LARGE": "Allow composites of areas above 10,000 km2.",
        "TITLE": "Title of the report and of the layer group; empty: what, where and when.",
        "LOAD": "Add the maps to the project, in a group of their own.",
        "DEVICE": "auto: a graphics card if there is a fitting one; cpu, or cuda:0.",
        "THREADS": "Processor threads; 0 = all.",
        "FOLDER": "Folder for all files; an existing one is used again.",
    },
)


class YearSeries(ModelAlgorithm):
    """Maps several years on one grid and makes them consistent.

    Attributes:
        years: Years that are known before the engine has seen the rasters.
    """

    NAME = "yearseries"
    HELP = _HELP
    GROUP = ("mapping", "Mapping")
    ICON = "impervious"
    TAGS = ("years", "series", "growth", "change", "consistency", "hidden markov model", "temporal", "expansion", "isa")
    CHOOSES = True

    def __init__(self) -> None:
        super().__init__()
        self._rasters: list[YearRaster] = []
        self._credentials = Credentials()
        self.years: tuple[int, ...] = ()

    def declare(self) -> None:
        """Add the parameters and outputs."""
        inputs = InputParameter(INPUTS, tr("Images or probabilities, one a year"), Qgis.ProcessingSourceType.Raster)
        inputs.setFlags(inputs.flags() | Qgis.ProcessingParameterFlag.Optional)
        self.add(inputs)
        self.add(text_parameter(YEARS, tr("Years, as in {}").format(EXAMPLE)))
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True))
        self.add(_choice(TARGET, tr("What is mapped"), list(TARGETS)))
        self.add_model()
        self.add(QgsProcessingParameterBoolean(CONSISTENCY, tr("Make the years consistent"), defaultValue=True))
        self.add(text_parameter("MONTHS", tr("Months of composites, as in {}").format("4-10")))
        self.add(hinted_service("SERVICE", tr("Service for composites")))
        for definition in self._advanced():
            self.add(definition, advanced=True)
        self.add(QgsProcessingParameterFolderDestination(FOLDER, tr("Folder of the series")))
        self.add(QgsProcessingOutputMultipleLayers("MAPS", tr("Maps")))
        self.add(QgsProcessingOutputMultipleLayers("PROBABILITIES", tr("Probabilities")))
        self.add(QgsProcessingOutputHtml("REPORT", tr("Report")))
        self.add(QgsProcessingOutputString("YEARS_MAPPED", tr("Years")))
        self.add(QgsProcessingOutputString("MODEL_USED", tr("Model used")))
        self.add(QgsProcessingOutputNumber("TEMPERATURE_USED", tr("Temperature used")))
        self.add(QgsProcessingOutputNumber("SINGLE_GAIN_KM2", tr("Gains of the years by themselves, km2")))
        self.add(QgsProcessingOutputNumber("SINGLE_LOSS_KM2", tr("Losses of the years by themselves, km2")))
        self.add(QgsProcessingOutputNumber("GAIN_KM2", tr("Gains, km2")))
        self.add(QgsProcessingOutputNumber("LOSS_KM2", tr("Losses, km2")))
        self.add(QgsProcessingOutputNumber("CHANGED", tr("Pixels that the rule changed, percent")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject years, rasters and areas that make no series."""
        super().prepare(parameters, context)
        parse_bands(self.text(parameters, "BANDS", context))
        years = parse_years(self.text(parameters, YEARS, context))
        self._rasters = read_year_rasters(self, parameters, context)
        folder = self._folder(parameters, context)
        self._credentials = Credentials()
        if not self._rasters:
            # QGIS may ask for its master password, which takes the main thread.
            self._credentials = read_credentials(
                self.text(parameters, "AUTH", context), self._service(parameters, context)
            )
            self._composites(parameters, context, folder)
        known = years or [raster.year for raster in self._rasters if raster.year is not None]
        self.years = tuple(known)
        paths = [str(Path(folder) / f"{year} {kind}.tif") for year in known for kind in (*_KINDS, "image")]
        refuse_shown(FOLDER, paths, context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Map the series in the engine, then style and load its maps."""
        request = self._request(parameters, context, feedback)
        result = self.run_engine(request, YearSeriesResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        entry = live_catalogue().entries.get(result.model)
        card = entry.card if entry else None
        if card is not None:
            write_series_styles(result.years, result.target, card, feedback)
        if self.parameterAsBoolean(parameters, "LOAD", context) and context.project() is not None:
            names = [name for raster in self._rasters for name in raster.inputs.names]
            group = request.title or series_title(result.years, result.target, card, names)
            load_series(context, result.years, result.target, card, group)
        linked = request.consistency
        return {
            FOLDER: request.folder,
            "MAPS": [path for one in result.years if (path := one.consistent_map if linked else one.map)],
            "PROBABILITIES": [one.consistent_probability if linked else one.probability for one in result.years],
            "REPORT": result.report,
            "YEARS_MAPPED": ",".join(str(one.year) for one in result.years),
            "MODEL_USED": result.model,
            "TEMPERATURE_USED": result.temperature,
            "SINGLE_GAIN_KM2": result.single_gain_km2,
            "SINGLE_LOSS_KM2": result.single_loss_km2,
            "GAIN_KM2": result.gain_km2,
            "LOSS_KM2": result.loss_km2,
            "CHANGED": round(100 * result.changed, 4),
            "SECONDS": result.seconds,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    # -- the request ---------------------------------------------------------------------------------------------

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> YearSeriesRequest:
        folder = self._folder(parameters, context)
        files = self._files(parameters, context)
        if len(files) == 1:
            files = [self.described(files[0], feedback)[1]]
        several = tuple(Candidate(path=file.path, sha256=file.sha256) for file in files)
        one = files[0] if len(files) == 1 else None
        catalogue = live_catalogue()
        cards = [(entry, entry.card) for entry in catalogue.entries.values()]
        threshold = self.number(parameters, "THRESHOLD", context)
        years = (
            images_of(self, self._rasters, parameters, context)
            if self._rasters
            else self._composites(parameters, context, folder)
        )
        return YearSeriesRequest(
            years=tuple(years),
            folder=folder,
            model=one.path if one else "",
            model_sha256=one.sha256 if one else "",
            candidates=() if one else several,
            known=tuple(Candidate(path=absolute(str(entry.path)), sha256=card.sha256) for entry, card in cards),
            area=read_area(self, parameters, context),
            target=self.text(parameters, TARGET, context) or next(iter(TARGETS)),
            threshold=None if threshold is None else round(threshold),
            consistency=self.parameterAsBoolean(parameters, CONSISTENCY, context),
            gain=self.number(parameters, "GAIN", context) or USUAL_GAIN,
            loss=self.number(parameters, "LOSS", context) or USUAL_LOSS,
            prior=self.number(parameters, "PRIOR", context) or USUAL_PRIOR,
            temperature=self.number(parameters, "TEMPERATURE", context),
            title=" ".join(self.text(parameters, "TITLE", context).split()),
            compute=settings().compute(
                self.text(parameters, "DEVICE", context), self.number(parameters, "THREADS", context)
            ),
        )

    def _files(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[ModelFile]:
        """The model that MODEL names; for "auto" those with the class, the preferred ones first."""
        if self.text(parameters, MODEL, context) not in ("", AUTO):
            return [self.chosen_file(parameters, context)]
        target = self.text(parameters, TARGET, context) or next(iter(TARGETS))
        return models_with(target, sentinel=not self._rasters)

    def _composites(self, parameters: dict[str, Any], context: QgsProcessingContext, folder: str) -> list[SeriesYear]:
        """The composites to make, one for each of YEARS.

        Raises:
            RequestError: A parameter of the composites is wrong.
            AreaError: No area or no years are given.
            ModelError: No model reads Sentinel-2.
        """
        years = parse_years(self.text(parameters, YEARS, context))
        area = read_area(self, parameters, context)
        if not years or (area.extent is None and not area.wkt):
            hint = tr("Choose rasters as {}, or an area and {}.").format(INPUTS, YEARS)
            raise AreaError(tr("No input was given."), hint)
        card = self._files(parameters, context)[0].card
        if card is None or not is_for_sentinel(card):
            raise RequestError(
                tr("The model {} needs bands that Sentinel-2 does not have.").format(card.name if card else "?"),
                tr("Choose a model for Sentinel-2."),
            )
        return [
            SeriesYear(
                year=year,
                composite=CompositeRequest(
                    service=self._service(parameters, context),
                    area=area,
                    start=f"{year}-01-01",
                    end=f"{year}-12-31",
                    months=months_of(self.text(parameters, "MONTHS", context)),
                    roles=card.roles,
                    method=self.text(parameters, "METHOD", context) or COMPOSITE_METHODS[0],
                    cloud=self.number(parameters, "CLOUD", context) or 0.0,
                    scenes=round(self.number(parameters, "MAX_SCENES", context) or 0),
                    output=str(Path(folder) / f"{year} image.tif"),
                    allow_large=self.parameterAsBoolean(parameters, "LARGE", context),
                    credentials=self._credentials,
                    compute=settings().compute("cpu"),
                ),
            )
            for year in years
        ]

    def _service(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.text(parameters, "SERVICE", context) or presets()[0].id

    def _folder(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return absolute(self.parameterAsFileOutput(parameters, FOLDER, context))

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        methods = list(COMPOSITE_METHODS)
        return [
            number_parameter("GAIN", tr("Gain, percent a year"), NUMBER, LEAST_RATE, MOST_RATE, USUAL_GAIN),
            number_parameter("LOSS", tr("Loss, percent a year"), NUMBER, LEAST_RATE, MOST_RATE, USUAL_LOSS),
            number_parameter("PRIOR", tr("Prior probability, percent"), NUMBER, 1, 99, USUAL_PRIOR),
            number_parameter("TEMPERATURE", tr("Temperature of the probabilities"), NUMBER, 0.01, 100),
            number_parameter("THRESHOLD", tr("Threshold, percent"), INTEGER, 1, 99),
            text_parameter("BANDS", tr("Bands, as in {}").format(BANDS_EXAMPLE)),
            text_parameter("NODATA", tr("Nodata value")),
            number_parameter("SCALE", tr("Scale of the values"), NUMBER),
            number_parameter("OFFSET", tr("Offset of the values"), NUMBER),
            _choice("METHOD", tr("Method of composites"), methods),
            number_parameter("CLOUD", tr("Highest cloud cover, percent"), NUMBER, 0, 100, 60),
            number_parameter("MAX_SCENES", tr("Most scenes of a tile"), INTEGER, 1, 100, 12),
            QgsProcessingParameterAuthConfig("AUTH", tr("Authentication"), optional=True),
            QgsProcessingParameterBoolean("LARGE", tr("Allow large areas"), defaultValue=False),
            text_parameter("TITLE", tr("Title")),
            QgsProcessingParameterBoolean("LOAD", tr("Add the maps to the project"), defaultValue=True),
            device_parameter("DEVICE"),
            number_parameter("THREADS", tr("Processor threads"), INTEGER, 0, MOST_THREADS),
        ]


def _choice(name: str, title: str, options: list[str]) -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(name, title, options=options, defaultValue=options[0], usesStaticStrings=True)
