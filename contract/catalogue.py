"""The catalogue: which models there are, by the cards that lie beside the .onnx files.

Stdlib only. A model is ``<folder>/<name>.onnx`` with ``<name>.json``; the bundled ones are in ``models/zoo``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .card import ModelCard, Task, read_card
from .errors import ModelError

ZOO = Path(__file__).parents[1] / "models" / "zoo"


@dataclass(frozen=True)
class CatalogueEntry:
    """A model that can be used: its card and the path of its .onnx file."""

    card: ModelCard
    path: Path


class Catalogue:
    """Models of some folders.

    Args:
        folders: Searched in this order, not recursively; of two models of one name the first one counts.
        A folder that does not exist has no models.

    Attributes:
        entries: Name -> model, in the order of titles.
        problems: One sentence for each card that could not be read or whose .onnx file is missing.
    """

    def __init__(self, folders: Iterable[Path] = (ZOO,)) -> None:
        found: dict[str, CatalogueEntry] = {}
        self.problems: list[str] = []
        for folder in folders:
            for path in sorted(folder.glob("*.json")):
                weights = path.with_suffix(".onnx")
                try:
                    card = read_card(str(path))
                except ModelError as error:
                    self.problems.append(str(error))
                    continue
                if not weights.is_file():
                    self.problems.append(f"The model {card.name} has a card but no file {weights}.")
                    continue
                found.setdefault(card.name, CatalogueEntry(card, weights))
        self.entries = dict(sorted(found.items(), key=lambda item: item[1].card.title))

    def for_task(self, task: Task) -> list[CatalogueEntry]:
        """Models for a task, in the order of their titles."""
        return [entry for entry in self.entries.values() if entry.card.task == task]

    def get(self, name: str, task: Task | None = None) -> CatalogueEntry:
        """The model of this name.

        Raises:
            ModelError: There is none, or it is for another task; the hint lists what there is.
        """
        entry = self.entries.get(name)
        suitable = self.for_task(task) if task else list(self.entries.values())
        if entry is not None and (task is None or entry.card.task == task):
            return entry
        names = ", ".join(e.card.name for e in suitable) or "none"
        what = f"There is no model {name!r}" if entry is None else f"The model {name!r} is not for {task}"
        raise ModelError(f"{what}.", f"Models that can be used here: {names}.")
