"""Parses the text of the parameter BANDS."""

from __future__ import annotations

from ...contract.errors import BandError
from ..app.i18n import tr

EXAMPLE = "red=1,green=2,blue=3"


def parse_bands(text: str) -> dict[str, str]:
    """Parse "red=1,green=2,nir=B08" into role -> number or name of a band; an empty text has no roles.

    Raises:
        BandError: The text is malformed or names a role twice.
    """
    bands: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        role, equals, band = (piece.strip() for piece in part.partition("="))
        role = role.lower()
        if not (role and equals and band):
            raise BandError(
                tr("{} in BANDS is not a role with a band.").format(repr(part)),
                tr("Write BANDS like {}.").format(EXAMPLE),
            )
        if role in bands:
            raise BandError(tr("BANDS names the role {} twice.").format(role), tr("Name each role once."))
        bands[role] = band
    return bands
