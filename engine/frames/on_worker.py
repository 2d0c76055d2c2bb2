"""What a worker of a cluster does for a frame; run there by its path, with the standard library only.

A worker needs the plugin's folder, under the path that the submitting machine has it or the one that its variable
``ONEMETRE_PLUGIN`` names, and runs in a Python environment that has the engine's packages.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import runpy
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).absolute().parents[2]
_PACKAGES = ("numpy", "onnxruntime", "pyogrio", "pyproj", "rasterio", "shapely")
_CHUNK = 1 << 20


def facts(models: Iterable[str], probe: str) -> dict[str, Any]:
    """What must be the same on all machines of a run.

    Args:
        models: Paths of the models.
        probe: Path of a small file in the run's folder.

    Returns:
        version of the plugin; sources: hash of the engine's sources; models: path -> sha256, empty = not seen; probe:
        content of the file, empty = not seen; lacking: packages that are not there.
    """
    found = re.search(r"^version=(.*)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"), re.MULTILINE)
    sources = hashlib.sha256()
    for path in sorted(path for room in ("contract", "engine") for path in (ROOT / room).rglob("*.py")):
        sources.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return {
        "version": found[1].strip() if found else "",
        "sources": sources.hexdigest(),
        "models": {path: _sha256(path) for path in models},
        "probe": _text(probe),
        "lacking": [name for name in _PACKAGES if importlib.util.find_spec(name) is None],
    }


def difference(here: Mapping[str, Any], there: Mapping[str, Any], worker: str, share: str) -> tuple[str, str, str]:
    """Why a worker cannot do a run's frames: kind of the error, a sentence, and a hint; all empty if it can.

    Args:
        here: Facts of the submitting machine.
        there: Facts of the worker.
        worker: Name of the worker.
        share: Folder of the run.
    """
    if there["lacking"]:
        lacking = ", ".join(there["lacking"])
        hint = "Start workers with the Python of OneMetre's runtime, or install these packages."
        return "runtime", f"The Python environment of the worker {worker} lacks {lacking}.", hint
    if there["probe"] != here["probe"]:
        hint = "Choose a folder on storage that all workers have under the same path."
        return "source", f"The worker {worker} does not see the folder {share} of this machine.", hint
    if (there["version"], there["sources"]) != (here["version"], here["sources"]):
        version, own = there["version"], here["version"]
        hint = "Install the same version everywhere, or set ONEMETRE_PLUGIN on the workers to its folder."
        if version != own:
            return "runtime", f"The worker {worker} has OneMetre {version}, this machine has OneMetre {own}.", hint
        return "runtime", f"The worker {worker} has other program files of OneMetre {own} than this machine.", hint
    for path, sha256 in here["models"].items():
        if there["models"].get(path) != sha256:
            hint = "Put the model on storage that all workers have under the same path."
            if there["models"].get(path):
                return "model", f"The worker {worker} has another file under the name of the model {path}.", hint
            return "model", f"The worker {worker} does not see the model {path}.", hint
    return "", "", ""


def do_frame(job: Mapping[str, Any], here: Mapping[str, Any], share: str, probe: str, flag: str) -> dict[str, Any]:
    """Do a frame on this worker if it is able to, and return its outcome.

    Args:
        job: The frame, as of ``run_job``, and slots: host -> engines that run there at the same time. With 0 threads,
            an engine has its share of the cores.
        here: Facts of the submitting machine.
        share: Folder of the run.
        probe: Path of a small file in it.
        flag: Name of the variable of this process that is set when the run is cancelled.
    """
    from distributed import get_worker

    worker = get_worker()
    place = str(worker.name)
    frames = runpy.run_path(str(Path(__file__).with_name("run_job.py")))
    if flag in os.environ:
        return dict(frames["stopped"](job["name"], place))
    if (finished := frames["finished_outcome"](job)) is not None:
        return dict(finished)
    _, message, hint = difference(here, facts(here["models"], probe), place, share)
    if message:
        return dict(frames["outcome_of"](job["name"], message=message, hint=hint, temporary=True, place=place))
    share_of_cores = _cores() // max(1, job["slots"].get(urlsplit(worker.address).hostname, worker.state.nthreads))
    threads = job["threads"] or max(1, share_of_cores)
    return dict(frames["run_job"]({**job, "threads": threads}, lambda: flag in os.environ, place))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _sha256(path: str) -> str:
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
