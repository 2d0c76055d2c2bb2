"""Environments copied from one that was made once: making one takes pip three seconds of the processor."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from onemetre.processing.runtime.install import _Installation


@functools.cache
def _made(python: str) -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    place = folder / "environment"
    subprocess.run([python, "-I", "-m", "venv", str(place)], check=True, capture_output=True)
    return place


def copy_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let set-up begin with a copy in place of an environment of its own; all that it does afterwards is done."""

    def copied(installation: _Installation) -> None:
        place = installation.places.new
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(_made(installation.plan.base.path), place, symlinks=True)
        installation._stop_if_cancelled()  # noqa: SLF001 - as what this stands for

    monkeypatch.setattr(_Installation, "_make_environment", copied)
