"""The folder of a year series: what its files are called, and which of them are finished, so that a run can resume.

``series.json`` notes for every finished step what it was made of and the state of its files. The same step with the
same files is not done again: neither after an interruption, nor when a year is added to the series.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...contract.regular_file import is_regular_file
from ..write.durable import sync_folder, write_durably
from ..write.failures import writing_failed
from ..write.locked_folder import LockedFolder

RECORD, LOCK = "series.json", "series.lock"
REPORT = "report.html"
_MARK = "OneMetre year series"
_LARGEST = 64 * 2**20


class SeriesFolder(LockedFolder):
    """The folder; a context manager that keeps other runs out of it.

    Args:
        folder: Absolute path; the folder is made if its parent exists.

    Raises:
        OutputError: The folder cannot be made or written to, or another run is writing to it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, LOCK)
        self._steps = self._read()

    def path(self, year: int, kind: str) -> Path:
        """Path of a file of one year.

        Args:
            year: The year.
            kind: What the file holds: image, map, probability, consistent map, consistent probability; or scenes.
        """
        return self.folder / f"{year} {kind}{'.csv' if kind == 'scenes' else '.tif'}"

    def finished(self, step: str, job: Mapping[str, object], files: Iterable[Path]) -> dict[str, Any] | None:
        """What was noted about a step that was finished with the same job and whose files are still as it left them.

        Args:
            step: Name of the step.
            job: Everything that the files depend on.
            files: Files of the step.
        """
        noted = self._steps.get(step, {})
        if noted.get("job") != _hash(job) or noted.get("files") != _states(files):
            return None
        facts = noted.get("facts")
        return facts if isinstance(facts, dict) else None

    def note(self, step: str, job: Mapping[str, object], files: Iterable[Path], facts: Mapping[str, object]) -> None:
        """Note that a step is finished.

        Args:
            step: Name of the step.
            job: Everything that the files depend on.
            files: Files of the step, finished.
            facts: What the next run has to know about it.

        Raises:
            SpaceError: The disk is full.
            OutputError: The note cannot be written.
        """
        self._steps[step] = {"job": _hash(job), "files": _states(files), "facts": dict(facts)}
        content = {"writer": _MARK, "steps": self._steps}
        record = self.folder / RECORD
        try:
            write_durably(record, json.dumps(content, indent=1, sort_keys=True).encode())
            sync_folder(self.folder)
        except OSError as error:
            raise writing_failed(record, error) from error

    def _read(self) -> dict[str, dict[str, Any]]:
        """The notes; none if the file is missing, damaged, or of another program."""
        record = self.folder / RECORD
        if not is_regular_file(record) or record.stat().st_size > _LARGEST:
            return {}
        try:
            content = json.loads(record.read_bytes())
            steps = content["steps"] if content["writer"] == _MARK else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        if not isinstance(steps, dict):
            return {}
        return {name: noted for name, noted in steps.items() if isinstance(noted, dict)}


def _hash(job: Mapping[str, object]) -> str:
    # A hash, since a job may contain addresses.
    return hashlib.sha256(json.dumps(job, sort_keys=True).encode()).hexdigest()


def _states(files: Iterable[Path]) -> dict[str, list[int]]:
    """Name -> size and time of change; a missing file has none, so that no note fits."""
    states: dict[str, list[int]] = {}
    for file in files:
        try:
            found = file.stat()
        except OSError:
            states[file.name] = []
        else:
            states[file.name] = [found.st_size, found.st_mtime_ns]
    return states
