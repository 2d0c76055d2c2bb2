"""Maps frames on the workers of a Dask scheduler, each in an engine process that the worker starts.

Nothing of the plugin is pickled: a worker evaluates one line of text that runs ``on_worker.py`` by its path. Pixels go
to the shared folder, and only outcomes over the network; so a frame whose outcome is lost with a worker or a scheduler
is found finished by whoever does it again.
"""

from __future__ import annotations

import contextlib
import math
import os
import queue
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client, Future
from distributed.security import Security

from ...contract.errors import SourceError, error_of_kind
from ...contract.requests import Compute
from ..write.failures import writing_failed
from .local_pool import as_fields
from .on_worker import ROOT, difference, facts
from .pool import FrameJob, Outcome
from .run_job import outcome_of, stopped

PATIENCE_S = 300.0
"""How long a scheduler may be away before the run ends."""

_CONNECT_S = 10.0
_TURN_S = 1.0
_CALL = "__import__('runpy').run_path(__import__('os').environ.get('ONEMETRE_PLUGIN', plugin) + "
_FACTS = f"{_CALL}'/engine/frames/on_worker.py')['facts'](models, probe)"
_FRAME = f"{_CALL}'/engine/frames/on_worker.py')['do_frame'](job, here, share, probe, flag)"
_STOP = "__import__('os').environ.__setitem__(flag, '1')"

T = TypeVar("T")


class DaskPool:
    """Workers of a scheduler.

    A running engine stops when the run is cancelled; if this process is killed, frames that run are finished by their
    workers, and those that wait are forgotten.

    Args:
        address: "tcp://host:port" or "tls://host:port".
        share: Folder of the run.
        models: Path and sha256 of each model of the run.
        compute: With 0 threads, an engine has its share of its machine's cores.
        security: Files with the authority's certificate, the own one, and its key; empty = no TLS.

    Raises:
        SourceError: No scheduler answers, or a worker does not see the folder.
        OutputError: The folder cannot be written to.
        ModelError, RuntimeMissingError: A worker has another model, or another version of the plugin.
    """

    def __init__(
        self,
        address: str,
        share: Path,
        models: Sequence[tuple[Path, str]],
        compute: Compute,
        security: Sequence[Path] = (),
    ) -> None:
        self._address = address
        self._share = str(share)
        self._threads = compute.threads
        self._security = _tls(security) if security else None
        self._flag = f"ONEMETRE_STOP_{secrets.token_hex(8)}"
        self._probe = share / f".onemetre-probe-{secrets.token_hex(4)}"
        self._jobs: dict[str, FrameJob] = {}
        self._places: dict[str, set[str]] = defaultdict(set)
        self._futures: dict[str, Future[Any]] = {}
        self._ended: queue.SimpleQueue[tuple[str, Future[Any]] | Outcome] = queue.SimpleQueue()
        self._away_since: float | None = None
        self._stopped = self._given_up = False
        self._known: Mapping[str, Any] = {}
        self._asked = -math.inf
        try:
            self._probe.write_text(secrets.token_hex(16), encoding="utf-8")
        except OSError as error:
            raise writing_failed(self._probe, error) from None
        self._here = {**facts([], str(self._probe)), "models": {str(path): sha256 for path, sha256 in models}}
        try:
            self._client = self._connect(_CONNECT_S)
        except OSError as error:
            self._probe.unlink(missing_ok=True)
            raise SourceError(
                f"No Dask scheduler answers at {address}: {error}.",
                "Check the address, and that the scheduler runs; with TLS it begins with tls://.",
            ) from None
        try:
            self._check_workers()
        except BaseException:
            self.close()
            raise

    @property
    def slots(self) -> int:
        """Threads of all workers: each has one engine at a time; at least 1, while workers are to come."""
        return max(1, sum(int(worker["nthreads"]) for worker in self._workers().values()))

    def submit(self, job: FrameJob) -> None:
        """Add a job; returns at once."""
        self._jobs[job.name] = job
        if self._stopped:
            self._ended.put(Outcome(**stopped(job.name)))
        elif self._given_up:
            self._ended.put(self._gone(job.name))
        elif self._away_since is None:
            self._send(job)

    def wait(self, seconds: float) -> list[Outcome]:
        """Return the outcomes since the last call; if there are none yet, wait for one for at most so many seconds."""
        until = time.monotonic() + seconds
        outcomes: list[Outcome] = []
        while not outcomes:
            if self._away_since is not None or self._client.status != "running":
                self._return()
            left = until - time.monotonic()
            with contextlib.suppress(queue.Empty):
                outcomes += self._outcomes_of(self._ended.get(timeout=max(0.01, min(left, _TURN_S))))
                while True:
                    outcomes += self._outcomes_of(self._ended.get_nowait())
            if left <= 0:
                break
        return outcomes

    def running(self) -> set[str]:
        """Return the names of the jobs that workers have, as far as known."""
        nothing: dict[str, list[str]] = {}
        processing = self._ask(self._client.processing, nothing)
        names = {future.key: name for name, future in self._futures.items()}
        return {names[key] for keys in processing.values() for key in keys if key in names}

    def cancel(self) -> None:
        """Stop: no job begins any more, running engines end within seconds."""
        self._stopped = True
        self._ask(lambda: self._client.run(eval, _STOP, {"flag": self._flag}, on_error="ignore"), None)
        running = self.running()
        for name in set(self._jobs) - running:
            future = self._futures.pop(name, None)
            if future is not None and future.status == "finished":
                self._futures[name] = future
                continue
            if future is not None:
                self._ask(future.cancel, None)
            self._ended.put(Outcome(**stopped(name)))

    def close(self) -> None:
        """Release the connection; jobs that still run are stopped."""
        if self._jobs and not self._stopped:
            self.cancel()
        with contextlib.suppress(Exception):
            self._client.close(timeout=_CONNECT_S)
        with contextlib.suppress(OSError):
            self._probe.unlink()

    def _connect(self, seconds: float) -> Client:
        return Client(
            self._address,
            timeout=seconds,
            security=self._security,
            set_as_default=False,
            name="onemetre",
        )

    def _workers(self) -> Mapping[str, Any]:
        """Address -> facts of the workers, as they were a moment ago."""
        now = time.monotonic()
        if now - self._asked > _TURN_S:
            self._known = self._ask(lambda: self._client.scheduler_info(n_workers=-1)["workers"], {})
            self._asked = now
        return self._known

    def _check_workers(self) -> None:
        names = {"plugin": str(ROOT), "models": list(self._here["models"]), "probe": str(self._probe)}
        answers = self._client.run(eval, _FACTS, names, on_error="return")
        workers = self._workers()
        for address, answer in sorted(answers.items()):
            name = str(workers.get(address, {}).get("name", address))
            if isinstance(answer, FileNotFoundError):
                raise error_of_kind(
                    "runtime",
                    f"The worker {name} does not see OneMetre in {ROOT}.",
                    "Share this folder with the workers, or set ONEMETRE_PLUGIN on them to its folder there.",
                )
            if isinstance(answer, BaseException):
                raise SourceError(f"The worker {name} cannot be asked for its version: {answer}.")
            kind, message, hint = difference(self._here, answer, name, self._share)
            if message:
                raise error_of_kind(kind, message, hint)

    def _send(self, job: FrameJob) -> None:
        workers = self._workers()
        names = {
            "plugin": str(ROOT),
            "job": {**as_fields(job), "slots": _slots_by_host(workers), "threads": self._threads},
            "here": self._here,
            "share": self._share,
            "probe": str(self._probe),
            "flag": self._flag,
        }
        # Not to the worker where it failed, as long as there is another.
        failed = self._places[job.name]
        others = [address for address, worker in workers.items() if str(worker["name"]) not in failed]
        options = {"workers": others, "allow_other_workers": True} if failed and others else {}
        # Of keys with one prefix, the scheduler keeps back what workers cannot begin yet.
        key = f"onemetre-{secrets.token_hex(16)}"
        try:
            future = self._client.submit(eval, _FRAME, names, key=key, pure=False, **options)
        except Exception:  # noqa: BLE001 - the scheduler is away: wait() sends the job again
            self._away_since = self._away_since or time.monotonic()
            return
        self._futures[job.name] = future
        future.add_done_callback(lambda done, name=job.name: self._ended.put((name, done)))

    def _outcomes_of(self, ended: tuple[str, Future[Any]] | Outcome) -> list[Outcome]:
        if isinstance(ended, Outcome):
            self._jobs.pop(ended.name, None)
            return [ended]
        name, future = ended
        if self._futures.get(name) is not future:
            return []
        outcome = self._outcome(name, future)
        if outcome is None:
            return []
        del self._futures[name], self._jobs[name]
        if not outcome.finished:
            self._places[name].add(outcome.place)
        return [outcome]

    def _outcome(self, name: str, future: Future[Any]) -> Outcome | None:
        """The outcome of a future that has ended; None = the scheduler has forgotten it."""
        if future.status == "finished":
            try:
                return Outcome(**future.result(timeout=_CONNECT_S))
            except Exception:  # noqa: BLE001 - the outcome went with its worker or the scheduler: the frame is skipped next time
                self._away_since = self._away_since or time.monotonic()
                return None
        if future.status == "error":
            error = self._ask(lambda: future.exception(timeout=_CONNECT_S), None)
            if type(error).__name__ == "KilledWorker":
                message = f"The workers that mapped {name} died, one after the other."
                hint = "If nobody ended them, they ran out of memory: give them more, or fewer threads."
                return Outcome(**outcome_of(name, message=message, hint=hint, temporary=True))
            return Outcome(**outcome_of(name, message=f"A worker could not start the engine: {error}.", temporary=True))
        self._away_since = self._away_since or time.monotonic()
        return None

    def _return(self) -> None:
        """Try to reach the scheduler again, and send it all jobs that have not ended."""
        if self._given_up or self._stopped:
            return
        now = time.monotonic()
        self._away_since = self._away_since or now
        if now - self._away_since > PATIENCE_S:
            self._given_up = True
            for name in list(self._jobs):
                self._ended.put(self._gone(name))
            return
        for future in self._futures.values():
            with contextlib.suppress(Exception):
                future.release()
        self._futures.clear()
        with contextlib.suppress(Exception):
            self._client.close(timeout=_TURN_S)
        try:
            self._client = self._connect(_TURN_S)
        except OSError:
            return
        self._away_since = None
        for job in list(self._jobs.values()):
            self._send(job)

    def _gone(self, name: str) -> Outcome:
        message = (
            f"The scheduler at {self._address} went away and did not come back within {PATIENCE_S / 60:g} minutes."
        )
        return Outcome(**outcome_of(name, message=message, hint="Start the same run again: finished frames are kept."))

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        """The answer of the scheduler; while it is away, another value."""
        try:
            return question()
        except Exception:  # noqa: BLE001 - whatever a library raises when the connection breaks
            return otherwise


def _slots_by_host(workers: Mapping[str, Any]) -> dict[str, int]:
    slots: dict[str, int] = defaultdict(int)
    for worker in workers.values():
        slots[str(worker["host"])] += int(worker["nthreads"])
    return dict(slots)


def _tls(files: Sequence[Path]) -> Security:
    authority, certificate, key = (os.fspath(file) for file in files)
    return Security(tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True)
