"""The request kind ``map``: makes a 1 m map from rasters with a model."""

from __future__ import annotations

import time
from contextlib import ExitStack

from ...contract.requests import MapRequest, MapResult
from ..channel import Channel
from ..mapping.run import open_run


def handle(request: MapRequest, channel: Channel) -> MapResult:
    """Perform the map request.

    Raises:
        EngineError: An error in the user's words; no output is published then.
    """
    started = time.monotonic()
    with ExitStack() as stack:
        return open_run(request, channel, stack).execute(started)
