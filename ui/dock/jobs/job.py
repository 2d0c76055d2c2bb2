"""One run of the dock as stored in the list of jobs: its plan, its status, its results."""

from __future__ import annotations

import dataclasses
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ....contract.errors import RequestError
from ....contract.redaction import CUT, redact_all, redact_json
from ....contract.requests import from_json
from ....processing.app.i18n import tr
from ....processing.bases.model_algorithm import AUTO
from ..state.area_texts import area_name
from ..state.free_names import Held, anywhere
from ..state.planned_run import PlannedRun
from ..state.settings import DockSettings, to_json

STATUSES = ("waiting", "running", "done", "failed", "cancelled", "interrupted")
"""Interrupted: QGIS ended, or OneMetre was unloaded, before the run finished."""

LIVE = {"waiting", "running"}
RESUMABLE = {"failed", "cancelled", "interrupted"}

_MOST_LINES = 300
_LONGEST_LINE = 2000


@dataclass(frozen=True, kw_only=True)
class Job:
    """An entry in the list of jobs.

    Attributes:
        id: Name of the job's file; ids increase with time.
        run: Run to carry out. Its paths are absolute, so that it is valid in any session.
        settings: Settings of the dock for this run alone, as JSON; empty = not started from settings.
        status: Current status, one of :data:`STATUSES`.
        offered: Whether the dock has already offered to resume the interrupted job.
        started: Start of the last attempt, seconds since 1970; 0 = not yet.
        seconds: Total duration of all attempts.
        results: Outputs of the algorithm; empty until the job is done.
        message: Reason of a failure in plain words.
        log: Last lines of the log, each with its time.
    """

    id: str
    run: PlannedRun
    settings: str = ""
    status: str = "waiting"
    offered: bool = False
    started: float = 0.0
    seconds: float = 0.0
    results: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    log: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise RequestError(tr("Unknown job status: {}.").format(repr(self.status)))

    @property
    def name(self) -> str:
        """Name of the job: the name of its map."""
        return Path(str(self.run.parameters.get("OUTPUT", ""))).stem

    @property
    def label(self) -> str:
        """A short name, without the name of the model."""
        return self.name.replace(self.run.model, "").strip(" _-") or self.name

    @property
    def title(self) -> str:
        """Title of the maps for people; empty = not given."""
        return str(self.run.parameters.get("TITLE", ""))

    @property
    def model(self) -> str:
        """Name of the model that made the map; before that, of the one that the dock expects."""
        return str(self.results.get("MODEL_USED") or self.run.model)

    @property
    def model_text(self) -> str:
        """The model, and whether it was chosen automatically."""
        return tr("Automatic ({})").format(self.model) if self.run.parameters.get("MODEL") == AUTO else self.model

    @property
    def covered_km2(self) -> float | None:
        """Mapped area in km2; None = not known yet."""
        covered = self.results.get("COVERED_KM2")
        return float(covered) if isinstance(covered, int | float) else None

    @property
    def report(self) -> str:
        """Path of the report; empty = no report."""
        return str(self.results.get("REPORT") or "")

    def changed(self, **fields: Any) -> Job:
        """A copy with some fields replaced."""
        return dataclasses.replace(self, **fields)

    def with_line(self, text: str) -> Job:
        """A copy with one more line in the log."""
        line = f"{datetime.now().astimezone():%H:%M:%S} {text[:_LONGEST_LINE]}"
        return self.changed(log=(*self.log, line)[-_MOST_LINES:])


def title_of(job: Job) -> str:
    """Place and year of a job, for people; the name of its map if it was not started from settings."""
    if not job.settings:
        return job.name
    place = area_name(from_json(DockSettings, job.settings).area)
    return place if job.run.year is None else f"{place} {job.run.year}"


def new_jobs(runs: Sequence[PlannedRun], settings: DockSettings | None) -> list[Job]:
    """One job per run; the ids follow the order of the runs.

    Args:
        runs: Runs to carry out.
        settings: Settings of the dock that led to the runs; None = not started from settings.
    """
    # With a coarse clock, several jobs would get the same time stamp.
    stamp, ending = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}", secrets.token_hex(3)
    return [
        Job(
            id=f"{stamp}-{number:04}-{ending}",
            run=dataclasses.replace(run, parameters=anywhere(run.parameters)),
            settings=to_json(_of_run(settings, run)) if settings is not None else "",
        )
        for number, run in enumerate(runs)
    ]


def held_by(jobs: Sequence[Job]) -> list[Held]:
    """Runs of a list of jobs that have not written their outputs."""
    return [Held(job.run, job.status in RESUMABLE) for job in jobs if job.status in RESUMABLE | LIVE]


def job_to_json(job: Job) -> str:
    """The job as JSON without secrets, one field per line; :func:`onemetre.contract.requests.from_json` reads it."""
    fields = dataclasses.asdict(job)
    settings = redact_json(fields.pop("settings"))
    return json.dumps({**redact_all(fields), "settings": settings}, indent=1)


def lacks_secret(job: Job) -> bool:
    """Whether the run cannot be repeated, because its input was stored without its password, token or query string."""
    return CUT in json.dumps(job.run.parameters.get("INPUT", ""))


def _of_run(settings: DockSettings, run: PlannedRun) -> DockSettings:
    images = tuple(image for image in settings.chosen if image.year == run.year)
    years = tuple(year for year in settings.search.years if year == run.year)
    return dataclasses.replace(settings, images=images, search=dataclasses.replace(settings.search, years=years))
