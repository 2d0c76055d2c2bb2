"""One run of the dock as the list of jobs keeps it: what was to be done, how it went, what there is now."""

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
from ....processing.app.i18n import tr
from ....processing.app.paths import absolute, is_plain_path
from ..state.planned_runs import LAYERS, PlannedRun
from ..state.settings import DockSettings, to_json

STATUSES = ("waiting", "running", "done", "failed", "cancelled", "interrupted")
"""Interrupted: QGIS ended, or OneMetre was unloaded, before the run had."""

LIVE = {"waiting", "running"}
RESUMABLE = {"failed", "cancelled", "interrupted"}

_FILES = {"INPUT", "AOI", "REPORT", *LAYERS}
_MOST_LINES = 300
_LONGEST_LINE = 2000


@dataclass(frozen=True, kw_only=True)
class Job:
    """An entry of the list.

    Attributes:
        id: Name of its file; a later job has a larger one.
        run: What is run. Its parameters mean the same in any other session: paths are absolute.
        settings: The dock's, as JSON, of this run alone; empty = it came from elsewhere.
        status: One of :data:`STATUSES`.
        offered: Whether the user was asked to go on with it after it had been cut off.
        started: When it began last, seconds since 1970; 0 = not yet.
        seconds: How long it ran, all attempts together.
        results: The algorithm's outputs; empty until it is done.
        message: Why it failed, in the user's words.
        log: The last lines of what was said, each with its time.
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
            raise RequestError(tr("There is no job that is {}.").format(repr(self.status)))

    @property
    def name(self) -> str:
        """What people know it by: that of its map."""
        return Path(str(self.run.parameters.get("OUTPUT", ""))).stem

    @property
    def label(self) -> str:
        """The same, short: without the name of the model."""
        return self.name.replace(self.run.model, "").strip(" _-") or self.name

    @property
    def covered_km2(self) -> float | None:
        """Area that was mapped, km2; None = not known yet."""
        covered = self.results.get("COVERED_KM2")
        return float(covered) if isinstance(covered, int | float) else None

    @property
    def report(self) -> str:
        """Path of the report that was made; empty = none was."""
        return str(self.results.get("REPORT") or "")

    def changed(self, **fields: Any) -> Job:
        """The same with some fields replaced."""
        return dataclasses.replace(self, **fields)

    def with_line(self, text: str) -> Job:
        """The same with one more line in its log."""
        line = f"{datetime.now().astimezone():%H:%M:%S} {text[:_LONGEST_LINE]}"
        return self.changed(log=(*self.log, line)[-_MOST_LINES:])


def new_jobs(runs: Sequence[PlannedRun], settings: DockSettings | None) -> list[Job]:
    """An entry for each run; the ids have the order of the runs.

    Args:
        runs: What is to be run.
        settings: The dock's, from which they come; None = from elsewhere.
    """
    # A stamp of its own for each job would be the same for several where the clock is coarse.
    stamp, ending = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}", secrets.token_hex(3)
    return [
        Job(
            id=f"{stamp}-{number:04}-{ending}",
            run=dataclasses.replace(run, parameters=_anywhere(run.parameters)),
            settings=to_json(_of_run(settings, run)) if settings is not None else "",
        )
        for number, run in enumerate(runs)
    ]


def job_to_json(job: Job) -> str:
    """JSON, one field a line; :func:`onemetre.contract.requests.from_json` reads it."""
    return json.dumps(dataclasses.asdict(job), indent=1)


def _anywhere(parameters: dict[str, Any]) -> dict[str, Any]:
    """Parameters whose paths are absolute: the next session may have another working folder."""

    def fixed(value: Any) -> Any:
        if isinstance(value, list):
            return [fixed(item) for item in value]
        return absolute(value) if isinstance(value, str) and value and is_plain_path(value) else value

    return {name: fixed(value) if name in _FILES else value for name, value in parameters.items()}


def _of_run(settings: DockSettings, run: PlannedRun) -> DockSettings:
    images = tuple(image for image in settings.chosen if image.year == run.year)
    return dataclasses.replace(settings, images=images)
