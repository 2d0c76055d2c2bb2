"""Runs Python in a fresh QGIS, with no plugin module loaded yet."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from patience import PATIENCE

import onemetre


def in_fresh_qgis(code: str) -> str:
    """Run code in a Python with QGIS, in which ``onemetre`` is importable and ``before`` holds the loaded modules.

    It has its own settings, which are deleted afterwards. Returns the output.
    """
    parent = Path(onemetre.__file__).parent.parent
    start = (
        f"import sys; sys.path.append({str(parent)!r})\n"
        "import qgis.core, qgis.gui, qgis.PyQt.QtXml\n"
        "app = qgis.core.QgsApplication([], False); app.initQgis(); before = set(sys.modules)\n"
    )
    script = f"{start}{textwrap.dedent(code)}\napp.exitQgis()"
    with tempfile.TemporaryDirectory() as folder:
        variables = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": folder, "XDG_CONFIG_HOME": folder}
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
