"""Frames on a real scheduler with workers on loopback, which die as machines do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cluster import Cluster
from engine_process import can_make_disks
from frames import make_frames, wait_for

import onemetre
from onemetre.contract.errors import EngineError
from onemetre.engine.frames.pool import Outcome

LIMITED = ["sh", "-c", 'ulimit -f 32 && exec "$@"', "sh"]
"""Start of a command that cannot write more than 16 KiB into a file, like on a full disk."""


def failures(outcomes: dict[str, Outcome]) -> list[str]:
    return [outcome.message for outcome in outcomes.values() if not outcome.finished]


def test_frames_outlive_workers_and_the_scheduler_and_stop_on_request(tmp_path: Path) -> None:
    frames = make_frames(tmp_path, 40)
    long = [frames.whole("long_1"), frames.whole("long_2")]
    short = [frames.job(number) for number in range(3)]
    with Cluster(tmp_path / "cluster") as cluster:
        cluster.start_worker("one")
        cluster.start_worker("two")
        pool = cluster.pool(frames, 2)
        try:
            assert pool.slots == 2
            for job in [*long, *short]:
                pool.submit(job)
            for job in long:
                frames.wait_until_running(job)
            cluster.kill("one")
            outcomes = wait_for(pool, [*long, *short])
            assert not failures(outcomes) and {outcome.place for outcome in outcomes.values()} == {"two"}
            assert all(frames.is_right(job) for job in [*long, *short])

            for job in (after := [frames.whole("long_3"), *short, frames.job(4)]):
                pool.submit(job)
            frames.wait_until_running(after[0])
            cluster.kill("scheduler")
            cluster.start_scheduler()
            cluster.start_worker("three")
            outcomes = wait_for(pool, after)
            assert not failures(outcomes) and not any(outcomes[job.name].seconds for job in short)
            assert all(frames.is_right(job) for job in after)

            pool.submit(last := frames.whole("long_4"))
            frames.wait_until_running(last)
            assert pool.running() == {"long_4"}
            pool.cancel()
            assert wait_for(pool, [last])["long_4"].message == "Cancelled."
            assert not last.output.exists()
        finally:
            pool.close()
    assert not list(tmp_path.glob(".onemetre-*"))


def test_a_worker_that_would_map_otherwise_is_refused(tmp_path: Path) -> None:
    (share := tmp_path / "share").mkdir()
    frames = make_frames(share, 40)
    root, other = Path(onemetre.__file__).parent, tmp_path / "onemetre"
    for room in ("contract", "engine"):
        shutil.copytree(root / room, other / room, ignore=shutil.ignore_patterns("__pycache__"))
    text = (root / "metadata.txt").read_text(encoding="utf-8")
    (other / "metadata.txt").write_text(text.replace("version=", "version=9."), encoding="utf-8")
    hidden = ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs tmpfs "{share}" && exec "$@"', "sh"]

    with Cluster(tmp_path / "cluster") as cluster:
        cluster.start_worker("old", variables={"ONEMETRE_PLUGIN": str(other)})
        with pytest.raises(EngineError, match=r"The worker old has OneMetre 9\.\d.*, this machine has OneMetre \d"):
            cluster.pool(frames, 1)
        cluster.kill("old")

        cluster.start_worker("full", LIMITED)
        with pytest.raises(EngineError, match="The worker full has another file under the name of the model"):
            cluster.pool(frames, 1, sha256="0" * 64)
        pool = cluster.pool(frames, 1)
        try:
            pool.submit(job := frames.whole("long"))
            failed = wait_for(pool, [job])["long"]
            assert failed.temporary and failed.place == "full" and not job.output.exists()
            cluster.start_worker("good")
            pool.wait(0)
            while pool.slots < 2:
                pool.wait(0.1)
            pool.submit(job)
            outcome = wait_for(pool, [job])["long"]
            assert outcome.finished and outcome.place == "good"
        finally:
            pool.close()

        if can_make_disks(share):
            cluster.start_worker("alone", hidden)
            with pytest.raises(EngineError, match="The worker alone does not see the folder"):
                cluster.pool(frames, 3)
