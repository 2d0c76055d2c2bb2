"""Base of the mapping algorithms: parameters, request and outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterCrs,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
)

from ...contract.card import ModelCard
from ...contract.requests import Compute, EstimateRequest, MapRequest, MapResult
from ...contract.requests import ModelFile as Candidate
from ...contract.requests.mapping import LARGEST_M2
from ..app.i18n import tr
from ..app.live_catalogue import live_catalogue
from ..app.settings import MOST_THREADS, settings
from ..client.speeds import remember_run
from ..layers.occupied import refuse_occupied
from ..layers.presentation import Presentation, load_files, present_on_load
from ..layers.styles import (
    ClassStyle,
    PolygonStyle,
    ProbabilityStyle,
    Style,
    classes_of,
    image_style,
    target_color,
    write_sidecar,
)
from ..parameters.band_text import EXAMPLE, parse_bands
from ..parameters.common import INTEGER, NUMBER, device_parameter, number_parameter, text_parameter
from ..parameters.destinations import has_own_name, join_layer, layer_destination, split_layer
from .area_parameters import AOI, EXTENT, read_area
from .input_algorithm import INPUT, INPUT_CRS, NODATA, InputAlgorithm, InputParameter
from .model_algorithm import MODEL, ModelAlgorithm, ModelFile

BANDS, YEAR = "BANDS", "YEAR"
THRESHOLD, SCALE, OFFSET = "THRESHOLD", "SCALE", "OFFSET"
DEVICE, BATCH, THREADS = "DEVICE", "BATCH", "THREADS"
MODEL_USED = "MODEL_USED"
OUTPUT, PROBABILITY, SUPERRESOLVED = "OUTPUT", "PROBABILITY", "SUPERRESOLVED"
POLYGONS, SIMPLIFY, MIN_AREA, REPORT = "POLYGONS", "SIMPLIFY", "MIN_AREA", "REPORT"
_SHOWN = (OUTPUT, POLYGONS)
"""Layers that are ticked once they are loaded: the others would hide the image."""


@dataclass(frozen=True)
class _Made:
    """An output layer and its presentation."""

    name: str
    path: str
    title: str
    style: Style | PolygonStyle | None


class MapAlgorithm(InputAlgorithm, ModelAlgorithm):
    """Maps rasters with a model. A subclass only names the target; it needs no code of its own."""

    GROUP = ("mapping", "Mapping")
    CHOOSES = True

    TARGET: ClassVar[str] = ""
    """Class that gets the value 1; empty = all classes with the values of the card."""
    TITLE: ClassVar[str]
    """Name of the loaded layer, followed by the year."""
    IMAGE: ClassVar[bool] = False
    """Whether models for this task may produce a super-resolved image."""

    def declare(self) -> None:
        """Add the parameters and outputs of all mapping algorithms."""
        self.add(InputParameter(INPUT, tr("Input rasters"), Qgis.ProcessingSourceType.Raster))
        self.add(text_parameter(BANDS, tr("Bands, as in {}").format(EXAMPLE)))
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(AOI, tr("Area of interest"), polygons, optional=True))
        self.add(QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True))
        self.add(number_parameter(YEAR, tr("Year of the imagery"), INTEGER, 1900, 2200))
        self.add_model()
        if self.TARGET:
            self.add(number_parameter(THRESHOLD, tr("Threshold, percent"), INTEGER, 1, 99))
        self.add(
            QgsProcessingParameterCrs(INPUT_CRS, tr("Coordinate system of the input"), optional=True), advanced=True
        )
        self.add(text_parameter(NODATA, tr("Nodata value")), advanced=True)
        self.add(number_parameter(SCALE, tr("Scale of the values"), NUMBER), advanced=True)
        self.add(number_parameter(OFFSET, tr("Offset of the values"), NUMBER), advanced=True)
        self.add(device_parameter(DEVICE))
        self.add(number_parameter(BATCH, tr("Batch size, tiles"), INTEGER, 0, 1024), advanced=True)
        self.add(number_parameter(THREADS, tr("Processor threads"), INTEGER, 0, MOST_THREADS), advanced=True)
        self.add(QgsProcessingParameterRasterDestination(OUTPUT, tr(self.TITLE)))
        self.add(_optional_raster(PROBABILITY, tr("Probability")))
        if self.IMAGE:
            self.add(_optional_raster(SUPERRESOLVED, tr("Super-resolved image")))
        self.add(
            QgsProcessingParameterVectorDestination(
                POLYGONS,
                tr("Polygons"),
                Qgis.ProcessingSourceType.VectorPolygon,
                optional=True,
                createByDefault=False,
            )
        )
        self.add(
            number_parameter(SIMPLIFY, tr("Simplification of the polygons, metres"), NUMBER, 0, 1000), advanced=True
        )
        self.add(
            number_parameter(MIN_AREA, tr("Smallest area of the polygons, m2"), NUMBER, 0, LARGEST_M2), advanced=True
        )
        self.add(
            QgsProcessingParameterFileDestination(
                REPORT, tr("Report"), fileFilter=tr("HTML files") + " (*.html)", optional=True, createByDefault=False
            )
        )
        self.add(QgsProcessingOutputNumber("AREA_KM2", tr("Mapped area, km2")))
        self.add(QgsProcessingOutputNumber("COVERED_KM2", tr("Covered area, km2")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))
        self.add(QgsProcessingOutputString(MODEL_USED, tr("Model used")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject inputs that cannot be read and outputs that cannot be written."""
        super().prepare(parameters, context)
        parse_bands(self.text(parameters, BANDS, context))
        refuse_occupied(parameters, [d.name() for d in self.destinationParameterDefinitions()], context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Map in the engine, then style the outputs."""
        roles = parse_bands(self.text(parameters, BANDS, context))
        files = self.chosen_files(parameters, context, roles)
        if len(files) == 1:
            files = [self.described(files[0], feedback)[1]]
        request = self._request(parameters, context, files)
        self._tell_limits(request.compute, self.number(parameters, THREADS, context) is None, feedback)
        result = self.run_engine(request, MapResult, feedback)
        card = next(file.card for file in files if file.card is not None and file.card.name == result.model)
        if not result.resumed:
            remember_run(card.name, result.device, result.covered_km2, result.seconds)
        made = self._made(request, card, result)
        shown = []
        for layer in made:
            _write_style(layer, feedback)
            title = "" if has_own_name(parameters.get(layer.name)) else layer.title
            shown.append((layer.path, Presentation(title, layer.style, request.year, card, layer.name in _SHOWN)))
        present_on_load(context, shown)
        return {
            **{layer.name: layer.path for layer in made},
            **({REPORT: request.report} if request.report else {}),
            "AREA_KM2": result.area_km2,
            "COVERED_KM2": result.covered_km2,
            "SECONDS": result.seconds,
            "DEVICE_USED": result.device,
            MODEL_USED: result.model,
        }

    def estimate_request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> EstimateRequest:
        """Build the request that estimates the cost of a run, for models of the catalogue; in the project's thread.

        Raises:
            EngineError: A parameter is wrong; the checks are those before a run.
        """
        self.check(parameters, context)
        roles = parse_bands(self.text(parameters, BANDS, context))
        return EstimateRequest(run=self._request(parameters, context, self.chosen_files(parameters, context, roles)))

    def load_again(
        self, parameters: dict[str, Any], results: Mapping[str, Any], context: QgsProcessingContext
    ) -> list[str]:
        """Load the maps of an earlier run as after that run; the styles of the rasters lie beside them.

        Args:
            parameters: Parameters of that run.
            results: Outputs of that run.
            context: Context that receives the layers to load.

        Returns:
            Paths of the maps that no longer exist.
        """
        name = str(results.get(MODEL_USED) or self.text(parameters, MODEL, context))
        entry = live_catalogue().entries.get(name)
        card = entry.card if entry else None
        number = self.number(parameters, YEAR, context)
        year = None if number is None else round(number)
        layers = []
        for layer in self._layers(results, year, card, {}):
            style = layer.style if isinstance(layer.style, PolygonStyle) else None
            look = Presentation(layer.title, style, year, card, layer.name in _SHOWN)
            layers.append((layer.name, layer.path, look))
        return load_files(context, layers)

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, files: Sequence[ModelFile]
    ) -> MapRequest:
        def number(name: str) -> float | None:
            return self.number(parameters, name, context)

        def integer(name: str) -> int | None:
            value = number(name)
            return None if value is None else round(value)

        polygons = parameters | {POLYGONS: layer_destination(parameters.get(POLYGONS))}
        polygons_path, polygons_layer = split_layer(self.output_path(polygons, POLYGONS, context))
        return MapRequest(
            reading=self.reading(parameters, context),
            **_models(files),
            output=self.output_path(parameters, OUTPUT, context),
            probability=self.output_path(parameters, PROBABILITY, context),
            superresolved=self.output_path(parameters, SUPERRESOLVED, context) if self.IMAGE else "",
            polygons=polygons_path,
            polygons_layer=polygons_layer,
            simplify_m=number(SIMPLIFY) or 0.0,
            min_area_m2=number(MIN_AREA) or 0.0,
            report=self.output_path(parameters, REPORT, context),
            area=read_area(self, parameters, context),
            target=self.TARGET,
            threshold=integer(THRESHOLD) if self.TARGET else None,
            year=integer(YEAR),
            batch=integer(BATCH) or 0,
            compute=settings().compute(self.text(parameters, DEVICE, context), number(THREADS)),
        )

    @staticmethod
    def _tell_limits(compute: Compute, threads_by_options: bool, feedback: QgsProcessingFeedback) -> None:
        if compute.threads and threads_by_options:
            feedback.pushInfo(tr("Processor threads, from OneMetre's options: {}.").format(compute.threads))
        if compute.memory_mb:
            feedback.pushInfo(tr("Memory limit, from OneMetre's options: {} MB.").format(compute.memory_mb))

    def _made(self, request: MapRequest, card: ModelCard, result: MapResult) -> list[_Made]:
        """Layers of the run, from the top down."""
        paths = {
            POLYGONS: join_layer(request.polygons, request.polygons_layer),
            OUTPUT: request.output,
            PROBABILITY: request.probability,
            SUPERRESOLVED: request.superresolved,
        }
        return self._layers(paths, request.year, card, result.class_km2)

    def _layers(
        self, paths: Mapping[str, str], year: int | None, card: ModelCard | None, class_km2: Mapping[str, float]
    ) -> list[_Made]:
        """Layers for the path of each output, from the top down; without the model's card they have no style."""
        title = tr(self.TITLE) if year is None else f"{tr(self.TITLE)} {year}"
        titles = {
            POLYGONS: tr("{}, polygons").format(title),
            OUTPUT: title,
            PROBABILITY: tr("{}, probability").format(title),
            SUPERRESOLVED: tr("{}, super-resolved image").format(title),
        }
        styles: dict[str, Style | PolygonStyle | None] = {}
        if card is not None:
            styles = {
                POLYGONS: PolygonStyle(classes_of(card, self.TARGET)),
                OUTPUT: ClassStyle(classes_of(card, self.TARGET), class_km2),
                PROBABILITY: ProbabilityStyle(target_color(card, self.TARGET)),
                SUPERRESOLVED: image_style(card),
            }
        return [_Made(name, paths[name], titles[name], styles.get(name)) for name in titles if paths.get(name)]


def _models(files: Sequence[ModelFile]) -> dict[str, Any]:
    """Fields of a request for one model, or for several to choose from."""
    if len(files) == 1:
        return {"model": files[0].path, "model_sha256": files[0].sha256}
    return {"candidates": tuple(Candidate(path=file.path, sha256=file.sha256) for file in files)}


def _write_style(layer: _Made, feedback: QgsProcessingFeedback) -> None:
    if layer.style is not None and not isinstance(layer.style, PolygonStyle):
        try:
            write_sidecar(layer.path, layer.style)
        except OSError as error:
            feedback.pushWarning(tr("The style file of {} cannot be written: {}.").format(layer.path, error.strerror))


def _optional_raster(name: str, title: str) -> QgsProcessingParameterRasterDestination:
    return QgsProcessingParameterRasterDestination(name, title, optional=True, createByDefault=False)
