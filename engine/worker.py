"""One engine process: reads a request, does the job, and reports the outcome."""

from __future__ import annotations

import dataclasses
import importlib
import os
import sys
from collections.abc import Callable
from typing import Any

from ..contract.errors import RequestError, RuntimeMissingError, SpaceError
from ..contract.redaction import sentence
from ..contract.requests import Request, load_request
from .channel import Channel, claim_stdout, lines_of
from .explain import explain

# Request kind -> module with ``handle(request, channel) -> result``; imported on demand, so that describing a model
# needs no raster library and nothing here needs torch.
HANDLERS = {
    "map": ".requests.map",
    "describe-model": ".requests.describe_model",
    "check-runtime": ".requests.check_runtime",
    "import-model": ".requests.import_model",
    "estimate": ".requests.estimate",
    "threshold": ".requests.threshold",
    "evaluate": ".requests.evaluate",
    "serve": ".requests.serve",
    "pretrain": "..models.training.pretrain.handler",
    "adapt": "..models.training.adapt.handler",
    "export-training": ".requests.export_training",
    "sentinel2-composite": ".requests.composite",
    "find-scenes": ".requests.find_scenes",
    "import-sentinel2": ".requests.import_sentinel2",
    "dynamics": ".requests.dynamics",
    "year-series": ".requests.year_series",
    "sample-points": ".requests.sample_points",
    "accuracy": ".requests.accuracy",
    "compare-products": ".requests.compare_products",
    "data-frames": ".requests.data_frames",
    "map-frames": ".requests.map_frames",
}


def main() -> int:
    """Do the one job requested on standard input; return the exit code, 0 for a result and 1 for an error."""
    events = claim_stdout()
    lines = lines_of(sys.stdin.fileno())
    line = next(lines, b"")
    channel = Channel(events)
    try:
        channel.listen(lines)
        request = load_request(line.decode("utf-8", errors="replace"))
        result = _handler(request)(request, channel)
    except Exception as error:  # noqa: BLE001 - whatever happens, the parent receives one event that reports it
        known = explain(error)
        channel.error(known)
        if isinstance(known, SpaceError | RuntimeMissingError):
            # Libraries that got no memory, or only half of their threads, wait for ever in an orderly end.
            sys.stderr.flush()
            os._exit(1)
        return 1
    fields = dataclasses.asdict(result)
    if "warnings" in fields:
        fields["warnings"] = [sentence(warning) for warning in fields["warnings"]]
    channel.emit("result", **fields)
    return 0


def _handler(request: Request) -> Callable[[Request, Channel], Any]:
    if request.kind not in HANDLERS:
        raise RequestError(f"This engine has no handler for {request.kind!r}.")
    module = importlib.import_module(HANDLERS[request.kind], __package__)
    handle: Callable[[Request, Channel], Any] = module.handle
    return handle
