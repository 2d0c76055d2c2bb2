"""The model that is used unless the user picks one, and why a model does not fit the imagery."""

from __future__ import annotations

from collections.abc import Mapping

from ....contract.card import ModelCard
from ....processing.app.i18n import tr
from ....processing.bases.sentinel_bands import is_for_sentinel
from ....processing.layers.model_fit import misfit, missing_roles, most_bands_first
from ....processing.layers.separate_bands import bands_of_layers, misfit_of_bands
from ...widgets.project_rasters import project_rasters
from .planned_runs import layers_of_image
from .settings import DockSettings


def automatic_model(models: Mapping[str, ModelCard], settings: DockSettings) -> ModelCard | None:
    """The model that MODEL=auto uses for the ticked imagery, which all gets the same one; None = no model.

    The order is that of the algorithms: adapted models know one city and do not count, and of the models of a kind the
    one that uses most bands comes first. If no model fits, the first one for which no band is missing.

    Args:
        models: Available models by name, the bundled ones first.
        settings: Settings of the dock.
    """
    usual = [card for card in models.values() if not card.parent] or list(models.values())
    if not settings.chosen and not settings.search.years:
        return usual[0] if usual else None
    ordered = most_bands_first(usual)
    for unfit in (misfit_of_imagery, _lacks_bands):
        for card in ordered:
            if not unfit(card, settings):
                return card
    return usual[0] if usual else None


def misfit_of_imagery(card: ModelCard, settings: DockSettings) -> str:
    """Why a model cannot or should not map the ticked imagery, a sentence; empty = it fits."""
    if settings.search.years and not is_for_sentinel(card):
        return tr("It does not map Sentinel-2.")
    rasters = project_rasters()
    for year in settings.years:
        images = [image for image in settings.chosen if image.year == year]
        if layers := layers_of_image(images):
            if reason := misfit_of_bands(card, layers, bands_of_layers(layers)):
                return reason
            continue
        for image in images:
            layer = rasters.get(image.source)
            if layer is not None and (reason := misfit(card, layer, image.bands, scaled=image.scale is not None)):
                return reason
    return ""


def _lacks_bands(card: ModelCard, settings: DockSettings) -> bool:
    if settings.search.years and not is_for_sentinel(card):
        return True
    rasters = project_rasters()
    images = [image for image in settings.chosen if image.source in rasters]
    return any(missing_roles(card, rasters[image.source], image.bands) for image in images)
