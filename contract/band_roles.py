"""Assigns bands to roles: by the request, else by the names and colours in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .errors import BandError

# Band names per role, best first: STAC common names, Sentinel-2 band numbers, plain words.
_NAMES: dict[str, tuple[str, ...]] = {
    "coastal": ("coastal", "b01", "b1", "aerosol"),
    "blue": ("blue", "b02", "b2"),
    "green": ("green", "b03", "b3"),
    "red": ("red", "b04", "b4"),
    "rededge071": ("rededge071", "rededge1", "b05", "b5"),
    "rededge075": ("rededge075", "rededge2", "b06", "b6"),
    "rededge078": ("rededge078", "rededge3", "b07", "b7"),
    "nir": ("nir", "b08", "b8", "infrared", "nir08", "b8a"),
    "nir08": ("nir08", "b8a"),
    "nir09": ("nir09", "b09", "b9"),
    "swir16": ("swir16", "swir1", "b11"),
    "swir22": ("swir22", "swir2", "b12"),
}

# Names of several words are joined, so that "red edge 1" is not mistaken for red.
_PHRASES = (
    (re.compile(r"red[\s_-]*edge[\s_-]*(\d*)"), r" rededge\1 "),
    (re.compile(r"short[\s_-]*wave[\s_-]*infra[\s_-]*red[\s_-]*(\d*)"), r" swir\1 "),
    (re.compile(r"near[\s_-]*infra[\s_-]*red"), " nir "),
)


@dataclass(frozen=True)
class BandInfo:
    """One band of a raster: number from 1, name ("" = none), colour ("red", "alpha", "undefined", ...)."""

    number: int
    name: str = ""
    color: str = "undefined"

    def __str__(self) -> str:
        return f"{self.number} ({self.name or self.color})"

    @property
    def words(self) -> frozenset[str]:
        """Lower-case words of the name."""
        text = self.name.lower()
        for pattern, replacement in _PHRASES:
            text = pattern.sub(replacement, text)
        return frozenset(re.findall(r"[a-z0-9]+", text))


def resolve_bands(
    requested: Mapping[str, str], roles: Sequence[str], bands: Sequence[BandInfo], raster: str
) -> tuple[int, ...]:
    """Band numbers (from 1) for the roles, in the order of the roles.

    Args:
        requested: Role -> number or name of a band; roles that the model does not need are ignored.
        roles: Roles that the model needs.
        bands: Bands of the raster.
        raster: Name of the raster, for messages.

    Raises:
        BandError: A requested band does not exist or has a colour table, or the band of an unrequested role cannot be
            guessed.
    """
    given = {role.strip().lower(): value for role, value in requested.items()}
    found = {role: _find(role, given[role], bands, raster) for role in roles if role in given}
    for role in roles:
        if role not in found:
            number = _guess(role, [b for b in bands if b.number not in found.values()])
            if number is None:
                raise _unclear(role, roles, bands, raster)
            found[role] = number
    for band in bands:
        if band.color == "palette" and band.number in found.values():
            raise BandError(
                f"Band {band.number} of {raster} holds indices into a colour table, not brightness values.",
                "Convert it to three bands first, with the tool PCT to RGB.",
            )
    return tuple(found[role] for role in roles)


def _find(role: str, value: str, bands: Sequence[BandInfo], raster: str) -> int:
    wanted = value.strip()
    if wanted.isdecimal():
        matches = [b.number for b in bands if b.number == int(wanted)]
    else:
        matches = [b.number for b in bands if b.name.strip().lower() == wanted.lower()]
        matches = matches or [b.number for b in bands if wanted.lower() in b.words]
    if len(matches) == 1:
        return matches[0]
    problem = "is ambiguous" if matches else "does not exist"
    raise BandError(f"BANDS: {role}={wanted}: this band {problem} in {raster}.", f"{_listed(bands)}.")


def _guess(role: str, bands: Sequence[BandInfo]) -> int | None:
    for name in _NAMES.get(role, (role,)):
        matches = [b.number for b in bands if name in b.words]
        if matches:
            return matches[0] if len(matches) == 1 else None
    matches = [b.number for b in bands if b.color == role]
    return matches[0] if len(matches) == 1 else None


def _unclear(role: str, roles: Sequence[str], bands: Sequence[BandInfo], raster: str) -> BandError:
    usable = [b for b in bands if b.color != "alpha"]
    example = ",".join(f"{r}={n}" for n, r in enumerate(roles, start=1))
    if len(usable) < len(roles) and usable and usable[0].color == "palette":
        return BandError(
            f"{raster} has a colour table, but the model needs {len(roles)} bands: {', '.join(roles)}.",
            "Convert it to three bands first, with the tool PCT to RGB.",
        )
    if len(usable) < len(roles):
        return BandError(
            f"{raster} has {_count(len(usable))}, but the model needs {len(roles)}: {', '.join(roles)}.",
            f"{_listed(bands)}. Stack bands from separate files first, "
            "for example with Build virtual raster and its option for separate bands.",
        )
    return BandError(
        f"OneMetre cannot tell which band of {raster} is {role}.",
        f"{_listed(bands)}. Assign the bands with BANDS, for example BANDS={example}.",
    )


def _count(number: int) -> str:
    return "one band" if number == 1 else f"{number} bands"


def _listed(bands: Sequence[BandInfo]) -> str:
    shown = ", ".join(map(str, bands[:20])) + (", ..." if len(bands) > 20 else "")
    return f"Bands in the file: {shown}"
