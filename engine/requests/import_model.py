"""The request kind ``import-model``: imports a model file into a folder of the catalogue, with a card.

The request takes precedence over the file's own metadata. The file is screened and tested on one tile before anything
is written.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
from pathlib import Path
from typing import get_args

import onnx

from ...contract.card import CardBand, CardClass, DataType, ModelCard, Task, card_to_json
from ...contract.card_rules import one_line
from ...contract.errors import ModelError, OutputError
from ...contract.patient_files import replace
from ...contract.regular_file import is_regular_file
from ...contract.requests import ImportModelRequest, ImportModelResult
from ...contract.system_paths import is_device
from ..channel import Channel
from ..infer.deepness_card import COLORS, distinct_names
from ..infer.model_file import load_model
from ..infer.model_screening import image_inputs, image_shape
from ..infer.session import open_session
from ..write.output_paths import target_of

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")

WEIGHTS = ".safetensors"
"""Suffix of the file beside a model from which it can be adapted."""

# Value of one step of the input's numbers, on a scale from 0 to 1.
_SCALES: dict[DataType, float] = {"uint8": 1 / 255, "uint16": 1e-4, "float32": 1.0}
_INTEGERS: dict[int, DataType] = {onnx.TensorProto.UINT8: "uint8", onnx.TensorProto.UINT16: "uint16"}


def handle(request: ImportModelRequest, channel: Channel) -> ImportModelResult:
    """Import the model.

    Raises:
        ModelError: The file is rejected, contradicts its card, or lacks data for a card, or the name is in use.
        DeviceError: The processor cannot run the model.
        OutputError: The folder is not writable.
    """
    model = load_model(request.source, bare=lambda graph: _bare_card(request, graph), output=request.output)
    card = _changed(model.card, request)
    folder = Path(request.folder)
    _refuse_taken(card.name, folder, request)
    channel.check()
    channel.progress(0.3, "Testing the model on one tile")
    with open_session(dataclasses.replace(model, card=card), "cpu", threads=0, batch=1, log=channel.log):
        channel.check()
    weights = Path(request.source).with_suffix(WEIGHTS)
    path = _write(folder, card, model.content, weights.read_bytes() if is_regular_file(weights) else None)
    for warning in model.warnings:
        channel.log("warning", warning)
    return ImportModelResult(path=str(path), card=card_to_json(card), sha256=model.sha256, warnings=model.warnings)


def _bare_card(request: ImportModelRequest, graph: onnx.GraphProto) -> ModelCard:
    """A card for a file without metadata."""
    image = image_inputs(graph)[0]
    tile = image_shape(graph)[2] or request.tile
    needed = {"BANDS": request.bands, "RESOLUTION": request.resolution, "CLASSES": request.classes, "TILE": tile}
    if missing := [name for name, value in needed.items() if not value]:
        raise ModelError(
            f"The file has no metadata, and {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.",
            "Enter the values that the model's author states.",
        )
    fixed = _INTEGERS.get(image.type.tensor_type.elem_type)
    data_type = fixed or _data_type(request.values) or "uint8"
    bands = len(request.bands)
    return ModelCard(
        name=one_line(Path(request.source).stem),
        title=request.title or one_line(Path(request.source).stem),
        bands=tuple(CardBand(role=role, scale=_SCALES[data_type]) for role in request.bands),
        data_type=data_type,
        resolution=request.resolution,
        tile=tile,
        classes=_classes(request.classes, ()),
        activation="detect",
        # A network with integer input receives the unconverted numbers.
        mean=() if fixed else (0.0,) * bands,
        std=() if fixed else (1.0,) * bands,
    )


def _changed(card: ModelCard, request: ImportModelRequest) -> ModelCard:
    """The card with the changes from the request."""
    tasks: tuple[Task, ...] = get_args(Task)
    if request.task and request.task not in tasks:
        raise ModelError(f"There is no task {request.task!r}.", f"Available tasks: {', '.join(tasks)}.")
    bands = card.bands
    if request.bands:
        _refuse_count("BANDS", len(request.bands), len(bands), "bands")
        bands = tuple(dataclasses.replace(band, role=role) for band, role in zip(bands, request.bands, strict=True))
    if data_type := _data_type(request.values):
        if not card.mean and data_type != card.data_type:
            raise ModelError(f"The model takes unconverted {card.data_type} numbers.", "Leave VALUES at auto.")
        bands = tuple(dataclasses.replace(band, scale=_SCALES[data_type]) for band in bands)
    mean, std = request.mean or card.mean, request.std or card.std
    if request.mean or request.std:
        if not card.mean:
            raise ModelError("The model takes unconverted numbers.", "Leave MEAN and STD empty.")
        _refuse_count("MEAN", len(mean), len(bands), "bands")
        _refuse_count("STD", len(std), len(bands), "bands")
        if min(std) <= 0:
            raise ModelError("STD must be above 0.")
    classes = _classes(request.classes, card.classes) if request.classes else card.classes
    _refuse_count("CLASSES", len(classes), len(card.classes), "classes")
    # The golden result holds for the values and the number of channels that it was made with.
    changed = bool(request.mean or request.std or data_type) or _binary(classes) != card.is_binary
    return dataclasses.replace(
        card,
        name=request.name or _slug(card.name),
        title=request.title or card.title,
        task=next((task for task in tasks if task == request.task), card.task),
        bands=bands,
        data_type=data_type or card.data_type,
        resolution=request.resolution or card.resolution,
        halo=card.halo if request.halo is None else request.halo,
        classes=classes,
        mean=mean,
        std=std,
        golden=None if changed else card.golden,
    )


def _binary(classes: tuple[CardClass, ...]) -> bool:
    return [one.value for one in classes] == [0, 1]


def _data_type(values: str) -> DataType | None:
    kinds: dict[str, DataType | None] = {"": None, "byte": "uint8", "reflectance": "uint16", "physical": "float32"}
    if values not in kinds:
        raise ModelError(f"VALUES cannot be {values!r}.", f"Choose one of: {', '.join(filter(None, kinds))}.")
    return kinds[values]


def _refuse_count(name: str, given: int, needed: int, what: str) -> None:
    if given != needed:
        raise ModelError(f"{name} has {given} entries, but the model has {needed} {what}.")


def _classes(names: dict[str, str], known: tuple[CardClass, ...]) -> tuple[CardClass, ...]:
    """Classes from value -> title, with the colours of known classes."""
    colors = {c.value: c.color for c in known}
    try:
        titles = sorted((int(value), title.strip()) for value, title in names.items())
    except ValueError:
        raise ModelError("The values in CLASSES must be whole numbers.", "For example 0=other,1=green.") from None
    if len(titles) == 1:
        # The network has at least two answers; everything would be mapped as this class.
        raise ModelError(
            f"CLASSES names only one class, {titles[0][1]}.",
            f"Name what the rest is, for example CLASSES=0=other,1={titles[0][1]}.",
        )
    values, shown = zip(*titles, strict=True)
    short = distinct_names([_slug(title, "") for title in shown], values)
    return tuple(
        CardClass(value=value, name=name, title=title, color=colors.get(value, COLORS[value % len(COLORS)]))
        for value, name, title in zip(values, short, shown, strict=True)
    )


def _slug(text: str, otherwise: str = "model") -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._") or otherwise


def _refuse_taken(name: str, folder: Path, request: ImportModelRequest) -> None:
    if not _NAME.fullmatch(name):
        raise ModelError(
            f"A model cannot be called {name!r}.", "Use up to 100 lower-case letters, digits, dots, hyphens and _."
        )
    if is_device(name):
        raise ModelError(f"A model cannot be called {name}: on Windows, that is a device.", "Choose another NAME.")
    if name in request.taken:
        raise ModelError(f"The name {name} belongs to another model.", "Choose another NAME.")
    files = [folder / f"{name}.onnx", folder / f"{name}.json"]
    if any(map(is_regular_file, files)):
        if not request.overwrite:
            raise ModelError(f"The model {name} already exists.", "Choose another NAME, or allow OVERWRITE.")
        if any(is_regular_file(file) and file.samefile(request.source) for file in files):
            raise ModelError(f"{request.source} is the imported model itself.", "Choose another NAME.")


def _write(folder: Path, card: ModelCard, content: bytes, weights: bytes | None) -> Path:
    path = folder / f"{card.name}.onnx"
    beside = path.with_suffix(WEIGHTS)
    files = {path: content} | ({} if weights is None else {beside: weights})
    # The card is written last: the catalogue lists models with a card.
    files[path.with_suffix(".json")] = json.dumps(card_to_json(card), indent=1).encode()
    # Links are written through. No other program names its files like this; browsers name downloads "x.onnx.part".
    files = {target_of(target): data for target, data in files.items()}
    parts = {target: target.with_name(f".{target.name}.onemetre-part") for target in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target, data in files.items():
            parts[target].write_bytes(data)
        if weights is None:
            # The weights of the replaced model.
            beside.unlink(missing_ok=True)
        for target, part in parts.items():
            replace(part, target)
    except OSError as error:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink()
        raise OutputError(
            f"The folder {folder} is not writable: {error.strerror}.", "Choose another model folder in the options."
        ) from None
    return path
