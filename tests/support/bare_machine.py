"""A machine without a runtime, on which set-up takes seconds, and a way for tests to wait for the GUI."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from package_index import make_wheel
from patience import PATIENCE_MS
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QEventLoop, QTimer

from onemetre.processing.app.settings import settings
from onemetre.processing.client import interpreter
from onemetre.processing.runtime import pins
from onemetre.processing.runtime.install import _Installation


def bridge_wheel(folder: Path) -> Path:
    """A package that makes this environment's real packages importable, so that the engine really runs."""
    folders = [path for path in sys.path if path.endswith("-packages")]
    return make_wheel(folder, "bridge", files={"bridge.pth": "\n".join(folders).encode()})


@contextmanager
def bare_machine(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Path]:
    """Remove the runtime and pip's settings; yields the folder that lock files are read from."""
    for name in os.environ:
        if name.upper().startswith("PIP_") or name in {"ONEMETRE_PYTHON", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "local"))
    locks = folder / "locks"
    monkeypatch.setattr(pins, "FOLDER", locks)
    # As on a user's machine, where QGIS's own Python lacks something.
    monkeypatch.setattr(interpreter, "MAP_PACKAGES", ("json", "no_such_package"))
    yield locks
    settings().python.remove()
    QgsSettings().remove("proxy")


@functools.cache
def _made(python: str) -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    place = folder / "environment"
    subprocess.run([python, "-I", "-m", "venv", str(place)], check=True, capture_output=True)
    return place


def copy_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let set-up begin with a copy of an environment that was made once: making one takes pip three seconds.

    All that set-up does with it is done.
    """

    def copied(installation: _Installation) -> None:
        place = installation.places.new
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(_made(installation.plan.base.path), place, symlinks=True)
        installation._stop_if_cancelled()  # noqa: SLF001 - as what this stands for

    monkeypatch.setattr(_Installation, "_make_environment", copied)


def wait_until(condition: Callable[[], bool]) -> None:
    """Let Qt run until a condition holds; fails after some time."""
    loop, look, late = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: condition() and loop.exit(0))
    late.timeout.connect(lambda: loop.exit(1))
    look.start(10)
    late.start(PATIENCE_MS)
    assert loop.exec() == 0, "It did not happen in time."
