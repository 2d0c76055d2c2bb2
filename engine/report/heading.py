"""The heading of a report: what was mapped, where and when, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract.image_names import date_in, date_text, place_in


def heading(surface: str, images: Sequence[str], year: int | None, longitude: float, latitude: float) -> str:
    """Surface, place and date, for example "Impervious surface, Bolzano, 12 June 2022".

    Args:
        surface: Display title of the mapped class or model.
        images: Names of the mapped files, which may contain place and date.
        year: Year of the imagery, which counts before the names; None = not given.
        longitude: Centre of the map, degrees; with the latitude it stands for a place without a name.
        latitude: Centre of the map, degrees.
    """
    places = {place_in(name) for name in images}
    place = places.pop() if len(places) == 1 else ""
    dates = {date_in(name) for name in images}
    date = dates.pop() if len(dates) == 1 else None
    when = "" if year is None else str(year)
    if date is not None and year in (None, date.year):
        when = date_text(date)
    return ", ".join(part for part in (surface, place or degrees_text(longitude, latitude), when) if part)


def degrees_text(longitude: float, latitude: float) -> str:
    """A position, for example "46.50° N, 11.35° E"."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"
