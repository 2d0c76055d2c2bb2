"""Names of outputs that are free: no file, no layer, no job has them."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProject

from ....contract.local_paths import is_local_path
from ....processing.app.paths import absolute
from ....processing.layers.occupied import working_folder
from .planned_run import FILES, LAYERS, OUTPUTS, PlannedRun

_MOST_NUMBERS = 1000
# What a run writes, or is called, does not change what it has to do; nor where its polygons are kept.
_UNESSENTIAL = {*OUTPUTS, "TITLE", "DEVICE", "AOI"}


@dataclass(frozen=True)
class Held:
    """A run of the list of jobs that has not written its outputs.

    Attributes:
        run: The run.
        resumable: Whether it was interrupted; otherwise it waits or runs.
    """

    run: PlannedRun
    resumable: bool


def numbered(named: Callable[[int], PlannedRun], held: Sequence[Held], planned: Sequence[PlannedRun]) -> PlannedRun:
    """A run under a free name, or under the name with which an interrupted run resumes.

    Args:
        named: Returns the run with a number in its name, from 1.
        held: Runs whose outputs are not written yet.
        planned: Other runs that will start together with this one.
    """
    taken = {_comparable(path) for run in planned for path in outputs_of(run)}
    taken |= {_comparable(path) for other in held if not other.resumable for path in outputs_of(other.run)}
    same = [other.run for other in held if other.resumable and is_same_work(other.run, named(1))]
    unfinished = {_comparable(run.parameters["OUTPUT"]) for run in same if _is_unfinished(run)} - taken
    if unfinished:
        for run in map(named, range(1, _MOST_NUMBERS)):
            if _comparable(run.parameters["OUTPUT"]) in unfinished:
                return run
    taken |= {_comparable(layer.source().partition("|")[0]) for layer in QgsProject.instance().mapLayers().values()}
    return next(run for run in map(named, itertools.count(1)) if all(_is_free(path, taken) for path in outputs_of(run)))


def free_path(path: Path) -> Path:
    """The path itself if nothing has it, else with the first number that makes it so."""
    taken = {_comparable(layer.source().partition("|")[0]) for layer in QgsProject.instance().mapLayers().values()}
    numbers = (path.with_stem(f"{path.stem}_{number}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbers) if _is_free(str(one), taken))


def is_same_work(one: PlannedRun, other: PlannedRun) -> bool:
    """Whether two runs compute the same, so that one resumes the other; their names may differ."""
    return one.algorithm == other.algorithm and _work(one) == _work(other)


def anywhere(parameters: dict[str, Any]) -> dict[str, Any]:
    """Parameters with absolute paths, since the next session may have another working folder."""

    def fixed(value: Any) -> Any:
        if isinstance(value, list):
            return [fixed(item) for item in value]
        return absolute(value) if isinstance(value, str) and value and is_local_path(value) else value

    return {name: fixed(value) if name in FILES else value for name, value in parameters.items()}


def outputs_of(run: PlannedRun) -> list[str]:
    """Paths of all files that a run writes."""
    return [str(run.parameters[name]) for name in OUTPUTS if name in run.parameters]


def layers_in_the_way(runs: Sequence[PlannedRun]) -> list[QgsMapLayer]:
    """Layers of the project whose file one of the runs would write."""
    wanted = {_comparable(run.parameters[name]) for run in runs for name in LAYERS if name in run.parameters}
    layers = QgsProject.instance().mapLayers().values()
    return [layer for layer in layers if _comparable(layer.source().partition("|")[0]) in wanted]


def remove_layers(layers: Sequence[QgsMapLayer]) -> None:
    """Remove layers from the project, and their groups that are then empty; the files stay until they are replaced."""
    root = QgsProject.instance().layerTreeRoot()
    nodes = [node for layer in layers if (node := root.findLayer(layer)) is not None]
    groups = {group.name(): group for node in nodes if (group := node.parent()) is not root}
    QgsProject.instance().removeMapLayers([layer.id() for layer in layers])
    for group in groups.values():
        if group.parent() is not None and not group.children():
            group.parent().removeChildNode(group)


def _work(run: PlannedRun) -> dict[str, Any]:
    work = {name: value for name, value in anywhere(run.parameters).items() if name not in _UNESSENTIAL}
    wanted = sorted(name for name in OUTPUTS if name in run.parameters)
    # The file of an area is named after its content.
    return work | {"AOI": Path(str(run.parameters.get("AOI", ""))).name, "outputs": wanted}


def _is_unfinished(run: PlannedRun) -> bool:
    """Whether finished parts of a run are kept, and nothing has its names."""
    paths = outputs_of(run)
    return any(working_folder(path).exists() for path in paths) and not any(map(os.path.lexists, paths))


def _is_free(path: str, taken: set[str]) -> bool:
    return _comparable(path) not in taken and not os.path.lexists(path) and not working_folder(path).exists()


def _comparable(path: str) -> str:
    return os.path.normcase(path)
