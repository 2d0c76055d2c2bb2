"""From the zip to the first map, by mouse: a fresh profile, no runtime, the real packages from a local index."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from headless import make_profile
from package_index import Index

from onemetre.tools import package as packing
from onemetre.tools.qgis_window import QgisWindow, missing_programs

ROOT = packing.ROOT
WHEELS = ROOT / "build" / "wheels"
INSTALL = ROOT / "docs" / "guide" / "install.md"
QGIS_PYTHON = [Path("/usr/lib/python3/dist-packages"), Path("/usr/share/qgis/python")]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_programs()), reason=f"not installed: {missing_programs()}"),
]


def run_printed(start: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the command of the guide that has these words, as it is printed, in a folder."""
    (command,) = re.findall(rf"^    (\S.*{re.escape(start)}.*)$", INSTALL.read_text(encoding="utf-8"), re.MULTILINE)
    return subprocess.run(
        shlex.split(command), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The locked packages, fetched once into the checkout with the guide's command, from pip's own index."""
    folder = tmp_path_factory.mktemp("pip")
    # The Python that QGIS has, and that set-up will take.
    venv.EnvBuilder(with_pip=True).create(folder / "environment")
    WHEELS.mkdir(parents=True, exist_ok=True)
    (folder / "wheels").symlink_to(WHEELS)
    (folder / "onemetre").symlink_to(ROOT)
    path = f"{folder / 'environment' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = run_printed("pip download", folder, {**os.environ, "PATH": path, "PIP_RETRIES": "1"})
    if done.returncode:
        pytest.skip(f"the packages of the runtime cannot be had: {done.stderr.strip().splitlines()[-1]}")
    return sorted(WHEELS.glob("*.whl"))


@pytest.fixture
def index(wheels: list[Path]) -> Iterator[Index]:
    with Index(*wheels) as running:
        yield running


def bare_machine(index: Index, home: Path) -> dict[str, str | None]:
    """Variables of a QGIS on a machine without a runtime and with this package index."""
    pip = {name: None for name in os.environ if name.upper().startswith("PIP_")}
    return {
        **pip,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": index.url,
        "PIP_TRUSTED_HOST": "127.0.0.1",
        "ONEMETRE_PYTHON": None,
        "ONEMETRE_MODELS": None,
        "XDG_DATA_HOME": str(home),
    }


def contents(*folders: Path) -> dict[str, str]:
    """Hash of every file's content; the bytecode that Python keeps of what it has imported does not count."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def install_from_zip(qgis: QgisWindow, package: Path) -> None:
    """With the plugin manager."""
    manager = "widget('QgsPluginManager')"
    qgis.choose("Plugins", "Manage and Install Plugins…")
    qgis.click(f"row({manager}.findChild(QWidget, 'mOptionsListWidget'), 'Install from ZIP')")
    qgis.click(f"widget('QgsFileWidget', inside={manager}).lineEdit()")
    qgis.type(f"{package}\t")
    qgis.click(f"widget('QPushButton', text='Install Plugin', inside={manager})")
    qgis.click("widget('QPushButton', text='Yes', inside=widget('QMessageBox'))")
    qgis.wait("'onemetre' in plugins")
    qgis.click(f"widget('QPushButton', text='Close', inside={manager})")


def test_from_the_zip_to_a_map_by_mouse(index: Index, tmp_path: Path) -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("the package is made from a commit, and this is no clone")
    package, profile = packing.build(tmp_path), tmp_path / "profile"
    profile.mkdir()
    before = contents(*QGIS_PYTHON)
    home = tmp_path / "home"
    recording = Path(os.environ.get("ONEMETRE_RECORDING", tmp_path / "recording"))

    with QgisWindow(profile, bare_machine(index, home)) as qgis, qgis.recording(recording, every=5):
        install_from_zip(qgis, package)
        qgis.choose("Raster", "OneMetre", "Set up the runtime...")
        qgis.wait("widget('SetupDialog').page.primary.isEnabled()")
        qgis.click("widget('SetupDialog').page.primary")
        qgis.wait("widget('QPushButton', 'first_map')")
        assert not qgis.ask("return widget('SetupDialog').busy")
        qgis.click("widget('QPushButton', 'first_map')")
        qgis.click("widget('QPushButton', text='Run', inside=widget('AlgorithmDialog'))")
        qgis.wait("len(QgsProject.instance().mapLayers()) == 2 and not iface.mapCanvas().isDrawing()")
        qgis.click("widget('QPushButton', text='Close', inside=widget('AlgorithmDialog'))")
        layers = qgis.ask("return [layer.name() for layer in QgsProject.instance().layerTreeRoot().layerOrder()]")
        qgis.wait("not widgets('AlgorithmDialog') and not iface.mapCanvas().isDrawing()")
        x, y, width, height = qgis.ask("return rectangle(iface.mapCanvas())")
        seen = qgis.picture()[y : y + height, x : x + width].astype(int)
        # The same view without the map: what differs is the class.
        qgis.ask(
            "QgsProject.instance().layerTreeRoot().findLayer(iface.mapCanvas().layers()[0])"
            ".setItemVisibilityChecked(False)"
        )
        qgis.wait("len(iface.mapCanvas().layers()) == 1 and not iface.mapCanvas().isDrawing()")
        image = qgis.picture()[y : y + height, x : x + width].astype(int)

    assert layers[1].startswith("Demo")
    impervious = np.abs(seen - image).max(axis=2) > 20
    # About two fifths of the scene are paved or built on, and the scene has half of the canvas.
    assert 0.05 < impervious.mean() < 0.6
    assert len(index.downloads) == len(index.wheels)
    assert list((home / "onemetre").glob("runtime-*/bin/python"))
    assert contents(*QGIS_PYTHON) == before
    plugins = profile / "profiles" / "default" / "python" / "plugins"
    with zipfile.ZipFile(package) as archive:
        hashes = {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name[-1] != "/"
        }
    assert contents(plugins) == {str(plugins / name): value for name, value in hashes.items()}


def test_the_runtime_is_set_up_without_a_network(wheels: list[Path], tmp_path: Path) -> None:
    (tmp_path / "wheels").symlink_to(wheels[0].parent)
    environment = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "ONEMETRE_"))
    }
    environment |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/nothing-is-there",
        "QGIS_CUSTOM_CONFIG_PATH": str(make_profile(tmp_path / "profile", tmp_path).folder),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(tmp_path / "home"),
    }
    done = run_printed("--WHEELS", tmp_path, environment)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "home" / "onemetre").glob("runtime-*/bin/python"))
