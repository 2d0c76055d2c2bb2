"""Frames in engine processes of this machine, and in tasks of a batch array."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from engine_process import children
from frames import Frames, make_frames, wait_for
from patience import PATIENCE

from onemetre.contract.requests import Compute
from onemetre.engine.frames.batch_array import write_batch
from onemetre.engine.frames.local_pool import LocalPool, local_pool

NUMBER = 3


@pytest.fixture
def frames(tmp_path: Path) -> Frames:
    return make_frames(tmp_path, NUMBER)


def test_frames_are_mapped_once(frames: Frames) -> None:
    jobs = [frames.job(number) for number in range(NUMBER)]
    with_broken_input = frames.job(NUMBER)
    pool = local_pool(workers=2, compute=Compute(device="cpu", threads=2, memory_mb=4000))
    try:
        for job in [*jobs, with_broken_input]:
            pool.submit(job)
        outcomes = wait_for(pool, [*jobs, with_broken_input])
        failed = outcomes.pop(with_broken_input.name)
        assert "outside the input" in failed.message and failed.hint and not (failed.finished or failed.temporary)
        assert all(outcome.finished and outcome.seconds and outcome.place for outcome in outcomes.values())
        assert all(frames.is_right(job) for job in jobs)
        assert json.loads(jobs[0].outcome.read_bytes())["event"] == "result"
        assert json.loads(jobs[0].log.read_bytes().splitlines()[-1])["event"] == "result"
        before = [job.output.stat().st_mtime_ns for job in jobs]
        for job in jobs:
            pool.submit(job)
        again = wait_for(pool, jobs)
        assert {outcome.seconds for outcome in again.values()} == {0.0}
        assert {name: one.result for name, one in again.items()} == {name: one.result for name, one in outcomes.items()}
        assert [job.output.stat().st_mtime_ns for job in jobs] == before
    finally:
        pool.close()


def bash(arguments: list[object], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", *arguments], env=variables, capture_output=True, text=True, check=False)


def test_a_batch_array_does_each_frame_and_a_run_finds_them_finished(frames: Frames, tmp_path: Path) -> None:
    jobs = [frames.job(number) for number in range(NUMBER)]
    script = write_batch(tmp_path, jobs, Compute(threads=1))
    assert f"#SBATCH --array=1-{NUMBER}" in script.read_text(encoding="utf-8")
    plain = {"PATH": os.environ["PATH"]}
    by_task = [{"SLURM_ARRAY_TASK_ID": "1"}, {"AWS_BATCH_JOB_ARRAY_INDEX": "1"}]
    ends = [bash([script], plain | task) for task in by_task]
    ends.append(bash([script, "3"], plain))
    assert [end.returncode for end in ends] == [0, 0, 0], ends
    assert [end.stdout for end in ends] == [f"{job.name} finished\n" for job in jobs]
    alone = bash([script], plain)
    assert alone.returncode == 2 and "1 to 3" in alone.stderr
    pool = LocalPool(1, 1)
    try:
        for job in jobs:
            pool.submit(job)
        outcomes = wait_for(pool, jobs)
    finally:
        pool.close()
    assert all(outcome.finished and not outcome.seconds for outcome in outcomes.values())
    assert all(frames.is_right(job) for job in jobs)


def test_a_killed_frame_may_be_tried_again_and_a_cancelled_run_leaves_no_engine(tmp_path: Path) -> None:
    frames = make_frames(tmp_path, 40)
    jobs = [frames.whole("first"), frames.whole("second")]
    pool = LocalPool(1, 1)
    try:
        before = children()
        for job in jobs:
            pool.submit(job)
        frames.wait_until_running(jobs[0])
        assert pool.running() == {"first"}
        (engine,) = children() - before
        os.kill(engine, signal.SIGKILL)
        (killed,) = pool.wait(PATIENCE)
        assert killed.temporary and "ended from outside" in killed.message
        frames.wait_until_running(jobs[1])
        pool.submit(jobs[0])
        pool.cancel()
        outcomes = wait_for(pool, jobs)
        assert {outcome.message for outcome in outcomes.values()} == {"Cancelled."}
        assert children() == before
        assert not any(job.output.exists() for job in jobs)
    finally:
        pool.close()
