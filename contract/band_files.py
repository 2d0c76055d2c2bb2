"""Recognises files that are the bands of one image: their names differ only by the band."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .band_names import NAMES

_WORDS = "|".join(sorted((re.escape(n) for names in NAMES.values() for n in names), key=len, reverse=True))
# Names of bands as they occur in paths: B02, b8a, SR_B4, band_4, Band1, red, red_edge_1, nir, near-infrared, swir16.
_BAND = re.compile(
    r"(?<![a-z0-9])(?P<band>red[_-]?edge[_-]?\d*|near[_-]?infra[_-]?red|swir[_-]?\d+|band[_-]?\d+|b\d{1,2}a?|"
    rf"{_WORDS}|pan|yellow)(?![a-z0-9])",
    re.IGNORECASE,
)
# A band right behind a word in lower case or a digit: sceneB02.
_ATTACHED = re.compile(r"(?<=[a-z0-9])(?P<band>B\d{1,2}A?)(?![A-Za-z0-9])")
_RESOLUTION = re.compile(r"(?<![a-z0-9])\d+m(?![a-z0-9])", re.IGNORECASE)


def bands_of_files(paths: Sequence[str]) -> tuple[str, ...]:
    """Names of the bands, in the order of the files; empty = the files are not the bands of one image.

    Sentinel-2 writes the resolution of a band behind its name (B02_10m), so that may differ too.

    Args:
        paths: Paths of the files, or sources of GDAL that name a variable of a file.
    """
    if len(paths) < 2:
        return ()
    found = [dict(_templates(path)) for path in paths]
    # The last match is the most particular one: a folder may be called "green" too.
    for template in reversed(found[0]):
        if all(template in one for one in found):
            bands = tuple(one[template] for one in found)
            if len({band.lower() for band in bands}) == len(bands):
                return bands
    return ()


def _templates(path: str) -> Iterator[tuple[str, str]]:
    """Path with a gap in the place of a band, and that band; for each band in the path."""
    matches = [*_BAND.finditer(path), *_ATTACHED.finditer(path)]
    for match in sorted(matches, key=lambda m: m.start()):
        rest = f"{path[: match.start()]}\0{path[match.end() :]}"
        yield _RESOLUTION.sub("*", rest), match["band"]
