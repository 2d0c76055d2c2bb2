"""What every test needs: patience on a busy machine; and how tests are shared out between processes."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

pytest_plugins = ["loaded_plugin", "torch_threads"]

# How long an example takes says nothing but how busy the machine is.
settings.register_profile("onemetre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onemetre")

# There is one process of tests for each core. A thread more in one takes the core of another; and one that spins while
# it waits for work takes it for nothing. The engines that tests start inherit this.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", OMP_WAIT_POLICY="passive")


@functools.cache
def opens_windows(module: Path) -> bool:
    """Whether tests of a module start QGIS in a window."""
    return re.search(r"\b(run_in_qgis|QgisWindow)\b", module.read_text(encoding="utf-8")) is not None


@functools.cache
def takes_long(module: Path) -> bool:
    """Whether a module is among those that take minutes: trainings, set-ups, pages of the guide, faults of servers."""
    word = r"\b(write_adaptable|write_labelled|copy_environments|run_page|composed|write_hostile_raster)\b"
    return re.search(word, module.read_text(encoding="utf-8")) is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the windows, and go on with what else takes long: begun last it would be waited for."""
    items.sort(key=lambda item: (not opens_windows(item.path), not takes_long(item.path)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Of what ``--dist loadfile`` shares out, all modules that open windows are one piece.

    Two QGIS at once on two cores are so slow that mouse and keyboard miss what they are meant for.
    """
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class WindowsTogether(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = super()._split_scope(nodeid)
            return "windows" if opens_windows(config.rootpath / module) else module

    return WindowsTogether(config, log)
