"""The run folder of an adaptation: its settings, its checkpoints and its outcome."""

from __future__ import annotations

import contextlib
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ....contract.errors import ModelError, OutputError
from ..loop.notes import changed, read_notes, write_notes
from ..loop.trainer import CHECKPOINT, WEIGHTS
from .gate import Polygon, Verdict

CHILD = "child"
"""Subfolder of the run folder with the training of the adapted network."""

_SETTINGS = "adaptation.json"
_OUTCOME = "outcome.json"
_UNSAVED = "unsaved"

_OLD_SECONDS = 30 * 24 * 3600
"""Age of the newest file in the folder of an adaptation that nobody resumes any more."""


@dataclass(frozen=True)
class Outcome:
    """Outcome of an adaptation.

    Attributes:
        steps: Training steps of the child.
        verdict: Decision whether the child is kept.
    """

    steps: int
    verdict: Verdict


class RunFolder:
    """A folder used by one adaptation only.

    Args:
        path: Path of the folder; created if missing.
        keep: Whether the folder belongs to the user. If so, another adaptation in it is an error, and it is kept at the
            end; otherwise it is cleared and removed.
    """

    def __init__(self, path: Path, *, keep: bool) -> None:
        self.path = path
        self._keep = keep

    def claim(self, settings: dict[str, Any]) -> tuple[bool, str]:
        """Claim the folder for an adaptation.

        Args:
            settings: Settings that must match for an adaptation to resume, keyed by parameter name.

        Returns:
            Whether there is a run to resume, and a sentence about the previous contents; empty = none.

        Raises:
            ModelError: The folder holds another adaptation, or unrelated files.
            OutputError: Cannot write to the folder.
        """
        noted = read_notes(self.path / _SETTINGS)
        if noted is not None:
            other = changed(settings, noted)
            if not other:
                return True, f"The adaptation in {self.path} is resumed."
            what = f"{other[0]} was {noted.get(other[0], 'not recorded')}"
            if self._keep:
                raise ModelError(
                    f"The folder {self.path} holds another adaptation: {what}.",
                    "Use the same parameters to resume it, or choose another RUN.",
                )
            self.remove()
            self._write(_SETTINGS, settings)
            return False, f"An unfinished adaptation of this name is discarded: {what}."
        if self.path.is_dir() and any(self.path.iterdir()):
            raise ModelError(f"The folder {self.path} holds other files.", "Choose an empty or a new folder as RUN.")
        self._write(_SETTINGS, settings)
        return False, ""

    def release(self) -> None:
        """Undo :meth:`claim` before anything was trained, so that other settings may use the folder."""
        (self.path / _SETTINGS).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.path.rmdir()

    @property
    def steps(self) -> int | None:
        """Number of steps decided on; None = not yet."""
        return (read_notes(self.path / _SETTINGS) or {}).get("steps")

    @steps.setter
    def steps(self, steps: int) -> None:
        self._write(_SETTINGS, (read_notes(self.path / _SETTINGS) or {}) | {"steps": steps})

    @property
    def outcome(self) -> Outcome | None:
        """Outcome of the adaptation; None = not yet known."""
        noted = read_notes(self.path / _OUTCOME)
        if noted is None or not (self.path / CHILD / WEIGHTS).is_file():
            return None
        verdict = noted["verdict"]
        polygons = tuple(Polygon(*polygon) for polygon in verdict.pop("polygons"))
        return Outcome(noted["steps"], Verdict(polygons=polygons, **verdict))

    @outcome.setter
    def outcome(self, outcome: Outcome) -> None:
        self._write(_OUTCOME, asdict(outcome))
        # The child's weights are enough to redo everything; checkpoints take hundreds of megabytes.
        for checkpoint in self.path.glob(f"*/{CHECKPOINT}"):
            checkpoint.unlink()

    def unsaved(self, name: str) -> Path:
        """Path for a model that is not saved, in a folder of its own, which is created.

        Raises:
            OutputError: Cannot write to the folder.
        """
        path = self.path / _UNSAVED / name
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"Cannot write to {self.path}: {error.strerror}.", "Choose another folder as RUN."
            ) from None
        return path

    def finish(self) -> str:
        """Remove the folder at the end, unless it belongs to the user; returns its path if it is kept."""
        if self._keep:
            return str(self.path)
        self.remove()
        return ""

    def remove_old(self) -> None:
        """Delete the folders of forgotten adaptations beside this one, unless they are in a folder of the user.

        An adaptation that was interrupted, or whose model was neither saved nor discarded because QGIS crashed, would
        stay for ever.
        """
        if self._keep or not self.path.parent.is_dir():
            return
        for folder in self.path.parent.iterdir():
            if folder == self.path or folder.is_symlink() or not (folder / _SETTINGS).is_file():
                continue
            with contextlib.suppress(OSError):
                newest = max(path.stat().st_mtime for path in folder.rglob("*"))
                if time.time() - newest > _OLD_SECONDS:
                    shutil.rmtree(folder, ignore_errors=True)

    def remove(self) -> None:
        """Delete the folder; files that cannot be deleted stay."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _write(self, name: str, noted: dict[str, Any]) -> None:
        try:
            write_notes(self.path / name, noted)
        except OSError as error:
            raise OutputError(
                f"Cannot write to {self.path}: {error.strerror}.", "Choose another folder as RUN."
            ) from None
