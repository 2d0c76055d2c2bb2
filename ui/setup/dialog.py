"""The dialog Set up the Runtime: reports the current state, shows the plan, runs it in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from ...contract.errors import CancelledError, EngineError
from ...processing.app.i18n import tr
from ...processing.client.engine_words import error_text, said
from ...processing.client.interpreter import managed_environment
from ...processing.runtime.actions import Outcome, adopt, clear, inspect, set_up
from ...processing.runtime.install import leftovers
from ...processing.runtime.pip_network import Network, qgis_network
from ...processing.runtime.plan import Plan, make_plan
from ...processing.runtime.situation import look
from ..background.background_task import BackgroundTask
from ..widgets.message import Message
from ..widgets.session_dialog import SessionDialog
from .page import SetupPage
from .words import of_failure, of_situation, of_work

_LETTERS_WIDE, _LINES_HIGH = 90, 30


class SetupDialog(SessionDialog):
    """One dialog per session; work continues while it is closed, and it shows the progress when reopened.

    Args:
        parent: Main window of QGIS.

    Attributes:
        first_map_wanted: Emitted when the user asks for a first map.
    """

    first_map_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onemetre_setup")
        self.setWindowTitle(tr("Set up the Runtime"))
        # On every platform a non-modal window that belongs to QGIS.
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.page = SetupPage(self)
        QVBoxLayout(self).addWidget(self.page)
        letter = self.fontMetrics()
        self.resize(_LETTERS_WIDE * letter.averageCharWidth(), _LINES_HIGH * letter.height())
        self._situation = look()
        self._outcome: Outcome | None = None
        self._failure: EngineError | None = None
        self._is_primary = False
        self._plan: Plan | None = None
        self._plan_error: EngineError | None = None
        self._title = ""
        self._planning: BackgroundTask | None = None
        self._task: BackgroundTask | None = None
        if self._situation.state:
            self.page.choices.choose_profile(self._situation.state.profile)
        if self._situation.source == "setting" and self._situation.interpreter:
            self.page.choices.choose_python(self._situation.interpreter.path)
        self.page.choices.changed.connect(self._choices_changed)
        self.page.primary.clicked.connect(self._primary)
        self.page.check.clicked.connect(self._check)
        self.page.remove.clicked.connect(self._ask_before_removal)
        self.page.cancel.clicked.connect(self._cancel)
        self.page.first_map.clicked.connect(self.first_map_wanted)
        self.page.leave.clicked.connect(self.close)

    @property
    def busy(self) -> bool:
        """Whether a task of the dialog is running."""
        return self._task is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Plan for this computer, and test the installed environment once."""
        super().showEvent(event)
        if event.spontaneous() or self.busy:
            return
        before, self._situation = self._situation, look()
        if before != self._situation:
            self._outcome = None
        self._make_plan()
        if self._situation.interpreter and self._outcome is None:
            self._check()
        self._render()

    def stop(self) -> None:
        """Stop all work for good."""
        for task in (self._task, self._planning):
            if task is not None:
                task.on_end = None
                task.stop()
        self._task = self._planning = None

    # -- the plan --------------------------------------------------------------------------------------------------

    def _choices_changed(self) -> None:
        self._failure = None
        self._make_plan()
        self._render()

    def _make_plan(self) -> None:
        self._plan = self._plan_error = None
        choices = self.page.choices
        # QGIS's network settings follow later: reading them may open the password store.
        work = partial(make_plan, choices.profile, choices.device, choices.wheels, Network())
        self._planning = task = BackgroundTask(tr("Inspecting this computer"), lambda _: work(), hidden=True)
        task.on_end = partial(self._planned, task)
        task.start()

    def _planned(self, task: BackgroundTask) -> None:
        # The choices may have changed meanwhile.
        if task is not self._planning:
            return
        self._planning = None
        self._plan, self._plan_error = task.result, task.error
        self._render()

    # -- the work --------------------------------------------------------------------------------------------------

    def _primary(self) -> None:
        choices = self.page.choices
        if choices.existing:
            work = partial(adopt, choices.python, choices.profile)
            self._start(tr("Testing the environment"), work, primary=True)
        elif self._plan is not None:
            plan = replace(self._plan, network=qgis_network())
            self._start(tr("Setting up the runtime"), partial(set_up, plan), primary=True)
        else:
            self._make_plan()
            self._render()

    def _check(self) -> None:
        situation = self._situation
        if situation.interpreter is None:
            return
        made = situation.state if situation.source == "managed" else None
        profile = made.profile if made else self.page.choices.profile
        self._start(tr("Testing the runtime"), partial(inspect, situation.interpreter, profile))

    def _ask_before_removal(self) -> None:
        question = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Remove the Runtime"),
            tr("Remove the environment that OneMetre created, and all cached downloads?"),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self,
        )
        question.setObjectName("removal")
        question.setInformativeText(
            tr("Models and maps are kept. Your own environment is only unregistered, not removed.")
        )
        question.setDefaultButton(QMessageBox.StandardButton.No)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.button(QMessageBox.StandardButton.Yes).clicked.connect(self._remove)
        question.open()

    def _remove(self) -> None:
        self._start(tr("Removing the runtime"), clear)

    def _start(self, title: str, work: Callable[[Any], Outcome], *, primary: bool = False) -> None:
        if self.busy:
            return
        self._failure = None
        self._is_primary = primary
        self._task = task = BackgroundTask(f"OneMetre: {title}", work)
        task.feedback.step.connect(self.page.show_step)
        task.feedback.line.connect(self.page.add_line)
        task.feedback.progressChanged.connect(self.page.show_progress)
        task.on_end = self._done
        self.page.show_start(title)
        self._title = title
        task.start()
        self._render()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.page.show_step(tr("Cancelling; downloads are kept"))
            self.page.cancel.setEnabled(False)

    def _done(self) -> None:
        if self._task is None:
            return
        task, self._task = self._task, None
        self._situation = look()
        self._failure = task.error
        self._outcome = task.result
        if task.error is not None:
            self.page.add_line(error_text(task.error))
        self._render()
        self.ended.emit(self._words())

    # -- the display -----------------------------------------------------------------------------------------------

    def _words(self) -> Message:
        if self.busy:
            return of_work(self._title)
        if self._failure is not None:
            return of_failure(self._failure, kept=self._is_primary and self._situation.interpreter is not None)
        return of_situation(self._situation, self._outcome)

    def _render(self) -> None:
        page, busy = self.page, self.busy
        page.show_words(self._words())
        page.show_plan(self._preview(), failed=self._plan_error is not None and not page.choices.existing)
        page.show_busy(busy)
        page.primary.setText(self._primary_text())
        page.primary.setEnabled(not busy and self._is_primary_possible())
        page.check.setEnabled(not busy and self._situation.interpreter is not None)
        something = self._situation.source == "setting" or bool(leftovers(managed_environment()))
        page.remove.setEnabled(not busy and something)
        works = self._outcome is not None and self._outcome.state in ("ready", "outdated")
        page.first_map.setVisible(not busy and works)
        page.first_map.setDefault(works)
        page.primary.setDefault(not works)

    def _primary_text(self) -> str:
        existing, state = self.page.choices.existing, self._situation.state
        if self._failure is not None and self._is_primary:
            return tr("Resume") if isinstance(self._failure, CancelledError) and not existing else tr("Try Again")
        if existing:
            return tr("Use")
        if self._plan_error is not None:
            return tr("Try Again")
        if self._outcome is not None and self._outcome.problem is not None and self._situation.source == "managed":
            return tr("Reinstall")
        return tr("Update") if state and not state.is_current() else tr("Install")

    def _is_primary_possible(self) -> bool:
        if self.page.choices.existing:
            return bool(self.page.choices.python)
        return self._planning is None and not self._is_served()

    def _is_served(self) -> bool:
        """Whether the planned packages are installed and working, in the environment that OneMetre uses."""
        plan, state, outcome = self._plan, self._situation.state, self._outcome
        works = self._situation.source != "managed" or outcome is None or outcome.state == "ready"
        used = self._situation.source in ("managed", "variable")
        return bool(plan and state and used and works and state.serves(plan.profile, plan.variant.name))

    def _preview(self) -> list[str]:
        if self.page.choices.existing:
            return [
                tr("Nothing is downloaded or installed."),
                tr("OneMetre tests the environment, and uses it from then on if it has all required packages."),
            ]
        if self._plan_error is not None:
            return [said(self._plan_error.message), said(self._plan_error.hint)]
        if self._plan is None:
            return [tr("Inspecting this computer...")]
        if self._is_served():
            return [tr("Everything is installed.")]
        return self._plan.sentences()
