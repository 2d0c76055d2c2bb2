"""What the hostile tests share: a small model, an image, and a folder for outputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasters import mottled, write_raster
from toy_models import write_toy


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("models"), tile=32)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    return write_raster(folder / "image.tif", mottled(60, 70))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder
