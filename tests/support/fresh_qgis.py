"""Runs Python in a QGIS of its own, in which nothing is loaded yet."""

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
    """Output of a Python with QGIS, in which ``onemetre`` can be imported and ``before`` has the modules of QGIS.

    Its settings are its own, and end with it.
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
