"""The dock: area, imagery, model, outputs, device; estimate, progress and results of its runs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProcessingUtils
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...contract.errors import EngineError, OutputError, RequestError
from ...processing.app.i18n import tr
from ...processing.client.engine_words import error_text, said
from ...processing.runtime.situation import look
from ..preview.done_ground import DoneGround
from ..widgets.message_bar import Messages
from .jobs.job import held_by
from .jobs.queue import JobQueue
from .jobs.section import JobsSection
from .jobs.store import JobStore
from .parts.area_section import AreaSection
from .parts.area_shape import needs_file, polygons_path, write_polygons
from .parts.device_section import DeviceSection
from .parts.estimator import Estimator
from .parts.imagery_section import ImagerySection
from .parts.model_section import ModelSection
from .parts.output_section import OutputSection
from .parts.preview_toggle import PreviewToggle
from .parts.result_section import ResultSection
from .parts.run_panel import RunPanel
from .parts.section import Section
from .scenes.loading import show_composites
from .scenes.section import SceneSearchSection
from .series.section import SeriesSection
from .state.composites import COMPOSITE, composites_folder, composites_of
from .state.free_names import layers_in_the_way, remove_layers
from .state.planned_run import PlannedRun
from .state.planned_runs import planned_runs
from .state.settings import DockSettings
from .state.state import DockState

NAME = "OneMetreDock"
NARROWEST = 320


class Dock(QgsDockWidget):
    """The dock widget; one per session.

    Args:
        iface: Interface of QGIS Desktop.
        set_up: Callback that opens the set-up dialog.
        open_algorithm: Opens an algorithm's dialog, given its id.

    Attributes:
        accuracy_wanted: Emitted with the path of a finished map whose accuracy is to be checked.
    """

    accuracy_wanted = pyqtSignal(str)

    def __init__(self, iface: QgisInterface, set_up: Callable[[], None], open_algorithm: Callable[[str], None]) -> None:
        super().__init__("OneMetre", iface.mainWindow())
        self.setObjectName(NAME)
        self._set_up = set_up
        self.state = DockState()
        self.messages = Messages()
        self.area = AreaSection(self.state, iface.mapCanvas())
        self.imagery = ImagerySection(self.state)
        self.scenes = SceneSearchSection(self.state, iface.mapCanvas(), self.area.shape, self._composites)
        self.model = ModelSection(self.state, lambda: open_algorithm("onemetre:importmodel"))
        self.runner = JobQueue(JobStore())
        self.outputs = OutputSection(self.state, self._planned_for_names)
        self.device = DeviceSection(self.state)
        self.result = ResultSection(self.state, iface.mapCanvas())
        self.series = SeriesSection(self.state, iface.mapCanvas())
        self.preview = PreviewToggle(self.state, iface.mapCanvas(), self._composites)
        self.done_ground = DoneGround(iface.mapCanvas())
        self.foot = RunPanel(self.preview.button)
        self.jobs = JobsSection(self.state, self.runner, self.messages)
        self.estimator = Estimator(self._planned_for_estimate)
        self._seen = False
        self._ready = False
        self._run_title = ""
        self._percent = 0.0
        self._elsewhere: list[str] = []
        self._fetched = False
        self._cut_off: list[str] = []
        self._lay_out()
        self.foot.run.clicked.connect(self.run)
        self.foot.cancel.clicked.connect(self._cancel)
        self.visibilityChanged.connect(self._shown_or_hidden)
        self.estimator.told.connect(self.foot.show_cost)
        self.state.changed.connect(self.messages.forget_passing)
        self.state.changed.connect(self._estimate)
        self.device.looked.connect(self._estimate)
        self.preview.told.connect(self._show_preview)
        self.foot.rest.clicked.connect(self.preview.preview.map_rest)
        self.preview.failed.connect(self._warn)
        self.result.threshold.wanted.connect(self._begin)
        self.result.failed.connect(self._warn)
        self.result.accuracy.wanted.connect(self.accuracy_wanted)
        self.jobs.accuracy_wanted.connect(self.accuracy_wanted)
        self.series.failed.connect(self._warn)
        # One divider at a time.
        self.result.compare.button.clicked.connect(self.series.swipe.end)
        self.series.swipe.button.clicked.connect(self.result.compare.end)
        self.runner.busy_from_now.connect(self._busy)
        self.runner.began.connect(self._began)
        self.runner.progressed.connect(self._progressed)
        self.runner.ground_done.connect(self.done_ground.add)
        self.runner.told.connect(self._told)
        self.runner.succeeded.connect(self._succeeded)
        self.runner.failed.connect(self._failed)
        self.runner.idle.connect(self._idle)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections from the top down."""
        before = self.area, self.imagery, self.scenes, self.model, self.outputs, self.device
        return *before, self.result, self.series, self.jobs

    def run(self) -> None:
        """Start the runs of the current settings, or report why they cannot start."""
        self.messages.clearWidgets()
        if self._lacks_runtime():
            return
        try:
            runs = self.planned()
        except EngineError as error:
            self.messages.tell(error_text(error), Qgis.MessageLevel.Warning, passing=True)
            return
        # There are some only if the user wants earlier maps to be replaced.
        remove_layers(layers_in_the_way(runs))
        self.result.begin()
        show_composites(runs)
        self._begin(runs, self.state.settings)

    def _lacks_runtime(self) -> bool:
        """Whether the runtime is missing; if so, shows a message with a button that opens the set-up."""
        situation = look()
        if situation.error is None:
            return False
        # If no environment is configured, the button replaces the hint.
        text = error_text(situation.error) if situation.source else said(situation.error.message)
        self.messages.tell(text, Qgis.MessageLevel.Warning, tr("Set up..."), self._set_up)
        return True

    def planned(self) -> list[PlannedRun]:
        """The runs of the current settings; writes the area into the output folder if a run needs it as a file.

        Raises:
            EngineError: A setting is missing or invalid.
        """
        settings = self.state.settings
        # Check everything before writing anything.
        self._runs_of(settings, "")
        folder = settings.outputs.folder
        for needed in (folder, *([str(composites_folder())] if settings.search.years else [])):
            try:
                Path(needed).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(
                    tr("The folder {} cannot be created: {}.").format(needed, error.strerror),
                    tr("Choose another folder."),
                ) from None
        return self._runs_of(settings, folder)

    def _planned_for_names(self) -> list[PlannedRun]:
        return self._runs_of(self.state.settings, "")

    def _planned_for_estimate(self) -> list[PlannedRun]:
        """The same runs, with the area in a temporary folder."""
        settings = self.state.settings
        folder = Path(settings.outputs.folder or ".").absolute()
        existing = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
        outputs = dataclasses.replace(settings.outputs, folder=str(existing) if settings.outputs.folder else "")
        return self._runs_of(dataclasses.replace(settings, outputs=outputs), QgsProcessingUtils.tempFolder())

    def _runs_of(self, settings: DockSettings, folder: str) -> list[PlannedRun]:
        """The runs; writes the area into a folder if it must be a file. An empty folder = write nothing yet."""
        card = self.state.card
        if card is None:
            missing = self.state.missing_model or tr("No model is chosen.")
            raise RequestError(missing, tr("Choose one under Model, or import one."))
        shape, polygons = self.area.shape(), ""
        if needs_file(settings.area):
            polygons = write_polygons(shape, folder) if folder else str(polygons_path(shape, settings.outputs.folder))
        return planned_runs(settings, card, polygons, held_by(self.runner.store.jobs))

    def _composites(self) -> dict[int, PlannedRun]:
        """The runs that make the composites of the ticked years; none if something is still missing."""
        card, settings = self.state.card, self.state.settings
        # Without years, the polygons of the area need not be read.
        if card is None or not settings.search.years:
            return {}
        try:
            polygons = str(polygons_path(self.area.shape(), "")) if needs_file(settings.area) else ""
            return composites_of(settings, card, polygons)
        except EngineError:
            return {}

    def remove(self) -> None:
        """Stop all work and disconnect from QGIS; the owner deletes the dock itself."""
        self.runner.stop()
        self.estimator.stop()
        self.preview.end()
        self.done_ground.close()
        for section in self.sections:
            section.close_section()
        self.state.close()

    def _lay_out(self) -> None:
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(2, 2, 2, 2)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch()
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("onemetre_parts")
        scroll.setWidget(parts)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.messages)
        rows.addWidget(scroll, 1)
        rows.addWidget(self.foot)
        whole.setMinimumWidth(NARROWEST)
        self.setWidget(whole)

    def _shown_or_hidden(self, visible: bool) -> None:
        self.area.show_band(visible)
        if visible and not self._seen:
            self._seen = True
            self.state.read_models()
            self._lacks_runtime()
        if visible:
            self.jobs.look()
            self._estimate()
        else:
            self.estimator.forget()

    def _offer_to_resume(self) -> None:
        if cut_off := self.jobs.take_cut_off():
            self._cut_off = cut_off
            self.messages.tell(
                tr("Interrupted jobs: {}. They can resume where they stopped.").format(len(cut_off)),
                Qgis.MessageLevel.Info,
                tr("Resume"),
                self._resume,
            )

    def _resume(self) -> None:
        self.jobs.resume(self._cut_off)

    def _estimate(self) -> None:
        if not self._ready and self.isVisible() and look().error is None:
            # The first time, or after the runtime has been set up.
            self._ready = True
            self.messages.clearWidgets()
            self.device.check()
            self._offer_to_resume()
        # One engine at a time: the end of the device check calls this again.
        if self.device.busy:
            self.estimator.forget()
        elif self.isVisible() and not self.runner.busy and look().interpreter is not None:
            self.estimator.want(patient=self.preview.preview.is_on)

    def _begin(self, runs: list[PlannedRun], settings: DockSettings | None = None) -> None:
        if not self.runner.busy:
            self.runner.start(runs, settings)

    def _show_preview(self, text: str) -> None:
        self.foot.show_preview(text, self.preview.preview.rest_seconds)

    def _warn(self, why: str) -> None:
        self.messages.tell(why, Qgis.MessageLevel.Warning)

    def _show_result(self) -> None:
        self._scroll.ensureWidgetVisible(self.result)

    def _cancel(self) -> None:
        self.foot.cancel.setEnabled(False)
        self.foot.show_status(tr("Cancelling..."))
        self.runner.cancel()

    # -- progress --------------------------------------------------------------------------------------------------

    def _busy(self) -> None:
        self.messages.clearWidgets()
        self.estimator.forget()
        self._elsewhere.clear()
        self._fetched = False
        self.foot.show_busy(busy=True)

    def _began(self, number: int, total: int) -> None:
        title = self.runner.title
        self._run_title = tr("{} ({} of {})").format(title, number, total) if total > 1 else title
        self._progressed(0)
        self.done_ground.begin()

    def _progressed(self, percent: float) -> None:
        self._percent = percent
        self.foot.show_progress(percent)

    def _told(self, text: str) -> None:
        if self.foot.cancel.isEnabled():
            self.foot.show_status(tr("{}: {} %, {}").format(self._run_title, round(self._percent), text))

    def _succeeded(self, run: PlannedRun, results: dict[str, Any], loaded: bool) -> None:
        if run.algorithm == COMPOSITE:
            self._fetched = True
            self.scenes.render()
        elif loaded:
            self.result.add(run, results)
        else:
            self._elsewhere.append(str(results["OUTPUT"]))

    def _failed(self, _run: PlannedRun, why: str) -> None:
        if why:
            # A removed environment is the real reason; the log has the engine's own message.
            if not self._lacks_runtime():
                self.messages.tell(why, Qgis.MessageLevel.Critical)
        else:
            self.messages.tell(tr("Cancelled. Finished parts are kept: run the same again to resume."))

    def _idle(self, succeeded: bool) -> None:
        self.done_ground.end()
        self.foot.show_busy(busy=False)
        # What has just been written is not free any more.
        self.outputs.render()
        if succeeded:
            # After the layout has placed the section.
            QTimer.singleShot(0, self._show_result)
        # What was fetched can be estimated now.
        if self._fetched or not succeeded:
            self._estimate()
        if succeeded and self._elsewhere:
            self.messages.tell(
                tr("Done for the previous project; the maps are in {}.").format(", ".join(self._elsewhere))
            )
        elif succeeded:
            self.messages.tell(tr("The map is ready."), Qgis.MessageLevel.Success)
