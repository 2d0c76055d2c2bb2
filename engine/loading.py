"""From a model file to its checked content and its card."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

from ..models.card import METADATA_KEY, ModelCard, card_from_json, read_card
from .deepness import deepness_card, has_deepness_keys
from .errors import ModelError
from .screening import check_size, image_inputs, screen, sizes


@dataclass(frozen=True)
class LoadedModel:
    """A model that passed screening.

    Attributes:
        content: The file, as it is given to onnxruntime (bytes: it cannot refer to other files).
        card: From the .json beside the file, from inside the file, or made from Deepness metadata, in this order.
        sha256: Hash of the content.
        warnings: What was assumed or corrected, whole sentences.
    """

    content: bytes
    card: ModelCard
    sha256: str
    warnings: tuple[str, ...] = ()


def load_model(path: str, sha256: str = "", bare: Callable[[onnx.GraphProto], ModelCard] | None = None) -> LoadedModel:
    """Read, check and screen a model file.

    Args:
        path: The .onnx file; a card ``<name>.json`` beside it counts before what is inside.
        sha256: Expected hash; empty = that of the card beside the file, if there is one.
        bare: Makes a card for a file that has none, and a .json that is none does not matter; None = both are refused.

    Raises:
        ModelError: No such file, damaged, another hash, unsafe (see :mod:`.screening`), no card, or a card that does
            not fit the network.
    """
    file = Path(path)
    content = _read(file)
    digest = hashlib.sha256(content).hexdigest()
    sidecar, remarks = _sidecar(file.with_suffix(".json"), tolerant=bare is not None)
    expected = sha256 or (sidecar.sha256 if sidecar else "")
    if expected and digest != expected.lower():
        raise ModelError(
            f"The model file {path} is damaged or another one: its sha256 is {digest[:12]}..., not {expected[:12]}...",
            "Get the file again.",
        )
    model = _parse(path, content)
    screen(model)
    card, warnings = _card(file, sidecar, model, bare)
    card, corrections = _fit_to_graph(card, model.graph)
    card = dataclasses.replace(card, sha256=digest, size=len(content))
    return LoadedModel(content, card, digest, remarks + warnings + corrections)


def _read(file: Path) -> bytes:
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise ModelError(f"The model file {file} cannot be read: {error.strerror}.") from None


def _sidecar(path: Path, *, tolerant: bool) -> tuple[ModelCard | None, tuple[str, ...]]:
    if not path.is_file():
        return None, ()
    try:
        return read_card(str(path)), ()
    except ModelError:
        if not tolerant:
            raise
        # Other people keep other things under that name.
        return None, (f"{path.name} beside the model is no model card and was not used.",)


def _parse(path: str, content: bytes) -> onnx.ModelProto:
    try:
        model = onnx.load_model_from_string(content)
    except (DecodeError, ValueError):
        raise ModelError(f"The file {path} is not an ONNX model, or is truncated.", "Get the file again.") from None
    if not model.graph.node:
        raise ModelError(f"The file {path} is not an ONNX model, or is empty.", "Get the file again.")
    return model


def _card(
    file: Path,
    sidecar: ModelCard | None,
    model: onnx.ModelProto,
    bare: Callable[[onnx.GraphProto], ModelCard] | None,
) -> tuple[ModelCard, tuple[str, ...]]:
    if sidecar is not None:
        return sidecar, ()
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if METADATA_KEY in metadata:
        try:
            return card_from_json(json.loads(metadata[METADATA_KEY])), ()
        except ValueError:
            raise ModelError(f"The card inside the model {file} is not valid JSON.") from None
    if has_deepness_keys(metadata):
        return deepness_card(file.stem, model.graph, metadata)
    if bare is not None:
        return bare(model.graph), ()
    raise ModelError(
        f"The model {file} has no card: neither {file.with_suffix('.json').name} beside it, nor {METADATA_KEY!r} "
        "or the Deepness keys (model_type, class_names, resolution, tile_size) in its metadata.",
        "A card says which bands, which resolution and which classes the model has; put one beside the file.",
    )


def _fit_to_graph(card: ModelCard, graph: onnx.GraphProto) -> tuple[ModelCard, tuple[str, ...]]:
    """Hold the card against the fixed sizes of the network, which cannot be wrong."""
    _, bands, tile, _ = sizes(image_inputs(graph)[0])
    if bands != len(card.bands):
        raise ModelError(
            f"The model {card.name} takes {bands} bands, its card names {len(card.bands)}: {', '.join(card.roles)}."
        )
    warnings = []
    if tile is not None and tile != card.tile:
        warnings.append(
            f"The model {card.name} takes tiles of {tile} pixels, not of {card.tile} as its card says; {tile} is used."
        )
        card = dataclasses.replace(card, tile=tile)
    output = sizes(graph.output[0])
    side = output[-1]
    if side is None or output[-2] != side or side == card.tile * card.scale_factor:
        return card, tuple(warnings)
    margin, odd = divmod(card.tile - side, 2)
    if card.scale_factor != 1 or margin < 0 or odd:
        raise ModelError(
            f"The model {card.name} gives {side} pixels a side for {card.tile}; "
            f"its card says {card.tile * card.scale_factor}."
        )
    if margin > card.halo:
        # Convolutions without padding: the network itself leaves out the margin that a halo would discard.
        warnings.append(
            f"The model {card.name} maps only the middle {side} pixels of a tile; a halo of {margin} is used."
        )
        card = dataclasses.replace(card, halo=margin, blend=0)
    return card, tuple(warnings)
