"""Reads metadata.txt, the only place that holds the version and the addresses."""

from __future__ import annotations

from configparser import ConfigParser
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "metadata.txt"


@cache
def metadata() -> dict[str, str]:
    """Fields of metadata.txt by name, in lower case."""
    parser = ConfigParser(interpolation=None)
    parser.read(FILE, encoding="utf-8")
    return dict(parser["general"])


def guide_page(name: str) -> str:
    """Address of a page of the guide, for a browser; the zip holds no guide.

    Args:
        name: Name of the page's file in docs/guide, without the extension.
    """
    return f"{metadata()['repository']}/blob/main/docs/guide/{name}.md"
