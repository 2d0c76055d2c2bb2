"""Assigns bands to roles: by the request, else by the names, wavelengths and colours in the file."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence

from .band_names import KNOWN_ROLES, NAMES, SENTINEL_2, BandInfo, words_of
from .errors import BandError

ALPHA = "alpha"
"""Role of a band that marks pixels with data; no model needs it."""


def resolve_bands(
    requested: Mapping[str, str], roles: Sequence[str], bands: Sequence[BandInfo], raster: str
) -> tuple[int, ...]:
    """Band numbers (from 1) for the roles, in the order of the roles.

    Args:
        requested: Role -> number or name of a band; known roles that the model does not need are ignored.
        roles: Roles that the model needs.
        bands: Bands of the raster.
        raster: Name of the raster, for messages.

    Raises:
        BandError: A requested role is unknown or named twice, a requested band does not exist or has a colour table,
            or the band of an unrequested role cannot be guessed.
    """
    given: dict[str, str] = {}
    for name, value in requested.items():
        role = name.strip().lower()
        if role in given:
            raise BandError(f"BANDS names the role {role} twice.", "Name each role once.")
        given[role] = value
    for role in given:
        if role not in KNOWN_ROLES and role not in (*roles, ALPHA):
            raise _unknown_role(role, roles)
    found = {role: _find(role, given[role], bands, raster) for role in roles if role in given}
    missing = []
    for role in roles:
        if role not in found:
            matches = _guess(role, [b for b in bands if b.number not in found.values()])
            if len(matches) == 1:
                found[role] = matches[0]
            else:
                missing.append(role)
    if missing:
        raise _unclear(missing, found, roles, bands, raster)
    for band in bands:
        if band.color == "palette" and band.number in found.values():
            raise BandError(
                f"Band {band.number} of {raster} holds indices into a colour table, not brightness values.",
                "Convert it to three bands first, with the tool PCT to RGB.",
            )
    return tuple(found[role] for role in roles)


def of_roles(requested: Mapping[str, str], roles: Sequence[str]) -> dict[str, str]:
    """The part of a request that concerns some roles, for a model other than the one that it was made for."""
    return {role: value for role, value in requested.items() if role.strip().lower() in roles}


def band_text(roles: Sequence[str], numbers: Sequence[int]) -> str:
    """Roles and band numbers in the form of the parameter BANDS."""
    return ",".join(f"{role}={number}" for role, number in zip(roles, numbers, strict=True))


def _unknown_role(role: str, roles: Sequence[str]) -> BandError:
    known = [*roles, *sorted(KNOWN_ROLES - set(roles))]
    # A band's name in the place of a role: B08=4.
    likely = [r for r in known if words_of(role) & set(NAMES.get(r, ()))]
    likely = likely or difflib.get_close_matches(role, known, 1, 0.5)
    return BandError(
        f"BANDS: no model knows the role {role}.",
        f"Did you mean {likely[0]}?" if likely else f"The model needs {', '.join(roles)}.",
    )


def _find(role: str, value: str, bands: Sequence[BandInfo], raster: str) -> int:
    wanted = value.strip()
    if wanted.isdecimal():
        matches = [b.number for b in bands if b.number == int(wanted)]
    else:
        lower = wanted.lower()
        matches = [b.number for b in bands if lower in {text.strip().lower() for text in (b.name, *b.aliases)}]
        matches = matches or [b.number for b in bands if lower in b.words]
        matches = matches or [b.number for b in bands if any(lower in words_of(text) for text in b.aliases)]
    if len(matches) == 1:
        return matches[0]
    problem = "is ambiguous" if matches else "does not exist"
    raise BandError(f"BANDS: {role}={wanted}: this band {problem} in {raster}.", f"{_listed(bands)}.")


def _guess(role: str, bands: Sequence[BandInfo]) -> list[int]:
    """Bands that may have a role, by name, else by wavelength, else by colour."""
    for name in NAMES.get(role, (role,)):
        if matches := [b.number for b in bands if name in b.words]:
            return matches
    near = [(b.distance(role), b.number) for b in bands if b.distance(role) < math.inf]
    if near:
        return [number for distance, number in near if distance == min(near)[0]]
    return [b.number for b in bands if b.color == role]


def _unclear(
    missing: Sequence[str], found: Mapping[str, int], roles: Sequence[str], bands: Sequence[BandInfo], raster: str
) -> BandError:
    usable = [b for b in bands if b.color != "alpha"]
    ambiguous = [role for role in missing if len(_guess(role, bands)) > 1]
    named = any(b.names_a_role for b in bands)
    if len(usable) < len(roles) and usable and usable[0].color == "palette":
        return BandError(
            f"{raster} has a colour table, but the model needs {len(roles)} bands: {', '.join(roles)}.",
            "Convert it to three bands first, with the tool PCT to RGB.",
        )
    if len(usable) < len(roles) and not named:
        return BandError(
            f"{raster} has {_count(len(usable))}, but the model needs {len(roles)}: {', '.join(roles)}.",
            f"{_listed(bands)}. If the other bands are in files of their own, choose all of the band files as INPUT.",
        )
    example = _example(found, roles, bands)
    listed = _listed(bands)
    if named and not ambiguous:
        remedy = f"{listed}. Choose a file that has what is missing, or a model that needs other bands."
        if example:
            remedy = f"{listed}. If a band without a name is the missing one, set BANDS, for example BANDS={example}."
        return BandError(f"There is no {' and no '.join(map(_named, missing))} in {raster}.", remedy)
    remedy = f"{listed}. Set BANDS, for example BANDS={example}."
    if not example:
        remedy = f"{listed}. Set BANDS for the roles."
    unclear = (ambiguous or list(missing))[0]
    return BandError(f"OneMetre cannot tell which band of {raster} is {unclear}.", remedy)


def _example(found: Mapping[str, int], roles: Sequence[str], bands: Sequence[BandInfo]) -> str:
    """A value for BANDS that contradicts no name: unclear roles get bands that name none; empty = there are too few."""
    numbers = dict(found)
    free = [b.number for b in bands if b.number not in found.values() and b.is_image and not b.names_a_role]
    for role in roles:
        if role not in numbers:
            left = [n for n in (_guess(role, bands) or free) if n not in numbers.values()]
            if not left:
                return ""
            numbers[role] = left[0]
    return band_text(roles, [numbers[role] for role in roles])


def _named(role: str) -> str:
    return f"{role} band ({SENTINEL_2[role]})" if role in SENTINEL_2 else f"{role} band"


def _count(number: int) -> str:
    return "one band" if number == 1 else f"{number} bands"


def _listed(bands: Sequence[BandInfo]) -> str:
    shown = ", ".join(map(str, bands[:20])) + (", ..." if len(bands) > 20 else "")
    return f"Bands in the file: {shown}"
