"""What every hostile input has to lead to: a result, or one sentence; in time, and with nothing left behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine_process import EngineProcess

from onemetre.contract.requests import MapRequest, Reading, Request

BANDS = {"red": "1", "green": "2", "blue": "3"}
LIMIT_S = float(os.environ.get("ONEMETRE_PATIENCE", "60"))
"""Longest time for one hostile input; far more than it takes, since machines are busy."""


def judge(
    request: Request | str,
    folder: Path | None = None,
    before: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The last event of a request; ``folder`` may get no file but the outputs of a success."""
    known = names(folder)
    with EngineProcess(request, before=before, variables=variables) as engine:
        guard = threading.Timer(LIMIT_S, engine.process.kill)
        guard.start()
        last, code, events = engine.finish()
        guard.cancel()
        assert engine.process.stderr
        words = engine.process.stderr.read().decode(errors="replace")
    assert code in (0, 1), f"ended with {code}: {words[-500:]}"
    assert [event["event"] for event in events].count(last["event"]) == 1
    assert last["event"] == ("result" if code == 0 else "error")
    if code:
        decent(last, words)
        assert names(folder) == known
    return last


def decent(error: dict[str, Any], words: str = "") -> None:
    """Whether an error is one sentence for the user."""
    text = f"{error['message']} {error['hint']}"
    assert error["message"].strip() and len(text.splitlines()) == 1, text
    assert error["kind"] != "unexpected" and "Traceback" not in text, f"{text}\n{words[-1500:]}"
    assert len(text) < 5000


def names(folder: Path | None) -> set[str]:
    """Names of all files and folders in a folder."""
    return set() if folder is None else {str(path.relative_to(folder)) for path in folder.rglob("*")}


def map_request(image: Path | str, model: Path | str, out: Path, **fields: object) -> MapRequest:
    """A request to map an image with the first three bands."""
    wanted = {
        "reading": Reading(sources=(str(image),), bands=BANDS),
        "model": str(model),
        "output": str(out / "map.tif"),
    }
    return MapRequest(**(wanted | fields))
