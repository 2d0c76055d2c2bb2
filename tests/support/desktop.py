"""Runs a script inside a real QGIS window on a virtual screen, in a profile with the plugin enabled."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

from patience import PATIENCE

from onemetre.tools.qgis_window import virtual_screen

_FRAME = """
import json, sys, time, traceback
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

PATIENCE = {patience}

def until(condition):
    # The timer wakes the loop, which sleeps meanwhile.
    end, tick = time.monotonic() + PATIENCE, QTimer()
    tick.start(10)
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.monotonic() < end, "waited in vain"

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


def run_in_qgis(profile: Path, folder: Path, story: str, timeout: float = 3 * PATIENCE) -> dict[str, Any]:
    """Start QGIS, run ``story`` (the body of a function that returns a dictionary) in it, and return its result.

    Args:
        profile: Configuration folder, see :func:`headless.make_profile`.
        folder: Folder for the script and its result.
        story: Python code that can use ``iface``, ``plugins``, ``QApplication``, ``PATIENCE`` (seconds) and
            ``until(condition)``, which lets QGIS run until a condition holds and fails after that time.
        timeout: Seconds until QGIS is killed.
    """
    script, result = folder / "story.py", folder / "story.json"
    body = textwrap.indent(textwrap.dedent(story), "    ")
    script.write_text(_FRAME.format(body=body, result=str(result), patience=PATIENCE))
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    variables = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(runtime),
        "ONEMETRE_PYTHON": sys.executable,
    }
    # An earlier test in this process may have set the models.
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "ONEMETRE_MODELS"):
        variables.pop(name, None)
    with virtual_screen() as display, tempfile.TemporaryFile("w+", errors="replace") as said:
        command = ["qgis", "--nologo", "--noversioncheck", "--code", str(script)]
        # A process group, because programs started by a hanging QGIS would outlive it.
        qgis = subprocess.Popen(
            command, env={**variables, "DISPLAY": display}, stdout=said, stderr=said, start_new_session=True
        )
        try:
            qgis.wait(timeout)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(qgis.pid, signal.SIGKILL)
            qgis.wait()
        said.seek(0)
        assert result.exists(), said.read()[-2000:]
    outcome = json.loads(result.read_text(encoding="utf-8"))
    assert "error" not in outcome, outcome["error"]
    return outcome
