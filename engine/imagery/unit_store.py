"""Keeps what an unfinished composite has fetched, so that a run that was killed fetches nothing twice."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import OutputError
from ...contract.file_lock import FileLock, LockingError
from ..write.durable import write_durably
from ..write.failures import writing_failed
from ..write.output_paths import target_of

_OWN = re.compile(r"(lock|plan\.json|certificates\.pem|(unit|block)-[\w-]+\.npy)(\.new)?")

Array = NDArray[Any]


class UnitStore:
    """The working folder of one composite: a plan, pieces of scenes, and finished blocks.

    Args:
        output: Final path of the composite; the folder lies beside it.
        job: Everything that the result depends on, apart from what the service answers.

    Attributes:
        plan: Plan of the interrupted run of the same job; None = there is none.

    Raises:
        OutputError: The folder cannot be used, or another run writes to the same output.
    """

    def __init__(self, output: Path, job: Mapping[str, object]) -> None:
        target = target_of(output)
        self.folder = target.with_name(f"{target.name}.imagery-part")
        self._key = zlib.crc32(json.dumps(job, sort_keys=True).encode())
        self.plan: dict[str, Any] | None = None
        try:
            self._refuse_foreign()
            self.folder.mkdir(exist_ok=True)
            self._lock = FileLock(self.folder / "lock")
            try:
                if not self._lock.acquire():
                    raise OutputError(f"Another run is writing to {output}.", "Wait for it, or choose another output.")
            except LockingError:
                pass
            self.plan = self._read_plan()
            if self.plan is None:
                self._empty()
        except OSError as error:
            raise writing_failed(self.folder, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        done = kind is None or not self._has_plan
        if done:
            self._empty()
        self._lock.release()
        if done:
            self._remove_folder()

    def give_up(self) -> None:
        """Keep nothing for a later run, which could do no better."""
        (self.folder / "plan.json").unlink(missing_ok=True)

    def abandon(self) -> None:
        """Leave nothing that no later run can use, in a process that ends at once."""
        with suppress(OSError):
            if not self._has_plan:
                self._empty()
                self._remove_folder()

    @property
    def _has_plan(self) -> bool:
        """Without a plan nothing has been fetched: there is nothing to go on from."""
        return (self.folder / "plan.json").exists()

    def keep_plan(self, plan: Mapping[str, Any]) -> None:
        """Store the plan of this job.

        Raises:
            OutputError: It cannot be written.
        """
        text = json.dumps({"job": self._key, "plan": plan})
        self._write("plan.json", text.encode())

    def get(self, name: str) -> Array | None:
        """A stored array; None = there is none, or it is damaged."""
        try:
            data = memoryview((self.folder / f"{name}.npy").read_bytes())
            if zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
                return None
            found: Array = np.load(io.BytesIO(data[4:]), allow_pickle=False)
        except (OSError, ValueError):
            return None
        return found

    def put(self, name: str, pixels: Array) -> None:
        """Store an array.

        Raises:
            SpaceError: The disk is full.
            OutputError: It cannot be written.
        """
        buffer = io.BytesIO()
        np.save(buffer, pixels, allow_pickle=False)
        data = buffer.getvalue()
        self._write(f"{name}.npy", zlib.crc32(data).to_bytes(4, "big") + data)

    def drop_units(self, block: int) -> None:
        """Remove the pieces of a finished block."""
        for file in self.folder.glob(f"unit-{block}-*.npy"):
            file.unlink(missing_ok=True)

    def _write(self, name: str, data: bytes) -> None:
        try:
            write_durably(self.folder / name, data)
        except OSError as error:
            raise writing_failed(self.folder / name, error) from None

    def _read_plan(self) -> dict[str, Any] | None:
        try:
            stored = json.loads((self.folder / "plan.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        same = isinstance(stored, dict) and stored.get("job") == self._key
        return stored["plan"] if same else None

    def _refuse_foreign(self) -> None:
        if not self.folder.exists():
            return
        foreign = [path.name for path in self.folder.iterdir() if not _OWN.fullmatch(path.name)]
        if foreign or self.folder.is_symlink():
            raise OutputError(
                f"{self.folder} is not a working folder of OneMetre: it contains {min(foreign, default='a link')}.",
                "Move it away, or choose another output.",
            )

    def _empty(self) -> None:
        for path in self.folder.iterdir():
            if path.name != "lock":
                path.unlink(missing_ok=True)

    def _remove_folder(self) -> None:
        with suppress(OSError):
            (self.folder / "lock").unlink(missing_ok=True)
            self.folder.rmdir()
