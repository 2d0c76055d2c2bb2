"""Reads the training data of a city: drawn samples and images, cut into patches as the model sees them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.card import ModelCard
from ...contract.errors import SourceError
from ...contract.redaction import shown_name
from ...contract.requests import AdaptRequest
from ..channel import Channel, Portion
from ..raster.area import resolve_area
from ..raster.geodesy import degrees_text
from ..raster.opening import open_source
from .pieces import Layout, Piece, cut_area, cut_samples
from .placement import place_samples

_IMAGES = 128
"""Largest number of unlabelled images; 8 km2 at 1 m."""


@dataclass(frozen=True)
class TrainingGround:
    """The training data of a city.

    Attributes:
        pieces: Labelled patches of the samples.
        images: Unlabelled images, [bands, side, side] each.
        count: Samples per class value.
        place: Extent of the image in degrees, as text for the user.
        warnings: Warnings for the user, whole sentences.
        fingerprint: Hash of everything that the data depend on.
    """

    pieces: list[Piece]
    images: list[NDArray[np.generic]]
    count: dict[int, int]
    place: str
    warnings: list[str]
    fingerprint: str


def read_ground(request: AdaptRequest, card: ModelCard, layout: Layout, channel: Channel) -> TrainingGround:
    """Open the image, place the samples on it, and cut patches.

    Args:
        request: Request that names image and samples.
        card: Card of the model, with its numeric range and resolution.
        layout: Dimensions of the patches.
        channel: Receives the progress.

    Raises:
        EngineError: The image, the area or the samples do not fit.
    """
    warnings: list[str] = []
    pieces: list[Piece] = []
    with open_source(request.reading, card, channel.log) as source:
        area = resolve_area(request.area, source.grid, 1)
        if request.samples is not None:
            classes = {one.value: (one.name, one.title) for one in card.classes}
            found = place_samples(request.samples, classes, source.grid)
            pieces = cut_samples(source, found.shapes, layout, Portion(channel, 0.0, 0.5, "Reading the samples").tell)
            warnings += [*found.warnings, *_missed(len(found.shapes), pieces)]
        reading = Portion(channel, 0.5, 1.0, "Reading the image")
        images = cut_area(source, area, layout.side, _IMAGES, request.seed, reading.tell)
        if not images:
            raise SourceError("The image has no data in the area.", "Choose another AOI, or another image.")
        drawn = asdict(request.samples) if request.samples else None
        return TrainingGround(
            pieces=pieces,
            images=images,
            count=dict(sorted(Counter({piece.number: piece.value for piece in pieces}.values()).items())),
            place=degrees_text(source.grid.crs, source.grid.bounds_of(area.window)),
            warnings=[*source.warnings, *warnings],
            fingerprint=_hash([source.fingerprint, drawn, asdict(request.area), asdict(layout)]),
        )


def names_of(paths: Sequence[str]) -> str:
    """Names of files, as text for the user."""
    return ", ".join(map(shown_name, paths))


def _missed(shapes: int, pieces: Sequence[Piece]) -> list[str]:
    """The warning about samples that yielded no patch.

    Raises:
        SourceError: No sample yielded a patch.
    """
    missed = shapes - len({piece.number for piece in pieces})
    if missed == shapes:
        raise SourceError("The image has no data at the samples.", "Draw samples where the image has data.")
    return [f"{missed} samples contain no pixel with data and are ignored."] if missed else []


def _hash(data: object) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
