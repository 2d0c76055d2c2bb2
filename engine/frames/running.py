"""Runs the jobs of frames in a pool until each has ended: tries again what may succeed, and stops on request."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from ...contract.errors import CancelledError
from ..channel import Channel
from .pool import FrameJob, Outcome, Pool

TRIES = 3
"""How often a frame is tried that fails for a reason that may pass: a killed process, a lost worker, a full disk."""

_TURN_S = 1.0
# Engines stop within seconds; later ones are left to the pool's close.
_PARTING_S = 30.0

Show = Callable[[Mapping[str, Outcome], set[str]], None]
"""show(outcomes so far, frames that run now)."""


def run_jobs(jobs: Sequence[FrameJob], pool: Pool, channel: Channel, show: Show) -> dict[str, Outcome]:
    """Run jobs; each ends finished or not.

    Args:
        jobs: The jobs.
        pool: Where they run; it is closed in any case.
        channel: Receives messages; its cancellation stops the pool.
        show: Called at least once a second or after each outcome.

    Returns:
        Name -> how it ended.

    Raises:
        CancelledError: The user cancelled; finished frames stay finished.
    """
    by_name = {job.name: job for job in jobs}
    tries = dict.fromkeys(by_name, 1)
    ended: dict[str, Outcome] = {}
    try:
        for job in jobs:
            pool.submit(job)
        while len(ended) < len(jobs):
            try:
                channel.check()
            except CancelledError:
                _part(pool, by_name, ended)
                show(ended, set())
                raise
            for outcome in pool.wait(_TURN_S):
                again = not outcome.finished and outcome.temporary and tries[outcome.name] < TRIES
                if again and not channel.cancelled:
                    tries[outcome.name] += 1
                    channel.log("info", f"{outcome.name} is tried again: {outcome.message}")
                    pool.submit(by_name[outcome.name])
                else:
                    ended[outcome.name] = outcome
            show(ended, pool.running() - ended.keys())
    finally:
        pool.close()
    return ended


def _part(pool: Pool, jobs: Mapping[str, FrameJob], ended: dict[str, Outcome]) -> None:
    """Stop the pool, and keep what finished meanwhile."""
    pool.cancel()
    until = time.monotonic() + _PARTING_S
    heard = set(ended)
    while len(heard) < len(jobs) and time.monotonic() < until:
        for outcome in pool.wait(_TURN_S):
            heard.add(outcome.name)
            if outcome.finished:
                ended[outcome.name] = outcome
