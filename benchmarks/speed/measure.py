"""Runs a request in a real engine process and measures the process from outside (Linux only: reads /proc)."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine_process import BOOT, EngineProcess

from onemetre.contract.requests import Request


@dataclass(frozen=True)
class Run:
    """Measurements of one run.

    Attributes:
        seconds: Wall time of the whole request: opening, test tile, reading, writing, verifying.
        processor_seconds: Processor time on all cores together, including the start of the process.
        peak_mib: Largest resident memory of the engine process.
        tiles: Number of tiles in the lattice of a map.
        result: Fields of the result event.
    """

    seconds: float
    processor_seconds: float
    peak_mib: float
    tiles: int
    result: dict[str, Any]


def measure(request: Request | str, boot: Path = BOOT) -> Run:
    """As :func:`run_measured`, and remove the rasters of the run."""
    run = run_measured(request, boot)
    for output in ("output", "probability", "superresolved"):
        if path := run.result.get(output):
            Path(path).unlink()
    return run


def run_measured(request: Request | str, boot: Path = BOOT) -> Run:
    """Run a request in an engine; raises RuntimeError with the engine's message if it fails.

    Args:
        request: The request, or the line that says it to another engine.
        boot: File that starts the engine.
    """
    peak = processor = 0.0
    tiles = 0
    last: dict[str, Any] = {}
    with EngineProcess(request, boot=boot) as engine:
        for last in engine.events():
            peak, processor = usage(engine.process.pid, peak, processor)
            if found := re.search(r"([\d,]+) tiles", str(last.get("message", ""))):
                tiles = int(found[1].replace(",", ""))
    if last.get("event") != "result":
        raise RuntimeError(f"the engine failed: {last}")
    return Run(last.get("seconds", 0.0), processor, peak, tiles, last)


def usage(process: int, peak: float, processor: float) -> tuple[float, float]:
    """Peak memory in MiB and processor seconds so far; the last known values if the process has just ended."""
    folder = Path(f"/proc/{process}")
    try:
        status, stat = (folder / "status").read_text(), (folder / "stat").read_text()
    except OSError:
        return peak, processor
    high = re.search(r"VmHWM:\s+(\d+) kB", status)
    ticks = stat.rpartition(")")[2].split()
    return (
        max(peak, int(high[1]) / 1024 if high else 0.0),
        (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK"),
    )
