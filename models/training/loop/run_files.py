"""Files of a training on the user's own images: the run folder, and the model in the catalogue's folder."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

from ....contract.errors import ModelError, OutputError
from ....contract.patient_files import replace
from ....contract.system_paths import is_device
from .notes import changed, read_notes, write_notes
from .trainer import CHECKPOINT
from .weights import weights_beside

SETTINGS = "training.json"
"""Settings that a run was started with, so that no other run is mixed into it."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def claim(run: Path, settings: dict[str, Any]) -> dict[str, Any] | None:
    """Claim a folder for a run; returns its record if there is a run to resume, else None.

    Args:
        run: Path of the folder; created if missing.
        settings: Settings that must match for a run to resume, keyed by parameter name.

    Raises:
        ModelError: The folder holds a training with other settings.
        OutputError: Cannot write to the folder.
    """
    if not (run / CHECKPOINT).exists():
        note(run, settings)
        return None
    noted = read_notes(run / SETTINGS)
    other = list(settings) if noted is None else changed(settings, noted)
    if other:
        raise ModelError(
            f"The folder {run} holds another training: {other[0]} was {(noted or {}).get(other[0], 'not recorded')}.",
            "Use the same parameters to resume it, or choose another OUTPUT.",
        )
    return noted


def note(run: Path, settings: dict[str, Any]) -> None:
    """Write the settings of a new run.

    Raises:
        OutputError: Cannot write to the run folder.
    """
    try:
        write_notes(run / SETTINGS, settings)
    except OSError as error:
        raise OutputError(f"Cannot write to {run}: {error.strerror}.", "Choose another folder as OUTPUT.") from None


def refuse_taken(
    name: str, taken: tuple[str, ...], target: Path, made: Path, *, overwrite: bool, parameter: str
) -> None:
    """Raise a ModelError if a model name is invalid or taken.

    Args:
        name: Name of the model.
        taken: Names of models in other folders.
        target: Path of the new model.
        made: Model that the same run made earlier, if any; it may be published again.
        overwrite: Whether another model at ``target`` may be replaced.
        parameter: Parameter that holds the name.
    """
    if not _NAME.fullmatch(name):
        raise ModelError(
            f"A model cannot be called {name!r}.", "Use up to 100 lower-case letters, digits, dots, hyphens and _."
        )
    if is_device(name):
        raise ModelError(
            f"A model cannot be called {name}: on Windows, that is a device.", f"Choose another {parameter}."
        )
    if name in taken:
        raise ModelError(f"Another model is called {name}.", f"Choose another {parameter}.")
    ours = made.exists() and target.exists() and made.read_bytes() == target.read_bytes()
    if target.exists() and not ours and not overwrite:
        raise ModelError(f"The model {name} already exists.", f"Choose another {parameter}, or allow OVERWRITE.")


def publish(made: Path, target: Path) -> None:
    """Copy a model, its weights and its card to the catalogue's folder.

    The card comes last, because the catalogue lists models by their cards.

    Raises:
        OutputError: Cannot write to the folder.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for source in (weights_beside(made), made, made.with_suffix(".json")):
            # A link is written through.
            final = Path(os.path.realpath(target.parent / source.name))
            part = final.with_name(f".{final.name}.onemetre-part")
            shutil.copyfile(source, part)
            replace(part, final)
    except OSError as error:
        raise OutputError(
            f"Cannot write to {target.parent}: {error.strerror}.",
            f"The model is {made}. Choose another model folder in the options and run the same again.",
        ) from None
