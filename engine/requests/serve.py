"""The request kind ``serve``: keeps a model loaded and maps one small view after another, for the live preview."""

from __future__ import annotations

import base64
import dataclasses
import math
import statistics
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import AreaError, CancelledError, EngineError, SourceError
from ...contract.requests import Preview, ServeRequest, ServeResult, from_dict
from ..channel import Channel
from ..explain import explain
from ..infer.memory_budget import MemoryBudget, open_within
from ..infer.model_file import load_model
from ..infer.session import Session
from ..mapping.estimate import tile_memory
from ..mapping.pipeline import Pixels, Valid, read_tile
from ..raster.datasets import limit_block_cache
from ..raster.opening import Source, open_source, refuse_tiny
from ..report.palette_png import encode_classes
from ..tiles.classify import Classifier
from ..tiles.lattice import Lattice, Tile
from ..tiles.preview_view import View, plan_view
from ..tiles.tile_cache import FinishedTile, TileCache
from ..write.legend import NODATA

PATIENCE = 15.0
"""Time limit for the tiles of a view, seconds; larger views call for a run, not a preview."""

ALWAYS_M = 1000.0
"""Side of the view, metres, that is always mapped, however slow the machine."""

_CACHE = 128 * 2**20
# Number of recent times whose median estimates the time per tile.
_TIMES = 9


def handle(request: ServeRequest, channel: Channel) -> ServeResult:
    """Serve previews until the stream ends or the process is cancelled.

    Events in addition to those of all requests: ``ready`` (device, crs of the input as WKT), before which no preview is
    accepted; for each preview its parts, ``preview`` (id, extent in that crs, png as base64, fraction), and finally
    ``preview-end`` (id, outcome "complete", "no-data", or "partial" with km2, whole_km2, and the seconds that the rest
    takes a patient preview, 0 = it is too large for that) or ``preview-error`` (id, kind, message, hint). A preview
    that is replaced by another one ends silently.

    Raises:
        EngineError: Model and input do not fit together, or the network failed.
    """
    started = time.monotonic()
    model = load_model(request.model, request.model_sha256)
    Classifier(model.card, request.target)
    with ExitStack() as stack:
        source = stack.enter_context(open_source(request.reading, model.card, channel.log))
        refuse_tiny(source, model.card)
        channel.check()
        budget = MemoryBudget(request.compute.memory_mb)
        session = stack.enter_context(open_within(budget, _CACHE, model, request.compute, 0, channel.log))
        block_cache, _ = budget.for_cache(_CACHE + tile_memory(model.card, session.batch))
        limit_block_cache(block_cache)
        for warning in (*model.warnings, *source.warnings):
            channel.log("warning", warning)
        server = _Server(request, channel, source, session)
        channel.on_cancel(server.stop)
        channel.on_control("preview", server.ask)
        channel.on_control("cancel-preview", lambda _: server.drop())
        channel.emit("ready", device=session.device, crs=source.grid.crs)
        server.run()
        return ServeResult(tiles=server.tiles, device=session.device, seconds=round(time.monotonic() - started, 2))


@dataclass
class _Server:
    """State kept between previews. One thread runs it; controls arrive from another one.

    Attributes:
        tiles: Forward passes of the network so far.
    """

    request: ServeRequest
    channel: Channel
    source: Source
    session: Session
    tiles: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _wanted: View | None = None
    _current: View | None = None
    _in_work: frozenset[Tile] = frozenset()
    _stopped: bool = False

    def __post_init__(self) -> None:
        card = self.session.card
        self._lattice = Lattice.of(card)
        classifier = Classifier(card, self.request.target)
        self._channels = classifier.channels
        self._colors = {entry.value: entry.color for entry in classifier.legend}
        inner = self._lattice.stride + self._lattice.blend
        size = inner**2 * (1 + len(self._channels) * self._lattice.factor**2)
        side = self._lattice.stride * self.source.grid.pixel * self.source.grid.metres_per_unit
        self._least = (math.ceil(ALWAYS_M / side) + 1) ** 2
        self._capacity = max(_CACHE // size, self._least)
        self._cache = TileCache(self._lattice, self._capacity)
        self._times = deque([self.session.seconds_per_tile], maxlen=_TIMES)

    # Called from the thread of the controls.

    def ask(self, fields: dict[str, Any]) -> None:
        """Map a new view instead of the previous one."""
        try:
            preview = from_dict(Preview, fields)
            view = plan_view(preview, self.source, self._lattice, self._capacity, self._classify)
            missing = [tile for tile in view.tiles if tile not in self._cache]
            late = set() if preview.patient else set(missing[max(self._least, int(PATIENCE / self._time())) :])
            tiles = tuple(tile for tile in view.tiles if tile not in late)
            self._replace(dataclasses.replace(view, tiles=tiles, left=len(late)))
        except Exception as error:  # noqa: BLE001 - the thread of the controls must survive
            self._replace(None)
            self._complain(fields.get("id"), explain(error))

    def drop(self) -> None:
        """Map nothing until the next preview."""
        self._replace(None)

    def stop(self) -> None:
        """End :meth:`run`."""
        with self._changed:
            self._stopped = True
            self._current = None
            self.session.cancel()
            self._changed.notify()

    def _replace(self, view: View | None) -> None:
        with self._changed:
            self._wanted, self._current = view, None
            # A tile in progress that is still needed is not discarded.
            if view is None or self._in_work.isdisjoint(view.tiles):
                self.session.cancel()
            self._changed.notify()

    # Called from the running thread.

    def run(self) -> None:
        """Map the requested views until :meth:`stop` is called.

        Raises:
            EngineError: The network failed for good.
        """
        with ThreadPoolExecutor(1, "reader") as reader:
            while (view := self._next()) is not None:
                try:
                    self._map(view, reader)
                except CancelledError:
                    continue
                except (AreaError, SourceError) as error:
                    self._complain(view.id, error)

    def _next(self) -> View | None:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted is not None or self._stopped)
            if self._stopped:
                return None
            self._current, self._wanted = self._wanted, None
            self.session.rearm()
            return self._current

    def _map(self, view: View, reader: ThreadPoolExecutor) -> None:
        missing = [tile for tile in view.tiles if tile not in self._cache]
        reads = {tile: reader.submit(self._read, tile) for tile in missing[: self.session.batch]}
        done = [tile for tile in view.tiles if tile in self._cache]
        seen = False
        for number, tile in enumerate(done, start=1):
            seen |= self._send(view, tile, number)
        while missing:
            batch, missing = missing[: self.session.batch], missing[self.session.batch :]
            ready = {tile: reads.pop(tile).result() for tile in batch}
            # The next tiles are read while the network runs.
            reads = {tile: reader.submit(self._read, tile) for tile in missing[: self.session.batch]}
            self._compute(view, ready)
            for tile in batch:
                done.append(tile)
                seen |= self._send(view, tile, len(done))
        if view.left or view.is_middle:
            # 0 would say that there is no rest to ask for.
            seconds = max(round(view.left * self._time(), 1), 0.1) if view.left else 0.0
            km2, whole = round(view.km2, 3), round(view.whole_km2, 3)
            self._end(view, "partial", km2=km2, whole_km2=whole, seconds=seconds)
        else:
            self._end(view, "complete" if seen else "no-data")

    def _time(self) -> float:
        """Expected seconds for a tile."""
        return statistics.median(list(self._times))

    def _compute(self, view: View, tiles: dict[Tile, tuple[Pixels, Valid]]) -> None:
        with_data = [tile for tile, (_, valid) in tiles.items() if valid.any()]
        rim = self._lattice.halo * self._lattice.factor
        results: dict[Tile, NDArray[np.uint8]] = {}
        if with_data:
            with self._changed:
                self._check(view)
                self._in_work = frozenset(with_data)
            started = time.perf_counter()
            try:
                probability, _ = self.session.run(np.stack([tiles[tile][0] for tile in with_data]))
            finally:
                self._in_work = frozenset()
            self._times.append((time.perf_counter() - started) / len(with_data))
            self.tiles += len(with_data)
            inner = slice(rim, probability.shape[2] - rim)
            # Copies: views would keep the whole tile in memory.
            results = {
                tile: probability[number, self._channels, inner, inner].copy() for number, tile in enumerate(with_data)
            }
        for tile, (_, valid) in tiles.items():
            self._cache.add(tile, FinishedTile(results.get(tile), valid.copy()))

    def _send(self, view: View, tile: Tile, number: int) -> bool:
        """Send the visible pixels of a tile; return whether any of them has data."""
        self._check(view)
        if self._cache.use(tile).probability is None:
            return False
        part = view.part(tile, *self._cache.blended(tile))
        if part is None:
            return False
        extent, classes = part
        png = base64.b64encode(encode_classes(classes, self._colors)).decode("ascii")
        self.channel.emit("preview", id=view.id, fraction=number / len(view.tiles), extent=extent, png=png)
        return bool((classes != NODATA).any())

    def _check(self, view: View) -> None:
        if self._current is not view:
            raise CancelledError("Another view was requested.")

    def _read(self, tile: Tile) -> tuple[Pixels, Valid]:
        return read_tile(self.source, self._lattice, tile)

    def _classify(self, threshold: int | None) -> Classifier:
        return Classifier(self.session.card, self.request.target, threshold)

    def _end(self, view: View, outcome: str, **fields: float) -> None:
        self.channel.emit("preview-end", id=view.id, outcome=outcome, **fields)

    def _complain(self, preview: Any, error: EngineError) -> None:
        self.channel.emit("preview-error", id=preview, kind=error.kind, message=error.message, hint=error.hint)
