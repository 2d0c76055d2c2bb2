"""Controls that reach a job while it works."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Iterator

import pytest
from patience import PATIENCE

from onemetre.contract.errors import CancelledError
from onemetre.engine.channel import Channel, Portion


class Parent:
    """Sends controls, and waits until each is obeyed."""

    def __init__(self) -> None:
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._asked = threading.Semaphore(0)

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self._asked.release()
            yield self._lines.get()

    def send(self, control: str) -> None:
        assert self._asked.acquire(timeout=PATIENCE)
        self._lines.put(b'{"control": "%s"}\n' % control.encode())
        # It asks for the next one when this one is obeyed.
        assert self._asked.acquire(timeout=PATIENCE)
        self._asked.release()


@pytest.fixture
def parent() -> Parent:
    return Parent()


@pytest.mark.parametrize("wakes", ["resume", "keep-best", "cancel"])
def test_a_paused_job_waits_until_it_is_told_how_to_go_on(parent: Parent, wakes: str) -> None:
    channel = Channel(io.BytesIO(), iter(parent))
    part = Portion(channel, 0.0, 0.5, "part")
    part.check()
    parent.send("pause")
    outcome: queue.Queue[str] = queue.Queue()

    def job() -> None:
        try:
            part.check()
            outcome.put("keep-best" if part.keep_best else "resume")
        except CancelledError:
            outcome.put("cancel")

    worker = threading.Thread(target=job)
    worker.start()
    with pytest.raises(queue.Empty):
        outcome.get(timeout=0.2)
    parent.send(wakes)
    assert outcome.get(timeout=PATIENCE) == wakes
    worker.join()


def test_a_control_that_nobody_knows_is_said_and_ignored(parent: Parent) -> None:
    out = io.BytesIO()
    channel = Channel(out, iter(parent))
    parent.send("dance")
    channel.check()
    assert b"dance" in out.getvalue()
