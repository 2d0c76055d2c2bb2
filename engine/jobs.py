"""The contract between QGIS and the engine process: requests, results and events.

Stdlib only: both processes import it. One JSON object a line in both directions.

To the engine: line 1 is ``{"protocol": 1, "kind": "map", "request": {...}}``; later lines are
``{"control": "cancel"}``. The end of the stream means that the parent is gone, and the engine stops.

From the engine: events, each with the field ``event``: ``progress`` (fraction 0-1, message), ``log`` (level "info" or
"warning", message), ``result`` (the result's fields), ``error`` (kind, message, hint). The last event is ``result`` or
``error``, always.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from .errors import RequestError
from .serving_jobs import ServeRequest, ServeResult

PROTOCOL = 1


@dataclass(frozen=True, kw_only=True)
class Area:
    """Where to map.

    Attributes:
        wkt: Polygons as WKT, all of them together are the area of interest; empty = no polygons.
        extent: xmin, ymin, xmax, ymax; None = no extent. With polygons too, the intersection counts.
        crs: Coordinate system of the polygons, as WKT or "EPSG:4326".
        extent_crs: Coordinate system of the extent, likewise.
    """

    wkt: tuple[str, ...] = ()
    extent: tuple[float, float, float, float] | None = None
    crs: str = ""
    extent_crs: str = ""


@dataclass(frozen=True, kw_only=True)
class MapRequest:
    """Map one area of one input (one raster or many that are mosaicked) with one model.

    Attributes:
        sources: Paths of the input rasters, absolute; many are mosaicked, the first one on top.
        model: Path of the .onnx file, absolute.
        output: Path of the class raster (GeoTIFF), absolute.
        model_sha256: Expected hash of the model file; empty = not checked.
        bands: Role -> "3" (number from 1) or the band's name; empty = guessed from names and colours.
        scale, offset: Value = DN * scale + offset, in the physical unit of the model's card (reflectance 0-1, or 0-1 of
            an 8-bit image); None = from the file where it says so, else from the card.
        area: Area of interest.
        target: Name of the class to map as 1; empty = all classes of the card by their values.
        threshold: Probability in percent from which a pixel is the target, 1-99; None = the card's.
        probability: Path of the probability raster (uint8 0-100), empty = none. With no target: probability of the
            winning class.
        superresolved: Path of the super-resolved image, empty = none.
        polygons: Path of a GeoPackage with the classes above 0 as polygons, empty = none.
        simplify_m: Corners of the polygons are left out that move an outline by less, metres; 0 = none.
        report: Path of an HTML page that tells what the run gave, empty = none.
        year: Year of the imagery, for the tags; None = unknown.
        device: "auto", "cpu" or "cuda:N".
        batch: Tiles in one inference; 0 = the engine chooses.
        threads: Processor threads; 0 = all cores.
        memory_mb: Ceiling for the engine's resident memory, megabytes (10^6 bytes); 0 = none.
        trust_remote: Whether /vsi paths, URLs and inline XML are allowed as sources.

    Raises:
        RequestError: A number lies outside its range.
    """

    kind: ClassVar[str] = "map"

    sources: tuple[str, ...]
    model: str
    output: str
    model_sha256: str = ""
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    area: Area = field(default_factory=Area)
    target: str = ""
    threshold: int | None = None
    probability: str = ""
    superresolved: str = ""
    polygons: str = ""
    simplify_m: float = 0.0
    report: str = ""
    year: int | None = None
    device: str = "auto"
    batch: int = 0
    threads: int = 0
    memory_mb: int = 0
    trust_remote: bool = False

    def __post_init__(self) -> None:
        if self.threshold is not None and not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Give a number from 1 to 99.")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise RequestError(f"The year cannot be {self.year}.", "Give the year with four digits.")
        for name in ("batch", "threads", "memory_mb"):
            if getattr(self, name) < 0:
                raise RequestError(f"{name} cannot be {getattr(self, name)}.", "Give 0 or more.")
        if not 0 <= self.simplify_m < math.inf:
            raise RequestError(
                "The tolerance of the polygons has to be 0 or more metres.", "Give 0 for exact outlines."
            )
        for name in ("scale", "offset"):
            if not math.isfinite(getattr(self, name) or 0):
                raise RequestError(f"{name} has to be a finite number.", "Leave it out, or give a number.")


@dataclass(frozen=True, kw_only=True)
class MapResult:
    """What a map request gave.

    Attributes:
        output, probability, superresolved, polygons, report: Paths of what was written; empty = not asked for.
        width, height: Size of the rasters in pixels.
        crs: Coordinate system of the rasters, as WKT.
        area_km2: Area of the target class (of all classes above 0 where there is no target), km2 on the map plane.
        covered_km2: Area that has a result (neither no data nor outside the area of interest), km2.
        class_km2: Area per class name, km2.
        seconds: Wall time.
        device: Device that was really used, "cpu" or "cuda:N".
        resumed: Whether an earlier run that was cut off was continued.
        warnings: What the user has to know, whole sentences.
    """

    kind: ClassVar[str] = "map"

    output: str
    probability: str = ""
    superresolved: str = ""
    polygons: str = ""
    report: str = ""
    width: int
    height: int
    crs: str
    area_km2: float
    covered_km2: float
    class_km2: dict[str, float] = field(default_factory=dict)
    seconds: float
    device: str
    resumed: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DescribeModelRequest:
    """Read the card out of a model file (its own, or made from Deepness metadata)."""

    kind: ClassVar[str] = "describe-model"

    model: str
    model_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class DescribeModelResult:
    """The card as the JSON object of :mod:`onemetre.models.card`, and the file's sha256 and size in bytes."""

    kind: ClassVar[str] = "describe-model"

    card: dict[str, Any]
    sha256: str
    size: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportModelRequest:
    """Take a model file into a folder of the catalogue, with a card.

    The fields after ``taken`` count before what the file says; a file that says nothing needs bands, resolution and
    classes, and a tile where the network takes any size.

    Attributes:
        source: Path of the .onnx file, absolute.
        folder: Where it goes, absolute; made if it is not there.
        overwrite: Whether a model of the same name in the folder may be replaced.
        taken: Names that it may not have.
        name: Its name; empty = the file's.
        title: Name for people.
        task: One of :data:`onemetre.models.card.Task`.
        bands: Roles of the input bands in their order.
        values: What the input's numbers are: "byte" (0-255 for 0-1), "reflectance" (times 10000) or "physical" (as they
            are); empty = as the file says, else byte.
        resolution: Ground sampling of the input, metres.
        classes: Value -> name.
        output: Name of the network's output that is the map; empty = as the file says, else the first.
        tile: Side of a tile in pixels, where the network takes any.
        halo: Pixels at each side of a tile whose result is thrown away; None = as the file says, else 0.
        mean, std: Normalisation before the network, per band on physical values.
    """

    kind: ClassVar[str] = "import-model"

    source: str
    folder: str
    overwrite: bool = False
    taken: tuple[str, ...] = ()
    name: str = ""
    title: str = ""
    task: str = ""
    bands: tuple[str, ...] = ()
    values: str = ""
    resolution: float = 0.0
    classes: dict[str, str] = field(default_factory=dict)
    output: str = ""
    tile: int = 0
    halo: int | None = None
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportModelResult:
    """Path of the imported .onnx file, its card as JSON, its sha256, and what was assumed."""

    kind: ClassVar[str] = "import-model"

    path: str
    card: dict[str, Any]
    sha256: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckRuntimeRequest:
    """Look whether the environment can map.

    Attributes:
        packages: Further distributions that have to be there.
        model: Path of a model whose golden tile is computed; empty = none.
        device: Device for it: "auto", "cpu" or "cuda:N".
    """

    kind: ClassVar[str] = "check-runtime"

    packages: tuple[str, ...] = ()
    model: str = ""
    device: str = "auto"


@dataclass(frozen=True, kw_only=True)
class CheckRuntimeResult:
    """Versions per package ("" = missing) and what the machine has.

    Attributes:
        python: Version of the interpreter.
        packages: Package -> version, "" = missing.
        devices: Names for DEVICE with a description, e.g. {"cpu": "2 threads"}.
        problems: What keeps the environment from mapping, whole sentences; empty = it can.
        device: Device that gave the right golden tile; empty = none was computed.
    """

    kind: ClassVar[str] = "check-runtime"

    python: str
    packages: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    device: str = ""


@dataclass(frozen=True, kw_only=True)
class ModelFile:
    """A model: path of its .onnx file, and the hash that it must have; empty = not checked."""

    path: str
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a model is judged.

    Attributes:
        name: For people; no other place has it.
        source: Path of the image.
        truth: Paths of class rasters; where they overlap, the first one that is not 255 or no data counts.
    """

    name: str
    source: str
    truth: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EvaluateRequest:
    """Map places whose truth is known, and count what is right.

    Attributes:
        models: What is judged; the first one is compared with each other one.
        places: Where.
        folder: For temporary maps; absolute, has to exist.
        classes: Value of the truth -> name of a class of the models; what has another value is the rest, 255 is not
            counted. Empty: the truth has the values of the models' cards.
        bands, scale, offset: As in :class:`MapRequest`, for all places.
        table: Path of a CSV file with all figures, empty = none.
        report: Path of an HTML page, empty = none.
        device, threads, memory_mb, trust_remote: As in :class:`MapRequest`.
    """

    kind: ClassVar[str] = "evaluate"

    models: tuple[ModelFile, ...]
    places: tuple[Place, ...]
    folder: str
    classes: dict[str, str] = field(default_factory=dict)
    bands: dict[str, str] = field(default_factory=dict)
    scale: float | None = None
    offset: float | None = None
    table: str = ""
    report: str = ""
    device: str = "auto"
    threads: int = 0
    memory_mb: int = 0
    trust_remote: bool = False


@dataclass(frozen=True, kw_only=True)
class EvaluateResult:
    """How good the first model is over all places together, 0-1; None = not defined.

    Attributes:
        pixels: That were counted.
        overall_accuracy: Share that is right.
        mean_f1: Mean of the F1 of all classes, the rest included.
        class_f1: F1 per class.
        device: Device that was really used.
        seconds: Wall time.
        warnings: What the user has to know, whole sentences.
    """

    kind: ClassVar[str] = "evaluate"

    pixels: int
    overall_accuracy: float | None
    mean_f1: float | None
    class_f1: dict[str, float | None] = field(default_factory=dict)
    device: str
    seconds: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PretrainRequest:
    """Train a network on a folder of images with labels, or go on, and make a model of it.

    Attributes:
        images: Folder with the folders images and labels (or masks), absolute; files of one name belong together.
        validation: Folder of the same layout that is not learned from; empty = ``share`` of ``images``.
        share: Percent of the images that are kept for validation, 1-90.
        classes: Value of the labels -> name of its class. The first name is the rest (0 in the map), the second one
            what is mapped (1); 255 is not known, unless it is named.
        resolution: Ground sampling of the images, metres.
        start: File of the weights to start from; empty = random ones.
        steps: Of the optimiser.
        rate: Highest learning rate.
        batch: Images in a step.
        seed: Of all randomness.
        run: Folder of the checkpoint, absolute; made if it is not there. A training in it is continued.
        name: Of the model.
        folder: Where the model goes, absolute; made if it is not there.
        overwrite: Whether a model of the same name in the folder may be replaced.
        taken: Names that it may not have.
        device: "auto", "cpu" or "cuda:N".
        threads: Processor threads; 0 = all cores.

    Raises:
        RequestError: A number lies outside its range, or there are not two classes.
    """

    kind: ClassVar[str] = "pretrain"

    images: str
    validation: str = ""
    share: float = 20.0
    classes: dict[str, str]
    resolution: float
    start: str = ""
    steps: int
    rate: float = 1.5e-3
    batch: int = 8
    seed: int = 0
    run: str
    name: str
    folder: str
    overwrite: bool = False
    taken: tuple[str, ...] = ()
    device: str = "auto"
    threads: int = 0

    def __post_init__(self) -> None:
        for name in ("steps", "batch"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} cannot be {getattr(self, name)}.", "Give 1 or more.")
        for name in ("resolution", "rate"):
            if not 0 < getattr(self, name) < math.inf:
                raise RequestError(f"{name} cannot be {getattr(self, name)}.", "Give a number above 0.")
        if not 1 <= self.share <= 90:
            raise RequestError(f"The share for validation cannot be {self.share} %.", "Give a number from 1 to 90.")
        if len(set(self.classes.values())) != 2 or not all(v.isdecimal() and int(v) <= 255 for v in self.classes):
            raise RequestError(
                "The classes have to be values from 0 to 255 with two different names.", "For example 0=other,1=green."
            )


@dataclass(frozen=True, kw_only=True)
class PretrainResult:
    """What a training gave.

    Attributes:
        path: The model's .onnx file.
        card: Its card as JSON.
        sha256: Of the file.
        f1: Of the mapped class on the validation images, 0-1.
        checkpoint: The training's state, with which it can be continued.
        weights: The network's weights (safetensors).
        device: Device that was really used.
        seconds: Wall time of this run.
        resumed: Whether an earlier run was continued.
    """

    kind: ClassVar[str] = "pretrain"

    path: str
    card: dict[str, Any]
    sha256: str
    f1: float
    checkpoint: str
    weights: str
    device: str
    seconds: float
    resumed: bool = False


Request = (
    MapRequest
    | DescribeModelRequest
    | ImportModelRequest
    | CheckRuntimeRequest
    | EvaluateRequest
    | PretrainRequest
    | ServeRequest
)
Result = (
    MapResult
    | DescribeModelResult
    | ImportModelResult
    | CheckRuntimeResult
    | EvaluateResult
    | PretrainResult
    | ServeResult
)

REQUESTS: dict[str, type[Request]] = {cls.kind: cls for cls in typing.get_args(Request)}

T = TypeVar("T")


def dump_request(request: Request) -> str:
    """One line of JSON (without the newline) that :func:`load_request` reads back."""
    return json.dumps({"protocol": PROTOCOL, "kind": request.kind, "request": dataclasses.asdict(request)})


def load_request(line: str) -> Request:
    """Read a request line.

    Raises:
        RequestError: Not JSON, of a newer protocol, of an unknown kind, or with missing, unknown or ill-typed fields.
    """
    try:
        message = json.loads(line)
    except ValueError as error:
        raise RequestError(f"The request is not valid JSON: {error}.") from None
    if not isinstance(message, dict):
        raise RequestError("The request is not a JSON object.")
    protocol = message.get("protocol")
    if protocol != PROTOCOL:
        raise RequestError(
            f"The request has protocol version {protocol!r}, this engine speaks version {PROTOCOL}.",
            "Update the plugin and its runtime to the same version.",
        )
    kind = message.get("kind")
    if not isinstance(kind, str) or kind not in REQUESTS:
        raise RequestError(f"Unknown request kind {kind!r}; there are: {', '.join(sorted(REQUESTS))}.")
    return from_dict(REQUESTS[kind], message.get("request"))


def from_dict(cls: type[T], data: Any) -> T:
    """Build a dataclass of this module (or a model card) from the JSON object of its fields, checking every type.

    Raises:
        RequestError: A field is missing, unknown or of the wrong type.
    """
    if not isinstance(data, dict):
        raise RequestError(f"{cls.__name__}: an object is needed, not {type(data).__name__}.")
    hints = typing.get_type_hints(cls)
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    if unknown := sorted(set(data) - set(fields)):
        raise RequestError(f"{cls.__name__}: unknown field {', '.join(unknown)}.")
    values = {name: _convert(hints[name], value, f"{cls.__name__}.{name}") for name, value in data.items()}
    required = [
        f.name for f in fields.values() if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    if missing := sorted(set(required) - set(values)):
        raise RequestError(f"{cls.__name__}: missing field {', '.join(missing)}.")
    return cls(**values)


def _convert(hint: Any, value: Any, where: str) -> Any:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return value
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in args:
            return None
        (inner,) = [a for a in args if a is not type(None)]
        return _convert(inner, value, where)
    if origin is tuple:
        return _convert_tuple(args, value, where)
    if origin is dict:
        if not isinstance(value, dict):
            raise RequestError(f"{where}: an object is needed, not {type(value).__name__}.")
        return {str(k): _convert(args[1], v, where) for k, v in value.items()}
    if dataclasses.is_dataclass(hint):
        return from_dict(hint, value)  # type: ignore[arg-type]
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise RequestError(f"{where}: {hint.__name__} is needed, not {type(value).__name__}.")
    return value


def _convert_tuple(items: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise RequestError(f"{where}: a list is needed, not {type(value).__name__}.")
    if items[-1] is Ellipsis:
        return tuple(_convert(items[0], v, where) for v in value)
    if len(value) != len(items):
        raise RequestError(f"{where}: {len(items)} values are needed, not {len(value)}.")
    return tuple(_convert(item, v, where) for item, v in zip(items, value, strict=True))
