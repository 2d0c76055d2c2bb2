"""Remembers the speed of models on this machine from run to run."""

from __future__ import annotations

import json

from qgis.core import QgsSettings

SPEEDS = "plugins/onemetre/tile_speeds"
"""Key in QGIS's settings."""

_FADING = 0.7
"""Weight of earlier runs after each new one: drivers, threads and other programs change."""


def remember_run(model: str, device: str, tiles: float, seconds: float) -> None:
    """Record a complete run, in tiles: a thin polygon has many for its area.

    Args:
        model: Name of the model.
        device: "cpu" or "cuda:N".
        tiles: Forward passes of the network.
        seconds: Wall time, including the start of the engine, which matters little in long runs.
    """
    if tiles <= 0 or seconds <= 0:
        return
    runs = _read()
    before = runs.get(f"{model} {device}", [0.0, 0.0])
    runs[f"{model} {device}"] = [_FADING * before[0] + tiles, _FADING * before[1] + seconds]
    QgsSettings().setValue(SPEEDS, json.dumps(runs))


def speed_of(model: str, device: str) -> float | None:
    """Speed of earlier runs, tiles per second; None = no earlier run."""
    tiles, seconds = _read().get(f"{model} {device}", [0.0, 0.0])
    return tiles / seconds if seconds else None


def _read() -> dict[str, list[float]]:
    try:
        runs = json.loads(QgsSettings().value(SPEEDS, "{}", str))
        return {str(name): [float(tiles), float(seconds)] for name, (tiles, seconds) in runs.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
