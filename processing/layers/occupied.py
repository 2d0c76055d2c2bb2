"""Rejects occupied outputs before a run begins, and suggests a free name."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProcessing, QgsProject, QgsProviderRegistry

from ...contract.errors import OutputError
from ...contract.file_lock import is_locked
from ...contract.local_paths import is_local_path
from ...contract.system_paths import comparable
from ..app.i18n import tr
from ..app.paths import absolute
from ..parameters.destinations import destination_text, is_empty_destination, split_layer


def refuse_occupied(parameters: Mapping[str, Any], names: Iterable[str], project: QgsProject | None) -> None:
    """Reject outputs that could not be replaced at the end of a run; call it in the project's thread.

    Such outputs are: files that a layer of the project shows (QGIS would keep reading a file that no longer exists, and
    Windows does not allow replacing it); files that another run is writing; files that are write-protected or, on
    Windows, open in another program; files in folders that cannot be written to.

    Args:
        parameters: The algorithm's parameters.
        names: Names of the destination parameters.
        project: The open project; None = no project.

    Raises:
        OutputError: An output is occupied; the hint suggests a free name.
    """
    layers = list(project.mapLayers().values()) if project is not None else []
    shown = {comparable(path): layer for layer in layers if (path := _file_of(layer))}
    for name in names:
        value = parameters.get(name)
        if (
            value in (None, "")
            or is_empty_destination(value)
            or (text := destination_text(value)) == QgsProcessing.TEMPORARY_OUTPUT
        ):
            continue
        path = absolute(split_layer(text)[0])
        if layer := shown.get(comparable(path)):
            raise OutputError(
                tr("{}: {} is open as the layer {}.").format(name, path, layer.name()),
                tr("Remove the layer, or choose another name: {} is free.").format(_free_name(path, shown)),
            )
        if _is_being_made(path):
            raise OutputError(
                tr("{}: another run is currently writing to {}.").format(name, path),
                tr("Wait until it ends, or choose another name: {} is free.").format(_free_name(path, shown)),
            )
        _refuse_folder(name, Path(path).parent)
        _refuse_file(name, path, shown)


def refuse_shown(name: str, paths: Iterable[str], project: QgsProject | None) -> None:
    """Reject outputs in a folder that a layer of the project shows; call it in the project's thread.

    Args:
        name: Name of the parameter with the folder.
        paths: Absolute paths that may be written.
        project: The open project; None = no project.

    Raises:
        OutputError: A layer shows one of them.
    """
    wanted = {comparable(path) for path in paths}
    for layer in project.mapLayers().values() if project is not None else ():
        path = _file_of(layer)
        if path and comparable(path) in wanted:
            raise OutputError(
                tr("{}: {} is open as the layer {}.").format(name, path, layer.name()),
                tr("Remove the layer, or choose another folder."),
            )


def _file_of(layer: QgsMapLayer) -> str:
    """Absolute path of the file that a layer reads; empty = not a file."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    return absolute(path) if path and is_local_path(path) else ""


def _is_being_made(path: str) -> bool:
    """Whether a run holds the lock in this output's working folder."""
    return is_locked(working_folder(path) / "lock")


def working_folder(path: str) -> Path:
    """Folder in which a run makes an output, and which keeps what is done if it is interrupted."""
    # A link is written through: the folder lies beside its target.
    return Path((os.path.realpath(path) if Path(path).is_symlink() else path) + ".part")


def _refuse_folder(name: str, folder: Path) -> None:
    if not folder.is_dir():
        return  # the engine reports it
    try:
        # Tried rather than queried: on Windows and on servers, permissions go beyond the file's mode.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            tr("{}: the folder {} cannot be written to: {}.").format(name, folder, error.strerror),
            tr("Choose another folder."),
        ) from None


def _refuse_file(name: str, path: str, shown: Container[str]) -> None:
    file = Path(path)
    if not file.is_file():
        return
    try:
        with open(file, "r+b"):
            pass
        # On Windows this fails if another program has the file open; elsewhere it does nothing.
        file.rename(file)
    except OSError as error:
        raise OutputError(
            tr("{}: {} cannot be replaced: {}.").format(name, path, error.strerror),
            tr(
                "Close the programs that have it open, remove its write protection, or choose another name: {} is free."
            ).format(_free_name(path, shown)),
        ) from None


def _free_name(path: str, shown: Container[str]) -> str:
    file = Path(path)
    candidates = (str(file.with_stem(f"{file.stem}_{number}")) for number in itertools.count(2))
    return next(
        c
        for c in candidates
        if comparable(c) not in shown and not os.path.lexists(c) and not working_folder(c).exists()
    )
