"""Folders of adaptations that are running, can be resumed, or hold a model that was not saved."""

from __future__ import annotations

import shutil
from pathlib import Path

from .live_catalogue import user_folder

_RUNS = "runs"
_SETTINGS = "adaptation.json"


def run_folder(model: str) -> Path:
    """Folder of the adaptation to a model of this name, beside the user's models."""
    return user_folder() / _RUNS / model


def discard_run(folder: str) -> None:
    """Delete such a folder with the model that was not saved; any other folder stays, as do files that are in use."""
    path = Path(folder)
    if path.parent.name == _RUNS and (path / _SETTINGS).is_file():
        shutil.rmtree(path, ignore_errors=True)
