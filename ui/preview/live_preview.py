"""The live preview: what a model would make of what is on screen, shown over the map whenever it rests."""

from __future__ import annotations

import base64
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
"""So long the map has to stay as it is before its view is asked for."""


@dataclass(frozen=True, kw_only=True)
class LivePreviewSettings:
    """What is previewed.

    Attributes:
        layers: Ids of the raster layers of the project that are mapped; many are mosaicked, the first one on top.
        model: Path of the .onnx file.
        model_sha256: Expected hash of the file; empty = not checked.
        bands: Role -> "3" (number from 1) or the band's name; empty = guessed.
        scale: Value = DN * scale + offset; None = from the file, else from the card.
        offset: See scale.
        target: Name of the class that is shown as 1; empty = all classes of the card.
        threshold: Percent from which a pixel is the target, 1-99; None = the card's. The engine goes on when only this
            or the opacity changes.
        device: "auto", "cpu" or "cuda:N".
        opacity: Of the preview over the map, 0-1.
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
    opacity: float = 0.7


class PreviewState(enum.Enum):
    """What the preview does."""

    OFF = "off"
    STARTING = "starting"
    WORKING = "working"
    SHOWN = "shown"
    TOO_LARGE = "too-large"
    NOTHING = "nothing"
    """There is nothing to show in this view; the text says why, and another view may have something."""
    FAILED = "failed"
    """It has ended by itself and is started by nothing but :meth:`LivePreview.show`."""


class LivePreview(QObject):
    """Switched on with :meth:`show` and off with :meth:`hide`; :meth:`close` before the plugin goes.

    Args:
        canvas: Of the map.

    Attributes:
        state: What it does.
        text: The same for people, one sentence; empty when it is off.
        device: That the engine uses, "cpu" or "cuda:N"; empty = not known yet.
        state_changed: Has the text; comes with every change of state or text.
        failed: It has ended by itself; one sentence and what to do about it, for a message bar.
    """

    state_changed = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self.state = PreviewState.OFF
        self.text = ""
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
        """Whether it follows the map."""
        return self._engine is not None

    def show(self, settings: LivePreviewSettings) -> None:
        """Preview this from now on; what runs goes on where it fits.

        What is wrong with the settings is told by :attr:`failed`.
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
            # Not at once: a slider that is dragged gives many thresholds.
            self._wait_for_rest()
            return
        self.hide()
        self._begin(settings, request)

    def hide(self) -> None:
        """Show nothing and end the engine; nothing waits for it."""
        self._end()
        self._set(PreviewState.OFF, "")

    def close(self) -> None:
        """Leave nothing behind, no process either: when this returns, it is gone."""
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
        """Ask for the view that is on screen, unless it is the one that was asked for last."""
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
        )
        if self._asked is not None and _same_view(preview, self._asked):
            return
        self._asked, self._number = preview, preview.id
        self._engine.ask(preview)
        self._set(PreviewState.WORKING, tr("The preview is being made."))

    def _handle(self, name: str, fields: dict[str, Any]) -> None:
        if self._item is None:
            return
        if name == "ready":
            self._ready = True
            self.device = str(fields["device"])
            self._item.begin(QgsCoordinateReferenceSystem.fromWkt(str(fields["crs"])))
            self._ask()
        elif fields.get("id") != self._number:
            # Of a view that is no longer wanted, or nothing to show.
            return
        elif name == "preview":
            left, bottom, right, top = fields["extent"]
            image = QImage.fromData(base64.b64decode(fields["png"]), "PNG")
            self._item.add(self._number, (left, bottom, right, top), image)
            percent = round(100 * float(fields["fraction"]))
            self._set(PreviewState.WORKING, tr("The preview is being made: {} %.").format(percent))
        elif name == "preview-end":
            self._finish(self._item, fields)
        elif name == "preview-error":
            self._item.clear()
            self._set(PreviewState.NOTHING, f"{said(fields['message'])} {said(fields['hint'])}".strip())

    def _finish(self, item: PreviewItem, fields: dict[str, Any]) -> None:
        match fields["outcome"]:
            case "complete":
                item.keep(self._number)
                self._set(PreviewState.SHOWN, tr("The preview shows what is on screen."))
            case "no-data":
                item.clear()
                self._set(PreviewState.NOTHING, tr("The imagery has no data here."))
            case "too-large":
                item.clear()
                text = tr("Zoom in for a preview: here are {} km², it takes up to {} km².")
                self._set(PreviewState.TOO_LARGE, text.format(_rounded(fields["km2"]), _rounded(fields["most_km2"])))

    def _fail(self, error: EngineError) -> None:
        self._end()
        self._set(PreviewState.FAILED, said(error.message))
        self.failed.emit(error_text(error))

    def _set(self, state: PreviewState, text: str) -> None:
        if (state, text) != (self.state, self.text):
            self.state, self.text = state, text
            self.state_changed.emit(text)


def _request(settings: LivePreviewSettings) -> ServeRequest:
    """What the engine is asked.

    Raises:
        EngineError: A layer cannot be mapped, or is not there.
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
            trust_remote=inputs.trusted,
        ),
        model=settings.model,
        model_sha256=settings.model_sha256,
        target=settings.target,
        compute=options().compute(settings.device),
    )


def _same_view(one: Preview, other: Preview) -> bool:
    return (one.extent, one.crs, one.pixel, one.threshold) == (other.extent, other.crs, other.pixel, other.threshold)


def _rounded(km2: float) -> str:
    return f"{km2:,.0f}" if km2 >= 10 else f"{km2:.2g}"
