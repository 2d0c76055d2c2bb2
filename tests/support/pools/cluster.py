"""A real Dask scheduler and its workers on loopback, as processes that leave nothing behind."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from distributed import Client
from frames import Frames
from patience import PATIENCE

from onemetre.contract.requests import Compute
from onemetre.engine.frames.dask_pool import DaskPool


class Cluster:
    """Context manager for a scheduler; ``folder`` takes what the processes print and keep."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        self.start_scheduler()
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._processes):
            self.kill(name)

    def start_scheduler(self) -> None:
        """Start the scheduler, at the same address each time."""
        self._start("scheduler", ["--host", "127.0.0.1", "--port", str(self._port)])

    def start_worker(self, name: str, before: Sequence[str] = (), variables: Mapping[str, str] | None = None) -> None:
        """Start a worker of one thread, by a command in front of its own, with variables added."""
        options = [self.address, "--name", name, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1"]
        self._start("worker", [*options, "--local-directory", str(self._folder)], name, before, variables)

    def kill(self, name: str) -> None:
        """End a process and all that it started, as a power cut does."""
        process = self._processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def pool(self, frames: Frames, workers: int, sha256: str = "") -> DaskPool:
        """A pool of the cluster, once it has so many workers; with the model's own hash, or another."""
        sha256 = sha256 or hashlib.sha256(frames.model.read_bytes()).hexdigest()
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)
        return DaskPool(self.address, frames.folder, [(frames.model, sha256)], Compute(device="cpu"))

    def _start(
        self,
        kind: str,
        options: Sequence[str],
        name: str = "scheduler",
        before: Sequence[str] = (),
        variables: Mapping[str, str] | None = None,
    ) -> None:
        command = [*before, sys.executable, "-m", f"distributed.cli.dask_{kind}", *options, "--no-dashboard"]
        with (self._folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, env=os.environ | (variables or {})
            )
