"""The live preview: maps the visible view with a model whenever the canvas rests."""

from __future__ import annotations

import base64
import dataclasses
import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage

from ...contract.errors import EngineError
from ...contract.requests import Preview, Reading, ServeRequest
from ...processing.app.i18n import tr
from ...processing.app.settings import settings as options
from ...processing.bases.input_algorithm import read_inputs
from ...processing.client.engine_words import error_text, said
from ...processing.client.preview_engine import PreviewEngine, wait_for_stopped_engines
from .canvas_item import PreviewItem

_REST_MS = 200
"""Time that the canvas must rest before its view is requested, milliseconds."""


@dataclass(frozen=True, kw_only=True)
class LivePreviewSettings:
    """Settings of the live preview.

    Attributes:
        layers: Ids of the project's raster layers to map; several are mosaicked, the first one on top.
        model: Path of the model file (.onnx).
        model_sha256: Expected SHA-256 of the model file; empty = not checked.
        bands: Role -> number of the band from 1 ("3"), or the band's name; empty = guessed.
        scale: Factor in value = DN * scale + offset; None = from the file, else from the card.
        offset: Offset in value = DN * scale + offset; None = from the file, else from the card.
        target: Name of the class to show as 1; empty = all classes of the card.
        threshold: Percent from which a pixel belongs to the target, 1-99; None = the card's. The engine keeps running
            if only this or the opacity changes.
        device: Device to compute on: "auto", "cpu" or "cuda:N".
        wkt: Polygons to map, as WKT; empty = all of the view. The engine keeps running if only this changes.
        wkt_crs: Coordinate system of the polygons.
        opacity: Opacity of the preview over the map, 0-1.
    """

    layers: Sequence[str]
    model: str
    model_sha256: str = ""
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    target: str = ""
    threshold: int | None = None
    device: str = "auto"
    wkt: tuple[str, ...] = ()
    wkt_crs: str = ""
    opacity: float = 0.7


class PreviewState(enum.Enum):
    """State of the live preview."""

    OFF = "off"
    STARTING = "starting"
    WORKING = "working"
    SHOWN = "shown"
    PARTIAL = "partial"
    """The middle of the view is shown."""
    NOTHING = "nothing"
    """This view has nothing to show; the text states why. Another view may succeed."""
    FAILED = "failed"
    """The preview has stopped because of an error; only :meth:`LivePreview.show` restarts it."""


class LivePreview(QObject):
    """Switched on with :meth:`show` and off with :meth:`hide`; call :meth:`close` before unloading the plugin.

    Args:
        canvas: Map canvas to follow.

    Attributes:
        state: Current state of the preview.
        text: The state as one sentence for the user; empty when the preview is off.
        rest_seconds: Time that the rest of a partial view takes, see :meth:`map_rest`; 0 = there is none.
        device: Device that the engine uses, "cpu" or "cuda:N"; empty = not known yet.
        state_changed: Emitted with the text at every change of state or text.
        failed: Emitted when the preview stops by itself, with a sentence and a hint for a message bar.
    """

    state_changed = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self.state = PreviewState.OFF
        self.text = ""
        self.rest_seconds = 0.0
        self.device = ""
        self._canvas = canvas
        self._item: PreviewItem | None = None
        self._engine: PreviewEngine | None = None
        self._settings: LivePreviewSettings | None = None
        self._request: ServeRequest | None = None
        self._ready = False
        self._asked: Preview | None = None
        self._number = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)

    @property
    def is_on(self) -> bool:
        """Whether the preview follows the map."""
        return self._engine is not None

    def show(self, settings: LivePreviewSettings) -> None:
        """Start a preview with these settings, or update the running one if it fits.

        :attr:`failed` reports invalid settings.
        """
        try:
            request = _request(settings)
        except EngineError as error:
            self._fail(error)
            return
        self._settings = settings
        if self._engine is not None and request == self._request:
            if self._item is not None:
                self._item.setOpacity(settings.opacity)
            # Not at once: dragging a slider produces many thresholds.
            self._wait_for_rest()
            return
        self.hide()
        self._begin(settings, request)

    def map_rest(self) -> None:
        """Map the whole of the view of which the middle is shown."""
        if self.state == PreviewState.PARTIAL and self._asked is not None:
            self._request_view(dataclasses.replace(self._asked, id=self._number + 1, patient=True))

    def hide(self) -> None:
        """Remove the preview and end the engine without waiting for it."""
        self._end()
        self._set(PreviewState.OFF, "")

    def close(self) -> None:
        """End the preview; when this returns, its engine process has ended."""
        self._end()
        wait_for_stopped_engines()
        self._set(PreviewState.OFF, "")

    def _begin(self, settings: LivePreviewSettings, request: ServeRequest) -> None:
        engine = PreviewEngine()
        try:
            engine.start(request)
        except EngineError as error:
            self._fail(error)
            return
        self._engine, self._settings, self._request = engine, settings, request
        engine.told.connect(self._handle)
        engine.died.connect(self._fail)
        self._item = PreviewItem(self._canvas)
        self._item.setOpacity(settings.opacity)
        self._canvas.extentsChanged.connect(self._wait_for_rest)
        self._canvas.destinationCrsChanged.connect(self._wait_for_rest)
        QgsProject.instance().layersWillBeRemoved.connect(self._lose_layers)
        QgsProject.instance().aboutToBeCleared.connect(self.hide)
        QgsApplication.instance().aboutToQuit.connect(self.close)
        self._set(PreviewState.STARTING, tr("The preview is starting."))

    def _end(self) -> None:
        engine, self._engine = self._engine, None
        self._rest.stop()
        self._ready, self._asked, self.device = False, None, ""
        if engine is None:
            return
        engine.told.disconnect(self._handle)
        engine.died.disconnect(self._fail)
        engine.stop()
        QgsProject.instance().layersWillBeRemoved.disconnect(self._lose_layers)
        QgsProject.instance().aboutToBeCleared.disconnect(self.hide)
        QgsApplication.instance().aboutToQuit.disconnect(self.close)
        if not sip.isdeleted(self._canvas):
            self._canvas.extentsChanged.disconnect(self._wait_for_rest)
            self._canvas.destinationCrsChanged.disconnect(self._wait_for_rest)
            if self._item is not None and not sip.isdeleted(self._item):
                self._canvas.scene().removeItem(self._item)
        self._item = None

    def _lose_layers(self, layers: list[str]) -> None:
        if self._settings is not None and set(layers) & set(self._settings.layers):
            self.hide()
            self.failed.emit(tr("The preview has ended: its layer was removed."))

    def _wait_for_rest(self) -> None:
        self._rest.start()

    def _ask(self) -> None:
        """Request the visible view, unless it was the last one requested."""
        if not self._ready or self._engine is None or self._settings is None:
            return
        settings = self._canvas.mapSettings()
        extent = settings.visibleExtent()
        preview = Preview(
            id=self._number + 1,
            extent=(extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()),
            crs=settings.destinationCrs().toWkt(),
            pixel=settings.mapUnitsPerPixel() / settings.devicePixelRatio() or 1.0,
            threshold=self._settings.threshold,
            wkt=self._settings.wkt,
            wkt_crs=self._settings.wkt_crs,
        )
        if self._asked is None or not _same_view(preview, self._asked):
            self._request_view(preview)

    def _request_view(self, preview: Preview) -> None:
        if self._engine is not None:
            self._asked, self._number = preview, preview.id
            self._engine.ask(preview)
            self._set(PreviewState.WORKING, tr("Computing the preview..."))

    def _handle(self, name: str, fields: dict[str, Any]) -> None:
        if self._item is None:
            return
        if name == "ready":
            self._ready = True
            self.device = str(fields["device"])
            self._item.begin(QgsCoordinateReferenceSystem.fromWkt(str(fields["crs"])))
            self._ask()
        elif fields.get("id") != self._number:
            # The message belongs to an outdated view, or has nothing to show.
            return
        elif name == "preview":
            left, bottom, right, top = fields["extent"]
            image = QImage.fromData(base64.b64decode(fields["png"]), "PNG")
            self._item.add(self._number, (left, bottom, right, top), image)
            percent = round(100 * float(fields["fraction"]))
            self._set(PreviewState.WORKING, tr("Computing the preview: {} %.").format(percent))
        elif name == "preview-end":
            self._finish(self._item, fields)
        elif name == "preview-error":
            self._item.clear()
            self._set(PreviewState.NOTHING, f"{said(fields['message'])} {said(fields['hint'])}".strip())

    def _finish(self, item: PreviewItem, fields: dict[str, Any]) -> None:
        match fields["outcome"]:
            case "complete":
                item.keep(self._number)
                self._set(PreviewState.SHOWN, tr("The preview covers the current view."))
            case "no-data":
                item.clear()
                self._set(PreviewState.NOTHING, tr("The imagery has no data in this view."))
            case "partial":
                item.keep(self._number)
                text = tr("The preview covers the middle: {} of {} km².")
                self._set(
                    PreviewState.PARTIAL,
                    text.format(_rounded(fields["km2"]), _rounded(fields["whole_km2"])),
                    float(fields["seconds"]),
                )

    def _fail(self, error: EngineError) -> None:
        self._end()
        self._set(PreviewState.FAILED, said(error.message))
        self.failed.emit(error_text(error))

    def _set(self, state: PreviewState, text: str, rest_seconds: float = 0.0) -> None:
        if (state, text, rest_seconds) != (self.state, self.text, self.rest_seconds):
            self.state, self.text, self.rest_seconds = state, text, rest_seconds
            self.state_changed.emit(text)


def _request(settings: LivePreviewSettings) -> ServeRequest:
    """The request to the engine.

    Raises:
        EngineError: A layer cannot be mapped, or is missing.
    """
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    inputs = read_inputs(list(settings.layers), context, allow_remote=False)
    return ServeRequest(
        reading=Reading(
            sources=inputs.sources,
            bands=settings.bands,
            scale=settings.scale,
            offset=settings.offset,
            crs=inputs.crs,
            nodata=inputs.nodata,
            trust_remote=inputs.trusted,
        ),
        model=settings.model,
        model_sha256=settings.model_sha256,
        target=settings.target,
        compute=options().compute(settings.device),
    )


def _same_view(one: Preview, other: Preview) -> bool:
    return dataclasses.replace(one, id=0, patient=False) == dataclasses.replace(other, id=0, patient=False)


def _rounded(km2: float) -> str:
    return f"{km2:,.0f}" if km2 >= 10 else f"{km2:.2g}"
