"""All tests of Processing run with the plugin loaded."""

from __future__ import annotations

import pytest

from onemetre.plugin import OneMetrePlugin


@pytest.fixture(scope="module", autouse=True)
def _loaded(plugin: OneMetrePlugin) -> None:
    """Load the plugin before anything else of a module."""
