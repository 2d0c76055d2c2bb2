"""Stores jobs in the user's profile, one file each, safe for several QGIS windows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ....contract.errors import EngineError, RequestError
from ....contract.file_lock import FileLock, is_locked
from ....contract.patient_files import replace
from ....contract.requests import from_json
from ....processing.app.i18n import tr
from ....processing.app.paths import profile_folder
from ....processing.app.session_log import log_message
from ..state.planned_runs import PlannedRun
from .job import LIVE, Job, job_to_json

MOST_JOBS = 200


class JobStore(QObject):
    """The jobs of this profile. A process that runs a job, or queues it, holds the lock beside its file.

    Args:
        folder: Folder of the job files; None = in the profile.
        most: Number of jobs to keep; the oldest are dropped.

    Attributes:
        changed: Emitted with the id of a job that has changed, is new, or is gone.
    """

    changed = pyqtSignal(str)

    def __init__(self, folder: Path | None = None, most: int = MOST_JOBS) -> None:
        super().__init__()
        self._folder = folder or profile_folder("jobs")
        self._most = most
        self._jobs: dict[str, Job] = {}
        self._locks: dict[str, FileLock] = {}
        self._unwritten: set[str] = set()
        # The files hold no secrets: what this session has planned itself can be run again as long as it lasts.
        self._planned: dict[str, PlannedRun] = {}
        self._told = False
        self._read_before: dict[str, tuple[object, Job | None]] = {}
        self.refresh()

    @property
    def jobs(self) -> list[Job]:
        """All jobs, the newest first."""
        return [self._jobs[name] for name in sorted(self._jobs, reverse=True)]

    def get(self, job_id: str) -> Job | None:
        """The job with this id; None = it is gone."""
        return self._jobs.get(job_id)

    def is_mine(self, job_id: str) -> bool:
        """Whether the job waits or runs in this QGIS, not in another one."""
        return job_id in self._locks

    def refresh(self) -> None:
        """Read changes by other QGIS; running jobs of a QGIS that has ended become interrupted."""
        for name in list(self._unwritten):
            self._write(self._jobs[name])
        kept = {name: job for name, job in self._jobs.items() if name in self._locks or name in self._unwritten}
        read = (self._whole(self._read_if_new(path)) for path in self._files())
        found = {job.id: job for job in read if job is not None}
        before, self._jobs = self._jobs, {**found, **kept}
        for job in list(self._jobs.values()):
            if job.status in LIVE and job.id not in self._locks:
                self._settle(job)
        for name in {*before, *self._jobs}:
            if before.get(name) != self._jobs.get(name):
                self.changed.emit(name)

    def add(self, job: Job) -> None:
        """Add a new job, which waits in this QGIS."""
        with self._telling():
            self._folder.mkdir(parents=True, exist_ok=True)
        self._lock(job.id)
        self._planned[job.id] = job.run
        self.put(job)
        self._prune()

    def claim(self, job_id: str) -> Job:
        """Take over an inactive job to run or remove it; returns its current state.

        Raises:
            RequestError: The job is gone, or runs in another QGIS.
        """
        if not self._lock(job_id):
            raise RequestError(
                tr("This job runs in another window of QGIS."), tr("Wait until it ends, or cancel it there.")
            )
        job = self._jobs.get(job_id) if job_id in self._unwritten else self._whole(_read(self._file(job_id)))
        if job is None:
            self._forget(job_id)
            raise RequestError(tr("This job was removed in another window of QGIS."))
        return job.changed(status="interrupted") if job.status in LIVE else job

    def put(self, job: Job) -> None:
        """Replace a job of this QGIS; releases its lock if it has ended."""
        self._jobs[job.id] = job
        self._write(job)
        if job.status not in LIVE:
            self._unlock(job.id)
        self.changed.emit(job.id)

    def take_cut_off(self) -> list[Job]:
        """Jobs interrupted in any session since the last call, the oldest first."""
        taken = []
        for job in reversed(self.jobs):
            if job.status == "interrupted" and not job.offered:
                with suppress(RequestError):
                    now = self.claim(job.id)
                    self.put(now.changed(offered=True))
                    taken.append(now)
        return [job for job in taken if job.status == "interrupted"]

    def remove(self, job_id: str) -> None:
        """Remove an inactive job from the list; its maps stay.

        Raises:
            RequestError: The job runs, here or in another QGIS.
        """
        if job_id in self._locks:
            raise RequestError(tr("This job is waiting or running."), tr("Cancel it first."))
        self.claim(job_id)
        self._forget(job_id)

    def close(self) -> None:
        """Release all locks; waiting and running jobs of this QGIS become interrupted."""
        for name in list(self._locks):
            self.put(self._jobs[name].changed(status="interrupted"))

    def _read_if_new(self, path: Path) -> Job | None:
        """The job in a file; reads the file only if it has changed since the last time."""
        try:
            state = path.stat()
        except OSError:
            return None
        version = (state.st_mtime_ns, state.st_size, state.st_ino)
        known, job = self._read_before.get(path.stem, (None, None))
        if version != known:
            job = _read(path)
            self._read_before[path.stem] = version, job
        return job

    def _whole(self, job: Job | None) -> Job | None:
        """A job as it was planned, if this session planned it."""
        return job.changed(run=self._planned[job.id]) if job is not None and job.id in self._planned else job

    def _settle(self, job: Job) -> None:
        """Mark a job as interrupted if no QGIS runs it any more."""
        if not self._lock(job.id):
            return
        now = self._whole(_read(self._file(job.id))) or job
        self.put(now.changed(status="interrupted") if now.status in LIVE else now)

    def _forget(self, job_id: str) -> None:
        self._jobs.pop(job_id, None)
        self._unwritten.discard(job_id)
        self._planned.pop(job_id, None)
        with self._telling():
            self._file(job_id).unlink(missing_ok=True)
            self._file(job_id).with_suffix(".part").unlink(missing_ok=True)
        self._unlock(job_id)
        self.changed.emit(job_id)

    def _write(self, job: Job) -> None:
        self._unwritten.add(job.id)
        with self._telling():
            part = self._file(job.id).with_suffix(".part")
            part.write_text(job_to_json(job), encoding="utf-8")
            replace(part, self._file(job.id))
            self._unwritten.discard(job.id)

    def _prune(self) -> None:
        for path in self._files()[: -self._most]:
            if not is_locked(path.with_suffix(".lock")):
                self._forget(path.stem)

    def _files(self) -> list[Path]:
        """Files of the jobs, the oldest first."""
        return sorted(self._folder.glob("*.json"))

    def _file(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.json"

    def _lock(self, job_id: str) -> bool:
        if job_id in self._locks:
            return True
        lock = FileLock(self._folder / f"{job_id}.lock")
        with self._telling():
            if not lock.acquire():
                return False
        self._locks[job_id] = lock
        return True

    def _unlock(self, job_id: str) -> None:
        lock = self._locks.pop(job_id, None)
        if lock is not None:
            lock.release()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Report a failure to write the list once, in QGIS's log; it must not stop the mapping."""
        try:
            yield
        except OSError as error:
            if self._told:
                return
            self._told = True
            text = tr("The list of jobs in {} cannot be saved: {}.").format(self._folder, error.strerror)
            log_message(text, Qgis.MessageLevel.Warning, notify=True)


def _read(path: Path) -> Job | None:
    """The job in a file; None = missing, or written by another version."""
    try:
        job = from_json(Job, path.read_text(encoding="utf-8"))
    except (OSError, EngineError, UnicodeDecodeError):
        return None
    return job if job.id == path.stem else None
