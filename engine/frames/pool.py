"""What maps frames: takes jobs, says how each ended, and stops on request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class FrameJob:
    """One frame to map: a map request in a file, done by one engine process.

    Attributes:
        name: Name of the frame, unique in its run, usable as a file name.
        request: File with the map request, one line of JSON, as the engine reads it from standard input.
        output: Path of the class raster that the request writes; the engine publishes it under this name when it is
            complete.
        outcome: File that the job writes last, atomically: the engine's last event, and as its field "frame" the place
            and the seconds. A job whose outcome is a result of this very request (besides its ``compute``) and whose
            output exists is finished and never done again.
        log: File that the engine's events are added to, a line each; of progress one a second, and no ``done``.
    """

    name: str
    request: Path
    output: Path
    outcome: Path
    log: Path


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a job ended.

    Attributes:
        name: Name of the frame.
        finished: Whether the output is complete.
        result: Fields of the engine's result; empty if the job failed.
        message: One sentence on the failure; empty if the job finished.
        hint: What to do about it.
        temporary: Whether another try could succeed (a killed process, a lost worker, a full disk).
        place: Host name of the machine that did it, with the worker's name on a cluster.
        seconds: Wall time of the engine process; 0 if the frame had been finished before.
    """

    name: str
    finished: bool
    result: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    hint: str = ""
    temporary: bool = False
    place: str = ""
    seconds: float = 0.0


class Pool(Protocol):
    """Maps frames somewhere: in processes of this machine, or on a cluster."""

    @property
    def slots(self) -> int:
        """Number of jobs that run at the same time; it may change while a cluster grows or loses workers."""

    def submit(self, job: FrameJob) -> None:
        """Add a job; returns at once."""

    def wait(self, seconds: float) -> list[Outcome]:
        """Return the outcomes since the last call; if there are none yet, wait for one for at most so many seconds."""

    def running(self) -> set[str]:
        """Return the names of the jobs that run now, as far as known."""

    def cancel(self) -> None:
        """Stop: no job begins any more, running engines are told through their standard input and end within seconds.

        Every submitted job that has not ended gets an outcome that is not finished.
        """

    def close(self) -> None:
        """Release processes and connections; jobs that still run are stopped as by ``cancel``."""
