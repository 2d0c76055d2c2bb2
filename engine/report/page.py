"""Building blocks of the engine's HTML pages, which are self-contained: easy to send, print and archive."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape
from pathlib import Path

import numpy as np
from matplotlib.image import imsave
from numpy.typing import NDArray

from ...contract.errors import OutputError

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 66em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse; margin: .5em 0 1.5em } th, td { text-align: left; padding: .25em .8em .25em 0;
vertical-align: top; border-bottom: 1px solid #ddd } th { font-weight: 600 } .n { text-align: right }
figure { display: inline-block; width: 48%; margin: 0 1% 1em 0 } img { width: 100%; image-rendering: auto }
.small figure { width: 23% } .c { display: inline-block; width: 1em; height: 1em; margin-right: .5em;
vertical-align: -.1em } .w { background: #fff4d6; padding: .6em 1em; border-left: 4px solid #e0a800 }
.b { color: #777 } @media print { body { margin: 0 } }
"""

Rows = Iterable[tuple[str, str]]


def write_page(target: Path, title: str, body: str) -> None:
    """Write a page.

    Args:
        target: Path of the page.
        title: Heading and title, plain text.
        body: HTML that follows the heading.

    Raises:
        OutputError: The file cannot be written; no file is left then.
    """
    name = escape(title)
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{name}</h1>{body}</body></html>\n"
    )
    try:
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def facts(rows: Rows) -> str:
    """A table of names and values, plain text; rows without a value are omitted."""
    cells = (f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows if value)
    return f"<table>{''.join(cells)}</table>"


def notes(warnings: Iterable[str]) -> str:
    """Highlighted sentences."""
    return "".join(f'<p class="w">{escape(warning)}</p>' for warning in warnings)


def figure(pixels: NDArray[np.uint8], caption: str) -> str:
    """A picture [h, w, 3] embedded in the page, with a caption."""
    return (
        f'<figure><img alt="{escape(caption)}" src="data:image/png;base64,{png_text(pixels)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def png_text(pixels: NDArray[np.uint8]) -> str:
    """A picture [h, w, 3] as PNG in base64."""
    buffer = io.BytesIO()
    imsave(buffer, pixels, format="png")
    return base64.b64encode(buffer.getvalue()).decode()
