"""Reads the names of bands: the one place that knows what descriptions, tags, wavelengths and colours call a band."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

NAMES: dict[str, tuple[str, ...]] = {
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
"""Names of bands per role, best first: STAC common names, Sentinel-2 band numbers, plain words."""

KNOWN_ROLES = frozenset({*NAMES, "pan", "yellow", "rededge", "cirrus", "lwir", "lwir11", "lwir12"})
"""Roles that a model may have: the STAC common names."""

SENTINEL_2 = {
    "coastal": "B01",
    "blue": "B02",
    "green": "B03",
    "red": "B04",
    "rededge071": "B05",
    "rededge075": "B06",
    "rededge078": "B07",
    "nir": "B08",
    "nir08": "B8A",
    "nir09": "B09",
    "swir16": "B11",
    "swir22": "B12",
}
"""Role -> name of the band in Sentinel-2 products."""

# Role -> lowest, typical and highest central wavelength, nanometres.
_WAVELENGTHS = {
    "coastal": (400, 443, 455),
    "blue": (455, 490, 520),
    "green": (520, 560, 605),
    "red": (620, 665, 692),
    "rededge071": (692, 705, 722),
    "rededge075": (722, 740, 760),
    "rededge078": (760, 783, 800),
    "nir": (800, 842, 900),
    "nir08": (850, 865, 885),
    "nir09": (930, 945, 965),
    "swir16": (1550, 1610, 1750),
    "swir22": (2080, 2200, 2350),
}

# Tags that name a band, in lower case, the most precise first: three bands may share the common name "rededge".
_NAME_TAGS = (
    "bandname",
    "band_name",
    "band",
    "name",
    "description",
    "common_name",
    "eo:common_name",
    "long_name",
    "netcdf_varname",
)
_WAVELENGTH_TAGS = ("central_wavelength_um", "central_wavelength", "center_wavelength", "wavelength")
_UNIT_TAGS = ("wavelength_unit", "wavelength_units", "central_wavelength_unit")

# Names of several words are joined, so that "red edge 1" is not mistaken for red.
_PHRASES = (
    (re.compile(r"red[\s_-]*edge[\s_-]*(\d*)"), r" rededge\1 "),
    (re.compile(r"short[\s_-]*wave[\s_-]*infra[\s_-]*red[\s_-]*(\d*)"), r" swir\1 "),
    (re.compile(r"near[\s_-]*infra[\s_-]*red"), " nir "),
)
_WRITTEN_WAVELENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(nm|nanomet\w*|um|\u00b5m|\u03bcm|micromet\w*|microns?)\b")
_TAGGED_WAVELENGTH = re.compile(r"((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)\s*([a-z\u00b5\u03bc]*)")
_NO_IMAGE = frozenset(
    {"scl", "aot", "wvp", "tci", "mask", "qa", "qa60", "cloud", "clouds", "cld", "snw", "dem", "alpha"}
)
_ALL_NAMES = frozenset(name for names in NAMES.values() for name in names)


@dataclass(frozen=True)
class BandInfo:
    """One band of a raster.

    Attributes:
        number: Number from 1.
        name: Name for display; empty = none.
        color: Colour interpretation: "red", "alpha", "palette", "undefined", ...
        aliases: All names of the band, the name for display first.
        wavelength: Central wavelength, nanometres; None = not stated.
    """

    number: int
    name: str = ""
    color: str = "undefined"
    aliases: tuple[str, ...] = ()
    wavelength: float | None = None

    def __str__(self) -> str:
        return f"{self.number} ({self.name or self.color})"

    @cached_property
    def words(self) -> frozenset[str]:
        """Lower-case words of the name."""
        return words_of(self.name)

    @property
    def names_a_role(self) -> bool:
        """Whether name or wavelength state what the band shows."""
        return bool(self.words & _ALL_NAMES) or any(self.distance(role) < math.inf for role in _WAVELENGTHS)

    @property
    def is_image(self) -> bool:
        """Whether the band may hold brightness, and is no mask, class map or alpha band by its name or colour."""
        return self.color != "alpha" and not self.words & _NO_IMAGE

    def distance(self, role: str) -> float:
        """Distance in nanometres from the typical wavelength of a role; infinite outside its range or if unknown."""
        low, typical, high = _WAVELENGTHS.get(role, (math.inf, math.inf, -math.inf))
        if self.wavelength is None or not low <= self.wavelength < high:
            return math.inf
        return abs(self.wavelength - typical)


def words_of(text: str) -> frozenset[str]:
    """Lower-case words of a name; phrases such as "near infrared" become one word."""
    text = text.lower()
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return frozenset(re.findall(r"[a-z0-9]+", text))


def name_band(number: int, description: str, tags: Mapping[str, str], color: str) -> BandInfo:
    """Read the names of a band from everything that a file states about it.

    Args:
        number: Number of the band, from 1.
        description: Description of the band; empty = none.
        tags: Metadata of the band, of all domains.
        color: Colour interpretation in lower case.
    """
    lower = {key.strip().lower(): value.strip() for key, value in tags.items()}
    texts = [description.strip(), *(lower.get(tag, "") for tag in _NAME_TAGS)]
    aliases = list(dict.fromkeys(text for text in texts if text))
    # The description may be generic ("Band 1", "surface reflectance") where a tag has the name.
    name = next((text for text in aliases if words_of(text) & _ALL_NAMES), aliases[0] if aliases else "")
    aliases.sort(key=lambda text: text != name)
    return BandInfo(number, name, color, tuple(aliases), _wavelength(aliases, lower))


def _wavelength(names: Sequence[str], tags: Mapping[str, str]) -> float | None:
    """Central wavelength in nanometres by the tags, else as written in a name; None = not stated."""
    unit = next((tags[tag] for tag in _UNIT_TAGS if tag in tags), "")
    for tag in _WAVELENGTH_TAGS:
        # The unit may stand behind the number, or in a tag of its own.
        if found := _TAGGED_WAVELENGTH.fullmatch(tags.get(tag, "").lower()):
            return _nanometres(float(found[1]), found[2] or ("um" if tag.endswith("_um") else unit))
    for name in names:
        # The aerosol optical thickness at 550 nm is no green band.
        found = None if words_of(name) & {*_NO_IMAGE, "thickness"} else _WRITTEN_WAVELENGTH.search(name.lower())
        if found:
            return _nanometres(float(found[1]), found[2])
    return None


def _nanometres(value: float, unit: str) -> float | None:
    unit = unit.strip().lower()
    metric = unit.startswith(("um", "\u00b5", "\u03bc", "micro"))
    # Without a unit: no band of a camera lies at 30 nm, none beyond 30 micrometres.
    value = value * 1000 if metric or (not unit.startswith("n") and value < 30) else value
    return value if math.isfinite(value) and value > 0 else None
