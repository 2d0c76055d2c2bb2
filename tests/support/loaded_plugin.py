"""QGIS with the plugin loaded as QGIS loads it, and toy models beside the bundled ones, for all test folders."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import GREEN, IMPERVIOUS, THREE
from headless import Headless, make_profile
from qgis.core import QgsProject
from rasters import half_bright, write_raster
from toy_models import write_toy

import onemetre
from onemetre.plugin import OneMetrePlugin


@pytest.fixture(scope="session")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with a toy of each kind: 1 m green, 10 m impervious with an image, 1 m with three classes."""
    folder = tmp_path_factory.mktemp("models")
    write_toy(folder, GREEN, task="green-space")
    sentinel = {"scale_factor": 10, "resolution": 10.0, "data_type": "uint16", "tile": 32, "halo": 4}
    write_toy(folder, IMPERVIOUS, task="impervious-surface", superresolved=True, **sentinel)
    write_toy(folder, THREE, task="segmentation", classes="three")
    return folder


@pytest.fixture(scope="module")
def plugin(qgis_processing: None, toys: Path) -> Iterator[OneMetrePlugin]:
    """The plugin, loaded through QGIS's own entry points; for one module, so that later modules start without it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONEMETRE_MODELS", str(toys))
        patch.setenv("ONEMETRE_PYTHON", sys.executable)
        loaded = onemetre.classFactory(None)
        loaded.initProcessing()
        yield loaded
        loaded.unload()


@pytest.fixture
def project() -> Iterator[QgsProject]:
    project = QgsProject()
    yield project
    project.clear()


@pytest.fixture
def bright(tmp_path: Path) -> Path:
    """A 1 m raster of 96 x 80 pixels; its right half is bright."""
    folder = tmp_path / "input"
    folder.mkdir()
    return write_raster(folder / "bright.tif", half_bright(80, 96, 250))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for outputs."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def qgis_process(toys: Path, tmp_path_factory: pytest.TempPathFactory) -> Headless:
    """Runs qgis_process with the plugin and the toys."""
    if shutil.which("qgis_process") is None:
        pytest.skip("qgis_process is not installed")
    return make_profile(tmp_path_factory.mktemp("profile"), toys)
