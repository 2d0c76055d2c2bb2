"""A script that maps frames as an array of a batch system (Slurm, PBS, AWS Batch): nothing of ours needs to run then.

Task n of N does the frames n, n + N, n + 2N, ... Afterwards a run with any pool finds them finished.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from ...contract.requests import Compute
from ..write.small_file import write_small_file
from .local_pool import ENGINE_BYTES, as_fields
from .pool import FrameJob

SCRIPT, JOBS = "frames.sh", "frames.jobs"
MOST_TASKS = 1000
"""Largest array that Slurm accepts as it is installed."""

_THREADS = 4
_TEXT = """\
#!/bin/bash
#SBATCH --job-name=onemetre
#SBATCH --array=1-{tasks}
#SBATCH --cpus-per-task={threads}
#SBATCH --mem={megabytes}M
# {frames} frames in {tasks} tasks: frame n of {frames} is done by task (n - 1) % {tasks} + 1.
# All machines must see this folder, the imagery, the model, OneMetre and its Python under the same paths.
#   Slurm:      sbatch {script}
#   PBS:        qsub -J 1-{tasks} -l select=1:ncpus={threads}:mem={megabytes}mb {script}
#   AWS Batch:  an array of {tasks} jobs with the command: bash {script}
#   By hand:    bash {script} n, for each n from 1 to {tasks}
# Then start the run again in QGIS: it finds these frames finished, and joins them. Tasks may be repeated.
set -eu
n="${{1:-${{SLURM_ARRAY_TASK_ID:-${{PBS_ARRAY_INDEX:-}}}}}}"
if [ -z "$n" ] && [ -n "${{AWS_BATCH_JOB_ARRAY_INDEX:-}}" ]; then
    n=$((AWS_BATCH_JOB_ARRAY_INDEX + 1))
fi
if [ -z "$n" ]; then
    echo "Start this script as an array of a batch system, or with the number of a task, 1 to {tasks}." >&2
    exit 2
fi
exec {python} -I -X utf8 {runner} {jobs} "$n" {tasks}
"""


def write_batch(folder: Path, jobs: Sequence[FrameJob], compute: Compute) -> Path:
    """Write the script and, beside it, its list of frames.

    Args:
        folder: Folder of the run.
        jobs: Frames to do, at least 1; their requests are written.
        compute: Threads and memory of each task; 0 = 4 threads, and what a run with a bundled model needs at most.

    Returns:
        Path of the script.

    Raises:
        SpaceError: The disk is full.
        OutputError: A file cannot be written.
    """
    threads = compute.threads or _THREADS
    script, listed = folder / SCRIPT, folder / JOBS
    lines = [json.dumps({**as_fields(job), "threads": threads, "memory_mb": compute.memory_mb}) for job in jobs]
    text = _TEXT.format(
        frames=len(jobs),
        tasks=min(len(jobs), MOST_TASKS),
        threads=threads,
        # A system that kills what exceeds its share counts the memory of files, too.
        megabytes=2 * (compute.memory_mb or ENGINE_BYTES // 1_000_000),
        script=shlex.quote(str(script)),
        jobs=shlex.quote(str(listed)),
        python=shlex.quote(sys.executable),
        runner=shlex.quote(str(Path(__file__).absolute().with_name("run_job.py"))),
    )
    for path, content in ((listed, "\n".join([*lines, ""])), (script, text)):
        write_small_file(path, content.encode())
    return script
