"""What metadata.txt says: the one place where version and addresses stand."""

from __future__ import annotations

from configparser import ConfigParser
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "metadata.txt"


@cache
def metadata() -> dict[str, str]:
    """The fields by their names in lower case."""
    parser = ConfigParser(interpolation=None)
    parser.read(FILE, encoding="utf-8")
    return dict(parser["general"])


def guide_page(name: str) -> str:
    """Address of a page of the guide, for a browser; the zip holds no guide.

    Args:
        name: Of its file in docs/guide, without the extension.
    """
    return f"{metadata()['repository']}/blob/main/docs/guide/{name}.md"
