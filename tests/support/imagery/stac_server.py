"""A real STAC API on loopback: the server of rustac, with collections and items from a test."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from patience import PATIENCE

_PORTS_TO_TRY = 5
_BETWEEN_QUESTIONS_S = 0.05


class StacServer:
    """Context manager for a STAC API that is up when the block begins and gone when it ends.

    It knows search by place, time, collection and identifier, with pages; as small services do, it answers ``query``
    and ``filter`` with nothing found, and does not sort.

    Args:
        folder: Where the server's files and log are written; made if it is not there.
        collections: STAC collections.
        items: STAC items, each of one of the collections.
        public: Address that stands in the answers' links instead of its own, if another server stands in front; without
            a path, which rustac would drop.

    Attributes:
        url: Address for clients.
        bound: Address on which the process itself listens.
    """

    def __init__(
        self,
        folder: Path,
        collections: Sequence[dict[str, Any]],
        items: Sequence[dict[str, Any]],
        *,
        public: str | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._files = []
        found = {"type": "FeatureCollection", "features": list(items)}
        for name, content in [*((f"{one['id']}.json", one) for one in collections), ("items.json", found)]:
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
            self._files.append(str(folder / name))
        if not items:
            self._files.pop()
        self._log = folder / "server.log"
        self._public = public
        self._process: subprocess.Popen[bytes] | None = None
        self.url = self.bound = ""

    def __enter__(self) -> Self:
        for _ in range(_PORTS_TO_TRY):
            if self._started():
                return self
        raise RuntimeError(f"rustac does not serve: {self._log.read_text(encoding='utf-8', errors='replace')}")

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _started(self) -> bool:
        """Whether a new process answers; false if it ended, for instance because somebody else took the port."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.bound = f"http://127.0.0.1:{port}"
        self.url = self._public or self.bound
        program = Path(sysconfig.get_path("scripts")) / "rustac"
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                [program, "serve", "-a", self.url, "-b", f"127.0.0.1:{port}", *self._files],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_BETWEEN_QUESTIONS_S)
                return False
            # Another process that took the port first would answer too, but without these collections.
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.bound}/collections", timeout=5) as answer:
                listed = {one["id"] for one in json.load(answer)["collections"]}
                return listed == {Path(file).stem for file in self._files} - {"items"}
        self.close()
        return False
