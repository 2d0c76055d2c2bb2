"""An earlier commit of the plugin, taken from the history with its engine and models to be measured beside this one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from onemetre.contract.requests import MapRequest

COMMIT = "c647d8e"
"""The commit that speed is compared with."""


def earlier_checkout(root: Path, folder: Path) -> Path | None:
    """Write what the engine of the earlier commit needs.

    Args:
        root: Checkout with the history.
        folder: Existing folder to write to.

    Returns:
        Root of the earlier plugin, or None if the history does not reach back to it.
    """
    parts = ["__init__.py", "metadata.txt", "engine", "models"]
    git, tar = (shutil.which(name) or name for name in ("git", "tar"))
    done = subprocess.run([git, "archive", COMMIT, *parts], cwd=root, capture_output=True, check=False)
    if done.returncode:
        return None
    plugin = folder / "onemetre"
    plugin.mkdir()
    subprocess.run([tar, "-x", "-C", plugin], input=done.stdout, check=True)
    return plugin


def earlier_request(request: MapRequest, model: Path) -> str:
    """The line that asks the earlier engine for the same map with one of its models; its requests were flat."""
    fields = {
        "sources": request.reading.sources,
        "bands": request.reading.bands,
        "model": str(model),
        "output": request.output,
        "superresolved": request.superresolved,
        "device": "cpu",
    }
    return json.dumps({"protocol": 1, "kind": "map", "request": fields})
