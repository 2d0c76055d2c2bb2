"""The request kind ``map``: from rasters and a model to a 1 m map."""

from __future__ import annotations

import time
from contextlib import ExitStack

from ...contract.requests import MapRequest, MapResult
from ..channel import Channel
from ..mapping.run import open_run


def handle(request: MapRequest, channel: Channel) -> MapResult:
    """Map what the request asks for.

    Raises:
        EngineError: One of its kinds, in the user's words; no output has its final name then.
    """
    started = time.monotonic()
    with ExitStack() as stack:
        return open_run(request, channel, stack).execute(started)
