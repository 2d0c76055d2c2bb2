"""The parameter TITLE: the name of the maps of a run, for people."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from ..app.i18n import tr
from ..layers.map_names import name_of_source, place_of, run_title, when_of
from .algorithm import is_set
from .area_parameters import AOI, EXTENT
from .input_algorithm import InputAlgorithm

MAP_TITLE = "TITLE"


def title_of(
    algorithm: InputAlgorithm, surface: str, parameters: dict[str, Any], context: QgsProcessingContext, year: int | None
) -> str:
    """Title that the user gave, or else what is mapped, where and when; call it in the project's thread.

    The place is that of the area of interest, or else that of the imagery.

    Args:
        algorithm: Prepared algorithm.
        surface: What is mapped.
        parameters: Parameters of the run.
        context: Processing context.
        year: Year that the run names; None = it names none.
    """
    if given := " ".join(algorithm.text(parameters, MAP_TITLE, context).split()):
        return given
    inputs = algorithm.inputs
    place = name_of_source(parameters.get(AOI), context) or place_of(inputs.names)
    if is_set(parameters, EXTENT) and not is_set(parameters, AOI):
        place = tr("{} (extent)").format(place) if place else tr("extent")
    return run_title(surface, place, when_of(inputs.times, year))
