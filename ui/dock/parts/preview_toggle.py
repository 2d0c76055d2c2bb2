"""The dock's live preview: its settings, and a button that stays pressed while it follows the map."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton

from ....contract.errors import AreaError, EngineError
from ....contract.tasks import algorithm_of
from ....processing.app.i18n import tr
from ....processing.app.live_catalogue import live_catalogue
from ....processing.client.engine_words import error_text
from ....processing.parameters.areas import crs_text
from ....processing.parameters.band_text import parse_bands
from ...preview.live_preview import LivePreview, LivePreviewSettings
from ...widgets.project_rasters import project_rasters
from ...widgets.small import button
from ..state.composites import with_composites
from ..state.planned_run import PlannedRun
from ..state.planned_runs import bands_of_images
from ..state.settings import AreaChoice, DockSettings
from ..state.state import DockState
from .area_shape import needs_file, shape_of


class PreviewToggle(QObject):
    """Previews the latest ticked year, in the polygons of the area if it has some.

    Args:
        state: State of the dock.
        canvas: Map canvas of QGIS.
        composites: Bound method that returns the runs that make the composites of the ticked years; held weakly.

    Attributes:
        told: Emitted with the state of the preview, one sentence; empty = off.
        failed: Emitted when the preview stops by itself, with the reason and what to do.
    """

    told = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, state: DockState, canvas: QgsMapCanvas, composites: Callable[[], dict[int, PlannedRun]]) -> None:
        super().__init__()
        self._state = state
        self._composites = weakref.WeakMethod(composites)
        self.preview = LivePreview(canvas)
        self.button: QPushButton = button(
            "preview", tr("Prev&iew"), tr("Map the visible view with the model whenever the canvas rests")
        )
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        self.preview.state_changed.connect(self.told)
        self.preview.state_changed.connect(self._follow)
        self.preview.failed.connect(self.failed)
        state.changed.connect(self._settings_changed)

    def end(self) -> None:
        """End the preview and its engine process."""
        self.preview.close()

    def _toggled(self, down: bool) -> None:
        if not down:
            self.preview.hide()
            return
        try:
            self.preview.show(self._settings())
        except EngineError as error:
            self.failed.emit(error_text(error))
            self._follow()

    def _settings_changed(self) -> None:
        if self.preview.is_on:
            self._toggled(down=True)

    def _follow(self) -> None:
        with QSignalBlocker(self.button):
            self.button.setChecked(self.preview.is_on)

    def _settings(self) -> LivePreviewSettings:
        settings, rasters = self._with_composites(self._state.settings), project_rasters()
        card = self._state.card
        entry = live_catalogue().get(card.name if card is not None else settings.model)
        year = settings.years[-1] if settings.years else None
        images = [image for image in settings.chosen if image.year == year]
        algorithm = algorithm_of(entry.card.task)
        found = QgsApplication.processingRegistry().algorithmById(f"onemetre:{algorithm}")
        return LivePreviewSettings(
            layers=[rasters[image.source].id() for image in images if image.source in rasters],
            model=str(entry.path),
            model_sha256=entry.card.sha256,
            bands=parse_bands(bands_of_images(images, entry.card, year)) if images else {},
            scale=images[0].scale if images else None,
            offset=images[0].offset if images else None,
            target=found.TARGET,
            threshold=settings.threshold if found.TARGET else None,
            device=settings.device,
            **_polygons(settings.area),
        )

    def _with_composites(self, settings: DockSettings) -> DockSettings:
        """Settings with the composites that the project shows."""
        composites, rasters = self._composites(), project_rasters()
        made = composites() if composites is not None else {}
        return with_composites(settings, {y: run for y, run in made.items() if run.parameters["OUTPUT"] in rasters})


def _polygons(area: AreaChoice) -> dict[str, Any]:
    """Settings of a preview for the polygons of an area; empty = the area has none, or none yet."""
    if not needs_file(area):
        return {}
    try:
        shape = shape_of(area, ())
    except AreaError:
        return {}
    return {"wkt": tuple(polygon.asWkt() for polygon in shape.polygons), "wkt_crs": crs_text(shape.crs)}
