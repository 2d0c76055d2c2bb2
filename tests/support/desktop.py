"""Runs a script inside a real QGIS window on a virtual screen, in a profile with the plugin enabled."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

_FRAME = """
import json, sys, traceback
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

def story():
{body}

def begin():
    try:
        outcome = story()
    except BaseException:
        outcome = {{"error": traceback.format_exc()}}
    with open({result!r}, "w", encoding="utf-8") as file:
        json.dump(outcome, file)
    # At once: a question on the screen ("save the project?") would wait for ever.
    import os
    os._exit(0)

QTimer.singleShot(0, begin)
"""


def run_in_qgis(profile: Path, folder: Path, story: str, timeout: int = 180) -> dict[str, Any]:
    """Start QGIS, run ``story`` (the body of a function that returns a dictionary) in it, and give what it returned.

    Args:
        profile: Configuration folder, see :func:`headless.make_profile`.
        folder: For the script and its result.
        story: Python; ``iface``, ``plugins`` and ``QApplication`` are there.
        timeout: Seconds until QGIS is ended.
    """
    script, result = folder / "story.py", folder / "story.json"
    script.write_text(_FRAME.format(body=textwrap.indent(textwrap.dedent(story), "    "), result=str(result)))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    variables = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(runtime),
        "ONEMETRE_PYTHON": sys.executable,
    }
    # The models are those of the test before, if there was one in this process.
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "ONEMETRE_MODELS"):
        variables.pop(name, None)
    command = [
        "xvfb-run",
        "-a",
        "-s",
        "-screen 0 1366x768x24",
        "qgis",
        "--nologo",
        "--noversioncheck",
        "--code",
        script,
    ]
    # A group of its own: a QGIS that hangs would outlive the script that started it.
    with subprocess.Popen(
        command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        try:
            _, said = run.communicate(timeout=timeout)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
    assert result.exists(), said[-2000:]
    outcome = json.loads(result.read_text(encoding="utf-8"))
    assert "error" not in outcome, outcome["error"]
    return outcome
