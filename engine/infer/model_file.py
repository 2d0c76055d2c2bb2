"""Reads a model file: checks its content and finds its card."""

from __future__ import annotations

import dataclasses
import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

from ...contract.card import METADATA_KEY, ModelCard, card_from_text, read_small_file
from ...contract.card_rules import one_line
from ...contract.errors import ModelError
from ...contract.redaction import sentence
from ...contract.regular_file import is_regular_file
from .deepness_card import deepness_card, has_deepness_keys
from .model_screening import check_size, image_shape, map_output, map_shape, screen

_CARD_MARK = b'"mlm:name"'


@dataclass(frozen=True)
class LoadedModel:
    """A model that passed screening.

    Attributes:
        content: Content of the file for onnxruntime (as bytes, it cannot refer to other files).
        card: Card from the .json beside the file, from inside the file, or from Deepness metadata, in this order.
        sha256: Hash of the content.
        warnings: Assumptions and corrections, whole sentences.
        outputs: Names of the network's outputs in their order; empty = not known.
    """

    content: bytes
    card: ModelCard
    sha256: str
    warnings: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


def load_model(
    path: str, sha256: str = "", bare: Callable[[onnx.GraphProto], ModelCard] | None = None, output: str = ""
) -> LoadedModel:
    """Read, check and screen a model file.

    Args:
        path: Path of the .onnx file; a card ``<name>.json`` beside it takes precedence over the one inside.
        sha256: Expected hash; empty = the hash in the card beside the file, if any.
        bare: Makes a card for a file without one; None = such a file is rejected.
        output: Name of the output that is the map; empty = as stated by the card.

    Raises:
        ModelError: The file is missing, damaged, has another hash, is unsafe (see :mod:`.model_screening`), has no
            card, or a card that does not fit the network.
    """
    file = Path(path)
    content = _read(file)
    digest = hashlib.sha256(content).hexdigest()
    sidecar, remarks = _sidecar(file.with_suffix(".json"))
    expected = sha256 or (sidecar.sha256 if sidecar else "")
    if expected and digest != expected.lower():
        raise ModelError(
            f"The model file {path} is damaged or a different one: its sha256 is {digest[:12]}..., "
            f"not {expected[:12]}...",
            "Download or copy the file again.",
        )
    model = _parse(path, content)
    screen(model)
    card, warnings = _card(file, sidecar, model, bare, output)
    if output:
        card = dataclasses.replace(card, output=output)
    card, corrections = _fit_to_graph(card, model.graph)
    card = dataclasses.replace(card, sha256=digest, size=len(content))
    outputs = tuple(value.name for value in model.graph.output)
    return LoadedModel(content, card, digest, tuple(map(sentence, remarks + warnings + corrections)), outputs)


def _read(file: Path) -> bytes:
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise ModelError(
                f"The model file {file} cannot be read: it is a folder, pipe, device or socket.", "Choose a .onnx file."
            )
        check_size(state.st_size)
        return file.read_bytes()
    except OSError as error:
        raise ModelError(f"The model file {file} cannot be read: {error.strerror}.") from None
    except ValueError:  # a zero byte in the name
        raise ModelError(f"The model file {file} does not exist.", "Check the path.") from None


def _sidecar(path: Path) -> tuple[ModelCard | None, tuple[str, ...]]:
    """The card beside a model; other files of that name are ignored with a warning."""
    if not is_regular_file(path):
        return None, ()
    content = read_small_file(str(path))
    # A file with this mark is a card, and is rejected if it is damaged.
    if _CARD_MARK not in content:
        return None, (f"{path.name} beside the model is not a model card and was ignored.",)
    return card_from_text(content, str(path)), ()


def _parse(path: str, content: bytes) -> onnx.ModelProto:
    try:
        model = onnx.load_model_from_string(content)
    except (DecodeError, ValueError):
        raise ModelError(
            f"The file {path} is not an ONNX model, or is truncated.", "Download or copy the file again."
        ) from None
    if not model.graph.node:
        raise ModelError(f"The file {path} is not an ONNX model, or is empty.", "Download or copy the file again.")
    return model


def _card(
    file: Path,
    sidecar: ModelCard | None,
    model: onnx.ModelProto,
    bare: Callable[[onnx.GraphProto], ModelCard] | None,
    output: str,
) -> tuple[ModelCard, tuple[str, ...]]:
    if sidecar is not None:
        return sidecar, ()
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if METADATA_KEY in metadata:
        return card_from_text(metadata[METADATA_KEY], f"inside {file}"), ()
    if has_deepness_keys(metadata):
        return deepness_card(one_line(file.stem), model.graph, metadata, output)
    if bare is not None:
        return bare(model.graph), ()
    raise ModelError(
        f"The model {file} has no card: neither {file.with_suffix('.json').name} beside it, nor {METADATA_KEY!r} "
        "or the Deepness keys (model_type, class_names, resolution, tile_size) in its metadata.",
        "A card states the bands, resolution and classes of the model; Import model creates one.",
    )


def _fit_to_graph(card: ModelCard, graph: onnx.GraphProto) -> tuple[ModelCard, tuple[str, ...]]:
    """Check the card against the fixed sizes of the network, which take precedence."""
    _, bands, tile, _ = image_shape(graph)
    if bands != len(card.bands):
        raise ModelError(
            f"The model {card.name} takes {bands} bands, but its card names {len(card.bands)}: {', '.join(card.roles)}."
        )
    warnings = []
    if tile is not None and tile != card.tile:
        warnings.append(
            f"The model {card.name} takes tiles of {tile} pixels, but its card states {card.tile}; using {tile}."
        )
        card = dataclasses.replace(card, tile=tile)
    output = map_output(graph, card.output)
    if not card.output and not card.superresolved and len(graph.output) > 1:
        warnings.append(
            f"The model {card.name} has {len(graph.output)} outputs ({', '.join(o.name for o in graph.output)}); the "
            f"map is made from the first one, {output.name}. Use Import model to choose another one."
        )
        card = dataclasses.replace(card, output=output.name)
    *_, height, side = map_shape(graph, output)
    if side is None or height != side or side == card.output_side:
        return card, tuple(warnings)
    margin, odd = divmod(card.tile - side, 2)
    if card.scale_factor != 1 or card.margin or margin < 0 or odd:
        raise ModelError(
            f"The model {card.name} returns {side} pixels a side for {card.tile}, "
            f"but its card states {card.output_side}."
        )
    if margin > card.halo:
        # Convolutions without padding: the network itself omits the margin that a halo would discard.
        warnings.append(
            f"The model {card.name} maps only the middle {side} pixels of a tile; using a halo of {margin}."
        )
        card = dataclasses.replace(card, halo=margin, blend=0)
    return card, tuple(warnings)
