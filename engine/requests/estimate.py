"""The request kind ``estimate``: estimates the cost of a run."""

from __future__ import annotations

from contextlib import ExitStack

from ...contract.requests import EstimateRequest, EstimateResult
from ..channel import Channel
from ..mapping.estimate import refuse_if_too_large
from ..mapping.run import open_run
from ..raster.areas import Areas


def handle(request: EstimateRequest, channel: Channel) -> EstimateResult:
    """Open everything that the run needs, and estimate its cost; fails wherever the run would fail at its start.

    Raises:
        EngineError: The run would fail with this error.
    """
    with ExitStack() as stack:
        run = open_run(request.run, channel, stack)
        cost = run.cost(run.reserve_memory())
        refuse_if_too_large(cost)
        return EstimateResult(
            km2=round(Areas(run.source.grid.crop(run.area.window)).of_region(run.area.region), 6),
            pixels=cost.pixels,
            tiles=cost.tiles,
            seconds=cost.seconds,
            disk={str(folder): size for folder, size in cost.disk.items()},
            memory=cost.memory,
            device=run.session.device,
            meaning=run.source.meaning,
            warnings=(*run.model.warnings, *run.source.warnings, *run.session.warnings),
        )
