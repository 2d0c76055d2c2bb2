"""The dock's live preview: its settings, and a button that stays pressed while it follows the map."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QSignalBlocker, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton

from ....contract.errors import EngineError
from ....contract.tasks import algorithm_of
from ....processing.app.i18n import tr
from ....processing.app.live_catalogue import live_catalogue
from ....processing.client.engine_words import error_text
from ....processing.parameters.band_text import parse_bands
from ...preview.live_preview import LivePreview, LivePreviewSettings
from ...widgets.project_rasters import project_rasters
from ...widgets.small import button
from ..state.planned_runs import bands_of_images
from ..state.state import DockState


class PreviewToggle(QObject):
    """Previews the latest ticked year.

    Args:
        state: State of the dock.
        canvas: Map canvas of QGIS.

    Attributes:
        told: Emitted with the state of the preview, one sentence; empty = off.
        failed: Emitted when the preview stops by itself, with the reason and what to do.
    """

    told = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, state: DockState, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._state = state
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
        settings, rasters = self._state.settings, project_rasters()
        entry = live_catalogue().get(settings.model)
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
        )
