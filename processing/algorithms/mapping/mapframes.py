"""Algorithm ``onemetre:mapframes``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
)

from ....contract.card import ModelCard
from ....contract.errors import SourceError
from ....contract.requests import MapFramesRequest, MapFramesResult
from ....contract.requests import ModelFile as Candidate
from ...app.i18n import tr
from ...app.paths import absolute
from ...app.settings import MOST_THREADS, settings
from ...bases.class_models import TARGETS, models_with
from ...bases.help import AlgorithmHelp
from ...bases.input_algorithm import INPUT, INPUT_CRS, NODATA, InputAlgorithm, InputParameter
from ...bases.model_algorithm import AUTO, MODEL, MODEL_FILE, ModelAlgorithm, ModelFile
from ...bases.named_zones import add_named_polygons, read_zones
from ...client.engine_words import said
from ...layers.map_names import layer_titles, run_title
from ...layers.occupied import refuse_shown
from ...layers.presentation import Presentation, load_files
from ...layers.styles import ClassStyle, classes_of, write_sidecar
from ...parameters.band_text import EXAMPLE as BANDS_EXAMPLE
from ...parameters.band_text import parse_bands
from ...parameters.common import INTEGER, NUMBER, device_parameter, number_parameter, text_parameter

FRAMES, TARGET, FOLDER = "FRAMES", "TARGET", "FOLDER"
SCHEDULER, SCRIPT = "SCHEDULER", "SCRIPT"
_SECURITY = ("TLS_AUTHORITY", "TLS_CERTIFICATE", "TLS_KEY")
BOUNDARY, BOUNDARY_NAME = "BOUNDARY", "BOUNDARY_NAME"
_EVERYTHING = "classes"
_SHOWN_FAILURES = 5

_HELP = AlgorithmHelp(
    "Map frames",
    "Maps a province or a river basin frame by frame, and joins the maps: the same pixels as one run, but resumable.",
    (
        "Each frame of the layer is one run on the whole imagery, several at a time. All runs lie on one lattice and "
        "overlap by what the model sees around a pixel, so the joined map is that of one uninterrupted run to the bit. "
        "A pixel belongs to the frame that holds its centre. Imagery of several coordinate systems, for example two "
        "UTM zones, gets a lattice and a mosaic each: a frame is mapped from the zone that holds its centre, or from "
        "the next one if that has no imagery there.\n\n"
        "A frame that is finished is never done again: run the same once more after a crash, a power cut or a stop. A "
        "frame that fails for a reason that may pass is tried three times, and then left out; the others go on. The "
        "run ends with an error that names the frames left out, after the mosaic of the others is written. Frames "
        "without imagery count as empty. The table of FRAMES shows all of this while the run goes on.\n\n"
        "The folder gets a Cloud Optimized GeoTIFF with overviews for each frame (maps), mosaic.vrt, with MOSAIC also "
        "mosaic.tif, with BOUNDARY_NAME areas.csv, and collection.json with an item a frame: a static STAC catalogue, "
        "with relative paths, that can be served as it lies."
    ),
    {
        "FRAMES": "Frames as Data frames makes them; the layer shows the state of each.",
        "INPUT": "Imagery: rasters, VRTs, or folders whose rasters are taken.",
        "TARGET": "What is mapped; classes: all classes of the model by their values.",
        "MODEL": "Model for all frames; auto: the best one that fits the imagery.",
        "MODEL_FILE": "ONNX file with a card or with Deepness metadata, instead of MODEL.",
        "THRESHOLD": "Percent from which a pixel is the class; empty: the model's own.",
        "BOUNDARY": "Polygons, for example urban boundaries; pixels outside are nodata.",
        "BOUNDARY_NAME": "Field with the names of these polygons: areas.csv has a row for each.",
        "BANDS": "Bands of the imagery by role; empty: by names and colours.",
        "YEAR": "Year of the imagery, for the tags and the catalogue.",
        "MOSAIC": "Also join the maps into one Cloud Optimized GeoTIFF.",
        "INPUT_CRS": "Coordinate system in place of that of the imagery.",
        "NODATA": "Number that marks pixels without data, in place of what the imagery states; none: no number does.",
        "SCALE": "Value = number times SCALE plus OFFSET, for imagery that does not state it.",
        "OFFSET": "See SCALE.",
        "WORKERS": "Frames mapped at the same time on this machine; 0: by cores and memory.",
        "SCHEDULER": (
            "Address of a Dask scheduler: its workers map the frames. They need FOLDER, INPUT, the plugin and an "
            "environment of the runtime under the same paths. Empty: this machine."
        ),
        "TLS_AUTHORITY": "For a scheduler at tls://: file of the authority's certificate (PEM).",
        "TLS_CERTIFICATE": "For a scheduler at tls://: file of your own certificate (PEM).",
        "TLS_KEY": "For a scheduler at tls://: file of the key of that certificate (PEM).",
        "SCRIPT": (
            "Write frames.sh for Slurm, PBS or AWS Batch into FOLDER, and map nothing. Once its tasks have ended, run "
            "the same without SCRIPT: it joins the maps."
        ),
        "TITLE": "Title of the product; empty: what, where and when.",
        "LOAD": "Add the mosaics to the project.",
        "DEVICE": "auto: a graphics card if there is a fitting one; cpu, or cuda:0.",
        "THREADS": "Processor threads of all workers together; 0 = all.",
        "FOLDER": "Folder for all files; that of an earlier run with the same inputs is continued.",
    },
)


class MapFrames(InputAlgorithm, ModelAlgorithm):
    """Maps the frames of a layer, and joins their maps."""

    NAME = "mapframes"
    HELP = _HELP
    GROUP = ("mapping", "Mapping")
    ICON = "impervious"
    TAGS = ("frames", "mosaic", "province", "basin", "large", "batch", "scale", "cluster", "cog", "stac", "boundary")
    CHOOSES = True
    FILES = True

    def declare(self) -> None:
        """Add the parameters and outputs."""
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        self.add(QgsProcessingParameterVectorLayer(FRAMES, tr("Frames"), polygons))
        self.add(InputParameter(INPUT, tr("Imagery"), Qgis.ProcessingSourceType.Raster))
        targets = [*TARGETS, _EVERYTHING]
        self.add(
            QgsProcessingParameterEnum(
                TARGET, tr("What is mapped"), options=targets, defaultValue=targets[0], usesStaticStrings=True
            )
        )
        self.add_model()
        self.add(text_parameter("BANDS", tr("Bands, as in {}").format(BANDS_EXAMPLE)))
        self.add(number_parameter("THRESHOLD", tr("Threshold, percent"), INTEGER, 1, 99))
        add_named_polygons(
            self,
            (BOUNDARY, tr("Boundary")),
            (BOUNDARY_NAME, tr("Field with the names in the boundary")),
        )
        self.add(number_parameter("YEAR", tr("Year of the imagery"), INTEGER, 1900, 2200))
        self.add(QgsProcessingParameterBoolean("MOSAIC", tr("Join the maps into one file"), defaultValue=False))
        system = QgsProcessingParameterCrs(INPUT_CRS, tr("Coordinate system of the input"), optional=True)
        for definition in (
            system,
            text_parameter(NODATA, tr("Nodata value")),
            number_parameter("SCALE", tr("Scale of the values"), NUMBER),
            number_parameter("OFFSET", tr("Offset of the values"), NUMBER),
            number_parameter("WORKERS", tr("Frames at the same time"), INTEGER, 0, 1024, 0),
            text_parameter(SCHEDULER, tr("Dask scheduler, as in {}").format("tcp://192.168.1.5:8786")),
            QgsProcessingParameterFile(_SECURITY[0], tr("TLS: certificate of the authority"), optional=True),
            QgsProcessingParameterFile(_SECURITY[1], tr("TLS: your certificate"), optional=True),
            QgsProcessingParameterFile(_SECURITY[2], tr("TLS: key of your certificate"), optional=True),
            QgsProcessingParameterBoolean(
                SCRIPT, tr("Write a script for a batch system and map nothing"), defaultValue=False
            ),
            text_parameter("TITLE", tr("Title")),
            QgsProcessingParameterBoolean("LOAD", tr("Add the maps to the project"), defaultValue=True),
            device_parameter("DEVICE"),
            number_parameter("THREADS", tr("Processor threads"), INTEGER, 0, MOST_THREADS),
        ):
            self.add(definition, advanced=True)
        self.add(QgsProcessingParameterFolderDestination(FOLDER, tr("Folder of the maps")))
        self.add(QgsProcessingOutputMultipleLayers("MOSAICS", tr("Mosaics")))
        self.add(QgsProcessingOutputFile("TABLE", tr("Areas by name")))
        self.add(QgsProcessingOutputFile("COLLECTION", tr("STAC Collection")))
        self.add(QgsProcessingOutputFile("SCRIPT_FILE", tr("Script for a batch system")))
        self.add(QgsProcessingOutputString("MODEL_USED", tr("Model used")))
        self.add(QgsProcessingOutputNumber("DONE", tr("Mapped frames")))
        self.add(QgsProcessingOutputNumber("KEPT", tr("Frames finished by an earlier run")))
        self.add(QgsProcessingOutputNumber("EMPTY", tr("Frames without imagery")))
        self.add(QgsProcessingOutputNumber("AREA_KM2", tr("Mapped area, km2")))
        self.add(QgsProcessingOutputNumber("COVERED_KM2", tr("Covered area, km2")))
        self.add(QgsProcessingOutputNumber("SECONDS", tr("Wall time, seconds")))
        self.add(QgsProcessingOutputString("WARNINGS", tr("Warnings")))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject frames that are in no GeoPackage, and a folder whose mosaics the project shows."""
        super().prepare(parameters, context)
        parse_bands(self.text(parameters, "BANDS", context))
        self._frames(parameters, context)
        folder = Path(self._folder(parameters, context))
        refuse_shown(FOLDER, list(map(str, folder.glob("mosaic*.tif"))), context.project())

    def execute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Map in the engine, then style and load the mosaics."""
        files = self.chosen_files(parameters, context)
        if len(files) == 1:
            files = [self.described(files[0], feedback)[1]]
        request = self._request(parameters, context, files)
        result = self.run_engine(request, MapFramesResult, feedback)
        for warning in result.warnings:
            feedback.pushWarning(said(warning))
        feedback.pushInfo(
            tr("Frames: {} mapped ({} of them earlier), {} empty, {} failed").format(
                result.done, result.kept, result.empty, len(result.failed)
            )
        )
        card = next((file.card for file in files if file.card is not None and file.card.name == result.model), None)
        self._present(parameters, context, feedback, request, result, card)
        if result.failed:
            names = ", ".join(result.failed[:_SHOWN_FAILURES]) + (" ..." * (len(result.failed) > _SHOWN_FAILURES))
            raise SourceError(
                tr("{} of {} frames failed and are left out: {}.").format(len(result.failed), result.frames, names),
                tr("The layer of the frames says why. The mosaic of the others is in {}; run again to go on.").format(
                    request.folder
                ),
            )
        return {
            FOLDER: request.folder,
            "MOSAICS": [mosaic.cog or mosaic.vrt for mosaic in result.mosaics],
            "TABLE": result.table,
            "COLLECTION": result.collection,
            "SCRIPT_FILE": result.script,
            "MODEL_USED": result.model,
            "DONE": result.done,
            "KEPT": result.kept,
            "EMPTY": result.empty,
            "AREA_KM2": result.area_km2,
            "COVERED_KM2": result.covered_km2,
            "SECONDS": result.seconds,
            "WARNINGS": " ".join(map(said, result.warnings)),
        }

    def chosen_files(
        self, parameters: dict[str, Any], context: QgsProcessingContext, roles: Any = ()
    ) -> list[ModelFile]:
        """The model that is named; for "auto" those with the class, the preferred ones first."""
        named = self.path(parameters, MODEL_FILE, context) or self.text(parameters, MODEL, context) not in ("", AUTO)
        target = self._target(parameters, context)
        if named or not target:
            return super().chosen_files(parameters, context, roles)
        return models_with(target)

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, files: list[ModelFile]
    ) -> MapFramesRequest:
        def integer(name: str) -> int | None:
            value = self.number(parameters, name, context)
            return None if value is None else round(value)

        one = files[0] if len(files) == 1 else None
        boundary = read_zones(self, parameters, context, BOUNDARY, BOUNDARY_NAME)
        named = bool(self.parameterAsString(parameters, BOUNDARY_NAME, context))
        return MapFramesRequest(
            frames=self._frames(parameters, context),
            reading=self.reading(parameters, context),
            folder=self._folder(parameters, context),
            model=one.path if one else "",
            model_sha256=one.sha256 if one else "",
            candidates=() if one else tuple(Candidate(path=file.path, sha256=file.sha256) for file in files),
            target=self._target(parameters, context),
            threshold=integer("THRESHOLD"),
            boundary=boundary,
            by_name=boundary is not None and named,
            mosaic=self.parameterAsBoolean(parameters, "MOSAIC", context),
            year=integer("YEAR"),
            title=" ".join(self.text(parameters, "TITLE", context).split()),
            workers=integer("WORKERS") or 0,
            scheduler=self.text(parameters, SCHEDULER, context).strip(),
            security=tuple(filter(None, (self.path(parameters, name, context) for name in _SECURITY))),
            script=self.parameterAsBoolean(parameters, SCRIPT, context),
            compute=settings().compute(
                self.text(parameters, "DEVICE", context), self.number(parameters, "THREADS", context)
            ),
        )

    def _present(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        request: MapFramesRequest,
        result: MapFramesResult,
        card: ModelCard | None,
    ) -> None:
        """Style the mosaics, and load them if wanted."""
        style = ClassStyle(classes_of(card, request.target), result.class_km2) if card is not None else None
        title = request.title or run_title(tr("Map of frames"), "", request.year)
        layers = []
        for mosaic in result.mosaics:
            path = mosaic.cog or mosaic.vrt
            if style is not None:
                try:
                    write_sidecar(path, style)
                except OSError as error:
                    feedback.pushWarning(tr("The style file of {} cannot be written: {}.").format(path, error.strerror))
            name = title if len(result.mosaics) == 1 else f"{title}, {Path(path).stem.removeprefix('mosaic ')}"
            look = Presentation(name, style, request.year, card, short=layer_titles(request.year)["OUTPUT"])
            layers.append(("MOSAICS", path, look))
        if self.parameterAsBoolean(parameters, "LOAD", context) and context.project() is not None:
            load_files(context, layers)

    def _target(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Name of the class; empty = all classes."""
        target = self.text(parameters, TARGET, context) or next(iter(TARGETS))
        return "" if target == _EVERYTHING else target

    def _frames(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Path of the GeoPackage of the frames."""
        layer = self.parameterAsVectorLayer(parameters, FRAMES, context)
        if layer is not None:
            parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
            path = Path(str(parts.get("path") or ""))
            if path.suffix.lower() == ".gpkg" and path.is_file():
                return absolute(str(path))
        raise SourceError(
            tr("{} is no layer of frames.").format(FRAMES),
            tr("Make frames with Data frames, also of your own polygons (FEATURES)."),
        )

    def _folder(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return absolute(self.parameterAsFileOutput(parameters, FOLDER, context))
