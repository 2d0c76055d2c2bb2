"""A machine without a runtime, on which setting one up takes seconds; and how a test waits for the GUI."""

from __future__ import annotations

import os
import sys
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


def bridge_wheel(folder: Path) -> Path:
    """A package that brings this environment's real ones along, so that the engine really runs."""
    folders = [path for path in sys.path if path.endswith("-packages")]
    return make_wheel(folder, "bridge", files={"bridge.pth": "\n".join(folders).encode()})


@contextmanager
def bare_machine(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Path]:
    """No runtime and no settings for pip; gives the folder that lock files are read from."""
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


def wait_until(condition: Callable[[], bool]) -> None:
    """Let Qt work until a condition holds; fails after some time."""
    loop, look, late = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: condition() and loop.exit(0))
    late.timeout.connect(lambda: loop.exit(1))
    look.start(10)
    late.start(PATIENCE_MS)
    assert loop.exec() == 0, "It did not happen in time."
