"""The folder of a run over frames: what its files are called, and which frames are finished.

``jobs`` holds for every frame the request, its log and its outcome. The outcome is written last, and is the truth about
the frame, whatever happened to the program that planned the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...contract.errors import OutputError
from ...contract.regular_file import is_regular_file
from ...contract.requests import MapRequest, dump_request
from ..write.failures import writing_failed
from ..write.locked_folder import LockedFolder
from ..write.small_file import write_small_file
from .pool import FrameJob

LOCK, RECORD = "frames.lock", "frames.json"
MAPS, JOBS = "maps", "jobs"
_MARK = "onemetre-frames"
_LARGEST = 64 * 2**20
# What a frame is mapped with does not depend on them.
_FREE = ("compute", "batch")


class RunFolder(LockedFolder):
    """The folder; a context manager that keeps other runs out of it.

    Args:
        folder: Absolute path; the folder is made if its parent exists.

    Raises:
        OutputError: The folder cannot be made or written to, or another run is writing to it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, LOCK)
        for name in (MAPS, JOBS):
            try:
                (folder / name).mkdir(exist_ok=True)
            except OSError as error:
                self._lock.release()
                raise writing_failed(folder / name, error) from None

    def claim(self, facts: dict[str, Any]) -> None:
        """Note what the maps of the folder are made of.

        Raises:
            OutputError: The maps in the folder are made of something else: frames of two runs would be mixed.
        """
        record = self.folder / RECORD
        earlier = _read(record)
        noted = json.loads(json.dumps(facts))
        if earlier and earlier.get("facts") != noted:
            before = earlier.get("facts")
            known = before if isinstance(before, dict) else {}
            differ = ", ".join(sorted(name for name in noted if known.get(name) != noted[name]))
            raise OutputError(
                f"The folder {self.folder} holds maps made with something else ({differ}): one product would mix both.",
                "Choose another folder.",
            )
        self._write(record, json.dumps({"writer": _MARK, "facts": facts}, indent=1, sort_keys=True))

    def map_of(self, name: str) -> Path:
        """Path of the map of a frame."""
        return self.folder / MAPS / f"{name}.tif"

    def job(self, name: str) -> FrameJob:
        """The files of a frame."""
        jobs = self.folder / JOBS
        return FrameJob(
            name=name,
            request=jobs / f"{name}.json",
            output=self.map_of(name),
            outcome=jobs / f"{name}.outcome.json",
            log=jobs / f"{name}.log",
        )

    def finished(self, name: str, request: MapRequest, files: Iterable[Path]) -> dict[str, Any] | None:
        """The last event of a frame that was mapped with the same request; None = it is to be mapped.

        Args:
            name: Name of the frame.
            request: How it is to be mapped.
            files: Files of its imagery; if one has changed since, the frame is mapped again.
        """
        job = self.job(name)
        earlier = _read(job.request)
        if earlier is None or _kept(earlier) != _kept(json.loads(dump_request(request))):
            return None
        found = _read(job.outcome)
        if found is None or not (is_empty(found) or (found.get("event") == "result" and job.output.exists())):
            return None
        return None if _newest(files) > job.outcome.stat().st_mtime else found

    def prepare(self, name: str, request: MapRequest) -> FrameJob:
        """Write the request of a frame; an outcome of another request is forgotten.

        Raises:
            SpaceError: The disk is full.
            OutputError: The file cannot be written.
        """
        job = self.job(name)
        job.outcome.unlink(missing_ok=True)
        self._write(job.request, dump_request(request) + "\n")
        return job

    def outcome(self, name: str) -> dict[str, Any]:
        """The last event of a frame's engine; empty = there is none."""
        return _read(self.job(name).outcome) or {}

    @staticmethod
    def _write(path: Path, text: str) -> None:
        write_small_file(path, text.encode())


def is_empty(event: dict[str, Any]) -> bool:
    """Whether the last event of an engine says that there was nothing to map."""
    from ..mapping.run import NO_PIXEL, ONLY_NODATA

    return event.get("event") == "error" and event.get("message") in (NO_PIXEL, ONLY_NODATA)


def _newest(files: Iterable[Path]) -> float:
    """Time of the last change of files, as the file system counts."""
    return max((file.stat().st_mtime for file in files if file.exists()), default=0.0)


def _kept(message: dict[str, Any]) -> dict[str, Any]:
    """The parts of a request that the pixels depend on."""
    request = message.get("request")
    fields = request if isinstance(request, dict) else {}
    return {name: value for name, value in fields.items() if name not in _FREE}


def _read(path: Path) -> dict[str, Any] | None:
    """A JSON object in a file; None = missing, damaged, or another thing."""
    if not is_regular_file(path) or path.stat().st_size > _LARGEST:
        return None
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
