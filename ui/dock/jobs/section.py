"""The dock's section Jobs: finished, running and waiting jobs, and their actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QItemSelectionModel, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QApplication,
    QGridLayout,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QTreeView,
)

from ....contract.errors import EngineError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ...widgets.message_bar import Messages
from ...widgets.opening import open_files
from ...widgets.small import note, show_text
from ..parts.section import Section
from ..state.composites import COMPOSITE
from ..state.state import DockState
from .again import load_again, put_back, python_command, qgis_process_command
from .job import LIVE, RESUMABLE, Job
from .log_window import JobLog
from .queue import JobQueue
from .table_model import AREA, MAP, JobModel, details_text

_LINES = 7
_BUTTONS_A_ROW = 3


class JobsSection(Section):
    """List of jobs with their actions.

    Args:
        state: State of the dock.
        queue: Queue that runs the jobs.
        messages: Message bar for errors.

    Attributes:
        accuracy_wanted: Emitted with the path of a finished map whose accuracy is to be checked.
    """

    accuracy_wanted = pyqtSignal(str)

    def __init__(self, state: DockState, queue: JobQueue, messages: Messages) -> None:
        super().__init__("jobs", tr("Jobs"), state)
        self._queue = queue
        self._store = queue.store
        self._messages = messages
        self.model = JobModel(queue.store)
        self.tree = QTreeView()
        self.details = note("job_details")
        self.actions_by_name: dict[str, QAction] = {}
        self._make_actions()
        self._lay_out()
        self.model.rowsInserted.connect(self.render)
        self.model.rowsRemoved.connect(self.render)
        self.model.dataChanged.connect(self.render)
        self.tree.selectionModel().selectionChanged.connect(self.render)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.doubleClicked.connect(self.show_log)
        queue.progressed.connect(self._show_progress)
        queue.began.connect(self._show_first)
        self.render()

    def selected(self) -> list[Job]:
        """The selected jobs, from the top down."""
        rows = sorted(index.row() for index in self.tree.selectionModel().selectedRows())
        return [job for row in rows if (job := self.model.job(row)) is not None]

    def select(self, job_id: str) -> None:
        """Select a job."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.tree.selectionModel().setCurrentIndex(self.model.index(self.model.row(job_id), MAP), flags)

    def render(self, *_: object) -> None:
        """Enable the actions that apply to the selected jobs."""
        self.setVisible(bool(self.model.rowCount()))
        jobs = self.selected()
        for name, possible in _possible(jobs, self._store.is_mine).items():
            self.actions_by_name[name].setEnabled(possible)
        show_text(self.details, details_text(jobs[0], self._store.is_mine(jobs[0].id)) if len(jobs) == 1 else "")

    def look(self) -> None:
        """Read changes made by other QGIS windows."""
        self._store.refresh()

    def take_cut_off(self) -> list[str]:
        """Ids of the interrupted jobs to offer for resuming, the oldest first; each is returned once."""
        return [job.id for job in self._store.take_cut_off()]

    def resume(self, job_ids: list[str]) -> None:
        """Resume these jobs."""
        self._attempt(partial(self._queue.resume, job_ids))

    def show_log(self, *_: object) -> None:
        """Open the log of the first selected job."""
        for job in self.selected()[:1]:
            JobLog(self._store, job.id, self).show()

    def _make_actions(self) -> None:
        for name, text, do in (
            ("resume", tr("Resume"), self._resume_selected),
            ("cancel", tr("Cancel"), self._cancel),
            ("log", tr("Show Log"), self.show_log),
            ("load", tr("Load Again"), self._load),
            ("report", tr("Open Report"), self._open_report),
            ("accuracy", tr("Check the Accuracy..."), self._check_accuracy),
            ("duplicate", tr("Duplicate"), self._duplicate),
            ("command", tr("Copy as qgis_process Command"), self._copy_command),
            ("python", tr("Copy as Python"), self._copy_python),
            ("remove", tr("Remove from the List"), self._remove),
        ):
            action = QAction(text, self)
            action.setObjectName(f"job_{name}")
            action.triggered.connect(do)
            self.actions_by_name[name] = action
        self.actions_by_name["duplicate"].setToolTip(tr("Restore the settings of this job in the dock"))
        self.actions_by_name["load"].setToolTip(tr("Load the maps of this job into the project"))

    def _lay_out(self) -> None:
        self.tree.setObjectName("jobs")
        self.tree.setAccessibleName(tr("Jobs"))
        self.tree.setModel(self.model)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setFixedHeight(_LINES * (self.tree.fontMetrics().height() + 6))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(self.tree.fontMetrics().horizontalAdvance("0000"))
        for column in range(AREA + 1):
            mode = QHeaderView.ResizeMode.Stretch if column == MAP else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        grid = QGridLayout()
        for number, name in enumerate(("resume", "cancel", "log", "load", "report")):
            grid.addWidget(_button(self.actions_by_name[name]), *divmod(number, _BUTTONS_A_ROW))
        more = _button(None)
        more.setObjectName("job_more")
        more.setText(tr("More"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more = QMenu(more)
        for name in ("accuracy", "duplicate", "command", "python", "remove"):
            self._more.addAction(self.actions_by_name[name])
        more.setMenu(self._more)
        grid.addWidget(more, 1, 2)
        self.column.addWidget(self.tree)
        self.column.addWidget(self.details)
        self.column.addLayout(grid)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.actions_by_name.values():
            menu.addAction(action)
        menu.popup(self.tree.viewport().mapToGlobal(place))

    def _show_first(self, number: int, _total: int) -> None:
        # Only the first: the user may have selected another job by then.
        if number == 1:
            self.select(self._queue.running)

    def _show_progress(self, percent: float) -> None:
        self.model.show_progress(self._queue.running, percent)

    def _resume_selected(self) -> None:
        self.resume([job.id for job in reversed(self.selected())])

    def _cancel(self) -> None:
        self._queue.cancel([job.id for job in self.selected()])

    def _copy_command(self) -> None:
        self._copy(qgis_process_command)

    def _copy_python(self) -> None:
        self._copy(python_command)

    def _load(self) -> None:
        for job in reversed(self.selected()):
            missing = self._attempt(partial(load_again, job))
            if missing:
                self._messages.tell(
                    tr("These maps no longer exist: {}.").format(", ".join(missing)), Qgis.MessageLevel.Warning
                )

    def _open_report(self) -> None:
        for path in open_files(job.report for job in self.selected()):
            self._messages.tell(tr("No program can open {}.").format(path), Qgis.MessageLevel.Warning)

    def _check_accuracy(self) -> None:
        for job in self.selected():
            self.accuracy_wanted.emit(str(job.results["OUTPUT"]))

    def _duplicate(self) -> None:
        for job in self.selected():
            missing = self._attempt(partial(put_back, job, self.state))
            if missing:
                self._messages.tell(
                    tr("These rasters cannot be opened: {}.").format(", ".join(missing)), Qgis.MessageLevel.Warning
                )

    def _copy(self, command: Callable[[Job], str]) -> None:
        QApplication.clipboard().setText("\n".join(command(job) for job in reversed(self.selected())))

    def _remove(self) -> None:
        for job in self.selected():
            self._attempt(partial(self._store.remove, job.id))

    def _attempt(self, do: Callable[[], list[str] | None]) -> list[str] | None:
        """Call a function; errors are shown in the dock."""
        try:
            return do()
        except EngineError as error:
            self._messages.tell(error_text(error), Qgis.MessageLevel.Warning)
            return None


def _possible(jobs: list[Job], is_mine: Callable[[str], bool]) -> dict[str, bool]:
    """Action -> whether it applies to these jobs."""
    one = len(jobs) == 1
    live = [job for job in jobs if job.status in LIVE]
    return {
        "resume": bool(jobs) and all(job.status in RESUMABLE for job in jobs),
        "cancel": bool(live) and all(is_mine(job.id) for job in live),
        "log": one,
        "load": bool(jobs) and all(job.status == "done" for job in jobs),
        "report": one and bool(jobs[0].report) and Path(jobs[0].report).is_file(),
        "accuracy": one and _has_map(jobs[0]),
        "duplicate": one and bool(jobs[0].settings),
        "command": bool(jobs),
        "python": bool(jobs),
        "remove": bool(jobs) and not live,
    }


def _has_map(job: Job) -> bool:
    """Whether a job has made a class map that is still there."""
    return job.status == "done" and job.run.algorithm != COMPOSITE and Path(str(job.results.get("OUTPUT"))).is_file()


def _button(action: QAction | None) -> QToolButton:
    made = QToolButton()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if action is not None:
        made.setObjectName(f"button_{action.objectName()}")
        made.setDefaultAction(action)
    return made
