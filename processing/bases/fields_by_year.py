"""Fields of a layer that hold something of one year each, such as pop_2018 and pop_2022."""

from __future__ import annotations

from collections.abc import Iterable

from ...contract.errors import RequestError
from ..app.i18n import tr
from ..layers.raster_facts import year_in


def fields_by_year(parameter: str, names: Iterable[str], example: str) -> dict[int, str]:
    """Year -> field of that year.

    Args:
        parameter: Name of the parameter, for messages.
        names: Names of the fields.
        example: A name with a year, for the hint.

    Raises:
        RequestError: A field's name has no year, or two fields are of the same year.
    """
    found: dict[int, str] = {}
    for field in names:
        year = year_in(field)
        if year is None:
            raise RequestError(
                tr("{}: the name of the field {} has no year.").format(parameter, repr(field)),
                tr("Rename it with its year, as in {} (Refactor fields).").format(example),
            )
        if year in found:
            raise RequestError(
                tr("{}: the fields {} and {} are of the same year.").format(parameter, repr(found[year]), repr(field)),
                tr("Choose one field a year."),
            )
        found[year] = field
    return found
