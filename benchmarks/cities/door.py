"""Sends requests to the engine as QGIS does: a process of its own, one line of JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeVar

from ...contract.requests import Request, dump_request, from_dict

R = TypeVar("R")
_BOOT = Path(__file__).parents[2] / "engine" / "boot.py"


def ask(request: Request, kind: type[R]) -> R:
    """Result of a request.

    Raises:
        SystemExit: The engine tells an error.
    """
    line = dump_request(request)
    command = [sys.executable, "-I", "-X", "utf8", str(_BOOT)]
    last: dict[str, Any] = {}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as engine:
        if engine.stdin is None or engine.stdout is None:
            raise SystemExit("The engine has no pipes.")
        # The engine stops when this end is closed.
        engine.stdin.write(line if line.endswith("\n") else line + "\n")
        engine.stdin.flush()
        for line in engine.stdout:
            last = json.loads(line)
    if last.pop("event", "") != "result":
        raise SystemExit(f"{last.get('message', 'The engine ended.')} {last.get('hint', '')}")
    return from_dict(kind, last)
