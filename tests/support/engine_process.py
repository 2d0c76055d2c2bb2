"""Starts the real engine process, as QGIS does, and collects its events."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from patience import PATIENCE

import onemetre
from onemetre.contract.requests import Request, dump_request

BOOT = Path(onemetre.__file__).parent / "engine" / "boot.py"


class EngineProcess:
    """Context manager for a running engine, which leaves no process behind; ``request`` may also be a raw line.

    ``small_disk`` is a folder that only this engine sees as a disk of 4 MB; ``largest_file`` is the number of bytes,
    in steps of 512, from which on it can write no file; ``before`` is a command that starts the engine, ``variables``
    are added to its environment, and ``boot`` is the file that starts it.
    """

    def __init__(
        self,
        request: Request | str,
        small_disk: Path | None = None,
        largest_file: int | None = None,
        before: Sequence[str] = (),
        variables: Mapping[str, str] | None = None,
        boot: Path = BOOT,
    ) -> None:
        line = request if isinstance(request, str) else dump_request(request)
        start = [*_mounting(small_disk), *_limiting(largest_file), *before]
        self.process = subprocess.Popen(
            [*start, sys.executable, "-I", "-X", "utf8", boot],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | (variables or {}),
        )
        self.send(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.close()

    def send(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def events(self) -> Iterator[dict[str, Any]]:
        """Events as they arrive, until the process closes its output."""
        assert self.process.stdout
        for line in self.process.stdout:
            yield json.loads(line)

    def finish(self) -> tuple[dict[str, Any], int, list[dict[str, Any]]]:
        """Wait for the end; returns the last event, the exit code and all events."""
        events = list(self.events())
        return events[-1] if events else {}, self.process.wait(timeout=PATIENCE), events


def _mounting(folder: Path | None) -> list[str]:
    """Start of a command in a separate namespace, in which a folder is a small disk."""
    if folder is None:
        return []
    return ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size=4m tmpfs "{folder}" && exec "$@"', "sh"]


def _limiting(largest_file: int | None) -> list[str]:
    """Start of a command that can write no larger files."""
    return [] if largest_file is None else ["sh", "-c", f'ulimit -f {largest_file // 512} && exec "$@"', "sh"]


def can_make_disks(folder: Path) -> bool:
    """Whether this machine allows a process its own small disk."""
    try:
        return subprocess.run([*_mounting(folder), "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def run(request: Request | str) -> dict[str, Any]:
    """The last event of a request: ``result`` or ``error``."""
    with EngineProcess(request) as engine:
        last, code, events = engine.finish()
        assert [e["event"] for e in events].count(last["event"]) == 1
        assert code == (0 if last["event"] == "result" else 1)
        return last


def interrupted(request: Request, largest_file: int) -> dict[str, Any]:
    """The last event of a run that computes all bands but cannot write the final file: it can be resumed."""
    with EngineProcess(request, largest_file=largest_file) as engine:
        last, code, _ = engine.finish()
        assert (last["event"], code) == ("error", 1)
        return last


def children() -> set[int]:
    """Process ids of this process's children."""
    return {int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}
