"""Runs qgis_process in a separate profile, in which the plugin is linked and enabled as in a user's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patience import PATIENCE

import onemetre

PACKAGE = Path(onemetre.__file__).parent


@dataclass(frozen=True)
class Headless:
    """A QGIS profile.

    Attributes:
        folder: Configuration folder of QGIS.
        models: Folder of models besides the bundled ones.
    """

    folder: Path
    models: Path

    def __call__(
        self, *arguments: str, cwd: Path | None = None, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run ``qgis_process`` with these arguments."""
        variables = {
            **os.environ,
            "QGIS_CUSTOM_CONFIG_PATH": str(self.folder),
            "QT_QPA_PLATFORM": "offscreen",
            "ONEMETRE_MODELS": str(self.models),
            "ONEMETRE_PYTHON": sys.executable,
            **(environment or {}),
        }
        # pytest and the virtual environment must not leak into QGIS's Python.
        for name in ("PYTHONPATH", "VIRTUAL_ENV"):
            variables.pop(name, None)
        return subprocess.run(
            ["qgis_process", *arguments],
            cwd=cwd,
            env=variables,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def results(self, *arguments: str, cwd: Path | None = None, models: Path | None = None) -> dict[str, Any]:
        """Outputs of a successful run, optionally with another folder of models."""
        environment = {"ONEMETRE_MODELS": str(models)} if models else None
        run = self("--json", "run", *arguments, cwd=cwd, environment=environment)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout[run.stdout.index("{") :])["results"]


def make_profile(folder: Path, models: Path, package: Path | None = None) -> Headless:
    """Create a profile with only the plugin: the checkout, or the contents of a package (zip)."""
    profile = folder / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    if package is None:
        (plugins / PACKAGE.name).symlink_to(PACKAGE)
    else:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(plugins)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text(f"[PythonPlugins]\n{PACKAGE.name}=true\n")
    return Headless(folder, models)
