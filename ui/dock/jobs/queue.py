"""Runs jobs one after the other and records their progress."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject
from qgis.PyQt.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication

from ....contract.errors import EngineError, RequestError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ....processing.layers.map_names import free_group, group_of
from ...background.algorithm_job import AlgorithmJob
from ..state.composites import COMPOSITE, imagery_group, unmade
from ..state.planned_run import LAYERS, PlannedRun
from ..state.settings import DockSettings
from .job import RESUMABLE, Job, lacks_secret, new_jobs, title_of
from .store import JobStore

STOP_MS = 15_000
"""Longest wait for a cancelled run, seconds; the engine is terminated after 5 seconds."""

_TURN_MS = 100
_WRITE_MS = 1000


class JobQueue(QObject):
    """Queue of the dock's runs. A failed or cancelled run does not end the waiting ones.

    Args:
        store: Store that keeps the jobs.

    Attributes:
        busy_from_now: Emitted when the idle queue starts to work.
        began: Emitted at the start of a run, with its number from 1 and the number of runs.
        progressed: Emitted with the percentage of the current run.
        told: Emitted with the current activity, rate and time left.
        ground_done: Emitted with the ground that the current run has finished, see :class:`EngineFeedback`.
        succeeded: Emitted with a run, its outputs, and whether they were loaded into the project; outputs of a run that
            was started for another project are not.
        failed: Emitted with a run and the reason in plain words; empty = cancelled.
        idle: Emitted when the queue is empty; True = all runs succeeded.
    """

    busy_from_now = pyqtSignal()
    began = pyqtSignal(int, int)
    progressed = pyqtSignal(float)
    told = pyqtSignal(str)
    ground_done = pyqtSignal(dict)
    succeeded = pyqtSignal(object, dict, bool)
    failed = pyqtSignal(object, str)
    idle = pyqtSignal(bool)

    def __init__(self, store: JobStore) -> None:
        super().__init__()
        self.store = store
        self._waiting: deque[Job] = deque()
        self._total = 0
        self._all_well = True
        self._job: Job | None = None
        self._run: AlgorithmJob | None = None
        self._before = 0.0
        self._clock = QElapsedTimer()
        self._elsewhere: set[str] = set()
        self._unmade: dict[str, str] = {}
        self._write = QTimer(self)
        self._write.setSingleShot(True)
        self._write.setInterval(_WRITE_MS)
        self._write.timeout.connect(self._write_down)
        QgsProject.instance().cleared.connect(self._project_left)

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._job is not None

    @property
    def running(self) -> str:
        """Id of the running job; empty = none."""
        return self._job.id if self._job is not None else ""

    @property
    def title(self) -> str:
        """Place and year of the running job; empty = none."""
        return title_of(self._job) if self._job is not None else ""

    def start(self, runs: Sequence[PlannedRun], settings: DockSettings | None) -> None:
        """Append runs to the queue.

        Args:
            runs: Runs to append.
            settings: Settings of the dock, stored with the jobs; None = not started from settings.
        """
        jobs = new_jobs(runs, settings)
        for job in jobs:
            self.store.add(job)
        self._enqueue(jobs)

    def resume(self, job_ids: Sequence[str]) -> None:
        """Resume interrupted, cancelled or failed jobs where they stopped.

        Raises:
            RequestError: A job cannot be resumed; those before it in the list are.
        """
        jobs = []
        try:
            for job_id in job_ids:
                job = self.store.claim(job_id)
                if job.status not in RESUMABLE:
                    self.store.put(job)
                    raise RequestError(tr("The job {} is already done.").format(job.name))
                if lacks_secret(job):
                    self.store.put(job)
                    raise RequestError(
                        tr("The address of the input of {} was stored without its password or token.").format(job.name),
                        tr("Open the input as a layer of the project, and map it from the dock again."),
                    )
                job = job.changed(status="waiting", offered=False, message="")
                self.store.put(job)
                jobs.append(job)
        finally:
            self._enqueue(jobs)

    def cancel(self, job_ids: Sequence[str] | None = None) -> None:
        """Cancel running or waiting jobs; None = all of them."""
        wanted = set(job_ids) if job_ids is not None else {self.running, *(job.id for job in self._waiting)}
        for job in [job for job in self._waiting if job.id in wanted]:
            self._waiting.remove(job)
            self._total -= 1
            self.store.put(job.changed(status="cancelled"))
        if self._run is not None and self.running in wanted:
            self._run.cancel()

    def stop(self) -> None:
        """Cancel and wait for the end, before the plugin is unloaded; the jobs can be resumed."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        QgsProject.instance().cleared.disconnect(self._project_left)
        self._write.stop()
        self._waiting.clear()
        if self._run is not None:
            self._run.ended.disconnect(self._ended)
            self._run.cancel()
            since = QElapsedTimer()
            since.start()
            # The task reports its end through this thread's event loop.
            while self._run.busy and since.elapsed() < STOP_MS:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, _TURN_MS)
            if self._run.results is None:
                self._rest("interrupted")
            else:
                self._rest("done", results=_plain(self._run.results))
            self._run = None
        self.store.close()

    def _enqueue(self, jobs: Sequence[Job]) -> None:
        self._waiting.extend(jobs)
        self._total += len(jobs)
        if jobs and not self.busy:
            self._all_well = True
            self.busy_from_now.emit()
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._total = 0
            self.idle.emit(self._all_well)
            return
        waiting = self._waiting.popleft()
        self._before = waiting.seconds
        self._clock.start()
        self._job = waiting.changed(status="running", started=time.time(), message="")
        self.store.put(self._job)
        self.began.emit(self._total - len(self._waiting), self._total)
        if missing := unmade(waiting.run):
            self._end("failed", tr("Its Sentinel-2 image was not made. {}").format(self._unmade.get(missing[0], "")))
            return
        parameters = {name: _destination(name, value) for name, value in waiting.run.parameters.items()}
        run = AlgorithmJob(waiting.run.algorithm, parameters)
        run.feedback.progressChanged.connect(self.progressed)
        run.feedback.status.connect(self.told)
        run.feedback.done.connect(self.ground_done)
        run.feedback.step.connect(self._note)
        run.feedback.line.connect(self._note_line)
        run.ended.connect(self._ended)
        try:
            run.start()
        except EngineError as error:
            self._note_line("error", error_text(error))
            self._end("failed", error_text(error))
            return
        self._run = run

    def _ended(self) -> None:
        run, job, self._run = self._run, self._job, None
        if run is None or job is None:
            return
        if run.results is None:
            self._end("cancelled" if run.cancelled else "failed", run.failure)
            return
        into_project = job.id not in self._elsewhere
        if into_project:
            run.load(group_for(job))
        done = job.changed(results=_plain(run.results))
        self._rest("done", results=done.results)
        self.succeeded.emit(replace(job.run, model=done.model), run.results, into_project)
        self._next()

    def _end(self, status: str, why: str) -> None:
        job = self._job
        if job is None:
            return
        self._all_well = False
        if job.run.algorithm == COMPOSITE:
            self._unmade[job.run.parameters["OUTPUT"]] = why
        self._rest(status, message=why)
        self.failed.emit(job.run, why)
        self._next()

    def _rest(self, status: str, **fields: Any) -> None:
        """Record how the job ended, and mark the queue as not running."""
        job, self._job = self._job, None
        if job is not None:
            self._write.stop()
            self._elsewhere.discard(job.id)
            self.store.put(self._timed(job).changed(status=status, **fields))

    def _timed(self, job: Job) -> Job:
        return job.changed(seconds=round(self._before + self._clock.elapsed() / 1000, 1))

    def _note(self, text: str) -> None:
        if self._job is not None:
            self._job = self._job.with_line(text)
            if not self._write.isActive():
                self._write.start()

    def _note_line(self, level: str, text: str) -> None:
        frame = {"warning": tr("Warning: {}"), "error": tr("Error: {}")}.get(level, "{}")
        self._note(frame.format(text))

    def _write_down(self) -> None:
        # Regularly, so that an interrupted job has a log.
        if self._job is not None:
            self._job = self._timed(self._job)
            self.store.put(self._job)

    def _project_left(self) -> None:
        # Outputs for one project do not belong in the next one.
        self._elsewhere = {job.id for job in self._waiting} | ({self.running} if self.busy else set())


def group_for(job: Job) -> str:
    """Name of the project's group for the layers of a job: that of the maps they were made from, or else a new one."""
    project = QgsProject.instance()
    if job.run.algorithm == COMPOSITE:
        return imagery_group()
    source = job.run.parameters.get("INPUT", "") if job.run.algorithm == "applythreshold" else ""
    return (source and group_of(project, source)) or free_group(project, job.title or job.name)


def _destination(name: str, value: Any) -> Any:
    """The value of an output; one that becomes a layer is marked for loading into the project."""
    return QgsProcessingOutputLayerDefinition(value, QgsProject.instance()) if name in LAYERS else value


def _plain(results: dict[str, Any]) -> dict[str, Any]:
    """The outputs that JSON can store."""
    return {name: value for name, value in results.items() if isinstance(value, str | int | float)}
