"""What every test needs: patience on a busy machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says nothing but how busy the machine is.
settings.register_profile("onemetre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onemetre")


@pytest.fixture(scope="module", autouse=True)
def _nothing_of_qt_is_left_for_other_threads() -> Iterator[None]:
    """Widgets that tests left in cycles go here: collected in a thread that works for a later test they crash Qt."""
    yield
    gc.collect()
