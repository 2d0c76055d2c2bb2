"""Table model of the jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt

from ....processing.app.i18n import tr
from ....processing.app.units import km2_number
from .job import Job
from .store import JobStore

ID = Qt.ItemDataRole.UserRole
MAP, STATUS, TIME, AREA = range(4)

_MINUTE, _HOUR = 60, 3600
_NOWHERE = QModelIndex()


class JobModel(QAbstractTableModel):
    """Presents the jobs of a store, the newest first.

    Args:
        store: Store of the jobs.
    """

    def __init__(self, store: JobStore) -> None:
        super().__init__()
        self._store = store
        self._ids = [job.id for job in store.jobs]
        self._percent: dict[str, int] = {}
        store.changed.connect(self._take)

    def job(self, row: int) -> Job | None:
        """The job in a row; None = it is gone."""
        return self._store.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row(self, job_id: str) -> int:
        """Row of a job; -1 = not found."""
        return self._ids.index(job_id) if job_id in self._ids else -1

    def show_progress(self, job_id: str, percent: float) -> None:
        """Show the progress of a running job."""
        if job_id in self._ids and self._percent.get(job_id) != round(percent):
            self._percent = {job_id: round(percent)}
            cell = self.index(self.row(job_id), STATUS)
            self.dataChanged.emit(cell, cell)

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:
        """Number of jobs."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex = _NOWHERE) -> int:
        """Number of columns: map, status, time, area."""
        return 0 if parent.isValid() else AREA + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Map"), tr("Status"), tr("Time"), tr("km²"))[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Content of a cell."""
        job = self.job(index.row())
        if job is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(job, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(job, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (TIME, AREA):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return job.id if role == ID else None

    def _text(self, job: Job, column: int) -> str:
        if column == MAP:
            return job.label
        if column == STATUS:
            percent = self._percent.get(job.id) if job.status == "running" else None
            return status_text(job) if percent is None else f"{percent} %"
        if column == TIME:
            return clock_text(job.seconds) if job.seconds else ""
        return "" if job.covered_km2 is None else km2_number(job.covered_km2)

    def _tip(self, job: Job, column: int) -> str:
        if column == STATUS:
            return job.message or status_text(job)
        return str(job.run.parameters.get("OUTPUT", ""))

    def _take(self, job_id: str) -> None:
        there, row = self._store.get(job_id) is not None, self.row(job_id)
        if there and row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, AREA))
        elif there:
            row = sum(other > job_id for other in self._ids)
            self.beginInsertRows(QModelIndex(), row, row)
            self._ids.insert(row, job_id)
            self.endInsertRows()
        elif row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row]
            self.endRemoveRows()


def status_text(job: Job) -> str:
    """Status of a job, for display."""
    return {
        "waiting": tr("waiting"),
        "running": tr("running"),
        "done": tr("done"),
        "failed": tr("failed"),
        "cancelled": tr("cancelled"),
        "interrupted": tr("interrupted"),
    }[job.status]


def clock_text(seconds: float) -> str:
    """A duration as a clock shows it: 0:07, 12:30, 3:05:00."""
    whole = round(seconds)
    hours, minutes, rest = whole // _HOUR, whole % _HOUR // _MINUTE, whole % _MINUTE
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def details_text(job: Job, mine: bool) -> str:
    """Details that the table has no room for, one per line.

    Args:
        job: Job to describe.
        mine: Whether the job waits or runs in this QGIS.
    """
    begun = f"{datetime.fromtimestamp(job.started).astimezone():%Y-%m-%d %H:%M}" if job.started else ""
    elsewhere = job.status in {"waiting", "running"} and not mine
    lines = (
        job.title,
        " · ".join(part for part in (job.model_text, begun, str(job.results.get("DEVICE_USED", "")).upper()) if part),
        tr("In another window of QGIS.") if elsewhere else job.message,
    )
    return "\n".join(line for line in lines if line)
