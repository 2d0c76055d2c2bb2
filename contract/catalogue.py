"""The catalogue of available models, built from the cards beside the .onnx files.

Stdlib only. A model is ``<folder>/<name>.onnx`` with ``<name>.json``; the bundled ones are in ``models/zoo``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .card import ModelCard, Task, read_card
from .errors import ModelError
from .redaction import sentence
from .regular_file import is_regular_file

ZOO = Path(__file__).parents[1] / "models" / "zoo"

_VERSION = re.compile(r"(.+_v)(\d{1,6})")


@dataclass(frozen=True)
class CatalogueEntry:
    """An available model: its card and the path of its .onnx file."""

    card: ModelCard
    path: Path


class Catalogue:
    """The models in a list of folders.

    Args:
        folders: Folders to search in this order, not recursively; if two models share a name, the first one wins.
            A folder that does not exist counts as empty.

    Attributes:
        entries: Name -> model, sorted by title.
        problems: One line for each folder or card that could not be read, or whose .onnx file is missing.
    """

    def __init__(self, folders: Iterable[Path] = (ZOO,)) -> None:
        found: dict[str, CatalogueEntry] = {}
        self.problems: list[str] = []
        for folder in folders:
            for path in self._cards_in(folder):
                try:
                    entry = _entry(path)
                except ModelError as error:
                    self.problems.append(error.message)
                else:
                    found.setdefault(entry.card.name, entry)
        self.entries = dict(sorted(found.items(), key=lambda item: item[1].card.title))

    def _cards_in(self, folder: Path) -> list[Path]:
        try:
            return sorted(path for path in folder.iterdir() if path.suffix == ".json")
        except (FileNotFoundError, NotADirectoryError):
            return []
        except (OSError, ValueError) as error:
            # ValueError: a name with a null byte.
            cause = error.strerror if isinstance(error, OSError) else error
            self.problems.append(sentence(f"The models folder {folder} cannot be read: {cause}."))
            return []

    def for_task(self, task: Task) -> list[CatalogueEntry]:
        """Models for a task, sorted by title."""
        return [entry for entry in self.entries.values() if entry.card.task == task]

    def get(self, name: str, task: Task | None = None) -> CatalogueEntry:
        """The model of this name.

        Raises:
            ModelError: The model does not exist or is for another task; the hint lists the suitable models.
        """
        entry = self.entries.get(name)
        suitable = self.for_task(task) if task else list(self.entries.values())
        if entry is not None and (task is None or entry.card.task == task):
            return entry
        names = ", ".join(e.card.name for e in suitable) or "none"
        if entry is None and (later := self._successor(name, suitable)):
            raise ModelError(f"There is no model {name!r} any more.", f"Its successor is {later}; set MODEL={later}.")
        what = f"There is no model {name!r}" if entry is None else f"The model {name!r} is not for {task}"
        raise ModelError(f"{what}.", f"Available models: {names}.")

    @staticmethod
    def _successor(name: str, entries: list[CatalogueEntry]) -> str:
        """The latest model of the same name with a higher version; empty = none."""
        version = _VERSION.fullmatch(name)
        if not version:
            return ""
        matches = [match for e in entries if (match := _VERSION.fullmatch(e.card.name))]
        later = {int(match[2]): match[0] for match in matches if match[1] == version[1]}
        latest = max(later, default=0)
        return later[latest] if latest > int(version[2]) else ""


def _entry(path: Path) -> CatalogueEntry:
    """The model that belongs to a card.

    Raises:
        ModelError: The card is not valid, or no model file lies beside it.
    """
    card, weights = read_card(str(path)), path.with_suffix(".onnx")
    if not is_regular_file(weights):
        raise ModelError(f"The model {card.name} has a card but no file {weights}.")
    return CatalogueEntry(card, weights)
