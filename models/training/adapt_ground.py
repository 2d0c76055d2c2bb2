"""What an adaptation learns from: samples and images of a city, as the model of a card sees them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...engine.area import resolve_area
from ...engine.channel import Channel, Portion
from ...engine.drawn import place_samples
from ...engine.errors import SourceError
from ...engine.ground import degrees_text
from ...engine.jobs import AdaptRequest, MapRequest
from ...engine.pieces import Layout, Piece, cut_area, cut_samples
from ...engine.source import open_source
from ..card import ModelCard
from .samples import Sample

LAYOUT = Layout(cell=128, margin=64)
"""Attention looks 64 pixels far."""

_IMAGES = 128
"""Most images without labels; 8 km2 at 1 m."""


@dataclass(frozen=True)
class Ground:
    """What was read.

    Attributes:
        samples: In pieces.
        images: Without labels, uint8 [bands, 256, 256].
        count: Samples per class value.
        place: What the image reaches over, for people.
        warnings: Whole sentences.
        fingerprint: Names everything that they depend on.
    """

    samples: list[Sample]
    images: list[NDArray[np.uint8]]
    count: dict[int, int]
    place: str
    warnings: list[str]
    fingerprint: str


def read_ground(request: AdaptRequest, card: ModelCard, channel: Channel) -> Ground:
    """Open the image, find the samples on it, and cut pieces.

    Args:
        request: Names both.
        card: Says which numbers and which resolution the network takes.
        channel: Gets the progress.

    Raises:
        EngineError: The image, the area or the samples do not fit; see the modules that are used.
    """
    opening = MapRequest(
        sources=request.sources,
        model=request.model,
        output="",
        bands=request.bands,
        scale=request.scale,
        offset=request.offset,
        area=request.area,
        trust_remote=request.trust_remote,
    )
    warnings: list[str] = []
    pieces: list[Piece] = []
    with open_source(opening, card, channel.log) as source:
        area = resolve_area(request.area, source.grid, 1)
        if request.samples is not None:
            classes = {one.value: (one.name, one.title) for one in card.classes}
            found = place_samples(request.samples, classes, source.grid)
            warnings += found.warnings
            reading = Portion(channel, 0.0, 0.5, "Reading the samples")
            pieces = cut_samples(source, found.shapes, LAYOUT, reading.tell)
            missed = len(found.shapes) - len({piece.number for piece in pieces})
            if missed == len(found.shapes):
                raise SourceError(
                    "The image has no data where the samples lie.", "Draw samples where the image shows something."
                )
            if missed:
                warnings.append(f"{missed} samples hold no pixel with data and are left out.")
        images = cut_area(
            source, area, LAYOUT.side, _IMAGES, request.seed, Portion(channel, 0.5, 1.0, "Reading the image").tell
        )
        if not images:
            raise SourceError("The image has no data in the area.", "Give another AOI, or another image.")
        drawn = asdict(request.samples) if request.samples else None
        return Ground(
            samples=[_sample(piece) for piece in pieces],
            images=[image.astype(np.uint8) for image in images],
            count=dict(sorted(Counter(dict(_values(pieces)).values()).items())),
            place=degrees_text(source.grid.crs, source.grid.bounds_of(area.window)),
            warnings=[*source.warnings, *warnings],
            fingerprint=_hash([source.fingerprint, drawn, asdict(request.area)]),
        )


def names_of(paths: Sequence[str]) -> str:
    """Names of files, for people."""
    return ", ".join(Path(path).name for path in paths)


def _sample(piece: Piece) -> Sample:
    return Sample(
        name=f"sample {piece.number}",
        image=piece.image.astype(np.uint8),
        label=piece.label,
        polygon=piece.number,
        value=piece.value,
    )


def _values(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    return [(piece.number, piece.value) for piece in pieces]


def _hash(data: object) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
