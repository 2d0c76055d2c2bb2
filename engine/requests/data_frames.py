"""The request kind ``data-frames``: divides an area into frames, each of which one run maps."""

from __future__ import annotations

import time

import shapely

from ...contract.requests import DataFramesRequest, DataFramesResult
from ..channel import Channel
from ..frames.grid import divide
from ..frames.ledger import refuse_layers_of_others, write_frames
from ..raster.areas import each_geodesic_km2
from ..write.assembly import draft_of
from ..write.output_paths import PACKAGE, check_outputs

# Edges between corners are geodesics, parallels are not: with a tenth of the side between them they nearly are.
_PARTS = 10


def handle(request: DataFramesRequest, channel: Channel) -> DataFramesResult:
    """Make the frames; the output appears when it is complete.

    Raises:
        EngineError: An error in the user's words; no output is left then.
    """
    started = time.monotonic()
    check_outputs([(request.output, *PACKAGE)])
    refuse_layers_of_others(request.output)
    warnings = []
    with draft_of(request.output) as draft:
        if draft is None:
            raise AssertionError("check_outputs comes before draft_of")
        frames = divide(request, channel.check)
        channel.progress(0.5, "Measuring the frames")
        sides = shapely.bounds(frames.shapes)
        dense = shapely.segmentize(frames.shapes, (sides[:, 2] - sides[:, 0]) / _PARTS)
        km2 = each_geodesic_km2(dense, frames.crs).tolist()
        if frames.left_out:
            warnings.append(f"Features that are no polygon or do not touch the area were left out: {frames.left_out}.")
            channel.log("warning", warnings[-1])
        write_frames(draft, frames, km2)
    return DataFramesResult(
        output=request.output,
        frames=len(frames.shapes),
        km2=round(sum(km2), 6),
        crs=frames.crs,
        seconds=round(time.monotonic() - started, 2),
        warnings=tuple(warnings),
    )
