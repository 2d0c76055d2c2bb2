"""What tests of trainings share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from adaptable import quick_exports


@pytest.fixture(scope="module")
def quick_export() -> Iterator[None]:
    """For tests of a training, to which the export is only its end."""
    with quick_exports():
        yield
