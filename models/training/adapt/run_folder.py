"""The folder of an adaptation: what it was started with, its checkpoints, and how it came out."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ....contract.errors import ModelError, OutputError
from ..loop.notes import changed, read_notes, write_notes
from ..loop.trainer import CHECKPOINT, WEIGHTS
from .gate import Polygon, Verdict

CHILD = "child"
"""Folder of the adapted network's training in that of the run."""

_SETTINGS = "adaptation.json"
_OUTCOME = "outcome.json"


@dataclass(frozen=True)
class Outcome:
    """How an adaptation came out.

    Attributes:
        steps: That the child took.
        verdict: Whether it is kept.
    """

    steps: int
    verdict: Verdict


class RunFolder:
    """A folder that one adaptation has to itself.

    Args:
        path: Made if it is not there.
        keep: Whether it belongs to the user: another adaptation in it is refused, and it stays in the end. Else it is
            cleared and removed.
    """

    def __init__(self, path: Path, *, keep: bool) -> None:
        self.path = path
        self._keep = keep

    def claim(self, settings: dict[str, Any]) -> tuple[bool, str]:
        """Take it.

        Args:
            settings: What must be the same for an adaptation to be continued, by the names of the parameters.

        Returns:
            Whether there is something to go on with, and a sentence about what was there; empty = nothing.

        Raises:
            ModelError: It holds another adaptation, or something else.
            OutputError: Nothing can be written to it.
        """
        noted = read_notes(self.path / _SETTINGS)
        if noted is not None:
            other = changed(settings, noted)
            if not other:
                return True, f"The adaptation in {self.path} is continued."
            what = f"{other[0]} was {noted.get(other[0], 'not noted')}"
            if self._keep:
                raise ModelError(
                    f"The folder {self.path} holds another adaptation: {what}.",
                    "Give the same parameters to go on with it, or another RUN.",
                )
            self.remove()
            self._write(_SETTINGS, settings)
            return False, f"An adaptation of this name that was not finished is given up: {what}."
        if self.path.is_dir() and any(self.path.iterdir()):
            raise ModelError(f"The folder {self.path} holds something else.", "Give an empty or a new folder as RUN.")
        self._write(_SETTINGS, settings)
        return False, ""

    @property
    def steps(self) -> int | None:
        """Steps that were decided on; None = not yet."""
        return (read_notes(self.path / _SETTINGS) or {}).get("steps")

    @steps.setter
    def steps(self, steps: int) -> None:
        self._write(_SETTINGS, (read_notes(self.path / _SETTINGS) or {}) | {"steps": steps})

    @property
    def outcome(self) -> Outcome | None:
        """How it came out; None = not yet."""
        noted = read_notes(self.path / _OUTCOME)
        if noted is None or not (self.path / CHILD / WEIGHTS).is_file():
            return None
        verdict = noted["verdict"]
        polygons = tuple(Polygon(*polygon) for polygon in verdict.pop("polygons"))
        return Outcome(noted["steps"], Verdict(polygons=polygons, **verdict))

    @outcome.setter
    def outcome(self, outcome: Outcome) -> None:
        self._write(_OUTCOME, asdict(outcome))
        # With the child's weights everything can be done again; checkpoints take hundreds of megabytes.
        for checkpoint in self.path.glob(f"*/{CHECKPOINT}"):
            checkpoint.unlink()

    def finish(self) -> str:
        """Remove it when all is done, unless it belongs to the user; its path where it stays."""
        if self._keep:
            return str(self.path)
        self.remove()
        return ""

    def remove(self) -> None:
        """Delete it; what cannot be deleted stays."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _write(self, name: str, noted: dict[str, Any]) -> None:
        try:
            write_notes(self.path / name, noted)
        except OSError as error:
            raise OutputError(
                f"Nothing can be written to {self.path}: {error.strerror}.", "Give another folder as RUN."
            ) from None
