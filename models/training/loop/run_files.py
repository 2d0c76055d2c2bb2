"""The files of a training on one's own images: the folder of the run, and the model where the catalogue finds it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from ....contract.errors import ModelError, OutputError
from .notes import changed, read_notes, write_notes
from .trainer import CHECKPOINT
from .weights import weights_beside

SETTINGS = "training.json"
"""What a run was started with, so that no other one is mixed into it."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def claim(run: Path, settings: dict[str, Any]) -> dict[str, Any] | None:
    """Take a folder for a run; what was noted in it if there is something to go on with, else None.

    Args:
        run: The folder; made if it is not there.
        settings: What must be the same for a run to be continued, by the names of the parameters.

    Raises:
        ModelError: It holds a training with other settings.
        OutputError: Nothing can be written to it.
    """
    if not (run / CHECKPOINT).exists():
        note(run, settings)
        return None
    noted = read_notes(run / SETTINGS)
    other = list(settings) if noted is None else changed(settings, noted)
    if other:
        raise ModelError(
            f"The folder {run} holds another training: {other[0]} was {(noted or {}).get(other[0], 'not noted')}.",
            "Give the same parameters to go on with it, or another OUTPUT.",
        )
    return noted


def note(run: Path, settings: dict[str, Any]) -> None:
    """Write the settings of a run that begins.

    Raises:
        OutputError: Nothing can be written to its folder.
    """
    try:
        write_notes(run / SETTINGS, settings)
    except OSError as error:
        raise OutputError(
            f"Nothing can be written to {run}: {error.strerror}.", "Choose another folder as OUTPUT."
        ) from None


def refuse_taken(
    name: str, taken: tuple[str, ...], target: Path, made: Path, *, overwrite: bool, parameter: str
) -> None:
    """Raise a ModelError where a model cannot have its name.

    Args:
        name: Of the model.
        taken: Names of models in other folders.
        target: Where it goes.
        made: What the same run made before, if it did: that may be published again.
        overwrite: Whether another model at ``target`` may be replaced.
        parameter: By which the name was given.
    """
    if not _NAME.fullmatch(name):
        raise ModelError(f"A model cannot be called {name!r}.", "Use small letters, digits, dots, dashes and _.")
    if name in taken:
        raise ModelError(f"There is another model {name}.", f"Give another {parameter}.")
    ours = made.exists() and target.exists() and made.read_bytes() == target.read_bytes()
    if target.exists() and not ours and not overwrite:
        raise ModelError(f"There is a model {name} already.", f"Give another {parameter}, or allow OVERWRITE.")


def publish(made: Path, target: Path) -> None:
    """Copy a model, its weights and its card to where the catalogue looks.

    The card last: the catalogue lists what has one.

    Raises:
        OutputError: Nothing can be written there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for source in (weights_beside(made), made, made.with_suffix(".json")):
            part = target.parent / f"{source.name}.part"
            shutil.copyfile(source, part)
            part.replace(target.parent / source.name)
    except OSError as error:
        raise OutputError(
            f"Nothing can be written to {target.parent}: {error.strerror}.",
            f"The model is {made}; choose another folder for models in the options and run the same again.",
        ) from None
