"""Base of the algorithms that make images of Sentinel-2: the bands of a model, or those that the user names."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import QgsProcessingContext

from ...contract.band_names import SENTINEL_2
from ...contract.card import ModelCard
from ...contract.errors import RequestError
from ...contract.requests import SENTINEL_BANDS
from ..app.i18n import tr
from ..app.live_catalogue import live_catalogue
from ..layers.model_fit import most_bands_first
from ..parameters.common import text_parameter
from .model_algorithm import ModelAlgorithm

_EXAMPLE = "B02,B03,B04,B08"
_COARSEST_M = 20
_ROLES = {band: role for role, band in SENTINEL_2.items()}


class SentinelBandsAlgorithm(ModelAlgorithm):
    """An algorithm with the parameters MODEL and BANDS, which name bands of Sentinel-2."""

    def names(self) -> list[str]:
        """Names of the models for Sentinel-2, the one with most bands first."""
        cards = [entry.card for entry in live_catalogue().entries.values() if is_for_sentinel(entry.card)]
        bundled_first = sorted(cards, key=lambda card: bool(card.parent))
        return [card.name for card in most_bands_first(bundled_first)]

    def add_bands(self) -> None:
        """Add the parameter BANDS."""
        self.add(text_parameter("BANDS", tr("Bands, as in {}").format(_EXAMPLE)))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reject bands that do not exist."""
        super().prepare(parameters, context)
        self.roles(parameters, context)

    def roles(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, ...]:
        """Roles of the bands: those of BANDS, else those of the model.

        Raises:
            RequestError: Sentinel-2 lacks a band.
            ModelError: The model does not exist.
        """
        given = [part.strip() for part in self.text(parameters, "BANDS", context).split(",") if part.strip()]
        if given:
            return tuple(map(_role_of, given))
        card = self.chosen_file(parameters, context).card
        if card is None or not is_for_sentinel(card):
            raise RequestError(
                tr("The model {} needs bands that Sentinel-2 does not have.").format(card.name if card else "?"),
                tr("Choose a model for Sentinel-2, or set BANDS, for example {}.").format(_EXAMPLE),
            )
        return card.roles


def is_for_sentinel(card: ModelCard) -> bool:
    """Whether a model maps Sentinel-2: its bands, in numbers and of a size as that of Sentinel-2."""
    return card.resolution <= _COARSEST_M and card.data_type == "uint16" and set(card.roles) <= set(SENTINEL_2)


def _role_of(text: str) -> str:
    """Red for B04, b4, B4 or red.

    Raises:
        RequestError: Sentinel-2 has no such band.
    """
    match = re.fullmatch(r"[Bb]0?(\d{1,2}|8[Aa])", text)
    name = f"B{match[1].upper():0>2}" if match else SENTINEL_2.get(text.lower(), "")
    if name not in SENTINEL_BANDS:
        roles = ", ".join(role for role, band in SENTINEL_2.items() if band in SENTINEL_BANDS)
        raise RequestError(
            tr("BANDS: Sentinel-2 has no band {}.").format(repr(text)),
            tr("Bands: {}; roles: {}.").format(", ".join(SENTINEL_BANDS), roles),
        )
    return _ROLES[name]
