"""The engine's connection to QGIS: events out, controls in."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from ..contract.errors import CancelledError, EngineError
from ..contract.redaction import sentence

_PROGRESS_INTERVAL = 0.1
_GRACE = 5.0
_HEARD = 1.0
_TURN = 0.05


class Channel:
    """Writes events to ``out`` as JSON lines, and obeys the controls that arrive from ``controls``.

    Args:
        out: Binary stream for the events.
        controls: Control lines as they arrive; None = no controls.

    The end of ``controls`` means that the parent is gone: the job is cancelled, and if it does not stop within a few
    seconds, the process exits abruptly, since nobody would collect its result.
    """

    def __init__(self, out: BinaryIO, controls: Iterator[bytes] | None = None) -> None:
        self._out = out
        # Held while the process is abandoned, when the last messages are sent.
        self._lock = threading.RLock()
        self._cancel_lock = threading.Lock()
        self._cancelled = threading.Event()
        self._keep_best = threading.Event()
        self._going = threading.Event()
        self._going.set()
        self._on_cancel: list[Callable[[], None]] = []
        self._on_control: dict[str, Callable[[dict[str, Any]], None]] = {}
        self._last_progress = 0.0
        self._last_fraction = 0.0
        self._sections: list[Callable[[], None]] = []
        self._ended = False
        if controls is not None:
            self.listen(controls)

    def listen(self, controls: Iterator[bytes]) -> None:
        """From now on, obey the control lines that arrive.

        Raises:
            RuntimeError: The system allows this process no further thread.
        """
        threading.Thread(target=self._obey, args=(controls,), name="controls", daemon=True).start()

    @property
    def cancelled(self) -> bool:
        """Whether the user cancelled or the parent is gone."""
        return self._cancelled.is_set()

    @property
    def keep_best(self) -> bool:
        """Whether the user asked a training to stop now and continue with its best weights."""
        return self._keep_best.is_set()

    def check(self) -> None:
        """Wait while the user pauses the job; raise :class:`CancelledError` if it was cancelled."""
        self._going.wait()
        if self.cancelled:
            raise CancelledError("Cancelled.")

    @contextmanager
    def nothing_to_lose(self, leave: Callable[[], None] = lambda: None) -> Iterator[None]:
        """A section that may be abandoned at any moment: a cancellation need not wait for the library in it.

        Opening a file on a slow network, loading a network, and copying a raster cannot be interrupted. If such a step
        does not end within a second of the cancellation, the process ends.

        Args:
            leave: Called before the process ends, from another thread while the section still runs; removes what the
                section has written so far. Those of enclosing sections are called after it.
        """
        with self._lock:
            self._sections.append(leave)
        try:
            yield
        finally:
            with self._lock:
                self._sections.remove(leave)

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` once, from another thread, when the job is cancelled (immediately if it already is)."""
        with self._cancel_lock:
            late = self.cancelled
            self._on_cancel.append(callback)
        if late:
            callback()

    def on_control(self, control: str, callback: Callable[[dict[str, Any]], None]) -> None:
        """From now on, call ``callback`` with the fields of each control of this name, from another thread.

        The callback must not raise.
        """
        self._on_control[control] = callback

    def emit(self, event: str, **fields: Any) -> None:
        """Send one event."""
        with self._lock:
            self._write(event, fields)

    def _write(self, event: str, fields: dict[str, Any]) -> None:
        self._ended = self._ended or event in ("result", "error")
        try:
            self._out.write(json.dumps({"event": event, **fields}).encode() + b"\n")
            self._out.flush()
        except OSError:
            # The parent is gone; the end of the control stream stops the job.
            self._cancelled.set()
            self._going.set()

    def log(self, level: str, message: str) -> None:
        """Send a log message; level is "info" or "warning"."""
        self.emit("log", level=level, message=sentence(message))

    def progress(self, fraction: float, message: str = "") -> None:
        """Report progress, 0-1; reports in too quick succession are dropped."""
        now = time.monotonic()
        if fraction < 1 and now - self._last_progress < _PROGRESS_INTERVAL:
            return
        self._last_progress = now
        self._last_fraction = max(self._last_fraction, fraction)
        self.emit("progress", fraction=self._last_fraction, message=sentence(message))

    def error(self, error: EngineError) -> None:
        """Send the final event of a failed job."""
        self.emit("error", kind=error.kind, message=error.message, hint=error.hint)

    def _obey(self, controls: Iterator[bytes]) -> None:
        for line in controls:
            try:
                fields = json.loads(line)
                control = fields.pop("control", None)
            except (ValueError, AttributeError, TypeError, RecursionError):
                self.log("warning", "Ignored an unreadable control line.")
                continue
            match control:
                case "cancel":
                    self._cancel()
                case "pause":
                    self._going.clear()
                case "resume":
                    self._going.set()
                case "keep-best":
                    self._keep_best.set()
                    self._going.set()
                case str() if callback := self._on_control.get(control):
                    callback(fields)
                case _:
                    self.log("warning", f"Ignored the unknown control {control!r}.")
        self._cancel()
        # This is a daemon thread: in an orderly exit the process is gone before the timer fires.
        threading.Event().wait(_GRACE)
        os._exit(1)

    def _cancel(self) -> None:
        with self._cancel_lock:
            callbacks = [] if self.cancelled else list(self._on_cancel)
            self._cancelled.set()
        self._going.set()
        for callback in callbacks:
            callback()
        # This thread is a daemon: in an orderly end the process is gone before.
        since = time.monotonic()
        while self._sections and time.monotonic() - since < _HEARD:
            threading.Event().wait(_TURN)
        # While the lock is held, the section cannot end.
        with self._lock:
            if self._sections and not self._ended:
                for leave in reversed(self._sections):
                    with contextlib.suppress(Exception):
                        leave()
                self.error(CancelledError("Cancelled."))
                os._exit(1)


class Portion(Channel):
    """A section of another channel's progress, for a job that is part of a larger one.

    Args:
        whole: Channel of the larger job; everything but the progress is passed on unchanged.
        start, stop: Beginning and end of the section, 0-1.
        message: Prefix of each progress message.
    """

    def __init__(self, whole: Channel, start: float, stop: float, message: str) -> None:
        self._whole, self._start, self._stop, self._message = whole, start, stop, message

    @property
    def cancelled(self) -> bool:
        """Whether the larger job is cancelled."""
        return self._whole.cancelled

    @property
    def keep_best(self) -> bool:
        """Whether the user asked the larger job to continue with the best weights."""
        return self._whole.keep_best

    def check(self) -> None:
        """Wait while the larger job is paused; raise :class:`CancelledError` if it was cancelled."""
        self._whole.check()

    @contextmanager
    def nothing_to_lose(self, leave: Callable[[], None] = lambda: None) -> Iterator[None]:
        """A section of the larger job that may be abandoned at any moment."""
        with self._whole.nothing_to_lose(leave):
            yield

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` when the larger job is cancelled."""
        self._whole.on_cancel(callback)

    def emit(self, event: str, **fields: Any) -> None:
        """Send one event."""
        self._whole.emit(event, **fields)

    def progress(self, fraction: float, message: str = "") -> None:
        """Report progress of the part, 0-1."""
        self._whole.progress(self._start + (self._stop - self._start) * fraction, f"{self._message}: {message}")

    def tell(self, share: float) -> None:
        """Report the fraction of the part that is done, and stop if the user cancelled."""
        self.check()
        self.progress(share, f"{share:.0%}")


def lines_of(descriptor: int) -> Iterator[bytes]:
    """Lines of a file descriptor as they arrive.

    Deliberately unbuffered: a thread waiting inside Python's buffered standard input aborts the interpreter's shutdown.
    """
    rest: list[bytes] = []
    while chunk := os.read(descriptor, 1 << 16):
        # A request with many polygons arrives in thousands of chunks, which are joined only once.
        first, *others = chunk.split(b"\n")
        rest.append(first)
        for line in others:
            yield b"".join(rest)
            rest = [line]
    if last := b"".join(rest):
        yield last


def claim_stdout() -> BinaryIO:
    """Claim the process's standard output for events; from now on, libraries print to standard error."""
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return events
