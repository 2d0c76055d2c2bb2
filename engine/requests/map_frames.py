"""The request kind ``map-frames``: maps the frames of a layer by themselves, and joins their maps.

Each frame is an ordinary map request on the whole imagery, with the frame as its area. All runs have the tiles of one
lattice, so that the joined map is that of one run over everything, to the bit.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from rasterio.crs import CRS

from ...contract.errors import SourceError
from ...contract.requests import FrameMosaic, MapFramesRequest, MapFramesResult, MapRequest
from ...contract.requests.mapping import Area
from ..channel import Channel
from ..frames.areas_by_name import count_by_name, new_table, write_table
from ..frames.batch_array import write_batch
from ..frames.joining import write_cog, write_vrt
from ..frames.lattices import Lattice, Placed, Placing, open_lattices
from ..frames.ledger import DONE, EMPTY, FAILED, RUNNING, WAITING, Entry, Ledger
from ..frames.pool import FrameJob, Outcome, Pool
from ..frames.pools import open_pool
from ..frames.run_folder import RunFolder, is_empty
from ..frames.running import run_jobs
from ..frames.stac import Mapped, Product, write_catalogue
from ..infer.model_file import LoadedModel
from ..mapping.series_model import file_of
from ..memory import threads_that_start
from ..tiles.classify import Classifier

_PLANNED, _MAPPED = 0.02, 0.92
"""Fractions of the progress at which the frames are planned and mapped."""

_SHOWN_FAILURES = 3


class _Beside(NamedTuple):
    """Paths of what lies beside the mosaics; empty = not made."""

    table: str = ""
    collection: str = ""
    script: str = ""


def handle(request: MapFramesRequest, channel: Channel) -> MapFramesResult:
    """Map the frames.

    Raises:
        EngineError: An error in the user's words; finished frames stay, and the same request goes on from there.
    """
    started = time.monotonic()
    with RunFolder(Path(request.folder)) as folder, ExitStack() as stack:
        with channel.nothing_to_lose():
            ledger = Ledger(Path(request.frames))
            model, lattices = open_lattices(request, stack, channel.log)
        run = _Run(request, channel, folder, ledger, model, lattices)
        return run.perform(started)


class _Run:
    """A request in progress."""

    def __init__(
        self,
        request: MapFramesRequest,
        channel: Channel,
        folder: RunFolder,
        ledger: Ledger,
        model: LoadedModel,
        lattices: list[Lattice],
    ) -> None:
        self.request, self.channel, self.folder, self.ledger = request, channel, folder, ledger
        self.model, self.lattices = model, lattices
        self.chosen = file_of(model, request)
        self.classes = Classifier(model.card, request.target, request.threshold).legend
        self.warnings: list[str] = []
        self.placed: dict[str, Placed] = {}
        self.results: dict[str, dict[str, Any]] = {}
        self.kept: set[str] = set()
        self.entries = {name: Entry(name) for name in ledger.names}

    def perform(self, started: float) -> MapFramesResult:
        """Plan, map and join."""
        self.folder.claim(self._facts())
        # A cluster that cannot be reached is said before minutes of planning.
        pool = None if self.request.script else self._pool()
        try:
            jobs = self._plan()
        except BaseException:
            if pool is not None:
                pool.close()
            raise
        for lattice in self.lattices:
            lattice.source.close()
        if pool is not None:
            self._map(jobs, pool)
        elif jobs:
            script = write_batch(self.folder.folder, jobs, self.request.compute)
            self.channel.log("info", f"{len(jobs):,} frames are left to {script}.")
            return self._result([], _Beside(script=str(script)), [], time.monotonic() - started)
        failed = [name for name, entry in self.entries.items() if entry.status == FAILED]
        if failed:
            self._warn(_told(failed))
        if self.ledger.behind:
            self._warn(f"{self.ledger.path.name} does not show the end of the run: another program holds it.")
        mosaics = self._join()
        table = self._table(mosaics) if self.request.by_name and mosaics else ""
        catalogue = self._catalogue(mosaics) if mosaics else ""
        return self._result(mosaics, _Beside(table, catalogue), failed, time.monotonic() - started)

    # -- steps ---------------------------------------------------------------------------------------------------

    def _pool(self) -> Pool:
        """Where the frames are mapped."""
        return open_pool(
            self.request.scheduler,
            workers=self.request.workers,
            compute=self.request.compute,
            share=self.folder.folder,
            models=[(Path(self.chosen.path), self.model.sha256)],
            security=[Path(path) for path in self.request.security],
        )

    def _plan(self) -> list[FrameJob]:
        """The frames that are to be mapped, with their requests written."""
        placing = Placing(self.lattices, self.ledger.crs, self.request.boundary, self.model.card.tile)
        jobs = []
        many = len(self.ledger.names)
        for number, (name, shape) in enumerate(zip(self.ledger.names, self.ledger.shapes, strict=True)):
            self.channel.check()
            self.channel.progress(_PLANNED * number / many, f"Planning {many:,} frames")
            placed = placing.place(shape)
            if isinstance(placed, str):
                self.entries[name] = Entry(name, EMPTY, message=placed)
                continue
            self.placed[name] = placed
            wanted = self._map_request(name, placed)
            found = self.folder.finished(name, wanted, placed.files)
            if found is None:
                jobs.append(self.folder.prepare(name, wanted))
            else:
                self.kept.add(name)
                self._take(name, found)
        if not self.placed:
            self._show({}, set())
            raise SourceError(
                "No frame has imagery."
                if self.request.boundary is None
                else "No frame has imagery inside the boundary.",
                "Check the coordinate systems of frames, imagery and boundary.",
            )
        self._show({}, set())
        self.channel.log(
            "info",
            f"{many:,} frames: {len(jobs):,} to map, {len(self.kept):,} finished before, "
            f"{many - len(self.placed):,} without imagery or outside the boundary.",
        )
        return jobs

    def _map(self, jobs: list[FrameJob], pool: Pool) -> None:
        """Map the frames, and note how each ended."""
        noted: set[str] = set()

        def show(ended: Mapping[str, Outcome], running: set[str]) -> None:
            for name in ended.keys() - noted:
                noted.add(name)
                self._note(ended[name])
            self._show(ended, running)
            done = len(ended) / max(len(jobs), 1)
            self.channel.progress(
                _PLANNED + (_MAPPED - _PLANNED) * done,
                f"{len(ended):,} of {len(jobs):,} frames, {len(running):,} at work",
            )

        run_jobs(jobs, pool, self.channel, show)

    def _note(self, outcome: Outcome) -> None:
        """Note how a frame ended."""
        event = self.folder.outcome(outcome.name)
        if outcome.finished or is_empty(event):
            self._take(outcome.name, event)
            return
        message = f"{outcome.message} {outcome.hint}".strip()
        self.entries[outcome.name] = Entry(outcome.name, FAILED, device=outcome.place, message=message)
        self.channel.log("warning", f"{outcome.name}: {message}")

    def _take(self, name: str, event: dict[str, Any]) -> None:
        """Take over what the last event of a frame's engine says."""
        if is_empty(event):
            self.entries[name] = Entry(name, EMPTY, message=str(event.get("message", "")))
            return
        self.results[name] = event
        output = self.folder.map_of(name)
        here = self.ledger.path.parent
        frame = event.get("frame", {})
        self.entries[name] = Entry(
            name,
            DONE,
            float(frame.get("seconds", event["seconds"])),
            ", ".join(filter(None, [str(event["device"]), str(frame.get("place", ""))])),
            "",
            output.relative_to(here).as_posix() if output.is_relative_to(here) else str(output),
        )

    def _show(self, ended: Mapping[str, Outcome], running: set[str]) -> None:
        """Write the states into the table of the frames."""
        for name, entry in self.entries.items():
            if entry.status in (WAITING, RUNNING):
                status = RUNNING if name in running and name not in ended else WAITING
                if status != entry.status:
                    self.entries[name] = Entry(name, status)
        self.ledger.show(self.entries.values())

    def _join(self) -> list[FrameMosaic]:
        """Join the maps of each lattice."""
        mosaics = []
        threads = threads_that_start(self.request.compute.threads) or 1
        for number, lattice in enumerate(self.lattices):
            names = [n for n, placed in self.placed.items() if placed.lattice == number and n in self.results]
            if not names:
                continue
            self.channel.progress(_MAPPED, "Joining the maps")
            stem = "mosaic" if len(self.lattices) == 1 else f"mosaic {_short(lattice.grid.crs, number)}"
            vrt, cog = self.folder.folder / f"{stem}.vrt", self.folder.folder / f"{stem}.tif"
            write_vrt(vrt, [self.folder.map_of(name) for name in names], self.channel.check)
            if self.request.mosaic:
                with self.channel.nothing_to_lose():
                    write_cog(cog, vrt, threads)
            mosaics.append(
                FrameMosaic(
                    crs=lattice.grid.crs,
                    vrt=str(vrt),
                    cog=str(cog) if self.request.mosaic else "",
                    frames=len(names),
                )
            )
        return mosaics

    def _table(self, mosaics: list[FrameMosaic]) -> str:
        """Measure the classes by the names of the boundary."""
        if self.request.boundary is None:
            raise AssertionError("the request checks that there is a boundary")
        path = self.folder.folder / "areas.csv"
        found = new_table(self.request.boundary)

        def check(share: float) -> None:
            self.channel.check()
            self.channel.progress(0.96 + 0.03 * share, "Measuring the areas by name")

        for mosaic in mosaics:
            count_by_name(Path(mosaic.cog or mosaic.vrt), self.request.boundary, found, check)
        write_table(path, found, [(entry.value, entry.name) for entry in self.classes])
        return str(path)

    def _catalogue(self, mosaics: list[FrameMosaic]) -> str:
        """Describe the maps as a STAC Collection."""
        self.channel.progress(0.99, "Writing the catalogue")
        maps = [
            Mapped(name, self.folder.map_of(name), {key: float(km2) for key, km2 in found["class_km2"].items()})
            for name, found in self.results.items()
        ]
        surface = self.classes[-1].title if self.request.target else self.model.card.title
        year = self.request.year
        product = Product(
            title=self.request.title or (f"{surface}, {year}" if year else surface),
            year=year,
            card=self.model.card,
            sha256=self.model.sha256,
            legend=self.classes,
            mosaics=[Path(path) for one in mosaics for path in (one.vrt, one.cog) if path],
        )
        return str(write_catalogue(self.folder.folder, maps, product, self.channel.check))

    # -- facts ---------------------------------------------------------------------------------------------------

    def _facts(self) -> dict[str, Any]:
        """What all maps of the folder are made of."""
        return {
            "imagery": [asdict(lattice.reading) for lattice in self.lattices],
            "model": self.model.sha256,
            "target": self.request.target,
            "threshold": self.request.threshold,
        }

    def _map_request(self, name: str, placed: Placed) -> MapRequest:
        lattice = self.lattices[placed.lattice]
        return MapRequest(
            reading=lattice.reading,
            model=self.chosen.path,
            model_sha256=self.model.sha256,
            output=str(self.folder.map_of(name)),
            area=Area(wkt=(placed.region.wkt,), crs=lattice.grid.crs),
            target=self.request.target,
            threshold=self.request.threshold,
            year=self.request.year,
            title=self.request.title,
            cog=True,
            batch=self.request.batch,
            compute=self.request.compute,
        )

    def _result(
        self, mosaics: list[FrameMosaic], beside: _Beside, failed: list[str], seconds: float
    ) -> MapFramesResult:
        class_km2 = {
            entry.name: round(math.fsum(r["class_km2"].get(entry.name, 0.0) for r in self.results.values()), 6)
            for entry in self.classes
        }
        covered = math.fsum(float(r["covered_km2"]) for r in self.results.values())
        area = math.fsum(float(r["area_km2"]) for r in self.results.values())
        self.channel.progress(1.0, "Done")
        return MapFramesResult(
            frames=len(self.entries),
            done=len(self.results),
            kept=len(self.kept & self.results.keys()),
            empty=sum(entry.status == EMPTY for entry in self.entries.values()),
            failed=tuple(failed),
            mosaics=tuple(mosaics),
            table=beside.table,
            collection=beside.collection,
            script=beside.script,
            model=self.model.card.name,
            area_km2=round(area, 6),
            covered_km2=round(covered, 6),
            class_km2=class_km2,
            seconds=round(seconds, 2),
            resumed=bool(self.kept),
            warnings=tuple(self.warnings),
        )

    def _warn(self, sentence: str) -> None:
        self.warnings.append(sentence)
        self.channel.log("warning", sentence)


def _told(failed: list[str]) -> str:
    """The warning that frames failed."""
    shown = ", ".join(failed[:_SHOWN_FAILURES]) + (" ..." if len(failed) > _SHOWN_FAILURES else "")
    return f"Frames that failed and are left out: {len(failed):,} ({shown}). The same run tries them again."


def _short(crs: str, number: int) -> str:
    """A short name of a coordinate system for a file."""
    code = CRS.from_wkt(crs).to_epsg()
    return f"EPSG-{code}" if code else str(number + 1)
