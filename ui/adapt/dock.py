"""The panel Adapt a Model to Your City: from a model and an image to a better model, in five pages."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProcessing, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...contract.errors import EngineError
from ...contract.tasks import algorithm_of
from ...processing.app.i18n import tr
from ...processing.client.engine_words import error_text
from ..background.side_map import seen_part
from ..widgets.message_bar import Messages
from ..widgets.session_dock import NARROWEST, SessionDock
from ..widgets.small import button, text_label
from .learning.page import RunPage
from .learning.run import Run
from .method.page import MethodPage
from .model.page import ModelPage
from .result.comparison import Comparison
from .result.page import ResultPage
from .result.saving import Saving
from .result.words import needed_minutes, of_cancelled, of_discarded, of_f1, of_failure, of_result, of_saved
from .samples.drawing import save_samples
from .samples.page import SamplesPage
from .samples.sampling import Sampling
from .steps import Steps

_MODEL, _SAMPLES, _METHOD, _RUN, _RESULT = range(5)
_LETTERS_WIDE = 64
_MAIN_DOCK = "OneMetreDock"


class AdaptDock(SessionDock):
    """One panel per session; work continues while it is closed, and it shows the progress when reopened.

    Args:
        iface: Interface of QGIS Desktop.

    Attributes:
        map_wanted: Emitted with the id and parameters of the mapping algorithm to open.
    """

    map_wanted = pyqtSignal(str, dict)

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(iface, "OneMetreAdapt", tr("Adapt a Model to Your City"))
        self._iface = iface
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("onemetre:adapt")
        self.model, self.samples, self.method = ModelPage(algorithm), SamplesPage(), MethodPage(algorithm)
        self.running = RunPage()
        self.result: ResultPage = ResultPage()  # hides QDialog.result(), the code of a modal dialog
        self.sampling = Sampling(iface, self, self.model, self.samples)
        self.comparison = Comparison(iface.mapCanvas())
        self.saving = Saving()
        self.run: Run | None = None
        self.steps = Steps()
        self._bar = Messages()
        self._missing = text_label("missing")
        self._back, self._next = button("back", tr("&Back")), button("next", tr("&Next"))
        self._leave = button("close", tr("Close"))
        self._lay_out()
        self._connect()
        self.steps.go_to(_MODEL)
        if isinstance(iface.activeLayer(), QgsRasterLayer):
            self.model.image.setLayer(iface.activeLayer())
        self.place(_LETTERS_WIDE * self.fontMetrics().averageCharWidth(), _MAIN_DOCK)

    @property
    def busy(self) -> bool:
        """Whether an adaptation is running."""
        return self.run is not None and self.run.job.busy

    def showEvent(self, event: QShowEvent) -> None:
        """Read the available models again."""
        super().showEvent(event)
        if not event.spontaneous() and not self.busy:
            algorithm = QgsApplication.processingRegistry().createAlgorithmById("onemetre:adapt")
            self.model.show_models(algorithm.parameterDefinition("MODEL").options())
        self._render()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Delete the adapted model that was not saved, as the page announces."""
        super().closeEvent(event)
        run = self.run
        if run is None or not run.unsaved or self.saving.busy:
            return
        if self.comparison.busy:
            self.comparison.stop()
        run.settle(saved=False)
        self.result.show_verdict(of_discarded(run.parent_card.name), "", usable=False)

    def stop(self) -> None:
        """Stop all work for good."""
        self.saving.stop()
        self.sampling.stop()
        self.comparison.stop(wait=True)
        if self.run is not None:
            self.run.job.stop()
            self.run.settle(saved=False)
        self.run = None

    # -- from page to page -----------------------------------------------------------------------------------------

    def _go_back(self) -> None:
        self._bar.clearWidgets()
        self.steps.go_to(_METHOD if self.steps.at == _RESULT else self.steps.at - 1)
        self._render()

    def _go_on(self) -> None:
        if self.steps.at == _METHOD:
            self._start()
        elif not self._problem():
            self._bar.clearWidgets()
            self.steps.go_to(self.steps.at + 1)
        self._render()

    def _problem(self) -> str:
        """What the user must still do before the next page; empty = nothing."""
        pages: dict[int, list[Any]] = {
            _MODEL: [self.model],
            _SAMPLES: [self.model, self.samples],
            _METHOD: [self.model, self.samples, self.method],
        }
        return next((text for page in pages.get(self.steps.at, []) if (text := page.problem())), "")

    def _changed(self) -> None:
        """Update the pages after a change on one of the first three."""
        if self.model.card is not None:
            self.samples.show_model(self.model.card)
            image = self.model.layer.name() if self.model.layer is not None else ""
            self.method.suggest_name(self.model.card.name, image)
            self.method.allow(self.model.card.architecture, samples=self.samples.layer is not None)
        self._render()

    def _lost(self, name: str) -> None:
        if self.steps.at < _RUN:
            self._warn(tr("The layer {} was removed from the project. Choose another one.").format(name))

    # -- the run ---------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        card = self.model.card
        if self._problem() or card is None or self.busy:
            return
        self.comparison.stop()
        self._bar.clearWidgets()
        try:
            if self.samples.layer is not None:
                save_samples(self.samples.layer)
            chosen = self.model.values() | self.samples.values() | self.method.values()
            parameters = chosen | {"REPORT": QgsProcessing.TEMPORARY_OUTPUT}
            run = Run(parameters, card, self.model.reading())
            run.start()
        except EngineError as error:
            self._warn(error_text(error))
            return
        if self.run is not None and self.run.name != run.name:
            # One of the same name has the same folder, which the new run resumes or clears.
            self.run.settle(saved=False)
        self.run = run
        page, feedback = self.running, run.job.feedback
        page.begin()
        feedback.step.connect(page.add_step)
        feedback.status.connect(page.show_status)
        feedback.line.connect(page.add_line)
        feedback.metric.connect(page.add_metric)
        feedback.preview.connect(page.show_preview)
        run.progress.connect(page.show_progress)
        run.ended.connect(self._done)
        self.steps.go_to(_RUN)

    def _pause(self) -> None:
        if self.run is not None:
            self.run.pause()
            self.running.show_paused(paused=self.run.paused)

    def _keep_best(self) -> None:
        if self.run is not None:
            self.run.keep_best()
            self.running.show_leaving(tr("Stopping; the best model so far is kept"))

    def _cancel(self) -> None:
        if self.run is not None:
            self.run.job.cancel()
            self.running.show_leaving(tr("Cancelling"))

    def _done(self) -> None:
        run = self.run
        if run is None:
            return
        results = run.job.results
        if results is None:
            words = of_failure(run.job.failure) if run.job.failure else of_cancelled()
            self.steps.go_to(_METHOD)
            if least := needed_minutes(run.job.failure):
                self.method.allow_minutes(least)
            self._bar.tell(f"{words.title} {words.text}", words.level)
        else:
            words = of_result(results, run.name, run.warnings)
            self.result.show_verdict(words, of_f1(results), usable=run.saved, unsaved=bool(run.unsaved))
            self.steps.go_to(_RESULT)
        self._render()
        self.ended.emit(words)

    # -- the result ------------------------------------------------------------------------------------------------

    def _compare(self) -> None:
        run = self.run
        if run is None:
            return
        try:
            cards = run.cards
            part = seen_part(self._iface.mapCanvas(), run.images)
            self.comparison.start(cards, run.images, run.reading, part, run.files)
        except EngineError as error:
            self._warn(error_text(error))

    def _save_anyway(self) -> None:
        run = self.run
        if run is None or not run.unsaved:
            return
        self._bar.clearWidgets()
        try:
            self.saving.start(run.unsaved, run.name, overwrite=bool(run.job.parameters.get("OVERWRITE")))
        except EngineError as error:
            self._warn(error_text(error))

    def _saved(self, path: str) -> None:
        run = self.run
        if run is None or run.job.results is None:
            return
        run.settle(saved=True)
        words = of_saved(run.name, path)
        self.result.show_verdict(words, of_f1(run.job.results), usable=True)
        self._render()
        self.ended.emit(words)

    def _swipe(self, on: bool) -> None:
        self.comparison.swipe(on=on)

    def _open_report(self) -> None:
        if self.run is not None and self.run.job.results is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self.run.job.results["REPORT"]))

    def _map(self) -> None:
        run = self.run
        if run is not None:
            algorithm = algorithm_of(run.parent_card.task)
            self.map_wanted.emit(f"onemetre:{algorithm}", {"MODEL": run.name, "INPUT": run.images, **run.reading})

    # -- the display -----------------------------------------------------------------------------------------------

    def _warn(self, text: str) -> None:
        self._bar.tell(text, Qgis.MessageLevel.Warning)

    def _render(self) -> None:
        at, problem = self.steps.at, self._problem()
        self._back.setVisible(at in (_SAMPLES, _METHOD, _RESULT))
        self._next.setVisible(at < _RUN)
        self._next.setText(tr("&Start") if at == _METHOD else tr("&Next"))
        self._next.setEnabled(not problem)
        self._missing.setText(problem)
        comparison = self.comparison
        self.result.show_saving(busy=self.saving.busy)
        self.result.show_comparison(busy=comparison.busy, possible=comparison.possible, swiping=comparison.swiping)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._leave.clicked.connect(self.close)
        for page in (self.model, self.samples, self.method):
            page.changed.connect(self._changed)
        for choices in (self.model, self.samples):
            choices.lost.connect(self._lost)
        self.sampling.failed.connect(self._warn)
        self.running.pause.connect(self._pause)
        self.running.keep_best.connect(self._keep_best)
        self.running.cancel.connect(self._cancel)
        self.result.compare.connect(self._compare)
        self.result.swipe.connect(self._swipe)
        self.result.report.connect(self._open_report)
        self.result.map_with.connect(self._map)
        self.result.save.connect(self._save_anyway)
        self.saving.changed.connect(self._render)
        self.saving.saved.connect(self._saved)
        self.saving.failed.connect(self._warn)
        self.comparison.changed.connect(self._render)
        self.comparison.progress.connect(self.result.show_progress)
        self.comparison.failed.connect(self._warn)

    def _lay_out(self) -> None:
        for title, page in (
            (tr("Model and image"), self.model),
            (tr("Samples"), self.samples),
            (tr("Method"), self.method),
            (tr("Training"), self.running),
            (tr("Result"), self.result),
        ):
            self.steps.add(title, page)
        buttons = QHBoxLayout()
        buttons.addWidget(self._missing, 1)
        for pressed in (self._back, self._next, self._leave):
            buttons.addWidget(pressed)
        content = QWidget()
        # Without a height, a wrapping message, laid out at its narrowest, makes QGIS's window higher than the screen.
        content.setMinimumSize(NARROWEST, NARROWEST)
        layout = QVBoxLayout(content)
        layout.addWidget(self._bar)
        layout.addWidget(self.steps, 1)
        layout.addLayout(buttons)
        self.setWidget(content)
