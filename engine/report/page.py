"""Building blocks of the engine's HTML pages, which are self-contained: easy to send, print and archive."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

import numpy as np
from matplotlib.image import imsave
from numpy.typing import NDArray

from ...contract.errors import OutputError
from ...contract.redaction import redact

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; max-width: 66em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse; margin: .5em 0 1.5em } th, td { text-align: left; padding: .25em .8em .25em 0;
vertical-align: top; border-bottom: 1px solid #ddd } th { font-weight: 600 }
.n { text-align: right } td.n { white-space: nowrap }
figure { display: inline-block; width: 48%; margin: 0 1% 1em 0 } img { width: 100%; image-rendering: auto }
.small figure { width: 23% } .c { display: inline-block; width: 1em; height: 1em; margin-right: .5em;
vertical-align: -.1em } .w { background: #fff4d6; padding: .6em 1em; border-left: 4px solid #e0a800 }
.b { color: #777 } .map { display: block; width: auto; margin: 0 0 .5em } .map > div { max-width: 100% }
.map img { display: block; border: 1px solid #bbb; box-sizing: border-box } .under { position: relative; height: 34px }
.arrow { position: absolute; right: 0; top: 2px; width: 32px; height: 32px } .under span { font-size: 13px }
.bar { height: 5px; border: 1.5px solid #222; border-top: 0; margin-top: 4px; box-sizing: border-box }
.legend { list-style: none; padding: 0; margin: 0 } .legend li { display: inline-block; margin-right: 1.5em }
.told { font-size: 1.2em; margin: 0 0 .8em } h1 { font-size: 1.6em; margin: 0 0 .3em; line-height: 1.2 }
details { border-top: 1px solid #ddd; padding: .4em 0 } summary { cursor: pointer; font-weight: 600 }
.c { -webkit-print-color-adjust: exact; print-color-adjust: exact }
@page { size: A4; margin: 15mm }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; line-height: 1.35 }
.front { page-break-after: always; break-after: page } tr, figure { break-inside: avoid }
details:not([open]) { display: none } td.n { white-space: normal }
table { max-width: 100%; font-size: 8.5pt } th, td { padding: .2em .5em .2em 0; overflow-wrap: anywhere }
.front table { margin: .3em 0 .6em } .front p { margin: .4em 0 } }
"""

# No browser loads anything for the page, whatever a card or a name brings into it.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.\-]*:)?//[^\s\"'<>()]+|\bwww\.[^\s\"'<>()]+", re.IGNORECASE)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_NO_COLOR = "#808080"

Rows = Iterable[tuple[str, str]]


def plain(text: str) -> str:
    """A text as HTML: without markup and secrets."""
    return escape(redact(text))


def label(text: str) -> str:
    """A name or title as HTML, in which an address has no business."""
    return escape(without_addresses(redact(text)))


def without_addresses(text: str) -> str:
    """A text without the addresses of web pages and files elsewhere."""
    return _ADDRESS.sub("", text)


def swatch(color: str) -> str:
    """A small square in a colour (#rrggbb); grey if it is anything else."""
    return f'<span class="c" style="background:{color if _COLOR.fullmatch(color) else _NO_COLOR}"></span>'


def write_page(target: Path, title: str, body: str) -> None:
    """Write a page.

    Args:
        target: Path of the page.
        title: Heading and title, plain text.
        body: HTML that follows the heading.

    Raises:
        OutputError: The file cannot be written; no file is left then.
    """
    name = label(title)
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{name}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{name}</h1>{body}</body></html>\n"
    )
    write_html(target, page)


def write_html(target: Path, page: str) -> None:
    """Write the text of a page.

    Raises:
        OutputError: The file cannot be written; no file is left then.
    """
    try:
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def facts(rows: Rows) -> str:
    """A table of names and values, plain text; rows without a value are omitted."""
    cells = (f"<tr><th>{plain(name)}</th><td>{plain(value)}</td></tr>" for name, value in rows if value)
    return f"<table>{''.join(cells)}</table>"


def notes(warnings: Iterable[str]) -> str:
    """Highlighted sentences."""
    return "".join(f'<p class="w">{plain(warning)}</p>' for warning in warnings)


def details(title: str, body: str) -> str:
    """A folded part of the page, under a title."""
    return f"<details><summary>{plain(title)}</summary>{body}</details>"


def figure(pixels: NDArray[np.uint8], caption: str) -> str:
    """A picture [h, w, 3] embedded in the page, with a caption."""
    shown = label(caption)
    return (
        f'<figure><img alt="{shown}" src="data:image/png;base64,{png_text(pixels)}">'
        f"<figcaption>{shown}</figcaption></figure>"
    )


def png_text(pixels: NDArray[np.uint8]) -> str:
    """A picture [h, w, 3] as PNG in base64."""
    buffer = io.BytesIO()
    imsave(buffer, pixels, format="png")
    return base64.b64encode(buffer.getvalue()).decode()
