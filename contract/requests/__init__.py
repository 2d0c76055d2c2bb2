"""The contract between QGIS and the engine process: requests, results and events.

Stdlib only: both processes import it. One JSON object a line in both directions.

To the engine: line 1 is ``{"protocol": 1, "kind": "map", "request": {...}}``; later lines are
``{"control": "cancel"}``. A training also accepts ``pause``, ``resume`` and ``keep-best`` (stop now and continue with
the best weights so far); a serving engine ``preview``, with the fields of :class:`Preview`, and ``cancel-preview``. The
end of the stream means that the parent is gone, and the engine stops.

From the engine: events, each with the field ``event``: ``progress`` (fraction 0-1, message), ``log`` (level "info" or
"warning", message), ``metric`` (a training's figures: step, loss, score ...), ``preview`` (intermediate pictures),
``result`` (the result's fields), ``error`` (kind, message, hint). The last event is always ``result`` or ``error``.
"""

from __future__ import annotations

import dataclasses
import json
import typing

from ..errors import RequestError
from .accuracy import (
    ALLOCATIONS,
    DESIGNS,
    MOST_POINTS,
    NOT_SURE,
    AccuracyRequest,
    AccuracyResult,
    ClassEntry,
    Figure,
    ReferencePoints,
    ReferencePolygons,
    SampleDesign,
    SamplePointsRequest,
    SamplePointsResult,
    Stratum,
    Zones,
)
from .adaptation import METHODS, AdaptRequest, AdaptResult, methods_for
from .compute import Compute
from .cost import EstimateRequest, EstimateResult
from .dynamics import DynamicsRequest, DynamicsResult, YearAccuracy, Zone
from .evaluation import EvaluateRequest, EvaluateResult, Place
from .frames import (
    DataFramesRequest,
    DataFramesResult,
    FrameMosaic,
    MapFramesRequest,
    MapFramesResult,
)
from .imagery import (
    COMPOSITE_METHODS,
    SENTINEL_BANDS,
    CompositeRequest,
    CompositeResult,
    Credentials,
    ImportSentinel2Request,
    ImportSentinel2Result,
)
from .mapping import Area, MapRequest, MapResult
from .model_file import ModelFile
from .models import DescribeModelRequest, DescribeModelResult, ImportModelRequest, ImportModelResult
from .products import CompareProductsRequest, CompareProductsResult
from .ranges import refuse_impossible_numbers
from .reading import PixelGrid, Reading
from .runtime import CheckRuntimeRequest, CheckRuntimeResult
from .samples import DrawnSample, ExportTrainingRequest, ExportTrainingResult, Samples
from .scenes import FindScenesRequest, FindScenesResult, FoundScene
from .serving import Preview, ServeRequest, ServeResult
from .threshold import ThresholdRequest, ThresholdResult
from .training import NETWORKS, PretrainRequest, PretrainResult
from .wire import from_dict, from_json
from .years import MappedYear, SeriesYear, YearRaster, YearSeriesRequest, YearSeriesResult

__all__ = [
    "ALLOCATIONS",
    "COMPOSITE_METHODS",
    "DESIGNS",
    "METHODS",
    "MOST_POINTS",
    "NETWORKS",
    "NOT_SURE",
    "PROTOCOL",
    "REQUESTS",
    "SENTINEL_BANDS",
    "AccuracyRequest",
    "AccuracyResult",
    "AdaptRequest",
    "AdaptResult",
    "Area",
    "CheckRuntimeRequest",
    "CheckRuntimeResult",
    "ClassEntry",
    "CompareProductsRequest",
    "CompareProductsResult",
    "CompositeRequest",
    "CompositeResult",
    "Compute",
    "Credentials",
    "DataFramesRequest",
    "DataFramesResult",
    "DescribeModelRequest",
    "DescribeModelResult",
    "DrawnSample",
    "DynamicsRequest",
    "DynamicsResult",
    "EstimateRequest",
    "EstimateResult",
    "EvaluateRequest",
    "EvaluateResult",
    "ExportTrainingRequest",
    "ExportTrainingResult",
    "Figure",
    "FindScenesRequest",
    "FindScenesResult",
    "FoundScene",
    "FrameMosaic",
    "ImportModelRequest",
    "ImportModelResult",
    "ImportSentinel2Request",
    "ImportSentinel2Result",
    "MapFramesRequest",
    "MapFramesResult",
    "MapRequest",
    "MapResult",
    "MappedYear",
    "ModelFile",
    "PixelGrid",
    "Place",
    "PretrainRequest",
    "PretrainResult",
    "Preview",
    "Reading",
    "ReferencePoints",
    "ReferencePolygons",
    "Request",
    "Result",
    "SampleDesign",
    "SamplePointsRequest",
    "SamplePointsResult",
    "Samples",
    "SeriesYear",
    "ServeRequest",
    "ServeResult",
    "Stratum",
    "ThresholdRequest",
    "ThresholdResult",
    "YearAccuracy",
    "YearRaster",
    "YearSeriesRequest",
    "YearSeriesResult",
    "Zone",
    "Zones",
    "dump_control",
    "dump_request",
    "from_dict",
    "from_json",
    "load_request",
    "methods_for",
]

PROTOCOL = 1

Request = (
    MapRequest
    | DescribeModelRequest
    | ImportModelRequest
    | CheckRuntimeRequest
    | EvaluateRequest
    | PretrainRequest
    | ExportTrainingRequest
    | AdaptRequest
    | ServeRequest
    | EstimateRequest
    | ThresholdRequest
    | ImportSentinel2Request
    | CompositeRequest
    | DynamicsRequest
    | YearSeriesRequest
    | FindScenesRequest
    | SamplePointsRequest
    | AccuracyRequest
    | CompareProductsRequest
    | DataFramesRequest
    | MapFramesRequest
)
Result = (
    MapResult
    | DescribeModelResult
    | ImportModelResult
    | CheckRuntimeResult
    | EvaluateResult
    | PretrainResult
    | ExportTrainingResult
    | AdaptResult
    | ServeResult
    | EstimateResult
    | ThresholdResult
    | ImportSentinel2Result
    | CompositeResult
    | DynamicsResult
    | YearSeriesResult
    | FindScenesResult
    | SamplePointsResult
    | AccuracyResult
    | CompareProductsResult
    | DataFramesResult
    | MapFramesResult
)

REQUESTS: dict[str, type[Request]] = {cls.kind: cls for cls in typing.get_args(Request)}


def dump_request(request: Request) -> str:
    """One line of JSON (without the newline) that :func:`load_request` reads back."""
    return json.dumps({"protocol": PROTOCOL, "kind": request.kind, "request": dataclasses.asdict(request)})


def dump_control(preview: Preview) -> str:
    """One control line (without the newline) that requests a view from a serving engine."""
    return json.dumps({"control": "preview", **dataclasses.asdict(preview)})


def load_request(line: str) -> Request:
    """Read a request line.

    Raises:
        RequestError: Not JSON, of a newer protocol, of an unknown kind, or with missing, unknown or ill-typed fields.
    """
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"The request is not valid JSON: {error}.") from None
    if not isinstance(message, dict):
        raise RequestError("The request is not a JSON object.")
    protocol = message.get("protocol")
    if protocol != PROTOCOL:
        raise RequestError(
            f"The request has protocol version {protocol!r}, but this engine uses version {PROTOCOL}.",
            "Update the plugin and its runtime to the same version.",
        )
    kind = message.get("kind")
    if not isinstance(kind, str) or kind not in REQUESTS:
        raise RequestError(f"Unknown request kind {kind!r}; known kinds: {', '.join(sorted(REQUESTS))}.")
    refuse_impossible_numbers(message)
    return from_dict(REQUESTS[kind], message.get("request"))
