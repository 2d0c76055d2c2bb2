"""Does one frame: starts an engine process with a request in a file, and writes how it ended.

Standard library only, and nothing of the plugin is imported: pools of this machine use it, workers of a cluster run it
by its path, and batch arrays start it as ``<python> run_job.py <list of jobs> <task> <tasks>``. The engine is
``boot.py`` in the folder above this file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import socket
import subprocess  # nosec B404
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, cast

BOOT = Path(__file__).absolute().parents[1] / "boot.py"
# Kinds of the engine's errors that another try, or another machine, may not have.
_TEMPORARY = ("crash", "space", "output", "cancelled")
# How the engine says that another engine writes the same output.
_BUSY = "Another run is currently writing"
# Waiting for an engine that was left behind by a killed run: it stops within seconds, on a cluster with its frame.
_BUSY_SECONDS = 600.0
_TURN = 0.25
# The engine ends by itself five seconds after the end of its input.
_KILL_SECONDS = 15.0
_PROGRESS_SECONDS = 1.0
_LAST_LINES = 40
_NO_ROOM = {9: "If nobody ended it, it ran out of memory."}

Job = Mapping[str, Any]
"""name, request, output, outcome and log, as of a ``FrameJob``; threads and
memory_mb: the share of the machine, in place of the request's; 0 or missing = as requested."""


def run_job(job: Job, cancelled: Callable[[], bool] = lambda: False, place: str = "") -> dict[str, Any]:
    """Do a frame, unless it is finished, and return its outcome, as of ``Outcome``; failures are outcomes, too.

    Args:
        job: The frame.
        cancelled: Asked some times a second; once it is true, the engine is stopped.
        place: Name of the machine or worker; empty = the host's name.
    """
    place = place or socket.gethostname()
    began = time.monotonic()
    try:
        while True:
            if (stored := finished_outcome(job)) is not None:
                return stored
            if cancelled():
                return stopped(str(job["name"]), place)
            last = _engine(job, cancelled)
            if not str(last.get("message", "")).startswith(_BUSY) or time.monotonic() - began > _BUSY_SECONDS:
                break
            time.sleep(_TURN)
    except OSError as error:
        return _failed_file(job, error, place)
    frame = {"place": place, "seconds": round(time.monotonic() - began, 2)}
    try:
        _publish(job, {**last, "frame": {**frame, "request": _mark(job)}})
    except OSError as error:
        # What the engine says of its failure is worth more than that nothing could be written about it.
        if last["event"] == "result":
            return _failed_file(job, error, place)
    return _outcome(str(job["name"]), last, frame)


def finished_outcome(job: Job) -> dict[str, Any] | None:
    """The outcome of a frame that was finished before, with 0 seconds; None = it is to be done."""
    try:
        stored = json.loads(Path(str(job["outcome"])).read_bytes())
        frame = stored.pop("frame")
        same = stored["event"] == "result" and frame["request"] == _mark(job)
        if not same or not Path(str(job["output"])).is_file():
            return None
        return _outcome(str(job["name"]), stored, {"place": str(frame["place"]), "seconds": 0.0})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def outcome_of(name: str, **fields: Any) -> dict[str, Any]:
    """Fields of an outcome that is not finished, with others in their places."""
    empty = {
        "finished": False,
        "result": {},
        "message": "",
        "hint": "",
        "temporary": False,
        "place": "",
        "seconds": 0.0,
    }
    return {"name": name, **empty, **fields}


def stopped(name: str, place: str = "") -> dict[str, Any]:
    """The outcome of a frame that was cancelled."""
    return outcome_of(name, message="Cancelled.", temporary=True, place=place)


def _failed_file(job: Job, error: OSError, place: str) -> dict[str, Any]:
    where = error.filename or job["outcome"]
    message = f"The file {where} cannot be used on {place}: {error.strerror or error}."
    hint = "Check the disk, and that this folder is shared with all workers."
    return outcome_of(str(job["name"]), message=message, hint=hint, temporary=True, place=place)


def _mark(job: Job) -> str:
    """What the frame's result depends on, as a hash: its request without the share of the machine."""
    line = Path(str(job["request"])).read_bytes()
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        request = json.loads(line)
        request["request"].pop("compute", None)
        line = json.dumps(request, sort_keys=True).encode()
    return hashlib.sha256(line).hexdigest()


def _engine(job: Job, cancelled: Callable[[], bool]) -> dict[str, Any]:
    """Run an engine to its end; returns its last event, or an error if it sent none."""
    request = _request(job)
    log = Path(str(job["log"]))
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as events:
        process = subprocess.Popen(  # noqa: S603 # nosec B603 - this interpreter and this plugin
            [sys.executable, "-I", "-X", "utf8", str(BOOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
        stdin, stdout, stderr = cast("tuple[IO[bytes], ...]", (process.stdin, process.stdout, process.stderr))
        last_words: deque[bytes] = deque(maxlen=_LAST_LINES)
        listener = threading.Thread(target=last_words.extend, args=(stderr,), daemon=True)
        listener.start()
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process, stdin, cancelled, ended), daemon=True)
        try:
            # A broken pipe: the engine ended before it read all, and its own words or exit code say why.
            with contextlib.suppress(OSError):
                stdin.write(request + b"\n")
                stdin.flush()
            watcher.start()
            last = _listen(stdout, events)
            code = process.wait()
        finally:
            ended.set()
            # The end of its input stops an engine that still runs.
            with contextlib.suppress(OSError):
                stdin.close()
            stdout.close()
        listener.join(_TURN)
        if last.get("event") != "result":
            for line in list(last_words):
                words = line.decode(errors="replace").rstrip()
                events.write(json.dumps({"event": "stderr", "line": words}).encode() + b"\n")
    return last or _crash(code, log)


def _crash(code: int, log: Path) -> dict[str, Any]:
    """The error of an engine that ended without one; a negative code is a signal."""
    message = f"The engine process was ended from outside or crashed (exit code {code})."
    return {"event": "error", "kind": "crash", "message": message, "hint": _NO_ROOM.get(-code, f"See {log}.")}


def _request(job: Job) -> bytes:
    """The request in one line, with the share of the processor that the job may use."""
    line = Path(str(job["request"])).read_bytes().strip()
    share = {name: int(job[name]) for name in ("threads", "memory_mb") if job.get(name)}
    # Of a line that is no request, the engine says what is wrong.
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        request = json.loads(line)
        request["request"].setdefault("compute", {}).update(share)
        line = json.dumps(request).encode()
    return line


def _watch(
    process: subprocess.Popen[bytes], stdin: IO[bytes], cancelled: Callable[[], bool], ended: threading.Event
) -> None:
    while not ended.wait(_TURN):
        if cancelled():
            with contextlib.suppress(OSError):
                stdin.close()
            if not ended.wait(_KILL_SECONDS):
                process.kill()
            return


def _listen(lines: IO[bytes], log: IO[bytes]) -> dict[str, Any]:
    """Copy events to the log, progress once a second at most, and return the last one that ends a job."""
    last: dict[str, Any] = {}
    told = 0.0
    for line in lines:
        try:
            event = json.loads(line)
            kind = event["event"]
        except (ValueError, TypeError, KeyError):
            kind = ""
        if kind in ("result", "error"):
            last = event
        if kind == "done":
            continue
        if kind == "progress":
            if time.monotonic() - told < _PROGRESS_SECONDS:
                continue
            told = time.monotonic()
        log.write(line)
        log.flush()
    return last


def _outcome(name: str, last: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """The outcome of a frame whose engine ended with an event."""
    if last["event"] == "result":
        result = {key: value for key, value in last.items() if key != "event"}
        return outcome_of(name, finished=True, result=result, **frame)
    message, hint = str(last.get("message", "")), str(last.get("hint", ""))
    temporary = last.get("kind") in _TEMPORARY or message.startswith(_BUSY)
    return outcome_of(name, message=message, hint=hint, temporary=temporary, **frame)


def _environment() -> dict[str, str]:
    """Variables of this process without those that would give the engine the libraries of another environment."""
    return {name: value for name, value in os.environ.items() if not re.match("PYTHON|PROJ_|GDAL_", name.upper())}


def _publish(job: Job, event: dict[str, Any]) -> None:
    path = Path(str(job["outcome"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may end the same frame: each has its own draft.
    draft = path.with_name(f"{path.name}.{socket.gethostname()}-{os.getpid()}-{threading.get_ident()}.part")
    try:
        with draft.open("wb") as file:
            file.write(json.dumps(event).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def main(arguments: list[str]) -> int:
    """Do the frames of one task of a batch array; returns 1 if one of them failed.

    Args:
        arguments: File with a job in JSON a line; number of the task, from 1; number of tasks.
    """
    jobs, task, tasks = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    failed = False
    lines = jobs.read_text(encoding="utf-8").splitlines()
    for line in lines[task - 1 :: tasks]:
        outcome = run_job(json.loads(line))
        words = "finished" if outcome["finished"] else f"failed: {outcome['message']} {outcome['hint']}".rstrip()
        print(f"{outcome['name']} {words}", flush=True)  # noqa: T201 - the log of the batch system
        failed = failed or not outcome["finished"]
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
