"""What tests of windows need besides."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_window_is_left_for_other_threads() -> Iterator[None]:
    """A window in a cycle goes here: collected in a thread that works for the next test it would crash Qt."""
    yield
    gc.collect()
