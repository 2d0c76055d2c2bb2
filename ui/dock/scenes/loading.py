"""Shows composites that exist already: what is mapped lies below its map."""

from __future__ import annotations

from collections.abc import Iterable

from ....processing.layers.imagery_layer import load_imagery
from ...background.algorithm_job import AlgorithmJob
from ...widgets.project_rasters import project_rasters
from ..state.composites import COMPOSITE, imagery_group, is_composite
from ..state.planned_run import PlannedRun


def show_composites(runs: Iterable[PlannedRun]) -> None:
    """Load the composites that runs map and that the project lacks; those that are still to be made follow later."""
    for run in runs:
        for source in run.parameters.get("INPUT", ()):
            if is_composite(source) and source not in project_rasters():
                job = AlgorithmJob(COMPOSITE, {})
                if load_imagery(job.context, source):
                    job.load(imagery_group())
