"""Maps frames in engine processes of this machine."""

from __future__ import annotations

import dataclasses
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from ...contract.requests import Compute
from ..infer.devices import available_devices
from ..memory import available_memory, processor_threads
from .pool import FrameJob, Outcome
from .run_job import run_job, stopped

ENGINE_BYTES = 2_500_000_000
"""Memory kept for an engine without a limit: 2.3 GB were measured with JointSeg on a frame of 7'30" x 5'00"."""


def local_pool(*, workers: int, compute: Compute) -> LocalPool:
    """A pool of this machine.

    Args:
        workers: Engines at the same time; 0 = as many as memory and cores allow, one on a GPU.
        compute: Device, threads and memory to use, by all engines together.
    """
    threads = compute.threads or processor_threads()
    if not workers:
        on_gpu = compute.device != "cpu" and any(name != "cpu" for name in available_devices())
        memory = compute.memory_mb * 1_000_000 or available_memory()
        workers = 1 if on_gpu else max(1, min(threads, memory // ENGINE_BYTES))
    return LocalPool(workers, max(1, threads // workers), compute.memory_mb // workers)


class LocalPool:
    """Engines of this machine.

    Args:
        slots: Number of engines that run at the same time.
        threads: Processor threads of each; more than there are cores for would only wait for each other.
        memory_mb: Limit of each one's memory, megabytes; 0 = none.
    """

    def __init__(self, slots: int, threads: int, memory_mb: int = 0) -> None:
        self.slots = slots
        self._share = {"threads": threads, "memory_mb": memory_mb}
        self._workers = ThreadPoolExecutor(slots, "frame")
        self._cancelled = threading.Event()
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._running: set[str] = set()
        self._futures: dict[Future[None], FrameJob] = {}

    def submit(self, job: FrameJob) -> None:
        """Add a job; returns at once."""
        with self._lock:
            future = self._workers.submit(self._do, job)
            self._futures[future] = job
        future.add_done_callback(self._forget)

    def wait(self, seconds: float) -> list[Outcome]:
        """Return the outcomes since the last call; if there are none yet, wait for one for at most so many seconds."""
        outcomes = []
        try:
            outcomes.append(self._outcomes.get(timeout=seconds))
            while True:
                outcomes.append(self._outcomes.get_nowait())
        except queue.Empty:
            return outcomes

    def running(self) -> set[str]:
        """Return the names of the jobs that run now."""
        with self._lock:
            return set(self._running)

    def cancel(self) -> None:
        """Stop: no job begins any more, and running engines end within seconds."""
        self._cancelled.set()
        with self._lock:
            futures = dict(self._futures)
        for future, job in futures.items():
            if future.cancel():
                self._outcomes.put(Outcome(**stopped(job.name)))

    def close(self) -> None:
        """Stop what still runs, and wait for its end."""
        self.cancel()
        self._workers.shutdown()

    def _do(self, job: FrameJob) -> None:
        with self._lock:
            self._running.add(job.name)
        fields = {**as_fields(job), **self._share}
        outcome = run_job(fields, self._cancelled.is_set)
        with self._lock:
            self._running.discard(job.name)
        self._outcomes.put(Outcome(**outcome))

    def _forget(self, future: Future[None]) -> None:
        with self._lock:
            self._futures.pop(future, None)


def as_fields(job: FrameJob) -> dict[str, str]:
    """A job as plain texts, as ``run_job`` takes it."""
    return {field.name: str(getattr(job, field.name)) for field in dataclasses.fields(job)}
