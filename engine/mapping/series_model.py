"""The model of a year series: its file, its class, and its temperature."""

from __future__ import annotations

from pathlib import Path

from ...contract.card import ModelCard, read_card
from ...contract.errors import EngineError, ModelError
from ...contract.requests import MapFramesRequest, ModelFile, YearSeriesRequest
from ..infer.model_file import LoadedModel
from ..years.stack import YearStack


def target_of(card: ModelCard, wanted: str) -> str:
    """Name of the class that a series follows.

    Args:
        card: Card of the model.
        wanted: Name that the request states; models of two classes map their own.

    Raises:
        ModelError: The model has several other classes.
    """
    names = [one.name for one in card.classes]
    if wanted in names:
        return wanted
    if card.is_binary:
        return names[1]
    raise ModelError(
        f"The model {card.name} maps {', '.join(names)}; a series follows one class.",
        "Choose one of these classes, or a model of two classes.",
    )


def file_of(model: LoadedModel, request: YearSeriesRequest | MapFramesRequest) -> ModelFile:
    """The file of the model that was loaded for the first map, so that the others have the same.

    Raises:
        ModelError: The file has changed meanwhile.
    """
    if request.model:
        return ModelFile(path=request.model, sha256=model.sha256)
    for one in request.candidates:
        if one.sha256.lower() == model.sha256 or _card_beside(one) == model.card:
            return ModelFile(path=one.path, sha256=model.sha256)
    raise ModelError(f"The file of the model {model.card.name} has changed meanwhile.", "Start the run again.")


def temperature_of(request: YearSeriesRequest, model: LoadedModel | None, years: YearStack) -> float | None:
    """Temperature of the probabilities; None = nobody fitted one.

    Args:
        request: The request, which may state it.
        model: Model that made the maps; None = they were given.
        years: The maps, whose tags name their model.
    """
    if request.temperature is not None:
        return request.temperature
    if model is not None:
        return model.card.temperature or None
    sha256 = years.maps[0].model_sha256.lower()
    cards = [_card_beside(one) for one in request.known if sha256 and one.sha256.lower() == sha256]
    return next((card.temperature for card in cards if card is not None and card.temperature), None)


def _card_beside(file: ModelFile) -> ModelCard | None:
    try:
        return read_card(str(Path(file.path).with_suffix(".json")))
    except EngineError:
        return None
