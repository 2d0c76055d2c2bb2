"""What many frames cost besides mapping them, and what a second worker brings.

python -m onemetre.benchmarks.speed.frames [--frames 10000] [--tiles 6]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUPPORT = ROOT / "tests" / "support"
sys.path += [str(SUPPORT), str(SUPPORT / "pools")]

from cluster import Cluster  # noqa: E402
from frames import make_frames  # noqa: E402

from onemetre.benchmarks.speed.bench_scenes import write_textured  # noqa: E402
from onemetre.contract.catalogue import Catalogue  # noqa: E402
from onemetre.contract.requests import Compute, MapRequest, Reading, dump_request  # noqa: E402
from onemetre.engine.frames.batch_array import JOBS, write_batch  # noqa: E402
from onemetre.engine.frames.local_pool import LocalPool, as_fields  # noqa: E402
from onemetre.engine.frames.pool import FrameJob, Pool  # noqa: E402
from onemetre.engine.frames.run_job import run_job  # noqa: E402


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=10_000, help="fake frames (default: 10,000)")
    parser.add_argument("--tiles", type=int, default=6, help="side of a real frame in tiles (default: 6)")
    parser.add_argument("--workers", action="store_true", help="measure one and two workers, too")
    options = parser.parse_args()
    print(f"load before the start {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory(prefix="onemetre-frames-") as folder:
        fake(Path(folder), options.frames)
        if options.workers:
            workers(Path(folder), options.tiles)


def fake(folder: Path, number: int) -> None:
    """Costs of frames that are found finished: files, local pool, scheduler, batch list."""
    (share := folder / "share").mkdir()
    frames = make_frames(share, 1)
    first = frames.job(0)
    run_job(as_fields(first))
    jobs = []
    event = json.loads(first.outcome.read_bytes())
    request = json.loads(first.request.read_bytes())
    began = time.monotonic()
    for index in range(number):
        job = FrameJob(
            name=f"fake_{index}",
            request=share / f"fake_{index}.json",
            output=first.output,
            outcome=share / f"fake_{index}.outcome.json",
            log=share / f"fake_{index}.log",
        )
        job.request.write_text(json.dumps(request), encoding="utf-8")
        job.outcome.write_text(json.dumps(event), encoding="utf-8")
        jobs.append(job)
    size = first.request.stat().st_size + first.outcome.stat().st_size
    told(f"{number:,} requests and outcomes written, s", time.monotonic() - began)
    told("bytes of a request and an outcome", size)
    told("bytes of a log", first.log.stat().st_size)
    began = time.monotonic()
    script = write_batch(share, jobs, Compute())
    told("batch script and list written, s", time.monotonic() - began)
    told("bytes of the list", script.with_name(JOBS).stat().st_size)
    told("found finished on this machine, s", timed(lambda: LocalPool(2, 1), jobs))
    with Cluster(folder / "cluster") as cluster:
        cluster.start_worker("one")
        cluster.start_worker("two")
        told("found finished by 2 workers of a scheduler, s", timed(lambda: cluster.pool(frames, 2), jobs))


def workers(folder: Path, tiles: int) -> None:
    """Four real frames by one worker and by two, a thread each."""
    (share := folder / "real").mkdir()
    entry = next(entry for entry in Catalogue().entries.values() if entry.card.name.startswith("jointseg"))
    scene = write_textured(share / "scene.tif", entry.card, tiles)
    jobs = []
    for number in range(4):
        bands = {band.role: str(index) for index, band in enumerate(entry.card.bands, start=1)}
        reading = Reading(sources=(str(scene),), bands=bands)
        request = MapRequest(reading=reading, model=str(entry.path), output=str(share / f"{number}.tif"))
        (share / f"{number}.json").write_text(dump_request(request), encoding="utf-8")
        jobs.append(
            FrameJob(
                name=str(number),
                request=share / f"{number}.json",
                output=share / f"{number}.tif",
                outcome=share / f"{number}.outcome.json",
                log=share / f"{number}.log",
            )
        )
    seconds = []
    for slots in (1, 2):
        pool = LocalPool(slots, 1)
        seconds.append(timed(lambda pool=pool: pool, jobs))
        told(f"4 frames of JointSeg, {slots} engines of one thread, load {os.getloadavg()[0]:.1f}, s", seconds[-1])
        for job in jobs:
            job.outcome.unlink()
            job.output.unlink()
    told("1 engine / 2 engines", seconds[0] / seconds[1])


def timed(open_pool: Callable[[], Pool], jobs: Sequence[FrameJob]) -> float:
    """Seconds from the first submitted frame to the last outcome; raises if a frame failed."""
    pool = open_pool()
    try:
        began = time.monotonic()
        for job in jobs:
            pool.submit(job)
        left = len(jobs)
        while left:
            for outcome in pool.wait(1.0):
                left -= 1
                if not outcome.finished:
                    raise RuntimeError(outcome.message)
        return time.monotonic() - began
    finally:
        pool.close()


def told(what: str, value: float) -> None:
    """Print a row of the table."""
    print(f"| {what} | {value:,.1f} |", flush=True)


if __name__ == "__main__":
    main()
