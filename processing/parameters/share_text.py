"""Parses the parameter EXPECTED: shares of classes in percent, separated by commas."""

from __future__ import annotations

from ...contract.errors import RequestError
from ..app.i18n import tr

EXAMPLE = "impervious=85,other=95,edge=70"


def parse_shares(name: str, text: str) -> dict[str, float]:
    """Parse "85" (for all classes, key "*") or "impervious=85,other=95" into shares of 1.

    Raises:
        RequestError: The text is malformed, or a share lies outside 0 to 100 percent.
    """
    shares: dict[str, float] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        key, given, number = item.rpartition("=")
        try:
            percent = float(number)
        except ValueError:
            percent = -1.0
        if not 0 <= percent <= 100 or (given and not key.strip()):
            raise RequestError(
                tr("{} cannot be read at {}.").format(name, item), tr("For example: {}.").format(f"90, {EXAMPLE}")
            )
        shares[key.strip() or "*"] = percent / 100
    return shares
